"""The whole program: one short function for each use, which calls the stages in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from verbale import output, rules, settle
from verbale import page as pages
from verbale import typeset as typesetter
from verbale.document import Page, Pdf
from verbale.letter import Letter
from verbale.problems import Outcome, Place, Problem, Severity, problem
from verbale.project import Project
from verbale.spec.model import LetterSpec
from verbale.spec.parse import parse
from verbale.spec.source import read
from verbale.spec.tree import SourceText

__all__ = ["FORMATS", "Report", "check", "outputs", "render", "specs_of"]

Shown = Callable[[Path], str]


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
    project: Project, spec: Path, *, page: bool = False, strict: bool = False, shown: Shown = str
) -> Report:
    """Check a spec: its words, and with ``page`` the typeset page as well."""
    made = _make(project, spec, typeset=page, draft=False, shown=shown)
    return Report(spec, _judged(made.problems, strict))


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
    taken: dict[str, Path] = {}
    for spec in specs:
        made = _make(project, spec, typeset=True, draft=draft, shown=shown)
        problems = _judged(made.problems, strict)
        files = {
            folder / outputs(spec, one.letter.language, len(made.value or ()), ending): one
            for one in made.value or ()
            for ending in formats
        }
        problems += _collisions(spec, files, taken, shown)
        if any(one.stops for one in problems) or made.value is None:
            yield Report(spec, problems)
            continue
        done = output.write({p: FORMATS[p.suffix[1:]](one) for p, one in files.items()})
        yield Report(spec, (*problems, *done.problems), done.value or ())


def specs_of(folder: Path) -> list[Path]:
    """Find the specs below a folder; names with a leading underscore are the office's own data."""
    found = [path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml")]
    hidden = ("_", ".")
    return sorted(
        path
        for path in found
        if not any(part.startswith(hidden) for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def outputs(spec: Path, language: str, languages: int, ending: str) -> str:
    """Name the file of a letter: the spec's stem, its language if it has several, the ending."""
    middle = f".{language}" if languages > 1 else ""
    return f"{spec.stem}{middle}.{ending}"


def _make(
    project: Project, spec: Path, *, typeset: bool, draft: bool, shown: Shown
) -> Outcome[tuple[Made, ...]]:
    """Take a spec through the stages, in each of its languages."""
    source = read(spec, shown(spec))
    if source.value is None:
        return Outcome(None, source.problems)
    parsed = parse(source.value)
    unknown = tuple(_unknown_kind(project, source.value))
    if parsed.value is None or unknown:
        # Which keys a kind has cannot be told where the kind is not known.
        others = (p for p in parsed.problems if not (unknown and p.code == "unknown-key"))
        return Outcome(None, _sorted((*source.problems, *unknown, *others)))
    made = [
        _letter(project, source.value, parsed.value, language, typeset=typeset, draft=draft)
        for language in parsed.value.in_languages
    ]
    problems = (*source.problems, *parsed.problems, *(p for one in made for p in one.problems))
    placed = _sorted(dict.fromkeys(source.value.located(one) for one in problems))
    values = [one.value for one in made if one.value is not None]
    return Outcome(tuple(values) if len(values) == len(made) else None, placed)


def _letter(
    project: Project,
    source: SourceText,
    spec: LetterSpec,
    language_code: str,
    *,
    typeset: bool,
    draft: bool,
) -> Outcome[Made]:
    """Take one letter from its spec to its page, and to its PDF."""
    language = project.language(language_code)
    office = project.office(spec.office)
    if language is None or language.value is None or office is None:
        return Outcome(None, tuple(_unknown(project, spec, language_code)))
    settled = settle.letter(spec, language.value, spec.office or project.default_office, office)
    if settled.value is None:
        return Outcome(None, (*settled.problems, *rules.characters(source)))
    found = (*settled.problems, *rules.words(settled.value, source))
    page = pages.fill(settled.value, language.value, project.templates, draft=draft)
    if page.value is None:
        return Outcome(None, (*found, *page.problems))
    found += page.problems
    if not typeset or any(one.stops for one in found):
        return Outcome(Made(settled.value, page.value, None), found)
    pdf = typesetter.pdf(page.value)
    if pdf.value is None:
        return Outcome(None, (*found, *pdf.problems))
    return Outcome(Made(settled.value, page.value, pdf.value), (*found, *rules.page(pdf.value)))


def _unknown_kind(project: Project, source: SourceText) -> Iterable[Problem]:
    """Word that there is no such kind."""
    data = source.data
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind in project.templates.kinds:
        return
    known = project.templates.kinds
    close = get_close_matches(kind, known, 1)
    hint = f'did you mean "{close[0]}"?' if close else f"known: {', '.join(known)}"
    place = source.place("kind")
    yield problem("unknown-kind", place, f'there is no kind "{kind}"', hint)


def _unknown(project: Project, spec: LetterSpec, code: str) -> Iterable[Problem]:
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


def _collisions(
    spec: Path, files: Iterable[Path], taken: dict[str, Path], shown: Shown
) -> tuple[Problem, ...]:
    """Report files that another spec of the same run has written; case-blind disks count."""
    found = []
    for path in files:
        other = taken.setdefault(str(path).casefold(), spec)
        if other != spec:
            message = f"{path.name} is already the letter of {shown(other)}"
            hint = "rename one of the two specs"
            found.append(problem("output-collision", Place(file=shown(spec)), message, hint))
    return tuple(found[:1])
