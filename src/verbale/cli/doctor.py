"""``verbale doctor``."""

from __future__ import annotations

import sys

import click

from verbale.cli import report
from verbale.cli.place import project_here
from verbale.typeset.health import Part, examine

__all__ = ["doctor"]


@click.command()
def doctor() -> None:
    """Say what is there and what is missing on this machine, and how to mend it.

    Exits with 1 if letters cannot be made.

    \b
    Example:
      verbale doctor
    """
    found = [*examine(), _templates()]
    width = max(len(one.name) for one in found)
    for one in found:
        sign = click.style("ok", fg="green") if one.good else _fault(one.needed)
        click.echo(f"{one.name:<{width}}  {sign:<7}  {one.said}")
        if not one.good and one.mend:
            click.echo(f"{'':<{width}}           mend: {one.mend}")
    sys.exit(any(one.needed and not one.good for one in found))


def _fault(needed: bool) -> str:
    return click.style("missing", fg="red") if needed else click.style("slow", fg="yellow")


def _templates() -> Part:
    """Look for templates, which are the project's matter and not the machine's."""

    project = project_here()
    kinds = project.templates.kinds
    said = f"{len(kinds)} kinds: {', '.join(kinds)}" if kinds else "none found"
    where = report.shown(project.root)
    return Part("templates", bool(kinds), f"{said} (project {where})", "reinstall verbale")
