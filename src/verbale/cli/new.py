"""``verbale new``."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import click

from verbale.cli import report
from verbale.cli.place import complete_kind, project_here

__all__ = ["new"]


@click.command()
@click.argument("kind", shell_complete=complete_kind)
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--office", help="The office that sends it; the default one if not given.")
@click.option("--language", default="en", metavar="CODE", help="Its language; en if not given.")
def new(kind: str, path: Path | None, office: str | None, language: str) -> None:
    """Begin a spec of a kind: commented, and ready to render.

    It is written to PATH, or to letters/KIND.yaml. What is still to be filled in stands out on the
    page, and each is a warning. An existing file is never overwritten.

    \b
    Example:
      verbale new circular
    """
    from verbale import output
    from verbale.spec.new import text
    from verbale.spec.schema import schema_of

    project = project_here()
    if kind not in project.templates.kinds:
        known = ", ".join(project.templates.kinds)
        raise click.UsageError(f"There is no kind {kind!r}; there are: {known}.")
    about, sender = project.kind(kind), project.office(office)
    if sender is None:
        known = ", ".join(project.settings.offices)
        raise click.UsageError(f"There is no office {office!r}; there are: {known}.")
    if about.value is None:
        report.tell(about.problems, err=True)
        sys.exit(1)
    spoken = project.templates.languages_of(kind)
    if language not in spoken:
        there = ", ".join(spoken)
        raise click.UsageError(f"The kind {kind} has no template in {language!r}; in: {there}.")
    target = path or project.letters / f"{kind}.yaml"
    if os.path.lexists(target):
        raise click.UsageError(f"{report.shown(target)} is already there. Name another file.")
    schema = project.root / ".verbale" / f"{kind}.schema.json"
    spec = text(
        kind,
        about.value,
        day=date.today(),
        office=office or project.default_office,
        signed=sender.sender is not None,
        language=language,
        paragraphs=project.templates.paragraphs_of(kind),
        schema=Path(os.path.relpath(schema, target.parent)).as_posix(),
    )
    described = json.dumps(schema_of({kind: project.model(kind)}), ensure_ascii=False, indent=1)
    done = output.write({target: spec.encode(), schema: described.encode()})
    report.tell(done.problems, err=True)
    if done.value is None:
        sys.exit(1)
    click.echo(report.safe(report.shown(target)))
