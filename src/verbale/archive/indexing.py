"""Keeps the register up to date with the records: it is only an index over them.

Whatever it says can be made again from the records. It follows the chain: what it lacks is added
when it is opened, and where it disagrees with the records it is made anew.
"""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from html import unescape
from pathlib import Path

from verbale.archive import records
from verbale.archive.records import LetterKept, Record, id_of
from verbale.archive.store import Head, Store, sha256
from verbale.archive.words import folded, indexed

__all__ = ["FILE", "differs", "opened", "rebuilt"]

FILE = "register.sqlite"
_EDITION = 5
_TAG = re.compile(r"<[^>]*>")
_TABLES = """
create table state (
    edition integer, sequence integer, sha256 text, records integer, numbers text
);
create table unread (sequence integer primary key, why text);
create table letters (
    id text primary key, reference text, date text, kind text, title text, office text,
    sender text, status text, corrects text, why text, copies integer, number text
);
create table named (id text, what text, value text);
create index named_value on named (what, value);
create index letters_number on letters (number);
create index letters_date on letters (date);
create index letters_corrects on letters (corrects);
create virtual table words using fts5 (
    text, content='', tokenize="unicode61 remove_diacritics 2"
);
"""
_MOST_TEXT = 20_000_000
"""How much of a letter's text is indexed, in characters."""


@contextmanager
def opened(store: Store, *, for_numbers: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the index, brought up to date; where it cannot be written, one in memory.

    Args:
        store: the archive.
        for_numbers: whether a number will be given by what it says: then it is held to what it
            was, so that one that was tampered with gives none twice.

    Raises:
        OSError: the records cannot be listed.
    """
    path = store.root / FILE
    try:
        database = _up_to_date(path if _is_own(path) else ":memory:", store)
    except sqlite3.OperationalError:
        # Locked, or not to be written to: whoever has it keeps it.
        database = _up_to_date(":memory:", store)
    except sqlite3.DatabaseError:
        # It is spoilt: the records have all that it had.
        try:
            _forget(path)
            database = _up_to_date(path, store)
        except (sqlite3.Error, OSError):
            database = _up_to_date(":memory:", store)
    if for_numbers and not _is_whole(database):
        database.close()
        database = _up_to_date(":memory:", store)
    with closing(database):
        yield database


def _is_whole(database: sqlite3.Connection) -> bool:
    try:
        (digest,) = database.execute("select numbers from state").fetchone()
        return bool(digest == _digest(database))
    except (sqlite3.Error, TypeError):
        return False


def _is_own(path: Path) -> bool:
    """Tell whether the index is, or can be, a file of its own: another's is not written into."""
    return not path.is_symlink() and (path.is_file() or not path.exists())


def _up_to_date(path: Path | str, store: Store) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=3)
    try:
        database.execute("pragma synchronous = normal")
        _follow(database, store)
    except BaseException:
        database.close()
        raise
    return database


def differs(store: Store) -> str:
    """Say in which letter the index is not what the records say; "" if it is in none.

    Raises:
        OSError: the records cannot be listed.
    """
    odd = ""
    for _ in range(2):  # Between the one look and the other a letter may have been issued.
        with opened(store) as kept, closing(_up_to_date(":memory:", store)) as anew:
            try:
                told = [_rows(database) for database in (kept, anew)]
            except sqlite3.Error as error:
                return str(error)
        found = sorted({str(row[0]) for row in told[0] ^ told[1]})
        if not found:
            return ""
        odd = f"of letter {found[0]}"
    return odd


def _rows(database: sqlite3.Connection) -> set[tuple[object, ...]]:
    """Give all that an index tells of letters, but for their words."""
    letters = "select * from letters"
    return {*database.execute(letters), *database.execute("select * from named")}


def rebuilt(store: Store) -> int:
    """Make the register anew from the records; how many letters it knows.

    Raises:
        OSError: it cannot be written.
    """
    path = store.root / FILE
    if not _is_own(path):
        raise OSError(22, f"{FILE} is no file of its own")
    _forget(path)
    try:
        with closing(_up_to_date(path, store)) as database:
            (count,) = database.execute("select count(*) from letters").fetchone()
            return int(count)
    except sqlite3.Error as error:
        raise OSError(5, str(error), str(path)) from None


def _forget(path: Path) -> None:
    """Take the index away, with what SQLite keeps beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _follow(database: sqlite3.Connection, store: Store) -> None:
    """Add what the index lacks; what it says of a record that is not there, it forgets."""
    database.execute("begin immediate")
    try:
        head = _state(database)
        numbers = store.sequences()
        if head is None or not _agrees(database, head, numbers, store):
            _emptied(database)
            head = Head()
        is_behind = not head.sequence or head.sequence < numbers[-1]
        if is_behind and head.sequence and not _is_whole(database):
            _emptied(database)  # What is added to it would make what was tampered with look right.
            head = Head()
        expected = head.sequence + 1
        for number in numbers:
            if number < expected:
                continue
            if number > expected:
                many = f"to {number - 1:06} are missing" if number - 1 > expected else "is missing"
                database.execute("insert into unread values (?, ?)", (expected, many))
            raw, why = _raw(store, number)
            if not why:
                try:
                    _add(database, store, _record(raw, number))
                except ValueError as error:
                    why = f"cannot be read: {error}"
            if why:
                database.execute("insert into unread values (?, ?)", (number, why))
            head = Head(number, sha256(raw))
            expected = number + 1
        if is_behind:
            state = (_EDITION, head.sequence, head.sha256, len(numbers), _digest(database))
            database.execute("delete from state")
            database.execute("insert into state values (?, ?, ?, ?, ?)", state)
        database.execute("commit")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("rollback")
        raise


def _digest(database: sqlite3.Connection) -> str:
    """Name by content what the index says of numbers: who is not to be given one twice asks it."""
    rows = database.execute("select id, number from letters order by rowid").fetchall()
    return sha256(repr(rows).encode())


def _state(database: sqlite3.Connection) -> Head | None:
    try:
        row = database.execute("select edition, sequence, sha256 from state").fetchone()
    except sqlite3.OperationalError:
        return None
    if row is None or row[0] != _EDITION or not isinstance(row[1], int):
        return None
    return Head(row[1], str(row[2]))


def _agrees(database: sqlite3.Connection, head: Head, numbers: Sequence[int], store: Store) -> bool:
    """Whether the last record that the index knows is what it was, and no other was mended."""
    if not head.sequence:
        return True
    if head.sequence > (numbers[-1] if numbers else 0):
        return False
    (count,) = database.execute("select records from state").fetchone()
    if bisect_right(numbers, head.sequence) != count:
        return False
    unread = [number for (number,) in database.execute("select sequence from unread")]
    return sha256(_raw(store, head.sequence)[0]) == head.sha256 and not any(
        _is_good(store, number) for number in unread
    )


def _raw(store: Store, number: int) -> tuple[bytes, str]:
    """Give a record's bytes, or why there are none."""
    try:
        return store.raw(number), ""
    except FileNotFoundError:
        return b"", "is missing"
    except (OSError, ValueError) as error:
        return b"", f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _is_good(store: Store, number: int) -> bool:
    raw, why = _raw(store, number)
    with suppress(ValueError):
        return not why and bool(_record(raw, number))
    return False


def _record(raw: bytes, number: int) -> Record:
    """Read a record.

    Raises:
        ValueError: it is none, or not the one that its file's name says.
    """
    record = records.read(raw)
    if record.sequence != number:
        raise ValueError(f"it is record {id_of(record)}")
    return record


def _emptied(database: sqlite3.Connection) -> None:
    for kind, name in database.execute(
        "select type, name from sqlite_master where type in ('table') and name not like 'sqlite_%'"
        " and name not like 'words_%'"
    ).fetchall():
        database.execute(f'drop {kind} "{name}"')
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            database.execute(statement)
    database.execute("insert into state values (?, 0, '', 0, '')", (_EDITION,))


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
        "insert into letters values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)",
        (*row, record.status, record.corrects, copies, record.reference.casefold()),
    )
    named = [("state", one) for one in record.states]
    named += [("symbol", one) for one in record.symbols]
    named += [("appointee", folded(one)) for one in record.appointees]
    named += [("sender", folded(record.sender)), ("spec", record.spec.sha256)]
    database.executemany(
        "insert into named values (?, ?, ?)", [(identity, what, value) for what, value in named]
    )
    texts = [title, record.reference, *record.symbols]
    for side in record.sides:
        with suppress(OSError, ValueError):  # Found by the rest; verify tells what is wrong.
            texts.append(store.get(side.text).decode("utf-8", "replace"))
    for part in record.parts:
        for one in part.copies:
            texts += [one.mission or one.title, *map(_untagged, one.slots.values())]
    text = indexed("\n".join(texts)[:_MOST_TEXT])
    database.execute("insert into words (rowid, text) values (?, ?)", (cursor.lastrowid, text))


def _untagged(html: str) -> str:
    """Give the words of a line of a page."""
    return unescape(_TAG.sub(" ", html))
