"""``verbale kinds``."""

from __future__ import annotations

import click

from verbale.cli import report
from verbale.cli.place import project_here

__all__ = ["kinds"]


@click.command()
def kinds() -> None:
    """List the kinds of letter there are, with their languages and what each is for.

    \b
    Example:
      verbale kinds
    """
    project = project_here()
    rows = []
    for name in project.templates.kinds:
        found = project.kind(name)
        says = found.value.says if found.value is not None else "its kind.yaml has a fault"
        rows.append((name, ", ".join(project.templates.languages_of(name)), says))
    report.table(rows)
