"""An old letter is filed: kept under its own number and date, with its scan; not issued anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from verbale import pipeline
from verbale.archive import keep, records, register
from verbale.archive.faults import refused, spoilt, unreadable
from verbale.archive.records import LetterKept
from verbale.archive.store import Store, sha256
from verbale.destinations import Shown
from verbale.issuing import made_for_one, states_of
from verbale.problems import Outcome, Place, Problem, Severity, problem
from verbale.project import Project
from verbale.spec.model import LetterSpec
from verbale.spec.tree import SourceText
from verbale.typeset import fonts
from verbale.typeset.versions import loaded_versions

__all__ = ["Filing", "file"]

_MOST = 100 * 1024**2
_SCANS = {
    b"%PDF-": ".pdf",
    b"\x89PNG\r\n\x1a\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"II*\x00": ".tif",
    b"MM\x00*": ".tif",
}
"""What a scan begins with."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is asked for."""

    made: datetime
    """Now, in UTC."""
    by: str = ""
    """Who gives the command."""
    scan: Path | None = None
    waiting: Callable[[], None] = lambda: None
    """Called where another process holds the archive."""


def file(
    project: Project, spec: Path, filing: Filing, *, shown: Shown = str
) -> Outcome[LetterKept]:
    """File an old letter: it keeps the number and the date that its spec gives, or has none.

    Args:
        project: the project.
        spec: the letter; it is not changed.
        filing: when, by whom, with which scan.
        shown: how messages name files.
    """
    read = pipeline.opened(project, spec, shown)
    scan = _scan(filing.scan, shown) if filing.scan is not None else Outcome(None)
    # What reads as a placeholder was sent as it is.
    found = (*read.problems, *scan.problems)
    if read.value is None or any(one.stops for one in found):
        return Outcome(None, found)
    source, parsed = read.value
    store = Store(project.archive, filing.waiting)
    try:
        with store.alone():
            done = _filed(project, store, spec, source, parsed, filing, scan.value)
    except OSError as error:
        return Outcome(None, (*found, refused(store, error)))
    except ValueError as error:
        return Outcome(None, (*found, unreadable(store, error)))
    placed = (pipeline.located(project, source, one) for one in done.problems)
    return Outcome(done.value, (*found, *placed))


def _scan(path: Path, shown: Shown) -> Outcome[tuple[str, bytes]]:
    """Read a scan: a picture or a PDF, told by its first bytes."""
    name = shown(path)
    where = Place(file=name)
    hint = "give a PDF, PNG, JPEG or TIFF file"
    try:
        if not path.is_file():
            why = "is not a file" if os.path.lexists(path) else "is not there"
            return Outcome(None, (problem("scan-refused", where, f"{name} {why}", hint),))
        with path.open("rb") as handle:
            data = handle.read(_MOST + 1)
    except OSError as error:
        message = f"{name}: {error.strerror or 'cannot be read'}"
        return Outcome(None, (problem("scan-refused", where, message, hint),))
    if len(data) > _MOST:
        message = f"{name} is larger than 100 MB"
        return Outcome(None, (problem("scan-refused", where, message, "scan it at 300 dpi"),))
    if not data.startswith(tuple(_SCANS)):
        message = f"{name} is neither a picture nor a PDF"
        return Outcome(None, (problem("scan-refused", where, message, hint),))
    ending = next(ending for start, ending in _SCANS.items() if data.startswith(start))
    return Outcome((f"{os.fsencode(path.stem).decode('utf-8', 'replace')}{ending}", data))


def _filed(
    project: Project,
    store: Store,
    path: Path,
    source: SourceText,
    spec: LetterSpec,
    filing: Filing,
    scan: tuple[str, bytes] | None,
) -> Outcome[LetterKept]:
    """Make and keep an old letter; the archive is held alone.

    Raises:
        OSError: the archive cannot be written to.
        ValueError: a record is not what it was.
    """
    last = store.last()
    before = records.read(store.raw(last.sequence)) if last.sequence else None
    known = tuple(_known(store, source, spec))
    if any(one.stops for one in known):
        return Outcome(None, known)
    made = made_for_one(project, store, spec)
    found = (*known, *made.problems)
    if made.value is None or any(one.stops for one in found):
        return Outcome(None, found)
    what = keep.What(
        status="filed",
        sides=made.value.sides,
        spec=(os.fsencode(path.name).decode("utf-8", "replace"), source.raw),
        states=tuple(sorted(states_of(project, spec))),
        templates=project.templates.files,
        fonts=fonts.all_of(made.value.needs_chinese),
        made=filing.made,
        made_with=loaded_versions(),
        made_by=filing.by,
        scan=scan,
        excuses={one.code: one.excused for one in found if one.excused},
    )
    counters = before.counters if before is not None else {}
    return Outcome(keep.keep_letter(store, last, counters, what, made.value.parts), found)


def _known(store: Store, source: SourceText, spec: LetterSpec) -> list[Problem]:
    """See whether the archive has the letter already."""
    found: list[Problem] = []
    with register.opened(store, for_numbers=True) as register_:
        taken = register_.numbered(spec.reference) if spec.reference else None
        if taken is not None:
            message = f"{spec.reference} is the number of letter {taken.id}"
            hint = f"verbale archive show {taken.id} tells whether it is this very letter"
            found.append(problem("number-taken", "reference", message, hint))
        same = register_.issued_from(sha256(source.raw))
        if same is not None:
            message = f"this very spec is in the archive, as {same.called}"
            hint = f"verbale archive void {same.id} recalls one of them"
            # Nobody files a letter twice on purpose.
            twice = problem("issued-before", "", message, hint)
            found.append(twice.raised_to(Severity.ERROR))
        if spec.corrects:
            message = "an old letter that is filed corrects no other"
            hint = "leave corrects: out; its words say what it corrects"
            found.append(problem("old-letter", "corrects", message, hint))
        found += [spoilt(store, *one) for one in register_.unread]
    return found
