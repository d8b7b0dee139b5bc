"""What settling has on its desk: the language, the day, the office, and the problems so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from verbale.office import Office
from verbale.problems import Place, Problem, in_words, join_path, problem, split_path
from verbale.protocol.languages import Language
from verbale.protocol.states import StateName, States
from verbale.settle.in_language import in_other_script, is_sentence
from verbale.spec.model import Reference
from verbale.spec.values import Text

__all__ = ["Desk", "Known"]


@dataclass(frozen=True)
class Known:
    """What is known beside the spec: States, and the office's own list of references."""

    states: States = field(default_factory=States)
    references: Mapping[str, Reference] = field(default_factory=dict)
    """By symbol."""


@dataclass
class Desk:
    """One letter's settling: its givens, and the problems found on the way."""

    language: Language
    as_of: date
    office_key: str
    office: Office
    known: Known = field(default_factory=Known)
    problems: list[Problem] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    """All the languages that the letter is written in."""
    texts: dict[str, str] = field(default_factory=dict)
    """The spec's texts in this language, by their paths."""
    names: set[str] = field(default_factory=set)
    """The paths of those that are names."""

    def report(self, code: str, path: str, message: str, hint: str = "") -> None:
        """Note a problem at a path of the spec."""
        self.problems.append(problem(code, Place(path=path), message, hint))

    def text(self, value: Text | None, path: str, *, is_name: bool = False) -> str:
        """Give a text in the letter's language, white space folded; "" if there is none."""
        return " ".join(self.prose(value, path, is_name=is_name).split())

    def prose(self, value: Text | None, path: str, *, is_name: bool = False) -> str:
        """Give a text in the letter's language, line by line as it was written.

        Args:
            value: the text.
            path: where the spec has it.
            is_name: whether it may well be the same in several languages.
        """
        if value is None:
            return ""
        if len(self.languages) > 1 and value.plain is not None and not is_name:
            self._one_for_all(value.plain, path)
        words = value.words(self.language.language)
        if words is None:
            name = self.language.name
            key = split_path(path)[-1]
            hint = f"add {self.language.language}: with its words under {key}"
            self.report("text-missing", path, f'"{key}" has no {name}', hint)
            return ""
        self._note(value, path, words, is_name=is_name)
        return words

    def _note(self, value: Text, path: str, words: str, *, is_name: bool) -> None:
        """Note a text of the spec for those who read the letter through; not one of the office."""
        if path.startswith("offices."):
            return
        language = self.language.language
        keys = dict.fromkeys(code for code, _ in value.by_language)
        where = join_path(*split_path(path), language) if language in keys else path
        self.texts[where] = words
        if is_name:
            self.names.add(where)

    def lacking(self, key: str, path: str) -> None:
        """Report words that the language's file lacks: nothing is to be printed in their place."""
        message, hint = self.language.lacks(key)
        self.report("text-missing", path, message, hint)

    def _one_for_all(self, text: str, path: str) -> None:
        """Report a text that is given once in a letter of several languages."""
        # An office's own words may well be meant so: it is asked for by nobody's spec.
        if path.startswith("offices.") or not is_sentence(text):
            return
        key = split_path(path)[-1]
        message = f'"{key}" is given once, for a letter in {", ".join(self.languages)}'
        hint = f"give it by language: {self.languages[0]}: ..., {self.languages[1]}: ..."
        self.report("one-text-for-all", path, message, hint)

    def name(self, value: Text | None, path: str) -> str:
        """Give a person's name; one in a script that is not the language's is told."""
        found = self.text(value, path, is_name=True)
        script = in_other_script(found, self.language)
        if script and "<<" not in found:
            message = f'"{found}" is in {script} letters, in a letter in {self.language.name}'
            hint = f"write it in its letters, or add {self.language.language}: with it in them"
            self.report("other-script", path, message, hint)
        return found

    def state(self, named: str, path: str, held_for: str | None = None) -> StateName | None:
        """Find a State; None if it is not known, or was not what it has to be, which is reported.

        Args:
            named: its code or one of its names.
            path: where the spec names it.
            held_for: what it has to be to the United Nations on the letter's day: ``member`` or
                ``observer``; None if that does not matter.
        """
        found = self.known.states.find(named, self.as_of, self.language.language)
        if found is not None and self.as_of.year < 1990:
            message = "names of States are known since 1990, and Members of before not all"
            self.report("before-1990", path, message, "look the name up, and write it in words")
        if found is None and self.known.states.find(named, self.as_of, "en") is not None:
            message = f'"{named}" has no name in {self.language.name} for that day'
            hint = f"add {self.language.language}: to its name in templates/states.yaml"
            self.report("text-missing", path, message, hint)
            return None
        if found is None:
            hint = "write its ISO code, such as CH, or its name as the United Nations has it"
            if close := self.known.states.near(named, self.as_of):
                hint = f"did you mean {' or '.join(close)}?"
            self.report("unknown-state", path, f'"{named}" is not a State', hint)
        elif held_for in ("member", "observer"):
            self.hold_for(found, path, held_for)
        return found

    def code_of(self, named: str | None) -> str:
        """Give the code of a State that is named; "" for none: where it was met it was told."""
        found = self.known.states.find(named, self.as_of, "en") if named is not None else None
        return found.code if found is not None else ""

    def status(self, state: StateName) -> str | None:
        """Tell what a State was to the United Nations on the letter's day."""
        return self.known.states.status(state.code, self.as_of)

    def hold_for(self, state: StateName, path: str, wanted: str) -> None:
        """Report a post held for a State that was not what the post says."""
        status = self.status(state)
        # Of before 1990, and of what was Yugoslavia, the data does not tell enough.
        untold = self.as_of.year < 1990 or (state.code == "RS" and self.as_of.year <= 2000)
        if status == wanted or untold:
            return
        day = in_words(self.as_of)
        runs = state.runs[:1].upper() + state.runs[1:]
        if wanted == "observer":
            message = f"{runs} was no observer State on {day}"
            hint = "a Member has a permanent-representative" if status else "check the date"
            self.report("not-an-observer", path, message, hint)
            return
        message = f"{runs} was no Member of the United Nations on {day}"
        hint = "check the State and the date"
        if status == "observer":
            hint = "an observer State has a permanent-observer, and an observer mission"
        elif admitted := self.known.states.since(state.code):
            hint = f"it was admitted on {in_words(admitted)}: check the date"
        self.report("not-a-member", path, message, hint)

    def of_office(self, key: str) -> str:
        """Give the path of one of the office's own values, in ``verbale.yaml``."""
        return f"{join_path('offices', self.office_key)}.{key}"
