"""Tells a mistyped series of a symbol, such as A/RS/71/1, from a series that is another."""

from __future__ import annotations

import re
from difflib import get_close_matches

__all__ = ["SERIES", "is_slip"]

SERIES = ("RES", "DEC", "PRST")
"""The series that a symbol names in its second or third part."""


def is_slip(parts: list[str]) -> bool:
    """Tell whether a part of a symbol is RES, DEC or PRST, or one of them mistyped.

    As they are, they are no documents: the form itself is wrong, such as a year that is missing.
    """
    heads = parts[1:3] if parts[0] in ("A", "S", "E") else []
    if any(_JOINED.match(one) for one in parts[:3]):
        return True
    return any(
        one in SERIES or (re.fullmatch(r"[A-Z]{2,4}", one) and one not in _KNOWN and _near(one))
        for one in heads
    )


_JOINED = re.compile(r"[AES]?(?:RES|DEC|PRST)(?:\.?\d|\.|$)")
_KNOWN = frozenset({"HRC", "INF", "BUR", "CONF", "NGO", "ES", "AC", "CN", "SR", "PV", "CRP", "WG"})


def _near(part: str) -> bool:
    return bool(get_close_matches(part, SERIES, 1, 0.6))
