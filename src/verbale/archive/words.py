"""Words as they are looked for: in every script, whatever their accents and vowel marks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

__all__ = ["asked", "folded", "indexed", "like"]

_FIRST_HAN = "\u2e80"


@cache
def _han() -> re.Pattern[str]:
    """Compile what tells Chinese characters, where there are any: it takes a few milliseconds."""
    return re.compile(
        r"([\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff])"
    )


_MARKS = ((0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670))
_DIRECTIONS = ((0x200C, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069))
_PLAIN: dict[int, str | None] = {
    sign: None for first, last in (*_MARKS, *_DIRECTIONS) for sign in range(first, last + 1)
}
_PLAIN |= {ord(one): "ا" for one in "أإآٱ"} | {ord("ى"): "ي", ord("ة"): "ه"}
"""Arabic without vowel marks and stretching, each letter in one form; no marks of direction."""


def folded(text: str) -> str:
    """Fold letters for a look at part of a name: accents and case do not count."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def like(text: str) -> str:
    """Write text so that it stands for itself in a LIKE."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def indexed(text: str) -> str:
    """Write text so that words of every script are found: each Han character is a word.

    Marks of vowels and the stretching of Arabic letters are left out, and forms of alef are one.
    """
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return _han().sub(r" \1 ", text) if max(text, default="") >= _FIRST_HAN else text


def asked(words: str) -> str:
    """Write what is asked for in FTS5's language: all words, each from its beginning on."""
    parts = []
    for word in re.findall(r'"[^"]*"|\S+', words):
        found = re.findall(r"\w+", indexed(word))
        if found:
            phrase = '"' + " ".join(found) + '"'
            # The last word may go on; a Han character is whole.
            goes_on = not word.endswith('"') and not _han().fullmatch(found[-1])
            parts.append(phrase + (" *" if goes_on else ""))
    return " AND ".join(parts)
