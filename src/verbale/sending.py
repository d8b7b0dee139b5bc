"""One letter to many: the whole way of a batch, in the order of its stages."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from verbale import batch, mailing, output
from verbale.batch import workers
from verbale.destinations import Shown
from verbale.letter import Letter
from verbale.pipeline import opened
from verbale.preparing import PRINT_RUN, Order, Ready, prepared
from verbale.problems import Outcome, Place, Problem, problem
from verbale.project import Project
from verbale.typeset.merge import merge

__all__ = ["Order", "Sent", "send"]

_DISPATCH = "dispatch.csv"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of a batch: its copies, and what is wrong with list, rows and pages."""

    problems: tuple[Problem, ...]
    letters: int = 0
    stamped: int = 0
    left_out: int = 0
    """How many rows of the list got none."""
    was_there: int = 0
    languages: tuple[tuple[str, int], ...] = ()
    """How many letters there are in each language, in the order of the list."""
    coverage: mailing.Coverage | None = None
    files: tuple[Path, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether a problem stopped it, or one of its copies."""
        return any(one.stops for one in self.problems)


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
    read = opened(project, spec, shown)
    if read.value is None:
        return Sent(read.problems)
    source, parsed = read.value
    ready = prepared(project, source, parsed, order, shown)
    ready = Outcome(ready.value, (*read.problems, *ready.problems))
    if ready.value is None or not read.good:
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
    spec: Path, order: Order, ready: Ready, begun: float, told: Callable[[int], None]
) -> Sent:
    """Make what is planned, and what goes beside it.

    Raises:
        Unreachable: the cluster does not answer.
        OSError: the folder cannot be read or written to.
    """
    plan, mailed = ready.plan, ready.mailed
    not_now = () if order.merged else (PRINT_RUN,)
    with workers.of(order.jobs, order.cluster) as makes:
        made = batch.run(plan.parts, order.folder, makes, told, not_now)
    seconds = time.monotonic() - begun
    looked = [batch.Looked(one.stem, one.full, one.problems) for one in made.wrote]
    rows = {stem: recipient for recipient, _, stem in plan.rows}
    found = [*made.problems, *batch.told(looked, rows, mailed)]
    covered = replace(mailed, recipients=tuple(row[0] for row in _sent(plan, made)))
    coverage = mailing.coverage(covered, ready.as_of, ready.states)
    languages = Counter(letter.language for _, letter, _ in _sent(plan, made))
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
        left_out=ready.left_out,
        languages=tuple(languages.items()),
        coverage=coverage,
        files=written.value or (),
        seconds=seconds,
    )


def _of_folder(code: str, order: Order, message: str, hint: str) -> Problem:
    return problem(code, Place(file=str(order.folder)), message, hint)


def _sent(plan: batch.Plan, made: batch.Batch) -> list[batch.Row]:
    """Give the rows whose letters are written."""
    there = {one.stem for one in made.wrote if one.files}
    return [row for row in plan.rows if row[2] in there]


def _ticked(folder: Path, anew: bytes) -> Iterator[Problem]:
    """Keep a dispatch list that somebody has written into beside the new one."""
    path = folder / _DISPATCH
    try:
        noted = json.loads((folder / "manifest.json").read_bytes())["dispatch_sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    if batch.digest(path) in ("", noted) or path.read_bytes() == anew:
        return
    kept = output.put_by(path)
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
        yield folder / PRINT_RUN, merge(named, duplex=order.duplex)


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
