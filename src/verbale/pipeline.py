"""The whole program: one short function for each use, which calls the stages in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from verbale import destinations, output, rules, settle
from verbale import page as pages
from verbale import typeset as typesetter
from verbale.destinations import Shown
from verbale.document import Page, Pdf
from verbale.letter import Letter
from verbale.problems import (
    Outcome,
    Problem,
    Severity,
    did_you_mean,
    problem,
    split_path,
)
from verbale.project import Project
from verbale.spec.model import LetterSpec, Reference
from verbale.spec.parse import kind_of, parse, rest_of
from verbale.spec.source import read
from verbale.spec.tree import SourceText

__all__ = [
    "FORMATS",
    "Made",
    "Report",
    "check",
    "known",
    "located",
    "made",
    "opened",
    "render",
    "specs_of",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Made:
    """One letter in one language, as far as it was made."""

    letter: Letter
    page: Page
    pdf: Pdf | None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one spec."""

    spec: Path
    problems: tuple[Problem, ...]
    files: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a problem stopped it."""
        return any(one.stops for one in self.problems)


FORMATS: dict[str, Callable[[Made], bytes]] = {
    "pdf": lambda made: made.pdf.data if made.pdf else b"",
    "html": lambda made: made.page.screen.encode(),
    "txt": lambda made: pages.plain_text(made.page).encode(),
}
"""How each format is got from a letter."""


def check(
    project: Project,
    specs: Sequence[Path],
    *,
    page: bool = False,
    strict: bool = False,
    shown: Shown = str,
) -> Iterator[Report]:
    """Check specs: their words, and with ``page`` the typeset pages as well."""
    clashing = destinations.clashes(specs, shown)
    taken: dict[str, Path] = {}
    for spec in specs:
        made = _make(project, spec, typeset=page, draft=False, shown=shown)
        found = [*clashing.get(spec, ()), *made.problems]
        if spec not in clashing:
            letters = made.value or ()
            names = (
                destinations.output_name(spec, one.letter.language, len(letters), "")
                for one in letters
            )
            found += destinations.over_letters(map(Path, names), spec, taken, shown)
        yield Report(spec, _judged(tuple(found), strict))


def render(
    project: Project,
    specs: Sequence[Path],
    folder: Path,
    formats: Sequence[str],
    *,
    draft: bool = False,
    strict: bool = False,
    shown: Shown = str,
) -> Iterator[Report]:
    """Render specs into a folder; one report each, as each is done.

    A spec with a problem that stops writes nothing, and the last good output stays.
    """
    clashing = destinations.clashes(specs, shown)
    taken: dict[str, Path] = {}
    sources = {spec.resolve() for spec in specs}
    for spec in specs:
        made = _make(project, spec, typeset=True, draft=draft, shown=shown)
        letters = made.value or ()
        files = {
            folder / destinations.output_name(spec, one.letter.language, len(letters), ending): one
            for one in letters
            for ending in formats
        }
        again = [] if spec in clashing else destinations.over_letters(files, spec, taken, shown)
        over = (*destinations.over_specs(files, sources, shown), *again)
        problems = _judged((*clashing.get(spec, ()), *made.problems, *over), strict)
        if not letters or any(one.stops for one in problems):
            yield Report(spec, problems)
            continue
        done = output.write({p: FORMATS[p.suffix[1:]](one) for p, one in files.items()})
        yield Report(spec, (*problems, *done.problems), done.value or ())


def specs_of(folder: Path) -> list[Path]:
    """Find the specs below a folder; names with a leading underscore are the office's own data.

    Raises:
        OSError: the folder cannot be read.
    """
    next(folder.iterdir(), None)  # rglob passes over a folder that cannot be read without a word.
    found = [path for path in folder.rglob("*") if path.suffix.lower() in (".yaml", ".yml")]
    hidden = ("_", ".")
    return sorted(
        path
        for path in found
        if not any(part.startswith(hidden) for part in path.relative_to(folder).parts)
        and not path.is_dir()
    )


def _make(
    project: Project, spec: Path, *, typeset: bool, draft: bool, shown: Shown
) -> Outcome[tuple[Made, ...]]:
    """Take a spec through the stages, in each of its languages."""
    read_spec = _read(project, spec, shown)
    if read_spec.value is None:
        return Outcome(None, read_spec.problems)
    source, parsed = read_spec.value
    sound = read_spec.good
    letters = [
        _letter(project, parsed, code, typeset=typeset and sound, draft=draft)
        for code in parsed.in_languages
    ]
    found = [*read_spec.problems, *(one for letter in letters for one in letter.problems)]
    placed = _sorted(dict.fromkeys(located(project, source, one) for one in found))
    values = tuple(one.value for one in letters if one.value is not None)
    return Outcome(values if len(values) == len(letters) else None, placed)


def opened(project: Project, spec: Path, shown: Shown) -> Outcome[tuple[SourceText, LetterSpec]]:
    """Read a spec and check what it says, short of settling it; nothing where that is at fault."""
    found = _read(project, spec, shown)
    return found if found.good else Outcome(None, found.problems)


def _read(project: Project, spec: Path, shown: Shown) -> Outcome[tuple[SourceText, LetterSpec]]:
    """Read a spec: its text with its places, and what it says, with all that is wrong with both."""
    read_text = read(spec, shown(spec))
    source = read_text.value
    if source is None:
        return Outcome(None, read_text.problems)
    kind = kind_of(source)
    about = project.kind(kind)
    parsed = parse(source, project.model(kind))
    found = [
        *read_text.problems,
        *rules.characters(source),
        *rules.placeholders(source),
        *_unknown_kind(project, source),
        *about.problems,
    ]
    # Where the kind is at fault, it is not known which keys it has.
    if about.value is not None and parsed.value is None:
        found += _of_what_can_be_read(project, source, parsed.problems, found)
    placed = _sorted(dict.fromkeys(located(project, source, one) for one in found))
    if about.value is None or parsed.value is None:
        return Outcome(None, placed)
    return Outcome((source, parsed.value), placed)


def _letter(
    project: Project, spec: LetterSpec, code: str, *, typeset: bool, draft: bool
) -> Outcome[Made]:
    """Take one letter from its spec to its page, and to its PDF."""
    language, office = project.language(code), project.office(spec.office)
    if language is None or language.value is None or office is None:
        return Outcome(None, tuple(unknown(project, spec, code)))
    what = known(project, spec)
    if what.value is None:
        return Outcome(None, what.problems)
    key = spec.office or project.default_office
    settled = settle.letter(spec, language.value, key, office, what.value)
    if settled.value is None:
        return Outcome(None, settled.problems)
    page = pages.fill(settled.value, language.value, project.templates, draft=draft)
    found = (*what.problems, *settled.problems, *rules.words(settled.value), *page.problems)
    if page.value is None or any(one.stops for one in found):
        return Outcome(None, found)
    found += tuple(rules.text(pages.plain_text(page.value)))
    if not typeset:
        return Outcome(Made(settled.value, page.value, None), found)
    pdf = typesetter.pdf(page.value)
    if pdf.value is None:
        return Outcome(None, (*found, *pdf.problems))
    return Outcome(Made(settled.value, page.value, pdf.value), (*found, *rules.page(pdf.value)))


def made(project: Project, spec: LetterSpec, code: str, *, typeset: bool = True) -> Outcome[Made]:
    """Take one letter, in one language, from its spec to its page, and to its PDF."""
    return _letter(project, spec, code, typeset=typeset, draft=False)


def known(project: Project, spec: LetterSpec) -> Outcome[settle.Known]:
    """Gather what is known beside the spec; the office's own files may be at fault."""
    states = project.states
    none: dict[str, Reference] = {}
    cited = project.references if spec.references else Outcome(none)
    problems = (*states.problems, *cited.problems)
    if states.value is None or cited.value is None or any(one.stops for one in problems):
        return Outcome(None, problems)
    return Outcome(settle.Known(states.value, cited.value), problems)


def _of_what_can_be_read(
    project: Project, source: SourceText, shape: Iterable[Problem], found: Iterable[Problem]
) -> list[Problem]:
    """Look for further problems in a spec whose shape is at fault, so that all are told at once."""
    kind_unknown = any(one.code == "unknown-kind" for one in found)
    # Which keys a kind has cannot be told where the kind is not known.
    kept = [one for one in shape if not (kind_unknown and one.code == "unknown-key")]
    spec, faulty = rest_of(source, project.model(kind_of(source)))
    for code in spec.in_languages[:1]:
        language, office = project.language(code), project.office(spec.office)
        if language is None or language.value is None or office is None:
            kept += unknown(project, spec, code)
            continue
        key = spec.office or project.default_office
        what = known(project, spec)
        kept += what.problems
        settled = settle.letter(spec, language.value, key, office, what.value)
        follows = faulty | ({"kind"} if faulty & {"date", "as_of"} else set())
        kept += [
            p for p in settled.problems if next(iter(split_path(p.place.path)), "") not in follows
        ]
    return kept


def located(project: Project, source: SourceText, found: Problem) -> Problem:
    """Give a problem its line: in the spec, or in verbale.yaml where it is the office's."""
    if found.place.path.startswith("offices.") and project.source is not None:
        return project.source.located(found)
    return source.located(found)


def _unknown_kind(project: Project, source: SourceText) -> Iterable[Problem]:
    """Word that there is no such kind."""
    kind = kind_of(source)
    if not kind or kind in project.templates.kinds:
        return
    known = project.templates.kinds
    hint = did_you_mean(kind, known, f"known: {', '.join(known)}")
    place = source.place("kind")
    yield problem("unknown-kind", place, f'there is no kind "{kind}"', hint)


def unknown(project: Project, spec: LetterSpec, code: str) -> Iterable[Problem]:
    """Word which of office and language is not known."""
    language = project.language(code)
    if project.office(spec.office) is None:
        known = ", ".join(project.settings.offices)
        message = f'there is no office "{spec.office}"'
        yield problem("unknown-office", "office", message, f"known in verbale.yaml: {known}")
    if language is None:
        path = "languages" if spec.languages else "language"
        message = f'there are no words for the language "{code}"'
        hint = f"write a code such as en, or add templates/languages/{code}.yaml"
        # FR, French, zh-CN.
        near = code.casefold()[:2]
        if near != code and near in project.templates.languages_of(spec.kind):
            hint = f'did you mean "{near}"?'
        yield problem("unknown-language", path, message, hint)
    else:
        yield from language.problems


def _judged(problems: tuple[Problem, ...], strict: bool) -> tuple[Problem, ...]:
    """Raise warnings to errors where the caller is strict."""
    if not strict:
        return problems
    return tuple(
        one.raised_to(Severity.ERROR) if one.severity is Severity.WARNING else one
        for one in problems
    )


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def order(one: Problem) -> tuple[str, int, int]:
        return (one.place.file or "", one.place.line or 0, one.place.column or 0)

    return tuple(sorted(problems, key=order))
