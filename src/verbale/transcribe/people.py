"""Finds people in English words: title, name, post and State, as letters name those appointed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verbale.protocol.languages import Language
from verbale.protocol.states import States

__all__ = ["Known", "appointed", "people", "post_of", "post_words", "surnames", "titled"]


@dataclass(frozen=True)
class Known:
    """What people are told by: a language's words, the States, the day."""

    language: Language
    states: States
    day: date


def _titles(language: Language) -> list[str]:
    found = {
        words or key
        for key, one in language.titles.items()
        for words in (one.written.m, one.written.f)
    }
    return sorted(found, key=len, reverse=True)


def titled(words: str, language: Language) -> tuple[str, str]:
    """Part a title from a name: ("H.E. Mr.", "Jürg Lauber"); ("", words) where there is none."""
    for title in _titles(language):
        if language.title_after and words.endswith(title):
            return title, words.removesuffix(title).strip()
        if words.startswith(f"{title} "):
            return title, words[len(title) :].strip()
    return "", words.strip()


def post_of(words: str, known: Known) -> dict[str, str]:
    """Read a post with its State: a known one by its key, any other in words.

    Args:
        words: "Permanent Representative of Switzerland".
        known: what is known.
    """
    words = words.strip(" ,")
    for key, post in known.language.posts.items():
        for written in {post.written.m, post.written.f}:
            head, placed, tail = re.sub(r"\{\w+\}", "\0", written).partition("\0")
            pattern = re.escape(head) + (f"(?P<of>.+?){re.escape(tail)}" if placed else "")
            match = re.fullmatch(pattern, words)
            if match is None:
                continue
            if "of" not in match.groupdict():
                return {"post": key}
            state = _state(match["of"], known)
            if state:
                return {"post": key, "state": state}
    held, of, named = words.rpartition(" of ")
    state = _state(named, known) if of else None
    return {"post": held, "state": state} if state else {"post": words}


def post_words(words: str, known: Known) -> dict[str, str]:
    """Read a signatory's post: a known one with its State, or in words.

    Args:
        words: "Permanent Representative of Switzerland to the United Nations".
        known: what is known.
    """
    bare = re.sub(r" to the United Nations$", "", words)
    found = post_of(bare, known)
    return found if found.get("post") in known.language.posts else {"post": words}


def _state(words: str, known: Known) -> str | None:
    language = known.language.language
    bare = re.sub(r"^(?:of|de|del|du|des|d['’])\s*", "", words.strip())
    for one in (bare, re.sub(r"^the ", "", bare)):
        found = known.states.find(one, known.day, language)
        if found is not None:
            return found.code
    return None


def _person(words: str, known: Known) -> dict[str, Any]:
    """Read one person: "H.E. Mr. Jürg Lauber, Permanent Representative of Switzerland"."""
    title, rest = titled(words.strip(), known.language)
    name, _, post = rest.partition(", ")
    found: dict[str, Any] = {"title": title} if title else {}
    found["name"] = name.strip(" ,")
    if post.strip(" ,"):
        found |= post_of(post, known)
    return found


def people(words: str, known: Known) -> list[dict[str, Any]]:
    """Read several people, each begun by a title."""
    starts = "|".join(re.escape(title) for title in _titles(known.language))
    parts = re.split(rf"(?:; and |; |, and | and |, )(?=(?:{starts}) )", words.strip(" ,"))
    return [_person(part, known) for part in parts]


_APPOINTS = re.compile(
    r"(?:appoint(?:ed)?|designated?|named?)\s+"
    r"(?P<who>(?:H\.E\.|Mr\.|Ms\.|Mrs\.|Dr\.|Professor|Ambassador).{3,600}?)"
    r",?\s+(?:as|to be|to serve as)\s+(?:my |the |its )?"
    r"(?P<role>[\w’' -]{3,80}?)(?=,|\.|;| to | of | for | with )"
)


_AGREED = re.compile(
    r"(?P<who>(?:H\.E\.|Mr\.|Ms\.|Mrs\.|Dr\.|Professor|Ambassador) (?:(?!\. [A-Z]).){3,600}?),?\s+"
    r"(?:have|has) (?:kindly )?(?:agreed|accepted) to serve as\s+(?:my |the |its )?"
    r"(?P<role>[\w’' -]{3,80}?)(?=,|\.|;| to | of | for | with )"
)


def appointed(text: str, known: Known) -> tuple[list[dict[str, Any]], str, str]:
    """Find whom a text appoints, and to be what.

    Returns:
        The people, the role, and the words that say so; nothing where it appoints nobody.
    """
    match = _APPOINTS.search(text) or _AGREED.search(text)
    if match is None:
        return [], "", ""
    return people(match["who"], known), match["role"], match[0]


def surnames(again: str, found: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Read how people are named again, each by key and words: ("surname", "Lauber").

    Args:
        again: "Ambassador Lauber and Ambassador Gómez Camacho".
        found: the people, in the same order.
    """
    plural = re.match(r"(?P<title>\w+)s (?=[^,]+,| )", again) if len(found) > 2 else None
    names = re.split(
        r", and |, | and ", again.removeprefix(f"{plural['title']}s ") if plural else again
    )
    if len(names) != len(found):
        return
    for words, one in zip(names, found, strict=True):
        parts = words.split()
        name = f" {one['name']} "
        rest = next(
            (
                " ".join(parts[i:])
                for i in range(len(parts))
                if f" {' '.join(parts[i:])} " in name and (i or plural)
            ),
            "",
        )
        yield ("surname", rest) if rest else ("called", words)
