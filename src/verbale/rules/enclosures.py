"""Rules on enclosures, copies and the classification (ST/DCS/4/Rev.1, paras. 32-37)."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.problems import Problem, join_path, problem
from verbale.rules.reading import Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]


def _twice(reading: Reading) -> Iterator[Problem]:
    """An enclosure is listed once (ST/DCS/4/Rev.1, paras. 32-35: their number is given)."""
    letter = reading.letter
    seen: dict[tuple[str, str], int] = {}
    for index, one in enumerate(letter.enclosures):
        first = seen.setdefault((one.title.casefold(), one.symbol), index)
        if first != index:
            message = f'"{one.title}" is already enclosure {first + 1}'
            path = join_path("enclosures", index)
            yield problem("enclosure-twice", path, message, "leave one of the two out")


RULES = (Rule("enclosure-twice", _twice),)
