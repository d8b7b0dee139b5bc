"""What an office gets beside the letters: the dispatch list, the coverage, the manifest."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from verbale.batch.plan import Part
from verbale.batch.run import Wrote
from verbale.mailing import Coverage
from verbale.typeset.versions import versions

__all__ = ["coverage_json", "dispatch", "manifest", "safe_cell"]

_COLUMNS = ("id", "mission", "language", "pages", "file", "sha256", "e-mail")
_INSIDE = re.compile(r"([;\t]\s*)([=+\-@])")


def safe_cell(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    # In some countries a spreadsheet parts cells by semicolons, whatever the file says.
    text = _INSIDE.sub(r"\1'\2", text)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def dispatch(rows: Iterable[Sequence[str]]) -> bytes:
    """Write the list to tick off: a row for each copy, in the order of the list."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    # Spreadsheets take UTF-8 for what it is only with this mark before it.
    return out.getvalue().encode("utf-8-sig")


def coverage_json(coverage: Coverage) -> bytes:
    """Write what a list covers of the Members."""
    return (json.dumps(coverage.as_dict(), ensure_ascii=False, indent=1) + "\n").encode()


def manifest(
    inputs: Mapping[str, object],
    parts: Sequence[Part],
    wrote: Sequence[Wrote],
    seconds: float,
    *,
    ids: Mapping[str, str],
    dispatch_sha256: str,
) -> bytes:
    """Write what the batch was made of: inputs, versions, plates, letters laid out in full."""
    full = [{"id": ids[one.stem], "why": one.full} for one in wrote if one.full]
    stamped = {one.stem for one in wrote if one.files and not one.full}
    told = {
        "version": 1,
        "inputs": inputs,
        "made_with": versions(),
        "letters": len(wrote),
        "failed": [ids[one.stem] for one in wrote if any(p.stops for p in one.problems)],
        "plates": [
            {"key": part.key, "language": part.page.language, "letters": count}
            for part in parts
            if (count := len(stamped.intersection(part.stems)))
        ],
        "in_full": full,
        "dispatch_sha256": dispatch_sha256,
        "seconds": round(seconds, 3),
    }
    # The name of a list may hold bytes that are no text.
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return text.encode(errors="backslashreplace")
