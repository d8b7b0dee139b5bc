"""``verbale transcribe``."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli import report
from verbale.cli.place import project_here

if TYPE_CHECKING:
    from verbale.transcribing_all import Done

__all__ = ["transcribe"]


@click.command()
@click.argument("file", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="SPEC_OR_DIR",
    help="The new spec, or the folder of several; beside each file if not given.",
)
@click.option("--report", "with_report", is_flag=True, help="End with a table of what was found.")
@click.option("--no-proof", is_flag=True, help="Do not render the specs and compare their words.")
@click.option("--overwrite", is_flag=True, help="Write over specs that are there already.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def transcribe(
    file: tuple[Path, ...],
    output: Path | None,
    with_report: bool,
    no_proof: bool,
    overwrite: bool,
    as_json: bool,
) -> None:
    """Make specs of old letters: from plain text, PDF with text, DOCX or mail.

    FILE may be a folder. The words are kept as they are, faults of OCR among them; what is only
    guessed is named in the spec's comments, and told. Each spec is rendered and its words compared
    with the letter's. Exits with 1 if a file gives no spec, or one with other words.

    \b
    Example:
      verbale transcribe letters/old/example-1949-acknowledgement.txt --output output
    """
    from verbale.transcribing_all import files_in, shares, tasks, transcribe_all

    project = project_here(json=as_json, named=())
    sources: list[Path] = []
    for named in file:
        try:
            sources += files_in(named) if named.is_dir() else [named]
        except OSError as error:
            raise click.UsageError(f"{report.shown(named)}: {error.strerror}.") from None
    is_spec = output is not None and output.suffix.lower() in (".yaml", ".yml")
    if is_spec and len(sources) > 1:
        raise click.UsageError("-o names one spec, and there are several files. Name a folder.")
    if not sources:
        raise click.UsageError("there is no file in the folder.")
    todo = tasks(sources, output)
    today = datetime.now().astimezone().date()
    made = transcribe_all(
        project, todo, today, proof=not no_proof, overwrite=overwrite, shown=report.shown
    )
    done: list[Done] = []
    for one in report.progress(made, len(todo), "transcribing"):
        done.append(one)
        if not as_json:
            report.tell(one.problems, err=True)
            _tell(one)
    if as_json:
        rows = [_row(one) for one in done]
        told: Any = {"files": rows, "report": dict(shares(done))} if with_report else rows
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
    elif with_report:
        report.table(shares(done))
    failed = [one for one in done if one.failed]
    if not as_json and len(done) > 1:
        specs = sum(one.spec is not None for one in done)
        problems = [found for one in done for found in one.problems]
        counted = report.summary(problems) or "nothing to report"
        click.echo(f"{specs} of {len(done)} specs made: {counted}", err=True)
    sys.exit(int(bool(failed)))


def _tell(done: Done) -> None:
    """Say on one line what came of a file."""
    if done.transcript is None or done.spec is None:
        return
    words = {True: "words equal", False: "words differ"}[done.transcript.equal]
    if done.transcript.differences is None:
        words = "words not compared"
    settle = f", {len(done.transcript.unsure)} to settle" if done.transcript.unsure else ""
    said = f"{done.transcript.kind} in {done.transcript.language}, {words}{settle}"
    click.echo(f"{report.safe(report.shown(done.spec))}  {said}")


def _row(done: Done) -> dict[str, Any]:
    one = done.transcript
    return {
        "file": report.shown(done.source),
        "spec": report.shown(done.spec) if done.spec else None,
        "kind": one.kind if one else None,
        "language": one.language if one else None,
        "equal": one.equal if one and one.differences is not None else None,
        "found": list(one.found) if one else [],
        "missing": list(one.missing) if one else [],
        "to_settle": list(one.unsure) if one else [],
        "taken_away": list(one.removed) if one else [],
        "problems": json.loads(report.as_json(done.problems)),
    }
