"""``verbale check``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from verbale.cli import report
from verbale.cli.place import project_here, specs

__all__ = ["check"]


@click.command()
@click.argument("spec", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--page", is_flag=True, help="Lay the letter out as well, and check the page.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of problems.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
def check(spec: tuple[Path, ...], page: bool, as_json: bool, strict: bool) -> None:
    """Read specs and say what is wrong with them, all of it at once.

    Without SPEC, every spec of letters/. Exits with 1 if there is an error.

    \b
    Example:
      verbale check letters/2016-appointment-global-compact-migration.yaml
    """
    from verbale import pipeline

    project = project_here(json=as_json, named=spec)
    found = []
    named = specs(project, spec)
    today = date.today()
    checked = pipeline.check(
        project, named, page=page, strict=strict, today=today, shown=report.shown
    )
    for done in checked:
        found.append(done)
        if not as_json:
            report.tell(done.problems)
    problems = [one for done in found for one in done.problems]
    if as_json:
        click.echo(report.as_json(problems))
    else:
        count = f"{len(found)} spec{'s' if len(found) > 1 else ''}"
        click.echo(f"{count} checked: {report.summary(problems) or 'nothing to report'}")
    sys.exit(int(any(one.stops for one in problems)))
