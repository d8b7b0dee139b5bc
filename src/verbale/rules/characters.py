"""Every character of a spec is in one of the bundled fonts.

Found here, before anything is typeset, the character's line and column can be told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from verbale.problems import Place, Problem, problem, split_path
from verbale.rules.datafiles import lines
from verbale.spec.tree import Mark, SourceText

__all__ = ["characters", "covered", "missing_glyph"]

_MOST = 10
"""How many are reported of one file: a text in another script is one fault, not a thousand."""


def characters(source: SourceText) -> Iterator[Problem]:
    """Report each character of a spec that no bundled font has, where it first stands."""
    seen: set[str] = set()
    for path, scalar in source.scalars():
        text = scalar.value or ""
        if text.isascii() or _names_a_state(path):
            continue
        for character in dict.fromkeys(text):
            if character in seen or covered(character):
                continue
            seen.add(character)
            if len(seen) > _MOST:
                return
            mark = _first(character, source, scalar.start)
            name = unicodedata.name(character, "no name")
            message = f"no bundled font has U+{ord(character):04X} {name}"
            place = source.at(mark, 1, path)
            hint = "write it in other characters, or have a font added that has it"
            yield problem("glyph-missing", place, message, hint)


def _names_a_state(path: str) -> bool:
    """Tell whether a value only names a State: it is printed in the letter's language."""
    steps = split_path(path)
    return bool({"state", "mission", "states"} & set(steps[-2:]))


def covered(character: str) -> bool:
    """Tell whether a bundled font has a character, or it needs no glyph of its own."""
    if character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Mn"):
        # Format characters are not drawn; marks that combine are checked when they are set.
        return True
    point = ord(character)
    return any(first <= point <= last for first, last in _ranges())


def missing_glyph(texts: Iterable[str]) -> Problem | None:
    """Report the first character of a recipient's own lines that no bundled font has."""
    for text in texts:
        character = "" if text.isascii() else _first_missing(text)
        if character:
            name = unicodedata.name(character, "no name")
            message = f"no bundled font has U+{ord(character):04X} {name}"
            hint = "write it in the letter's own script"
            return problem("glyph-missing", Place(), message, hint)
    return None


@lru_cache(maxsize=2000)
def _first_missing(text: str) -> str:
    """Give the first character that no font has; many recipients share a line."""
    return next((one for one in text if not _covered(one)), "")


@lru_cache(maxsize=10_000)
def _covered(character: str) -> bool:
    return covered(character)


def _first(character: str, source: SourceText, start: Mark) -> Mark:
    """Find where a character first stands, from a value's start on."""
    for number in range(start.line, len(source.lines)):
        column = source.lines[number].find(character, start.column if number == start.line else 0)
        if column >= 0:
            return Mark(number, column)
    return start  # It was written as an escape, such as "\u4e2d".


@cache
def _ranges() -> tuple[tuple[int, int], ...]:
    """Read the ranges of characters, made from the fonts by ``tools/make_characters.py``."""
    ends = (line.split("-") for line in lines("characters.txt"))
    return tuple((int(first, 16), int(last, 16)) for first, last in ends)
