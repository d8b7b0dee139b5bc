"""The facts of an old letter, each with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from verbale.transcribe.facts import Cited, Guess

__all__ = ["Gathered"]


@dataclass
class Gathered:
    """The facts of a letter; what it does not have stands empty."""

    day: date | None = None
    place: str = ""
    as_of: date | None = None
    reference: str = ""
    classification: str = ""
    subject: str = ""
    salutation: str = ""
    close: str = ""
    signatories: list[dict[str, str]] = field(default_factory=list)
    addressees: list[list[str]] = field(default_factory=list)
    enclosures: list[dict[str, Any]] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    references: list[Cited] = field(default_factory=list)
    appointees: list[dict[str, Any]] = field(default_factory=list)
    role: str = ""
    missing: list[str] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    def rest(self, key: str, words: str, why: str = "") -> None:
        """Note what a key rests on; ``why`` says what is to be settled."""
        self.guesses.append(Guess(key, words, not why))
        if why:
            self.unsure.append(f"{key}: {why}")
