"""``verbale mailing``: mailing lists begun, checked, and counted against the Members."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import click

from verbale.cli import report
from verbale.cli.place import project_here

__all__ = ["mailing"]

_AS_OF = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that counts, as 2016-11-03; today if not given.",
)


@click.group()
def mailing() -> None:
    """Begin, check and count mailing lists.

    \b
    Example:
      verbale mailing coverage all-permanent-representatives --as-of 2016-11-03
    """


@mailing.command()
@click.argument("named", metavar="LIST")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@_AS_OF
def new(named: str, path: Path | None, as_of: datetime | None) -> None:
    """Write a CSV of a list's recipients, for the office to fill in.

    LIST is all-permanent-representatives, all-permanent-representatives-and-observers, a regional
    group such as african-group, or codes of States with commas. It is written to PATH, or to
    letters/_lists/LIST.csv. A language with a question mark is a suggestion: ask the mission, and
    take the mark away.

    \b
    Example:
      verbale mailing new CH,MX
    """
    from verbale import output
    from verbale.mailing import KNOWN, built_in, suggested

    project = project_here()
    day = as_of.date() if as_of is not None else date.today()
    states = project.states
    if states.value is None:
        report.tell(states.problems, err=True)
        sys.exit(1)
    found = built_in(named, day, states.value)
    if found.value is None:
        report.tell(found.problems, err=True)
        sys.exit(1)
    stem = re.sub(r"[^a-z-]+", "-", named.lower()).strip("-")
    target = path or project.letters / "_lists" / f"{stem[:100]}.csv"
    if os.path.lexists(target):
        raise click.UsageError(f"{report.shown(target)} is already there. Name another file.")
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(KNOWN)
    for one in found.value.recipients:
        name = states.value.find(one.state, day, "en")
        state = name.short if name is not None else one.state
        known = {"id": one.id, "state": state, "language": suggested(one.state)}
        writer.writerow([known.get(column, "") for column in KNOWN])
    # Spreadsheets take UTF-8 for what it is only with this mark before it.
    done = output.write({target: text.getvalue().encode("utf-8-sig")})
    report.tell(done.problems, err=True)
    if done.value is None:
        sys.exit(1)
    click.echo(report.safe(report.shown(target)))


@mailing.command()
@click.argument("file")
@_AS_OF
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of problems.")
def check(file: str, as_of: datetime | None, as_json: bool) -> None:
    """Read a mailing list and say what is wrong with its rows, all of it at once.

    Exits with 1 if there is an error.

    \b
    Example:
      verbale mailing check all-permanent-representatives
    """
    from verbale.mailing import only_suggested
    from verbale.preparing import mailing_list, unprintable

    project = project_here(json=as_json)
    day = as_of.date() if as_of is not None else date.today()
    found = mailing_list(project, file, day, report.shown)
    problems = list(found.problems)
    if found.value is not None:
        problems += [*found.value.problems, *unprintable(found.value)]
        problems += only_suggested(found.value, found.value.recipients)
    if as_json:
        click.echo(report.as_json(problems))
    else:
        report.tell(problems)
        count = len(found.value.recipients) if found.value is not None else 0
        rows = "1 recipient" if count == 1 else f"{count} recipients"
        click.echo(f"{rows}: {report.summary(problems) or 'nothing to report'}")
    sys.exit(int(any(one.stops for one in problems)))


@mailing.command()
@click.argument("file")
@_AS_OF
@click.option("--json", "as_json", is_flag=True, help="Print what is covered as JSON.")
def coverage(file: str, as_of: datetime | None, as_json: bool) -> None:
    """Prove that a list writes to each Member State once, or say to which it does not.

    Its findings are warnings: an office may write to some only.

    \b
    Example:
      verbale mailing coverage all-permanent-representatives --as-of 2016-11-03
    """
    from verbale.mailing import coverage as count
    from verbale.preparing import mailing_list

    project = project_here(json=as_json)
    day = as_of.date() if as_of is not None else date.today()
    found = mailing_list(project, file, day, report.shown)
    states = project.states.value
    if found.value is None or states is None:
        report.tell(found.problems, err=True)
        sys.exit(1)
    covered = count(found.value, day, states)
    problems = (*found.value.problems, *covered.problems(found.value, states))
    if as_json:
        click.echo(json.dumps(covered.as_dict(), ensure_ascii=False, indent=2))
    else:
        report.tell(problems)
        written, members = len(covered.written_to), covered.members
        what = "each once" if covered.is_complete else report.summary(problems)
        click.echo(f"{written} of {members} Members are written to: {what}")
    sys.exit(int(any(one.stops for one in problems)))
