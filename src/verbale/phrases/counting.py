"""Counts a language's phrases by their state."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.phrases.rows import Phrase
from verbale.protocol.sources import STATES

__all__ = ["STATES_COUNTED", "counts"]

STATES_COUNTED = (*STATES, "missing")
"""The states that are counted; a phrase is missing that English has and the language has not."""


def counts(phrases: Iterable[Phrase]) -> dict[str, dict[str, int]]:
    """Count phrases by group and state, in the order of the language's file."""
    found: dict[str, dict[str, int]] = {}
    for phrase in phrases:
        group = found.setdefault(phrase.steps[0], dict.fromkeys(STATES_COUNTED, 0))
        group[phrase.state] += 1
    return found
