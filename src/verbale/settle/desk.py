"""What settling has on its desk: the language, the day, the office, and the problems so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from verbale.office import Office
from verbale.problems import Place, Problem, join_path, problem, split_path
from verbale.protocol import states
from verbale.protocol.languages import Language
from verbale.spec.values import Text

__all__ = ["Desk"]


@dataclass
class Desk:
    """One letter's settling: its givens, and the problems found on the way."""

    language: Language
    as_of: date
    office_key: str
    office: Office
    problems: list[Problem] = field(default_factory=list)

    def report(self, code: str, path: str, message: str, hint: str = "") -> None:
        """Note a problem at a path of the spec."""
        self.problems.append(problem(code, Place(path=path), message, hint))

    def text(self, value: Text | None, path: str) -> str:
        """Give a text in the letter's language, white space folded; "" if there is none."""
        return " ".join(self.prose(value, path).split())

    def prose(self, value: Text | None, path: str) -> str:
        """Give a text in the letter's language, line by line as it was written."""
        if value is None:
            return ""
        words = value.words(self.language.language)
        if words is None:
            name = self.language.name
            key = split_path(path)[-1]
            hint = f"add {self.language.language}: with its words under {key}"
            self.report("text-missing", path, f'"{key}" has no {name}', hint)
            return ""
        return words

    def state(self, named: str, path: str) -> str:
        """Give a State as it runs after "of"; "" if it is not known, which is then reported."""
        found = states.find(named, self.as_of, self.language.language)
        if found is not None:
            return found.of
        hint = "write its ISO code, such as CH, or its name as the United Nations has it"
        if close := states.near(named):
            hint = f"did you mean {' or '.join(close)}?"
        self.report("unknown-state", path, f'"{named}" is not a State', hint)
        return ""

    def of_office(self, key: str) -> str:
        """Give the path of one of the office's own values, in ``verbale.yaml``."""
        return f"{join_path('offices', self.office_key)}.{key}"
