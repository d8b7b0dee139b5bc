"""Patterns that are compiled when they are first used: most letters need few of the book's."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["later"]


class _Pattern:
    """Stands for a pattern until it is used."""

    def __init__(self, text: str, flags: int) -> None:
        self._told = text, flags

    def __getattr__(self, name: str) -> Any:
        # What is found here is kept, so that this is asked once for each method.
        found = getattr(re.compile(*self._told), name)
        setattr(self, name, found)
        return found


def later(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern that is compiled when it is first used.

    Args:
        text: the pattern.
        flags: those of :mod:`re`.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
