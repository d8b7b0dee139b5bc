"""The words that the rules on notes and on first sentences look for: ``rules/data/notes.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from verbale.rules.data_of import whole

__all__ = ["alternatives", "listed", "varied", "words_of"]


def words_of() -> dict[str, Any]:
    """Give its groups of words, most of them by language."""
    return whole("notes.yaml")


def listed(group: str, language: str) -> tuple[str, ...]:
    """Give a group's words in a language; none where it has none."""
    return tuple(words_of()[group].get(language, ()))


def alternatives(parts: Iterable[str]) -> str:
    """Join parts of a pattern: any white space for a space, either apostrophe for one."""
    joined = "|".join(f"(?:{part})" for part in parts)
    return re.sub(r" (?![?*+])", r"\\s+", joined).replace("'", "['’]")


def varied(language: str) -> tuple[str, str]:
    """Give what may not stand around the form of first sentences, where it is varied on purpose."""
    before, behind = words_of()["varied"].get(language, ("", ""))
    return before, behind
