"""Writes problems as a SARIF 2.1.0 log, which tools for reviewing changes read.

OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, Errata 01.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from verbale import __version__
from verbale.cli.explain import examples
from verbale.codes import CODES
from verbale.fixing import Edit, fixed
from verbale.problems import Place, Problem, Severity
from verbale.spec.tree import SourceText

__all__ = ["as_sarif"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
Json = dict[str, Any]


def as_sarif(problems: Iterable[Problem], sources: Mapping[str, SourceText] | None = None) -> str:
    """Write problems as a SARIF log of one run.

    Columns are counted in characters, and the log says so.

    Args:
        problems: the problems; excused ones are told as suppressed in the source.
        sources: the specs by the names that problems have for them, for the fixes.
    """
    found = list(problems)
    codes = list(dict.fromkeys(one.code for one in found))
    known = examples() if found else {}
    same: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "Verbale",
                "version": __version__,
                "rules": [_rule(code, known.get(code, {})) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes, sources or {}, same) for one in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    # A file's name may have bytes that are no text.
    text = json.dumps(log, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode()


def _rule(code: str, example: Mapping[str, str]) -> Json:
    about = CODES[code]
    told = [f"Source: {example['source']}"] if example.get("source") else []
    told += [f"{word}:\n{example[word].rstrip()}" for word in ("wrong", "right") if word in example]
    return {
        "id": code,
        "shortDescription": {"text": about.rule},
        "defaultConfiguration": {"level": _LEVELS[about.severity]},
        "help": {"text": "\n\n".join((about.rule, *told))},
        **({"properties": {"family": about.family}} if about.family else {}),
    }


def _result(
    one: Problem, codes: Sequence[str], sources: Mapping[str, SourceText], same: Counter[str]
) -> Json:
    """Word a problem as a result."""
    result: Json = {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": _LEVELS[one.severity],
        "message": {"text": _sentences(one.message, f"Hint: {one.hint}" if one.hint else "")},
        "partialFingerprints": {"verbale/v1": _fingerprint(one, same)},
    }
    if one.place.file:
        result["locations"] = [{"physicalLocation": _location(one.place)}]
    if one.excused:
        excuse = {"kind": "inSource", "status": "accepted", "justification": one.excused}
        result["suppressions"] = [excuse]
    source = sources.get(one.place.file or "")
    edits = fixed(source, [one]).edits if source is not None and one.fix is not None else ()
    if source is not None and edits:
        change = {
            "artifactLocation": _artifact(source.file),
            "replacements": [_replacement(source, edit) for edit in edits],
        }
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _sentences(*parts: str) -> str:
    closed = (one if one.endswith((".", "?", "!", "…")) else f"{one}." for one in parts if one)
    return " ".join(closed)


def _fingerprint(one: Problem, same: Counter[str]) -> str:
    """Tell a problem from others of its file, wherever in the file it stands."""
    place = one.place
    parts = (one.code, place.file or "", place.path, place.words, (place.excerpt or "").strip())
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    same[digest] += 1
    return f"{digest}:{same[digest]}"


def _location(place: Place) -> Json:
    location: Json = {"artifactLocation": _artifact(place.file or "")}
    if place.line is None:
        return location
    region: Json = {"startLine": place.line}
    if place.column is not None:
        region |= {"startColumn": place.column, "endColumn": place.column + place.width}
    if place.excerpt is not None:
        start = (place.column or 1) - 1
        end = start + place.width if place.column is not None else None
        region["snippet"] = {"text": place.excerpt[start:end]}
        around = {"startLine": place.line, "snippet": {"text": place.excerpt}}
        location["contextRegion"] = around
    location["region"] = region
    return location


def _artifact(file: str) -> Json:
    """Name a file: from where the command runs, or in full where it lies elsewhere."""
    path = Path(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": "%SRCROOT%"}


def _replacement(source: SourceText, edit: Edit) -> Json:
    start, end = _mark(source, edit.start), _mark(source, edit.end)
    return {
        "deletedRegion": {
            "startLine": start[0],
            "startColumn": start[1],
            "endLine": end[0],
            "endColumn": end[1],
        },
        "insertedContent": {"text": edit.new},
    }


def _mark(source: SourceText, at: int) -> tuple[int, int]:
    """Give the line and column, from 1, of a character of the file."""
    before = source.text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1
