"""Blobs and records on the disk: written whole or not at all, chained, given out once.

``blobs/ab/cdef...`` are named by their SHA-256. ``records/000012.json`` are chained: each names the
hash of the one before. ``head.json`` names the last, so that a record taken away from the end is
seen as well. A lock lets one process at a time add to it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from verbale.disk import flush, flush_folder

__all__ = ["Head", "Store", "sha256"]

_ENDING = ".part"
_README = """\
The archive of an office's letters, kept by Verbale. Back this folder up as a whole.

records/000012.json   the twelfth letter, or the note that one was voided; JSON in UTF-8. "previous"
                      is the SHA-256 of the bytes of the record before it, so none can be changed or
                      taken away unseen.
head.json             the last record and its SHA-256.
blobs/ab/cdef...      files, named by the SHA-256 of their bytes: "pdf" in a record names a letter's
                      PDF, "text" its words, "spec" the facts it was made from.
register.sqlite       an index, which may be deleted: it is made anew from the records.

Nothing here is ever changed, and files are only added. To take a letter out by hand, open its
record, read the value of "pdf", and copy the blob of that name.
"""
_DIGITS = 6
_NAME = re.compile(r"(?!0+\.)(?:[0-9]{6}|[1-9][0-9]{6,11})\.json")
_MOST = 1024 * 1024 * 1024
"""The largest file that is read, in bytes."""


def sha256(data: bytes) -> str:
    """Name bytes by their content."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Head:
    """Which record is the last, and the hash of its bytes; 0 and "" before the first."""

    sequence: int = 0
    sha256: str = ""


class Store:
    """The archive's folder."""

    def __init__(self, root: Path, waiting: Callable[[], None] = lambda: None) -> None:
        """Name the folder; ``waiting`` is called where another process holds it."""
        self.root = root
        self._waiting = waiting
        self._not_flushed: set[Path] = set()
        self.records = root / "records"
        self.blobs = root / "blobs"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else add to the archive meanwhile; a process that is killed lets go.

        Raises:
            OSError: the folder cannot be made or written to.
        """
        import fcntl

        for folder in (self.root, self.records, self.blobs):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                flush_folder(folder.parent)
        # Whatever lies there under its name, nothing of it is changed.
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with os.fdopen(os.open(self.root / ".lock", flags, 0o666), "rb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
            if self.head() is None and not self.holds_anything:
                # From here on, an archive without this note is one that has lost it.
                self._place("README.txt", _README)
                self.note_head(Head())
            for folder in (self.root, self.records, self.blobs):
                for left in folder.glob(f".*{_ENDING}"):
                    with suppress(OSError):
                        left.unlink()
            busy = self.root / ".busy"
            if os.path.lexists(busy):
                # Who held it last was ended: what it wrote is there, but may not be on the disk.
                for folder in (*self.blobs.glob("??"), self.blobs, self.records, self.root):
                    flush_folder(folder)
            with suppress(OSError):
                os.close(os.open(busy, flags, 0o666))
            yield
            if not self._not_flushed:
                with suppress(OSError):  # What was done is done; one that is left costs a flush.
                    busy.unlink()

    @property
    def is_there(self) -> bool:
        """Whether there is an archive at all."""
        return self.records.is_dir()

    @property
    def holds_anything(self) -> bool:
        """Whether anything was ever kept here."""
        return bool(self.sequences()) or any(self.blobs.glob("??"))

    def blob_path(self, name: str) -> Path:
        """Say where a blob is, or would be."""
        return self.blobs / name[:2] / name[2:]

    def put(self, contents: Iterable[bytes]) -> list[str]:
        """Keep blobs, each once; their names reach the disk before the next record does.

        Raises:
            OSError: one could not be written; those that were stay, and are of no letter.
        """
        names = []
        moves: dict[str, Path] = {}
        try:
            for data in contents:
                name = sha256(data)
                names.append(name)
                if name in moves or self._holds(name, data):
                    continue
                beside = self.blobs / f".{secrets.token_hex(8)}{_ENDING}"
                moves[name] = beside
                _write(beside, data, flush=False)
            # All are written before the first is waited for: the disk takes them together.
            for beside in moves.values():
                flush(beside)
            for name, beside in moves.items():
                target = self.blob_path(name)
                target.parent.mkdir(exist_ok=True)
                beside.replace(target)
                self._not_flushed |= {target.parent, self.blobs}
        except OSError:
            for beside in moves.values():
                with suppress(OSError):
                    beside.unlink()
            raise
        return names

    def _holds(self, name: str, data: bytes) -> bool:
        """Tell whether a blob is there; one that was cut short is written anew."""
        try:
            found = self.blob_path(name).stat()
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and found.st_size == len(data)

    def get(self, name: str) -> bytes:
        """Give a blob.

        Raises:
            OSError: it is not there.
            ValueError: it is not what it was.
        """
        data = _bounded(self.blob_path(name))
        if sha256(data) != name:
            raise ValueError("its content is not what its name says")
        return data

    def record_path(self, sequence: int) -> Path:
        """Say where a record is, or would be."""
        return self.records / f"{sequence:0{_DIGITS}}.json"

    def sequences(self) -> list[int]:
        """Give the numbers of the records that are there, in order."""
        try:
            names = os.listdir(self.records)  # noqa: PTH208
        except (FileNotFoundError, NotADirectoryError):
            return []
        # Not 0000007.json: that is the name of no record, though it tells the number of one.
        return sorted(int(name[:-5]) for name in names if _NAME.fullmatch(name))

    def raw(self, sequence: int) -> bytes:
        """Give a record's bytes.

        Raises:
            OSError: it is not there.
            ValueError: it is too large to be one.
        """
        return _bounded(self.record_path(sequence))

    def head(self) -> Head | None:
        """Say which record is the last by what was noted; None if nothing readable was noted."""
        try:
            told = json.loads(_bounded(self.root / "head.json"))
            head = Head(int(told["sequence"]), str(told["sha256"]))
            return head if head.sequence >= 0 else None
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return None

    def last(self) -> Head:
        """Find the last record: the noted one, or those written after it.

        Raises:
            ValueError: what was noted and what is there do not agree; the message says how.
            OSError: a record cannot be read.
        """
        noted, there = self.head(), self.sequences()
        if noted is None:
            if self.holds_anything:
                raise ValueError("head.json, which names the last record, is missing or unreadable")
            noted = Head()
        if noted.sequence > (there[-1] if there else 0):
            raise ValueError(f"record {noted.sequence:06}, the last, is missing")
        if noted.sequence and sha256(self.raw(noted.sequence)) != noted.sha256:
            raise ValueError(f"record {noted.sequence:06}, the last, is not what it was")
        # A process that was killed between the record and the note has left one more.
        last = noted
        while (number := last.sequence + 1) in there:
            raw = self.raw(number)
            if not _follows(raw, number, last):
                raise ValueError(f"record {number:06} does not follow the one before it")
            last = Head(number, sha256(raw))
        return last

    def add(self, sequence: int, data: bytes) -> None:
        """Add a record: the one act by which a number is given away. It must not be there.

        Raises:
            FileExistsError: there is one of this number.
            OSError: it cannot be written; there is none.
        """
        for folder in self._not_flushed:
            flush_folder(folder)
        self._not_flushed.clear()
        beside = self.records / f".{secrets.token_hex(8)}{_ENDING}"
        try:
            _write(beside, data, flush=True)
            _place_once(beside, self.record_path(sequence))
        finally:
            with suppress(OSError):
                beside.unlink()
        # The record is there, and its number given, whatever comes now; it is found without the
        # note as well, by looking one further.
        with suppress(OSError):
            flush_folder(self.records)
        with suppress(OSError):
            self.note_head(Head(sequence, sha256(data)))

    def note_head(self, head: Head) -> None:
        """Note which record is the last.

        Raises:
            OSError: it cannot be written.
        """
        told: Mapping[str, object] = {"sequence": head.sequence, "sha256": head.sha256}
        self._place("head.json", json.dumps(told) + "\n")

    def _place(self, name: str, text: str) -> None:
        beside = self.root / f".{secrets.token_hex(8)}{_ENDING}"
        try:
            _write(beside, text.encode(), flush=True)
            beside.replace(self.root / name)
            flush_folder(self.root)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise


def _follows(raw: bytes, number: int, last: Head) -> bool:
    """Tell whether a record is the next one in the chain."""
    try:
        told = json.loads(raw)
        return bool(told["sequence"] == number and told["previous"] == last.sha256)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def _bounded(path: Path) -> bytes:
    """Read a file that may be anything.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no file, or too large.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is no file")
    if found.st_size > _MOST:
        raise ValueError("it is too large")
    return path.read_bytes()


def _write(path: Path, data: bytes, *, flush: bool) -> None:
    with path.open("xb") as file:
        file.write(data)
        if flush:
            file.flush()
            os.fsync(file.fileno())
    path.chmod(0o444)  # What is kept is not written to by mistake.


def _place_once(beside: Path, target: Path) -> None:
    """Give a written file its name, if no file has it."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links; the lock keeps others out between the look and the move.
        if target.exists():
            raise FileExistsError(17, "there is one already", str(target)) from None
        beside.replace(target)
