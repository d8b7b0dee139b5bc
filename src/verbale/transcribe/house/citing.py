"""Reads what a letter of the house rests on: the letter it answers, the documents it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from verbale.protocol.symbols import parse
from verbale.protocol.symbols_in_text import IN_TEXT
from verbale.transcribe.house.found import DAY, LANGUAGE, Read, day_in, present
from verbale.transcribe.people import Known

__all__ = ["CITES", "answers", "references_in", "replied"]

CITES = (
    r"(?:(?:the )?(?:General Assembly|Security Council|Economic and Social Council"
    r"|Human Rights Council) )?"
    rf"(?:resolution|decision|document|presidential statement)\b|{IN_TEXT}"
)
"""How a citation begins, as a regular expression."""


def replied(text: str, known: Known) -> dict[str, Any] | None:
    """Read the paragraph that answers a letter; None where it is not in the house's words."""
    if known.language.language != LANGUAGE:
        return None
    match = re.fullmatch(
        rf"I wish to refer to (?:your|the) letter(?: dated (?P<d>{DAY}))?"
        r"(?: \(reference (?P<r>[^)]+)\))?(?: from (?P<s>.+?))?(?: concerning (?P<c>.+?))?\.",
        text,
    )
    if match is None or not any(match.groupdict().values()):
        return None
    return present(
        {
            "dated": day_in(match["d"], known),
            "reference": match["r"],
            "from": match["s"],
            "about": match["c"],
        }
    )


def references_in(words: str, known: Known) -> list[Any] | None:
    """Read "resolution A/RES/71/1 of 19 September 2016, by which ..., and to decision 71/553"."""
    parts = re.split(
        rf"(?:; and to |; to |; and |; |, and to |,? and to |, and | and )(?={CITES})", words
    )
    found = []
    for part in parts:
        match = re.fullmatch(
            rf"(?P<cite>.+?)(?: of (?P<day>{DAY}))?(?:, entitled [“\"](?P<title>.+?)[”\"])?"
            r"(?:, (?:by|in) which (?P<by>.+))?",
            part.strip(" ,"),
        )
        if match is None:
            return None
        cite = match["cite"]
        by_symbol = re.search(rf"{IN_TEXT}$", cite)
        symbol = by_symbol[0] if by_symbol else cite
        if parse(symbol) is None or (by_symbol and len(cite) > len(symbol) + 60):
            return None
        found.append(
            present(
                {
                    "symbol": symbol,
                    "adopted": day_in(match["day"], known),
                    "title": match["title"],
                    "by_which": match["by"],
                }
            )
        )
    return found


def answers(texts: Sequence[str], found: Read, known: Known) -> int:
    """Read the first paragraph, if it answers another letter; give which one is the next."""
    said = replied(texts[0], known)
    found.note(texts[0], in_reply_to=said)
    return 1 if said else 0
