"""The register: an index over the records, by which letters are found. It is only an index.

Whatever it says can be made again from the records. It follows the chain: what it lacks is added
when it is opened, and where it disagrees with the records it is made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verbale.archive.record_v1 import LetterKept, Record, from_bytes, id_of
from verbale.archive.store import Head, Store, sha256
from verbale.archive.words import asked, folded, indexed, like

__all__ = ["Found", "Register", "Sought", "opened", "rebuilt"]

_FILE = "register.sqlite"
_EDITION = 1
_TABLES = """
create table state (edition integer, sequence integer, sha256 text);
create table letters (
    id text primary key, reference text, date text, kind text, title text, office text,
    sender text, status text, corrects text, why text, copies integer
);
create table named (id text, what text, value text);
create index named_value on named (what, value);
create index letters_date on letters (date);
create index letters_corrects on letters (corrects);
create virtual table words using fts5 (
    text, content='', tokenize="unicode61 remove_diacritics 2"
);
"""
_MOST_TEXT = 2_000_000
"""How much of a letter's text is indexed, in characters."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What letters are looked for by; what is empty does not narrow."""

    words: str = ""
    since: date | None = None
    until: date | None = None
    kind: str = ""
    state: str = ""
    """The code of a State."""
    symbol: str = ""
    sender: str = ""
    appointee: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A letter, as the register knows it."""

    id: str
    reference: str
    date: str
    kind: str
    title: str
    status: str
    sender: str
    office: str
    copies: int
    corrects: str = ""
    corrected_by: tuple[str, ...] = ()
    why: str = ""

    def as_dict(self) -> dict[str, object]:
        """Give it as ``--json`` prints it."""
        return {
            "id": self.id,
            "reference": self.reference,
            "date": self.date,
            "kind": self.kind,
            "title": self.title,
            "status": self.status,
            "sender": self.sender,
            "office": self.office,
            "copies": self.copies,
            "corrects": self.corrects,
            "corrected_by": list(self.corrected_by),
            "why": self.why,
        }


class Register:
    """The open index."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def find(self, sought: Sought) -> list[Found]:
        """Find letters, the newest first."""
        where, values = ["1"], []
        if sought.words.strip():
            wanted = asked(sought.words)
            if not wanted:
                return []
            where.append("letters.rowid in (select rowid from words where words match ?)")
            values.append(wanted)
        for column, sign, value in (
            ("date", ">=", sought.since.isoformat() if sought.since else ""),
            ("date", "<=", sought.until.isoformat() if sought.until else ""),
            ("kind", "=", sought.kind),
            ("status", "=", sought.status),
        ):
            if value:
                where.append(f"{column} {sign} ?")
                values.append(value)
        for what, value in (("state", sought.state), ("symbol", sought.symbol)):
            if value:
                where.append("id in (select id from named where what = ? and value = ?)")
                values += [what, value]
        for what, value in (("sender", sought.sender), ("appointee", sought.appointee)):
            if value:
                where.append(
                    "id in (select id from named where what = ? and value like ? escape '\\')"
                )
                values += [what, f"%{like(folded(value))}%"]
        query = f"select * from letters where {' and '.join(where)} order by date desc, id desc"
        return [self._found(row) for row in self._database.execute(query, values)]

    def get(self, name: str) -> list[Found]:
        """Find a letter by its id, with or without zeros, or by its number."""
        ids = (f"{int(name):06}",) if name.isascii() and name.isdigit() else ()
        rows = self._database.execute(
            "select * from letters where id = ? or reference = ? order by id",
            (ids[0] if ids else name, name),
        )
        return [self._found(row) for row in rows]

    def _found(self, row: Sequence[object]) -> Found:
        text = [str(value) for value in row[:10]]
        by = self._database.execute("select id from letters where corrects = ?", (text[0],))
        return Found(
            id=text[0],
            reference=text[1],
            date=text[2],
            kind=text[3],
            title=text[4],
            office=text[5],
            sender=text[6],
            status=text[7],
            corrects=text[8],
            corrected_by=tuple(one[0] for one in by),
            why=text[9],
            copies=int(str(row[10])),
        )


@contextmanager
def opened(store: Store) -> Iterator[Register]:
    """Open the register, brought up to date; where it cannot be written, one in memory.

    Args:
        store: the archive.

    Raises:
        ValueError: a record cannot be read; the message names it.
    """
    path = store.root / _FILE
    try:
        try:
            database = _connected(path)
            _follow(database, store)
        except sqlite3.DatabaseError:
            # It is spoilt, or of another edition: the records have all that it had.
            _forget(path)
            database = _connected(path)
            _follow(database, store)
    except (sqlite3.Error, OSError):
        database = sqlite3.connect(":memory:")
        _follow(database, store)
    with closing(database):
        yield Register(database)


def rebuilt(store: Store) -> int:
    """Make the register anew from the records; how many there are.

    Raises:
        ValueError: a record cannot be read; the message names it.
        OSError: it cannot be written.
    """
    path = store.root / _FILE
    _forget(path)
    try:
        with closing(_connected(path)) as database:
            return _follow(database, store)
    except sqlite3.Error as error:
        raise OSError(5, str(error), str(path)) from None


def _forget(path: Path) -> None:
    """Take the index away, with what SQLite keeps beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=30)
    database.execute("pragma synchronous = normal")
    return database


def _follow(database: sqlite3.Connection, store: Store) -> int:
    """Add what the index lacks; what it says of a record that is not there, it forgets."""
    database.execute("begin immediate")
    try:
        head = _state(database)
        numbers = store.sequences()
        if head is None or not _agrees(head, numbers, store):
            _emptied(database)
            head = Head()
        new = [number for number in numbers if number > head.sequence]
        for number in new:
            raw = store.raw(number)
            try:
                record = from_bytes(raw)
            except ValueError as error:
                raise ValueError(f"record {number:06}: {error}") from None
            _add(database, store, record)
            head = Head(number, sha256(raw))
        if new:
            database.execute("delete from state")
            database.execute(
                "insert into state values (?, ?, ?)", (_EDITION, head.sequence, head.sha256)
            )
        database.execute("commit")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("rollback")
        raise
    return len(numbers)


def _state(database: sqlite3.Connection) -> Head | None:
    try:
        row = database.execute("select edition, sequence, sha256 from state").fetchone()
    except sqlite3.OperationalError:
        return None
    return Head(row[1], row[2]) if row is not None and row[0] == _EDITION else None


def _agrees(head: Head, numbers: Sequence[int], store: Store) -> bool:
    """Whether the last record that the index knows is there, and is what it was."""
    if not head.sequence:
        return True
    try:
        return head.sequence in numbers and sha256(store.raw(head.sequence)) == head.sha256
    except OSError:
        return False


def _emptied(database: sqlite3.Connection) -> None:
    for kind, name in database.execute(
        "select type, name from sqlite_master where type in ('table') and name not like 'sqlite_%'"
        " and name not like 'words_%'"
    ).fetchall():
        database.execute(f'drop {kind} "{name}"')
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            database.execute(statement)
    database.execute("insert into state values (?, 0, '')", (_EDITION,))


def _add(database: sqlite3.Connection, store: Store, record: Record) -> None:
    if not isinstance(record, LetterKept):
        database.execute(
            "update letters set status = 'voided', why = ? where id = ?", (record.why, record.of)
        )
        return
    identity = id_of(record)
    title = str(record.dublin_core.get("title", ""))
    day = record.date.isoformat() if record.date else ""
    copies = sum(len(part.copies) for part in record.parts)
    row = (identity, record.reference, day, record.kind, title, record.office, record.sender)
    cursor = database.execute(
        "insert into letters values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
        (*row, record.status, record.corrects, copies),
    )
    named = [("state", one) for one in record.states]
    named += [("symbol", one) for one in record.symbols]
    named += [("appointee", folded(one)) for one in record.appointees]
    named += [("sender", folded(record.sender))]
    database.executemany(
        "insert into named values (?, ?, ?)", [(identity, what, value) for what, value in named]
    )
    texts = [title, record.reference, *record.symbols]
    for side in record.sides:
        with suppress(OSError, ValueError):  # Found by the rest; verify tells what is wrong.
            texts.append(store.get(side.text).decode("utf-8", "replace"))
    for part in record.parts:
        texts += [one.mission or one.title for one in part.copies[:1000]]
    text = indexed("\n".join(texts)[:_MOST_TEXT])
    database.execute("insert into words (rowid, text) values (?, ?)", (cursor.lastrowid, text))
