"""What outlives a power cut: files and names flushed to the disk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

__all__ = ["flush", "flush_folder"]

_NOT_FOR_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EISDIR)
"""What systems answer that do not flush folders, or not this one, which may not be read."""


def flush(path: Path) -> None:
    """Wait until a file or a folder has reached the disk.

    Raises:
        OSError: it cannot be opened, or the disk does not take it.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_folder(folder: Path) -> None:
    """Flush a folder, so that new names outlive a power cut; not all file systems know how.

    Raises:
        OSError: the disk does not take it.
    """
    try:
        flush(folder)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
