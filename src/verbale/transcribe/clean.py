"""Takes out of text what is not seen, and counts it: nothing goes without being told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["Notes", "clean"]

_SOFT = "\u00ad"
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\u180e\ufeff]")
_KINDS = {
    "\ufeff": "byte order mark",
    **dict.fromkeys(
        "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u180e", "zero-width character"
    ),
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ufff9-\ufffb]")
_HYPHEN = re.compile("[\u00ad\x02\ufffe](?=[ \t]*(?:\n|\f|$))")
_FORMS = re.compile("[\ufb00-\ufb4f\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_OWN = re.compile("[\ue000-\uf8ff]")
_BULLETS = {
    0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xE0: "→", 0x2D: "–", 0x6E: "■", 0x6F: "□",
    0x71: "❑", 0x76: "❖", 0xA8: "◻", 0xFE: "☑",
}  # fmt: skip
"""Signs that Word keeps as characters of its own, by their place in Symbol and Wingdings."""
_ENDS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")


class Notes:
    """Collects what was odd: sentences, and counts that become sentences at the end."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def say(self, sentence: str) -> None:
        """Note something, once."""
        if sentence not in self._sentences:
            self._sentences.append(sentence)

    def count(self, what: str, number: int, done: str = "left out") -> None:
        """Count things of one kind, named in the singular, and what was done with them."""
        if number:
            self._counts[what, done] += number

    def told(self) -> tuple[str, ...]:
        """Give all sentences."""
        counted = [
            f"{number} {what if number == 1 else _many(what)} "
            f"{'was' if number == 1 else 'were'} {done}"
            for (what, done), number in self._counts.items()
        ]
        return (*self._sentences, *counted)


def clean(text: str, notes: Notes) -> str:
    """Give text with one kind of line end, composed characters, and nothing that is not seen.

    Form feeds and tabs stay: whoever asks knows what they mean there.
    """
    text = _ENDS.sub("\n", text)
    if text.isascii() and not _CONTROL.search(text):
        return text
    text, hyphens = _HYPHEN.subn("-", text)
    notes.count("soft hyphen at the end of a line", hyphens, "made a hyphen")
    notes.count("soft hyphen", text.count(_SOFT))
    text = text.replace(_SOFT, "")
    for mark in _MARKS.findall(text):
        notes.count(_KINDS.get(mark, "direction mark"), 1)
    text = _MARKS.sub("", text)
    notes.count("null byte", text.count("\x00"))
    notes.count("control character", len(_CONTROL.findall(text)) - text.count("\x00"))
    text = _CONTROL.sub("", text)
    text, joined = _FORMS.subn(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    notes.count("joined or shaped letter", joined, "written as plain letters")
    text = _OWN.sub(lambda found: _sign(found[0], notes), text)
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        notes.say("letters with separate accents were written as one character each")
    notes.count("character that nobody can tell any more", composed.count("\ufffd"), "kept as �")
    return composed


def _sign(character: str, notes: Notes) -> str:
    sign = _BULLETS.get(ord(character) - 0xF000)
    if sign is None:
        notes.count("character of a font of its own", 1, "kept as it is")
        return character
    return sign


def _many(what: str) -> str:
    head, joint, rest = what, "", ""
    for word in (" of ", " at ", " that "):
        if word in what:
            head, joint, rest = what.partition(word)
            break
    return f"{head}s{joint}{rest}"
