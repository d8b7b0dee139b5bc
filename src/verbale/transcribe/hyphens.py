"""Joins a unit's lines; words that were parted at a line's end are whole again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from verbale.transcribe.units import Unit
from verbale.transcribe.wording import word_lists

__all__ = ["Hyphen", "joined"]

_HAN_END = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]$")
_HAN_START = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Hyphen:
    """A word that stood parted at a line's end, and how it is read."""

    parted: str
    read: str
    sure: bool
    page: int
    line: int


def joined(unit: Unit, known: frozenset[str], hyphens: list[Hyphen]) -> str:
    """Write a unit's words on one line.

    Args:
        unit: the unit.
        known: all words of the letter, in small letters.
        hyphens: what was joined is added here.
    """
    pieces: list[str] = []
    for line in unit.lines:
        text = " ".join(line.text.split())
        if not pieces:
            pieces.append(text)
            continue
        # The last line alone is looked at: a unit may have thousands.
        out = pieces.pop()
        parted = re.search(r"([^\W_]{1,60}(?:[-'’][^\W_]{1,60}){0,5})[-‐]$", out[-400:])
        start = re.match(r"[^\W_]+", text)
        if parted and start and not out.endswith("--"):
            whole = start[0]
            one, two = f"{parted[1]}-{whole}", f"{parted[1]}{whole}"
            keep, sure = _keeps_hyphen(parted[1], whole, known)
            hyphens.append(
                Hyphen(f"{parted[1]}- {whole}", one if keep else two, sure, line.page, line.number)
            )
            # WeasyPrint and others draw a hyphen of their own kind.
            pieces += [f"{out[:-1]}-" if keep else out[:-1], text]
        elif (_HAN_END.search(out[-1:]) and _HAN_START.match(text)) or re.search(r"\w/$", out[-2:]):
            pieces += [out, text]
        else:
            pieces += [f"{out} ", text]
    return "".join(pieces)


@cache
def _with_hyphen() -> frozenset[str]:
    """Give the words that a hyphen may follow as their own, of all languages."""
    return frozenset().union(*word_lists("with_hyphen").values())


def _keeps_hyphen(first: str, second: str, known: frozenset[str]) -> tuple[bool, bool]:
    """Tell whether a hyphen at a line's end is the word's own, and whether that is sure."""
    if not second[:1].islower() or first[-1:].isdigit():
        return True, True
    whole = f"{first}{second}".casefold()
    parted = f"{first}-{second}".casefold()
    if parted in known and whole not in known:
        return True, True
    if whole in known:
        return False, True
    last = re.split(r"[-'’]", first)[-1].casefold()
    if last in _with_hyphen() or first.casefold() in _with_hyphen():
        return True, False
    return False, len(last) > 1
