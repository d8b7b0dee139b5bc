"""Reads letters that invite to a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from verbale.transcribe.house.citing import answers
from verbale.transcribe.house.found import DAY, HONOUR, Read, day_in, present
from verbale.transcribe.people import Known

__all__ = ["invitation"]

_INVITED = re.compile(
    rf"{HONOUR} invite you to (?P<name>.+?), to be held on (?P<weekday>[A-Z]\w+), (?P<day>{DAY}), "
    r"(?:from (?P<start>.+?) to (?P<end>.+?)|at (?P<at>.+?)), (?P<place>.+)\."
)
_CLOCK = re.compile(r"(\d{1,2})(?:\.(\d{2}))? ([ap])\.m\.")


def _time(words: str | None) -> time | None:
    if words in ("noon", "midnight"):
        return time(12 if words == "noon" else 0)
    match = _CLOCK.fullmatch(words or "")
    if match is None:
        return None
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
    return time(hour, int(match[2] or 0))


def invitation(texts: Sequence[str], known: Known) -> Read | None:
    """Read an invitation; None where the letter is not worded as one."""
    found = Read("invitation")
    at = answers(texts, found, known)
    match = _INVITED.fullmatch(texts[at]) if at < len(texts) else None
    if match is None:
        return None
    start, end = _time(match["start"] or match["at"]), _time(match["end"])
    if start is None or (match["end"] and end is None):
        return None
    place = match["place"]
    meeting = present(
        {
            "name": match["name"],
            "date": day_in(match["day"], known),
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}" if end else None,
            "place": place.removeprefix("in "),
        }
    )
    found.note(match[0], meeting=meeting)
    at += 1
    purpose = re.fullmatch(r"The meeting will (.+)\.", texts[at]) if at < len(texts) else None
    if purpose:
        found.note(purpose[0], purpose=purpose[1])
        at += 1
    last = re.fullmatch(
        rf"I should be grateful if you would confirm your participation(?: to (?P<to>.+?))?"
        rf"(?: no later than (?P<by>{DAY}))?\.",
        texts[-1],
    )
    if last and (last["to"] or last["by"]) and len(texts) > at:
        found.note(last[0], reply_by=day_in(last["by"], known), reply_to=last["to"])
        found.before_close = list(range(at, len(texts) - 1))
    else:
        found.before_close = list(range(at, len(texts)))
    return found
