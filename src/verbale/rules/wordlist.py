"""The words that the rules on notes and on first sentences look for: ``rules/data/notes.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["alternatives", "listed", "varied", "words_of"]


@cache
def words_of() -> dict[str, Any]:
    """Read the file once: groups of words, most of them by language."""
    import yaml

    path = Path(__file__).parent / "data" / "notes.yaml"
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


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
