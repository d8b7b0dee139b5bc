"""Puts right in specs what the rule book finds wrong, as far as findings carry a fix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verbale import output, pipeline
from verbale.destinations import Shown
from verbale.fixing import Changed, fixed
from verbale.pipeline import Report
from verbale.problems import Problem
from verbale.project import Project
from verbale.spec.source import read

__all__ = ["Mended", "mend"]

_ROUNDS = 4
"""How often specs are looked at: one fix may uncover what another is for, and no more than that."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What came of the fixes of some specs."""

    changes: tuple[Changed, ...] = ()
    """What was put right, and then what was not, each in the order of the specs."""
    problems: tuple[Problem, ...] = ()
    """What kept specs from being written."""

    @property
    def done(self) -> tuple[Changed, ...]:
        """What was put right."""
        return tuple(one for one in self.changes if not one.why)


def mend(
    project: Project, specs: Sequence[Path], *, today: date | None = None, shown: Shown = str
) -> Mended:
    """Apply the fixes that findings carry to their specs; no other file is touched.

    A spec is written whole or not at all; one that changed on the disk meanwhile is not written.

    Args:
        project: the project.
        specs: the specs' files.
        today: the day of the check, for rules that look at the calendar.
        shown: how messages name files.
    """
    done: list[Changed] = []
    left: dict[Path, list[Changed]] = {}
    problems: list[Problem] = []
    before: dict[Path, set[bytes]] = {spec: set() for spec in specs}
    again = list(specs)
    for _ in range(_ROUNDS):
        reports = list(pipeline.check(project, again, today=today, shown=shown))
        again = []
        for report in reports:
            changes, found = _mended(report, before[report.spec], shown)
            problems += found
            mine = [one for one in changes if not one.why]
            left[report.spec] = [one for one in changes if one.why]
            if mine and not found:
                done += mine
                again.append(report.spec)
        if not again:
            break
    return Mended((*done, *(one for spec in specs for one in left.get(spec, ()))), tuple(problems))


def _mended(
    report: Report, before: set[bytes], shown: Shown
) -> tuple[tuple[Changed, ...], tuple[Problem, ...]]:
    """Apply the fixes of one spec's findings, and write it.

    Args:
        report: the findings.
        before: what the spec was in earlier rounds, so that rules that contradict each other do not
            turn it to and fro; what it is now is added.
        shown: how messages name files.
    """
    if not any(one.fix and not one.excused for one in report.problems):
        return (), ()
    source = read(report.spec, shown(report.spec))
    if source.value is None or not source.good:
        return (), ()
    made = fixed(source.value, report.problems)
    before.add(source.value.raw)
    if made.raw in before:
        return tuple(one for one in made.changes if one.why), ()
    written = output.write_over(report.spec, source.value.raw, made.raw, shown(report.spec))
    return made.changes, written.problems
