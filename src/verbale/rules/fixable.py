"""Where the words stand that a fix may change: whole words, and nothing that is quoted."""

from __future__ import annotations

import re
import unicodedata

from verbale.problems import Fix
from verbale.rules.reading import Passage, unquoted

__all__ = ["only_marks", "places"]

_PAIRS = ("“”„", "«»", "‘’‚", "‹›", "「」", "『』", '"', "'")
_MARKS = "".join(_PAIRS)


def places(words: str, fix: Fix) -> list[int]:
    """Find the words that a fix is for, whole and outside quotations.

    In titles, which stand in italics, they are looked for only where they stand nowhere else.

    Args:
        words: the value as YAML reads it.
        fix: the fix.

    Returns:
        Where each begins, in characters.
    """
    at = [m.start() for m in re.finditer(re.escape(fix.old), words)]
    at = [i for i in at if _whole(words, i, i + len(fix.old))]
    if fix.marks:
        return [i for i in at if _own_marks(words, i, fix.old)]
    passage = Passage(fix.path, words)
    own = [i for i in at if passage.own.startswith(fix.old, i)]
    return [i for i in own if passage.prose.startswith(fix.old, i)] or own


def only_marks(fix: Fix) -> bool:
    """Tell whether a fix leaves what is said between quotation marks as it is."""
    return _bare(fix.old) == _bare(fix.new)


def _bare(words: str) -> str:
    return words.strip(f"{_MARKS} \u00a0\u202f")


def _whole(words: str, start: int, end: int) -> bool:
    """Tell whether words begin and end where words do; Chinese ones may end anywhere."""
    before = start and _letter(words[start - 1]) and _letter(words[start])
    after = end < len(words) and _letter(words[end - 1]) and _letter(words[end])
    return not before and not after


def _letter(one: str) -> bool:
    return unicodedata.category(one)[0] in "LNM" and not unicodedata.name(one, "").startswith("CJK")


def _own_marks(words: str, at: int, old: str) -> bool:
    """Tell whether a quotation, or a mark, stands in no other quotation."""
    pair = next((one for one in _PAIRS if len(old) == 1 and old in one), "")
    if pair:
        without = "".join("x" if one in pair else one for one in words)
    else:
        without = f"{words[:at]}{'x' * len(old)}{words[at + len(old) :]}"
    return unquoted(without)[at] == "x"
