"""What the commands of the archive share."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

from verbale.cli import report

if TYPE_CHECKING:
    from verbale.archive.record_v1 import LetterKept
    from verbale.archive.store import Store
    from verbale.problems import Outcome
    from verbale.project import Project

__all__ = ["JSON", "stem", "store_of", "value"]

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


def stem(record: LetterKept, language: str, copy: str) -> str:
    """Name the files of a letter, or of one of its copies."""
    from verbale.archive.record_v1 import id_of

    many = f".{language}" if len(record.sides) > 1 and not copy else ""
    return f"{id_of(record)}{'-' + copy if copy else ''}{many}"
