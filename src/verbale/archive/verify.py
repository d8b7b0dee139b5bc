"""Checks an archive: every record, the chain, every blob; and says how to mend what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from verbale.archive.record_v1 import KeptPart, LetterKept, Record, from_bytes, id_of
from verbale.archive.store import Store, sha256
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


def check(store: Store) -> Checked:
    """Check records, chain and blobs."""
    found = Checked()
    _chain(store, found)
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
    previous, expected = "", 1
    for number in store.sequences():
        while expected < number:
            found.problems.append(_missing(store, expected))
            previous, expected = "?", expected + 1
        expected += 1
        where = Place(file=str(store.record_path(number)))
        try:
            raw = store.raw(number)
            record = from_bytes(raw)
        except (OSError, ValueError) as error:
            message = f"letter {number:06}: its record cannot be read: {error}"
            found.problems.append(problem("record-spoilt", where, message, _BACKUP))
            previous = "?"
            continue
        if record.sequence != number or previous not in ("?", record.previous):
            message = f"letter {number:06}: the chain is broken: it or one before it was changed"
            hint = "put it and the one before it back from a backup"
            found.problems.append(problem("chain-broken", where, message, hint))
        previous = sha256(raw)
        found.records.append(record)
    _head(store, found)


def _missing(store: Store, number: int) -> Problem:
    where = Place(file=str(store.record_path(number)))
    return problem("record-missing", where, f"record {number:06} is missing", _BACKUP)


def _head(store: Store, found: Checked) -> None:
    """Hold the last record to what was noted of it."""
    try:
        store.last()
    except (OSError, ValueError) as error:
        where = Place(file=str(store.root / "head.json"))
        hint = _BACKUP if store.head() is not None else _NOTE
        found.problems.append(problem("chain-broken", where, str(error), hint))


def blobs_of(record: Record) -> Iterator[str]:
    """Give the names of all blobs that a record needs."""
    if not isinstance(record, LetterKept):
        return
    yield record.spec.sha256
    if record.mailing_list is not None:
        yield record.mailing_list.sha256
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
        listing = json.loads(store.get(name))
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
        message = f"letter {letter}: a blob cannot be used: {error}"
        yield problem("blob-spoilt", where, message, _BACKUP)
