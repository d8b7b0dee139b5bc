"""Arabic signs: the comma, the semicolon and the question mark in a sentence in Arabic."""

from __future__ import annotations

import re

__all__ = ["punctuated"]

_LETTER = "\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06fa-\u06ff"
_MARK = "\u064b-\u065f\u0670"
_CLOSING = "”“’‘»)\\]"
_SIGN = re.compile(rf"([{_LETTER}][{_MARK}]*[{_CLOSING}]*)([,;?]+)")
_AFTER_FIGURES = re.compile(rf"(?<=[0-9)\]])([,;?]+)(?=\s+[{_LETTER}])")
"""After a year or a symbol in brackets the sentence goes on in Arabic."""
_SEEN = re.compile(f"[{_LETTER}{_MARK}{_CLOSING}]")
_OWN = str.maketrans(",;?", "،؛؟")


def punctuated(text: str, before: str) -> str:
    """Set the signs of Arabic where those of English were typed after an Arabic letter."""
    shown = before if _SEEN.match(before) else ""
    text = _SIGN.sub(lambda match: match[1] + match[2].translate(_OWN), shown + text)
    text = _AFTER_FIGURES.sub(lambda match: match[1].translate(_OWN), text)
    return text[len(shown) :]
