"""Before a batch: the list is read, every copy settled and checked, and all of it planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from verbale import batch, mailing, reviewing, rules, settle
from verbale import page as pages
from verbale.destinations import Shown
from verbale.pipeline import known, located, unknown
from verbale.problems import Outcome, Place, Problem, Severity, problem, split_path
from verbale.project import Project
from verbale.protocol.states import States
from verbale.settle.recipients import Clerk
from verbale.spec.model import LetterSpec
from verbale.spec.tree import SourceText

__all__ = ["PRINT_RUN", "Order", "Ready", "mailing_list", "prepared", "unprintable"]

PRINT_RUN = "print.pdf"
"""The file that holds all letters, for a printer."""
Sides = Mapping[str, batch.Side]
"""The letter in each of its languages."""
_FILES = (".csv", ".tsv", ".txt", ".xlsx")


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a batch."""

    to: str
    """A list's name, codes of States, or a file."""
    folder: Path
    formats: tuple[str, ...] = ("pdf",)
    pattern: str = "{id}"
    jobs: int = 1
    cluster: str | None = None
    merged: bool = False
    duplex: bool = False
    full_layout: bool = False
    skip_bad_rows: bool = False
    screen: bool = False
    """Whether pages are filled for browsers too, though no HTML is asked for."""
    today: date | None = None
    """The day on which this is asked, for rules that look at the calendar."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What is to be made, and for whom."""

    mailed: mailing.MailingList
    """Those who get a letter."""
    left_out: int
    """How many rows of the list get none."""
    plan: batch.Plan
    as_of: date
    states: States


def mailing_list(
    project: Project, to: str, as_of: date, shown: Shown = str
) -> Outcome[mailing.MailingList]:
    """Read the mailing list that is named: one that needs no file, or a file."""
    states = project.states
    if states.value is None:
        return Outcome(None, states.problems)
    path = Path(to)
    listed = mailing.built_in(to, as_of, states.value)
    # A file that is called CH does not come before the State.
    is_file = path.suffix.lower() in _FILES or (listed.value is None and _is_file(path))
    return mailing.read(path, shown(path), as_of, states.value) if is_file else listed


def unprintable(mailed: mailing.MailingList) -> Iterator[Problem]:
    """Tell rows with characters that no bundled font has, whatever the letter."""
    for one in mailed.recipients:
        found = rules.missing_glyph((one.title, one.name, one.surname, one.post, one.address))
        if found is not None:
            yield found.at(mailed.place(one))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # No file has so long a name.


def prepared(
    project: Project, source: SourceText, parsed: LetterSpec, order: Order, shown: Shown = str
) -> Outcome[Ready]:
    """Read the list, settle and check every copy, and plan what is to be made.

    Args:
        project: the project.
        source: the spec's text, where problems with it are placed.
        parsed: the spec.
        order: to whom, and in which way.
        shown: how messages name files.
    """
    policy = reviewing.policy_of(project, parsed)
    sides = _sides(project, parsed, policy, order.today)
    whole = (*sides.problems, *_same_for_all(project, parsed))
    found = [located(project, source, one) for one in whole]
    as_of = parsed.counts_as_of
    states = project.states.value
    if sides.value is None or as_of is None or states is None:
        return Outcome(None, tuple(dict.fromkeys(found)))
    listed = mailing_list(project, order.to, as_of, shown)
    found += listed.problems
    if listed.value is None or any(one.stops for one in found):
        return Outcome(None, tuple(dict.fromkeys(found)))
    screen = order.screen or order.formats != ("pdf",)
    planned = batch.plan(
        sides.value,
        listed.value,
        lambda letter, language: pages.fill(
            letter, language, project.templates, slots=True, screen=screen
        ),
        formats=order.formats,
        pattern=order.pattern,
        full_layout=order.full_layout,
        taken=(Path(PRINT_RUN).stem,) if order.merged else (),
        policy=policy,
    )
    rows = [*listed.value.problems, *planned.problems]
    if order.skip_bad_rows:
        rows = [_skipped(one, listed.value) for one in rows]
    if planned.value is not None and states is not None:
        copies = planned.value
        rows += _read_through(copies, sides.value, policy, order.today)
        rows += _readers(copies, sides.value, policy, listed.value)
        rows += reviewing.unused(policy, [*found, *rows], page=False)
    elif not any(one.stops for one in rows):
        where = Place(file=listed.value.name)
        hint = "mend its rows, as told here"
        rows.append(problem("empty-file", where, "no row of the list is left", hint))
    found += _placed(project, source, rows)
    if planned.value is None or any(one.stops for one in found):
        return Outcome(None, tuple(dict.fromkeys(found)))
    # Counted are those who get a letter, not those who were to get one.
    written_to = replace(listed.value, recipients=tuple(r for r, _, _ in planned.value.rows))
    covered = mailing.coverage(written_to, as_of, states).problems(written_to, states)
    # Who names a group or single States means them, and nobody else.
    chosen = not listed.value.is_file and not order.to.startswith("all-")
    about = project.kind(parsed.kind).value
    # A mission is written to, whoever heads it.
    beside_point = {
        *(["coverage-missing"] if chosen else []),
        *(["coverage-vacant"] if about is not None and about.to_missions else []),
    }
    found += [one for one in covered if one.code not in beside_point]
    rows_of_file = listed.value.rows or len(listed.value.recipients)
    left_out = rows_of_file - len(written_to.recipients)
    ready = Ready(written_to, left_out, planned.value, as_of, states)
    return Outcome(ready, tuple(dict.fromkeys(found)))


def _same_for_all(project: Project, spec: LetterSpec) -> Iterator[Problem]:
    """Tell what of a spec names the reader of every copy, whoever gets it."""
    about = project.kind(spec.kind).value
    to_missions = about is not None and about.to_missions
    for key in ("to", "salutation"):
        said = getattr(spec, key, None)
        if said and (to_missions or key == "salutation"):
            words = said.words(spec.in_languages[0]) or ""
            message = f'every copy says "{words[:60]}", whoever gets it'
            hint = "leave it out: the list tells how each is addressed"
            yield problem("same-for-all", Place(path=key, on_key=True), message, hint)


def _read_through(
    plan: batch.Plan, sides: Sides, policy: rules.Policy, today: date | None
) -> Iterator[Problem]:
    """Read one copy in each language, as it will be read; what is common is told once."""
    first = {part.page.language: part for part in reversed(plan.parts)}
    letters = {stem: letter for _, letter, stem in plan.rows}
    for code, part in first.items():
        own = part.page.of(part.copies[0])
        side = sides[code]
        read = reviewing.reading(letters[part.stems[0]], side.language, side.known, today, own)
        yield from rules.look(read, ("text",), policy)


def _readers(
    plan: batch.Plan, sides: Sides, policy: rules.Policy, mailed: mailing.MailingList
) -> Iterator[Problem]:
    """Look at how each copy addresses its reader; what is found of all is told once."""
    found: dict[Problem, list[mailing.Recipient]] = {}
    for recipient, letter, _ in plan.rows:
        side = sides[letter.language]
        read = reviewing.reading(letter, side.language, side.known, None)
        for one in rules.look(read, ("reader",), policy):
            found.setdefault(one, []).append(recipient)
    for one, recipients in found.items():
        path = one.place.path
        if path and split_path(path)[0] != "recipient":
            yield one  # Of the spec, whoever is addressed.
            continue
        if len(recipients) == len(plan.rows) > 1:
            yield one.at(Place(file=mailed.name))
            continue
        for recipient in recipients:
            yield one.at(mailed.place(recipient))


def _placed(project: Project, source: SourceText, found: Sequence[Problem]) -> Iterator[Problem]:
    for one in found:
        yield one if one.place.file is not None else located(project, source, one)


def _skipped(found: Problem, mailed: mailing.MailingList) -> Problem:
    """Let a bad row be a warning: it is left out, and told."""
    on_a_row = mailed.is_file and found.place.file == mailed.name and found.place.line is not None
    return found.raised_to(Severity.WARNING) if on_a_row and found.stops else found


def _sides(
    project: Project, spec: LetterSpec, policy: rules.Policy, today: date | None
) -> Outcome[dict[str, batch.Side]]:
    """Settle the letter in each of its languages, and check its words."""
    found: list[Problem] = []
    sides: dict[str, batch.Side] = {}
    about = project.kind(spec.kind).value
    to_missions = about is not None and about.to_missions
    for code in spec.in_languages:
        language, office = project.language(code), project.office(spec.office)
        if language is None or language.value is None or office is None:
            found += unknown(project, spec, code)
            continue
        what = known(project, spec)
        found += what.problems
        if what.value is None:
            continue
        key = spec.office or project.default_office
        settled = settle.letter(spec, language.value, key, office, what.value)
        found += settled.problems
        if settled.value is None:
            continue
        read = reviewing.reading(settled.value, language.value, what.value, today)
        found += rules.look(read, ("letter",), policy)
        clerk = Clerk(settled.value, language.value, office, what.value, to_missions=to_missions)
        sides[code] = batch.Side(settled.value, language.value, clerk, what.value)
    found = list(policy.judged(found))
    stops = any(one.stops for one in found)
    return Outcome(None if stops else sides, tuple(dict.fromkeys(found)))
