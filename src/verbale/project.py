"""Finds the project folder and reads ``verbale.yaml``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from verbale.codes import CODES, Severity
from verbale.office import ARCHIVE, Office, OfficeReferences, Settings
from verbale.problems import Outcome, Problem, did_you_mean, join_path, problem
from verbale.protocol import languages, symbols
from verbale.protocol.languages import LANGUAGE, Language
from verbale.protocol.states import States
from verbale.spec.kinds import FILE, Kind, model_of
from verbale.spec.model import LetterSpec, Reference
from verbale.spec.parse import parse_as
from verbale.spec.source import from_bytes, read
from verbale.spec.tree import Data, SourceText
from verbale.templates import Templates, packaged

__all__ = [
    "SETTINGS",
    "Project",
    "archive_above",
    "open_project",
    "settings_above",
    "shipped_language",
]

OWN_STATES = "states.yaml"
OWN_REFERENCES = "_references.yaml"
SETTINGS = "verbale.yaml"
"""The settings file, which also marks the project's folder."""


@dataclass(frozen=True)
class Project:
    """A project folder: its offices and its templates."""

    root: Path
    settings: Settings
    templates: Templates
    source: SourceText | None = field(default=None, repr=False)
    """The text of ``verbale.yaml``, where problems with an office's own values are placed."""
    _languages: dict[str, Outcome[Language]] = field(default_factory=dict, repr=False)
    _kinds: dict[str, Outcome[Kind]] = field(default_factory=dict, repr=False)
    _models: dict[str, type[LetterSpec]] = field(default_factory=dict, repr=False)

    @property
    def letters(self) -> Path:
        """Where specs are."""
        return self.root / "letters"

    @property
    def output(self) -> Path:
        """Where letters go."""
        return self.root / "output"

    @property
    def archive(self) -> Path:
        """Where issued letters are kept."""
        return self.root / self.settings.archive

    @cached_property
    def states(self) -> Outcome[States]:
        """Give the States, with what the office's own templates/states.yaml says differently."""
        raw = self.templates.files.get(OWN_STATES)
        if raw is None:
            return Outcome(States())
        from verbale.protocol.office_states import OfficeStates

        source = from_bytes(raw, self.templates.origin(OWN_STATES), "list of States")
        if source.value is None:
            return Outcome(None, source.problems)
        parsed = parse_as(source.value, OfficeStates, "the office's list of States")
        found = None if parsed.value is None else States(parsed.value.records())
        return Outcome(found, (*source.problems, *parsed.problems))

    @cached_property
    def references(self) -> Outcome[dict[str, Reference]]:
        """Give the office's own list of references by symbol: letters/_references.yaml."""
        path = self.letters / OWN_REFERENCES
        if not path.is_file():
            return Outcome({})
        source = read(path, _shown(path), "list of references")
        if source.value is None:
            return Outcome(None, source.problems)
        parsed = parse_as(source.value, OfficeReferences, "the office's list of references")
        listed = () if parsed.value is None else parsed.value.references
        found: dict[str, Reference] = {}
        problems = [*source.problems, *parsed.problems]
        for i, one in enumerate(listed):
            symbol = symbols.parse(one.symbol)
            place = source.value.place(f"references.{i}.symbol")
            if symbol is None:
                near = symbols.suggestion(one.symbol)
                hint = f'did you mean "{near}"?' if near else "write a symbol such as A/RES/71/1"
                message = f'"{one.symbol}" is not the symbol of a document'
                problems.append(problem("unknown-symbol", place, message, hint))
            elif symbol.text in found:
                message = f"{symbol.text} is listed twice"
                problems.append(problem("bad-value", place, message, "leave one of the two out"))
            else:
                found[symbol.text] = one
        return Outcome(found, tuple(problems))

    @cached_property
    def default_office(self) -> str:
        """The office that sends where a spec names none."""
        return self.settings.default_office or next(iter(self.settings.offices))

    def office(self, key: str | None) -> Office | None:
        """Give an office by its key; the default one for None."""
        return self.settings.offices.get(key or self.default_office)

    def kind(self, name: str) -> Outcome[Kind]:
        """Give a kind, read once: what its folder's kind.yaml says, or that it adds no keys."""
        if name not in self._kinds:
            self._kinds[name] = _kind(name, self.templates)
        return self._kinds[name]

    def model(self, kind: str) -> type[LetterSpec]:
        """Give the model of a kind's specs; that of every letter where the kind has a fault."""
        if kind not in self._models:
            found = self.kind(kind).value
            self._models[kind] = LetterSpec if found is None else model_of(found)
        return self._models[kind]

    def language(self, code: str) -> Outcome[Language] | None:
        """Give a language's words, read once; None if there are none."""
        if not LANGUAGE.fullmatch(code):
            return None
        if code not in self._languages:
            found = _language(code, self.templates)
            if found is None:
                return None
            self._languages[code] = found
        return self._languages[code]


def open_project(start: Path, cache: Path | None = None) -> Outcome[Project]:
    """Open the project that a folder belongs to.

    Args:
        start: a folder; it and those above it are searched for ``verbale.yaml``.
        cache: a folder of the user's to keep compiled templates in; none is kept if not given.

    Returns:
        The project, or what is wrong with its settings or templates. A folder without settings is a
        project with one nameless office that prints on pre-printed paper.
    """
    root = settings_above(start)
    templates, faults = _templates(root or start, cache)
    if root is None:
        office = Office.model_validate({"name": "Verbale", "letterhead": None})
        settings = Settings.model_validate({"offices": {"default": office}})
        return _opened(Project(start, settings, templates, None), faults)
    source = read(root / SETTINGS, _shown(root / SETTINGS), "project")
    if source.value is None:
        return Outcome(None, (*source.problems, *faults))
    parsed = parse_as(source.value, Settings, SETTINGS)
    problems = (*source.problems, *parsed.problems, *faults)
    if parsed.value is None:
        return Outcome(None, problems)
    project = Project(root, parsed.value, templates, source.value)
    own = (*_unknown_default(project, source.value), *_let_go(project, source.value))
    return _opened(project, (*problems, *own))


def archive_above(start: Path) -> Path:
    """Find the archive of the project that a folder belongs to.

    Of the settings only its place is read, and nothing else of the project: letters are found and
    made again whatever has become of templates and settings.
    """
    if (start / "head.json").is_file() and (start / "records").is_dir():
        return start  # A copy of an archive, looked at where it lies.
    root = settings_above(start)
    if root is None:
        return start / ARCHIVE
    source = read(root / SETTINGS, SETTINGS, "project").value
    data = source.data if source is not None else None
    place = data.get("archive") if isinstance(data, dict) else None
    return root / (place if isinstance(place, str) and place.strip() else ARCHIVE)


def settings_above(start: Path) -> Path | None:
    """Find the folder with ``verbale.yaml``: this one, or one above it; None if there is none."""
    return next((d for d in (start, *start.parents) if os.path.lexists(d / SETTINGS)), None)


def _opened(project: Project, problems: tuple[Problem, ...]) -> Outcome[Project]:
    return Outcome(None if any(one.stops for one in problems) else project, problems)


def _unknown_default(project: Project, source: SourceText) -> Iterator[Problem]:
    if project.office(None) is None:
        name = project.default_office
        known = project.settings.offices
        hint = did_you_mean(name, known, f"its offices are: {', '.join(known)}")
        place = source.place("default_office")
        yield problem("unknown-office", place, f'there is no office "{name}"', hint)


def _let_go(project: Project, source: SourceText) -> Iterator[Problem]:
    """Report rules that stop letters, and are set so that they would let them go."""
    for code, state in project.settings.rules.items():
        if CODES[code].severity is Severity.ERROR and state != "error":
            message = f'"{code}" is an error, and cannot be set to {state}'
            hint = f"leave it out; a letter that has to go says excuses: {{{code}: why}}"
            yield problem("bad-value", source.place(join_path("rules", code)), message, hint)


def _templates(root: Path, cache: Path | None) -> tuple[Templates, tuple[Problem, ...]]:
    own = root / "templates"
    shipped = packaged()
    same = own.is_dir() and own.samefile(shipped)
    roots = (shipped,) if same or not own.is_dir() else (own, shipped)
    return Templates.read(*roots, cache=cache)


def _kind(name: str, templates: Templates) -> Outcome[Kind]:
    file = f"{name}/{FILE}"
    if file not in templates.files:
        return Outcome(Kind(says=""))
    source = from_bytes(templates.files[file], templates.origin(file), "kind")
    if source.value is None:
        return Outcome(None, source.problems)
    parsed = parse_as(source.value, Kind, "a kind")
    return Outcome(parsed.value, (*source.problems, *parsed.problems))


def _language(code: str, templates: Templates) -> Outcome[Language] | None:
    """Read a language's words: the package's, with the office's own laid over them."""
    name = f"languages/{code}.yaml"
    raw = templates.files.get(name)
    shipped = shipped_language(code)
    if raw is None:
        return None if shipped is None else Outcome(Language.model_validate(shipped))
    source = from_bytes(raw, templates.origin(name), "language")
    if source.value is None:
        return Outcome(None, source.problems)
    parsed = parse_as(source.value, Language, "a language's words", over=shipped)
    found = [*source.problems, *parsed.problems]
    if parsed.value is not None and parsed.value.language != code:
        message = f'this file is named {code}, but says "language: {parsed.value.language}"'
        place = source.value.place("language")
        found.append(problem("bad-value", place, message, f"write language: {code}"))
    return Outcome(None if any(one.stops for one in found) else parsed.value, tuple(found))


def shipped_language(code: str) -> Data:
    """Read the package's words of a language; None if it has none. It is trusted, and tested."""
    data = Path(languages.__file__).parent / "data" / "languages" / f"{code}.yaml"
    if not data.is_file():
        return None
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    words: Data = yaml.load(data.read_text("utf-8"), Loader=loader)
    return words


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
