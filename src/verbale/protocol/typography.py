"""What a language's printers do that others do not: spaces, signs, and what is never parted."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

__all__ = ["Typography"]


class Typography(BaseModel):
    """How a language is typeset; each field is empty where nothing is done."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    spacing: Literal["french"] | None = None
    """Whose narrow spaces stand before ; : ! ? and within « »."""
    punctuation: Literal["arabic", "chinese"] | None = None
    """Whose commas and other signs stand after its letters, where an English one was typed."""
    kept_with_number: tuple[str, ...] = ()
    """Words that stay with the number after them: "para."."""
    kept_after_number: tuple[str, ...] = ()
    """Words that stay with the number before them: "p.m."."""
    kept_with_name: tuple[str, ...] = ()
    """Words that stay with the name after them, besides the titles of the language."""
    kept_with_word: tuple[str, ...] = ()
    """Words that stay with whatever comes after them: Russian prepositions of one letter."""
    kept_together: tuple[Literal["day-and-month", "thousands"], ...] = ()
    """What has spaces of its own and is not parted there: "19 septembre", "10 000"."""
