"""The rule on days in sentences that no letter of its day can speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.problems import Problem, problem
from verbale.rules.dated_in_text import day_pattern
from verbale.rules.reading import Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_FIRST = 1800
"""No letter of an office names an earlier day, or hardly one."""
_AHEAD = 30
"""How many years after a letter a day may lie that it names."""


def _out_of_time(reading: Reading) -> Iterator[Problem]:
    """A year is easily mistyped: 2061, 0216."""
    last = reading.letter.as_of.year + _AHEAD
    for passage in reading.sentences:
        if not re.search(r"\d{4}", passage.words):
            continue
        for match in day_pattern(reading.language).finditer(passage.prose):
            year = int(match["year"])
            if _FIRST <= year <= last:
                continue
            typed = passage.words[match.start() : match.end()]
            message = f'"{" ".join(typed.split())}" can hardly be meant: the year is {year}'
            yield problem("day-out-of-time", passage.place(typed), message, "correct the year")


RULES = (Rule("day-out-of-time", _out_of_time, languages=SIX),)
