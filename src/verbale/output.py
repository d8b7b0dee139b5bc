"""Writes files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from verbale.problems import Outcome, Place, problem

__all__ = ["write"]


def write(files: Mapping[Path, bytes]) -> Outcome[tuple[Path, ...]]:
    """Write some files: all of them, or, if one cannot be written, none.

    Each is written beside its place under another name, flushed to the disk, and only then renamed,
    so that a reader meets the old file or the new one and never half of one.

    Args:
        files: bytes by path; folders are made as needed.

    Returns:
        The paths, or the problem that kept them from being written.
    """
    made: dict[Path, str] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            made[path] = _beside(path, data)
        for path in made:
            if path.is_dir():
                raise IsADirectoryError(21, "there is a folder of that name", str(path))
        for path, temporary in made.items():
            Path(temporary).replace(path)
        for folder in {path.parent for path in files}:
            _flush_folder(folder)
    except OSError as error:
        for temporary in made.values():
            with suppress(OSError):
                Path(temporary).unlink()
        where = Place(file=str(error.filename2 or error.filename or next(iter(files), "")))
        reason = error.strerror or str(error)
        hint = "name another folder with --output, or mend its permissions or space"
        return Outcome(
            None, (problem("output-unwritable", where, f"cannot be written: {reason}", hint),)
        )
    return Outcome(tuple(files))


def _beside(path: Path, data: bytes) -> str:
    """Write bytes under a name of their own in the folder of a path, and flush them."""
    import tempfile  # Takes time to load, and only writing needs it.

    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for their owner alone; a letter is read by others.
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    return name


def _flush_folder(folder: Path) -> None:
    """Flush a folder, so that a rename outlives a power cut."""
    with suppress(OSError):  # Some file systems know no such thing.
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
