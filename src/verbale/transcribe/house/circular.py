"""Reads circulars: what is told to many, and what they are asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.transcribe.house.citing import answers, references_in
from verbale.transcribe.house.found import DAY, HONOUR, Read, day_in
from verbale.transcribe.people import Known

__all__ = ["circular"]


def circular(texts: Sequence[str], known: Known, *, many: bool) -> Read | None:
    """Read a circular; None where the letter is not worded as one."""
    found = Read("circular")
    at = answers(texts, found, known)
    text = texts[at] if at < len(texts) else ""
    match = re.fullmatch(rf"(?:In this connection, )?{HONOUR} (?P<matter>.+)\.", text)
    if match is None:
        return None
    matter = match["matter"]
    if matter.startswith("refer to "):
        # The last "and to" that is not followed by a document begins the matter.
        for split in reversed([m.span() for m in re.finditer(r",? and to ", matter)]):
            references = references_in(matter[9 : split[0]], known)
            if references:
                found.note(text, references=references)
                matter = matter[split[1] :]
                break
    found.note(text, matter=matter)
    rest = list(range(at + 1, len(texts)))
    if rest:
        contact = re.fullmatch(
            r"Should your delegation require further information, "
            r"the focal point in my .+? is (?P<contact>.+)\.",
            texts[rest[-1]],
        )
        if contact:
            found.note(contact[0], contact=contact["contact"])
            rest.pop()
    if rest:
        asked = re.fullmatch(
            rf"I should be grateful if you would (?P<asked>.+?)(?: no later than (?P<by>{DAY}))?\.",
            texts[rest[-1]],
        )
        if asked:
            found.note(asked[0], asked=asked["asked"], deadline=day_in(asked["by"], known))
            rest.pop()
    if not many and not found.keys.keys() & {"asked", "contact"}:
        return None  # Any letter to one may begin so.
    found.before_close = rest
    return found
