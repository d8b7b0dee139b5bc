"""The rule on what salutation and close call the reader (ST/DCS/4/Rev.1, paras. 104-106)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from verbale.problems import Place, Problem, problem
from verbale.protocol.languages import Language
from verbale.rules.address_words import (
    known_vocatives,
    plain,
    sex_of,
    words,
)
from verbale.rules.patterns import either, later
from verbale.rules.reading import Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_OWN_LINE = later(
    r"\s*([^\s,،:：!！][^\n,،:：!！]{0,58}[^\s,،:：!！])[ \t]*[,،:：!！][ \t]*(?:\n|\Z)"
)
_SEVERAL = later(r"\s*[,،、/;]\s*")


@lru_cache(maxsize=32)
def _closes(leads: tuple[str, ...]) -> re.Pattern[str] | None:
    """Make the pattern of a close: words that lead to a vocative, and it between commas."""
    if not leads:
        return None
    led = rf"(?<!\w)(?:{either(leads)})(?:\s*[,،])?\s+"
    return re.compile(rf"{led}([^\s,،;:][^,،;:\n]{{1,79}})[,،]", re.IGNORECASE)


def _leads(language: Language) -> tuple[str, ...]:
    """Give what a close begins with: as the language's formulas do, and as others do."""
    found = [
        formula.split("{vocative}")[0].rstrip(" ,،")
        for name, formula in language.formulas.items()
        if name.startswith("close") and "{vocative}" in formula
    ]
    all_of = dict.fromkeys((*found, *words(language.language).closes))
    return tuple(filter(None, all_of))


def _close_vocative(reading: Reading) -> Iterator[Problem]:
    """Find a close, or a salutation in the drafter's words, that calls the reader otherwise."""
    said = " ".join(reading.block("salutation").split()).rstrip(",:：،!！ ")
    if not said:
        return
    known: set[str] = set()
    for called, place, what in _called(reading):
        known = known or known_vocatives(reading.language)
        if not _is_other(called, said, reading.language, known):
            continue
        message = f'the {what} calls the reader "{called}", the salutation "{said}"'
        hint = f'call the reader "{said}" in both, or give salutation: {called}'
        yield problem("close-vocative", place, message, hint)


def _called(reading: Reading) -> Iterator[tuple[str, Place, str]]:
    """Give what may be a vocative in closes and salutations, with its place."""
    closes = _closes(_leads(reading.language))
    for one in reading.sentences:
        first = _OWN_LINE().match(one.own)
        if first and first[1].strip() in one.words:
            yield first[1].strip(), one.place(first[1].strip()), "text's own salutation"
        for match in closes.finditer(one.own) if closes else ():
            yield " ".join(match[1].split()), one.place(match[1]), "text's own close"
    for match in closes.finditer(reading.block("close")) if closes else ():
        # No place: the words are those of a template.
        yield " ".join(match[1].split()), Place(), "close"


def _is_other(called: str, said: str, language: Language, known: set[str]) -> bool:
    """Tell whether two vocatives are known as such, and differ."""
    mine, its = plain(called, language), plain(said, language)
    if mine == its or mine in _SEVERAL().split(its):
        return False
    return all(one in known or sex_of(one, language) for one in (mine, its))


RULES = (Rule("close-vocative", _close_vocative, at="text", languages=SIX),)
