"""Tells what a unit is by its own words, wherever in a letter it stands."""

from __future__ import annotations

import re

from verbale.protocol.languages import Language
from verbale.protocol.symbols_in_text import IN_TEXT
from verbale.transcribe.facts import only_day
from verbale.transcribe.formulas import classification_of, formulas, is_title, label
from verbale.transcribe.units import GAP, Unit

__all__ = ["is_prose", "plain_part"]

_BARE_NUMBER = re.compile(r"(?=\S*\s?\S*\d)[A-ZА-Я]{2,6}(?:[/. -]{1,2}[\w()]{1,10}){1,5}")
"""A number without a label: "TC/88/14"."""
_ENDS = (".", ":", ";", ",", "?", "!", "。", "：", "؟", "，", "،", "”", '"', "»")


def is_prose(unit: Unit, language: Language) -> bool:
    """Tell whether a unit is a paragraph of sentences, and no block of short lines."""
    text = unit.text
    least = 7 if language.language == "zh" else 30
    if unit.table or len(text) < least or (len(text) < 60 and text[-1] not in ".。؟?!:：;"):
        return False
    if (label("reference", text) and len(text) < 100) or (is_title(text) and len(text) < 300):
        return False
    one_gap = sum(len(GAP.findall(line.text)) == 1 for line in unit.lines)
    if len(unit.lines) > 1 and one_gap * 2 >= len(unit.lines) and not text.endswith(_ENDS):
        return False  # A letterhead in two columns.
    widest = max(len(line.text.strip()) for line in unit.lines)
    if text[-1] in ",،" and widest < 45 and len(text) < 150:
        return False  # A post above the name of its holder.
    words = text.split()
    small = sum(word[:1].islower() for word in words)
    cased = language.language not in ("zh", "ar")
    if cased and small < len(words) * 0.45:
        return formulas(language.language).note.search(text) is not None
    is_long = len(text) < 60 or len(unit.lines) == 1 or widest > 38
    return text.endswith(_ENDS) or (is_long and (len(text) > 150 or not cased))


def plain_part(unit: Unit, language: Language) -> str:
    """Tell a part that is known by its own words; "" for any other."""
    text = unit.text
    if only_day(text, language):
        return "date"
    if classification_of(text):
        return "classification"
    if len(text) < 500:
        for kind in ("copies", "enclosures", "subject"):
            if label(kind, text) and (kind != "subject" or len(text) < 250):
                return kind
    if (label("reference", text) and len(text) < 160) or (
        len(text) < 60 and _BARE_NUMBER.fullmatch(text)
    ):
        return "reference" if not re.fullmatch(IN_TEXT, text) else ""
    return ""
