"""Writes files whole or not at all."""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from verbale.disk import flush_folder
from verbale.problems import Outcome, Place, problem

__all__ = ["put_by", "write", "write_over"]

_ENDING = ".part"


def write(files: Mapping[Path, bytes]) -> Outcome[tuple[Path, ...]]:
    """Write some files: all of them, or, if one cannot be written, none.

    Each is written beside its place under another name, flushed to the disk, and only then renamed,
    so that a reader meets the old file or the new one and never half of one.

    Args:
        files: bytes by path; folders are made as needed.

    Returns:
        The paths, or the problem that kept them from being written.
    """
    made: dict[Path, Path] = {}
    at = next(iter(files), Path())
    try:
        for folder in dict.fromkeys(path.parent for path in files):
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder)
        for at, data in files.items():
            made[at] = _beside(at, len(made))
            _fill(made[at], data)
        for at in made:
            if at.is_dir():
                raise IsADirectoryError(21, "there is a folder of that name")
        for at, temporary in made.items():
            temporary.replace(at)
        for folder in {path.parent for path in files}:
            flush_folder(folder)
    except OSError as error:
        for temporary in made.values():
            with suppress(OSError):
                temporary.unlink()
        hint = "name another folder with --output, or mend its permissions or space"
        message = f"it cannot be written: {error.strerror or error}"
        found = problem("output-unwritable", Place(file=str(at)), message, hint)
        return Outcome(None, (found,))
    return Outcome(tuple(files))


def write_over(path: Path, before: bytes, after: bytes, shown: str) -> Outcome[Path]:
    """Write a file of somebody's anew: whole or not at all, with its permissions.

    Args:
        path: the file; where it is a link, what it leads to is written.
        before: what was read of it: a file that holds something else by now is left.
        after: what it is to hold.
        shown: how messages name it.

    Returns:
        The file, or the problem that kept it from being written.
    """
    target = Path(os.path.realpath(path))
    temporary = _beside(target, 0)
    message, hint = (
        "it changed on the disk meanwhile, and was not written",
        "give the command again",
    )
    try:
        status = target.stat()
        if not status.st_mode & stat.S_IWUSR:
            raise PermissionError(13, "it is protected from writing")
        _sweep(target.parent)
        _fill(temporary, after)
        _give(temporary, status)
        if target.read_bytes() == before:
            temporary.replace(target)
            flush_folder(target.parent)
            return Outcome(target)
    except OSError as error:
        message, hint = f"it cannot be written: {error.strerror or error}", "mend its permissions"
    with suppress(OSError):
        temporary.unlink()
    return Outcome(None, (problem("output-unwritable", Place(file=shown), message, hint),))


def put_by(path: Path) -> Path:
    """Give a file another name beside it, so that its own is free: a.csv becomes a-1.csv.

    Args:
        path: the file.

    Returns:
        Where it is now.

    Raises:
        OSError: it is not there, or cannot be moved.
    """
    free = (path.with_name(f"{path.stem}-{n}{path.suffix}") for n in itertools.count(1))
    return path.rename(next(one for one in free if not os.path.lexists(one)))


def _beside(path: Path, number: int) -> Path:
    """Name a file beside a path, which tells whose it is: letters of one run do not meet."""
    return path.with_name(f".{path.name[:60]}.{number}.{os.getpid()}{_ENDING}")


def _fill(path: Path, data: bytes) -> None:
    """Write bytes and flush them."""
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _give(path: Path, status: os.stat_result) -> None:
    """Give a file the owner, where that is allowed, and the permissions of another."""
    with suppress(OSError, AttributeError):  # Not every system has owners.
        os.chown(path, status.st_uid, status.st_gid)
    path.chmod(stat.S_IMODE(status.st_mode))


def _sweep(folder: Path) -> None:
    """Take away what a run that was killed has left."""
    for path in folder.glob(f".*{_ENDING}"):
        owner = path.name.removesuffix(_ENDING).rsplit(".", 1)[-1]
        if owner.isdigit() and not _runs(int(owner)):
            with suppress(OSError):
                path.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # It is somebody else's.
    return True
