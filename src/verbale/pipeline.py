"""The whole program: one short function for each use, which calls the stages in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from verbale import destinations, output, reviewing, rules, settle
from verbale import page as pages
from verbale import typeset as typesetter
from verbale.destinations import Shown
from verbale.document import Page, Pdf
from verbale.gathering import known, located, unknown
from verbale.letter import Letter
from verbale.problems import (
    Outcome,
    Problem,
    did_you_mean,
    problem,
    split_path,
)
from verbale.project import Project
from verbale.spec.model import LetterSpec
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
    today: date | None = None,
    shown: Shown = str,
) -> Iterator[Report]:
    """Check specs: their words, and with ``page`` the typeset pages as well.

    Args:
        project: the project.
        specs: the specs' files.
        page: whether letters are typeset, and their pages looked at.
        strict: whether warnings stop.
        today: the day of the check, for rules that look at the calendar.
        shown: how messages name files.
    """
    clashing = destinations.clashes(specs, shown)
    taken: dict[str, Path] = {}
    for spec in specs:
        # What shows in a browser alone is looked at with the pages: words take half the time so.
        how = _How(typeset=page, screen=page, strict=strict, today=today)
        made = _make(project, spec, how, shown)
        found = [*clashing.get(spec, ()), *made.problems]
        if spec not in clashing:
            letters = made.value or ()
            names = (
                destinations.output_name(spec, one.letter.language, len(letters), "")
                for one in letters
            )
            found += destinations.over_letters(map(Path, names), spec, taken, shown)
        yield Report(spec, rules.Policy(strict=strict).judged(found))


def render(
    project: Project,
    specs: Sequence[Path],
    folder: Path,
    formats: Sequence[str],
    *,
    draft: bool = False,
    strict: bool = False,
    today: date | None = None,
    shown: Shown = str,
) -> Iterator[Report]:
    """Render specs into a folder; one report each, as each is done: see :func:`check`.

    A spec with a problem that stops writes nothing, and the last good output stays.
    """
    clashing = destinations.clashes(specs, shown)
    taken: dict[str, Path] = {}
    sources = {spec.resolve() for spec in specs}
    for spec in specs:
        how = _How(draft=draft, strict=strict, today=today)
        made = _make(project, spec, how, shown)
        letters = made.value or ()
        files = {
            folder / destinations.output_name(spec, one.letter.language, len(letters), ending): one
            for one in letters
            for ending in formats
        }
        again = [] if spec in clashing else destinations.over_letters(files, spec, taken, shown)
        over = (*destinations.over_specs(files, sources, shown), *again)
        found = (*clashing.get(spec, ()), *made.problems, *over)
        problems = rules.Policy(strict=strict).judged(found)
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


@dataclass(frozen=True, slots=True)
class _How:
    """How letters are made."""

    typeset: bool = True
    screen: bool = True
    """Whether the page for a browser is filled as well."""
    draft: bool = False
    strict: bool = False
    today: date | None = None


def _make(project: Project, spec: Path, how: _How, shown: Shown) -> Outcome[tuple[Made, ...]]:
    """Take a spec through the stages, in each of its languages."""
    read_spec = _read(project, spec, shown)
    if read_spec.value is None:
        return Outcome(None, read_spec.problems)
    source, parsed = read_spec.value
    how = how if read_spec.good else replace(how, typeset=False)
    letters = [_letter(project, parsed, code, how) for code in parsed.in_languages]
    found = [*read_spec.problems, *(one for letter in letters for one in letter.problems)]
    values = tuple(one.value for one in letters if one.value is not None)
    whole = len(values) == len(letters)
    policy = reviewing.policy_of(project, parsed, strict=how.strict)
    # Of a letter that was not made it is not known what all rules would have found.
    found += reviewing.unused(policy, found, page=how.typeset) if whole else ()
    placed = _sorted(dict.fromkeys(located(project, source, one) for one in found))
    return Outcome(values if whole else None, placed)


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


def _letter(project: Project, spec: LetterSpec, code: str, how: _How) -> Outcome[Made]:
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
    policy = reviewing.policy_of(project, spec, strict=how.strict)
    page = pages.fill(
        settled.value, language.value, project.templates, draft=how.draft, screen=how.screen
    )
    found = policy.judged((*what.problems, *settled.problems, *page.problems))
    sound = page.value is not None and not any(one.stops for one in found)
    filled = page.value if sound else None
    read = reviewing.reading(settled.value, language.value, what.value, how.today, filled)
    found += reviewing.review(read, policy)
    if page.value is None or any(one.stops for one in found):
        return Outcome(None, found)
    if not how.typeset:
        return Outcome(Made(settled.value, page.value, None), found)
    pdf = typesetter.pdf(page.value)
    if pdf.value is None:
        return Outcome(None, (*found, *pdf.problems))
    found += rules.page(pdf.value, policy)
    return Outcome(Made(settled.value, page.value, pdf.value), found)


def made(
    project: Project,
    spec: LetterSpec,
    code: str,
    *,
    typeset: bool = True,
    today: date | None = None,
) -> Outcome[Made]:
    """Take one letter, in one language, from its spec to its page, and to its PDF."""
    return _letter(project, spec, code, _How(typeset=typeset, today=today))


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


def _unknown_kind(project: Project, source: SourceText) -> Iterable[Problem]:
    """Word that there is no such kind."""
    kind = kind_of(source)
    if not kind or kind in project.templates.kinds:
        return
    known = project.templates.kinds
    hint = did_you_mean(kind, known, f"known: {', '.join(known)}")
    place = source.place("kind")
    yield problem("unknown-kind", place, f'there is no kind "{kind}"', hint)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def order(one: Problem) -> tuple[str, int, int]:
        return (one.place.file or "", one.place.line or 0, one.place.column or 0)

    return tuple(sorted(problems, key=order))
