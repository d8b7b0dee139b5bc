"""What takes long says so, to whoever has asked to be told: the command line, or nobody."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["tell", "told_to"]

_hearers: list[Callable[[str], None]] = []


def told_to(hearer: Callable[[str], None]) -> None:
    """Have notices told to somebody, instead of to whoever was told before."""
    _hearers[:] = [hearer]


def tell(words: str) -> None:
    """Tell that something takes a while; nothing is said where nobody asked."""
    for hearer in _hearers:
        hearer(words)
