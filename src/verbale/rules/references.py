"""Rules on the documents that a letter rests on: their symbols, and the days of their sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from verbale.letter import Cited, Letter
from verbale.problems import Problem, problem
from verbale.protocol import sessions, symbols
from verbale.protocol.symbols import Symbol

__all__ = ["references"]

_AHEAD = timedelta(days=400)
"""How long before a session opens its documents appear: the provisional agenda comes first."""


def references(letter: Letter) -> Iterator[Problem]:
    """Check the dates of a settled letter's references against the sessions they belong to."""
    for cited in _all(letter):
        symbol = symbols.parse(cited.symbol)
        if symbol is None:
            continue  # It was reported where it was settled.
        yield from _begun(cited, symbol, letter.as_of)
        yield from _adopted(cited, symbol)
        if cited.adopted is not None and cited.adopted > letter.as_of:
            message = f"it is dated {_written(cited.adopted)}, after the letter's day"
            hint = "correct the date of one of the two"
            yield problem("adopted-later", f"{cited.path}.adopted", message, hint)


def _all(letter: Letter) -> Iterator[Cited]:
    yield from letter.references
    for value in letter.fields.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Cited):
                yield one


def _begun(cited: Cited, symbol: Symbol, as_of: date) -> Iterator[Problem]:
    """A session had begun on the letter's day, and a year had come."""
    place = f"{cited.path}.symbol"
    if symbol.year is not None and symbol.year > as_of.year:
        message = f"{cited.symbol} is of {symbol.year}, after the letter's day"
        yield problem(
            "session-not-begun", place, message, "correct the symbol or the letter's date"
        )
        return
    if symbol.session is None:
        return
    its = sessions.session(symbol.session)
    ahead = _AHEAD if symbol.noun == "document" else its.slack
    if its.opens - ahead <= as_of:
        return
    now = sessions.on(as_of)
    message = f"the {_ordinal(its.number)} session had not begun on {_written(as_of)}"
    if its.number > now.number + 5:
        message += f": it opens in {its.opens.year}"
    hint = f"it was the {_ordinal(now.number)} session: correct the symbol or the letter's date"
    yield problem("session-not-begun", place, message, hint)


def _adopted(cited: Cited, symbol: Symbol) -> Iterator[Problem]:
    """What was adopted was adopted during the session, or in the year, that its symbol names."""
    day = cited.adopted
    if day is None or symbol.noun == "document":
        return
    where = f"{cited.path}.adopted"
    # The Economic and Social Council's session begins in July of the year before.
    earliest = (symbol.year or 0) - (symbol.organ == "economic-and-social-council")
    if symbol.year is not None and not earliest <= day.year <= symbol.year:
        message = f"{cited.symbol} is of {symbol.year}, and dated {_written(day)}"
        yield problem("date-not-of-session", where, message, "correct the date or the symbol")
    if symbol.session is None:
        return
    its = sessions.session(symbol.session)
    if its.opens - its.slack <= day <= its.closes + its.slack:
        return
    message = (
        f"{cited.symbol} is of the {_ordinal(its.number)} session, which was from "
        f"{_written(its.opens)} to {_written(its.closes)}"
    )
    then = sessions.on(day)
    hint = f"{_written(day)} was in the {_ordinal(then.number)} session: correct one of the two"
    yield problem("date-not-of-session", where, message, hint)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
