"""``verbale phrases``: a language's words out to a translator, and back."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import report
from verbale.cli.kept import value
from verbale.cli.place import project_here

if TYPE_CHECKING:
    from verbale.phrases import Changes, Desk

__all__ = ["phrases"]


@click.group()
def phrases() -> None:
    """Give a language's words to a translator as a workbook, and take them back.

    \b
    Example:
      verbale phrases list fr
    """


def _desk(language: str, shown: str = "", *, json: bool = False) -> Desk:
    """Lay out a language of the current folder's project, or say what is wrong and exit with 1."""
    from verbale.phrases import desk

    found = desk(project_here(json=json), language, shown)
    if found.value is None and json:
        click.echo(report.as_json(found.problems))
        sys.exit(1)
    return value(found)


@phrases.command("list")
@click.argument("language")
@click.option("--unverified", is_flag=True, help="Print each phrase that nobody has verified.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def listed(language: str, unverified: bool, as_json: bool) -> None:
    """Count the phrases of a language by group and state.

    A phrase is verified that was read in the source it names, or that a translator has confirmed;
    one is missing that English has and the language has not.

    \b
    Example:
      verbale phrases list fr
    """
    from verbale.phrases import counts

    found = _desk(language, json=as_json)
    counted = counts(found.phrases)
    open_ones = [one for one in found.phrases if one.state == "unverified"]
    if as_json:
        told = {
            "language": found.language.language,
            "groups": counted,
            "unverified": [{"key": one.key, "words": one.words} for one in open_ones],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    elif unverified and open_ones:
        report.table([(one.key, report.safe(one.words)) for one in open_ones], whole=1)
    elif not unverified:
        heads = ("group", *next(iter(counted.values())))
        rows = [(group, *map(str, states.values())) for group, states in counted.items()]
        total = [sum(states[one] for states in counted.values()) for one in heads[1:]]
        report.table([*rows, ("all", *map(str, total))], heads=heads, whole=1)


@phrases.command()
@click.argument("language")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
def export(language: str, path: Path) -> None:
    """Write the phrases of a language into a workbook for a translator.

    Its second sheet has a row for each phrase, its third what the templates say around them.

    \b
    Example:
      verbale phrases export fr phrases-fr.xlsx
    """
    from verbale import output
    from verbale.phrases import workbook_of

    if path.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{report.shown(path)} does not end in .xlsx.")
    if os.path.lexists(path):
        raise click.UsageError(f"{report.shown(path)} is already there. Name another file.")
    found = _desk(language)
    value(output.write({path: workbook_of(found.language, found.phrases, found.texts)}))
    click.echo(report.safe(report.shown(path)))


@phrases.command("import")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, readable=False))
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def taken(path: Path, dry_run: bool) -> None:
    """Take a translator's corrections into the office's own words of the language.

    They are written to templates/languages/, all of them, or none if anything is wrong. Remarks on
    templates are told, since templates are changed by hand.

    \b
    Example:
      verbale phrases import phrases-fr.xlsx --dry-run
    """
    from verbale import output
    from verbale.phrases import changes, overlaid, read_filled

    shown = report.shown(path)
    filled = value(read_filled(path, shown))
    found = _desk(filled.language, shown)
    wanted = changes(filled, found.phrases, date.today())
    told = value(wanted)
    made = overlaid(found.own, told)
    report.tell(made.problems, err=True)
    if made.value is None or not wanted.good:
        sys.exit(1)
    if told.changed and not dry_run:
        value(output.write({found.target: made.value}))
    _tell(found, told, dry_run=dry_run)


def _tell(found: Desk, told: Changes, *, dry_run: bool) -> None:
    """Print what changed, the remarks, and how many phrases are verified now."""
    for one in told.changed:
        if one.reworded:
            words = f'"{one.phrase.words}" -> "{one.words}" ({one.source.state})'
        else:
            words = f"{one.phrase.state} -> {one.source.state}"
        signed = f", by {one.source.by} on {one.source.on}" if one.source.by else ""
        click.echo(report.safe(f"{one.phrase.key}: {words}{signed}"))
    for remark in told.remarks:
        place = f"{remark.file}, {remark.paragraph}"
        click.echo(report.safe(f"remark on {place}: {remark.said}"))
    after = {one.phrase.key: one.source.state for one in told.changed}
    states = [after.pop(one.key, one.state) for one in found.phrases] + [*after.values()]
    count = len(told.changed)
    changed = f"{count} changed" if count else "nothing changed"
    counted = ", ".join(
        f"{states.count(one)} {one}" for one in ("verified", "unverified", "missing")
    )
    click.echo(f"{changed}; of {found.language.name}: {counted}")
    if told.changed:
        target = report.safe(report.shown(found.target))
        click.echo(f"{target} is not written: --dry-run" if dry_run else target)
