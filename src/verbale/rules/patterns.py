"""How rules make their patterns: compiled when they are first asked for, words the longest first.

A pattern takes up to a millisecond to compile, and most letters need few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial

__all__ = ["CLAUSE_ENDS", "SENTENCE_ENDS", "alternatives", "clause", "either", "later", "sentence"]


def later(text: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Give what compiles a pattern when it is first called.

    Args:
        text: the pattern.
        flags: those of :mod:`re`.
    """
    return cache(partial(re.compile, text, flags))


def alternatives(parts: Iterable[str]) -> str:
    """Join parts of a pattern: any white space for a space, either apostrophe for one."""
    joined = "|".join(f"(?:{part})" for part in parts)
    return re.sub(r" (?![?*+])", r"\\s+", joined).replace("'", "['’]")


def either(words: Iterable[str]) -> str:
    """Match any of some words, the longest first, with white space and apostrophes as they come."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(
        re.sub(r"['’]", "['’]", r"\s+".join(map(re.escape, one.split()))) for one in longest
    )


# "no. 5" and "approx. ten" end none; after "Mr." or "St." one may seem to end.
_STOP = r"(?=\s)(?!\s+[a-zß-ÿа-яё\d])"
SENTENCE_ENDS = later(rf"[.!?؟]{_STOP}|[。！？]|\n\s*\n")
"""What parts sentences, but for white space before the next."""
CLAUSE_ENDS = later(rf"[.!?؟;؛]{_STOP}|[;؛](?=\s)|[。！？；]|\n\s*\n")
"""The same, and semicolons."""


def sentence(text: str, at: int) -> tuple[int, int]:
    """Give from where to where the sentence goes in which a place of a text lies."""
    ends = (one.end() for one in SENTENCE_ENDS().finditer(text, 0, at + 1))
    found = SENTENCE_ENDS().search(text, at)
    return max((one for one in ends if one <= at), default=0), found.end() if found else len(text)


def clause(text: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """Give what stands before and after words, in the same clause.

    Args:
        text: the text.
        start: where the words begin.
        end: where they end.
        reach: how many characters on either side are looked at.
    """
    least, most = max(0, start - reach), min(len(text), end + reach)
    before = max((one.end() for one in CLAUSE_ENDS().finditer(text, least, start)), default=least)
    found = CLAUSE_ENDS().search(text, end, most)
    return text[before:start], text[end : found.start() if found else most]
