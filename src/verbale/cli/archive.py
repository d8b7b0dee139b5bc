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
from verbale.cli.add import add
from verbale.cli.kept import JSON, reading, store_here, text, value, who
from verbale.cli.prove import reproduce, verify

if TYPE_CHECKING:
    from verbale.archive.register import Found

__all__ = ["archive"]

_DAY = click.DateTime(["%Y-%m-%d"])
_HEADS = ("id", "number", "date", "kind", "title", "status")


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
            type=click.Choice(["issued", "filed", "corrected", "voided"]),
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
@click.argument("words", nargs=-1)
@_filters
def search(words: tuple[str, ...], **asked: Any) -> None:
    """Find letters by their words, in any script; all words must be there.

    Words in quotation marks stand next to each other. Without words, all letters are meant.

    \b
    Example:
      verbale archive search migration compact
    """
    _listed(" ".join(words), asked)


def _listed(words: str, asked: dict[str, Any]) -> None:
    from verbale.archive.register import Sought
    from verbale.archiving import find
    from verbale.protocol.symbols import parse

    symbol = parse(asked["symbol"]) if asked["symbol"] else None
    sought = Sought(
        words=words,
        since=asked["since"].date() if asked["since"] else None,
        until=asked["until"].date() if asked["until"] else None,
        kind=asked["kind"],
        state=_state(asked["state"]),
        symbol=symbol.text if symbol else asked["symbol"],
        sender=asked["sender"],
        appointee=asked["appointee"],
        status=asked["status"] or "",
    )
    store = store_here()
    found = value(find(store, sought))
    if asked["as_json"]:
        rows = [one.as_dict() for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if found:
        report.table([tuple(map(report.safe, _row(one))) for one in found], heads=_HEADS, whole=3)
    else:
        none = "no letter is found" if store.sequences() else "no letter was issued yet"
        click.echo(f"{none} (in {report.safe(report.shown(store.root))})", err=True)


def _state(named: str) -> str:
    """Give the code of a State by any name it ever had."""
    if not named:
        return ""
    from verbale.project import open_project
    from verbale.protocol.states import States

    # The office's own names count where its project can be read.
    project = open_project(Path.cwd()).value
    states = (project.states.value if project is not None else None) or States()
    found = states.find(named, datetime.now().astimezone().date(), "en")
    if found is None:
        raise click.UsageError(f'"{report.safe(named)}" is not a State.')
    return found.code


def _row(one: Found) -> tuple[str, ...]:
    said = [f"voided: {one.why}" if one.why else one.status]
    if one.corrections:
        by = f"by {', '.join(one.corrections)}"
        said = [f"corrected {by}"] if one.status == "corrected" else [*said, f"corrected {by}"]
    if one.corrects:
        said.append(f"corrects {one.corrects}")
    title = f"{one.title}, {one.copies} copies" if one.copies > 1 else one.title
    return one.id, one.reference, one.date, one.kind, title, ", ".join(said)


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

    store = store_here()
    found, record = value(letter(store, name))
    told = found.as_dict() | {
        "made": record.made,
        "made_by": record.made_by,
        "sent_to": record.sent_to,
        "classification": record.classification,
        "excuses": dict(record.excuses),
        "made_with": record.made_with,
        "dublin_core": dict(record.dublin_core),
        "states": list(record.states),
        "symbols": list(record.symbols),
        "appointees": list(record.appointees),
        "spec": record.spec.name,
        "scan": record.scan.name if record.scan else "",
        "recipients": [copy.id for part in record.parts for copy in part.copies if copy.id],
        "languages": [side.language for side in record.sides],
        "sha256": [copy.pdf for part in record.parts for copy in part.copies],
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    hidden = ("made_with", "dublin_core", "sha256", "corrections")
    rows = [(key, _said(value)) for key, value in told.items() if value and key not in hidden]
    report.table([(key, report.safe(value)) for key, value in rows])
    for side in record.sides:
        with reading(store, f"letter {name}"):
            words = store.get(side.text).decode()
        click.echo(f"\nThe words of the first of {found.copies} copies:" if record.sent_to else "")
        click.echo("\n".join(map(report.safe, words.splitlines())))


def _said(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
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
    "-f",
    "--format",
    "what",
    type=click.Choice(["pdf", "html", "txt", "json", "spec", "list", "scan"]),
    default="pdf",
    show_default=True,
    help="The letter, its words, its facts, its spec, the list it went to, or its scan.",
)
@click.option("--copy", default="", metavar="ID", help="One recipient's copy alone.")
def get(name: str, output: Path, what: str, copy: str) -> None:
    """Give out the kept files of a letter themselves.

    \b
    Example:
      verbale archive get 1 --output output
    """
    from verbale.archiving import letter
    from verbale.given_out import take_out

    if copy and what not in ("pdf", "html"):
        raise click.UsageError("--copy goes with the formats pdf and html: the others are of all.")
    store = store_here()
    _, record = value(letter(store, name))
    done = take_out(store, record, output, what, copy)
    files = value(done)
    for path in files:
        click.echo(report.safe(report.shown(path)))
    if not files and done.good:
        raise click.ClickException("there is no such file: verbale archive show tells what is kept")
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

    Its date, its number and what it corrects become comments: the new letter has its own.

    \b
    Example:
      verbale archive draft 1 --output letters/new.yaml
    """
    import os

    from verbale import output as writer
    from verbale.archiving import letter
    from verbale.drafting import as_draft

    store = store_here()
    found, record = value(letter(store, name))
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise click.UsageError(f"{report.shown(path)} does not end in .yaml.")
    if os.path.lexists(path):
        raise click.UsageError(f"{report.shown(path)} is already there. Name another file.")
    with reading(store, f"letter {name}"):
        spec = store.get(record.spec.sha256).decode("utf-8-sig")
    new, left = as_draft(spec, found.called)
    value(writer.write({path: new.encode()}))
    click.echo(report.safe(report.shown(path)))
    if left:
        click.echo(f"look at {', '.join(left)}: they are the old letter's", err=True)


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
    value(recall(store_here(), name, text(why.strip()), datetime.now(UTC), who()))
    click.echo(f"voided {report.safe(name)}", err=True)


@archive.command()
def rebuild() -> None:
    """Make the register anew from the records: it is only an index.

    \b
    Example:
      verbale archive rebuild
    """
    from verbale.archiving import rebuild as anew

    done = value(anew(store_here()))
    click.echo(f"the register knows {done.letters} letters", err=True)
    if done.last:
        click.echo(f"head.json names the last one again: {done.last}", err=True)


archive.add_command(add)
archive.add_command(reproduce)
archive.add_command(verify)
