"""What the commands of the archive share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from verbale.cli import report

if TYPE_CHECKING:
    from verbale.archive.store import Store
    from verbale.problems import Outcome
    from verbale.project import Project

__all__ = ["JSON", "reading", "store_of", "value"]

T = TypeVar("T")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def store_of(project: Project) -> Store:
    """Give a project's archive."""
    from verbale.archive.store import Store

    return Store(project.archive)


def value(found: Outcome[T]) -> T:
    """Give what was found, or say why there is nothing and exit with 1."""
    report.tell(found.problems, err=True)
    if found.value is None:
        sys.exit(1)
    return found.value


@contextmanager
def reading(store: Store, what: str) -> Iterator[None]:
    """Say what of a letter is lost or spoilt, where it is read, and exit with 1."""
    try:
        yield
    except (OSError, ValueError) as error:
        from verbale.archive.faults import missing

        report.tell((missing(store, what, error),), err=True)
        sys.exit(1)
