"""The formulas by which an old letter's parts are told: each language's, and those of all.

They stand in ``data/formulas.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from verbale.transcribe.wording import alternatives, pattern, rows

__all__ = ["Formulas", "Marks", "classification_of", "formulas", "is_title", "label", "marks"]


@dataclass(frozen=True, slots=True)
class Formulas:
    """One language's patterns."""

    salutation: re.Pattern[str]
    """A whole line."""
    close: re.Pattern[str]
    """How a close begins."""
    note: re.Pattern[str]
    """Within the first sentence of a note verbale."""
    opening: re.Pattern[str]
    """Within the first sentences of a letter."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The patterns of all languages together: where a part's language need not be the letter's."""

    address: re.Pattern[str]
    """How an address may begin."""
    sure_address: re.Pattern[str]
    """How nothing else than an address begins."""
    elsewhere: re.Pattern[str]
    """What stands under a signature and begins so is an address: nobody signs as Mr."""
    town: re.Pattern[str]
    """Where letters of the United Nations go: the last line of an address."""
    signed: re.Pattern[str]
    """The mark before the name of who signed the original."""
    annex: re.Pattern[str]
    """A whole line: an annex's title."""
    footnote: re.Pattern[str]
    """How a footnote begins."""
    title: re.Pattern[str]
    """How a document's title begins."""
    vocative: re.Pattern[str]
    """A whole line within a close: "Sir," and "Your obedient Servant,"."""


@cache
def formulas(language: str) -> Formulas:
    """Give the patterns of a language.

    Raises:
        KeyError: it is none of the six.
    """
    # Where small letters are words of their own, a salutation is told by its capitals.
    greeting_flags = re.IGNORECASE if language in ("en", "fr", "es") else re.NOFLAG
    close_flags = re.IGNORECASE if language not in ("ar", "zh") else re.NOFLAG
    greeting = alternatives(rows("salutations")[language])
    return Formulas(
        salutation=re.compile(rf"[“\"]?(?:{greeting})\s?[,:;.!，：；。！،]?", greeting_flags),
        close=re.compile(alternatives(rows("closes")[language]), close_flags),
        note=re.compile(alternatives(rows("notes")[language]), re.IGNORECASE),
        opening=re.compile(alternatives(rows("openings")[language]), re.IGNORECASE),
    )


@cache
def marks() -> Marks:
    """Give the patterns of all languages."""
    return Marks(
        address=pattern("addresses"),
        sure_address=pattern("sure_addresses"),
        elsewhere=pattern("elsewhere"),
        town=pattern("towns"),
        signed=pattern("signed", re.IGNORECASE),
        annex=pattern("annexes", re.IGNORECASE),
        footnote=pattern("note_marks"),
        title=pattern("titles", re.IGNORECASE),
        vocative=pattern("vocatives", re.IGNORECASE),
    )


@cache
def _labels(name: str) -> dict[str, re.Pattern[str]]:
    """Compile the lists of a name that has one for each label or key."""
    return {key: re.compile(alternatives(of), re.IGNORECASE) for key, of in rows(name).items()}


def label(kind: str, text: str) -> re.Match[str] | None:
    """Find a label at the beginning of a line.

    Args:
        kind: reference, subject, enclosures or copies.
        text: the line.

    Raises:
        KeyError: there is no such kind.
    """
    return _labels("labels")[kind].match(text.strip())


def classification_of(text: str) -> str | None:
    """Give the key of a classification that a line names."""
    said = text.strip(" .:*-()[]").casefold()
    found = _labels("classifications").items()
    return next((key for key, words in found if words.fullmatch(said)), None)


def is_title(text: str) -> bool:
    """Tell whether words begin as a document's title: "Letter dated 3 March 2016 from ..."."""
    return marks().title.match(text) is not None
