"""French spaces: a narrow one, which does not break, before ; : ! ? and within « »."""

from __future__ import annotations

import re

__all__ = ["spaced"]

_NARROW = "\u202f"
# Bounded in length, so that no text makes the search long.
_FOUND = re.compile(
    r"(?P<kept>(?<!\w)(?:[a-z][a-z0-9+.-]{1,20}://|www\.)[^\s<>«»]*[^\s<>«».,;:!?)’”]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\d)\d{1,9}(?::\d{1,9})+"
    r"|<<[^<>\n]{1,80}>>)"
    r"|(?P<opening>«\s{0,40})"
    r"|(?P<closing>\s{0,40}»)"
    r"|(?P<gap>\s{0,40})(?P<signs>[;:!?]+)",
    re.IGNORECASE,
)
_NONE_AFTER = frozenset(" \u00a0\u202f\t\n([{«“‘„;:!?")
_ENDS = frozenset(" \u00a0\u202f\t\n)]}»”’…,.–—")


def spaced(text: str, before: str) -> str:
    """Set the spaces of French, whether one was typed, or none.

    Addresses of the Internet, times and ratios stay as they are, and so does what is written
    without a space on either side, such as 3166-1:2013.
    """

    def put(match: re.Match[str]) -> str:
        last = text[match.start() - 1] if match.start() else before
        if match["kept"]:
            return match.group()
        if match["opening"]:
            return "«" + _NARROW
        if match["closing"]:
            return "»" if last == "" or last in " \u00a0\u202f\t\n«" else _NARROW + "»"
        following = text[match.end() : match.end() + 1]
        joined = not match["gap"] and following != "" and following not in _ENDS
        if joined or last == "" or last in _NONE_AFTER:
            return match.group()
        return _NARROW + match["signs"]

    return _FOUND.sub(put, text)
