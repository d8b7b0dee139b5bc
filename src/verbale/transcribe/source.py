"""What an old letter's file is read to: lines of text, and what was odd about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["BULLET", "LONGEST", "Line", "Refused", "Source", "long_lines", "pages_of"]

BULLET = "[•·▪◦●‣*–—-]"
"""The signs that items of a list begin with, as a regular expression."""
LONGEST = 2_000_000
"""The most text that is read of a file, in characters: an old letter is shorter by far."""
_FULL = 60
"""A line of a paragraph has more characters than this; addresses and dates have fewer."""
_WIDEST = 120
"""No text is broken to a width of more characters than this."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a letter, or where lines are not broken to a width, a whole paragraph."""

    text: str
    """No white space at its end; leading spaces keep indentation and columns."""
    page: int
    """Its page, from 1."""
    number: int
    """Its place on the page, from 1, empty lines counted."""
    style: str = ""
    """heading, item, quote, header, footer, footnote or table, where the file tells; else empty."""


@dataclass(frozen=True, slots=True)
class Source:
    """An old letter as its file has it."""

    pages: tuple[tuple[Line, ...], ...]
    wrapped: bool
    """Whether lines are broken to a width; otherwise each is a whole paragraph."""
    form: str
    """text, pdf, docx or mail."""
    encoding: str = ""
    title: str = ""
    day: date | None = None
    """The day of a mail's Date header."""
    headers: tuple[tuple[str, str], ...] = ()
    """A mail's From, To, Cc, Subject and Date."""
    attachments: tuple[str, ...] = ()
    """The names of what is attached to a mail."""
    noted: tuple[str, ...] = ()
    """Sentences: what was odd, and what was done about it."""


class Refused(Exception):
    """A file is not read; it has the code of the problem, what is wrong and what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def pages_of(pages: Iterable[Iterable[tuple[str, str]]]) -> tuple[tuple[Line, ...], ...]:
    """Number lines by their pages and places.

    Args:
        pages: each page's lines, as text and style.

    Raises:
        Refused: there is no text, or too much.
    """
    made = tuple(
        tuple(
            Line(text.rstrip(), page, number, style)
            for number, (text, style) in enumerate(lines, 1)
        )
        for page, lines in enumerate(pages, 1)
    )
    length = sum(len(line.text) for lines in made for line in lines)
    if length > LONGEST:
        raise Refused(
            "source-too-large",
            f"the file has {length:,} characters of text; an old letter has {LONGEST:,} at most",
            "take the letter out of it, and save it in a file of its own",
        )
    if not length:
        raise Refused("no-text", "there is no text in the file", "check that it is the right file")
    return made


def long_lines(texts: Sequence[str]) -> bool:
    """Tell whether lines are whole paragraphs: half of all full lines' text is in long ones."""
    lengths = sorted(len(text.strip()) for text in texts if len(text.strip()) > _FULL)
    half, passed = sum(lengths) / 2, 0
    for length in lengths:
        passed += length
        if passed >= half:
            return length > _WIDEST
    return False
