"""``verbale init``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verbale.cli import report

__all__ = ["init"]

_SETTINGS = """\
# The office that sends letters from this folder.
default_office: office
offices:
  office:
    name: Our Office
    # A folder in templates/letterheads/; take the line away for pre-printed paper.
    letterhead: office
    paper: letter          # or a4
    text: ragged           # or justified
    paragraphs: indented   # or block
    place: New York
    # How it names itself in a note verbale; "The " and its name if left out.
    # author: The Permanent Mission of ... to the United Nations
    # How letters are numbered when they are issued.
    # number: OFFICE/{year}/{serial:04}
    # Who signs where a spec names nobody.
    # sender: {title: H.E. Ms., name: First Surname, post: permanent-representative, state: CH}
"""
_HEAD = """\
{# Your letterhead. An image is a file beside this one, named by asset:/letterheads/office/NAME. #}
{% set tag = "h1" if medium == "screen" else "p" %}
<{{ tag }} class="office">{{ letter.office.name }}</{{ tag }}>
"""
_STYLE = """\
.letterhead { text-align: center }
.letterhead .office {
  margin: 0; font-size: 12pt; letter-spacing: 0.09em; text-transform: uppercase; text-indent: 0;
}
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
def init(folder: Path) -> None:
    """Lay out a new office's folder: its settings, a letterhead, and a place for letters.

    DIR is made if it is not there. An existing file is never overwritten.

    \b
    Example:
      verbale init our-office
    """
    from verbale import output

    files = {
        folder / "verbale.yaml": _SETTINGS,
        folder / "templates/letterheads/office/letterhead.html.j2": _HEAD,
        folder / "templates/letterheads/office/letterhead.css": _STYLE,
        folder / ".gitignore": "/output/\n/archive/register.sqlite\n/archive/.lock\n/.verbale/\n",
    }
    there = [path for path in files if path.exists()]
    if there:
        raise click.UsageError(f"{report.shown(there[0])} is already there. Name another folder.")
    done = output.write({path: text.encode() for path, text in files.items()})
    report.tell(done.problems, err=True)
    if done.value is None:
        sys.exit(1)
    try:
        (folder / "letters").mkdir(exist_ok=True)
    except OSError as error:
        raise click.ClickException(f"{folder / 'letters'}: {error.strerror}") from None
    for path in done.value:
        click.echo(report.safe(report.shown(path)))
    click.echo(f"Next: cd {report.safe(report.shown(folder))}, then verbale new circular", err=True)
