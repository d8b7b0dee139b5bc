"""What is still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.problems import Problem, problem
from verbale.spec.tree import SourceText

__all__ = ["PLACEHOLDER", "placeholders"]

PLACEHOLDER = re.compile(r"<<[^<>\n]{1,80}>>")
"""What is still to be filled in: ``<<name>>``."""


def placeholders(source: SourceText) -> Iterator[Problem]:
    """Report what is still to be filled in, each where it stands."""
    for path, scalar in source.scalars():
        for match in PLACEHOLDER.finditer(scalar.value or ""):
            place = source.place(path)
            message = f"{match.group()} is still to be filled in"
            yield problem("placeholder", place, message, "write what belongs there")
