"""Reads a workbook, in a process of its own, with bounds on what it may take.

A workbook is untrusted: a few kilobytes may ask for all the memory of the machine, and what reads
them then ends without a word. Run as a script, this file takes the workbook on its input and prints
its rows as JSON (with the word ``all``, those of every sheet that is shown). A cell is its text, or
what it is and its text, where it is none.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

__all__ = ["Unread", "rows", "sheets"]

_MEMORY = 2 * 1024**3
_SECONDS = 60
_UNPACKED = 1024**3
"""The most that a workbook may unpack to, in bytes."""
_EXACT = 2**53
"""Workbooks keep no whole number above it exactly."""
_CELLS = 1_000_000
"""The most cells of a workbook of which all sheets are read."""


class Unread(Exception):
    """The workbook cannot be read; the message says why."""


def rows(raw: bytes) -> tuple[list[list[Any]], str, list[str]]:
    """Read the first sheet that is shown.

    Args:
        raw: the workbook.

    Returns:
        Its rows, its name, and the names of other sheets that hold something.

    Raises:
        Unread: it is no workbook, or would take too much.
    """
    told = _told(raw)
    return told["rows"], told["sheet"], told["others"]


def sheets(raw: bytes) -> dict[str, list[list[Any]]]:
    """Read every sheet that is shown: its rows by its name.

    Args:
        raw: the workbook.

    Raises:
        Unread: it is no workbook, or would take too much.
    """
    found: dict[str, list[list[Any]]] = _told(raw, "all")["sheets"]
    return found


def _told(raw: bytes, *words: str) -> dict[str, Any]:
    """Have a process of its own read the workbook."""
    command = [sys.executable, "-I", str(Path(__file__)), *words]
    run = subprocess.run(command, input=raw, capture_output=True, check=False)
    try:
        told: dict[str, Any] = json.loads(run.stdout)
    except ValueError:
        raise Unread("it is spoilt, or asks for too much memory or time") from None
    if "error" in told:
        raise Unread(told["error"])
    return told


def _child() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told = _read(sys.stdin.buffer.read(), every="all" in sys.argv[1:])
    except MemoryError:
        told = {"error": "it asks for too much memory"}
    json.dump(told, sys.stdout)


def _read(raw: bytes, *, every: bool = False) -> dict[str, Any]:
    import zipfile
    from io import BytesIO

    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
                return {"error": "it unpacks to more than 1 GB"}
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        shown = [
            one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible
        ]
        if not shown:
            return {"error": "it has no sheet that is shown"}
        if every:
            opened = [book.get_sheet_by_name(name) for name in shown]
            if sum(one.height * one.width for one in opened) > _CELLS:
                return {"error": f"it has more than {_CELLS:,} cells"}
            return {"sheets": {name: _cells(raw, book, name) for name in shown}}
        others = [name for name in shown[1:] if book.get_sheet_by_name(name).height]
        found = _cells(raw, book, shown[0])
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, KeyError) as error:
        return {"error": str(error)[:300]}
    return {"rows": found, "sheet": shown[0], "others": others}


def _cells(raw: bytes, book: Any, name: str) -> list[list[Any]]:
    """Read the rows of a sheet."""
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    found = [[_cell(cell) for cell in row] for row in cells]
    for row, column, said in _faults(raw, name):
        if row < len(found) and column < len(found[row]):
            found[row][column] = {"is": said, "text": ""}
    return found


def _cell(cell: Any) -> Any:
    """Give a cell's text, with what it is where that is not text or a number."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return {"is": "true or false, not text", "text": str(cell).upper()}
    if isinstance(cell, (int, float)):
        if abs(cell) > _EXACT:
            return {"is": "a number too long to be exact: format it as text", "text": repr(cell)}
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if cell is None:
        return ""
    text = cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
    return {"is": "a date or a time, not text", "text": text}


def _faults(raw: bytes, sheet: str) -> list[tuple[int, int, str]]:
    """Find cells that hold an error, or a formula without a value; to readers they look empty."""
    import re
    import zipfile
    from io import BytesIO
    from xml.etree import ElementTree

    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    found = []
    with zipfile.ZipFile(BytesIO(raw)) as packed:
        book = ElementTree.fromstring(packed.read("xl/workbook.xml"))
        targets = {
            one.get("Id"): one.get("Target", "")
            for one in ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
        }
        names = {one.get("name"): one.get(relation) for one in book.iter(f"{main}sheet")}
        target = targets.get(names.get(sheet), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path not in packed.namelist():
            return []
        content = packed.read(path)
        if b't="e"' not in content and b"<f" not in content:
            return []
        for _, cell in ElementTree.iterparse(BytesIO(content)):
            if cell.tag != f"{main}c":
                continue
            where = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", cell.get("r", ""))
            value = cell.findtext(f"{main}v")
            if where and cell.get("t") == "e":
                found.append((*_at(where), f"the error {value}"))
            elif where and cell.find(f"{main}f") is not None and value is None:
                found.append((*_at(where), "a formula that was not worked out"))
            cell.clear()
    return found


def _at(where: Any) -> tuple[int, int]:
    column = 0
    for letter in where[1]:
        column = column * 26 + ord(letter) - 64
    return int(where[2]) - 1, column - 1


if __name__ == "__main__":
    _child()
