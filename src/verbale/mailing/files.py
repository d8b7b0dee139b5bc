"""Takes the rows out of a file: CSV as offices save it, and workbooks."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from verbale.problems import Place, Problem, problem

__all__ = ["Row", "csv_rows", "xlsx_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file."""

    number: int
    cells: Sequence[str]
    odd: Mapping[int, str] = field(default_factory=dict)
    """Cells that are no text, by their columns: what they are instead."""


def csv_rows(raw: bytes, where: Place) -> list[Row] | Problem:
    """Read rows of text; the sign between cells is the one that parts the head."""
    hint = "save it as CSV in UTF-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return problem("not-text", where, "the list is text in UTF-16, not in UTF-8", hint)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"row {line} is not text in UTF-8 (byte 0x{raw[error.start]:02X})"
        return problem("not-text", Place(file=where.file, line=line), message, hint)
    if "\x00" in text:
        return problem("not-text", where, "the file is binary", hint)
    said = re.match(r"\s*sep=([,;\t])[ \t]*\r?\n", text)
    if said is not None:
        # Excel's own first line, which tells the sign; the rows keep their numbers.
        text = "\n" * said.group().count("\n") + text[said.end() :]
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = said[1] if said is not None else max(",;\t", key=head.count)
    csv.field_size_limit(1024 * 1024)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            rows.append(Row(number, cells))
    except csv.Error as error:
        row = len(rows) + 1
        hint = "look for a quotation mark that is not closed, or stands within a cell undoubled"
        return problem("bad-row", Place(file=where.file, line=row), f"row {row}: {error}", hint)
    return rows


def xlsx_rows(raw: bytes, where: Place, found: list[Problem]) -> list[Row] | Problem:
    """Read the first sheet that is shown; of a formula, the value that was kept with it."""
    from verbale.mailing import workbook

    try:
        rows, sheet, others = workbook.rows(raw)
    except workbook.Unread as error:
        message = f"the workbook cannot be read: {error}"
        return problem("file-unreadable", where, message, "save it as XLSX or CSV again")
    if others:
        message = f'the sheet "{sheet[:40]}" is read, and not "{others[0][:40]}"'
        hint = "put the list on the first sheet, and leave the others out"
        found.append(problem("other-sheets", where, message, hint))
    return [_row(number, cells) for number, cells in enumerate(rows, 1)]


def _row(number: int, cells: Sequence[str | Mapping[str, str]]) -> Row:
    texts = [cell if isinstance(cell, str) else cell["text"] for cell in cells]
    odd = {i: cell["is"] for i, cell in enumerate(cells) if not isinstance(cell, str)}
    return Row(number, texts, odd)
