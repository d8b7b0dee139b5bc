"""The files of an issued letter, for sending: written from the archive itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verbale import destinations, output
from verbale.archive.record_v1 import LetterKept, id_of
from verbale.archive.store import Store
from verbale.problems import Outcome, Problem

__all__ = ["give_out"]


def give_out(
    store: Store, record: LetterKept, spec: Path, folder: Path
) -> Outcome[tuple[Path, ...]]:
    """Write the files of a letter that is kept, from the archive itself.

    Args:
        store: the archive.
        record: the letter.
        spec: the spec, which names the files.
        folder: where they go.
    """
    files: dict[Path, str] = {}
    for part in record.parts:
        for copy in part.copies:
            if copy.id:
                path = folder / spec.stem / f"{copy.id}.pdf"
            else:
                name = destinations.output_name(spec, part.page.language, len(record.parts), "pdf")
                path = folder / name
            files[path] = copy.pdf
    done: list[Path] = []
    found: list[Problem] = []
    paths = list(files)
    for start in range(0, len(paths), 500):
        some = {path: store.get(files[path]) for path in paths[start : start + 500]}
        written = output.write(some)
        found += written.problems
        done += written.value or ()
    rows = list(_dispatched(record))
    if rows and not found:
        from verbale import batch

        written = output.write({folder / spec.stem / "dispatch.csv": batch.dispatch(rows)})
        found += written.problems
        done += written.value or ()
    if found:
        hint = f"the letter is issued: verbale archive get {id_of(record)} gives its files"
        found = [Problem(one.code, one.severity, one.place, one.message, hint) for one in found]
    return Outcome(tuple(done), tuple(found))


def _dispatched(record: LetterKept) -> Iterator[tuple[str, ...]]:
    """Give the rows of the list to tick off, for a letter to many."""
    for part in record.parts:
        for one in part.copies:
            if one.id:
                pages = str(one.pages)
                file = f"{one.id}.pdf"
                yield (one.id, one.mission, part.page.language, pages, file, one.pdf, one.email)
