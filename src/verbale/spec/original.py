"""What a spec says of an old letter: its own words, part by part, and what they name.

A letter of today is worded by its kind's template. One that was written elsewhere, or long ago, has
its parts in another order and in other words; they are kept as they stand.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator

from verbale.faults import fault
from verbale.spec.values import Text

__all__ = ["PARTS", "OriginalPart", "PartName"]

PartName = Literal[
    "letterhead", "reference", "classification", "date", "addressees", "subject", "salutation",
    "body", "close", "signature", "enclosures", "copies", "notes", "annex", "other",
]  # fmt: skip
PARTS: tuple[str, ...] = get_args(PartName)
"""The parts that an old letter may have."""
_WORDED = frozenset({"body", "addressees", "letterhead"})
"""Parts that stand by name alone: their words are in keys of their own, or the office's."""


def _one_part(value: Any) -> Any:
    """Take ``body`` for ``{body: null}``, and see that a part is named and has words."""
    if isinstance(value, str):
        value = {value: None}
    if not isinstance(value, dict) or len(value) != 1:
        hint = "write one part a line: - date: 4 March 1947"
        raise fault("wrong-shape", "each of these names one part of the letter", hint)
    [(name, words)] = value.items()
    if name not in PARTS:
        hint = f"known: {', '.join(PARTS)}"
        raise fault("bad-value", f'"{name}" is not a part of a letter', hint, at=str(name))
    if words is None and name not in _WORDED:
        raise fault("missing-key", f'"{name}" has no words', "write them", at=str(name))
    if words is not None and name in ("body", "addressees"):
        hint = f"write them under {name}: at the left margin, and here - {name}"
        raise fault("bad-value", f'the words of "{name}" have a key of their own', hint, str(name))
    return value


OriginalPart = Annotated[dict[PartName, Text | None], BeforeValidator(_one_part)]
"""One part: its name and its words, or the name of body, addressees or letterhead alone."""
