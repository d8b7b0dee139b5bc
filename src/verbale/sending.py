"""One letter to many: the whole way of a batch, in the order of its stages."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from verbale import batch, mailing, output, rules, settle
from verbale import page as pages
from verbale.batch import workers
from verbale.destinations import Shown
from verbale.letter import Letter
from verbale.pipeline import known, located, opened, unknown
from verbale.problems import Outcome, Place, Problem, Severity, problem
from verbale.project import Project
from verbale.protocol.states import States
from verbale.settle.recipients import Clerk
from verbale.spec.model import LetterSpec
from verbale.spec.tree import SourceText
from verbale.typeset.merge import merge

__all__ = ["Order", "Sent", "mailing_list", "send", "unprintable"]

_DISPATCH = "dispatch.csv"
_PRINT_RUN = "print.pdf"
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


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a batch: its copies, and what is wrong with list, rows and pages."""

    problems: tuple[Problem, ...]
    letters: int = 0
    stamped: int = 0
    was_there: int = 0
    coverage: mailing.Coverage | None = None
    files: tuple[Path, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether a problem stopped it, or one of its copies."""
        return any(one.stops for one in self.problems)


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


def send(
    project: Project,
    spec: Path,
    order: Order,
    *,
    shown: Shown = str,
    starts: Callable[[int], None] = lambda count: None,
    told: Callable[[int], None] = lambda count: None,
) -> Sent:
    """Make a letter for each recipient of a list.

    Every row is checked before the first letter is made, and nothing is written where one is at
    fault, unless bad rows are to be skipped.

    Args:
        project: the project.
        spec: the letter.
        order: to whom, where to, in which way.
        shown: how messages name files.
        starts: is told how many copies there are to be.
        told: is told how many copies are done, as they are.
    """
    begun = time.monotonic()
    ready = _ready(project, spec, order, shown)
    if ready.value is None:
        return Sent(ready.problems)
    starts(len(ready.value.plan.rows))
    try:
        # Held until its lists are written too: they tell of the files that are there.
        with batch.alone(order.folder):
            made = _made(spec, order, ready.value, begun, told)
    except batch.Busy:
        message = "another batch writes into this folder"
        hint = "wait until it has ended, or name another folder with --output"
        return Sent((*ready.problems, _of_folder("folder-busy", order, message, hint)))
    except workers.Unreachable as error:
        hint = "check the address, and that the scheduler runs"
        where = Place(file="--cluster")
        return Sent((*ready.problems, problem("cluster-unreachable", where, str(error), hint)))
    except OSError as error:
        message = f"it cannot be written: {error.strerror or error}"
        hint = "name another folder with --output, or mend its permissions or space"
        return Sent((*ready.problems, _of_folder("output-unwritable", order, message, hint)))
    return replace(made, problems=(*ready.problems, *made.problems))


def _made(
    spec: Path, order: Order, ready: _Ready, begun: float, told: Callable[[int], None]
) -> Sent:
    """Make what is planned, and what goes beside it.

    Raises:
        Unreachable: the cluster does not answer.
        OSError: the folder cannot be read or written to.
    """
    plan, mailed = ready.plan, ready.mailed
    not_now = () if order.merged else (_PRINT_RUN,)
    with workers.of(order.jobs, order.cluster) as makes:
        made = batch.run(plan.parts, order.folder, makes, told, not_now)
    seconds = time.monotonic() - begun
    found = [*made.problems, *_of_copies(plan, made, mailed)]
    covered = replace(mailed, recipients=tuple(row[0] for row in _sent(plan, made)))
    coverage = mailing.coverage(covered, ready.as_of, ready.states)
    written: Outcome[tuple[Path, ...]] = Outcome(())
    if not made.ended_early:
        # Until all are made, what an earlier run told stays.
        papers = dict(_papers(spec, order, mailed, plan, coverage, made, seconds))
        found += _ticked(order.folder, papers[order.folder / _DISPATCH])
        written = output.write(papers)
        found += written.problems
    return Sent(
        tuple(found),
        letters=sum(bool(one.files) for one in made.wrote),
        stamped=sum(bool(one.files) and not one.full for one in made.wrote),
        was_there=sum(one.was_there for one in made.wrote),
        coverage=coverage,
        files=written.value or (),
        seconds=seconds,
    )


@dataclass(frozen=True, slots=True)
class _Ready:
    """What is to be made, and for whom."""

    mailed: mailing.MailingList
    """Those who get a letter."""
    plan: batch.Plan
    as_of: date
    states: States


def _ready(project: Project, spec: Path, order: Order, shown: Shown) -> Outcome[_Ready]:
    """Read spec and list, settle and check every copy, and plan what is to be made."""
    read = opened(project, spec, shown)
    if read.value is None:
        return Outcome(None, read.problems)
    source, parsed = read.value
    sides = _sides(project, parsed)
    found = [*read.problems, *(located(project, source, one) for one in sides.problems)]
    as_of = parsed.counts_as_of
    states = project.states.value
    if sides.value is None or as_of is None or states is None:
        return Outcome(None, tuple(dict.fromkeys(found)))
    listed = mailing_list(project, order.to, as_of, shown)
    found += listed.problems
    if listed.value is None or any(one.stops for one in found):
        return Outcome(None, tuple(dict.fromkeys(found)))
    planned = batch.plan(
        sides.value,
        listed.value,
        lambda letter, language: pages.fill(
            letter, language, project.templates, slots=True, screen=order.formats != ("pdf",)
        ),
        formats=order.formats,
        pattern=order.pattern,
        full_layout=order.full_layout,
        taken=(Path(_PRINT_RUN).stem,) if order.merged else (),
    )
    rows = [*listed.value.problems, *planned.problems]
    if order.skip_bad_rows:
        rows = [_skipped(one, listed.value) for one in rows]
    if planned.value is not None:
        rows += _read_through(planned.value)
    elif not any(one.stops for one in rows):
        where = Place(file=listed.value.name)
        hint = "mend its rows, as told here"
        rows.append(problem("empty-file", where, "no row of the list is left", hint))
    found += _placed(project, source, rows)
    if planned.value is None or any(one.stops for one in found):
        return Outcome(None, tuple(dict.fromkeys(found)))
    # Counted are those who get a letter, not those who were to get one.
    written_to = replace(listed.value, recipients=tuple(r for r, _, _ in planned.value.rows))
    found += mailing.coverage(written_to, as_of, states).problems(written_to, states)
    ready = _Ready(written_to, planned.value, as_of, states)
    return Outcome(ready, tuple(dict.fromkeys(found)))


def _read_through(plan: batch.Plan) -> Iterator[Problem]:
    """Read one copy in each language, as it will be read; what is common is told once."""
    first = {part.page.language: part for part in reversed(plan.parts)}
    for part in first.values():
        own = part.page.of(part.copies[0])
        # The page for screens is filled only where it is asked for; its words are the same.
        yield from rules.text(pages.plain_text(replace(own, screen=own.html)))


def _placed(project: Project, source: SourceText, found: Sequence[Problem]) -> Iterator[Problem]:
    for one in found:
        yield one if one.place.file is not None else located(project, source, one)


def _skipped(found: Problem, mailed: mailing.MailingList) -> Problem:
    """Let a bad row be a warning: it is left out, and told."""
    on_a_row = mailed.is_file and found.place.file == mailed.name and found.place.line is not None
    return found.raised_to(Severity.WARNING) if on_a_row and found.stops else found


def _sides(project: Project, spec: LetterSpec) -> Outcome[dict[str, batch.Side]]:
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
        found += rules.words(settled.value)
        clerk = Clerk(settled.value, language.value, office, what.value, to_missions=to_missions)
        sides[code] = batch.Side(settled.value, language.value, clerk)
    stops = any(one.stops for one in found)
    return Outcome(None if stops else sides, tuple(dict.fromkeys(found)))


def _of_folder(code: str, order: Order, message: str, hint: str) -> Problem:
    return problem(code, Place(file=str(order.folder)), message, hint)


def _sent(plan: batch.Plan, made: batch.Batch) -> list[batch.Row]:
    """Give the rows whose letters are written."""
    there = {one.stem for one in made.wrote if one.files}
    return [row for row in plan.rows if row[2] in there]


def _of_copies(
    plan: batch.Plan, made: batch.Batch, mailed: mailing.MailingList
) -> Iterator[Problem]:
    """Give what is wrong with copies, each at its row; what is common to all is told once."""
    rows = {stem: recipient for recipient, _, stem in plan.rows}
    for one in made.wrote:
        for found in one.problems:
            if found.stops or one.full:
                recipient = rows[one.stem]
                where = mailed.place(recipient)
                yield replace(found, place=where, message=f"{recipient.id}: {found.message}")
            else:
                yield found


def _ticked(folder: Path, anew: bytes) -> Iterator[Problem]:
    """Keep a dispatch list that somebody has written into beside the new one."""
    path = folder / _DISPATCH
    try:
        noted = json.loads((folder / "manifest.json").read_bytes())["dispatch_sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    if batch.digest(path) in ("", noted) or path.read_bytes() == anew:
        return
    free = (folder / f"dispatch-{number}.csv" for number in itertools.count(1))
    kept = next(one for one in free if not os.path.lexists(one))
    path.replace(kept)
    message = f"{_DISPATCH} was changed since it was made, and is kept as {kept.name}"
    hint = "carry over what you have noted in it"
    yield problem("left-over", Place(file=str(path)), message, hint)


def _papers(
    spec: Path,
    order: Order,
    mailed: mailing.MailingList,
    plan: batch.Plan,
    coverage: mailing.Coverage,
    made: batch.Batch,
    seconds: float,
) -> Iterator[tuple[Path, bytes]]:
    """Give what goes beside the letters: dispatch list, coverage, manifest, the print run."""
    wrote = {one.stem: one for one in made.wrote}
    sent = _sent(plan, made)
    folder = order.folder
    dispatch = batch.dispatch(
        _dispatched(recipient, letter, wrote[stem]) for recipient, letter, stem in sent
    )
    yield folder / _DISPATCH, dispatch
    yield folder / "coverage.json", batch.coverage_json(coverage)
    inputs = {
        "spec": spec.name,
        "spec_sha256": batch.digest(spec),
        "list": Path(mailed.name).name,
        "list_sha256": batch.digest(Path(order.to)) if mailed.is_file else "",
        "formats": list(order.formats),
        "name": order.pattern,
    }
    yield (
        folder / "manifest.json",
        batch.manifest(
            inputs,
            plan.parts,
            made.wrote,
            seconds,
            ids={stem: recipient.id for recipient, _, stem in plan.rows},
            dispatch_sha256=hashlib.sha256(dispatch).hexdigest(),
        ),
    )
    if order.merged:
        named = [
            (folder / f"{stem}.pdf", recipient.name or _mission(recipient, letter))
            for recipient, letter, stem in sent
        ]
        yield folder / _PRINT_RUN, merge(named, duplex=order.duplex)


def _dispatched(
    recipient: mailing.Recipient, letter: Letter, wrote: batch.Wrote
) -> tuple[str, ...]:
    mission = _mission(recipient, letter)
    file, sha256 = next(iter(wrote.sha256.items()))
    number = str(wrote.pages)
    return (recipient.id, mission, letter.language, number, file, sha256, recipient.email)


def _mission(recipient: mailing.Recipient, letter: Letter) -> str:
    block = letter.addressed[0]
    return block.in_text or ", ".join(block.lines) or recipient.id
