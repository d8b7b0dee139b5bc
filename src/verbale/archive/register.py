"""The register: letters are looked up here, by their numbers, their words, and what they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from verbale.archive import indexing
from verbale.archive.store import Store
from verbale.archive.words import asked, folded, like

__all__ = ["Found", "Register", "Sought", "Unusable", "opened"]

_STATUS = (
    "case when status != 'voided' and exists (select 1 from letters as other"
    " where other.corrects = letters.id and other.status != 'voided')"
    " then 'corrected' else status end"
)
"""How a letter stands: a correction that was voided itself corrects nothing."""
_LONGEST_SOUGHT = 2_000
"""No letter is found by more, in characters."""
_LONGEST_ID = 12
"""In digits."""
_SELECT = (
    f"select id, reference, date, kind, title, office, sender, {_STATUS}, corrects, why, copies"
    " from letters"
)


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


class Found(NamedTuple):
    """A letter, as the register knows it; a tuple, since there may be 10,000 of them."""

    id: str
    reference: str
    date: str
    kind: str
    title: str
    office: str
    sender: str
    status: str
    corrects: str
    why: str
    """Why it was voided."""
    copies: int
    corrected_by: tuple[str, ...]
    """The ids of letters that correct this one."""
    corrections: tuple[str, ...]
    """The same letters, as they are called."""

    @property
    def called(self) -> str:
        """Its number and its id, as people name it."""
        return _called(self.id, self.reference)

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
        texts = (sought.words, sought.kind, sought.symbol, sought.sender, sought.appointee)
        if max(map(len, texts)) > _LONGEST_SOUGHT or not _is_text("".join(texts)):
            return []
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
            (_STATUS, "=", sought.status),
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
        query = f"{_SELECT} where {' and '.join(where)} order by date desc, letters.rowid desc"
        return self._all(query, values)

    def get(self, name: str) -> Found | None:
        """Find a letter by its id, with or without zeros, or by its number; its id comes first."""
        if name.isascii() and name.isdigit() and len(name) <= _LONGEST_ID:
            found = self._one("id", f"{int(name):06}")
            if found is not None:
                return found
        return self.numbered(name)

    def numbered(self, reference: str) -> Found | None:
        """Find the letter that bears a number."""
        return self._one("number", reference.casefold()) if reference else None

    def issued_from(self, spec: str) -> Found | None:
        """Find the last letter made from a spec, by its SHA-256, that still holds."""
        query = (
            f"{_SELECT} where id in (select id from named where what = 'spec' and value = ?)"
            " and status in ('issued', 'filed') order by letters.rowid desc limit 1"
        )
        return next(iter(self._all(query, (spec,))), None)

    @property
    def unread(self) -> list[tuple[int, str]]:
        """The records that could not be read, and why: the letters they tell of are not known."""
        rows = self._database.execute("select sequence, why from unread order by sequence")
        return [(int(sequence), str(why)) for sequence, why in rows]

    def _one(self, column: str, value: str) -> Found | None:
        if not _is_text(value):
            return None
        query = f"{_SELECT} where {column} = ? order by letters.rowid limit 1"
        return next(iter(self._all(query, (value,))), None)

    def _all(self, query: str, values: Sequence[object]) -> list[Found]:
        corrections: dict[str, list[tuple[str, str]]] = {}
        for old, *new in self._database.execute(
            "select corrects, id, reference from letters"
            " where corrects != '' and status != 'voided' order by rowid"
        ):
            corrections.setdefault(str(old), []).append((str(new[0]), str(new[1])))
        rows = self._database.execute(query, values)
        return [
            Found._make(
                (
                    *map(str, row[:10]),
                    row[10] if isinstance(row[10], int) else 1,
                    tuple(identity for identity, _ in by),
                    tuple(_called(*one) for one in by),
                )
            )
            for row in rows
            for by in (corrections.get(row[0], ()),)
        ]


def _is_text(typed: str) -> bool:
    """Tell whether what was typed is text: a byte that is none stands as half of a sign."""
    return not any("\ud800" <= sign <= "\udfff" for sign in typed)


def _called(identity: str, number: str) -> str:
    return f"{number} ({identity})" if number else f"letter {identity}"


class Unusable(ValueError):
    """The register is spoilt in a way that is seen only in use."""


@contextmanager
def opened(store: Store, *, for_numbers: bool = False) -> Iterator[Register]:
    """Open the register, brought up to date.

    Args:
        store: the archive.
        for_numbers: whether a number will be given by what it says.

    Raises:
        Unusable: it is spoilt; it can be made anew.
        OSError: the records cannot be listed.
    """
    with indexing.opened(store, for_numbers=for_numbers) as database:
        try:
            yield Register(database)
        except sqlite3.Error as error:
            raise Unusable(f"the register cannot be used: {error}") from None
