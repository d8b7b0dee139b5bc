"""The print run: all copies in one file, in the order of the list, for paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from verbale.typeset.merge import merge

__all__ = ["merged"]


def merged(named: Sequence[tuple[Path, str]], *, duplex: bool) -> bytes:
    """Put copies one behind the other.

    Args:
        named: each copy's PDF, and the name of its bookmark.
        duplex: whether paper is printed on both sides, so that each letter begins on a right page.
    """
    return merge(named, duplex=duplex)
