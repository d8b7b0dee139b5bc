"""``verbale rules``."""

from __future__ import annotations

import json

import click

from verbale.cli import report
from verbale.cli.explain import examples
from verbale.cli.place import project_here
from verbale.codes import CODES
from verbale.rule_codes import FAMILIES

__all__ = ["languages_of", "rules"]


@click.command()
@click.option("--family", type=click.Choice(list(FAMILIES)), help="Of one family alone.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, with sources.")
def rules(family: str | None, as_json: bool) -> None:
    """List the rules that letters are held to, with their state here, languages and sources.

    An office turns a rule off, or up to error, in verbale.yaml (rules: {date-in-future: off}); a
    spec excuses a finding with a reason (excuses: {listed-twice: both are meant}). Rules that are
    errors can be excused, and not turned off. verbale explain CODE tells more of one.

    \b
    Example:
      verbale rules --family references
    """
    set_here = project_here().settings.rules
    spoken = languages_of()
    told = examples()
    rows = [
        {
            "code": one.name,
            "family": one.family,
            "severity": str(one.severity),
            "state": set_here.get(one.name, str(one.severity)),
            "languages": spoken[one.name],
            "rule": one.rule,
            "source": told[one.name]["source"],
        }
        for one in CODES.values()
        if one.family and family in (None, one.family)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    heads = ("rule", "state", "languages", "what it asks", "source")
    cells = [
        (
            str(row["code"]),
            f"{row['state']}{' (set here)' if row['state'] != row['severity'] else ''}",
            " ".join(row["languages"]) or "every",
            str(row["rule"]),
            str(row["source"]),
        )
        for row in rows
    ]
    report.table(cells, heads=heads, whole=1)


def languages_of() -> dict[str, list[str]]:
    """Give the languages in which each rule works, by its code; an empty list is every one."""
    from verbale.rules import BOOK, PAGE_BOOK

    spoken = {one.code: sorted(one.languages) for one in BOOK}
    return spoken | {one.code: [] for one in PAGE_BOOK}
