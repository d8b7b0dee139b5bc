"""What the rules on address know of words: vocatives and their rank, titles, what stands for none.

Mostly from the language's own data; the rest from ``data/address.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from verbale.letter import Named
from verbale.protocol.languages import Language
from verbale.rules.datafiles import everywhere, part
from verbale.rules.patterns import either

__all__ = [
    "AddressWords",
    "fold",
    "heads",
    "is_high",
    "is_vacant",
    "known_vocatives",
    "plain",
    "rank_of",
    "sex_of",
    "words",
]


class AddressWords(NamedTuple):
    """One language's words, folded to small letters but for ``named``."""

    before: tuple[str, ...]
    """What may stand before a vocative, a space after it."""
    closes: tuple[str, ...]
    ranks: frozenset[str]
    charge: tuple[str, ...]
    ambassador: tuple[str, ...]
    named: tuple[str, ...]
    accepts: tuple[str, ...]
    functions: frozenset[str]


@cache
def words(language: str) -> AddressWords:
    """Give a language's words; of one that the data does not have, nothing."""
    read = part("address.yaml", language)
    folded = {name: tuple(fold(one) for one in read.get(name, ())) for name in read}
    space = "" if language == "zh" else " "
    return AddressWords(
        before=tuple(f"{one}{space}" for one in folded.get("before", ())),
        closes=tuple(read.get("closes", ())),
        ranks=frozenset(folded.get("ranks", ())),
        charge=folded.get("charge", ()),
        ambassador=folded.get("ambassador", ()),
        named=tuple(read.get("named", ())),
        accepts=folded.get("accepts", ()),
        functions=frozenset(folded.get("functions", ())),
    )


@cache
def _vacant() -> frozenset[str]:
    return frozenset(map(fold, everywhere("address.yaml", "vacant")))


@cache
def _vacancy() -> re.Pattern[str]:
    said = either(everywhere("address.yaml", "vacant"))
    # The whole name, or in brackets beside something else.
    return re.compile(
        rf"\W*(?:{said})\W*\Z|.*?[(\[（]\s*(?:{said})\s*[)\]）]", re.IGNORECASE | re.DOTALL
    )


def is_vacant(text: str) -> bool:
    """Tell whether a name or a post says that nobody holds it."""
    folded = fold(text)
    may_be = len(text) < 300 and any(one in folded for one in _vacant())
    return may_be and _vacancy().match(text) is not None


def fold(text: str) -> str:
    """Fold a text for comparing: small letters, straight apostrophes, single spaces."""
    return " ".join(text.replace("’", "'").casefold().split())


def plain(vocative: str, language: Language) -> str:
    """Fold a vocative to what says who is called: "Dear Sir" is "sir", "Your Excellency" too."""
    folded = fold(vocative).rstrip(",:：،!！. ")
    # Twice: "my dear", "глубокоуважаемый".
    for _ in range(2):
        for one in words(language.language).before:
            folded = folded.removeprefix(one)
    return folded


def _groups(language: Language) -> tuple[set[str], set[str]]:
    """Give the vocatives of an Excellency, and the plain ones."""
    own = language.vocatives
    high = [own.get(key, "") for key in ("excellency", "excellency_f", "many", "many_f")]
    high += [one for post in language.posts.values() for one in vars(post.excellency).values()]
    low = [own.get(key, "") for key in ("m", "f")]
    return {plain(one, language) for one in high if one}, {plain(one, language) for one in low}


def rank_of(vocative: str, language: Language) -> str:
    """Tell whether a vocative is an Excellency's ("high") or a plain one ("low"); else ""."""
    called = plain(vocative, language)
    high, low = _groups(language)
    return "high" if called in high else "low" if called and called in low else ""


def sex_of(vocative: str, language: Language) -> str:
    """Tell whether a vocative is said to a woman ("f") or to a man ("m"); "" if to either."""
    called = plain(vocative, language)
    if not called:
        return ""
    for sex in ("f", "m"):
        begins = _said_to(sex, language)
        if called in begins:
            return sex
        if any(_leads(one, called, after=language.title_after) for one in begins):
            return sex
    own = language.vocatives
    both = {"m": own.get("excellency", ""), "f": own.get("excellency_f", "")}
    if both["f"]:
        # "صاحب السعادة" and "صاحبة السعادة".
        return next((sex for sex, one in both.items() if called == plain(one, language)), "")
    return ""


def _said_to(sex: str, language: Language) -> set[str]:
    keys = ("Ms.", "Mrs.") if sex == "f" else ("Mr.",)
    own = language.vocatives
    said = [own.get("f", "") if sex == "f" else own.get("m", "")]
    said += [language.titles[key].written.m or key for key in keys if key in language.titles]
    return {plain(one, language) for one in said if one}


def _leads(word: str, called: str, *, after: bool) -> bool:
    if after:
        return called.endswith(word)
    # A title has lost its stop: "mr" of "mr. president".
    return called.startswith((f"{word} ", f"{word}. "))


def known_vocatives(language: Language) -> set[str]:
    """Give every vocative that the language's data has, folded."""
    high, low = _groups(language)
    by_post = [one for post in language.posts.values() for one in vars(post.vocative).values()]
    return high | low | {plain(one, language) for one in by_post if one}


def is_high(person: Named, language: Language) -> bool | None:
    """Tell whether a person's title is an Excellency's; None where it cannot be told."""
    if known := language.titles.get(person.title_key):
        return known.excellency
    if person.title.startswith("H.E."):
        return True
    return None


def heads(language: Language, *, high: bool = False) -> set[str]:
    """Give, folded, what may stand in an address before a name: "his excellency", "h.e. mr.".

    Args:
        language: whose titles.
        high: only those of an Excellency.
    """
    found = set()
    for key, title in language.titles.items():
        if high and not title.excellency:
            continue
        found |= {key, title.written.m, title.written.f}
        found |= {one for one in (*title.written_out, *title.written_out_f) if "{" not in one}
        if any("{his}" in one for one in title.written_out):
            found |= {
                f"{pronouns.possessive.capitalize()}{title.written_out[0].removeprefix('{his}')}"
                for pronouns in language.pronouns.values()
            }
    return {fold(one) for one in found if one and "{" not in one}
