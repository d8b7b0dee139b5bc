"""The whole archive proved: every record, the chain, every blob, and every letter made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from verbale.archive import indexing, records
from verbale.archive.faults import refused
from verbale.archive.records import LetterKept, id_of
from verbale.archive.reproduce import Remade
from verbale.archive.store import Head, Store
from verbale.archive.verify import check
from verbale.archiving import remade
from verbale.problems import Place, Problem, problem
from verbale.processes import Lost, started

__all__ = ["Verified", "verify"]

Made = tuple[LetterKept, list[Remade]]


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of looking through an archive."""

    problems: tuple[Problem, ...]
    letters: int
    copies: int
    blobs: int
    unused: int
    last: Head = Head()  # noqa: RUF009  # It is frozen.
    """The last record: noted elsewhere, it proves later that none was taken away or changed."""

    @property
    def failed(self) -> bool:
        """Whether anything is at fault."""
        return any(one.stops for one in self.problems)


def verify(
    store: Store, jobs: int, watched: Callable[[Iterator[Made], int], Iterator[Made]]
) -> Verified:
    """Check every record, the chain and every blob, and make every letter again.

    Args:
        store: the archive.
        jobs: how many processes make letters.
        watched: gives on what it is given, and shows how far it is.
    """
    try:
        found = check(store)
        differs = indexing.differs(store)
    except OSError as error:
        return Verified((refused(store, error),), 0, 0, 0, 0)
    problems = list(found.problems)
    if differs:
        where = Place(file=str(store.root / indexing.FILE))
        message = f"the register does not say what the records say: {differs}"
        hint = "verbale archive rebuild makes it anew"
        problems.append(problem("register-differs", where, message, hint))
    letters = [one for one in found.records if isinstance(one, LetterKept)]
    different: dict[int, list[Problem]] = {}
    try:
        for record, made in watched(_made(store, letters, jobs), len(letters)):
            different[record.sequence] = list(_differing(store, record, made))
    except Lost as lost:
        hint = "give the same command again"
        problems.append(problem("worker-lost", Place(file=str(store.root)), str(lost), hint))
    problems += [one for number in sorted(different) for one in different[number]]
    count = sum(len(part.copies) for one in letters for part in one.parts)
    return Verified(
        tuple(problems), len(letters), count, found.blobs, found.unused, found.last or Head()
    )


def _differing(store: Store, record: LetterKept, made: Sequence[Remade]) -> Iterator[Problem]:
    """Tell which copies of a letter are not made again as they were; once for one cause."""
    causes: dict[tuple[str, str], list[str]] = {}
    for one in made:
        if one.result in ("different", "failed"):
            causes.setdefault((one.result, one.why), []).append(one.copy.id)
    for (result, why), ids in causes.items():
        where = Place(file=str(store.record_path(record.sequence)))
        some = ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
        which = f", copy {some}" if some else ""
        if result == "failed":
            what, hint = "it cannot be made again", "put back from a backup what is lost or spoilt"
        else:
            what = "it came out different"
            hint = "verbale archive reproduce ID --output DIR shows where"
        yield problem("not-the-same", where, f"letter {id_of(record)}{which}: {what}: {why}", hint)


def _made(store: Store, letters: Sequence[LetterKept], jobs: int) -> Iterator[Made]:
    """Make letters again, here or in processes; what they hold is only what is told of them."""
    if jobs == 1 or len(letters) < 2:
        for record in letters:
            yield record, _light(store, record)
        return
    with started(jobs, _elsewhere) as works:
        for number, made in works([(store.root, record.sequence) for record in letters]):
            yield letters[number], made


def _light(store: Store, record: LetterKept) -> list[Remade]:
    return [replace(one, data=b"") for one in remade(store, record)]


def _elsewhere(named: tuple[Path, int]) -> list[Remade]:
    """Make a letter again in another process, which reads its record itself."""
    store = Store(named[0])
    try:
        record = records.read(store.raw(named[1]))
    except (OSError, ValueError):
        return []  # It was there a moment ago; the next look tells what became of it.
    return _light(store, record) if isinstance(record, LetterKept) else []
