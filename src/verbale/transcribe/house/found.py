"""What was read of a letter of a kind, and what all readers of kinds read alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from verbale.transcribe.facts import days
from verbale.transcribe.people import Known

__all__ = ["DAY", "HONOUR", "LANGUAGE", "Read", "day_in", "present"]

LANGUAGE = "en"
"""The language whose templates the patterns follow."""
DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
"""A day as the house writes it, as a regular expression."""
HONOUR = (
    r"(?:I have the honour to"
    r"|[Oo]n behalf of the Secretary-General, I have the honour to)"
)
"""How the house begins, as a regular expression."""

How = Literal["instead", "after", "null"]


@dataclass
class Read:
    """What was read of a letter of a kind."""

    kind: str
    keys: dict[str, Any] = field(default_factory=dict)
    rests_on: dict[str, str] = field(default_factory=dict)
    """The words that each key rests on."""
    changed: dict[str, tuple[How, list[int]]] = field(default_factory=dict)
    """Paragraphs in other words than the template's: name, how, and which."""
    before_close: list[int] = field(default_factory=list)
    """The drafter's own paragraphs."""

    def note(self, words: str, **keys: Any) -> None:
        """Keep what words say; keys without a value are left out."""
        for key, value in present(keys).items():
            self.keys[key] = value
            self.rests_on[key] = words

    def change(self, name: str, which: Sequence[int], how: How = "instead") -> None:
        """Keep that paragraphs stand for one of the template's, or after it, if there are any."""
        if which:
            self.changed[name] = (how, list(which))


def day_in(words: str | None, known: Known) -> date | None:
    """Give the first day that words name, if they name one."""
    found = next(days(words or "", known.language), None)
    return found.day if found else None


def present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what has no value."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}
