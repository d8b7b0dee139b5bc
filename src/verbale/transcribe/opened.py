"""Parts units at lines that can only stand alone: a date, a salutation, a reference."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.protocol.languages import Language
from verbale.transcribe.facts import only_day
from verbale.transcribe.formulas import formulas, label, marks
from verbale.transcribe.source import Line
from verbale.transcribe.undo import Undone
from verbale.transcribe.unit_kinds import is_prose
from verbale.transcribe.units import Unit

__all__ = ["opened"]


def opened(undone: Undone, language: Language) -> list[Unit]:
    """Give a letter's units, parted where typists left no empty line between two parts.

    Args:
        undone: its text without its pages.
        language: the words of its language.
    """
    found: list[Unit] = []
    in_head = True
    for one in undone.units:
        in_head = in_head and not is_prose(one, language)
        unit = _parted(one, language)
        if unit.table or len(unit.lines) == 1:
            found.append(unit)
            continue
        groups: list[list[Line]] = [[]]
        for at in range(len(unit.lines)):
            alone = _stands_alone(unit, at, undone.width, language)
            if in_head and not alone and label("reference", unit.lines[at].text):
                alone = "reference"
            if alone and groups[-1]:
                groups.append([])
            groups[-1].append(unit.lines[at])
            # What follows these begins anew; labels and closes may go on over the next line.
            if alone in ("salutation", "date", "reference"):
                groups.append([])
        found += [Unit(tuple(one)) for one in groups if one]
    return found


def _parted(unit: Unit, language: Language) -> Unit:
    """Part lines that hold a reference at the left and the date at the right."""
    lines: list[Line] = []
    for line in unit.lines:
        cells = re.split(r" {3,}", line.text.strip())
        dated = (
            len(cells) == 2 and only_day(cells[1], language) and not only_day(cells[0], language)
        )
        if dated:
            right = line.text.rindex(cells[1])
            lines.append(replace(line, text=line.text[:right].rstrip()))
            lines.append(replace(line, text=" " * right + cells[1]))
        else:
            lines.append(line)
    return unit if len(lines) == len(unit.lines) else Unit(tuple(lines))


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
