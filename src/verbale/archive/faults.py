"""What can be wrong with an archive, in words."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.archive.register import Found, Unusable
from verbale.archive.store import Store
from verbale.problems import Place, Problem, Severity, problem

__all__ = ["absent", "missing", "refused", "said", "spoilt", "superseded", "unreadable"]

_VERIFY = "verbale archive verify tells what is wrong, and how to mend it"


def said(error: Exception) -> str:
    """Say what an error says, without numbers and paths."""
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def absent(store: Store) -> Problem:
    """Say that there is no archive where one is looked for."""
    where = Place(file=str(store.root))
    hint = "go to the project's folder; verbale issue begins an archive with its first letter"
    return problem("record-missing", where, "there is no archive here", hint)


def refused(store: Store, error: OSError) -> Problem:
    """Say that the archive cannot be written to."""
    message = f"the archive cannot be used: {said(error)}"
    hint = "make room, or mend its permissions; nothing was added to it, and no number given"
    return problem("archive-unwritable", Place(file=str(store.root)), message, hint)


def unreadable(store: Store, error: Exception) -> Problem:
    """Say that what is asked for cannot be done, since something is not what it was."""
    where = Place(file=str(store.root))
    if isinstance(error, Unusable):
        hint = "verbale archive rebuild makes it anew"
        return problem("register-differs", where, str(error), hint)
    return problem("record-spoilt", where, said(error), _VERIFY)


def missing(store: Store, what: str, error: Exception) -> Problem:
    """Say that what a letter needs is lost or spoilt."""
    is_lost = isinstance(error, FileNotFoundError)
    message = "a blob is missing" if is_lost else f"a blob cannot be used: {said(error)}"
    return problem("blob-spoilt", Place(file=str(store.root)), f"{what}: {message}", _VERIFY)


def superseded(store: Store, found: Found) -> Iterator[Problem]:
    """Say, wherever a letter is asked for, that it was recalled or that another one holds."""
    where = Place(file=str(store.record_path(int(found.id))))
    if found.why:
        message = f"{found.called} was voided: {found.why}"
        yield problem("superseded", where, message, "it no longer holds")
    if found.corrections:
        message = f"{found.called} was corrected by {', '.join(found.corrections)}"
        yield problem("superseded", where, message, "use the correction")


def spoilt(store: Store, sequence: int, why: str) -> Problem:
    """Say, as a warning, that a record is passed over; what is asked of the others is done."""
    message = f"record {sequence:06} {why}; what it tells of is passed over"
    where = Place(file=str(store.record_path(sequence)))
    return problem("record-spoilt", where, message, _VERIFY).raised_to(Severity.WARNING)
