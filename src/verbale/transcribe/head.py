"""Tells the parts above an old letter's salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.protocol.languages import Language
from verbale.transcribe.formulas import is_title, marks
from verbale.transcribe.parts import Parted
from verbale.transcribe.unit_kinds import plain_part
from verbale.transcribe.units import Unit

__all__ = ["tell_head"]


def tell_head(found: Parted, units: Sequence[Unit], language: Language) -> None:
    """Tell the parts of a letter's head.

    Args:
        found: the parts are added here.
        units: those above the salutation.
        language: the words of the letter's language.
    """
    met: set[str] = set()
    for i, unit in enumerate(units):
        name = _part(found, unit, met, language, last=i == len(units) - 1)
        if name in ("date", "reference", "subject"):
            found.evidence += 1
        met.add(name)
        found.add(name, [unit])


def _part(found: Parted, unit: Unit, met: set[str], language: Language, *, last: bool) -> str:
    text = unit.text
    plain = plain_part(unit, language)
    if plain in ("date", "reference", "subject", "classification"):
        return plain
    if is_title(text):
        found.evidence += 2
        return "subject"
    if marks().sure_address.match(text) and len(text) < 400:
        found.evidence += 1 + bool(re.match(r"To\s?:", text))
        return "addressees"
    begun = met & {"date", "reference", "classification"}
    town = marks().town.fullmatch(unit.rows[-1])
    block = (last or town) and len(unit.lines) > 1 and marks().elsewhere.match(text)
    if block or (marks().address.match(text) and begun and len(text) < 400):
        return "addressees"
    if plain:
        return plain
    if met & {"addressees", "subject"} or (begun and last and len(unit.lines) < 3):
        previous = found.parts[-1].name
        if last or previous == "subject":
            return "subject"
        return "addressees" if previous == "addressees" else "other"
    return "letterhead" if not begun else "other"
