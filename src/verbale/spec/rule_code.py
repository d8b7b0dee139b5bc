"""The name of a rule, as settings and specs write it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

from verbale.codes import CODES
from verbale.faults import fault
from verbale.problems import did_you_mean

__all__ = ["RuleCode"]


def _known(name: str) -> str:
    code = CODES.get(name)
    if code is None:
        book = [one.name for one in CODES.values() if one.family]
        hint = did_you_mean(name, book, "verbale rules lists them")
        raise fault("unknown-rule", f'there is no rule "{name}"', hint)
    if not code.family:
        message = f'"{name}" is no rule of the rule book: it always holds'
        raise fault("unknown-rule", message, "leave it out; verbale rules lists those of the book")
    return name


_BOOK = WithJsonSchema({"enum": [one.name for one in CODES.values() if one.family]})
RuleCode = Annotated[str, AfterValidator(_known), _BOOK]
"""A code of the rule book; another is an error."""
