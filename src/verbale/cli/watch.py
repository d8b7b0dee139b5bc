"""``verbale watch``."""

from __future__ import annotations

import glob
import os
import sys
from contextlib import suppress
from datetime import date, datetime
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
@click.option("--once", is_flag=True, help="Stop after the first render.")
def watch(spec: Path, output: Path | None, draft: bool, once: bool) -> None:
    """Render SPEC now and at every save, of the spec, the templates or the settings.

    Problems are shown as they come up; a broken save leaves the last good letter. Ctrl+C ends it.

    \b
    Example:
      verbale watch letters/2016-appointment-global-compact-migration.yaml --once
    """
    project = project_here()
    folder = output or project.output
    good = _render(spec, folder, draft)
    if once:
        sys.exit(int(not good))
    click.echo(f"watching {report.safe(report.shown(spec))}; Ctrl+C ends it", err=True)
    with suppress(KeyboardInterrupt):
        _until_interrupted(spec, folder, draft, project.root)


def _until_interrupted(spec: Path, folder: Path, draft: bool, root: Path) -> None:
    """Render at every save.

    Raises:
        KeyboardInterrupt: the user has had enough.
    """
    from watchfiles import watch as changes

    # An editor may replace a file, which is seen in its folder only; folders of templates are named
    # one by one, since what lies below the project is large.
    while True:
        places = _places(spec, root)
        for saved in changes(
            *places,
            debounce=60,
            step=30,
            rust_timeout=500,
            recursive=False,
        ):
            if any(_matters(Path(name), spec, root) for _, name in saved):
                _render(spec, folder, draft)
            if _places(spec, root) != places:
                break  # A folder has come or gone: it is watched from now on.
        else:
            return


def _places(spec: Path, root: Path) -> set[Path]:
    """Name the folders that are watched."""
    below = (Path(name) for name, _, _ in os.walk(root / "templates"))
    return {spec.absolute().parent, root, *below}


def _matters(changed: Path, spec: Path, root: Path) -> bool:
    """Tell whether a change can change the letter."""
    if changed == spec.absolute() or changed.resolve() == spec.resolve():
        return True
    if changed == root / "verbale.yaml":
        return True
    return changed.is_relative_to(root / "templates") and not changed.name.endswith(("~", ".swp"))


def _render(spec: Path, folder: Path, draft: bool) -> bool:
    """Render once, and say what came of it; settings and templates are read anew.

    Returns:
        Whether the letter was made.
    """
    from verbale import pipeline
    from verbale.cache import cache_folder
    from verbale.project import open_project

    click.echo(click.style(f"{datetime.now():%H:%M:%S}", dim=True), err=True)
    project = open_project(Path.cwd(), cache_folder() / "templates")
    if project.value is None:
        report.tell(project.problems, err=True)
        return False
    formats = ("pdf", "html")
    [done] = pipeline.render(
        project.value,
        [spec],
        folder,
        formats,
        draft=draft,
        today=date.today(),
        shown=report.shown,
    )
    report.tell(done.problems, err=True)
    for path in done.files:
        click.echo(report.safe(report.shown(path)))
    if done.failed:
        there = any(folder.glob(f"{glob.escape(spec.stem)}.*"))
        click.echo("the last good letter stays" if there else "there is no letter yet", err=True)
    return not done.failed
