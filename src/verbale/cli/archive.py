"""``verbale archive``: find letters, make them again, prove them, recall them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from verbale.cli import report
from verbale.cli.kept import JSON, reading, store_of, value
from verbale.cli.place import project_here
from verbale.cli.prove import reproduce, verify

if TYPE_CHECKING:
    from verbale.archive.register import Found
    from verbale.project import Project

__all__ = ["archive"]

_DAY = click.DateTime(["%Y-%m-%d"])
_PATH = click.Path(path_type=Path)


@click.group()
def archive() -> None:
    """Find issued letters, make them again, and prove that they are what they were.

    \b
    Example:
      verbale archive list --json
    """


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
        JSON,
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
    found = value(find(store_of(project), sought))
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
    states = value(project.states)
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
@JSON
def show(name: str, as_json: bool) -> None:
    """Show what is kept of a letter: its id, or its number, names it.

    \b
    Example:
      verbale archive show 1
    """
    from verbale.archiving import letter

    project = project_here(json=as_json)
    store = store_of(project)
    found, record = value(letter(store, name))
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
        with reading(store, f"letter {name}"):
            text = store.get(side.text).decode()
        click.echo()
        click.echo("\n".join(map(report.safe, text.splitlines())))


def _said(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value[:20])) + (" and more" if len(value) > 20 else "")
    return str(value)


@archive.command()
@click.argument("name", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where they go; here if not given.",
)
@click.option(
    "--format", "ending", type=click.Choice(["pdf", "html"]), default="pdf", help="Which."
)
def get(name: str, output: Path, ending: str) -> None:
    """Give out the kept files of a letter themselves.

    \b
    Example:
      verbale archive get 1 --output output
    """
    from verbale.archiving import letter
    from verbale.given_out import take_out

    store = store_of(project_here())
    _, record = value(letter(store, name))
    done = take_out(store, record, output, ending)
    for path in value(done):
        click.echo(report.safe(report.shown(path)))
    sys.exit(int(not done.good))


@archive.command()
@click.argument("name", metavar="ID")
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    metavar="SPEC",
    help="The new spec.",
)
def draft(name: str, path: Path) -> None:
    """Take an old letter's spec as the start of a new one.

    \b
    Example:
      verbale archive draft 1 --output letters/new.yaml
    """
    import os

    from verbale import output as writer
    from verbale.archiving import letter

    store = store_of(project_here())
    _, record = value(letter(store, name))
    if os.path.lexists(path):
        raise click.UsageError(f"{report.shown(path)} is already there. Name another file.")
    with reading(store, f"letter {name}"):
        spec = store.get(record.spec.sha256)
    value(writer.write({path: spec}))
    click.echo(report.safe(report.shown(path)))


@archive.command()
@click.argument("name", metavar="ID")
@click.option("--why", required=True, help="The reason, for who finds the letter later.")
def void(name: str, why: str) -> None:
    """Recall a letter: it stays in the archive, and is shown as voided wherever it is.

    \b
    Example:
      verbale archive void 1 --why withdrawn
    """
    from verbale.archiving import void as recall

    if not why.strip() or len(why) > 1000:
        raise click.UsageError("--why gives a reason, of at most 1,000 characters.")
    value(recall(store_of(project_here()), name, why.strip(), datetime.now(UTC)))
    click.echo(f"voided {report.safe(name)}", err=True)


@archive.command()
def rebuild() -> None:
    """Make the register anew from the records: it is only an index.

    \b
    Example:
      verbale archive rebuild
    """
    from verbale.archiving import rebuild as anew

    done = value(anew(store_of(project_here())))
    click.echo(f"the register knows {done.letters} letters", err=True)
    if done.last:
        click.echo(f"head.json names the last one again: {done.last}", err=True)


archive.add_command(reproduce)
archive.add_command(verify)
