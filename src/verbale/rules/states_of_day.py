"""The rule on names of States: each is named as it was on the letter's day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from verbale.problems import Fix, Problem, Severity, in_words, problem
from verbale.protocol.states import Record, States
from verbale.rules.datafiles import part
from verbale.rules.patterns import either, later, sentence
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_DATA = "names_of_day.yaml"
_KNOWN_SINCE = date(1990, 1, 1)
"""Names are known since that day: of letters of before nothing is said."""
_MOST = 500
"""How many names of one text are looked at."""
_FIRST, _LAST = "0001-01-01", "9999-12-31"
_ARTICLE = later(r"^(?:the|la|le|les|el|los|las) |^l['’]", re.IGNORECASE)
_ARABIC_PREFIXES = "وفبكل"
_YEAR = later(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class _Borne(NamedTuple):
    """When a State bore a name."""

    code: str
    since: str
    until: str
    base: str
    """The part by which the State is informally called."""
    formal: bool = False
    english: str = ""
    """The name of that time in English, by which a name is known that stayed the formal one."""


class _Index(NamedTuple):
    """The names of every State that changed, in one language."""

    names: Mapping[str, tuple[_Borne, ...]]
    pattern: Callable[[], re.Pattern[str]]


def _core(name: str) -> str:
    """Give a name without its article; "" of one that is turned round: "Iran (Islamic ...)"."""
    return "" if re.search(r"[(,]", name) else _ARTICLE().sub("", name)


def _base(name: str) -> str:
    """Give the part of a name by which a State is informally called: "Bolivia", "Germany"."""
    return _ARTICLE().sub("", re.split(r"\s*[(,]", name)[0])


def _names(entry: Record, language: str) -> Iterator[tuple[str, bool]]:
    """Give the names of an entry as they run in a sentence, and whether each is the formal one."""
    words = entry.get(language)
    if words is None:
        return
    if language == "en" and "formal" in entry:
        yield _core(entry["formal"]), True
    yield _core(words["short"]), False
    yield _core(words.get("runs", "")), False
    if language in ("ar", "ru"):  # Their names are inflected, or written with what is before them.
        yield _core(words.get("of", "")), False


@lru_cache(maxsize=16)
def _index(states: States, language: str) -> _Index:
    found: dict[str, list[_Borne]] = {}
    for record in states.renamed():
        if record["iso2"] in part(_DATA, "of_their_time"):
            continue
        for entry in record["names"]:
            english = _core(entry.get("en", {}).get("runs", entry.get("en", {}).get("short", "")))
            since, until = entry.get("from", _FIRST), entry.get("until", _LAST)
            for name, formal in _names(entry, language):
                base = _base(entry[language]["short"])
                borne = _Borne(record["iso2"], since, until, base, formal, english)
                found.setdefault(name, []).append(borne)
    for code, given_up in part(_DATA, "given_up").items():
        if language in given_up:
            borne = _Borne(code, _FIRST, given_up["until"], given_up[language])
            found.setdefault(given_up[language], []).append(borne)
    for code, begun in part(_DATA, "begun").items():
        state = states.find(code, date.fromisoformat(begun), language)
        if state is not None:
            found.setdefault(_core(state.short), []).append(_Borne(code, begun, _LAST, state.short))
    found.pop("", None)
    names = {name: tuple(borne) for name, borne in found.items()}
    return _Index(names, later(either(names) or r"(?!)"))


def _name_of_day(reading: Reading) -> Iterator[Problem]:
    """A State is named as it was on the letter's day."""
    letter = reading.letter
    if letter.as_of < _KNOWN_SINCE:
        return
    index = _index(reading.states, letter.language)
    for passage in reading.sentences:
        # Sooner said than with the pattern, which takes milliseconds to compile.
        words = " ".join(passage.words.replace("’", "'").split())
        if any(name in words for name in index.names):
            yield from _named(passage, index, reading)


def _named(passage: Passage, index: _Index, reading: Reading) -> Iterator[Problem]:
    day = reading.letter.as_of.isoformat()
    text = passage.prose
    found: dict[str, list[re.Match[str]]] = {}
    for match in islice(index.pattern().finditer(text), _MOST):
        name = " ".join(match[0].split()).replace("’", "'")
        borne = index.names[name]
        if any(one.since <= day <= one.until for one in borne):
            continue
        if _whole(text, match, reading.letter.language) and not _of_old(text, match, reading):
            found.setdefault(name, []).append(match)
    for name, matches in found.items():
        first = min(index.names[name], key=lambda one: one.formal)
        if first.code in part(_DATA, "begun"):
            yield _not_begun(matches[0][0], first, passage, reading)
        else:
            yield from _wrong(name, matches, first, passage, reading)


def _not_begun(words: str, borne: _Borne, passage: Passage, reading: Reading) -> Problem:
    message = f'"{words}" is the name of a State that began on {_day(borne.since)}'
    hint = f"the letter is of {in_words(reading.letter.as_of)}: name it as it was called then"
    return problem("state-name-of-day", passage.place(words), message, hint)


def _wrong(
    name: str, matches: list[re.Match[str]], borne: _Borne, passage: Passage, reading: Reading
) -> Iterator[Problem]:
    letter, words = reading.letter, matches[0][0]
    state = reading.states.state(borne.code, letter.as_of, letter.language)
    if state is None or _is_same(borne, reading):
        return
    # What ran with its article does so still: "the Republic of Turkey".
    formal = _core(state.formal or "") if borne.formal else ""
    right = formal or state.name.runs
    said = passage.words[slice(*sentence(passage.words, matches[0].start()))]
    if re.search(rf"{re.escape(_ARTICLE().sub('', right))}(?!\w)", said):
        return  # It tells both names.
    if borne.until < letter.as_of.isoformat():
        message = f'"{words}" was the name of {state.name.runs} until {_day(borne.until)}'
    else:
        message = f'"{words}" is the name of {state.name.runs} from {_day(borne.since)} on'
    hint = f'on {in_words(letter.as_of)} it was "{right}"'
    plain = letter.language == "en" and not borne.formal and name == borne.base == borne.english
    plain = plain and right == _ARTICLE().sub("", right)
    alone = len(matches) == passage.words.count(name)
    fix = Fix(passage.path, name, right) if plain and alone else None
    found = problem("state-name-of-day", passage.place(words), message, hint, fix)
    # Of what was done then the name of then may be right.
    then = any(borne.since[:4] <= year <= borne.until[:4] for year in _YEAR().findall(said))
    yield replace(found, severity=Severity.ADVICE, fix=None) if then else found


def _is_same(borne: _Borne, reading: Reading) -> bool:
    """Tell whether a name is but a longer or shorter one of that day, or stayed the formal one."""
    letter = reading.letter
    english = reading.states.state(borne.code, letter.as_of, "en")
    if english is not None and borne.english and borne.english == _core(english.formal or ""):
        return True
    state = reading.states.find(borne.code, letter.as_of, letter.language)
    if state is None or borne.formal:
        return state is None
    base = _base(state.short)
    return _holds(base, borne.base, letter.language) or _holds(borne.base, base, letter.language)


def _holds(name: str, part: str, language: str) -> bool:
    """Tell whether a name is another, or has it in it as a word."""
    return (part in name) if language == "zh" else f" {part} " in f" {name.replace('-', ' ')} "


def _whole(text: str, match: re.Match[str], language: str) -> bool:
    """Tell whether a name is no part of a longer word."""
    if language == "zh":
        return "·" not in (text[match.start() - 1 : match.start()], text[match.end() :][:1])
    before, after = text[: match.start()][-2:], text[match.end() :][:1]
    if language == "ar" and before[-1:] in tuple(_ARABIC_PREFIXES):
        before = before[:-1]
    return not (before[-1:].isalnum() or after.isalnum())


def _of_old(text: str, match: re.Match[str], reading: Reading) -> bool:
    """Tell whether the words around a name say that it is one of another time."""
    language = reading.letter.language
    before, after = (part(_DATA, one).get(language) for one in ("before", "after"))
    lead, rest = text[max(0, match.start() - 40) : match.start()], text[match.end() :][:40]
    return bool(
        (before and re.search(before, lead, re.IGNORECASE))
        or (after and re.match(after, rest, re.IGNORECASE))
    )


def _day(day: str) -> str:
    return in_words(date.fromisoformat(day))


RULES = (Rule("state-name-of-day", _name_of_day, languages=SIX),)
