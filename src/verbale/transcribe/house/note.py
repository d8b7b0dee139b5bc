"""Reads notes verbales."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.transcribe.house.found import DAY, Read, day_in, present
from verbale.transcribe.people import Known

__all__ = ["note"]


def note(texts: Sequence[str], close: str, known: Known) -> Read | None:
    """Read a note; None where it is not worded as the house words one."""
    found = Read("note-verbale")
    match = re.fullmatch(
        r"(?P<from>.{3,300}?) presents (?P<its>its|his|her) compliments to (?P<to>.{3,400}?) and"
        r"(?:, with reference to (?:the note|the latter['’]s note)"
        r"(?: (?P<r>(?!of |dated |concerning )\S[^,]*?))?"
        rf"(?: of (?P<s>.+?))?(?: dated (?P<d>{DAY}))?(?: concerning (?P<c>.+?))?,)?"
        r" has the honour to (?P<matter>.+)\.",
        texts[0],
    )
    if match is None or ", with reference to" in match["to"]:
        return None
    own = {"its": None, "his": "m", "her": "f"}[match["its"]]
    found.note(
        texts[0],
        author=match["from"],
        author_gender=own,
        to=match["to"],
        in_reply_to=present(
            {
                "dated": day_in(match["d"], known),
                "reference": match["r"],
                "from": match["s"],
                "about": match["c"],
            }
        ),
        matter=match["matter"],
    )
    if not found.keys.get("in_reply_to"):
        found.keys.pop("in_reply_to", None)
    if not close:
        found.keys["courtesies"] = False
    found.before_close = list(range(1, len(texts)))
    return found
