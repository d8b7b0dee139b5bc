"""Reads ``data/formulas.yaml``: the patterns and the words by which old letters are read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

__all__ = ["Rows", "alternatives", "pattern", "rows", "word_lists"]

Piece = Any
"""A text, a list of which one member stands, or pieces by name that follow one another."""
Rows = Sequence[Piece]
"""Alternatives: the first that fits is taken."""


@cache
def _data() -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = (Path(__file__).parent / "data" / "formulas.yaml").read_text("utf-8")
    return cast(dict[str, Any], yaml.load(text, Loader=loader))


def rows(name: str) -> Mapping[str, Rows]:
    """Give the alternatives that a name of the file has, by language, label or key.

    Raises:
        KeyError: the file has no such name.
    """
    return cast(Mapping[str, Rows], _data()[name])


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """Give the words that a name of the file has, by language.

    Raises:
        KeyError: the file has no such name.
    """
    return {language: frozenset(words.split()) for language, words in _data()[name].items()}


def alternatives(of: Rows) -> str:
    """Join rows to a regular expression, which is to be grouped where it is a part of another."""
    return "|".join(map(_piece, of))


@cache
def pattern(name: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile the alternatives of a name that has one list for all languages.

    Raises:
        KeyError: the file has no such name.
    """
    return re.compile(alternatives(_data()[name]), flags)


def _piece(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, list):
        return f"(?:{alternatives(piece)})"
    return "".join(_named(name, one) for name, one in piece.items())


def _named(name: str, piece: Piece) -> str:
    """Write a piece of a row; one whose name ends in ? may be missing."""
    found = _piece(piece)
    if not name.endswith("?"):
        return found
    return f"{found}?" if isinstance(piece, list) else f"(?:{found})?"
