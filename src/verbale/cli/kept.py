"""What the commands of the archive share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from verbale.cli import report

if TYPE_CHECKING:
    from verbale.archive.store import Store
    from verbale.problems import Outcome

__all__ = ["JSON", "reading", "store_here", "text", "value", "waiting", "who"]

T = TypeVar("T")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def store_here() -> Store:
    """Give the archive of the current folder's project, whatever else the project holds."""
    from verbale.archive.store import Store
    from verbale.project import archive_above

    return Store(archive_above(Path.cwd()), waiting)


def value(found: Outcome[T]) -> T:
    """Give what was found, or say why there is nothing and exit with 1."""
    report.tell(found.problems, err=True)
    if found.value is None:
        sys.exit(1)
    return found.value


def waiting() -> None:
    """Say that another process holds the archive."""
    click.echo("another process is adding to the archive: waiting for it", err=True)


def text(said: str) -> str:
    """Give what was typed as text: a byte that is none is shown as one that is not known."""
    return os.fsencode(said).decode("utf-8", "replace")


def who() -> str:
    """Name who gives the command, as the machine knows them; "" if it does not."""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


@contextmanager
def reading(store: Store, what: str) -> Iterator[None]:
    """Say what of a letter is lost or spoilt, where it is read, and exit with 1."""
    try:
        yield
    except (OSError, ValueError) as error:
        from verbale.archive.faults import missing

        report.tell((missing(store, what, error),), err=True)
        sys.exit(1)
