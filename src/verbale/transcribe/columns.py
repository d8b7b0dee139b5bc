"""Reads columns one after the other."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.transcribe.parts import Part
from verbale.transcribe.source import Line
from verbale.transcribe.units import Unit

__all__ = ["decolumned"]

_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
"""Words of one column: three spaces part two."""


def decolumned(part: Part) -> Part:
    """Put signatures that stand side by side one after the other, as they are read.

    Args:
        part: a part of a letter; any other than its signature is given back as it is.
    """
    if part.name != "signature":
        return part
    units: list[Unit] = []
    for unit in part.units:
        cells = [[(m.start(), m[0]) for m in _CELL.finditer(line.text)] for line in unit.lines]
        widest = max((len(row) for row in cells), default=0)
        if not unit.table or widest < 2:
            units.append(unit)
            continue
        starts = sorted(next(row for row in cells if len(row) == widest))
        columns: list[list[Line]] = [[] for _ in starts]
        for line, row in zip(unit.lines, cells, strict=True):
            for place, words in row:
                near = min(range(len(starts)), key=lambda i: abs(starts[i][0] - place))
                columns[near].append(replace(line, text=words))
        units += [Unit(tuple(one)) for one in columns if one]
    return Part(part.name, tuple(units))
