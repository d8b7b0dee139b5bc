"""Writes an old letter's paragraphs as CommonMark that says the same and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from verbale.transcribe.source import BULLET
from verbale.transcribe.units import Unit

__all__ = ["as_commonmark"]

_NUMBERED = re.compile(r"([1-9]\d{0,2})[.]\s+(?=\S)")
_BULLET = re.compile(rf"{BULLET}\s+(?=\S)")
_SIGNS = re.compile(r"([\\*_`<>\[\]&~])")
_STARTS = re.compile(r"(?:[#+>=-]|\d+(?=[.)](?:\s|$)))")


def _escaped(text: str) -> str:
    """Write one line so that CommonMark takes every sign for itself."""
    text = _SIGNS.sub(r"\\\1", text)
    start = _STARTS.match(text)
    if start and start[0][0].isdigit():
        return f"{start[0]}\\{text[start.end() :]}"
    return f"\\{text}" if start else text


def as_commonmark(units: Sequence[Unit], texts: Mapping[Unit, str], width: int) -> str:
    """Write units as paragraphs, lists, quotations and headings.

    Args:
        units: the paragraphs.
        texts: the words of each on one line, parted words joined.
        width: where lines ended, in characters.
    """
    margin = min((unit.inset for unit in units), default=0)
    lists = _lists(units)
    out: list[str] = []
    for i, unit in enumerate(units):
        text = texts[unit]
        tight = i > 0 and lists[i] and lists[i] == lists[i - 1]
        if lists[i]:
            found = (_NUMBERED if lists[i] == "1" else _BULLET).match(text)
            start = found.end() if found else 0
            mark = f"{found[1]}. " if found and lists[i] == "1" else "- "
            words = mark + _escaped(text[start:])
        elif _is_heading(unit, text) or _heads(units, i, texts):
            words = f"## {_escaped(text)}"
        elif not unit.table and _is_quoted(unit, margin):
            words = f"> {_escaped(text)}"
        elif unit.table or _stands_by_line(unit, width):
            words = "\\\n".join(map(_escaped, unit.rows))
        else:
            words = _escaped(text)
        if out and words.startswith("> ") and out[-1].startswith("> "):
            out[-1] += f"\n>\n{words}"
        elif tight:
            out[-1] += f"\n{words}"
        else:
            out.append(words)
    return "\n\n".join(out)


def _lists(units: Sequence[Unit]) -> list[str]:
    """Give for each unit the list it is an item of: "1" for numbers, the sign of others, or ""."""
    kinds = [""] * len(units)
    numbers = [_NUMBERED.match(" ".join(unit.rows)) for unit in units]
    signs = [_BULLET.match(" ".join(unit.rows)) for unit in units]
    for i in range(len(units) - 1):
        one, two = numbers[i], numbers[i + 1]
        # Two lists one after the other would be read as one: numbers go on by one.
        if (
            one
            and two
            and int(two[1]) == int(one[1]) + 1
            and (kinds[i] or i == 0 or not kinds[i - 1])
        ):
            kinds[i] = kinds[i + 1] = "1"
    for i, sign in enumerate(signs):
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(units)]
        dash = sign is not None and sign[0][0] in "*–—-"
        if sign and not kinds[i] and (not dash or any(signs[j] for j in near)):
            kinds[i] = "-"
    return kinds


def _stands_by_line(unit: Unit, width: int) -> bool:
    """Tell whether lines were ended on purpose: all of several are short."""
    rows = unit.rows
    # A word that goes on over a line's end, and Chinese that has no words to part.
    parted = any(
        one.endswith("-") or (one[-1:] > "\u3400" and one[-1:].isalnum() and two[:1] > "\u3400")
        for one, two in pairwise(rows)
    )
    return len(rows) > 1 and max(map(len, rows)) < width * 0.6 and not parted


def _is_heading(unit: Unit, text: str) -> bool:
    if unit.lines[0].style == "heading":
        return True
    letters = [c for c in text if c.isalpha()]
    cased = [c for c in letters if c.lower() != c.upper()]
    shouted = len(cased) > 4 and len(cased) == len(letters) and text == text.upper()
    return len(unit.lines) < 3 and len(text) < 90 and shouted and text[-1:] not in ".,;:"


def _heads(units: Sequence[Unit], at: int, texts: Mapping[Unit, str]) -> bool:
    """Tell whether a short line without a stop stands above a paragraph, after a sentence."""
    unit, text = units[at], texts[units[at]]
    if len(unit.lines) > 1 or unit.is_item or not 0 < at < len(units) - 1:
        return False
    short = 3 < len(text) < 60 and text[:1].isupper() and text[-1:].isalnum()
    before, after = texts[units[at - 1]], texts[units[at + 1]]
    return short and before.endswith((".", "?", "!", ";")) and len(after) > len(text)


def _is_quoted(unit: Unit, margin: int) -> bool:
    if unit.lines[0].style == "quote":
        return True
    # What stands far to the right is no quotation.
    return len(unit.lines) > 1 and margin + 4 <= unit.inset <= margin + 20 and not unit.is_item
