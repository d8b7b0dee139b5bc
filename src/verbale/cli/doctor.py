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
    report.table(row for one in found for row in _rows(one))
    sys.exit(int(any(one.needed and not one.good for one in found)))


def _rows(part: Part) -> list[tuple[str, str, str]]:
    if part.good:
        return [(part.name, "ok", part.said)]
    row = (part.name, "missing" if part.needed else "slow", part.said)
    return [row, ("", "", f"mend: {part.mend}")] if part.mend else [row]


def _templates() -> Part:
    """Look for templates, which are the project's matter and not the machine's."""

    project = project_here()
    kinds = project.templates.kinds
    said = f"{len(kinds)} kinds: {', '.join(kinds)}" if kinds else "none found"
    where = report.shown(project.root)
    return Part("templates", bool(kinds), f"{said} (project {where})", "reinstall verbale")
