"""Finds what sentences cite by number, "resolution 2250 (2015)", and the rule on turned figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from verbale.problems import Problem, problem
from verbale.protocol.languages import Language
from verbale.protocol.symbols import Symbol
from verbale.rules.named_documents import cited, named, organ_in, parsed, words_of
from verbale.rules.patterns import later
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES", "Numbered", "numbered"]

_NUMBER = r"(?P<number>\d{1,4}/\d{1,4}(?![\d/])|\d{1,4}\s?\(\d{4}\))"
_HAS_NUMBER = later(r"\d/\d|\(\d{4}\)")


class Numbered(NamedTuple):
    """A resolution or decision that a sentence cites by number."""

    passage: Passage
    words: str
    """As it was typed, with the noun: "resolution 2250 (2015)"."""
    number: str
    organ: str
    """The key of the one organ that is named beside it; "" where none is, or several are."""
    symbol: Symbol | None
    """None where it is no number of the organ; without an organ, of none."""


def numbered(reading: Reading) -> Iterator[Numbered]:
    """Give what the sentences of a letter cite by number; in other languages than six, nothing."""
    if reading.letter.language not in SIX:
        return
    for passage in reading.sentences:
        if _HAS_NUMBER().search(passage.words):
            for match in _pattern(*_words(reading.language)).finditer(passage.prose):
                near = passage.prose[max(0, match.start() - 60) : match.end() + 60]
                organ = organ_in(near, reading.language)
                typed, number = passage.words[match.start() : match.end()], match["number"]
                symbol = _symbol(number, organ, reading.language)
                yield Numbered(passage, typed, number, organ, symbol)


def _words(language: Language) -> tuple[str, tuple[str, ...]]:
    return language.language, tuple(language.organs.values())


@lru_cache(maxsize=8)
def _pattern(language: str, organs: tuple[str, ...]) -> re.Pattern[str]:
    noun = words_of(language)["noun"]
    if language == "ar":  # Whose it is stands between: قرار الجمعية العامة 71/1, قرارها 71/1.
        noun += rf"(?:ها|ه)?(?:\s+(?:{'|'.join(map(re.escape, organs))}))?"
    text = rf"第?{_NUMBER}号?{noun}" if language == "zh" else rf"(?<!\w){noun}\s+{_NUMBER}"
    return re.compile(text, re.IGNORECASE)


def _symbol(number: str, organ: str, language: Language) -> Symbol | None:
    """Read a number, as the organ's or as that of any: the Assembly's own comes first."""
    if re.search(r"(?:^|/)0", number):
        return None
    tried = [organ] if organ else ["", *language.organs]
    found = (parsed(f"{one.replace('-', ' ')} resolution {number}".strip()) for one in tried)
    return next((one for one in found if one is not None), None)


def _near(reading: Reading) -> Iterator[Problem]:
    """A document in the text is the one in the references: figures are easily turned round."""
    given = {one.symbol for one in cited(reading.letter)}
    if not given:
        return
    shapes = {_shape(one): one for one in given}
    found = [(one.passage, one.words, one.symbol) for one in named(reading)]
    found += [(one.passage, one.words, one.symbol) for one in numbered(reading)]
    for passage, words, symbol in found:
        if symbol is None or symbol.text in given:
            continue
        other = shapes.get(_shape(symbol.text))
        if other is not None:
            message = (
                f'"{" ".join(words.split())}" is {symbol.text}, and the references have {other}'
            )
            hint = "the same figures stand in another order: correct one of the two"
            yield problem("figures-turned", passage.place(words), message, hint)


def _shape(symbol: str) -> tuple[str, str]:
    """Give what two symbols share of which one has its figures turned round."""
    return re.sub(r"\d+", "0", symbol), "".join(sorted(re.sub(r"\D", "", symbol)))


RULES = (Rule("figures-turned", _near),)
