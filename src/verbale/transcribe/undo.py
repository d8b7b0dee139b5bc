"""Undoes what a page did to a letter's text: narrow lines, page numbers, running heads.

What is taken away is told, and nothing else is changed: no word is corrected.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from verbale.transcribe.formulas import marks
from verbale.transcribe.furniture import paged, unquoted, without_furniture
from verbale.transcribe.source import Line, Source
from verbale.transcribe.units import GAP, Unit, units_of

__all__ = ["Undone", "undone"]


@dataclass(frozen=True, slots=True)
class Undone:
    """A letter's text without its pages."""

    units: tuple[Unit, ...]
    removed: tuple[Line, ...]
    """Page numbers and running heads."""
    width: int
    """Where its lines ended, in characters."""
    unmarked: bool = False
    """Whether signs of quotation (>) were taken from the beginnings of lines."""


def undone(source: Source) -> Undone:
    """Take pages and running heads away, and part the lines into units."""
    pages = [unquoted(page) for page in source.pages]
    unmarked = pages != [list(page) for page in source.pages]
    if len(pages) == 1 and source.wrapped:
        pages = paged(pages[0])
    removed = without_furniture(pages)
    if len(pages) > 1:
        _address_last(pages)
    # Signatures side by side are wider than the text is.
    lengths = sorted(
        len(line.text) for page in pages for line in page if line.text and not GAP.search(line.text)
    )
    width = lengths[len(lengths) * 9 // 10] if lengths else 80
    units = units_of(pages, width, wrapped=source.wrapped)
    return Undone(tuple(units), tuple(removed), width, unmarked)


def _address_last(pages: list[list[Line]]) -> None:
    """Move an address from the foot of the first page behind the text, which goes on over it."""
    first = pages[0]
    while first and not first[-1].text.strip():
        first.pop()
    start = next((i for i in range(len(first) - 1, -1, -1) if not first[i].text.strip()), -1) + 1
    block = first[start:]
    text = " ".join(block[0].text.split()) if block else ""
    short = all(len(line.text.strip()) < 70 for line in block)
    placed = marks().town.fullmatch(block[-1].text.strip()) is not None if block else False
    addressed = marks().sure_address.match(text) or (marks().elsewhere.match(text) and placed)
    if start and 2 <= len(block) <= 8 and short and addressed:
        del first[start:]
        pages[-1] += [replace(block[0], text=""), *block]
