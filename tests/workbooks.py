"""Workbooks of phrases as translators send them back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

Rows = list[list[Any]]


def rows(path: Path, sheet: str = "Phrases") -> Rows:
    """Read a sheet as spreadsheets show it."""
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def by_key(path: Path) -> dict[str, dict[str, Any]]:
    """Give the rows of phrases by their keys, cells by the heads of their columns."""
    head, *below = rows(path)
    return {row[0]: dict(zip(head, row, strict=True)) for row in below}


def filled(
    path: Path,
    cells: Mapping[tuple[str, str], Any],
    change: Callable[[dict[str, Rows]], None] = lambda sheets: None,
) -> None:
    """Save a workbook again with other cells, named by key and column.

    Args:
        path: the workbook.
        cells: the new cells.
        change: what else is done to the rows of its sheets.
    """
    book = CalamineWorkbook.from_path(path)
    sheets: dict[str, Rows] = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    head, *below = sheets["Phrases"]
    at = {row[0]: row for row in below}
    for (key, column), value in cells.items():
        at[key][head.index(column)] = value
    change(sheets)
    path.write_bytes(saved(sheets))


def saved(sheets: Mapping[str, Rows]) -> bytes:
    """Write a workbook."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if hasattr(cell, "isoformat"):
                    sheet.write_datetime(number, column, cell, day)
                elif cell != "":
                    sheet.write(number, column, cell)
    book.close()
    return out.getvalue()
