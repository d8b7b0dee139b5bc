"""Roman numerals, as sessions bore them."""

from __future__ import annotations

import re

__all__ = ["roman_value"]


def roman_value(text: str) -> int | None:
    """Read a Roman numeral; None if it is none."""
    if not re.fullmatch(r"(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", text) or not text:
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[sign] for sign in text]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
