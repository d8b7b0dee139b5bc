"""Rules on the documents that a letter rests on: the days of their sessions, and their titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from verbale.letter import Cited, Letter
from verbale.problems import Place, Problem, in_words, problem
from verbale.protocol import sessions
from verbale.protocol.symbols import Symbol
from verbale.rules.cited_by_number import numbered
from verbale.rules.named_documents import cited as all_cited
from verbale.rules.named_documents import named, parsed
from verbale.rules.patterns import later
from verbale.rules.reading import Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]

_AHEAD = timedelta(days=400)
"""How long before a session opens its documents appear: the provisional agenda comes first."""
_TOLD = later(r"A/(?:(?:C\.\d|INF|BUR)/)?\d{1,3}/(?:L\.)?\d|[SE]/(?:[A-Z]+[.\d]*/)?(?:19|20)\d\d/")
"""A document whose symbol tells its session or year for sure: A/810 and S/2050 tell none."""


def _cited(letter: Letter) -> Iterator[tuple[Cited, Symbol]]:
    """Give what is cited with its symbol; one that is none was reported where it was settled."""
    for cited in all_cited(letter):
        symbol = parsed(cited.symbol)
        if symbol is not None:
            yield cited, symbol


def _not_begun(reading: Reading) -> Iterator[Problem]:
    """A session had begun on the letter's day, and a year had come."""
    letter = reading.letter
    seen = set()
    for cited, symbol in _cited(letter):
        seen.add(symbol.text)
        yield from _begun(symbol, letter.as_of, Place(path=f"{cited.path}.symbol"))
    if letter.original:  # Only what its spec cites: its sentences say what they said.
        return
    for one in named(reading):
        its = one.symbol
        if (
            its is None
            or its.text in seen
            or not (its.noun != "document" or _TOLD().match(its.text))
        ):
            continue
        seen.add(its.text)
        yield from _begun(its, letter.as_of, one.passage.place(one.words))
    for by_number in numbered(reading):
        its = by_number.symbol
        # 48/13 without an organ may be of the Human Rights Council, whose sessions are others.
        if its is not None and its.text not in seen and by_number.organ:
            seen.add(its.text)
            yield from _begun(its, letter.as_of, by_number.passage.place(by_number.words))


def _of_session(reading: Reading) -> Iterator[Problem]:
    """What was adopted was adopted in its session."""
    for cited, symbol in _cited(reading.letter):
        yield from _adopted(cited, symbol)


def _later(reading: Reading) -> Iterator[Problem]:
    """What a letter rests on was adopted by its day."""
    for cited in all_cited(reading.letter):
        if cited.adopted is not None and cited.adopted > reading.letter.as_of:
            symbol = parsed(cited.symbol)
            if symbol is not None and any(_adopted(cited, symbol)):
                continue  # The day is not of the session: that is told, and is one fault.
            message = f"it is dated {in_words(cited.adopted)}, after the letter's day"
            hint = "correct the date of one of the two"
            yield problem("adopted-later", f"{cited.path}.adopted", message, hint)


def _begun(symbol: Symbol, as_of: date, place: Place) -> Iterator[Problem]:
    if symbol.year is not None and symbol.year > as_of.year:
        message = f"{symbol.text} is of {symbol.year}, after the letter's day"
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
    message = f"the {_ordinal(its.number)} session had not begun on {in_words(as_of)}"
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
        message = f"{cited.symbol} is of {symbol.year}, and dated {in_words(day)}"
        yield problem("date-not-of-session", where, message, "correct the date or the symbol")
    if symbol.session is None:
        return
    its = sessions.session(symbol.session)
    if its.opens - its.slack <= day <= its.closes + its.slack:
        return
    message = (
        f"{cited.symbol} is of the {_ordinal(its.number)} session, which was from "
        f"{in_words(its.opens)} to {in_words(its.closes)}"
    )
    then = sessions.on(day)
    hint = f"{in_words(day)} was in the {_ordinal(then.number)} session: correct one of the two"
    yield problem("date-not-of-session", where, message, hint)


def _title(reading: Reading) -> Iterator[Problem]:
    """A document bears the title that the office's own list gives it."""
    language = reading.letter.language
    for cited in all_cited(reading.letter):
        listed = reading.references.get(cited.symbol)
        title = listed.title.words(language) if listed is not None and listed.title else None
        if not title or not cited.title or _folded(cited.title) == _folded(title):
            continue
        message = f'{cited.symbol} is entitled "{cited.title}" here, not as in the office\'s list'
        hint = f'the list has "{" ".join(title.split())}": correct one of the two'
        path = f"{cited.path}.title"
        by_language = f"{path}.{language}"
        place = by_language if by_language in reading.letter.texts else path
        yield problem("title-differs", place, message, hint)


def _folded(title: str) -> str:
    """Write a title without what printers do to it: case, spaces, quotation marks, dashes."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[\W_]+", " ", plain).strip().removeprefix("the ")


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


RULES = (
    Rule("session-not-begun", _not_begun, old=True),
    Rule("date-not-of-session", _of_session, old=True),
    Rule("adopted-later", _later, old=True),
    Rule("title-differs", _title),
)
