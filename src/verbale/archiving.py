"""What an office does with its archive: find letters, make them again, prove them, recall them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from verbale.archive import indexing, keep, records, register
from verbale.archive.faults import absent, refused, spoilt, superseded, unreadable
from verbale.archive.records import LetterKept, Record, Voided, id_of
from verbale.archive.register import Found, Sought
from verbale.archive.reproduce import Remade, reproduce
from verbale.archive.store import Head, Store, sha256
from verbale.document import Copy, Page
from verbale.problems import Outcome, Place, Severity, problem
from verbale.typeset import fonts, pictures
from verbale.typeset.copies import Stamped, copies
from verbale.typeset.versions import loaded_versions, versions

__all__ = ["Rebuilt", "find", "letter", "rebuild", "remade", "void"]


def find(store: Store, sought: Sought) -> Outcome[list[Found]]:
    """Find letters in the archive, the newest first."""
    try:
        with register.opened(store) as known:
            found = known.find(sought)
            return Outcome(found, tuple(spoilt(store, *one) for one in known.unread))
    except (OSError, ValueError) as error:
        return Outcome(None, (unreadable(store, error),))


def letter(store: Store, name: str) -> Outcome[tuple[Found, LetterKept]]:
    """Give a letter by its id or its number, as the register knows it and as it is kept."""
    try:
        with register.opened(store) as known:
            found, unread = known.get(name), known.unread
        if found is None:
            message = _none(store, name)
            hint = "verbale archive list shows ids and numbers"
            where = Place(file=str(store.root))
            passed = (spoilt(store, *one) for one in unread)
            return Outcome(None, (*passed, problem("unknown-letter", where, message, hint)))
        record = records.read(store.raw(int(found.id)))
    except (OSError, ValueError) as error:
        return Outcome(None, (unreadable(store, error),))
    if not isinstance(record, LetterKept) or id_of(record) != found.id:
        return Outcome(None, (unreadable(store, ValueError("the register names no letter")),))
    return Outcome((found, record), tuple(superseded(store, found)))


def _none(store: Store, name: str) -> str:
    """Say that there is no such letter; or what the record of that id tells instead."""
    if name.isascii() and name.isdigit() and len(name) <= 12 and int(name) in store.sequences():
        with suppress(OSError, ValueError):
            record = records.read(store.raw(int(name)))
            if isinstance(record, Voided):
                return f"{id_of(record)} is no letter: it tells that {record.of} was voided"
    return f'there is no letter "{name}" in the archive'


def remade(store: Store, record: LetterKept) -> Iterator[Remade]:
    """Make every copy of a letter again, from its record alone."""

    def typeset(page: Page, wanted: Sequence[Copy], full: str) -> Sequence[Stamped]:
        return copies(page, wanted, full=full)

    return reproduce(
        store, record, typeset, pictures.digests, tuple(fonts.bundled()), loaded_versions()
    )


def void(store: Store, name: str, why: str, now: datetime, by: str) -> Outcome[Record]:
    """Recall a letter: the record stays, and says so wherever it is shown."""
    if not store.is_there:
        return Outcome(None, (absent(store),))
    try:
        with store.alone():
            named = letter(store, name)
            if named.value is None:
                return Outcome(None, named.problems)
            found = named.value[0]
            if found.status == "voided":
                told = (one.raised_to(Severity.ERROR) for one in superseded(store, found))
                return Outcome(None, tuple(told))
            last = store.last()
            before = records.read(store.raw(last.sequence))
            made_with: Mapping[str, str] = versions()
            return Outcome(keep.keep_void(store, last, before, found.id, why, now, made_with, by))
    except OSError as error:
        return Outcome(None, (refused(store, error),))
    except ValueError as error:
        return Outcome(None, (unreadable(store, error),))


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making the register anew."""

    letters: int
    last: str = ""
    """The id of the last record, where the note of it was lost and is made anew."""


def rebuild(store: Store) -> Outcome[Rebuilt]:
    """Make the register anew from the records, and the note of the last one where it is lost."""
    if not store.is_there:
        return Outcome(None, (absent(store),))
    try:
        with store.alone():
            count = indexing.rebuilt(store)
            if store.head() is not None:
                return Outcome(Rebuilt(count))
            numbers = store.sequences()
            if not numbers:
                store.note_head(Head())
                return Outcome(Rebuilt(0, "none"))
            number = numbers[-1]
            raw = store.raw(number)
            record = records.read(raw)
            store.note_head(Head(number, sha256(raw)))
            return Outcome(Rebuilt(count, id_of(record)))
    except OSError as error:
        return Outcome(None, (refused(store, error),))
    except ValueError as error:
        return Outcome(None, (unreadable(store, error),))
