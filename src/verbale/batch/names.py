"""Names the files of a batch, so that they meet on no disk and leave no folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from verbale.faults import put
from verbale.filenames import alike, is_reserved
from verbale.letter import Letter
from verbale.mailing import MailingList, Recipient
from verbale.problems import Place, Problem, problem

__all__ = ["FIELDS", "file_names"]

FIELDS = ("id", "state", "language", "reference", "name", "date")
"""What may stand in braces in a pattern."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NEVER = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 200
"""The longest name, in bytes: disks take 255 with the ending."""


def file_names(
    pattern: str,
    rows: Sequence[tuple[Recipient, Letter]],
    mailing: MailingList,
    taken: Sequence[str] = (),
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Name the files of each recipient, without an ending.

    Args:
        pattern: such as ``{reference}-{state}-{language}``.
        rows: the recipients with their letters.
        mailing: the list, for the places of problems.
        taken: names that no recipient's file may have.

    Returns:
        The names, and what is wrong with them.
    """
    where = Place(file="--name")
    unknown = [one for one in _PLACEHOLDER.findall(pattern) if one not in FIELDS]
    fixed = _PLACEHOLDER.sub("", pattern)
    braces = "{" in fixed or "}" in fixed
    if unknown or braces or _NEVER.search(fixed) or not pattern.strip() or not fixed.isprintable():
        known = ", ".join("{" + field + "}" for field in FIELDS)
        message = f'"{pattern[:80]}" is no pattern for names of files'
        hint = f"use letters, -, _ and what is known: {known}"
        return (), (problem("bad-value", where, message, hint),)
    names = tuple(_name(pattern, recipient, letter) for recipient, letter in rows)
    empty = tuple(_empty(pattern, rows, mailing))
    if empty:
        return names, empty
    return names, tuple(_wrong(names, [recipient for recipient, _ in rows], mailing, taken))


def _empty(
    pattern: str, rows: Sequence[tuple[Recipient, Letter]], mailing: MailingList
) -> Iterator[Problem]:
    """Tell rows of which something in the pattern is not known: "-ch.pdf" is no name."""
    for recipient, letter in rows:
        values = _values(recipient, letter)
        for field in dict.fromkeys(_PLACEHOLDER.findall(pattern)):
            if not values[field].strip():
                message = f"{{{field}}} in the name of its file is empty: it has no {field}"
                hint = "give --name another pattern, such as {id}"
                yield problem("bad-id", mailing.place(recipient), message, hint)


def _name(pattern: str, recipient: Recipient, letter: Letter) -> str:
    values = _values(recipient, letter)
    # What a value has of its own never leads to another folder: OPGA/2026/0003 is OPGA-2026-0003.
    clean = {key: _NEVER.sub("-", value).strip() for key, value in values.items()}
    return unicodedata.normalize("NFC", put(pattern, **clean))


def _values(recipient: Recipient, letter: Letter) -> dict[str, str]:
    return {
        "id": recipient.id,
        "state": recipient.state.lower(),
        "language": letter.language,
        "reference": letter.reference,
        "name": recipient.name,
        "date": letter.date.isoformat() if letter.date else "",
    }


def _wrong(
    names: Sequence[str],
    recipients: Sequence[Recipient],
    mailing: MailingList,
    taken: Sequence[str],
) -> Iterator[Problem]:
    first: dict[str, Recipient] = {}
    for name, recipient in zip(names, recipients, strict=True):
        where = mailing.place(recipient)
        bare = name.strip(". ")
        if not bare or bare != name or is_reserved(name) or len(name.encode()) > _LONGEST:
            message = f'"{name[:60]}" cannot name a file on every disk'
            yield problem("bad-id", where, message, "give --name another pattern")
            continue
        if alike(name) in taken:
            message = f'its file "{name}" would be that of the print run'
            yield problem("output-collision", where, message, "give --name another pattern")
            continue
        other = first.setdefault(alike(name), recipient)
        if other is not recipient:
            message = f'its file "{name[:60]}" would be that of "{other.id}" too'
            hint = "put {id} into --name"
            yield problem("output-collision", where, message, hint)
