"""What is never parted at a line's end: dates, titles and names, numbers and their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from verbale.protocol.languages import Language

__all__ = ["kept"]

_HAN = "\u2e80"
"""From here on words are not parted by spaces."""


def kept(language: Language, names: Iterable[str] = ()) -> re.Pattern[str]:
    """Make the pattern of all that is kept together; spaces within a match do not break.

    Args:
        language: whose dates, titles and words they are.
        names: of people; their last two words stay together.
    """
    # One search for all of it: a page has a hundred runs of text.
    return re.compile("|".join((*_dates(language), *_words(language), *_names(names))))


def _dates(language: Language) -> Iterator[str]:
    months = "|".join(re.escape(month) for month in language.months)
    parts = re.split(r"(\{\w+\})", language.date)
    forms = {"{day}": r"\d{1,2}(?:er|º|°)?", "{month}": f"(?:{months})", "{year}": r"\d{4}"}
    spaced = [forms.get(part, re.escape(part).replace(r"\ ", r"\s+")) for part in parts]
    yield rf"(?<!\d){''.join(spaced)}"
    if "day-and-month" in language.typography.kept_together:
        end = parts.index("{month}") + 1
        yield rf"(?<!\d){''.join(spaced[:end])}(?!\w)"


def _words(language: Language) -> Iterator[str]:
    words = language.typography
    known = language.titles.items()
    titles = [said or key for key, one in known for said in (one.written.m, one.written.f)]
    if before := _any((*titles, *words.kept_with_name)):
        yield rf"{before}\s+(?=\w)"
    if before := _any(words.kept_with_number):
        yield rf"{before}\s+(?=\d)"
    if before := _any(words.kept_with_word):
        yield rf"{before}\s+(?=[\w«„“(])"
    if words.kept_after_number:
        after = "|".join(map(_ended, words.kept_after_number))
        yield rf"(?<=\d)\s+(?=(?:{after}))"
    if "thousands" in words.kept_together:
        yield r"(?<![\w.,])\d{1,3}(?:\s\d{3})+(?![\w])"


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> str:
    """Match any of some words, where one begins; "" if there are none."""
    spaced = [re.escape(one).replace(r"\ ", r"\s+") for one in _longest_first(words)]
    bounded = "|".join(one if one >= _HAN else rf"(?<!\w){one}" for one in spaced)
    if not any(one >= _HAN for one in spaced):
        bounded = rf"(?<!\w)(?:{'|'.join(spaced)})"  # One look back for all of them.
    return f"(?:{bounded})" if spaced else ""


def _ended(word: str) -> str:
    """Match a word to its end, of which there is no sign where words stand without spaces."""
    ends = word[-1].isalnum() and word[-1] < _HAN
    return re.escape(word) + (r"(?!\w)" if ends else "")


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda one: (-len(one), one))


def _names(names: Iterable[str]) -> Iterator[str]:
    """Keep the last two words of a name together: a surname does not begin a line alone."""
    for name in dict.fromkeys(names):
        words = name.split()[-2:]
        if len(words) == 2:
            yield r"\s+".join(map(re.escape, words)) + r"(?!\w)"
