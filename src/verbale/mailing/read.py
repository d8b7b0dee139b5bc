"""Reads a mailing list from CSV or XLSX; what is wrong stays on its row, the others are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from verbale.filenames import alike, is_reserved
from verbale.mailing.files import Row, csv_rows, xlsx_rows
from verbale.mailing.model import KNOWN, MailingList, Recipient
from verbale.mailing.suggested import MARK
from verbale.problems import Outcome, Place, Problem, Severity, did_you_mean, problem
from verbale.protocol.languages import LANGUAGE
from verbale.protocol.states import States
from verbale.spec.events import FORBIDDEN

__all__ = ["read"]

MAX_BYTES = 200 * 1024 * 1024
"""The largest list, in bytes: a million rows."""
MAX_CELL = 2_000
"""The longest cell, in characters."""
MAX_ID = 100
"""The longest id, in bytes: it names files."""
MOST = 200
"""How many problems of one file are worded."""

_SETTLED = ("id", "state", "language")
_ID = re.compile(r"[^\W_](?:[\w.-]*[\w-])?")
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_TITLED = re.compile(
    r"(?:H\.\s?E\.|His |Her |S\.\s?E\.|Mrs?\b|Ms\b|Dr\b|Mme\b|Sra?\b)", re.IGNORECASE
)
_SUFFIX = re.compile(r",\s*(?:Jr|Sr|II|III|IV|Ph\.?D|K\.?C|M\.?D)\b\.?", re.IGNORECASE)
_FORMULA = re.compile(r"[=@]|[+-](?=[^\d\s]*[(!])")


def read(path: Path, shown: str, as_of: date, states: States) -> Outcome[MailingList]:
    """Read a mailing list.

    Args:
        path: a CSV file (UTF-8; comma, semicolon or tab) or an XLSX file; row 1 is the head.
        shown: how messages name it.
        as_of: the day that counts for names of States.
        states: the States that are known.

    Returns:
        The list: rows that are wrong are left out of it, and their problems are its own. No list
        where the file itself cannot be read.
    """
    where = Place(file=shown)
    try:
        if not path.is_file():
            hint = "name a CSV or XLSX file, or a list: see verbale mailing --help"
            return _refused("file-missing", where, f"{shown} is not a file", hint)
        if path.stat().st_size > MAX_BYTES:
            return _refused("file-too-large", where, "the list is over 200 MB", "split it")
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        return _refused("file-unreadable", where, f"{shown}: {reason}", "check its permissions")
    sheet = raw.startswith(b"PK") or path.suffix.lower() == ".xlsx"
    found: list[Problem] = []
    rows = xlsx_rows(raw, where, found) if sheet else csv_rows(raw, where)
    if isinstance(rows, Problem):
        return Outcome(None, (rows,))
    listed = _list(rows, shown, as_of, states)
    kept = None if listed.value is None else replace(listed.value, raw=raw)
    return Outcome(kept, (*found, *listed.problems))


def _refused(code: str, where: Place, message: str, hint: str) -> Outcome[MailingList]:
    return Outcome(None, (problem(code, where, message, hint),))


def _list(rows: Sequence[Row], shown: str, as_of: date, states: States) -> Outcome[MailingList]:
    filled = [row for row in rows if row.odd or any(cell.strip() for cell in row.cells)]
    where = Place(file=shown, line=filled[0].number if filled else 1)
    if not filled:
        hint = "verbale mailing new makes one to fill in"
        return _refused("empty-file", Place(file=shown), "the list is empty", hint)
    head = [_column(cell) for cell in filled[0].cells]
    found = list(_head(head, filled[0].cells, where))
    if any(one.stops for one in found):
        return Outcome(None, tuple(found))
    reader = _Reader(shown, head, as_of, states)
    recipients = [one for row in filled[1:] if (one := reader.recipient(row)) is not None]
    found += reader.problems
    if reader.count > MOST:
        message = f"the first {MOST} problems of {reader.count:,} are told"
        more = problem("bad-row", Place(file=shown), message, "mend these, and check again")
        # The rows themselves are errors, or are skipped: this only counts them.
        found.append(more.raised_to(Severity.WARNING))
    if not recipients and not found:
        hint = "add a row for each recipient"
        return _refused("empty-file", Place(file=shown), "the list has a head, and no rows", hint)
    listed = MailingList(shown, tuple(recipients), tuple(found), len(filled) - 1, is_file=True)
    return Outcome(listed)


def _column(cell: str) -> str:
    name = re.sub(r"\W+", "_", cell.strip().lower()).strip("_")
    return "email" if name == "e_mail" else name


def _head(head: list[str], cells: Sequence[str], where: Place) -> Iterator[Problem]:
    """Check the first row: it names the columns."""
    if "id" not in head and "state" not in head:
        message = f"the list has no column id and no column state, but {', '.join(cells[:8])}"
        hint = "name the columns in the first row; one of them is id or state"
        yield problem("list-columns", where, message[:300], hint)
        return
    for name in dict.fromkeys(one for one in head if one and head.count(one) > 1):
        message = f'the column "{name}" stands twice'
        yield problem("list-columns", where, message, "leave one of the two out")
    for name in head:
        near = did_you_mean(name, KNOWN) if name and name not in KNOWN else ""
        if near:
            message = f'the column "{name}" is none that is known, and goes to templates as it is'
            yield problem("unknown-column", where, message, near)


class _Reader:
    """Reads rows into recipients, and keeps the problems on their rows."""

    def __init__(self, shown: str, head: list[str], as_of: date, states: States) -> None:
        self.problems: list[Problem] = []
        self.count = 0
        """How many problems there are, of which the first are kept."""
        self._shown = shown
        self._head = head
        self._as_of = as_of
        self._states = states
        self._ids: dict[str, int] = {}
        self._codes: dict[str, str] = {}
        self._hints: dict[str, str] = {}

    def recipient(self, row: Row) -> Recipient | None:
        """Read a row; None if something is wrong with it."""
        before = self.count
        if len(row.cells) > len(self._head) and any(
            cell.strip() for cell in row.cells[len(self._head) :]
        ):
            message = f"it has {len(row.cells)} cells, and the head {len(self._head)}"
            self._report(
                "bad-row",
                row,
                "",
                message,
                "put a cell that holds the separator into quotation marks",
            )
            return None
        values = {
            name: cell.strip()
            for name, cell in zip(self._head, row.cells, strict=False)
            if name and cell.strip()
        }
        for name, value in values.items():
            self._cell(row, name, value)
        self._odd(row)
        self._name(row, values.get("name", ""))
        state = self._state(row, values.get("state", ""))
        for name, check in _CHECKS.items():
            if name in values and (wrong := check(values[name])):
                self._report("bad-value", row, name, *wrong)
        identity = self._identity(row, values.get("id", ""), state)
        if self.count == before and not values.keys() & {"state", "name", "post", "address"}:
            message = "it names neither State, person, post nor address"
            self._report("bad-row", row, "", message, "add one of them")
        if self.count > before:
            return None
        known = {name: values.get(name, "") for name in KNOWN if name not in _SETTLED}
        language = values.get("language", "")
        # Each row has every column, so that templates may ask for it.
        extra = {name: values.get(name, "") for name in self._head if name and name not in KNOWN}
        return Recipient(
            id=identity,
            state=state,
            language=_bare(language),
            language_is_suggested=language.endswith(MARK),
            extra=MappingProxyType(extra),
            row=row.number,
            **known,
        )

    def _report(self, code: str, row: Row, column: str, message: str, hint: str) -> None:
        self.count += 1
        if len(self.problems) < MOST:
            named = f"{column}: " if column else ""
            place = Place(file=self._shown, line=row.number)
            self.problems.append(problem(code, place, f"{named}{message}", hint))

    def _name(self, row: Row, value: str) -> None:
        """Warn of a name that would be printed as nobody writes it."""
        message = hint = ""
        if _TITLED.match(value):
            message = f'"{value[:60]}" begins with a title'
            hint = "write the title in the column title"
        elif "," in value and not _SUFFIX.search(value):
            message = f'"{value[:60]}" looks like a surname before a first name'
            hint = "write the first name before the surname, as it is to be printed"
        if message and len(self.problems) < MOST:
            where = Place(file=self._shown, line=row.number)
            self.problems.append(problem("name-as-printed", where, f"name: {message}", hint))

    def _odd(self, row: Row) -> None:
        """Report cells of a workbook that hold no text; in an office's own columns a date may."""
        for i, said in row.odd.items():
            name = self._head[i] if i < len(self._head) else ""
            lost = not row.cells[i]
            if name in KNOWN or (name and lost):
                self._report("bad-value", row, name, f"the cell holds {said}", "write the text")

    def _cell(self, row: Row, name: str, value: str) -> None:
        """Check what every cell is held to."""
        if len(value) < 100 and value.isascii() and value.isprintable() and value[0].isalnum():
            return  # As most are.
        if len(value) > MAX_CELL:
            message = f"this cell has {len(value):,} characters; {MAX_CELL:,} is the most"
            self._report("text-too-long", row, name, message, "shorten it")
        elif FORBIDDEN.search(value.replace("\r", "").replace("\u200f", "")):
            message = "this cell holds a character that is not seen"
            self._report("control-character", row, name, message, "type it again")
        elif name in KNOWN and _FORMULA.match(value):
            message = f'"{value[:40]}" reads as a formula of a spreadsheet'
            self._report("bad-value", row, name, message, "write the text itself")
        elif name in KNOWN and name != "address" and len(value.splitlines()) > 1:
            self._report("bad-value", row, name, "this cell has several lines", "write one line")

    def _state(self, row: Row, value: str) -> str:
        """Give the code of a State; the same name is looked up once."""
        if not value:
            return ""
        if value not in self._codes:
            found = self._states.find(value, self._as_of, "en")
            self._codes[value] = found.code if found is not None else ""
        if not self._codes[value]:
            message = f'"{value[:60]}" is not a State'
            self._report("unknown-state", row, "state", message, self._near(value))
        return self._codes[value]

    def _near(self, value: str) -> str:
        """Suggest a State; to look for one takes long, and is done for what is told alone."""
        if value not in self._hints and self.count < MOST:
            close = self._states.near(value, self._as_of)
            said = f"did you mean {' or '.join(close)}?" if close else "write its code or its name"
            self._hints[value] = said
        return self._hints.get(value, "")

    def _identity(self, row: Row, value: str, state: str) -> str:
        """Give the id: that of the row, or the State's code in small letters."""
        identity = unicodedata.normalize("NFC", value or state.lower())
        if not identity:
            if "state" not in self._head or not any(
                p.place.line == row.number for p in self.problems
            ):
                self._report("bad-id", row, "id", "neither id nor state is given", "write one")
            return ""
        if len(identity.encode()) > MAX_ID:
            message = f"an id of {len(identity.encode())} bytes; {MAX_ID} is the most"
            self._report("bad-id", row, "id", message, "shorten it: it names files")
        elif not _ID.fullmatch(identity) or is_reserved(identity) or ".." in identity:
            message = f'"{identity[:60]}" cannot name a file on every disk'
            hint = "use letters, digits, - and _, and no name of a device such as CON"
            self._report("bad-id", row, "id", message, hint)
        first = self._ids.setdefault(alike(identity), row.number)
        if first != row.number:
            message = f'"{identity[:60]}" already stands in row {first}'
            self._report("double-id", row, "id", message, "give each recipient an id of its own")
        return identity


def _bare(language: str) -> str:
    return language.removesuffix(MARK).rstrip()


_Wrong = tuple[str, str] | None


def _gender(value: str) -> _Wrong:
    return None if value in ("f", "m") else (f'"{value[:40]}" is neither f nor m', "write f or m")


def _language(value: str) -> _Wrong:
    if LANGUAGE.fullmatch(_bare(value)):
        return None
    return f'"{value[:40]}" is not the code of a language', "write one such as en, fr or zh"


def _email(value: str) -> _Wrong:
    if _EMAIL.fullmatch(value):
        return None
    return f'"{value[:60]}" is not an address of e-mail', "write one address, as name@example.org"


_CHECKS: Mapping[str, Callable[[str], _Wrong]] = {
    "gender": _gender,
    "language": _language,
    "email": _email,
}
