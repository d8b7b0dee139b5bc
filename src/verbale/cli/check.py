"""``verbale check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import report
from verbale.cli.place import project_here, specs

if TYPE_CHECKING:
    from verbale.mending import Mended
    from verbale.problems import Problem
    from verbale.project import Project

__all__ = ["check"]


@click.command()
@click.argument("spec", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--page", is_flag=True, help="Lay the letter out as well, and check the page.")
@click.option("--fix", is_flag=True, help="Put right in the specs what can safely be, and tell it.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of problems.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print a SARIF 2.1.0 log, for code review.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
def check(
    spec: tuple[Path, ...], page: bool, fix: bool, as_json: bool, as_sarif: bool, strict: bool
) -> None:
    """Read specs and say what is wrong with them, all of it at once.

    Without SPEC, every spec of letters/. Exits with 1 if there is an error.

    \b
    Example:
      verbale check letters/2016-appointment-global-compact-migration.yaml
    """
    from verbale import pipeline

    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif: choose one of the two.")
    written = _sarif_at_once if as_sarif else report.as_json if as_json else None
    project = project_here(written=written, named=spec)
    named = specs(project, spec)
    today = date.today()
    mended = _mend(project, named, today, err=written is not None) if fix else None
    found = []
    for done in pipeline.check(
        project, named, page=page, strict=strict, today=today, shown=report.shown
    ):
        found.append(done)
        if written is None:
            report.tell(done.problems)
    problems = [*(one for done in found for one in done.problems)]
    problems += mended.problems if mended is not None else ()
    if as_sarif:
        click.echo(_sarif(problems, named))
    elif as_json:
        click.echo(report.as_json(problems))
    else:
        report.tell(mended.problems if mended is not None else ())
        count = f"{len(found)} spec{'s' if len(found) > 1 else ''} checked"
        told = [*_counts(mended), report.summary(problems)]
        click.echo(f"{count}: {', '.join(filter(None, told)) or 'nothing to report'}")
    sys.exit(int(any(one.stops for one in problems)))


def _mend(project: Project, named: Sequence[Path], today: date, *, err: bool) -> Mended:
    """Put specs right, and tell each place, beside what other programs read where they do."""
    from verbale import mending

    mended = mending.mend(project, named, today=today, shown=report.shown)
    for one in mended.changes:
        label = click.style(
            "not fixed" if one.why else "fixed", fg="yellow" if one.why else "green"
        )
        place = click.style(report.safe(str(one.place)), bold=True)
        words = f'"{_seen(one.old)}" -> "{_seen(one.new)}"'
        why = f" ({one.why})" if one.why else ""
        click.echo(f"{place}  {label}  {one.code}: {words}{why}", err=err)
    if err:
        click.echo(", ".join(_counts(mended)), err=True)
    return mended


def _counts(mended: Mended | None) -> list[str]:
    """Count what was put right and what was not: "2 fixed"."""
    if mended is None:
        return []
    left = len(mended.changes) - len(mended.done)
    return [f"{len(mended.done)} fixed", *([f"{left} not fixed"] if left else [])]


def _seen(words: str) -> str:
    """Show spaces that are not seen for what they are."""
    shown = "".join(f"\\u{ord(c):04x}" if c != " " and c.isspace() else c for c in words)
    return report.safe(shown)


def _sarif(problems: Sequence[Problem], named: Sequence[Path]) -> str:
    """Write a SARIF log, with the fixes that can be told exactly."""
    from verbale.cli.sarif import as_sarif
    from verbale.spec.source import read

    fixable = {one.place.file for one in problems if one.fix is not None}
    sources = (read(path, report.shown(path)) for path in named if report.shown(path) in fixable)
    return as_sarif(problems, {one.value.file: one.value for one in sources if one.value})


def _sarif_at_once(problems: Sequence[Problem]) -> str:
    return _sarif(problems, ())
