"""``verbale render``."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import report
from verbale.cli.place import project_here, specs

if TYPE_CHECKING:
    from verbale.pipeline import Report
    from verbale.problems import Problem

__all__ = ["formats_of", "render"]

_FORMATS = ("pdf", "html", "txt")


def formats_of(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    """Read a list such as ``pdf,html``."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",")))
    wrong = [one for one in wanted if one not in _FORMATS]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is not one of {', '.join(_FORMATS)}.")
    return wanted


def _summary(found: list[Report], problems: list[Problem]) -> str:
    """Say how many specs gave letters, and count the problems."""
    good = sum(not done.failed for done in found)
    counted = report.summary(problems)
    if len(found) == 1:
        made = "made" if good else "not made, nothing written"
    else:
        made = f"{good} of {len(found)} specs made"
    return f"{made}: {counted}" if counted else made


@click.command()
@click.argument("spec", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where letters go; the project's output/ if not given.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    default="pdf,html",
    show_default=True,
    callback=formats_of,
    metavar="LIST",
    help="pdf, html, txt, or several with commas.",
)
@click.option("--draft", is_flag=True, help="Mark every page as a draft.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
def render(
    spec: tuple[Path, ...],
    output: Path | None,
    formats: tuple[str, ...],
    draft: bool,
    strict: bool,
) -> None:
    """Make letters from specs: PDF, HTML or plain text.

    Without SPEC, every spec of letters/. A spec with an error writes nothing, and its last good
    letter stays; the others are made. Exits with 1 if there was an error.

    \b
    Example:
      verbale render letters/2016-appointment-global-compact-migration.yaml --format pdf,txt
    """
    from verbale import pipeline

    # Layout makes many small objects and few cycles: looking for those at every 700 objects, as
    # Python does, takes a twentieth of each letter's time.
    gc.set_threshold(50_000, 50, 100)
    project = project_here(named=spec)
    folder = output or project.output
    letters = specs(project, spec)
    found = []
    made = pipeline.render(
        project,
        letters,
        folder,
        formats,
        draft=draft,
        strict=strict,
        today=date.today(),
        shown=report.shown,
    )
    for done in report.progress(made, len(letters), "rendering"):
        found.append(done)
        report.tell(done.problems, err=True)
        for path in done.files:
            click.echo(report.safe(report.shown(path)))
    problems = [one for done in found for one in done.problems]
    click.echo(_summary(found, problems), err=True)
    sys.exit(int(any(done.failed for done in found)))
