"""Reads a workbook of phrases that comes back from a translator; it is untrusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.mailing import workbook
from verbale.phrases.columns import (
    BEFORE,
    EDITABLE,
    FORM,
    PHRASE_HEADS,
    PHRASES,
    READ_ME,
    TEMPLATE_HEADS,
    TEMPLATES,
)
from verbale.problems import Outcome, Place, Problem, problem

__all__ = ["Cell", "Filled", "FilledRow", "Remark", "read_filled"]

MAX_BYTES = 20 * 1024 * 1024
"""The largest workbook, in bytes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, what it is if it is none, and how a spreadsheet names it."""

    text: str
    odd: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of the sheet of phrases: its cells by the heads of their columns."""

    number: int
    """From 1, as spreadsheets count."""
    cells: Mapping[str, Cell]

    def text(self, head: str) -> str:
        """Give the text of a cell; "" where the column is not there."""
        return self.cells[head].text if head in self.cells else ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a translator says of a template."""

    file: str
    paragraph: str
    said: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook as it came back."""

    language: str
    """The code that it says, which may be none."""
    version: str
    """The version of Verbale that has exported it."""
    rows: tuple[FilledRow, ...]
    remarks: tuple[Remark, ...]
    shown: str = field(default="", compare=False)
    """How messages name the file."""


def read_filled(path: Path, shown: str) -> Outcome[Filled]:
    """Read a workbook.

    Args:
        path: the file.
        shown: how messages name it.

    Returns:
        The workbook as it came back, or why it is none of phrases.
    """
    where = Place(file=shown)
    try:
        if not path.is_file():
            return _refused("file-missing", where, f"{shown} is not a file", "name an XLSX file")
        if path.stat().st_size > MAX_BYTES:
            hint = "take out what was added besides the phrases"
            return _refused("file-too-large", where, "the workbook is over 20 MB", hint)
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        return _refused("file-unreadable", where, f"{shown}: {reason}", "check its permissions")
    try:
        sheets = workbook.sheets(raw)
    except workbook.Unread as error:
        message = f"the workbook cannot be read: {error}"
        return _refused("file-unreadable", where, message, "save it as XLSX again")
    return _filled(sheets, shown)


def _refused(code: str, where: Place, message: str, hint: str) -> Outcome[Any]:
    return Outcome(None, (problem(code, where, message, hint),))


def _filled(sheets: Mapping[str, list[list[Any]]], shown: str) -> Outcome[Filled]:
    """Find the sheets and their columns."""
    told = {
        row[0].strip(): row[1].strip()
        for row in sheets.get(READ_ME, [])
        if len(row) > 1 and isinstance(row[0], str) and isinstance(row[1], str)
    }
    found = list(_not_ours(sheets, told, shown))
    if found:
        return Outcome(None, tuple(found))
    rows = tuple(_rows(sheets[PHRASES]))
    remarks = tuple(
        Remark(row.text("File"), row.text("Paragraph"), said)
        for row in _rows(sheets.get(TEMPLATES, []))
        if (said := " ".join(row.text(TEMPLATE_HEADS[-1]).split()))
    )
    return Outcome(Filled(told["Language"], told.get("Version", ""), rows, remarks, shown))


def _not_ours(
    sheets: Mapping[str, list[list[Any]]], told: Mapping[str, str], shown: str
) -> Iterator[Problem]:
    """Say why a workbook is none of phrases, if it is none."""
    where = Place(file=shown)
    hint = "fill in a workbook that verbale phrases export has made, and keep its sheets and heads"
    for name in (READ_ME, PHRASES):
        if name not in sheets:
            yield problem("not-phrases", where, f'it has no sheet "{name}" that is shown', hint)
    if READ_ME in sheets and not told.get("Language"):
        yield problem("not-phrases", where, f'the sheet "{READ_ME}" names no Language', hint)
    elif READ_ME in sheets and told.get("Form") != FORM:
        message = f'it has the form "{told.get("Form", "")[:20]}"; {FORM} is read here'
        yield problem("not-phrases", where, message, "export it again, and copy the corrections")
    if PHRASES in sheets:
        heads = _heads(sheets[PHRASES])
        wanted = (*PHRASE_HEADS[:1], *EDITABLE)
        if missing := [name for name in wanted if heads.count(name) != 1]:
            message = f'row 1 of the sheet "{PHRASES}" names not once: {", ".join(missing)}'
            yield problem("not-phrases", Place(file=shown, line=1), message, hint)


def _heads(rows: Sequence[Sequence[Any]]) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else "" for cell in (rows[0] if rows else ())]


def _rows(rows: Sequence[Sequence[Any]]) -> Iterator[FilledRow]:
    """Give the rows below the heads that hold something."""
    known = {*PHRASE_HEADS, *TEMPLATE_HEADS, *(f"{name}{BEFORE}" for name in EDITABLE)}
    heads = _heads(rows)
    for number, cells in enumerate(rows[1:], 2):
        found = {
            head: _cell(cell, f"{_letters(column)}{number}")
            for column, (head, cell) in enumerate(zip(heads, cells, strict=False))
            if head in known
        }
        if any(one.text.strip() or one.odd for one in found.values()):
            yield FilledRow(number, found)


def _cell(cell: Any, at: str) -> Cell:
    text, odd = (cell, "") if isinstance(cell, str) else (cell["text"], cell["is"])
    return Cell(text.replace("\r\n", "\n").replace("\r", "\n"), odd, at)


def _letters(column: int) -> str:
    """Name a column as spreadsheets do."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name
