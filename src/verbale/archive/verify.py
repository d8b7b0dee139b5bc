"""Checks an archive: every record, the chain, every blob; and says how to mend what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.archive import records
from verbale.archive.faults import said
from verbale.archive.record_v1 import KeptPart
from verbale.archive.records import LetterKept, Record, Voided, id_of
from verbale.archive.store import Head, Store, sha256
from verbale.problems import Place, Problem, problem

__all__ = ["Checked", "blobs_of", "check"]

_SHA = re.compile(r"[0-9a-f]{64}")
_BACKUP = "put it back from a backup of the archive"
_NOTE = (
    "put it back from a backup; or, if the last record that is there is the last there was, "
    "verbale archive rebuild notes it anew"
)


@dataclass
class Checked:
    """What was found."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    blobs: int = 0
    unused: int = 0
    """Blobs that are of no record: left by what was ended, and harmless."""
    last: Head | None = None
    """The last record that was looked at."""


def check(store: Store) -> Checked:
    """Check records, chain and blobs."""
    found = Checked()
    _chain(store, found)
    _numbers(store, found)
    wanted: dict[str, str] = {}
    listings: set[str] = set()
    for record in found.records:
        for name in blobs_of(record):
            wanted.setdefault(name, id_of(record))
        if isinstance(record, LetterKept) and record.templates not in listings:
            listings.add(record.templates)
            for name in _listed(store, record.templates):
                wanted.setdefault(name, id_of(record))
    for name, letter in wanted.items():
        found.problems += _blob(store, name, letter)
    found.blobs = len(wanted)
    there = {path.parent.name + path.name for path in store.blobs.glob("??/*")}
    found.unused = len(there - wanted.keys())
    return found


def _chain(store: Store, found: Checked) -> None:
    """Read the records from the last to the first: each is held to the hash that the next names."""
    numbers = store.sequences()
    head = store.head()
    named: str | None = None
    is_sure = False
    after = numbers[-1] + 1 if numbers else 1
    for number in reversed(numbers):
        if number + 1 < after:
            found.problems.append(_missing(store, number + 1, after - 1))
            named, is_sure = None, False
        after = number
        where = Place(file=str(store.record_path(number)))
        try:
            raw = store.raw(number)
            record = records.read(raw)
        except (OSError, ValueError) as error:
            message = f"letter {number:06}: its record cannot be read: {said(error)}"
            found.problems.append(problem("record-spoilt", where, message, _BACKUP))
            named, is_sure = None, False
            continue
        sha = sha256(raw)
        is_vouched = Head(number, sha) == head
        if record.sequence != number or (head and number == head.sequence and not is_vouched):
            found.problems.append(_broken(store, number, "it was changed"))
            named, is_sure = None, False
            continue
        if named not in (None, sha):
            # Which of the two was changed is told by who vouches for which.
            wrong = number + 1 if is_vouched else number
            sure = is_vouched or is_sure
            either = "it was changed" if sure else f"it or record {number + 1:06} was changed"
            found.problems.append(_broken(store, wrong, either))
            if not is_vouched:
                named, is_sure = None, False
                continue
        is_sure = is_vouched or (is_sure and named is not None)
        named = record.previous
        found.last = found.last or Head(number, sha)
        found.records.append(record)
    if after > 1 and numbers:
        found.problems.append(_missing(store, 1, after - 1))
    found.records.reverse()
    found.problems.reverse()
    if after == 1 and named:
        message = "letter 000001: it names a record before it, and there is none"
        where = Place(file=str(store.record_path(1)))
        found.problems.append(problem("chain-broken", where, message, _BACKUP))
    if not numbers and not store.holds_anything:
        where = Place(file=str(store.root))
        hint = f"if letters were issued, {_BACKUP}; else issue one"
        found.problems.append(problem("record-missing", where, "there is no record", hint))
    _head(store, found)


def _broken(store: Store, number: int, why: str) -> Problem:
    where = Place(file=str(store.record_path(number)))
    return problem(
        "chain-broken", where, f"letter {number:06}: the chain is broken: {why}", _BACKUP
    )


def _missing(store: Store, first: int, last: int) -> Problem:
    where = Place(file=str(store.record_path(first)))
    many = f"records {first:06} to {last:06} are missing"
    message = f"record {first:06} is missing" if first == last else many
    return problem("record-missing", where, message, _BACKUP)


def _numbers(store: Store, found: Checked) -> None:
    """See that no number was given twice, and that the serials only rise."""
    voided = {record.of for record in found.records if isinstance(record, Voided)}
    letters: dict[str, str] = {}
    counters: dict[str, int] = {}
    for record in found.records:
        identity, where = id_of(record), Place(file=str(store.record_path(record.sequence)))
        if isinstance(record, LetterKept) and record.reference and identity not in voided:
            other = letters.setdefault(record.reference.casefold(), identity)
            if other != identity:
                message = f"letters {other} and {identity} both bear {record.reference}"
                hint = "verbale archive void recalls one of the two"
                found.problems.append(problem("number-taken", where, message, hint))
        for name, serial in counters.items():
            if record.counters.get(name, 0) < serial:
                message = f"letter {identity}: the serial of {name} is lower than before"
                found.problems.append(problem("chain-broken", where, message, _BACKUP))
        counters = record.counters


def _head(store: Store, found: Checked) -> None:
    """Hold the last record that is there to the one that was noted."""
    head, numbers = store.head(), store.sequences()
    where = Place(file=str(store.root / "head.json"))
    if head is None and store.holds_anything:
        message = "head.json, which names the last record, is missing or unreadable"
        found.problems.append(problem("chain-broken", where, message, _NOTE))
    elif head is not None and head.sequence > (numbers[-1] if numbers else 0):
        message = f"record {head.sequence:06}, the last, is missing"
        place = Place(file=str(store.record_path(head.sequence)))
        found.problems.append(problem("record-missing", place, message, _BACKUP))


def blobs_of(record: Record) -> Iterator[str]:
    """Give the names of all blobs that a record needs."""
    if not isinstance(record, LetterKept):
        return
    yield record.spec.sha256
    if record.mailing_list is not None:
        yield record.mailing_list.sha256
    if record.scan is not None:
        yield record.scan.sha256
    if record.coverage is not None:
        yield record.coverage
    yield record.templates
    yield from (font.sha256 for font in record.fonts)
    for side in record.sides:
        yield from (side.letter, side.text)
    for part in record.parts:
        yield from _of_part(part)


def _of_part(part: KeptPart) -> Iterator[str]:
    page = part.page
    yield from (page.html, page.screen)
    yield from (one.sha256 for one in (*page.sheets, *page.assets))
    for copy in part.copies:
        yield copy.pdf
        if copy.letter_json is not None:
            yield copy.letter_json


def _listed(store: Store, name: str) -> list[str]:
    """Give the blobs that a listing of templates names; none where it is spoilt, which is told."""
    try:
        listing = records.parsed(store.get(name))
        return [one for one in listing.values() if _SHA.fullmatch(one)]
    except (OSError, ValueError, AttributeError, TypeError):
        return []


def _blob(store: Store, name: str, letter: str) -> Iterator[Problem]:
    where = Place(file=str(store.blob_path(name)))
    try:
        store.get(name)
    except FileNotFoundError:
        message = f"letter {letter}: a blob is missing"
        yield problem("blob-spoilt", where, message, _BACKUP)
    except (OSError, ValueError) as error:
        message = f"letter {letter}: a blob cannot be used: {said(error)}"
        yield problem("blob-spoilt", where, message, _BACKUP)
