"""Compares an old letter's words with those of its spec, rendered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from verbale.transcribe.source import BULLET

__all__ = ["Difference", "differences", "tokens"]

_TOKEN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uf900-\ufaff]+|[^\w\s]")
"""A word, a Chinese character, or a sign."""
_BULLET = re.compile(rf"^[ \t]*{BULLET}[ \t]+", re.MULTILINE)
_WITHIN = re.compile(r"(?<=«)\s+|(?<=\S)\s+(?=»)")
"""The spaces of French."""
_FOLD = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»‹›‘’‚‛′″`´＂＇", "'"),
        '"': "'",
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        "\u00ad": None,
        "…": "...",
        **dict(zip("，；：？！。（）،؛؟", ",;:?!.(),;?", strict=True)),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff", None),
        **dict.fromkeys("\u2066\u2067\u2068\u2069", None),
    }
)
"""Typographic care chooses among these, so they are the same."""
_MOST = 8


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that are not the same."""

    old: str
    """Of the letter; "" where there are none."""
    new: str
    """Of the spec, rendered."""
    after: str
    """The words before them, by which the place is found."""


def tokens(text: str) -> list[str]:
    """Give words and signs in order; what care chooses does not count, nor does white space.

    That is quotes, dashes and dots, and which script's commas and brackets stand there.
    """
    folded = _WITHIN.sub("", _BULLET.sub("", text)).translate(_FOLD)
    folded = re.sub(r"\.{4,}", "...", re.sub(r"-{2,}", "-", folded))
    folded = re.sub(r"(?<=\w)'s\b", "'s", folded)
    return _TOKEN.findall(re.sub(r"'{2,}", "'", folded))


def differences(old: str, new: str) -> tuple[Difference, ...]:
    """Tell where two texts do not say the same: at most eight places."""
    before, after = tokens(old), tokens(new)
    if before == after:
        return ()
    found: list[Difference] = []
    pairs = SequenceMatcher(None, before, after, autojunk=len(before) > 4000)
    for what, a1, a2, b1, b2 in pairs.get_opcodes():
        if what != "equal" and len(found) < _MOST:
            around = " ".join(before[max(0, a1 - 5) : a1])
            found.append(Difference(" ".join(before[a1:a2]), " ".join(after[b1:b2]), around))
    return tuple(found)
