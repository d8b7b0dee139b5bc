"""Reads the words that rules know by: the files in ``rules/data/``, each once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["in_language", "whole"]

_FOLDER = Path(__file__).parent / "data"


@cache
def whole(name: str) -> dict[str, Any]:
    """Read a file of words.

    Args:
        name: the file's name, such as ``notes.yaml``.

    Returns:
        Its groups; every value is text, as it was typed.
    """
    return _read((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def in_language(name: str, language: str) -> dict[str, Any]:
    """Read what a file of words by language has for one: all of them take five times as long.

    Args:
        name: the file's name; its outermost keys are languages' codes.
        language: the code; of one that the file does not have there is nothing.
    """
    text = (_FOLDER / name).read_text(encoding="utf-8")
    part = text.partition(f"\n{language}:\n")[2]
    return _read(re.split(r"^(?=\S)", part, maxsplit=1, flags=re.MULTILINE)[0]) if part else {}


def _read(text: str) -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    words: dict[str, Any] = yaml.load(text, Loader=loader)
    return words
