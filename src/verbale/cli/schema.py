"""``verbale schema``."""

from __future__ import annotations

import json
import sys

import click

from verbale.cli import report
from verbale.cli.place import complete_kind, project_here

__all__ = ["schema"]


@click.command()
@click.argument("kind", required=False, shell_complete=complete_kind)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of specs, by which an editor completes and checks keys.

    With KIND, of that kind alone; without, of all kinds there are.

    \b
    Example:
      verbale schema appointment
    """
    from verbale.spec.schema import schema_of

    project = project_here()
    kinds = project.templates.kinds
    if kind is not None and kind not in kinds:
        raise click.UsageError(f"There is no kind {kind!r}; there are: {', '.join(kinds)}.")
    problems = [p for name in kinds for p in project.kind(name).problems]
    report.tell(problems, err=True)
    models = {name: project.model(name) for name in ((kind,) if kind else kinds)}
    click.echo(json.dumps(schema_of(models), ensure_ascii=False, indent=2))
    sys.exit(int(any(one.stops for one in problems)))
