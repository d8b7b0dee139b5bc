"""Writes a row of a table as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["row_lines"]

_BETWEEN = "   "


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """Write a row, cells side by side, with three spaces between.

    A row is one line; where a cell has several, the row has as many, each cell in its columns.

    Args:
        cells: each cell's lines.
    """
    kept = [[line.strip() for line in cell if line.strip()] for cell in cells]
    height = max((len(cell) for cell in kept), default=0)
    if height == 1:
        return [_BETWEEN.join(cell[0] if cell else "" for cell in kept).rstrip()]
    widths = [max((len(line) for line in cell), default=0) for cell in kept]
    made = []
    for index in range(height):
        line = [
            (cell[index] if index < len(cell) else "").ljust(width)
            for cell, width in zip(kept, widths, strict=True)
            if width
        ]
        made.append(_BETWEEN.join(line).rstrip())
    return made
