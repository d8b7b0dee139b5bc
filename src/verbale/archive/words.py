"""Words as they are looked for: in every script, whatever their accents and vowel marks."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["asked", "folded", "indexed", "like"]

_HAN = re.compile(
    r"([\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff])"
)
_MARKS = re.compile(
    r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c-\u200f\u202a-\u202e\u2066-\u2069]"
)
_ALEFS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"})


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
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_ALEFS)
    return _HAN.sub(r" \1 ", text)


def asked(words: str) -> str:
    """Write what is asked for in FTS5's language: all words, each from its beginning on."""
    parts = []
    for word in re.findall(r'"[^"]*"|\S+', words):
        found = re.findall(r"\w+", indexed(word))
        if found:
            phrase = '"' + " ".join(found) + '"'
            # The last word may go on; a Han character is whole.
            goes_on = not word.endswith('"') and not _HAN.fullmatch(found[-1])
            parts.append(phrase + (" *" if goes_on else ""))
    return " AND ".join(parts)
