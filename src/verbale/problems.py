"""What is wrong or doubtful, where, and what to do about it.

Every stage hands back an :class:`Outcome`: its result, if there is one, and all the problems it
found. A problem's code never changes its meaning; :mod:`verbale.codes` lists them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Generic, TypeVar

from verbale.codes import CODES, Severity

__all__ = [
    "Fix",
    "Outcome",
    "Place",
    "Problem",
    "Severity",
    "did_you_mean",
    "in_words",
    "join_path",
    "problem",
    "split_path",
]

T = TypeVar("T")
_LONGEST = 500
"""The longest message or hint, in characters: they quote what was typed, which may be long."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is.

    A stage that knows no file gives ``path``, the place in the spec (``appointees.0.state``); the
    source text turns it into a line and a column, both counted from 1.
    """

    path: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    width: int = 1
    excerpt: str | None = None
    on_key: bool = False
    words: str = ""
    """The words of the value that are meant: the mark stands under them."""

    def __str__(self) -> str:
        """Give the place as people and editors write it: ``letters/a.yaml:14:5``."""
        parts = [self.file or self.path or "letter"]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe correction of a value of the spec: other words for some of its words."""

    path: str
    """Where the spec has the value: ``body.en``, ``references.0.symbol``."""
    old: str
    """The words as they stand there; each time they stand there outside quotations."""
    new: str
    marks: bool = False
    """Whether it changes quotation marks alone: ``old`` is a whole quotation with its marks, or one
    mark by itself, and ``new`` has the same words between other marks."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong or doubtful: what, where, and what to do."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    fix: Fix | None = None
    """What ``check --fix`` does about it, where that is safe."""
    excused: str = ""
    """The reason for which the spec excuses it."""

    @property
    def stops(self) -> bool:
        """Whether nothing may be written because of this."""
        return self.severity is Severity.ERROR and not self.excused

    def at(self, place: Place) -> Problem:
        """Give the same problem at another place."""
        return replace(self, place=place)

    def raised_to(self, severity: Severity) -> Problem:
        """Give the same problem at another severity, as ``--strict`` asks."""
        return replace(self, severity=severity)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage made (``None`` if it could not), and all the problems it found."""

    value: T | None
    problems: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        """Whether there is a value and no problem that stops."""
        return self.value is not None and not any(p.stops for p in self.problems)


def problem(
    code: str, place: Place | str, message: str, hint: str = "", fix: Fix | None = None
) -> Problem:
    """Make a problem of a known code; its severity is the code's own.

    Args:
        code: one of :data:`verbale.codes.CODES`.
        place: a place, or a path in the spec.
        message: what is wrong, in one sentence.
        hint: what to do.
        fix: a safe correction, where there is one.

    Raises:
        KeyError: the code is not known, which is a mistake of the program.
    """
    where = Place(path=place) if isinstance(place, str) else place
    return Problem(code, CODES[code].severity, where, _cut(message), _cut(hint), fix)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Word a hint that suggests what is closest to a word, or give another hint."""
    # Comparing takes time with the square of the length, and what is so long is no slip.
    close = get_close_matches(word, known, 1) if len(word) < 100 else []
    return f'did you mean "{close[0]}"?' if close else otherwise


def join_path(*steps: str | int) -> str:
    """Write a path in a file: keys and list indexes with dots between, dots of a key escaped."""
    return ".".join(str(one).replace("\\", "\\\\").replace(".", "\\.") for one in steps)


def split_path(path: str) -> list[str]:
    """Read a path back into its steps."""
    steps = re.findall(r"((?:[^.\\]|\\.)+)", path, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", one, flags=re.DOTALL) for one in steps]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def in_words(day: date) -> str:
    """Write a day as messages have it: 9 September 2016."""
    return f"{day.day} {day:%B %Y}"
