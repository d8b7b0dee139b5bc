"""Parts units at lines that can only stand alone: a date, a salutation, a reference."""

from __future__ import annotations

from verbale.protocol.languages import Language
from verbale.transcribe.facts import only_day
from verbale.transcribe.formulas import formulas, label, marks
from verbale.transcribe.source import Line
from verbale.transcribe.undo import Undone
from verbale.transcribe.units import Unit

__all__ = ["opened"]


def opened(undone: Undone, language: Language) -> list[Unit]:
    """Give a letter's units, parted where typists left no empty line between two parts.

    Args:
        undone: its text without its pages.
        language: the words of its language.
    """
    found: list[Unit] = []
    for unit in undone.units:
        if unit.table or len(unit.lines) == 1:
            found.append(unit)
            continue
        groups: list[list[Line]] = [[]]
        for at in range(len(unit.lines)):
            alone = _stands_alone(unit, at, undone.width, language)
            if alone and groups[-1]:
                groups.append([])
            groups[-1].append(unit.lines[at])
            # What follows these begins anew; labels and closes may go on over the next line.
            if alone in ("salutation", "date"):
                groups.append([])
        found += [Unit(tuple(one)) for one in groups if one]
    return found


def _stands_alone(unit: Unit, at: int, width: int, language: Language) -> str:
    """Tell what a line is that begins a unit of its own; "" where it goes on with the last."""
    text, forms = unit.lines[at].text.strip(), formulas(language.language)
    if len(text) >= max(60, width * 0.75):
        return ""
    if only_day(text, language):
        return "date"
    ends = text[-1:] in ",:;!：，،"
    # The vocative within a close ("Sir," before "Your obedient Servant") stays with it.
    rest = unit.lines[at + 1 :]
    if ends and forms.salutation.fullmatch(text) and rest and len(rest[0].text) > 40:
        return "salutation"
    if not at:
        return ""
    before = unit.lines[at - 1].text.rstrip()
    if label("copies", text) or (label("enclosures", text) and len(unit.lines) < 8):
        return "label" if not before.endswith((",", "and", "the")) else ""
    if marks().signed.match(text):
        return "signed"
    if before.endswith((".", "。", "?", "!")) and forms.close.match(text):
        return "close"
    return ""
