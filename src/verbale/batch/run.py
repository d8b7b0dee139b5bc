"""Makes the parts of a batch and writes them, so that whatever ends it, it can go on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verbale.batch.make import MadeCopy
from verbale.batch.plan import Part
from verbale.batch.workers import Lost, Makes
from verbale.disk import flush_folder
from verbale.problems import Place, Problem, Severity, problem

__all__ = ["Batch", "Busy", "Wrote", "alone", "digest", "run"]

_LOCK = ".verbale.lock"
_JOURNAL = ".verbale.jsonl"
_ENDING = ".part"


class Busy(Exception):
    """Another batch writes into the folder."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """What became of one recipient's copy."""

    stem: str
    sha256: Mapping[str, str]
    """Of each of its files, by name, in the order of the formats."""
    pages: int
    full: str = ""
    problems: tuple[Problem, ...] = ()
    was_there: bool = False
    """Whether it was there from a run before."""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(self.sha256)


@dataclass
class Batch:
    """What came of a batch."""

    wrote: list[Wrote] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ended_early: bool = False
    """Whether parts are still to be made: the folder is not yet what it is to be."""

    @property
    def failed(self) -> bool:
        """Whether a copy could not be made or written."""
        return any(one.stops for one in self.problems)


def run(
    parts: Sequence[Part],
    folder: Path,
    makes: Makes,
    told: Callable[[int], None] = lambda count: None,
    not_now: Sequence[str] = (),
) -> Batch:
    """Make parts and write their copies.

    A part whose copies are all there, as they were written, is left alone. Each file is written
    whole or not at all; a part is noted when its files have reached the disk. The folder is held
    by the caller: see :func:`alone`.

    Args:
        parts: the parts, in the order of the list.
        folder: where files go; it is made.
        makes: how parts are made: here, in processes, on a cluster.
        told: is told how many copies are done, as they are.
        not_now: names of files that this run does not write, and an earlier one may have.

    Raises:
        OSError: the folder cannot be written to.
    """
    _sweep(folder)
    in_the_way = list(_in_the_way(parts, folder))
    if in_the_way:
        return Batch(problems=in_the_way, ended_early=True)
    journal = _Journal(folder / _JOURNAL)
    found: dict[int, list[Wrote]] = {}
    batch = Batch()
    todo: list[int] = []
    for number, part in enumerate(parts):
        known = journal.whole(part.key, folder)
        if known is None:
            todo.append(number)
        else:
            found[number] = known
            told(len(part.copies))
    try:
        for index, copies in makes([parts[number] for number in todo]):
            number = todo[index]
            try:
                found[number] = _written(copies, folder)
                # A part of which something is wrong is made again by the next run, and told.
                # Advice is no reason to make them all again.
                whole = not any(
                    one.severity is not Severity.ADVICE for copy in copies for one in copy.problems
                )
                journal.note(parts[number].key if whole else "", found[number])
            except OSError as error:
                batch.problems.append(_unwritable(folder, error))
                break
            told(len(copies))
    except Lost as lost:
        hint = "give the same command again: it goes on; with fewer --jobs, if memory is short"
        batch.problems.append(problem("worker-lost", Place(file=str(folder)), str(lost), hint))
    for number in sorted(found):
        batch.wrote += found[number]
    batch.ended_early = len(found) < len(parts)
    if not batch.ended_early:
        now = {name for wrote in batch.wrote for name in wrote.files}
        batch.problems += _left_over({*journal.names, *not_now} - now, folder)
        journal.shorten({part.key for part in parts}, folder)
    return batch


def _in_the_way(parts: Sequence[Part], folder: Path) -> Iterator[Problem]:
    """Tell folders that have the name of a letter, before anything is written."""
    there = set(os.listdir(folder))  # noqa: PTH208
    for part in parts:
        for stem in part.stems:
            for ending in part.formats:
                name = f"{stem}.{ending}"
                if name in there and (folder / name).is_dir():
                    message = f'there is a folder named "{name}"'
                    hint = "move it away, or name another folder with --output"
                    yield problem(
                        "output-unwritable", Place(file=str(folder / name)), message, hint
                    )


def _left_over(names: set[str], folder: Path) -> Iterator[Problem]:
    """Tell files of an earlier run that are of no recipient of this one; none is taken away."""
    left = sorted(name for name in names if (folder / name).is_file())
    if left:
        some = ", ".join(left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
        one = len(left) == 1
        message = f"{len(left)} file{' is' if one else 's are'} of an earlier run: {some}"
        hint = f"delete {'it' if one else 'them'}, lest {'it is' if one else 'they are'} sent"
        yield problem("left-over", Place(file=str(folder)), message, hint)


def _written(copies: Sequence[MadeCopy], folder: Path) -> list[Wrote]:
    """Write a part's files: under other names, to the disk, and then in their places."""
    renames: list[tuple[str, str]] = []
    wrote = []
    where = str(folder)
    there = set(os.listdir(where))  # noqa: PTH208
    try:
        for copy in copies:
            sha256: dict[str, str] = {}
            begun = len(renames)
            for ending, data in copy.files:
                name = f"{copy.stem}.{ending}"
                sha256[name] = hashlib.sha256(data).hexdigest()
                own = name in there and _is_own(folder / name)
                if own and digest(folder / name) == sha256[name]:
                    continue  # It is there, as it would be written.
                beside = f"{where}/.{len(renames)}.{os.getpid()}{_ENDING}"
                renames.append((beside, f"{where}/{name}"))
                _put(beside, data)
            there_before = bool(copy.files) and len(renames) == begun
            wrote.append(
                Wrote(copy.stem, sha256, copy.pages, copy.full, copy.problems, there_before)
            )
        if renames:
            os.sync()  # Once for all: each file alone would take longer than to make it.
        for beside, target in renames:
            os.replace(beside, target)  # noqa: PTH105
        if renames:
            flush_folder(folder)
    except OSError:
        for beside, _ in renames:
            with suppress(OSError):
                os.unlink(beside)  # noqa: PTH108
        raise
    return wrote


def _put(path: str, data: bytes) -> None:
    """Write a new file; a third of the time that a Path takes, and there are many."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        written = os.write(handle, data)
        while written < len(data):
            written += os.write(handle, data[written:])
    finally:
        os.close(handle)


class _Journal:
    """Notes which parts are written: their keys, their files and what is in them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: dict[str, list[Wrote]] = {}
        self.names: set[str] = set()
        """The names of all files that were ever noted."""
        with suppress(OSError):
            for line in path.read_bytes().splitlines() if _is_own(path) else ():
                # The last line may be half written.
                with suppress(ValueError, KeyError, TypeError, AttributeError):
                    noted = json.loads(line)
                    rows = [_noted(row) for row in noted["copies"]]
                    self._parts[str(noted["key"])] = rows
                    self.names.update(name for row in rows for name in row.sha256)

    def whole(self, key: str, folder: Path) -> list[Wrote] | None:
        """Give what was written of a part, if all of it is still there; None otherwise."""
        rows = self._parts.get(key)
        if rows is None:
            return None
        for row in rows:
            if any(digest(folder / name) != noted for name, noted in row.sha256.items()):
                return None
        return rows

    def shorten(self, keys: AbstractSet[str], folder: Path) -> None:
        """Forget parts of earlier runs, but for the files that are left of them."""
        old = [key for key in self._parts if key not in keys]
        if not old:
            return
        names = {name for key in old for row in self._parts[key] for name in row.sha256}
        left = {name: "" for name in sorted(names) if (folder / name).is_file()}
        lines = [_line(key, rows) for key, rows in self._parts.items() if key in keys]
        if left:
            lines.insert(0, _line("", [Wrote("", left, 0)]))
        beside = self._path.with_name(f".journal.{os.getpid()}{_ENDING}")
        _put(str(beside), "".join(lines).encode())
        beside.replace(self._path)

    def note(self, key: str, wrote: Sequence[Wrote]) -> None:
        """Note a part: one line more, which is whole or is passed over."""
        self._parts[key] = list(wrote)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        with os.fdopen(os.open(self._path, flags, 0o666), "w", encoding="utf-8") as journal:
            journal.write(_line(key, wrote))


def _line(key: str, wrote: Sequence[Wrote]) -> str:
    """Write a line of the journal; it begins anew, whatever a run that was ended has left."""
    rows = [
        {"stem": one.stem, "pages": one.pages, "full": one.full, "sha256": one.sha256}
        for one in wrote
    ]
    return "\n" + json.dumps({"key": key, "copies": rows}, ensure_ascii=False) + "\n"


def _noted(row: Mapping[str, Any]) -> Wrote:
    """Read a copy as it was noted."""
    sha256 = {Path(name).name: str(noted) for name, noted in row["sha256"].items()}
    return Wrote(str(row["stem"]), sha256, int(row["pages"]), str(row["full"]), was_there=True)


def digest(path: Path) -> str:
    """Give the SHA-256 of a file; "" if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _is_own(path: Path) -> bool:
    """Tell whether a path is a file itself: no link, no pipe, on which reading would wait."""
    return path.is_file() and not path.is_symlink()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other batches out of a folder, which is made; a process that is killed lets go.

    Raises:
        Busy: another batch writes into the folder.
        OSError: the folder cannot be written to.
    """
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    # A link that leads out of the folder is not followed.
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    lock = os.open(folder / _LOCK, flags, 0o666)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(str(folder)) from None
        yield
    finally:
        os.close(lock)


def _sweep(folder: Path) -> None:
    """Take away what a run that was ended has left; no other runs."""
    for path in folder.glob(f".*{_ENDING}"):
        with suppress(OSError):
            path.unlink()


def _unwritable(folder: Path, error: OSError) -> Problem:
    message = f"it cannot be written: {error.strerror or error}"
    hint = "make room or mend permissions, and give the same command again: it goes on"
    return problem("output-unwritable", Place(file=str(folder)), message, hint)
