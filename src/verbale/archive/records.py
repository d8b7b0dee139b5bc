"""Reads records of every edition; the rest of the archive knows what they tell, not how."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from verbale.archive import record_v1
from verbale.archive.record_v1 import LetterKept, Record, Voided, as_bytes, id_of

__all__ = ["MAX_RECORD", "LetterKept", "Record", "Voided", "id_of", "parsed", "read", "written"]

MAX_RECORD: Final = 1024 * 1024 * 1024
"""The largest record, in bytes: a copy takes some 700, with its lines."""
_EDITIONS: Final[Mapping[int, Callable[[Mapping[str, object], bytes], Record]]] = {
    1: record_v1.from_told
}


def read(data: bytes) -> Record:
    """Read a record of any edition.

    Raises:
        ValueError: it is none; the message says why.
    """
    if len(data) > MAX_RECORD:
        raise ValueError("it is too large for a record")
    told = parsed(data)
    edition = told.get("record") if isinstance(told, dict) else None
    reads = _EDITIONS.get(edition) if type(edition) is int else None
    if reads is None:
        if type(edition) is int and edition > max(_EDITIONS):
            raise ValueError("a newer Verbale wrote it: read it with that one")
        raise ValueError("it is no record of an edition that is known")
    return reads(told, data)


def written(record: Record) -> bytes:
    """Write a record.

    Raises:
        ValueError: it is so large that it could not be read again.
    """
    data = as_bytes(record)
    if len(data) > MAX_RECORD:
        raise ValueError("a letter has too many copies for one record: send it in parts")
    return data


def parsed(data: bytes) -> Any:
    """Read JSON that may be anything.

    Raises:
        ValueError: it is none.
    """
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("it is cut short, or no JSON") from None
