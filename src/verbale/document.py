"""What typesetting takes and what it gives: a filled page, and a PDF with where things landed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import escape

__all__ = ["Anchor", "Block", "Copy", "Font", "Frame", "Line", "Page", "Pdf", "Sheet"]


_SLOT = re.compile(r'(<span class="slot" data-slot="([\w.]+)">)[^<]*(</span>)')
_TITLE = re.compile(r"(<title>)[^<]*(</title>)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stylesheet and the file it comes from."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Font:
    """A font's file, and how stylesheets call it."""

    url: str
    family: str
    weight: str
    style: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A letter's template filled in: all that is needed to typeset it, and nothing else."""

    title: str
    language: str
    html: str
    """For the typesetter."""
    screen: str
    """For a browser: one self-contained file."""
    stylesheets: tuple[Sheet, ...]
    """For the typesetter, in order."""
    assets: Mapping[str, bytes]
    """The images it names, by their URL: ``asset:/letterheads/pga/emblem.svg``."""
    as_of: date
    author: str = ""
    letter_json: str | None = None
    """The settled letter, to be carried inside the PDF."""
    fonts: tuple[Font, ...] = ()
    """The fonts it is set in; those that are bundled where there are none."""
    reads: frozenset[str] = frozenset()
    """Which of the facts that differ by recipient its template asked for outside a slot."""

    def of(self, copy: Copy) -> Page:
        """Give a copy's own page: its text in the slots, and its title."""
        return replace(
            self,
            title=copy.title,
            letter_json=copy.letter_json,
            html=_filled(self.html, copy),
            screen=_filled(self.screen, copy),
        )


@dataclass(frozen=True, slots=True)
class Copy:
    """What one recipient's copy of a page has of its own: the text of each slot, and the title."""

    title: str
    slots: Mapping[str, str]
    """HTML, by the slot's name."""
    letter_json: str | None = None
    """The recipient's settled letter, where PDFs carry it inside."""


def _filled(html: str, copy: Copy) -> str:
    html = _SLOT.sub(lambda match: match[1] + copy.slots[match[2]] + match[3], html)
    title = escape(copy.title, quote=False)
    return _TITLE.sub(lambda match: match[1] + title + match[2], html, count=1)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the letter's text as it will be read: a paragraph, the salutation, an address."""

    name: str
    """The id of the element that holds it: ``salutation``, ``paragraph-mandate``; "" for none."""
    text: str
    """Its words, lines parted by line ends; no space that does not break, nothing invisible."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an element landed: page from 0, and its box in CSS pixels (1/96 inch) from top left."""

    name: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line(Anchor):
    """A line of text, named by the ids of the elements that hold it, joined by ``/``.

    Left and right are those of its words.
    """

    text: str = ""
    goes_on: bool = False
    """Whether it goes on from the line before it, which was full, in the same block."""
    holders: tuple[tuple[str, int], ...] = ()
    """The lists, tables and parts of them that hold it, outermost first: what they are (``ul``,
    ``li``, ``tr``), and their number in the order of the letter; on each page it is the same."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of a page that text may fill, in CSS pixels from the top left."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Pdf:
    """The typeset bytes, and where things landed."""

    data: bytes
    pages: int
    height: float
    """Of a page, in CSS pixels."""
    anchors: tuple[Anchor, ...]
    frames: tuple[Frame, ...] = ()
    """The area for text of each page."""
    lines: tuple[Line, ...] = ()
    """Every line of text."""
    rtl: bool = False
    """Whether the letter runs from right to left."""

    def find(self, name: str) -> Anchor | None:
        """Give an element's place by its id; None if it is not there."""
        return next((anchor for anchor in self.anchors if anchor.name == name), None)
