"""The sessions of the General Assembly: when each opened, and which was in session on a day.

The data, with what each opening rests on, is ``protocol/data/sessions.csv``.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Session", "on", "session", "year_of_rights_session"]


class Session(NamedTuple):
    """A regular session."""

    number: int
    opens: date
    closes: date
    """The day before the next one opens."""
    certain: bool
    """Whether the days were read or follow from the rule, and are not an approximation."""

    @property
    def slack(self) -> timedelta:
        """How far the days may be off."""
        return timedelta(0) if self.certain else timedelta(days=21)


def session(number: int) -> Session:
    """Give a session by its number, from 1 on.

    Later ones than those listed open on the Tuesday of the second week of September, counted from
    the first week that has a working day (resolution 75/325).
    """
    opens, certain = _opening(number)
    after, _ = _opening(number + 1)
    return Session(number, opens, after - timedelta(days=1), certain)


def on(day: date) -> Session:
    """Give the session that was open on a day, or was the last to be."""
    number = max(1, day.year - 1945)
    found = session(number)
    return session(number - 1) if day < found.opens and number > 1 else found


def year_of_rights_session(number: int | None) -> int | None:
    """Tell in which year a session of the Human Rights Council was; None of special and early ones.

    Since the tenth, of March 2009, there have been three a year: the 48th was in September 2021.
    From memory: unverified.
    """
    return None if number is None or number < 10 else 2009 + (number - 10) // 3


def _opening(number: int) -> tuple[date, bool]:
    listed = _listed()
    if number in listed:
        return listed[number]
    first = date(min(1945 + number, date.max.year - 1), 9, 1)
    # The first week that has a working day begins on this Monday.
    ahead = 7 - first.weekday() if first.weekday() > 4 else -first.weekday()
    return first + timedelta(days=ahead + 8), True


@cache
def _listed() -> dict[int, tuple[date, bool]]:
    path = Path(__file__).parent / "data" / "sessions.csv"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split(",") for line in lines[1:])
    return {
        int(number): (date.fromisoformat(opening), source in ("listed", "rule"))
        for number, opening, source in rows
    }
