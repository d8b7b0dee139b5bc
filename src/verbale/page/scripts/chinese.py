"""Chinese signs: full-width after Chinese characters, and no spaces between these.

Latin text, symbols and numbers keep theirs, and so do the brackets of 第1325(2000)号, as the
United Nations prints it.
"""

from __future__ import annotations

import re

__all__ = ["punctuated"]

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "”’）》」』】〉〕…"
_WIDE = "，；：？！。、（）《》「」『』【】〈〉〔〕"
_FOLD = r"(?: |[ \t]{0,40}\n[ \t]{0,40})"
"""One space, or the end of a line in the spec."""
_BRACKETS = re.compile(r"\(([^()]{0,400})\)")
_SIGN = re.compile(rf"([{_HAN}][{_CLOSING}]*)([,;:?!]+){_FOLD}?")
_AFTER_FIGURES = re.compile(rf"(?<=[0-9)\]])([,;:?!]+){_FOLD}?(?=[{_HAN}])")
"""After a year or a symbol in brackets the sentence goes on in Chinese."""
_STOP = re.compile(rf"([{_HAN}][{_CLOSING}]*)\.(?:(?=[{_CLOSING})])|$|{_FOLD}|(?=\s))")
_NUMERAL = re.compile(r"\s*[一二三四五六七八九十百]+")
_DOTS = re.compile(rf"(?<=[{_HAN}])…(?!…)")
_BETWEEN = re.compile(rf"(?<=[{_HAN}{_WIDE}]){_FOLD}(?=[{_HAN}{_WIDE}])")
_IS_HAN = re.compile(f"[{_HAN}]")
_IS_WIDE = re.compile(f"[{_HAN}{_WIDE}{_CLOSING}]")
_FULL = str.maketrans(",;:?!", "，；：？！")


def punctuated(text: str, before: str) -> str:
    """Set the signs of Chinese where those of English were typed after a Chinese character."""
    # What is before the run is looked at, and none of it is ever changed.
    shown = before if _IS_WIDE.match(before) else ""
    text = shown + text
    text = _BRACKETS.sub(lambda match: _bracketed(match, text), text)
    text = _DOTS.sub("……", text)
    text = _SIGN.sub(lambda match: match[1] + match[2].translate(_FULL), text)
    text = _AFTER_FIGURES.sub(lambda match: match[1].translate(_FULL), text)
    start = 0 if before or not (number := _NUMERAL.match(text)) else number.end() + 1
    text = text[:start] + _STOP.sub(r"\1。", text[start:])  # 一. begins a heading.
    return _BETWEEN.sub("", text)[len(shown) :]


def _bracketed(match: re.Match[str], text: str) -> str:
    """Widen brackets that hold Chinese and stand beside it."""
    before, after = text[: match.start()][-2:], text[match.end() : match.end() + 1]
    before = before[:1] if before.endswith((" ", "\n")) else before[-1:]
    if _IS_HAN.search(match[1]) and (_IS_WIDE.match(before) or _IS_HAN.match(after)):
        return f"（{match[1]}）"
    return match.group()
