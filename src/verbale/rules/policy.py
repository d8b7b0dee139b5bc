"""How much findings matter: what the office has set, what the spec excuses, what --strict asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from verbale.problems import Place, Problem, Severity, join_path, problem

__all__ = ["AS_THEY_ARE", "Policy"]


@dataclass(frozen=True)
class Policy:
    """Judges findings. To judge them twice gives the same."""

    states: Mapping[str, str] = field(default_factory=dict)
    """What the office has set, by code: off, advice, warning, error."""
    excuses: Mapping[str, str] = field(default_factory=dict)
    """What the spec excuses, by code, and why."""
    strict: bool = False

    def is_off(self, code: str) -> bool:
        """Tell whether a rule is turned off."""
        return self.states.get(code) == "off"

    def judged(self, found: Iterable[Problem]) -> tuple[Problem, ...]:
        """Give findings with the severity they have here; excused ones say so, and stop nothing."""
        return tuple(self._one(one) for one in found if not self.is_off(one.code))

    def _one(self, found: Problem) -> Problem:
        state = self.states.get(found.code)
        if state is not None and found.severity is not Severity.ERROR:
            found = found.raised_to(Severity(state))
        if self.strict and found.severity is Severity.WARNING:
            found = found.raised_to(Severity.ERROR)
        if reason := self.excuses.get(found.code):
            found = replace(found, excused=reason)
        return found

    def unused(self, judged: Iterable[Problem], read: Iterable[str]) -> Iterator[Problem]:
        """Report excuses that excuse nothing.

        Args:
            judged: all findings.
            read: the codes of the rules that the letter was held to: of others nothing is known.
        """
        used = {one.code for one in judged if one.excused}
        for code in self.excuses:
            if code in set(read) - used:
                message = f'"{code}" is excused, but the letter keeps the rule'
                hint = "leave the excuse out"
                if self.is_off(code):
                    message = f'"{code}" is excused, but turned off in verbale.yaml'
                place = Place(path=join_path("excuses", code), on_key=True)
                yield problem("excuse-unused", place, message, hint)


AS_THEY_ARE = Policy()
"""Nothing turned off, raised or excused."""
