"""Rules on the documents that a letter rests on: their symbols, and the days of their sessions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from verbale.letter import Cited, Letter
from verbale.problems import Problem, problem
from verbale.protocol import sessions, symbols
from verbale.protocol.symbols import Symbol
from verbale.rules.reading import Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]

_AHEAD = timedelta(days=400)
"""How long before a session opens its documents appear: the provisional agenda comes first."""


def _all(letter: Letter) -> Iterator[Cited]:
    yield from letter.references
    for value in letter.fields.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Cited):
                yield one


def _cited(letter: Letter) -> Iterator[tuple[Cited, Symbol]]:
    """Give what is cited with its symbol; one that is none was reported where it was settled."""
    for cited in _all(letter):
        symbol = symbols.parse(cited.symbol)
        if symbol is not None:
            yield cited, symbol


def _not_begun(reading: Reading) -> Iterator[Problem]:
    """A session had begun on the letter's day, and a year had come."""
    for cited, symbol in _cited(reading.letter):
        yield from _begun(cited, symbol, reading.letter.as_of)


def _of_session(reading: Reading) -> Iterator[Problem]:
    """What was adopted was adopted in its session."""
    for cited, symbol in _cited(reading.letter):
        yield from _adopted(cited, symbol)


def _later(reading: Reading) -> Iterator[Problem]:
    """What a letter rests on was adopted by its day."""
    for cited in _all(reading.letter):
        if cited.adopted is not None and cited.adopted > reading.letter.as_of:
            message = f"it is dated {_written(cited.adopted)}, after the letter's day"
            hint = "correct the date of one of the two"
            yield problem("adopted-later", f"{cited.path}.adopted", message, hint)


def _begun(cited: Cited, symbol: Symbol, as_of: date) -> Iterator[Problem]:
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


RULES = (
    Rule("session-not-begun", _not_begun, old=True),
    Rule("date-not-of-session", _of_session, old=True),
    Rule("adopted-later", _later, old=True),
)
