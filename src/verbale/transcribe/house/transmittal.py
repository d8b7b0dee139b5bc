"""Reads letters that transmit documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.transcribe.house.citing import CITES, answers, references_in
from verbale.transcribe.house.found import HONOUR, Read
from verbale.transcribe.people import Known

__all__ = ["transmittal"]


def transmittal(texts: Sequence[str], enclosures: Sequence[str], known: Known) -> Read | None:
    """Read a transmittal; None where the letter is not worded as one, or encloses nothing."""
    found = Read("transmittal")
    at = answers(texts, found, known)
    text = texts[at] if at < len(texts) else ""
    match = re.fullmatch(
        rf"(?:On behalf of (?P<behalf>.+?), (?=I have|on behalf))?{HONOUR} transmit herewith"
        r"(?:, (?P<purpose>for (?:(?! the report| the text).)+?|in .+?),)? (?P<what>.+?)"
        rf"(?:, (?:with reference to|submitted pursuant to) (?P<refs>(?:{CITES}).+))?\.",
        text,
    )
    if match is None or not enclosures:
        return None
    running = [
        one[:1].lower() + one[1:] if one.split(" ")[0] in ("A", "An", "The") else one
        for one in enclosures
    ]
    own = match["what"] if match["what"] != known.language.join(running) else None
    references = references_in(match["refs"], known) if match["refs"] else None
    if match["refs"] and not references:
        return None
    found.note(
        text,
        on_behalf_of=match["behalf"],
        purpose=match["purpose"],
        transmitted=own,
        references=references,
    )
    rest = list(range(at + 1, len(texts)))
    if rest:
        asked = re.fullmatch(
            r"I should be grateful if you would have the text of the present letter and its "
            r"enclosures? circulated as (.+)\.",
            texts[rest[-1]],
        )
        if asked:
            found.note(asked[0], circulate_as=asked[1])
            rest.pop()
    found.before_close = rest
    return found
