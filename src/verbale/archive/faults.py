"""What can be wrong with an archive, in words."""

from __future__ import annotations

from verbale.archive.register import Unusable
from verbale.archive.store import Store
from verbale.problems import Place, Problem, Severity, problem

__all__ = ["missing", "refused", "spoilt", "unreadable"]

_VERIFY = "verbale archive verify tells what is wrong, and how to mend it"


def refused(store: Store, error: OSError) -> Problem:
    """Say that the archive cannot be written to."""
    message = f"the archive cannot be used: {error.strerror or error}"
    hint = "make room, or mend its permissions; nothing was added to it, and no number given"
    return problem("archive-unwritable", Place(file=str(store.root)), message, hint)


def unreadable(store: Store, error: Exception) -> Problem:
    """Say that what is asked for cannot be done, since something is not what it was."""
    where = Place(file=str(store.root))
    if isinstance(error, Unusable):
        hint = "verbale archive rebuild makes it anew"
        return problem("register-differs", where, str(error), hint)
    said = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return problem("record-spoilt", where, said, _VERIFY)


def missing(store: Store, what: str, error: Exception) -> Problem:
    """Say that what a letter needs is lost or spoilt."""
    if isinstance(error, FileNotFoundError):
        said = "a blob is missing"
    elif isinstance(error, OSError):
        said = f"a blob cannot be read: {error.strerror or error}"
    else:
        said = f"a blob is spoilt: {error}"
    return problem("blob-spoilt", Place(file=str(store.root)), f"{what}: {said}", _VERIFY)


def spoilt(store: Store, sequence: int, why: str) -> Problem:
    """Say, as a warning, that a record is passed over; what is asked of the others is done."""
    message = f"record {sequence:06} {why}; what it tells of is passed over"
    where = Place(file=str(store.record_path(sequence)))
    return problem("record-spoilt", where, message, _VERIFY).raised_to(Severity.WARNING)
