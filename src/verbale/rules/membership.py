"""The rule on Members: a State has a Permanent Representative from its admission on.

Known posts are checked where they are settled; here are those that stand in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from verbale.problems import Problem, in_words, problem
from verbale.protocol.languages import Language
from verbale.protocol.states import States
from verbale.rules.patterns import either, later
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_KNOWN_SINCE = date(1990, 1, 1)
"""Members of before are not all known."""
_NEVER = "9999-12-31"
_ARTICLE = later(r"^(?:the|la|le|el) |^l['’]", re.IGNORECASE)
_POSTS = ("permanent-representative", "deputy-permanent-representative")


class _Found(NamedTuple):
    """What finds the posts of States that were not Members on every day since 1990."""

    pattern: re.Pattern[str]
    codes: Mapping[str, str]
    """The State's code, by how it stands with its post."""


def _member(reading: Reading) -> Iterator[Problem]:
    """Who is called a State's Permanent Representative is of a Member."""
    letter = reading.letter
    if letter.as_of < _KNOWN_SINCE:
        return
    heads = _heads(reading.language)
    words = [part for head in heads for part in head if part]
    for passage in reading.passages:
        if not passage.is_title and any(one in passage.words for one in words):
            found = _found(reading.states, letter.language, heads, _no_members(reading))
            yield from _of(passage, found, reading)


def _no_members(reading: Reading) -> tuple[str, ...]:
    """Give the codes of the States that are no Members on the letter's day."""
    as_of = reading.letter.as_of.isoformat()
    records = reading.states.not_always_members()
    return tuple(one["iso2"] for one in records if one.get("admitted", _NEVER) > as_of)


def _of(passage: Passage, found: _Found, reading: Reading) -> Iterator[Problem]:
    as_of = reading.letter.as_of
    for match in found.pattern.finditer(passage.prose):
        code = found.codes[_plain(next(filter(None, match.groups())))]
        status = reading.states.status(code, as_of)
        state = reading.states.find(code, as_of, "en")
        if state is None or _elsewhere(passage, match, reading.language):
            continue
        since = reading.states.since(code)
        message = (
            f'"{match[0]}": {state.runs} was no Member of the United Nations on {in_words(as_of)}'
        )
        hint = "check the State and the date"
        if status == "observer":
            hint = "an observer State has a Permanent Observer, and a permanent observer mission"
        elif since is not None:
            hint = f"it was admitted on {in_words(since)}: check the date"
        yield problem("state-not-yet-member", passage.place(match[0]), message, hint)


def _elsewhere(passage: Passage, match: re.Match[str], language: Language) -> bool:
    """Tell whether a post is held elsewhere, as at Geneva, where also others have missions."""
    post = language.posts.get(_POSTS[0])
    at = post.at if post is not None else ""
    rest = _plain(passage.words[match.end() :][:120]).lstrip()
    if not at or not rest.startswith(f"{at.split()[0]} "):
        return False
    return not rest.startswith(at) or rest[len(at) :].lstrip().startswith("Office")


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("’", "'"))


def _heads(language: Language) -> tuple[tuple[str, str], ...]:
    """Give the words before and after the State, of a Member's posts and mission."""
    written = [*language.mission[:1], language.mission_in_text]
    for key in _POSTS:
        if (post := language.posts.get(key)) is not None:
            written += [post.written.m, post.written.f]
    heads: dict[tuple[str, str], None] = {}
    for one in written:
        lead, state, tail = one.partition("{of}" if "{of}" in one else "of {state}")
        lead = _ARTICLE().sub("", lead).strip()
        if state:  # What stands after it where there are words before it only says where.
            heads[lead, "" if lead else tail] = None
    return tuple(heads)


@lru_cache(maxsize=32)
def _found(
    states: States, language: str, heads: tuple[tuple[str, str], ...], of: tuple[str, ...]
) -> _Found:
    codes: dict[str, str] = {}
    for record in states.not_always_members():
        if record["iso2"] not in of:
            continue
        for entry in record["names"]:
            # A former name of one that is a Member now may have been a Member's of before.
            if language in entry and not ("until" in entry and "admitted" in record):
                words = entry[language]
                codes[_plain(words.get("of", words["short"]))] = record["iso2"]
    names = either(codes) or r"(?!)"
    leads = either(lead for lead, _ in heads if lead)
    tails = "|".join(re.escape(tail) for lead, tail in heads if not lead)
    branches = [rf"(?:{leads})\s+({names})(?!\w)"] if leads else []
    branches += [rf"({names})(?:{tails})"] if tails else []
    return _Found(re.compile("|".join(branches)), codes)


RULES = (Rule("state-not-yet-member", _member, languages=SIX),)
