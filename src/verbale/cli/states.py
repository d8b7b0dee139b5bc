"""``verbale states``."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from verbale.cli import report
from verbale.cli.place import project_here

if TYPE_CHECKING:
    from verbale.protocol.states import State, States

__all__ = ["states"]


@click.command()
@click.argument("query", required=False)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that counts, as 2016-11-03; today if not given.",
)
@click.option(
    "--language",
    default="en",
    show_default=True,
    metavar="CODE",
    help="The language of the names: ar, en, es, fr, ru, zh, or one of the office's own.",
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def states(query: str | None, as_of: datetime | None, language: str, as_json: bool) -> None:
    """List the Members and observer States of the United Nations on a day, as they were called.

    QUERY is a code, a name of any time and language, or a part of one; without it, all are listed.
    Exits with 1 if there is no such State.

    \b
    Example:
      verbale states Swaziland --as-of 2016-11-03
    """
    project = project_here(json=as_json)
    known = project.states
    if known.value is None:
        click.echo(report.as_json(known.problems)) if as_json else report.tell(known.problems)
        sys.exit(1)
    if language not in known.value.languages:
        named = ", ".join(sorted(known.value.languages))
        raise click.UsageError(f"States have no names in that language, but in: {named}.")
    day = as_of.date() if as_of is not None else date.today()
    found = _wanted(known.value, query, day, language)
    if as_json:
        click.echo(json.dumps([_row(one) for one in found], ensure_ascii=False, indent=2))
    elif found:
        report.table(_cells(one) for one in found)
    if not found:
        known_state = known.value.state(query, date.max, language) if query else None
        if known_state is not None and known_state.admitted is not None:
            name, admitted = known_state.name.short, known_state.admitted
            click.echo(f"{name} was admitted on {admitted}: give a later day", err=True)
            sys.exit(1)
        if query is None:
            click.echo("there was no Member yet: the United Nations began in 1945", err=True)
            sys.exit(1)
        close = known.value.near(query, day)
        hint = f"did you mean {' or '.join(close)}?" if close else "write its code or its name"
        shown = report.safe(query[:80])
        click.echo(f'no State was called "{shown}" or was a Member or observer: {hint}', err=True)
        sys.exit(1)


def _wanted(known: States, query: str | None, day: date, language: str) -> tuple[State, ...]:
    """Give the State that is named, or those of whose names the words are a part."""
    if query is None:
        return known.all(day, language)
    exact = known.state(query, day, language)
    if exact is not None:
        return (exact,) if exact.status is not None else ()
    return known.matching(query, day, language)


def _row(one: State) -> dict[str, str | None]:
    return {
        "iso2": one.name.code,
        "iso3": one.iso3,
        "m49": one.m49,
        "status": one.status,
        "short": one.name.short,
        "formal": one.formal,
        "of": one.name.of,
        "group": one.group,
        "admitted": one.admitted.isoformat() if one.admitted else None,
    }


def _cells(one: State) -> tuple[str, ...]:
    admitted = one.admitted.isoformat() if one.admitted else ""
    name = one.name
    return (name.code, one.iso3, one.status or "", admitted, one.group or "", name.short, name.of)
