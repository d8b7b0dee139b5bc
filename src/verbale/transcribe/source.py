"""An old letter as its file gives it: lines of text, and what was odd about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["BULLET", "Line", "Source"]

BULLET = "[•·▪◦●‣*–—-]"
"""The signs that items of a list begin with, as a regular expression."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file."""

    text: str
    page: int
    number: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file's lines."""

    pages: tuple[tuple[Line, ...], ...]
    wrapped: bool
    form: str
    encoding: str = ""
    title: str = ""
    day: date | None = None
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
