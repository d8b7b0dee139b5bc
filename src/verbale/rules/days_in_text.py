"""The rule on days in sentences that no letter of its day can speak of."""

from __future__ import annotations

import re
from calendar import monthrange
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
            typed = passage.words[match.start() : match.end()]
            if _FIRST <= year <= last:
                if not _is_day(match, reading):
                    message = f'"{" ".join(typed.split())}" is no day of the calendar'
                    place = passage.place(typed)
                    yield problem("day-out-of-time", place, message, "correct day or month")
                continue
            message = f'"{" ".join(typed.split())}" can hardly be meant: the year is {year}'
            yield problem("day-out-of-time", passage.place(typed), message, "correct the year")


def _is_day(match: re.Match[str], reading: Reading) -> bool:
    """Tell whether the month has such a day; where its name is not read, it may have."""
    months = [one.casefold() for one in reading.language.months]
    month, day = match["month"].casefold(), match["day"]
    if month not in months or not day.isdigit():
        return True
    return 1 <= int(day) <= monthrange(int(match["year"]), months.index(month) % 12 + 1)[1]


RULES = (Rule("day-out-of-time", _out_of_time, languages=SIX),)
