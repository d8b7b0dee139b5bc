"""``verbale archive reproduce`` and ``verify``: letters made again, and held to what they were."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import report
from verbale.cli.kept import JSON, store_here, value

if TYPE_CHECKING:
    from verbale.archive.records import LetterKept
    from verbale.archive.reproduce import Remade
    from verbale.archive.store import Store
    from verbale.given_out import Waiting

__all__ = ["reproduce", "verify"]


@click.command()
@click.argument("name", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where what is made goes.",
)
@JSON
def reproduce(name: str, output: Path | None, as_json: bool) -> None:
    """Make a letter again from its record alone, and say whether it is what it was.

    Exits with 1 if it is not.

    \b
    Example:
      verbale archive reproduce 1 --output output
    """
    gc.set_threshold(50_000, 50, 100)
    from verbale.archiving import letter, remade
    from verbale.given_out import written

    store = store_here()
    _, record = value(letter(store, name))
    done: list[Remade] = []
    made = _files(store, record, _noted(remade(store, record), done), output)
    if output is None:
        for _ in made:
            pass
    else:
        wrote = written(store, made)
        value(wrote)
        if not wrote.good:
            sys.exit(1)  # Of what could not be written no more was made.
    order = ("failed", "different", "same-picture", "identical")
    result = next(one for one in order if any(made.result == one for made in done))
    if as_json:
        click.echo(json.dumps(_told(name, result, done), ensure_ascii=False, indent=2))
    else:
        for one in done:
            if one.result != "identical":
                click.echo(report.safe(f"{one.copy.id or name}: {one.result}: {_versions(one)}"))
        if result == "different" and output is None:
            click.echo("--output DIR shows the pages side by side", err=True)
        count = f"{len(done)} copies: " if len(done) > 1 else ""
        click.echo(f"{count}{result}")
    sys.exit(int(result in ("failed", "different")))


def _noted(made: Iterator[Remade], done: list[Remade]) -> Iterator[Remade]:
    """Note what is told of each copy, and let its bytes go once they are written."""
    for one in made:
        done.append(replace(one, data=b""))
        yield one


def _files(
    store: Store, record: LetterKept, made: Iterator[Remade], folder: Path | None
) -> Iterator[Waiting]:
    """Give the files that are made again, and what shows the difference where there is one."""
    from verbale.given_out import file_stem

    languages = [part.page.language for part in record.parts for _ in part.copies]
    for one, language in zip(made, languages, strict=True):
        path = (folder or Path()) / file_stem(record, language, one.copy.id)
        if one.data:
            yield path.with_name(path.name + ".pdf"), partial(bytes, one.data)
        if one.result == "different":
            yield path.with_name(path.name + ".html"), partial(_side_by_side, store, one)


def _told(name: str, result: str, done: Sequence[Remade]) -> dict[str, object]:
    return {
        "letter": name,
        "result": result,
        "versions": [
            {"name": what, "then": then, "now": now}
            for what, then, now in (done[0].versions if done else ())
        ],
        "copies": [
            {
                "id": one.copy.id,
                "result": one.result,
                "why": one.why,
                "different_pages": list(one.different_pages),
            }
            for one in done
        ],
    }


def _versions(one: Remade) -> str:
    changed = ", ".join(f"{name} {then or '-'} -> {now or '-'}" for name, then, now in one.versions)
    return "; ".join(part for part in (one.why, changed) if part)


def _side_by_side(store: Store, one: Remade) -> bytes:
    from verbale.comparing import side_by_side

    return side_by_side(store.get(one.copy.pdf), one.data, one.copy.title)


@click.command()
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="How many processes.")
@JSON
def verify(jobs: int, as_json: bool) -> None:
    """Check every record, the chain and every blob, and make every letter again.

    Exits with 1 on any fault, and names letter and cause.

    \b
    Example:
      verbale archive verify --jobs 2
    """
    gc.set_threshold(50_000, 50, 100)
    from verbale.proving import verify as look

    store = store_here()
    found = look(store, jobs, lambda made, count: report.progress(made, count, "letters"))
    if as_json:
        told = {
            "verified": datetime.now(UTC).isoformat(timespec="seconds"),
            "letters": found.letters,
            "copies": found.copies,
            "blobs": found.blobs,
            "unused_blobs": found.unused,
            "last_record": {"id": f"{found.last.sequence:06}", "sha256": found.last.sha256},
            "problems": json.loads(report.as_json(found.problems)),
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        report.tell(found.problems)
        said = f"{found.letters} letters, {found.copies} copies, {found.blobs} blobs"
        spare = found.unused and not found.failed
        unused = f"; {found.unused} blobs of no letter, left by what was ended" if spare else ""
        click.echo(f"{said}: {report.summary(found.problems) or 'all as they were'}{unused}")
        if found.letters and not found.failed:
            last = f"the last record is {found.last.sequence:06}, SHA-256 {found.last.sha256}"
            click.echo(f"{last}; noted elsewhere, it proves that none was changed or taken away")
    sys.exit(int(found.failed))
