"""What an office does with its archive: find letters, make them again, prove them, recall them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from verbale.archive import keep, register
from verbale.archive.record_v1 import LetterKept, Record, from_bytes, id_of
from verbale.archive.register import Found, Sought
from verbale.archive.reproduce import Remade, reproduce
from verbale.archive.store import Store
from verbale.archive.verify import Checked, check
from verbale.document import Copy, Page
from verbale.issuing import refused
from verbale.problems import Outcome, Place, Problem, problem
from verbale.typeset import fonts, pictures
from verbale.typeset.copies import Stamped, copies
from verbale.typeset.versions import loaded_versions, versions

__all__ = ["Verified", "find", "letter", "rebuild", "remade", "verify", "void"]


def find(store: Store, sought: Sought) -> Outcome[list[Found]]:
    """Find letters in the archive, the newest first."""
    try:
        with register.opened(store) as known:
            return Outcome(known.find(sought))
    except (OSError, ValueError) as error:
        return Outcome(None, (_unread(store, error),))


def letter(store: Store, name: str) -> Outcome[tuple[Found, LetterKept]]:
    """Give a letter by its id or its number, as the register knows it and as it is kept."""
    try:
        with register.opened(store) as known:
            found = known.get(name)
        if not found:
            message = f'there is no letter "{name}" in the archive'
            hint = "verbale archive list shows ids and numbers"
            where = Place(file=str(store.root))
            return Outcome(None, (problem("unknown-letter", where, message, hint),))
        record = from_bytes(store.raw(int(found[-1].id)))
    except (OSError, ValueError) as error:
        return Outcome(None, (_unread(store, error),))
    if not isinstance(record, LetterKept):
        return Outcome(None, (_unread(store, ValueError("the register names no letter")),))
    return Outcome((found[-1], record))


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
    except (OSError, ValueError):
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
        return Outcome(None, (_unread(store, error),))


def rebuild(store: Store) -> Outcome[int]:
    """Make the register anew from the records; how many there are."""
    try:
        return Outcome(register.rebuilt(store))
    except OSError as error:
        return Outcome(None, (refused(store, error),))
    except ValueError as error:
        return Outcome(None, (_unread(store, error),))


def _unread(store: Store, error: Exception) -> Problem:
    said = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    hint = "verbale archive verify tells what is wrong, and how to mend it"
    return problem("record-spoilt", Place(file=str(store.root)), said, hint)
