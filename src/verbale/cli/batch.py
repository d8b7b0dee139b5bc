"""``verbale batch``."""

from __future__ import annotations

import gc
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import report
from verbale.cli.place import project_here
from verbale.cli.render import formats_of

if TYPE_CHECKING:
    from rich.progress import Progress

    from verbale.preparing import Order
    from verbale.sending import Sent

__all__ = ["batch"]


@click.command()
@click.argument("spec", type=click.Path(path_type=Path, readable=False))
@click.option("--to", required=True, metavar="LIST", help="A list's name, codes, or a file.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where letters go; a folder of the spec's name in output/ if not given.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    default="pdf",
    show_default=True,
    callback=formats_of,
    metavar="LIST",
    help="pdf, html, txt, or several with commas.",
)
@click.option(
    "--name",
    "pattern",
    default="{id}",
    show_default=True,
    metavar="PATTERN",
    help="Of the files: {id}, {state}, {language}, {reference}, {name}, {date}.",
)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="How many processes.")
@click.option("--merged", is_flag=True, help="Write print.pdf as well: all letters, for a printer.")
@click.option("--duplex", is_flag=True, help="Let each letter of print.pdf begin on a right page.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler that makes the letters.")
@click.option("--full-layout", is_flag=True, help="Lay each letter out by itself, without plates.")
@click.option("--skip-bad-rows", is_flag=True, help="Leave rows with errors out.")
def batch(
    spec: Path,
    to: str,
    output: Path | None,
    formats: tuple[str, ...],
    pattern: str,
    jobs: int,
    merged: bool,
    duplex: bool,
    cluster: str | None,
    full_layout: bool,
    skip_bad_rows: bool,
) -> None:
    """Make a letter for each recipient of a mailing list.

    LIST is a file (CSV, XLSX), all-permanent-representatives and other lists that verbale mailing
    new knows, or codes of States with commas. Beside the letters go dispatch.csv, coverage.json and
    manifest.json. What was ended goes on where it was when the same command is given again.

    \b
    Example:
      verbale batch letters/example-circular-high-level-week.yaml --to CH,MX --output output/example
    """
    from verbale import preparing, sending

    # Layout makes few cycles and many objects: they are looked for once a part, not all the time.
    gc.disable()
    if merged and "pdf" not in formats:
        raise click.UsageError("--merged needs pdf among the formats.")
    if duplex and not merged:
        raise click.UsageError("--duplex is about print.pdf: give --merged as well.")
    if output is not None and not str(output).strip(". "):
        raise click.UsageError("--output names a folder of its own.")
    project = project_here(named=(spec,))
    order = preparing.Order(
        to=to,
        folder=output or project.output / spec.stem,
        formats=tuple(sorted(formats, key=["pdf", "html", "txt"].index)),
        pattern=pattern,
        jobs=jobs,
        today=date.today(),
        cluster=cluster,
        merged=merged,
        duplex=duplex,
        full_layout=full_layout,
        skip_bad_rows=skip_bad_rows,
    )
    progress = _Progress()
    try:
        sent = sending.send(
            project, spec, order, shown=report.shown, starts=progress.starts, told=progress.told
        )
    except KeyboardInterrupt:
        progress.ends()
        said = progress.so_far or "nothing was made yet"
        click.echo(f"ended: {said}; the same command goes on from there", err=True)
        sys.exit(130)
    progress.ends()
    report.tell(sent.problems, err=True)
    for path in sent.files:
        click.echo(report.safe(report.shown(path)))
    click.echo(_summary(sent, order, report.summary(sent.problems)), err=True)
    sys.exit(int(sent.failed))


def _summary(sent: Sent, order: Order, counted: str) -> str:
    """Say how many letters there are, how they were made, and how long it took."""
    if not sent.letters:
        return f"nothing made: {counted}"
    full = sent.letters - sent.stamped
    parts = [
        f"{sent.letters} letter{'s' if sent.letters > 1 else ''} in {report.shown(order.folder)}",
    ]
    if len(sent.languages) > 1:
        parts.append(", ".join(f"{count} in {language}" for language, count in sent.languages))
    if sent.was_there:
        new = sent.letters - sent.was_there
        parts.append(f"{sent.was_there} were there before, {new or 'none'} made anew")
    if sent.left_out:
        parts.append(f"{sent.left_out} row{'s' if sent.left_out > 1 else ''} left out")
    parts.append(f"{sent.stamped} stamped from a plate, {full} laid out in full")
    rate = sent.letters / sent.seconds if sent.seconds else 0
    parts.append(f"{sent.seconds:.1f} s, {rate:.0f} a second")
    if counted:
        parts.append(counted)
    return "; ".join(parts)


class _Progress:
    """Shows how far it is: a bar with rate and time left, or plain lines when not on a terminal."""

    def __init__(self) -> None:
        self._total = 0
        self._done = 0
        self._begun = time.monotonic()
        self._said = self._begun
        self._bar: Progress | None = None

    def starts(self, total: int) -> None:
        self._total = total
        self._begun = self._said = time.monotonic()
        if total < 3 or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeRemainingColumn as Left

        rate = TextColumn("{task.fields[rate]} a second")
        columns = (TextColumn("letters"), BarColumn(), MofNCompleteColumn(), rate, Left())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        bar.start()
        bar.add_task("letters", total=total, rate="-")
        self._bar = bar

    def told(self, count: int) -> None:
        self._done += count
        now = time.monotonic()
        rate = self._done / max(now - self._begun, 0.001)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=count, rate=f"{rate:.0f}")
        elif now - self._said > 5:
            self._said = now
            left = (self._total - self._done) / rate if rate else 0
            line = f"{self._done} of {self._total} letters, {rate:.0f} a second, {left:.0f} s left"
            click.echo(line, err=True)

    @property
    def so_far(self) -> str:
        """How many are made of how many: "6000 of 7720 letters"."""
        return f"{self._done} of {self._total} letters are made" if self._total else ""

    def ends(self) -> None:
        if self._bar is not None:
            self._bar.stop()
