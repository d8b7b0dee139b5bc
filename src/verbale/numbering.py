"""How an office numbers its letters: a pattern with the year and a serial."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from verbale.faults import fault

__all__ = ["NumberPattern", "following"]

_HOLE = re.compile(r"\{(?:year|serial(?::0[1-9])?)\}", re.ASCII)
_LONGEST = 100
"""In characters; a number stands on one line of the page."""


def _pattern(value: Any) -> str:
    text = value.strip() if isinstance(value, str) else ""
    hint = "write it as OPGA/{year}/{serial:04}"
    rest = _HOLE.sub("", text)
    if not text or len(text) > _LONGEST or len(text.splitlines()) > 1 or set("{}") & set(rest):
        message = "this is no pattern of numbers: {year} and {serial} are all it may hold in braces"
        raise fault("bad-value", message, hint)
    # The serial starts anew each year: without the year, two letters would have one number.
    for hole in ("{year", "{serial"):
        if hole not in text:
            raise fault("bad-value", f"this pattern of numbers lacks {hole}}}", hint)
    return text


NumberPattern = Annotated[
    str, BeforeValidator(_pattern), WithJsonSchema({"type": "string", "minLength": 1})
]
"""A pattern such as ``OPGA/{year}/{serial:04}``."""


def following(
    pattern: str, year: int, last: int, is_taken: Callable[[str], bool]
) -> tuple[str, int]:
    """Give the next number and its serial.

    A number that a letter bears already, since its spec gave it in words, is passed by: nothing is
    missing from the series then.

    Args:
        pattern: the office's.
        year: of the letter's date.
        last: the serial that was given last; 0 before the first.
        is_taken: tells whether a letter bears a number.
    """
    return next(
        (number, serial) for number, serial in _numbers(pattern, year, last) if not is_taken(number)
    )


def _numbers(pattern: str, year: int, last: int) -> Iterator[tuple[str, int]]:
    serial = last
    while True:
        serial += 1
        yield pattern.format(year=year, serial=serial), serial
