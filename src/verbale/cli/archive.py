"""``verbale archive``: find letters, make them again, prove them, recall them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from verbale.cli import report
from verbale.cli.place import project_here

if TYPE_CHECKING:
    from verbale.archive.record_v1 import LetterKept
    from verbale.archive.register import Found
    from verbale.archive.reproduce import Remade
    from verbale.archive.store import Store
    from verbale.problems import Outcome
    from verbale.project import Project

__all__ = ["archive"]

T = TypeVar("T")
_DAY = click.DateTime(["%Y-%m-%d"])
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def archive() -> None:
    """Find issued letters, make them again, and prove that they are what they were.

    \b
    Example:
      verbale archive list --json
    """


def _store(project: Project) -> Store:
    from verbale.archive.store import Store

    return Store(project.archive)


def _value(found: Outcome[T]) -> T:
    """Give what was found, or say why there is nothing and exit with 1."""
    report.tell(found.problems, err=True)
    if found.value is None:
        sys.exit(1)
    return found.value


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.option("--since", type=_DAY, metavar="DATE", help="Dated on this day or later."),
        click.option("--until", type=_DAY, metavar="DATE", help="Dated on this day or earlier."),
        click.option("--kind", default="", help="Of this kind."),
        click.option("--state", default="", help="Concerning this State: its code or a name."),
        click.option("--symbol", default="", help="Citing this document: A/RES/71/1."),
        click.option("--sender", default="", help="Signed by whose name holds this."),
        click.option("--appointee", default="", help="Appointing whose name holds this."),
        click.option(
            "--status",
            type=click.Choice(["issued", "filed", "voided"]),
            default=None,
            help="As it stands.",
        ),
        _JSON,
    )
    for option in reversed(options):
        command = option(command)
    return command


@archive.command("list")
@_filters
def list_(**asked: Any) -> None:
    """List letters, the newest first.

    \b
    Example:
      verbale archive list --since 2016-01-01
    """
    _listed("", asked)


@archive.command()
@click.argument("words", nargs=-1, required=True)
@_filters
def search(words: tuple[str, ...], **asked: Any) -> None:
    """Find letters by their words, in any script; all words must be there.

    \b
    Example:
      verbale archive search migration compact
    """
    _listed(" ".join(words), asked)


def _listed(words: str, asked: dict[str, Any]) -> None:
    from verbale.archive.register import Sought
    from verbale.archiving import find
    from verbale.protocol.symbols import parse

    project = project_here(json=asked["as_json"])
    symbol = parse(asked["symbol"]) if asked["symbol"] else None
    sought = Sought(
        words=words,
        since=asked["since"].date() if asked["since"] else None,
        until=asked["until"].date() if asked["until"] else None,
        kind=asked["kind"],
        state=_state(project, asked["state"]),
        symbol=symbol.text if symbol else asked["symbol"],
        sender=asked["sender"],
        appointee=asked["appointee"],
        status=asked["status"] or "",
    )
    found = _value(find(_store(project), sought))
    if asked["as_json"]:
        rows = [one.as_dict() for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if found:
        report.table([tuple(map(report.safe, _row(one))) for one in found])
    else:
        click.echo("no letter is found", err=True)


def _state(project: Project, named: str) -> str:
    """Give the code of a State by any name it ever had."""
    if not named:
        return ""
    states = _value(project.states)
    found = states.find(named, datetime.now().astimezone().date(), "en")
    if found is None:
        raise click.UsageError(f'"{report.safe(named)}" is not a State.')
    return found.code


def _row(one: Found) -> tuple[str, ...]:
    status = one.status
    if one.corrected_by:
        status += f", corrected by {', '.join(one.corrected_by)}"
    if one.corrects:
        status += f", corrects {one.corrects}"
    if one.why:
        status += f" ({one.why})"
    copies = f"{one.copies} copies" if one.copies > 1 else ""
    return one.id, one.reference, one.date, one.kind, copies, one.title, status


@archive.command()
@click.argument("name", metavar="ID")
@_JSON
def show(name: str, as_json: bool) -> None:
    """Show what is kept of a letter: its id, or its number, names it."""
    from verbale.archiving import letter

    project = project_here(json=as_json)
    store = _store(project)
    found, record = _value(letter(store, name))
    told = found.as_dict() | {
        "made": record.made,
        "made_with": record.made_with,
        "dublin_core": dict(record.dublin_core),
        "states": list(record.states),
        "symbols": list(record.symbols),
        "appointees": list(record.appointees),
        "spec": record.spec.name,
        "languages": [side.language for side in record.sides],
        "sha256": [copy.pdf for part in record.parts for copy in part.copies],
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    hidden = ("made_with", "dublin_core", "sha256")
    rows = [(key, _said(value)) for key, value in told.items() if value and key not in hidden]
    report.table([(key, report.safe(value)) for key, value in rows])
    for side in record.sides:
        click.echo()
        click.echo("\n".join(map(report.safe, store.get(side.text).decode().splitlines())))


def _said(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value[:20])) + (" and more" if len(value) > 20 else "")
    return str(value)


@archive.command()
@click.argument("name", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path(), metavar="DIR")
@click.option("--format", "ending", type=click.Choice(["pdf", "html"]), default="pdf")
def get(name: str, output: Path, ending: str) -> None:
    """Give out the kept files of a letter themselves."""
    from verbale import output as writer
    from verbale.archive.keep import copies_of, page_of
    from verbale.archiving import letter

    store = _store(project_here())
    _, record = _value(letter(store, name))
    files: dict[Path, bytes] = {}
    for part in record.parts:
        for kept, copy in zip(part.copies, copies_of(store, part), strict=True):
            path = output / f"{_stem(record, part.page.language, kept.id)}.{ending}"
            if ending == "pdf":
                files[path] = store.get(kept.pdf)
            else:
                files[path] = page_of(store, part.page).of(copy).screen.encode()
    for path in _value(writer.write(files)):
        click.echo(report.safe(report.shown(path)))


def _stem(record: LetterKept, language: str, copy: str) -> str:
    from verbale.archive.record_v1 import id_of

    many = f".{language}" if len(record.sides) > 1 and not copy else ""
    return f"{id_of(record)}{'-' + copy if copy else ''}{many}"


@archive.command()
@click.argument("name", metavar="ID")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="DIR")
@_JSON
def reproduce(name: str, output: Path | None, as_json: bool) -> None:
    """Make a letter again from its record alone, and say whether it is what it was.

    Exits with 1 if it is not.
    """
    from verbale import output as writer
    from verbale.archiving import letter, remade

    store = _store(project_here(json=as_json))
    _, record = _value(letter(store, name))
    done = list(remade(store, record))
    languages = [part.page.language for part in record.parts for _ in part.copies]
    if output is not None:
        files = {
            output / f"{_stem(record, language, one.copy.id)}.pdf": one.data
            for one, language in zip(done, languages, strict=True)
            if one.data
        }
        files |= {
            output / f"{_stem(record, language, one.copy.id)}.html": _side_by_side(store, one)
            for one, language in zip(done, languages, strict=True)
            if one.result == "different"
        }
        _value(writer.write(files))
    order = ("failed", "different", "same-picture", "identical")
    result = next(one for one in order if any(made.result == one for made in done))
    if as_json:
        click.echo(json.dumps(_told(name, result, done), ensure_ascii=False, indent=2))
    else:
        for one in done:
            if one.result != "identical":
                click.echo(report.safe(f"{one.copy.id or name}: {one.result}: {_versions(one)}"))
        count = f"{len(done)} copies: " if len(done) > 1 else ""
        click.echo(f"{count}{result}")
    sys.exit(int(result in ("failed", "different")))


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


@archive.command()
@click.option("--jobs", type=click.IntRange(1, 64), default=1, help="How many processes.")
@_JSON
def verify(jobs: int, as_json: bool) -> None:
    """Check every record, the chain and every blob, and make every letter again.

    Exits with 1 on any fault, and names letter and cause.
    """
    from verbale.archiving import verify as look

    store = _store(project_here(json=as_json))

    def results(
        letters: Sequence[LetterKept],
    ) -> Iterator[tuple[LetterKept, list[Remade]]]:
        return report.progress(_each(store, letters, jobs), len(letters), "letters")

    found = look(store, results)
    if as_json:
        click.echo(report.as_json(found.problems))
    else:
        report.tell(found.problems)
        said = f"{found.letters} letters, {found.copies} copies, {found.blobs} blobs"
        unused = (
            f"; {found.unused} blobs of no letter, left by what was ended" if found.unused else ""
        )
        click.echo(f"{said}: {report.summary(found.problems) or 'all as they were'}{unused}")
    sys.exit(int(found.failed))


def _each(
    store: Store, letters: Sequence[LetterKept], jobs: int
) -> Iterator[tuple[LetterKept, list[Remade]]]:
    """Make letters again, here or in processes; what they hold is only what is told of them."""
    from verbale.archiving import remade

    if jobs == 1 or len(letters) < 2:
        for record in letters:
            yield record, [_light(one) for one in remade(store, record)]
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Started anew, not forked: Pango's font map does not outlive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        numbers = [record.sequence for record in letters]
        yield from zip(
            letters, pool.map(_remade, [store.root] * len(letters), numbers), strict=True
        )


def _light(one: Remade) -> Remade:
    from dataclasses import replace

    return replace(one, data=b"")


def _remade(root: Path, sequence: int) -> list[Remade]:
    from verbale.archive.record_v1 import LetterKept, from_bytes
    from verbale.archive.store import Store
    from verbale.archiving import remade

    store = Store(root)
    record = from_bytes(store.raw(sequence))
    return [_light(one) for one in remade(store, record)] if isinstance(record, LetterKept) else []


@archive.command()
@click.argument("name", metavar="ID")
@click.option("-o", "--output", "path", required=True, type=click.Path(path_type=Path))
def draft(name: str, path: Path) -> None:
    """Take an old letter's spec as the start of a new one."""
    import os

    from verbale import output as writer
    from verbale.archiving import letter

    store = _store(project_here())
    _, record = _value(letter(store, name))
    if os.path.lexists(path):
        raise click.UsageError(f"{report.shown(path)} is already there. Name another file.")
    _value(writer.write({path: store.get(record.spec.sha256)}))
    click.echo(report.safe(report.shown(path)))


@archive.command()
@click.argument("name", metavar="ID")
@click.option("--why", required=True, help="The reason, for who finds the letter later.")
def void(name: str, why: str) -> None:
    """Recall a letter: it stays in the archive, and is shown as voided wherever it is."""
    from verbale.archiving import void as recall

    if not why.strip() or len(why) > 1000:
        raise click.UsageError("--why gives a reason, of at most 1,000 characters.")
    _value(recall(_store(project_here()), name, why.strip(), datetime.now(UTC)))
    click.echo(f"voided {report.safe(name)}", err=True)


@archive.command()
def rebuild() -> None:
    """Make the register anew from the records: it is only an index."""
    from verbale.archiving import rebuild as anew

    count = _value(anew(_store(project_here())))
    click.echo(f"the register knows {count} records", err=True)
