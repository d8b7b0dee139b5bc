"""Corrections of some words of a passage that touch no others of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from verbale.problems import Fix
from verbale.rules.patterns import later
from verbale.rules.reading import Passage

__all__ = ["MOST", "Fixes", "Hit"]

MOST = 20
"""How many places of one passage a rule tells of at most; the others are seen after these."""
_STEPS = 6
_BEFORE = later(r"\S+[ \u00a0]*$")
_AFTER = later(r"[ \u00a0]*\S+")


class Hit(NamedTuple):
    """What is to be replaced in a passage: from and to where, in characters, and by what."""

    start: int
    end: int
    new: str


class Fixes:
    """The corrections of one passage.

    A correction is made wherever its words stand, so they are taken with as many of those around
    them as it takes to stand only where the same is to be corrected.
    """

    def __init__(self, passage: Passage, hits: Iterable[Hit]) -> None:
        self._passage = passage
        self._starts: dict[str, set[int]] = {}
        """Where something is to be replaced, by what replaces it."""
        self._sure: dict[tuple[str, str, int], bool] = {}
        for hit in hits:
            self._starts.setdefault(hit.new, set()).add(hit.start)

    def of(self, hit: Hit) -> Fix | None:
        """Make the correction of one place; None where its words cannot be told from others."""
        text = self._passage.own
        start, end = hit.start, hit.end
        for step in range(_STEPS):
            old = text[start:end]
            if self._passage.words[start:end] != old:
                return None  # It would touch what is quoted.
            if self._only(old, hit.new, hit.start - start):
                new = old[: hit.start - start] + hit.new + old[hit.end - start :]
                return Fix(self._passage.path, old, new)
            if step % 2 == 0 and (found := _BEFORE().search(text, max(0, start - 60), start)):
                start = found.start()
            elif found := _AFTER().match(text, end, end + 60):
                end = found.end()
        return None

    def _only(self, words: str, new: str, offset: int) -> bool:
        """Whether words stand only where the same is to be replaced in them, and cache it."""
        key = words, new, offset
        if key not in self._sure:
            starts, text = self._starts[new], self._passage.own
            at = text.find(words)
            while at >= 0 and at + offset in starts:
                at = text.find(words, at + 1)
            self._sure[key] = at < 0
        return self._sure[key]
