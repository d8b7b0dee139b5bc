"""What outlives a power cut: files and names flushed to the disk."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["flush", "flush_folder"]


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
    """Flush a folder, so that new names outlive a power cut; not all file systems know how."""
    with suppress(OSError):
        flush(folder)
