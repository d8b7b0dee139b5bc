"""Blobs and records on the disk: written whole or not at all, chained, given out once.

``blobs/ab/cdef...`` are named by their SHA-256. ``records/000012.json`` are chained: each names the
hash of the one before. ``head.json`` names the last, so that a record taken away from the end is
seen as well. A lock lets one process at a time add to it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from verbale.disk import flush, flush_folder

__all__ = ["Head", "Store", "sha256"]

_ENDING = ".part"
_DIGITS = 6


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

    def __init__(self, root: Path) -> None:
        self.root = root
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
            folder.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for folder in (self.root, self.records, self.blobs):
                for left in folder.glob(f".*{_ENDING}"):
                    with suppress(OSError):
                        left.unlink()
            yield

    def blob_path(self, name: str) -> Path:
        """Say where a blob is, or would be."""
        return self.blobs / name[:2] / name[2:]

    def put(self, contents: Iterable[bytes]) -> list[str]:
        """Keep blobs, each once; they have reached the disk when this returns.

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
            for folder in {self.blob_path(name).parent for name in moves}:
                flush_folder(folder)
            if moves:
                flush_folder(self.blobs)
        except OSError:
            for beside in moves.values():
                with suppress(OSError):
                    beside.unlink()
            raise
        return names

    def _holds(self, name: str, data: bytes) -> bool:
        """Tell whether a blob is there with its content; one that was spoilt is written anew."""
        try:
            return self.blob_path(name).read_bytes() == data
        except OSError:
            return False

    def get(self, name: str) -> bytes:
        """Give a blob.

        Raises:
            OSError: it is not there.
            ValueError: it is not what it was.
        """
        data = self.blob_path(name).read_bytes()
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
        except FileNotFoundError:
            return []
        stems = [name.removesuffix(".json") for name in names if name.endswith(".json")]
        return sorted(int(stem) for stem in stems if stem.isascii() and stem.isdigit())

    def raw(self, sequence: int) -> bytes:
        """Give a record's bytes.

        Raises:
            OSError: it is not there.
        """
        return self.record_path(sequence).read_bytes()

    def head(self) -> Head | None:
        """Say which record is the last by what was noted; None if nothing readable was noted."""
        try:
            told = json.loads((self.root / "head.json").read_bytes())
            return Head(int(told["sequence"]), str(told["sha256"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def last(self) -> Head:
        """Find the last record: the noted one, or those written after it.

        Raises:
            ValueError: what was noted and what is there do not agree; the message says how.
            OSError: a record cannot be read.
        """
        noted, there = self.head(), self.sequences()
        if noted is None:
            if there and there[-1] > 1:
                raise ValueError("head.json, which names the last record, is missing or unreadable")
            noted = Head()
        if noted.sequence > (there[-1] if there else 0):
            raise ValueError(f"record {noted.sequence:06}, the last, is missing")
        if noted.sequence and sha256(self.raw(noted.sequence)) != noted.sha256:
            raise ValueError(f"record {noted.sequence:06}, the last, is not what it was")
        # A process that was killed between the record and the note has left one more.
        last = noted
        while self.record_path(last.sequence + 1).exists():
            last = Head(last.sequence + 1, sha256(self.raw(last.sequence + 1)))
        return last

    def add(self, sequence: int, data: bytes) -> None:
        """Add a record: the one act by which a number is given away. It must not be there.

        Raises:
            FileExistsError: there is one of this number.
            OSError: it cannot be written; there is none.
        """
        beside = self.records / f".{secrets.token_hex(8)}{_ENDING}"
        try:
            _write(beside, data, flush=True)
            _place_once(beside, self.record_path(sequence))
        finally:
            with suppress(OSError):
                beside.unlink()
        flush_folder(self.records)
        with suppress(OSError):  # It is found without the note, by looking one further.
            self.note_head(Head(sequence, sha256(data)))

    def note_head(self, head: Head) -> None:
        """Note which record is the last.

        Raises:
            OSError: it cannot be written.
        """
        told: Mapping[str, object] = {"sequence": head.sequence, "sha256": head.sha256}
        beside = self.root / f".{secrets.token_hex(8)}{_ENDING}"
        try:
            _write(beside, (json.dumps(told) + "\n").encode(), flush=True)
            beside.replace(self.root / "head.json")
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise


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
