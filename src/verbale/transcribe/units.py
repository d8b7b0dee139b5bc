"""Parts an old letter's lines into units: paragraphs, items of lists, addresses, tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from verbale.transcribe.source import BULLET, Line

__all__ = ["ENDS", "GAP", "Unit", "units_of"]

_PARTED = re.compile(r"(?<=[^\W\d_]{2})[-‐] (?=[^\W\d_A-Z]{2})")
ENDS = tuple(".!?:;”»\"'’)]。！？：؟…")
"""What a sentence, or what it announces, ends with."""
_ITEM = re.compile(
    r"\s*(?:(\d{1,3})[.)]|\(([a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)|([a-z])\)|"
    rf"{BULLET})\s+\S"
    r"|\s*(\d{1,2})[、．]\s*\S|\s*[一二三四五六七八九十]{1,2}、\s*\S"
)
GAP = re.compile(r"\S {3,}(?=\S)")
"""What parts columns."""


@dataclass(frozen=True)
class Unit:
    """Lines that belong together: a paragraph, an item, the lines of an address."""

    # Without slots: its words are asked for again and again, and kept beside its fields.

    lines: tuple[Line, ...]
    table: bool = False
    """Whether its lines are rows of columns."""

    @cached_property
    def text(self) -> str:
        """Its words on one line, for telling what it is: parted words are joined roughly."""
        rows = " ".join(" ".join(line.text for line in self.lines).split())
        return _PARTED.sub("", rows) if len(self.lines) > 1 else rows

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """Its lines, each without the spaces around it."""
        return tuple(" ".join(line.text.split()) for line in self.lines)

    @property
    def indent(self) -> int:
        """How far its first line stands from the left edge, in characters."""
        return _indent(self.lines[0].text)

    @property
    def inset(self) -> int:
        """How far all of its lines do."""
        return min(_indent(line.text) for line in self.lines)

    @property
    def is_item(self) -> bool:
        """Whether it begins as an item of a list does."""
        return _ITEM.match(self.lines[0].text) is not None


def units_of(pages: Iterable[Sequence[Line]], width: int, *, wrapped: bool) -> list[Unit]:
    """Part lines into units.

    Args:
        pages: the lines of each page, without its furniture.
        width: where lines ended, in characters.
        wrapped: whether paragraphs were broken into lines.
    """
    blocks = _blocks(pages, width, wrapped)
    if wrapped:
        return [unit for block in blocks for unit in _units(block, width)]
    return [unit for block in blocks for unit in _paragraphs(block)]


def _blocks(pages: Iterable[Sequence[Line]], width: int, wrapped: bool) -> list[list[Line]]:
    """Part lines at empty ones and at pages' ends, unless a sentence runs over the page."""
    blocks: list[list[Line]] = []
    fresh = True
    for page in pages:
        if blocks and wrapped and page:
            last = blocks[-1][-1].text.rstrip()
            first = next((line.text for line in page if line.text.strip()), "")
            small, full = first.strip()[:1].islower(), len(last) > width * 0.6
            runs_on = not last.endswith(ENDS) and _goes_on(first) and (small or full)
            fresh = not runs_on
        leading = True
        for line in page:
            if not line.text.strip():
                fresh = fresh or not leading
                continue
            if blocks and (line.style == "quote") != (blocks[-1][-1].style == "quote"):
                fresh = True
            if fresh or not blocks:
                blocks.append([])
            blocks[-1].append(line)
            fresh = leading = False
        fresh = True
    return blocks


def _goes_on(text: str) -> bool:
    """Tell whether a line goes on with a sentence: it begins small, or at the margin."""
    start = text.strip()[:1]
    return bool(start) and (start.islower() or _indent(text) <= 2) and not _ITEM.match(text)


def _paragraphs(block: Sequence[Line]) -> Iterator[Unit]:
    """Give the units of a text that was not broken into lines."""
    if all(line.style == "table" for line in block) or _is_table(block):
        yield Unit(tuple(block), table=True)
    elif len(block) > 1 and all(len(line.text) < 120 for line in block):
        # Most of such a text has a line for each paragraph, but this stands as it was typed.
        yield from _units(block, max(len(line.text) for line in block))
    else:
        yield from (Unit((line,)) for line in block)


def _units(block: Sequence[Line], width: int) -> Iterator[Unit]:
    """Part a block at items of a list, and where a first line is set in."""
    if _is_table(block):
        yield Unit(tuple(block), table=True)
        return
    current: list[Line] = []
    margin = min(_indent(line.text) for line in block)
    all_set_in = margin > 2 and len({_indent(line.text) for line in block}) == 1
    each_ended = all(line.text.rstrip().endswith(ENDS) for line in block)
    for line in block:
        before = current[-1].text.rstrip() if current else ""
        ended = before.endswith(ENDS) or len(before) < width * 0.6
        item = _ITEM.match(line.text) is not None
        set_in = _indent(line.text) >= margin + 2 or (all_set_in and each_ended)
        in_list = bool(current) and _ITEM.match(current[0].text) is not None
        follows = ended or in_list or before.endswith((",", "and", "or"))
        hangs = in_list and _indent(line.text) <= _hang(current[0].text)
        starts = (item and follows) or (set_in and before.endswith(ENDS) and not hangs)
        # A first line that is set in, after one that is not: a new paragraph. A signature at the
        # right is no part of the address at the left.
        far = bool(current) and abs(_indent(line.text) - _indent(before)) > 24
        if current and (starts or (far and len(line.text.strip()) < width * 0.7)):
            yield Unit(tuple(current))
            current = []
        current.append(line)
    if current:
        yield Unit(tuple(current))


def _is_table(block: Sequence[Line]) -> bool:
    """Tell whether all lines are in columns that begin at the same places."""
    if len(block) < 2:
        return False
    starts = [[match.end() for match in GAP.finditer(line.text)] for line in block]
    with_gap = [one for one in starts if one]
    if len(with_gap) < 2 or len(with_gap) < len(block) * 0.6:
        return False
    first = Counter(place // 3 for one in with_gap for place in one)
    return first.most_common(1)[0][1] >= len(with_gap) * 0.5


def _hang(text: str) -> int:
    """Give where the words of an item begin, which its further lines are set in to."""
    return len(text) - len(re.sub(r"^\s*\S+\s+", "", text))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
