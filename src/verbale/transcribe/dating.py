"""Tells the date of an old letter."""

from __future__ import annotations

import re
from datetime import date

from verbale.protocol.languages import Language
from verbale.transcribe.facts import cited, days, only_day
from verbale.transcribe.formulas import is_title
from verbale.transcribe.gathered import Gathered
from verbale.transcribe.parts import Parted
from verbale.transcribe.source import Source

__all__ = ["tell_date"]


def tell_date(
    told: Parted, source: Source, language: Language, found: Gathered, today: date
) -> None:
    """Tell the day that a letter bears, or else the day as of which it is read.

    Args:
        told: its parts.
        source: its file.
        language: the words of its language.
        found: the days are added here.
        today: the day of the transcription, which stands in where nothing tells another.
    """
    _borne(told, language, found)
    if found.day is not None:
        found.as_of = found.day
    elif source.day is not None:
        found.as_of = source.day
        found.rest("as_of", f"Date: {source.day}", "the mail's date; the letter itself bears none")
    else:
        _latest(told, language, found, today)


def _borne(told: Parted, language: Language, found: Gathered) -> None:
    """Tell the day that a letter bears: in its title, on a line of its own, or in its head."""
    title = told.get("subject")
    if title is not None and is_title(title.text):
        # "Letter dated 3 March 2016 from ...": the document that holds it may bear another day.
        dated = next(days(title.text, language), None)
        if dated:
            found.day = dated.day
            found.rest("date", title.text)
    part = told.get("date")
    if part is not None and found.day is None:
        dated = only_day(part.text, language) or next(days(part.text, language), None)
        if dated:
            found.day = dated.day
            found.place = part.text[: dated.start].strip(" ,،")
            why = "" if dated.sure else f"{dated.words}: which of the two is the month is not told"
            found.rest("date", part.text, why)
    if found.day is None and (head := told.get("reference") or told.get("letterhead")) is not None:
        within = list(days(head.text, language))
        if len(within) == 1:
            found.day = within[0].day
            found.rest(
                "date", within[0].words, "it stands among other words: is it the letter's date?"
            )


def _latest(told: Parted, language: Language, found: Gathered, today: date) -> None:
    """Take the latest day that a letter cites: it was not written before."""
    everywhere = " ".join(unit.text for part in told.parts for unit in part.units)
    past = [(one.adopted, one.words) for one in cited(everywhere, language) if one.adopted]
    for match in re.finditer(r"\bdated ", everywhere):
        dated = next(days(everywhere[match.end() : match.end() + 30], language), None)
        if dated is not None and dated.start == 0:
            past.append((dated.day, f"dated {dated.words}"))
    named = [(one.day, one.words) for one in days(everywhere, language) if one.day <= today]
    if past:
        found.as_of, words = max(past)
        found.rest("as_of", words, "the letter bears no date: this is the latest it cites")
    elif named:
        found.as_of, words = max(named)
        found.rest("as_of", words, "the letter bears no date: this is the latest day it names")
    else:
        found.as_of = today
        found.rest(
            "as_of",
            "",
            "the letter bears no date, and names none: this is the day it was transcribed",
        )
