"""``verbale issue``."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from verbale.cli import report
from verbale.cli.kept import waiting, who
from verbale.cli.place import project_here

__all__ = ["issue"]

_TOLD = 12
"""Of more files their folder is told."""


@click.command()
@click.argument("spec", type=click.Path(path_type=Path, readable=False))
@click.option("--to", metavar="LIST", help="Send a copy to each of a list, under one number.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The letter's date, where the spec has none; today if not given.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where its files go as well; the project's output/ if not given.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="How many processes.")
def issue(spec: Path, to: str | None, day: datetime | None, output: Path | None, jobs: int) -> None:
    """Issue a letter: number it, date it, make it and keep it in the archive.

    A letter that is issued never changes. The spec is not changed either: a correction is a new
    letter whose spec says corrects: and the number of the old one.

    \b
    Example:
      verbale issue letters/2016-appointment-global-compact-migration.yaml --date 2016-11-03
    """
    # As for a batch: what is made is small, and looking for what is of no more use takes longer.
    gc.disable()
    from verbale import issuing
    from verbale.archive.records import id_of
    from verbale.archive.store import Store

    project = project_here(named=(spec,))
    if day is not None and not 1945 <= day.year <= 2199:
        raise click.UsageError(f"{day.date()}: the year cannot be right.")
    now = datetime.now(UTC)
    order = issuing.Order(
        folder=output or project.output,
        made=now,
        day=datetime.now().astimezone().date(),
        date=day.date() if day is not None else None,
        to=to,
        by=who(),
        waiting=waiting,
        jobs=jobs,
    )
    store = Store(project.archive)
    before: list[int] = []
    with suppress(OSError):  # What is wrong with it is told when the letter is to be kept.
        before = store.sequences()
    try:
        done = issuing.issue(project, spec, order, shown=report.shown)
    except KeyboardInterrupt:
        # The record may have been written a moment before.
        for number in store.sequences()[len(before) :]:
            said = f"the letter was issued all the same, as {number:06}"
            click.echo(f"{said}: verbale archive get {number} gives its files", err=True)
        raise
    report.tell(done.problems, err=True)
    folders = dict.fromkeys(path.parent for path in done.files)
    for path in done.files if len(done.files) <= _TOLD else folders:
        click.echo(report.safe(report.shown(path)))
    counted = report.summary(done.problems)
    if done.record is None:
        click.echo(f"not issued: {counted}", err=True)
    else:
        copies = sum(len(part.copies) for part in done.record.parts)
        many = f", {copies} copies" if copies > 1 else ""
        # Without one in verbale.yaml the letter stays without a number for good.
        none = "without a number (verbale.yaml has no number: for its office)"
        bears = report.safe(done.record.reference) or none
        said = f"issued {bears} of {done.record.date} as letter {id_of(done.record)}{many}"
        click.echo(f"{said}: {counted}" if counted else said, err=True)
        if done.record.sequence == 1:
            where = report.safe(report.shown(store.root))
            click.echo(f"a new archive was begun in {where}/: back it up", err=True)
    sys.exit(int(done.failed))
