"""Rules on spelling and abbreviations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from verbale.problems import Problem, problem
from verbale.protocol.languages import Language
from verbale.protocol.roman import roman_value
from verbale.rules import marks
from verbale.rules.datafiles import lines
from verbale.rules.fixing import MOST, Fixes, Hit
from verbale.rules.patterns import later
from verbale.rules.reading import Passage, Reading, unquoted
from verbale.rules.rule import Rule

__all__ = ["RULES"]


@cache
def _in_full() -> dict[str, str]:
    """English contractions, each with its words in full."""
    return dict(line.split(" ", 1) for line in lines("contractions.txt"))


# Those that end in letters after an apostrophe; which of them are contractions is in the list.
_CONTRACTION = later(r"(?<![\w'’])[A-Za-z]{1,6}(?:n['’]t|['’](?:[sd]|[lvr]e|ll|m))(?![\w'’])")


def _contraction(reading: Reading) -> Iterator[Problem]:
    """Words are written in full: "do not"."""
    for passage in reading.sentences:
        if "'" not in passage.words and "’" not in passage.words:
            continue
        found = dict.fromkeys(one[0] for one in _CONTRACTION().finditer(passage.prose))
        for word in list(found)[:MOST]:
            full = _in_full().get(word.replace("’", "'").casefold())
            if full is None:
                continue
            full = full[0].upper() + full[1:] if word[0].isupper() else full
            hint = f'write "{full}"'
            if word.casefold() in ("it's", "it’s"):
                hint += ', or "its" if something belongs to it'
            yield problem("contraction", passage.place(word), f'"{word}" is a contraction', hint)


_AMPERSAND = later(r"\w{1,40}(?P<sign>[ \u00a0]?&(?:amp;)?[ \u00a0]?)\w{1,40}(?P<entity>;?)")


@cache
def _firms() -> re.Pattern[str]:
    return re.compile("|".join(lines("firms.txt")))


def _ampersand(reading: Reading) -> Iterator[Problem]:
    """The word is written: "peace and security"."""
    for passage in reading.sentences:
        if "&" not in passage.words:
            continue
        prose = passage.prose
        owned = [one.span() for one in _firms().finditer(prose)]
        found = [one for one in _AMPERSAND().finditer(prose) if _is_and(one, prose, owned)]
        hits = [
            Hit(*one.span("sign"), reading.language.joined.two)
            for one in found
            # Where all is written together it is an abbreviation, whose words nobody can tell.
            if " " in one["sign"] and not reading.language.joined.before_i
        ]
        fixes = Fixes(passage, hits)
        for one in found[:MOST]:
            hit = next((hit for hit in hits if hit.start == one.start("sign")), None)
            word = reading.language.joined.two.strip()
            hint = f'write "{word}"' if " " in one["sign"] else "write it out"
            words = one[0].rstrip(";")
            message = f'"{words}" has an ampersand'
            mended = fixes.of(hit) if hit else None
            yield problem("ampersand", passage.place(words), message, hint, mended)


def _is_and(found: re.Match[str], text: str, owned: list[tuple[int, int]]) -> bool:
    """Whether an ampersand stands for "and": not in a firm's name, an address, an entity."""
    start, end = found.start("sign"), found.end("sign")
    # They are in order, and none meets the next.
    before = bisect_right(owned, (start, len(text)))
    if before and start < owned[before - 1][1]:
        return False
    # &eacute; is a letter in Markdown.
    if found["entity"] and not found["sign"][-1:].isspace() and "amp;" not in found["sign"]:
        return False
    head = text[max(0, start - 100) : start].rsplit(None, 1)[-1]
    token = head + text[end : end + 100].split(None, 1)[0]
    return " " in found["sign"] or not re.search(r"://|www\.|[=@?]", token)


_CAPITALS = later(r"(?<![\w/.&•-])([A-Z]{2,6})(s?)(?![\w/&•]|[.\-–][\w]|\.[A-Z])")
# Letters of a flight's or a plate's number: "flight AA 986", "licence plates 123 DTU".
_OF_NUMBER = later(
    r"\b(?:flights?|plates?|registration|vols?|plaques?|immatriculation|vuelos?|matrículas?)\b"
    r"[ \u00a0](?:[Nn](?:os?\.|[°º]|úm\.) ?)?(?:\d{1,6}[ \u00a0])?$"
)
_IN_BRACKETS = later(r"\((?:[^()\n]{0,60}\W)?([A-Z]{2,6})s?\W{0,2}\)|\b([A-Z]{2,6})s? \((?=\w)")
_WORD = later(r"[^\W\d_]+|[.!?;:\n]")
_SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}
    | {"d", "de", "des", "du", "el", "en", "et", "l", "la", "las", "le", "les", "los", "y"}
)
"""Words that an abbreviation has no letter for."""


@cache
def _known(language: str) -> frozenset[str]:
    """Abbreviations that need no words."""
    told = (line.split(": ") for line in lines("abbreviations.txt"))
    found = [word for key, words in told if key in ("all", language) for word in words.split()]
    return frozenset(found)


def _abbreviation(reading: Reading) -> Iterator[Problem]:
    """An abbreviation's words stand somewhere in the letter."""
    first: dict[str, tuple[Passage, str]] = {}
    for passage in reading.sentences:
        for one in _CAPITALS().finditer(passage.prose):
            if one[1] in first or _in_capitals(passage.prose, one):
                continue
            if not _OF_NUMBER().search(passage.prose, max(0, one.start() - 60), one.start()):
                first[one[1]] = passage, one[0]
    known = _known(reading.letter.language)
    first = {
        one: where
        for one, where in first.items()
        if one not in known and where[1] not in known and roman_value(one) is None
    }
    if not first:
        return
    names = {word for one in reading.passages if one.is_name for word in one.words.split()}
    told = {word for one in _IN_BRACKETS().finditer(reading.text) for word in one.groups()} | names
    first = {one: where for one, where in first.items() if one not in told}
    initials = _initials(reading.text) if first else ("", "")
    titles = _titles(reading.language) if first else frozenset()
    told_of = 0
    for abbreviation, (passage, words) in first.items():
        if _spelled(abbreviation, initials) or _is_surname(words, passage.prose, titles):
            continue
        told_of += 1
        if told_of > MOST:
            return
        message = f'"{words}" is not spelled out in the letter'
        hint = f"write the words where it first stands, with ({abbreviation}) if it stands again"
        yield problem("abbreviation", passage.place(words), message, hint)


def _in_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether it is a word of a heading or a name that is set in capitals, and no abbreviation."""
    before = re.search(r"([^\W\d_]+)[ \u00a0]$", text[max(0, found.start() - 30) : found.start()])
    after = re.match(r"[ \u00a0]([^\W\d_]+)", text[found.end() : found.end() + 30])
    around = [one[1] for one in (before, after) if one]
    head = text[max(0, found.start() - 40) : found.start()].rpartition("\n")[2]
    tail = text[found.end() : found.end() + 40].partition("\n")[0]
    if not f"{head}{tail}".strip(" #*_.:"):
        return True  # It has a line for itself.
    return any(len(one) > 1 and one.isupper() for one in around)


def _titles(language: Language) -> frozenset[str]:
    """Give the words after which a person's name follows."""
    posts = [word for post in language.posts.values() for word in (post.again.m, post.again.f)]
    titles = [title.split()[-1] for title in language.titles]
    return frozenset((*titles, *posts, *language.typography.kept_with_name))


def _is_surname(words: str, text: str, titles: frozenset[str]) -> bool:
    """Whether it is a surname in capitals: Mr. Jean DUPONT."""
    at = text.find(words)
    for word in reversed(text[max(0, at - 200) : at].split()[-4:]):
        if word in titles:
            return True
        if not word[:1].isupper():
            break
    return False


def _initials(text: str) -> tuple[str, str]:
    """Give the first letters of a text's words, capital ones alone and all, sentences apart."""
    capital, every = [], []
    for one in _WORD().finditer(text):
        word = one[0]
        letter = word[0] if word[0].isalpha() else "."
        if word.casefold() in _SMALL:
            continue
        # What has no capital parts one name from the next.
        capital.append(letter if letter.isupper() else ".")
        every.append(letter.upper())
    return "".join(capital), "".join(every)


def _spelled(abbreviation: str, initials: tuple[str, str]) -> bool:
    """Whether its words stand in the letter; two letters stand together by chance as well."""
    capital, every = initials
    return abbreviation in capital or (len(abbreviation) > 2 and abbreviation in every)


@cache
def _spellings() -> tuple[frozenset[str], dict[str, str]]:
    """British spellings, and American ones with the British."""
    american: dict[str, str] = {}
    for line in lines("spellings.txt"):
        british, other, *endings = line.split()
        for ending in ("", *endings):
            # skilful, skilfully; analyse, analysing is not told apart by its ending.
            american[other + ending] = british + ending
    return frozenset(american.values()), american


# No part of an address: www.center.org.
_SMALL_WORD = later(r"(?<![\w./@])[a-z]+(?![\w@/]|\.\w)")


def _spelling(reading: Reading) -> Iterator[Problem]:
    """British or American spelling, not both; words with a capital are names."""
    british, american = _spellings()
    found: dict[str, Passage] = {}
    for passage in reading.sentences:
        for word in dict.fromkeys(_SMALL_WORD().findall(passage.prose)):
            if word in american and not _of_computer(word, passage.prose):
                found.setdefault(word, passage)
    if not found:
        return
    words = _SMALL_WORD().findall(unquoted(reading.text))
    other = next((one for one in words if one in british), None)
    if other is None:
        return
    for word, passage in found.items():
        message = f'"{word}" is American spelling, "{other}" is British'
        hint = f'write "{american[word]}", as the United Nations does'
        yield problem("spelling-mixed", passage.place(word), message, hint)


def _of_computer(word: str, text: str) -> bool:
    """Whether it is a program, which is one in British English too."""
    return word.startswith("program") and bool(re.search(rf"(?:computer|software) {word}\b", text))


RULES = (
    Rule("contraction", _contraction, languages=frozenset({"en"})),
    Rule("ampersand", _ampersand),
    Rule("abbreviation", _abbreviation, at="text", languages=frozenset({"en", "fr", "es"})),
    Rule("spelling-mixed", _spelling, at="text", languages=frozenset({"en"})),
    *marks.RULES,
)
