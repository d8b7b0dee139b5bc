"""Puts the characters of a right-to-left line into the order in which they are read.

PDFium gives the letters of Arabic as they are read; the numbers, names and signs between them it
often does not, so these are ordered by where they stand.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verbale.transcribe.pdf_layout import Glyph

__all__ = ["bracketed", "is_rtl", "logical"]

_PAIRS = ("()", "[]", "{}", "«»")
_OTHER = {one: pair[1 - place] for pair in _PAIRS for place, one in enumerate(pair)}
_OPENING = "".join(pair[0] for pair in _PAIRS)
_JOINTS = ".,:/"
"""What stands within a number without ending it."""
_SPACE = 0.12
"""A gap of more than so many times the type's size is a space."""
_STOPS = ".,;:!?،؛؟%"


def is_rtl(text: str) -> bool:
    """Tell whether most letters of a text are of a script that runs to the left."""
    count = 0
    for one in text:
        if one > "\u0590":
            count += unicodedata.bidirectional(one) in ("R", "AL")
            count -= unicodedata.bidirectional(one) == "L"
        else:
            count -= one.isalpha()
    return count > 0


def logical(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Order the characters of a part of a right-to-left line as they are read."""
    made: list[Glyph] = []
    held: list[Glyph] = []
    edge: float | None = None
    """The left edge of what stands between letters of Arabic, where it was ordered anew."""
    for glyph in glyphs:
        if not is_rtl(glyph.text) and not (made and _combining(glyph) and not held):
            held.append(glyph)
            continue
        if held:
            edge = _put(held, made)
            held = []
        if edge is not None:
            glyph = replace(glyph, spaced=_apart(edge, glyph))
            edge = None
        made.append(glyph)
    if held:
        _put(held, made)
    return made


def bracketed(text: str) -> str:
    """Turn brackets round on a right-to-left line that open where they should close.

    Whether a file names a bracket by its shape or by its meaning depends on what made it; what
    opens has a space before it and none after.
    """
    if not is_rtl(text):
        return text
    made = list(text)
    for place, one in enumerate(text):
        if one not in _OTHER:
            continue
        before = made[place - 1] if place else " "
        after = text[place + 1 :].lstrip("".join(_OTHER))[:1] or " "
        opens = before.isspace() or before in _OPENING
        closes = after.isspace() or after in _STOPS
        if opens != closes and opens != (one in _OPENING):
            made[place] = _OTHER[one]
    return "".join(made)


def _latin(text: str) -> bool:
    return any(unicodedata.bidirectional(one) == "L" for one in text)


def _combining(glyph: Glyph) -> bool:
    return unicodedata.combining(glyph.text[0]) > 0


def _put(held: Sequence[Glyph], made: list[Glyph]) -> float:
    """Add what stands between letters of Arabic; give its left edge."""
    edge = made[-1].left if made else None
    for group in _groups(held):
        spaced = group[0].spaced if edge is None else _apart(edge, group[-1])
        made.append(replace(group[0], spaced=spaced))
        for last, glyph in itertools.pairwise(group):
            made.append(replace(glyph, spaced=glyph.left - last.right > glyph.size * _SPACE))
        edge = group[0].left
    return edge or 0.0


def _apart(edge: float, glyph: Glyph) -> bool:
    return edge - glyph.right > glyph.size * _SPACE


def _groups(held: Sequence[Glyph]) -> list[list[Glyph]]:
    """Part what stands between letters of Arabic into groups that each run from the left.

    Where it has Latin letters, all from the first such letter or digit to the last is one group;
    otherwise each number is.
    """
    ordered = sorted(held, key=lambda glyph: -glyph.right)
    if any(_latin(glyph.text) for glyph in held):
        own = [i for i, one in enumerate(ordered) if _latin(one.text) or one.text[0].isdigit()]
        first, last = own[0], own[-1] + 1
        single = [[glyph] for glyph in ordered]
        return [*single[:first], ordered[first:last][::-1], *single[last:]]
    groups: list[list[Glyph]] = []
    for place, glyph in enumerate(ordered):
        after = ordered[place + 1].text[0] if place + 1 < len(ordered) else ""
        last_digit = bool(groups) and groups[-1][-1].text[0].isdigit()
        digit = glyph.text[0].isdigit()
        joint = glyph.text in _JOINTS and after.isdigit()
        near = bool(groups) and not _apart(groups[-1][0].left, glyph)
        if near and last_digit and (digit or joint):
            groups[-1].insert(0, glyph)
        else:
            groups.append([glyph])
    return groups
