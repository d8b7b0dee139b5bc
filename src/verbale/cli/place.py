"""Where a command works: the project, and the specs that are meant."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cli import report

if TYPE_CHECKING:
    from verbale.project import Project

__all__ = ["cache_folder", "project_here", "specs"]


def project_here(*, json: bool = False) -> Project:
    """Open the project of the current folder, or print what is wrong with it and exit with 1."""
    from verbale.project import open_project

    found = open_project(Path.cwd(), cache_folder() / "templates")
    if found.value is None:
        if json:
            click.echo(report.as_json(found.problems))
        else:
            report.tell(found.problems, err=True)
        sys.exit(1)
    return found.value


def cache_folder() -> Path:
    """Give the folder for what can be made again: the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "verbale"


def specs(project: Project, named: tuple[Path, ...]) -> list[Path]:
    """Give the specs that are meant: those named, or all of the project's ``letters/``."""
    from verbale.pipeline import specs_of

    found: list[Path] = []
    for path in named or (project.letters,):
        if path.is_dir():
            found += specs_of(path)
        elif named:
            found.append(path)
    if not found:
        where = report.shown(named[0] if named else project.letters)
        message = f"There are no specs in {where}. Name a spec, or go to a project's folder."
        raise click.UsageError(message)
    return list(dict.fromkeys(found))
