"""What an office does with its archive: find letters, make them again, prove them, recall them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from verbale.archive import indexing, keep, register
from verbale.archive.faults import refused, spoilt, unreadable
from verbale.archive.record_v1 import LetterKept, Record, from_bytes, id_of
from verbale.archive.register import Found, Sought, Unusable
from verbale.archive.reproduce import Remade, reproduce
from verbale.archive.store import Head, Store, sha256
from verbale.archive.verify import Checked, check
from verbale.document import Copy, Page
from verbale.problems import Outcome, Place, Problem, problem
from verbale.typeset import fonts, pictures
from verbale.typeset.copies import Stamped, copies
from verbale.typeset.versions import loaded_versions, versions

__all__ = ["Rebuilt", "Verified", "find", "letter", "rebuild", "remade", "verify", "void"]


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
            message = f'there is no letter "{name}" in the archive'
            hint = "verbale archive list shows ids and numbers"
            where = Place(file=str(store.root))
            passed = (spoilt(store, *one) for one in unread)
            return Outcome(None, (*passed, problem("unknown-letter", where, message, hint)))
        record = from_bytes(store.raw(int(found.id)))
    except (OSError, ValueError) as error:
        return Outcome(None, (unreadable(store, error),))
    if not isinstance(record, LetterKept) or id_of(record) != found.id:
        return Outcome(None, (unreadable(store, ValueError("the register names no letter")),))
    return Outcome((found, record), tuple(_superseded(store, found)))


def _superseded(store: Store, found: Found) -> Iterator[Problem]:
    """Say, wherever a letter is asked for, that another one holds."""
    where = Place(file=str(store.record_path(int(found.id))))
    if found.status == "voided":
        message = f"letter {found.id} was voided: {found.why}"
        yield problem("superseded", where, message, "do not send it again")
    if found.corrected_by:
        message = f"letter {found.id} was corrected by {', '.join(found.corrected_by)}"
        yield problem("superseded", where, message, "use the correction")


def remade(store: Store, record: LetterKept) -> Iterator[Remade]:
    """Make every copy of a letter again, from its record alone."""

    def typeset(page: Page, wanted: Sequence[Copy], full: str) -> Sequence[Stamped]:
        return copies(page, wanted, full=full)

    return reproduce(
        store, record, typeset, pictures.digests, tuple(fonts.bundled()), loaded_versions()
    )


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of looking through an archive."""

    problems: tuple[Problem, ...]
    letters: int
    copies: int
    blobs: int
    unused: int

    @property
    def failed(self) -> bool:
        """Whether anything is at fault."""
        return any(one.stops for one in self.problems)


def verify(
    store: Store,
    results: Callable[[Sequence[LetterKept]], Iterator[tuple[LetterKept, list[Remade]]]],
) -> Verified:
    """Check every record, the chain and every blob, and make every letter again.

    Args:
        store: the archive.
        results: makes letters again, here or in processes, in any order.
    """
    try:
        found = check(store)
    except OSError as error:
        return Verified((refused(store, error),), 0, 0, 0, 0)
    problems = list(found.problems)
    problems += _register_differs(store, found)
    letters = [one for one in found.records if isinstance(one, LetterKept)]
    done = sorted(results(letters), key=lambda one: one[0].sequence)
    problems += [one for record, copies_ in done for one in _differing(store, record, copies_)]
    count = sum(len(part.copies) for one in letters for part in one.parts)
    return Verified(tuple(problems), len(letters), count, found.blobs, found.unused)


def _differing(store: Store, record: LetterKept, made: Sequence[Remade]) -> Iterator[Problem]:
    for one in made:
        if one.result in ("different", "failed"):
            where = Place(file=str(store.record_path(record.sequence)))
            which = f", copy {one.copy.id}" if one.copy.id else ""
            what = "it cannot be made again" if one.result == "failed" else "it came out different"
            message = f"letter {id_of(record)}{which}: {what}: {one.why}"
            hint = "verbale archive reproduce shows where; the kept PDF is as it was"
            yield problem("not-the-same", where, message, hint)


def _register_differs(store: Store, found: Checked) -> Iterator[Problem]:
    """Hold the register to the records; it is only an index, and can be made anew."""
    where = Place(file=str(store.root / "register.sqlite"))
    try:
        with register.opened(store) as known:
            listed = {one.id: (one.reference, one.kind, one.date) for one in known.find(Sought())}
    except Unusable as error:
        yield unreadable(store, error)
        return
    except OSError:
        return  # What is wrong with the records is told already.
    kept = {
        id_of(one): (one.reference, one.kind, one.date.isoformat() if one.date else "")
        for one in found.records
        if isinstance(one, LetterKept)
    }
    if listed != kept:
        message = "the register does not say what the records say"
        yield problem("register-differs", where, message, "verbale archive rebuild makes it anew")


def void(store: Store, name: str, why: str, now: datetime) -> Outcome[Record]:
    """Recall a letter: the record stays, and says so wherever it is shown."""
    named = letter(store, name)
    if named.value is None:
        return Outcome(None, named.problems)
    found = named.value[0]
    if found.status == "voided":
        message = f"letter {found.id} is voided already: {found.why}"
        where = Place(file=str(store.root))
        return Outcome(None, (problem("unknown-letter", where, message, "nothing is to be done"),))
    try:
        with store.alone():
            last = store.last()
            before = from_bytes(store.raw(last.sequence))
            made_with: Mapping[str, str] = versions()
            return Outcome(keep.keep_void(store, last, before, found.id, why, now, made_with))
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
    try:
        with store.alone():
            count = indexing.rebuilt(store)
            if store.head() is not None or not count:
                return Outcome(Rebuilt(count))
            number = store.sequences()[-1]
            raw = store.raw(number)
            record = from_bytes(raw)
            store.note_head(Head(number, sha256(raw)))
            return Outcome(Rebuilt(count, id_of(record)))
    except OSError as error:
        return Outcome(None, (refused(store, error),))
    except ValueError as error:
        return Outcome(None, (unreadable(store, error),))
