"""Tells the parts below an old letter's close."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.protocol.languages import Language
from verbale.transcribe.formulas import marks
from verbale.transcribe.parts import Parted
from verbale.transcribe.unit_kinds import is_prose, plain_part
from verbale.transcribe.units import Unit

__all__ = ["tell_tail"]

_NAME = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w.’'-]*[ ]?){2,6}")
_POSTCODE = re.compile(r"\d{5}")


def tell_tail(found: Parted, units: Sequence[Unit], language: Language, *, closed: bool) -> None:
    """Tell the parts of a letter's tail.

    Args:
        found: the parts are added here.
        units: those below the close.
        language: the words of the letter's language.
        closed: whether there is a close above them.
    """
    met: set[str] = set()
    previous = "close" if closed else ""
    for i, unit in enumerate(units):
        if "annex" in met:
            found.add("annex", units[i:])
            return
        name = _part(found, unit, met, previous, language)
        is_name = _NAME.fullmatch(unit.rows[0]) is not None and len(unit.rows) < 4
        signed = marks().signed.match(unit.text) is not None
        if name in ("date", "reference", "addressees") or (
            name == "signature" and (closed or (is_name and not met))
        ):
            found.evidence += 1 + signed
        elif name == "signature" and signed:
            found.evidence += 2
        met.add(name)
        found.add(name, [unit])
        previous = name


def _part(found: Parted, unit: Unit, met: set[str], previous: str, language: Language) -> str:
    """Tell a part by its own words, or else by what stands above it."""
    text = unit.text
    if marks().annex.fullmatch(text.strip(" .:")) and not re.search(r"[:：]\s*$", text):
        return "annex"
    plain = plain_part(unit, language)
    if plain and plain != "subject":
        return plain
    noted = marks().footnote.match(unit.lines[0].text) is not None
    if noted and previous not in ("enclosures", "copies"):
        return "notes"
    if marks().signed.match(text) or (unit.table and not met):
        return "signature"
    return _by_place(found, unit, met, previous) or _rest(found, unit, met, previous, language)


def _by_place(found: Parted, unit: Unit, met: set[str], previous: str) -> str:
    """Tell lists that go on, the signature and the address; "" where it is none of them."""
    text = unit.text
    several = len(unit.lines) > 1
    elsewhere = marks().elsewhere.match(text) is not None
    address = marks().address.match(text) is not None
    sure = marks().sure_address.match(text) is not None
    unaddressed = "addressees" not in met
    block = several and elsewhere
    to_town = several and marks().town.fullmatch(unit.rows[-1]) is not None
    if to_town and "signature" in met and unaddressed:
        return "addressees"
    if previous in ("enclosures", "copies"):
        is_list = unit.is_item or (not several and unit.indent > 2)
        if is_list or (not (block or address or sure) and len(text) < 160):
            return previous
    if previous == "notes" and unit.indent > 0:
        return "notes"
    if "signature" not in met and not sure and not found.is_note:
        return "signature"
    to_whom = found.is_note and unaddressed and (address or elsewhere or several)
    below = previous == "signature" and elsewhere
    apart = address and unaddressed and previous != "signature"
    goes_on = previous == "addressees" and len(text) < 90
    if to_whom or below or sure or apart or (block and unaddressed) or goes_on:
        return "addressees"
    return ""


def _rest(found: Parted, unit: Unit, met: set[str], previous: str, language: Language) -> str:
    """Tell what is left: more of the signature, notes without a mark, and what is not told."""
    text = unit.text
    if previous == "signature" or (unit.table and "addressees" not in met):
        several = len(unit.lines) > 1
        towns = marks().town.search(text) or _POSTCODE.search(text)
        placed = several and marks().address.match(text) and towns
        return "addressees" if placed else "signature"
    if is_prose(unit, language):
        return "notes"
    return "signature" if found.is_note and len(text) < 60 else "other"
