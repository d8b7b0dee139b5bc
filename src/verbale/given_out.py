"""The files of a letter that is kept: written from the archive itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from verbale import destinations, output
from verbale.archive.faults import missing
from verbale.archive.keep import copies_of, page_of
from verbale.archive.record_v1 import KeptPart
from verbale.archive.records import LetterKept, id_of
from verbale.archive.store import Store
from verbale.document import Copy, Page
from verbale.problems import Outcome, Problem

__all__ = ["Waiting", "file_stem", "give_out", "take_out", "written"]

_DISPATCH = "dispatch.csv"
_OF_COPIES = ("pdf", "html")
_AT_ONCE = 500
"""How many files are held before they are written: of 20,000 copies not all need be."""

Waiting = tuple[Path, Callable[[], bytes]]
"""A file, and what gives its content: OSError or ValueError where it is lost or spoilt."""


def file_stem(record: LetterKept, language: str, copy: str) -> str:
    """Name the files of a letter, or of one of its copies, by the letter's id."""
    many = f".{language}" if len(record.sides) > 1 and not copy else ""
    return f"{id_of(record)}{'-' + copy if copy else ''}{many}"


def give_out(
    store: Store, record: LetterKept, spec: Path, folder: Path
) -> Outcome[tuple[Path, ...]]:
    """Write the files of a letter that was just issued, for sending.

    Args:
        store: the archive.
        record: the letter.
        spec: the spec, which names the files.
        folder: where they go.
    """
    if record.sent_to:
        # The list of an earlier letter may have been ticked off. Whatever keeps it from being moved
        # keeps the new one from its place, and is told there.
        with suppress(OSError):
            if (folder / spec.stem / _DISPATCH).is_file():
                output.put_by(folder / spec.stem / _DISPATCH)
    done = written(store, _to_send(store, record, spec, folder))
    hint = f"the letter is issued: verbale archive get {id_of(record)} gives its files"
    found = (Problem(one.code, one.severity, one.place, one.message, hint) for one in done.problems)
    return Outcome(done.value, tuple(found))


def take_out(
    store: Store, record: LetterKept, folder: Path, what: str, copy: str = ""
) -> Outcome[tuple[Path, ...]]:
    """Write the kept files of a letter, named by its id.

    Args:
        store: the archive.
        record: the letter.
        folder: where they go.
        what: pdf, html, txt (its words), json (its facts), spec or list (what it was made from), or
            scan (the picture of an old letter).
        copy: the id of one recipient, whose copy alone is meant.
    """
    if what in _OF_COPIES:
        return written(store, _kept(store, record, folder, what, copy))
    return written(store, _of_letter(store, record, folder, what))


def _of_letter(store: Store, record: LetterKept, folder: Path, what: str) -> Iterator[Waiting]:
    """Give the files that a letter has once, or once in each language."""
    if what in ("txt", "json"):
        for side in record.sides:
            path = folder / f"{file_stem(record, side.language, '')}.{what}"
            yield path, partial(store.get, side.text if what == "txt" else side.letter)
    kept = ((record.spec, "spec"), (record.mailing_list, "list"), (record.scan, "scan"))
    for file, named in kept:
        if what == named and file is not None:
            ending = Path(file.name).suffix
            yield folder / f"{id_of(record)}-{named}{ending}", partial(store.get, file.sha256)


def written(store: Store, files: Iterator[Waiting]) -> Outcome[tuple[Path, ...]]:
    """Write files, some at a time; one whose content is lost is told, and the others are written.

    Args:
        store: the archive.
        files: what is to be written, made when its turn comes.
    """
    done: list[Path] = []
    found: list[Problem] = []
    while some := list(itertools.islice(files, _AT_ONCE)):
        contents: dict[Path, bytes] = {}
        for path, content in some:
            try:
                contents[path] = content()
            except (OSError, ValueError) as error:
                found.append(missing(store, path.name, error))
        wrote = output.write(contents)
        found += wrote.problems
        done += wrote.value or ()
        if not wrote.good:
            break
    return Outcome(tuple(done), tuple(found))


def _kept(
    store: Store, record: LetterKept, folder: Path, ending: str, only: str
) -> Iterator[Waiting]:
    for part in record.parts:
        shared = cache(partial(_page_and_copies, store, part))
        for number, copy in enumerate(part.copies):
            if only not in ("", copy.id):
                continue
            path = folder / f"{file_stem(record, part.page.language, copy.id)}.{ending}"
            if ending == "pdf":
                yield path, partial(store.get, copy.pdf)
            else:
                yield path, partial(_screen, shared, number)


def _page_and_copies(store: Store, part: KeptPart) -> tuple[Page, list[Copy]]:
    return page_of(store, part.page), copies_of(store, part)


def _screen(shared: Callable[[], tuple[Page, list[Copy]]], number: int) -> bytes:
    """Give a copy's page for browsers: its lines are put in their places."""
    page, copies = shared()
    return page.of(copies[number]).screen.encode()


def _to_send(store: Store, record: LetterKept, spec: Path, folder: Path) -> Iterator[Waiting]:
    beside = folder / spec.stem
    for part in record.parts:
        for copy in part.copies:
            if copy.id:
                yield beside / f"{copy.id}.pdf", partial(store.get, copy.pdf)
            else:
                language, many = part.page.language, len(record.parts)
                for ending, name in (("pdf", copy.pdf), ("html", part.page.screen)):
                    path = folder / destinations.output_name(spec, language, many, ending)
                    yield path, partial(store.get, name)
    rows = list(_dispatched(record))
    if rows:
        from verbale import batch

        yield beside / _DISPATCH, partial(batch.dispatch, rows)
    if record.coverage is not None:
        yield beside / "coverage.json", partial(store.get, record.coverage)


def _dispatched(record: LetterKept) -> Iterator[tuple[str, ...]]:
    """Give the rows of the list to tick off, for a letter to many."""
    for part in record.parts:
        for one in part.copies:
            if one.id:
                pages = str(one.pages)
                file = f"{one.id}.pdf"
                yield (one.id, one.mission, part.page.language, pages, file, one.pdf, one.email)
