"""Where a command works: the project, and the specs that are meant."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verbale.cache import cache_folder
from verbale.cli import report

if TYPE_CHECKING:
    from verbale.problems import Problem
    from verbale.project import Project

__all__ = ["complete_kind", "project_here", "specs"]


def project_here(
    *,
    json: bool = False,
    written: Callable[[Sequence[Problem]], str] | None = None,
    named: tuple[Path, ...] = (),
) -> Project:
    """Open the project of the current folder, or print what is wrong with it and exit with 1.

    Args:
        json: whether problems are printed as JSON.
        written: how problems are written for another program, where it is not as JSON.
        named: specs that are named: where the current folder belongs to no project, the first of
            them tells which is meant.
    """
    from verbale.project import open_project, settings_above
    from verbale.rules import characters

    start = Path.cwd()
    if named and settings_above(start) is None and settings_above(named[0].absolute().parent):
        start = named[0].absolute().parent
    found = open_project(start, cache_folder() / "templates")
    settings = found.value.source if found.value is not None else None
    problems = (*found.problems, *(characters(settings) if settings is not None else ()))
    if found.value is None or any(one.stops for one in problems):
        if json or written is not None:
            click.echo((written or report.as_json)(problems))
        else:
            report.tell(problems, err=True)
        sys.exit(1)
    return found.value


def complete_kind(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[str]:
    """Give the kinds that begin with what was typed, for the shell's completion."""
    from verbale.project import open_project

    project = open_project(Path.cwd()).value
    kinds = project.templates.kinds if project is not None else ()
    return [kind for kind in kinds if kind.startswith(typed)]


def specs(project: Project, named: tuple[Path, ...]) -> list[Path]:
    """Give the specs that are meant: those named, or all of the project's ``letters/``."""
    from verbale.pipeline import specs_of

    found: list[Path] = []
    for path in named or (project.letters,):
        try:
            found += specs_of(path) if path.is_dir() else [path] if named else []
        except OSError as error:
            # What cannot be looked at is reported where it is read; a folder is wrong use.
            if not _is_folder(path):
                found.append(path)
                continue
            message = f"{report.shown(path)} cannot be read: {error.strerror}."
            raise click.UsageError(message) from None
    if not found:
        where = report.shown(named[0] if named else project.letters)
        message = f"There are no specs in {where}. Name a spec, or go to a project's folder."
        raise click.UsageError(message)
    # One spec may be named in two ways.
    by_file = {Path(os.path.realpath(path)): path for path in reversed(found)}
    return [path for path in dict.fromkeys(found) if path in by_file.values()]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
