"""Reads an address back into whom it names: a list, a mission, States, a person; or lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from verbale.transcribe.people import Known, post_of

__all__ = ["addressee"]


def addressee(rows: Sequence[str], known: Known, *, structured: bool) -> dict[str, Any]:
    """Read one address.

    Args:
        rows: its lines.
        known: what people and States are told by.
        structured: whether to look for whom it names; else its lines are given as they stand.
    """
    as_lines = {"lines": "\n".join(rows)}
    if not structured:
        return as_lines
    language = known.language
    for name, words in language.lists.items():
        # A list's lines may have been run together.
        said, wanted = " ".join(rows), " ".join(words.lines)
        if said == wanted or re.fullmatch(rf"{re.escape(wanted)} [^\d,.]{{3,30}}", said):
            return {"list": name}
    for lines in (language.mission, language.observer_mission):
        if mission := _placed(rows, lines, known):
            return {"mission": mission}
    for lines in (language.representative, language.observer):
        if state := _placed(rows, lines, known):
            return {"states": [state]}
    for key, title in sorted(language.titles.items(), key=lambda one: -len(one[1].written_out)):
        for written in (title.written_out, title.written_out_f):
            if written and (person := _person(rows, key, written, known)) is not None:
                of_her = {"gender": "f"} if written is title.written_out_f else {}
                return person | of_her
    vacant = language.vacant.m
    head = vacant.partition("{post}")[0]
    if head and rows[0].startswith(head):
        found = post_of(rows[0][len(head) :], known)
        if found["post"] in language.posts:
            return found
    return as_lines


def _placed(rows: Sequence[str], lines: Sequence[str], known: Known) -> str | None:
    """Give the code of the State that stands in the lines of a mission; None if they are others."""
    if not lines or len(rows) < len(lines):
        return None
    code = None
    for row, line in zip(rows, lines, strict=False):
        pattern = re.escape(line).replace(r"\{state\}", "(?P<s>.+)").replace(r"\{of\}", "(?P<s>.+)")
        match = re.fullmatch(pattern, row)
        if match is None:
            return None
        if "s" in match.groupdict():
            found = post_of(f"x of {match['s']}", known).get("state")
            if found is None:
                return None
            code = found
    return code


def _person(
    rows: Sequence[str], title: str, written: Sequence[str], known: Known
) -> dict[str, Any] | None:
    """Read a person's block, if it begins as one of a title does."""
    if len(rows) <= len(written) or written == ("{name}",):
        return None
    found: dict[str, Any] = {"title": title}
    for row, line in zip(rows, written, strict=False):
        pattern = (
            re.escape(line)
            .replace(r"\{name\}", "(?P<name>.+)")
            .replace(r"\{his\}", "(?P<his>His|Her)")
        )
        match = re.fullmatch(pattern, row)
        if match is None:
            return None
        named = match.groupdict()
        if named.get("name"):
            found["name"] = named["name"]
        if named.get("his"):
            found["gender"] = "m" if named["his"] == "His" else "f"
    if "name" not in found:
        return None
    rest = list(rows[len(written) :])
    post = post_of(rest.pop(0), known)
    found |= post
    words = known.language.posts.get(post["post"])
    if words is not None and words.at and rest and rest[0] == words.at:
        rest.pop(0)
        # The place follows by itself; any other is kept.
        if rest and rest != ["New York"]:
            found["address"] = "\n".join(rest)
    elif rest:
        found["address"] = "\n".join(rest)
    return found
