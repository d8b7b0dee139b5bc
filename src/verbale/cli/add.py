"""``verbale archive add``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from verbale.cli import report
from verbale.cli.kept import value, waiting, who
from verbale.cli.place import project_here

__all__ = ["add"]


@click.command()
@click.argument("spec", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--scan",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="The picture of the letter, kept with it: PDF, PNG, JPEG or TIFF.",
)
def add(spec: Path, scan: Path | None) -> None:
    """File an old letter: under its own number and date, marked as filed and not issued.

    Its spec is what verbale transcribe makes of its text. It takes no number of the office's
    series; a number that another letter of the archive bears is a problem.

    \b
    Example:
      verbale archive add letters/example-note-verbale-visit.yaml
    """
    from verbale.archive.records import id_of
    from verbale.filing import Filing, file

    project = project_here(named=(spec,))
    filing = Filing(made=datetime.now(UTC), by=who(), scan=scan, waiting=waiting)
    record = value(file(project, spec, filing, shown=report.shown))
    bears = report.safe(record.reference) or "without a number"
    dated = f" of {record.date}" if record.date else ", undated,"
    scanned = f", with {report.safe(record.scan.name)}" if record.scan else ""
    click.echo(f"filed {bears}{dated} as letter {id_of(record)}{scanned}", err=True)
