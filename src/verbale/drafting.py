"""An old letter's spec as the start of a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

__all__ = ["as_draft"]

_OWN = ("date", "reference", "corrects")
"""What was the old letter's alone: a new one has its own day and number, and corrects nothing."""
_KEY = re.compile(r"""(["']?)(?:date|reference|corrects)\1\s*:(?=\s|$)""")


def as_draft(spec: str, called: str) -> tuple[str, tuple[str, ...]]:
    """Write the spec of an old letter as the start of a new one.

    What was the old letter's alone is made a comment, so that nothing is lost and nothing is taken
    over unawares; all else stays as it was written.

    Args:
        spec: the old one's text.
        called: how the old letter is called.

    Returns:
        The text, and those keys that could not be made comments and are to be looked at.
    """
    lines = list(_commented(spec.splitlines(keepends=True)))
    text = f"# Drafted from {called}.\n" + "".join(lines)
    kept = _told(text)
    if kept != {key: one for key, one in _told(spec).items() if key in kept or key not in _OWN}:
        text = f"# Drafted from {called}.\n{spec}"
    return text, tuple(key for key in _OWN if key in _told(text))


def _commented(lines: list[str]) -> Iterator[str]:
    is_own = False
    for line in lines:
        # What is further in, or empty, goes on with the key above it.
        if line[:1] not in (" ", "\t", "\n", "\r"):
            is_own = _KEY.match(line) is not None
        yield f"# {line}" if is_own and line.strip() else line


def _told(text: str) -> dict[str, object]:
    try:
        told = yaml.load(text, Loader=yaml.BaseLoader)  # It makes text alone.
    except yaml.YAMLError:
        return {}
    return told if isinstance(told, dict) else {}
