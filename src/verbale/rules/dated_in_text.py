"""The rule that a document has one date wherever a letter names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from verbale.problems import Problem, problem
from verbale.protocol.languages import Language
from verbale.protocol.symbols import Symbol
from verbale.protocol.symbols_in_text import IN_TEXT
from verbale.rules.named_documents import cited, organ_in, parsed, words_of
from verbale.rules.patterns import either
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES", "day_pattern"]

_NUMBER = r"(?:\d{1,4}/\d{1,4}(?![\d/])|\d{1,4}\s?\((?:19|20)\d\d\))"
# A title, which is dotted out: ", entitled ••• •••,".
_TITLED = r"(?:[,،]?\s+\w{4,12}\s+[\u2022\s]{3,300}[,،]?)?"


class _Dated(NamedTuple):
    """A document, and the day that is told of it."""

    key: tuple[str, str]
    """What it is and its number; or its symbol where it goes by that alone."""
    organ: str
    """The organ that is named with it; "" for none."""
    day: date
    name: str
    symbol: str
    where: str
    """Where this is told, in words."""


def _two_dates(reading: Reading) -> Iterator[Problem]:
    """A document has one date wherever the letter names it (good sense)."""
    found = [
        (passage, match)
        for passage in reading.sentences
        if _may_date(passage, reading.language)
        for match in _pattern(*_words(reading.language)).finditer(passage.prose)
    ]
    if not found:
        return
    known: dict[tuple[str, str], list[_Dated]] = {}
    for one in _known(reading):
        known.setdefault(one.key, []).append(one)
    for passage, match in found:
        told = _dated(match, passage, reading.language)
        if told is None:
            continue
        others = known.setdefault(told.key, [])
        alike = [*others, *_listed(told, reading)]
        if len({other.organ for other in (*alike, told) if other.organ}) > 1:
            continue  # 32/1 is a number of the Assembly's, and of the Human Rights Council's.
        if alike and told.day not in {other.day for other in alike}:
            first, language = alike[0], reading.language
            message = (
                f'"{told.name}" is dated {language.day(told.day)} here, '
                f"and {language.day(first.day)} {first.where}"
            )
            place = passage.place(passage.words[match.start() : match.end()])
            yield problem("two-dates", place, message, "correct the date that is wrong")
        if told.day not in {other.day for other in others}:
            others.append(told)


def _may_date(passage: Passage, language: Language) -> bool:
    """Tell whether a text may date a document: it has a day, and a number of one."""
    numbered = "/" in passage.words or "(" in passage.words
    return numbered and day_pattern(language).search(passage.prose) is not None


def _known(reading: Reading) -> Iterator[_Dated]:
    """Give the days of the documents that the letter cites in keys of their own."""
    for given in cited(reading.letter):
        symbol = parsed(given.symbol)
        if symbol is not None and given.adopted is not None:
            where = f"in {given.path}"
            yield _Dated(
                _key(symbol), symbol.organ, given.adopted, given.symbol, given.symbol, where
            )


def _listed(one: _Dated, reading: Reading) -> Iterator[_Dated]:
    """Give the day that the office's list has of a document."""
    listed = reading.references.get(one.symbol)
    if listed is not None and listed.adopted is not None:
        yield one._replace(day=listed.adopted, where="in the office's list")


def _key(symbol: Symbol) -> tuple[str, str]:
    return (symbol.noun, symbol.number) if symbol.number else ("", symbol.text)


def _dated(match: re.Match[str], passage: Passage, language: Language) -> _Dated | None:
    """Read what was found; None where it names no document, or no day."""
    typed = match["symbol"] or match["number"]
    symbol = parsed(typed)
    day = _day(match, language)
    if symbol is None or day is None:
        return None
    key, organ = _key(symbol), symbol.organ if match["symbol"] else ""
    if match["number"]:
        decision = language.nouns.get("decision")
        said = (match["noun"] or "").casefold()
        is_decision = decision is not None and any(
            said.endswith(word.casefold()) or _begins(said, word.casefold())
            for word in (decision.one, decision.many)
        )
        key = ("decision" if is_decision else "resolution", symbol.number)
        organ = organ_in(passage.prose[max(0, match.start() - 50) : match.end()], language)
    name = " ".join(typed.split())
    # By number alone it may be another organ's: the list is asked by what the number says.
    return _Dated(key, organ, day, name, symbol.text, "elsewhere in the letter")


def _begins(said: str, word: str) -> bool:
    """Tell whether a word is another by its ending: "решением". A short one has none."""
    return len(word) > 4 and said.startswith(word[:-1])


def _day(match: re.Match[str], language: Language) -> date | None:
    number, said = match["day"], match["month"].casefold()
    # A pattern that minds no case takes "\u0131" and "\u0130" for an i, as no month is written.
    numbers = {one.casefold(): i for i, one in enumerate(language.months, 1)}
    try:
        return date(
            int(match["year"]), numbers.get(said, 0), int(number) if number.isdigit() else 1
        )
    except ValueError:
        return None


_Words = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


def _words(language: Language) -> _Words:
    months, organs = language.months, tuple(language.organs.values())
    return language.language, language.date, language.first, months, organs


@lru_cache(maxsize=16)
def _pattern(
    code: str, dates: str, first: str, months: tuple[str, ...], organs: tuple[str, ...]
) -> re.Pattern[str]:
    """Compile what finds a document with its date, as a language writes both."""
    words, written = words_of(code), _written(code, dates, first, months)
    organ = rf"(?:\s*(?:{either(organs)}))?" if organs else ""
    if code == "zh":  # The date comes first: 2016年9月19日第71/1号决议.
        named = rf"第?(?:(?P<symbol>{IN_TEXT})|(?P<number>{_NUMBER}))号(?P<noun>{words['noun']})"
        return re.compile(rf"{written}(?:题为\u2022{{3,300}}的)?{named}(?!草案)", re.IGNORECASE)
    number = rf"(?:(?<!\w)(?P<noun>{words['noun']}){organ}\s+(?P<number>{_NUMBER}))"
    name = rf"(?:(?P<symbol>{IN_TEXT})|{number}){organ}"
    text = rf"{name}{_TITLED}\s*[,،]?\s+{words['dated']}\s+{written}"
    return re.compile(text, re.IGNORECASE)


def _written(code: str, dates: str, first: str, months: tuple[str, ...]) -> str:
    """Give the pattern of a day as a language writes it: groups day, month and year."""
    day = r"\d{1,2}" + (f"|{re.escape(first)}" if first else "")
    parts = {"day": day, "month": either(months), "year": r"\d{4}"}
    written = re.escape(dates).replace(r"\ ", r"\s+")
    for name, one in parts.items():
        written = written.replace(rf"\{{{name}\}}", f"(?P<{name}>{one})")
    # What follows the year, as in Russian, may be shortened.
    head, year, rest = written.partition(r"(?P<year>\d{4})")
    return head + year + (rest if code == "zh" else r"(?!\d)")


@lru_cache(maxsize=16)
def _day_of(code: str, dates: str, first: str, months: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\d){_written(code, dates, first, months)}", re.IGNORECASE)


def day_pattern(language: Language) -> re.Pattern[str]:
    """Give what finds a day in a sentence, as the language writes it.

    Args:
        language: the language's words.

    Returns:
        A pattern with the groups day, month and year.
    """
    return _day_of(language.language, language.date, language.first, language.months)


RULES = (Rule("two-dates", _two_dates, languages=SIX),)
