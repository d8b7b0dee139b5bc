"""Reads the words that rules know by, the files in ``rules/data/``: no more of them than is asked.

YAML is slow to read, and a letter needs the words of its own language alone, so a part of a file is
cut out of it before it is read: its outermost keys stand at the beginning of a line, and what
belongs to one goes on to the next line that begins there, be it a comment.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["everywhere", "lines", "listed", "part"]

_FOLDER = Path(__file__).parent / "data"


@cache
def part(name: str, key: str) -> Any:
    """Read what a file has under one of its outermost keys; every value is text, as it was typed.

    Args:
        name: the file's name, such as ``notes.yaml``.
        key: a group of words or a language's code; of one that the file lacks there is ``{}``.
    """
    begins = f"\n{key}:"
    rest = _text(name).partition(begins)[2]
    its = re.split(r"^(?=\S)", f" {rest}", maxsplit=1, flags=re.MULTILINE)[0]
    return _read(f"{key}:{its}")[key] if rest else {}


def listed(name: str, group: str, language: str) -> tuple[str, ...]:
    """Give the words of a group in a language; none where it has none.

    Args:
        name: a file whose outermost keys are groups.
        group: the group.
        language: the language's code.
    """
    return tuple(part(name, group).get(language, ()))


@cache
def everywhere(name: str, group: str) -> tuple[str, ...]:
    """Give the words of a group in all languages.

    Args:
        name: a file whose outermost keys are languages.
        group: a group whose words stand in one line.
    """
    found = re.findall(rf"^  {group}: .*", _text(name), re.MULTILINE)
    return tuple(word for line in found for word in _read(line)[group])


@cache
def lines(name: str) -> tuple[str, ...]:
    """Read a file of lines, without empty ones and comments."""
    return tuple(one for one in _text(name).splitlines() if one and not one.startswith("#"))


@cache
def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _read(text: str) -> dict[str, Any]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    words: dict[str, Any] = yaml.load(text, Loader=loader)
    return words
