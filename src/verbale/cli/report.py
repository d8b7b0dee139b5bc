"""Prints problems: for people, with the line and a mark under it, and as JSON."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from verbale.problems import Place, Problem, Severity

__all__ = ["as_json", "progress", "safe", "shown", "summary", "table", "tell"]

T = TypeVar("T")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_WIDEST = 100
"""The longest excerpt, in characters."""


def tell(problems: Iterable[Problem], *, err: bool = False) -> None:
    """Print problems for people to read; colours only on a terminal."""
    for one in problems:
        if one.excused:
            continue  # Its reason stands in the spec, and it is counted.
        label = click.style(f"{one.severity}", fg=_COLOURS[one.severity], bold=True)
        place = click.style(safe(str(one.place)), bold=True)
        click.echo(f"{place}  {label}  {one.code}: {safe(one.message)}", err=err)
        for line in _excerpt(one.place):
            click.echo(line, err=err)
        if one.hint:
            click.echo(f"   hint: {safe(one.hint)}", err=err)


def as_json(problems: Iterable[Problem]) -> str:
    """Write problems as a JSON list; a place that is not known is null."""
    rows = [
        {
            "code": one.code,
            "severity": str(one.severity),
            "file": one.place.file,
            "line": one.place.line,
            "column": one.place.column,
            "message": one.message,
            "hint": one.hint,
            "excused": one.excused or None,
        }
        for one in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def summary(problems: Iterable[Problem]) -> str:
    """Count problems: "2 errors, 1 warning"; "" if there are none."""
    found = list(problems)
    severities = [one.severity for one in found if not one.excused]
    counts = [(kind, severities.count(kind)) for kind in Severity]
    told = [
        f"{count} {kind}{'s' if count > 1 and kind is not Severity.ADVICE else ''}"
        for kind, count in counts
        if count
    ]
    excused = sum(bool(one.excused) for one in found)
    return ", ".join([*told, *([f"{excused} excused"] if excused else [])])


def progress(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Give items one by one, with a bar below on a terminal; without one, nothing is added."""
    if total < 3 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        for item in items:
            yield item
            bar.advance(task)


def table(rows: Iterable[tuple[str, ...]], *, heads: Sequence[str] = (), whole: int = 0) -> None:
    """Print rows in columns; on a terminal with Rich, which wraps long cells.

    Args:
        rows: the cells.
        heads: what stands above the columns, for people only: other programs get rows alone.
        whole: how many columns, from the first, are never wrapped.
    """
    found = list(rows)
    if not sys.stdout.isatty():
        widths = [max(len(row[i]) for row in found) for i in range(len(found[0]) - 1)]
        for row in found:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            click.echo("  ".join((*cells, row[-1])).rstrip())
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colours = {"ok": "green", "missing": "bold red", "slow": "yellow"}
    grid = Table(box=None, show_header=bool(heads), pad_edge=False, header_style="dim")
    for i in range(len(found[0]) if found else 0):
        grid.add_column(heads[i] if heads else "", no_wrap=i < whole)
    for row in found:
        grid.add_row(*(Text(cell, style=colours.get(cell, "")) for cell in row))
    Console().print(grid)


def shown(path: Path) -> str:
    """Name a file as people near it do: relative to where they are, where that is shorter."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)
    return str(path) if relative.startswith("..") else relative


def _excerpt(place: Place) -> list[str]:
    """Give the line and the mark under what is meant."""
    if place.excerpt is None or place.line is None or place.column is None:
        return []
    start = max(0, place.column - 1 - _WIDEST // 2) if place.column > _WIDEST - 20 else 0
    text = safe(place.excerpt.expandtabs(1)[start : start + _WIDEST])
    more = "…" if len(place.excerpt) > start + _WIDEST else ""
    before = text[: place.column - 1 - start]
    marked = text[place.column - 1 - start :][: place.width]
    margin = f"{place.line:>5}"
    dots = "…" if start else ""
    mark = " " * (_columns(before) + len(dots)) + "^" * max(1, _columns(marked))
    return [f"{margin} | {dots}{text}{more}", f"{' ' * len(margin)} | {mark}"]


def safe(text: str) -> str:
    """Replace what could command a terminal or break a line."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "�" for c in text)


def _columns(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)
