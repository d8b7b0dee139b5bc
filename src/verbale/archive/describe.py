"""Describes a letter for those who look for it: in the words of Dublin Core."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.archive.record_v1 import KeptPart
from verbale.letter import Letter

__all__ = ["appointees", "dublin_core", "symbols"]

_NAMED = 12
"""Of more missions their number is told."""


def appointees(letter: Letter) -> tuple[str, ...]:
    """Name the people a letter's kind is about, and those whom an old one appoints."""
    found = []
    for value in letter.fields.values():
        for one in value if isinstance(value, tuple) else (value,):
            name = getattr(one, "full", None)
            if isinstance(name, str):
                found.append(name)
    return tuple(dict.fromkeys((*found, *letter.mentioned.people)))


def symbols(letter: Letter) -> tuple[str, ...]:
    """Name the documents a letter rests on, or mentions."""
    return tuple(dict.fromkeys((*(c.symbol for c in letter.references), *letter.mentioned.symbols)))


def dublin_core(
    letters: Sequence[Letter], parts: Sequence[KeptPart], identity: str, corrects: str
) -> dict[str, str | tuple[str, ...]]:
    """Describe a letter in those of the fifteen elements (ISO 15836-1) that apply.

    Args:
        letters: the letter in each of its languages.
        parts: its copies.
        identity: its id.
        corrects: the id of the letter that it corrects, or "".
    """
    first = letters[0]
    missions = tuple(copy.mission for part in parts for copy in part.copies if copy.mission)
    told: dict[str, str | tuple[str, ...]] = {
        "title": first.subject or parts[0].page.title,
        "creator": first.sender.full,
        "publisher": "" if first.original else first.office.name,
        "date": first.date.isoformat() if first.date else "",
        "type": "Text",
        "format": "application/pdf",
        "identifier": first.reference or identity,
        "language": tuple(letter.language for letter in letters),
        "subject": symbols(first),
        "description": f"{first.kind} to {_addressed(first, missions)}",
        "relation": f"replaces {corrects}" if corrects else "",
        "rights": first.classification,
    }
    return {key: value for key, value in told.items() if value}


def _addressed(letter: Letter, missions: Sequence[str]) -> str:
    """Say to whom a letter goes: a few by name, many by their number."""
    if len(missions) > _NAMED:
        return f"{len(missions)} missions"
    own = (block.in_text or ", ".join(block.lines) for block in letter.addressed)
    return "; ".join(missions or own)
