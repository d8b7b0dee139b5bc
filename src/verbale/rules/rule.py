"""What a rule is: one small function that reads a letter, with what it claims for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from verbale.document import Pdf
from verbale.problems import Problem
from verbale.protocol.states import LANGUAGES
from verbale.rules.reading import Reading

__all__ = ["EVERY", "SIX", "PageRule", "Rule"]

EVERY: frozenset[str] = frozenset()
"""Of a rule that does not look at words: it holds in every language."""
SIX = frozenset(LANGUAGES)
"""The six official languages: of a rule whose words are known in all of them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the book."""

    code: str
    """Its code, whose sentence and severity are in :mod:`verbale.rule_codes`."""
    look: Callable[[Reading], Iterable[Problem]]
    """Reads a letter and gives what it found, of this code alone."""
    at: Literal["letter", "reader", "text"] = "letter"
    """What it looks at: the settled letter; whom it addresses, which is another in each copy of a
    letter to many; or the text as it will be read."""
    languages: frozenset[str] = EVERY
    """The languages in which it works; empty where words do not matter."""
    old: bool = False
    """Whether an old letter is held to it too: most say what they said."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """One rule on the finished page. It holds in every language, and for letters of any age."""

    code: str
    look: Callable[[Pdf], Iterable[Problem]]
    """Reads a typeset letter and gives what it found, of this code alone."""
