"""``verbale watch``."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from verbale.cli import report
from verbale.cli.place import project_here

__all__ = ["watch"]


@click.command()
@click.argument("spec", type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the letter goes; the project's output/ if not given.",
)
@click.option("--draft", is_flag=True, help="Mark every page as a draft.")
@click.option("--once", is_flag=True, hidden=True, help="Stop after the first render.")
def watch(spec: Path, output: Path | None, draft: bool, once: bool) -> None:
    """Render SPEC now and at every save, of the spec, the templates or the settings.

    Problems are shown as they come up; a broken save leaves the last good letter. Ctrl+C ends it.

    \b
    Example:
      verbale watch letters/2016-appointment-global-compact-migration.yaml --once
    """
    from watchfiles import watch as changes

    project = project_here()
    folder = output or project.output
    _render(spec, folder, draft)
    if once:
        return
    click.echo(f"watching {report.safe(report.shown(spec))}; Ctrl+C ends it", err=True)
    # An editor may replace a file, which is seen in its folder only; folders of templates are named
    # one by one, since what lies below the project is large.
    templates = project.root / "templates"
    places = {spec.absolute().parent, project.root}
    places |= {Path(name) for name, _, _ in os.walk(templates)}
    for saved in changes(
        *places,
        debounce=60,
        step=30,
        rust_timeout=500,
        recursive=False,
        raise_interrupt=False,
    ):
        if any(_matters(Path(name), spec, project.root) for _, name in saved):
            _render(spec, folder, draft)


def _matters(changed: Path, spec: Path, root: Path) -> bool:
    """Tell whether a change can change the letter."""
    if changed == spec.absolute() or changed.resolve() == spec.resolve():
        return True
    if changed == root / "verbale.yaml":
        return True
    return changed.is_relative_to(root / "templates") and not changed.name.endswith(("~", ".swp"))


def _render(spec: Path, folder: Path, draft: bool) -> None:
    """Render once, and say what came of it; settings and templates are read anew."""
    from verbale import pipeline
    from verbale.cli.place import cache_folder
    from verbale.project import open_project

    click.echo(click.style(f"{datetime.now():%H:%M:%S}", dim=True), err=True)
    project = open_project(Path.cwd(), cache_folder() / "templates")
    if project.value is None:
        report.tell(project.problems, err=True)
        return
    formats = ("pdf", "html")
    for done in pipeline.render(
        project.value, [spec], folder, formats, draft=draft, shown=report.shown
    ):
        report.tell(done.problems, err=True)
        for path in done.files:
            click.echo(report.safe(report.shown(path)))
        if done.failed:
            click.echo("the last good letter stays", err=True)
