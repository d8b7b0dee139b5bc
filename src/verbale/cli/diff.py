"""``verbale diff``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import report
from verbale.cli.place import project_here

if TYPE_CHECKING:
    from verbale.redline import Change

__all__ = ["diff"]


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page.")
@click.option("--pdf", type=click.Path(path_type=Path), metavar="FILE", help="Write a PDF.")
def diff(old: str, new: str, html: Path | None, pdf: Path | None) -> None:
    """Show what changed between two letters, word by word, and which facts.

    OLD and NEW are specs, REV:PATH for a spec as git has it, or ids or numbers of the archive.
    What went stands in [-brackets-], what came in {+braces+}.

    \b
    Example:
      verbale diff letters/example-invitation-town-hall.yaml letters/example-letter-condolences.yaml
    """
    from verbale import output, redlining

    for file, ending in ((html, ".html"), (pdf, ".pdf")):
        # So that no spec is written over by a slip.
        if file is not None and file.suffix.lower() != ending:
            raise click.UsageError(f"{report.shown(file)} does not end in {ending}.")
    project = project_here()
    sides = [redlining.side(project, named, report.shown) for named in (old, new)]
    for one in sides:
        report.tell(one.problems, err=True)
    before, after = sides[0].value, sides[1].value
    if before is None or after is None:
        sys.exit(1)
    found = redlining.compare(before, after)
    files = {html: found.html.encode()} if html is not None else {}
    if pdf is not None:
        made = redlining.typeset(found)
        report.tell(made.problems, err=True)
        if made.value is None:
            sys.exit(1)
        files[pdf] = made.value.data
    if files:
        done = output.write(files)
        report.tell(done.problems, err=True)
        for path in done.value or ():
            click.echo(report.safe(report.shown(path)))
        sys.exit(int(done.value is None))
    click.echo("".join(map(_marked, found.words)))
    if found.facts:
        click.echo("\nFacts that changed:")
        rows = [(one.name, f"[-{one.old}-]", f"{{+{one.new}+}}") for one in found.facts]
        report.table([tuple(map(report.safe, row)) for row in rows])
    if found.is_same:
        click.echo("nothing changed", err=True)


def _marked(change: Change) -> str:
    """Mark what went and what came, line by line, so that each can be read by itself."""
    if change.what == "same":
        return "\n".join(map(report.safe, change.text.split("\n")))
    begins, ends, colour = {
        "deleted": ("[-", "-]", "red"),
        "inserted": ("{+", "+}", "green"),
    }[change.what]
    lines = [
        click.style(f"{begins}{report.safe(line)}{ends}", fg=colour) if line.strip() else line
        for line in change.text.split("\n")
    ]
    return "\n".join(lines)
