"""Keeps what runs the other way by itself, so that signs and numbers beside it stay in place.

By isolates, characters that are not seen (Unicode Standard Annex 9): WeasyPrint takes no notice of
``<bdi>`` and ``unicode-bidi``.
"""

from __future__ import annotations

import re

__all__ = ["ISOLATES", "isolated", "links_isolated"]

LTR, RTL, END = "\u2066", "\u2067", "\u2069"
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""For ``str.translate``: takes all isolates away."""
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
"""Letters, signs and digits of scripts that run from right to left."""
_RIGHT_LETTER = "\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06fa-\u08c9\ufb1d-\ufdfb\ufe70-\ufefc"
_LEFT = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u0373\u0376-\u0482"
    "\u048a-\u058f\u1e00-\u1fff\u2c60-\u2c7f\u2e80-\u2fff\u3005-\u9fff\ua720-\ua7ff\uac00-\ud7a3"
    "\uf900-\ufaff\uff21-\uff3a\uff41-\uff5a\U00020000-\U0003ffff"
)
_MARK = "\u0300-\u036f"
_KEPT = "(?P<kept>[\u2066-\u2068][^\u2069]*\u2069?|[\u202a-\u202e][^\u202c]*\u202c?)"
# "2250 (2015)" is none of these: it reads from the right, the number first.
_FROM_LEFT = re.compile(
    rf"{_KEPT}"
    r"|(?P<phone>\+\d[\d\s().-]{5,24}\d|(?<![\d-])\(?\d{3}\)?[\s-]\d{3}-\d{4}(?![\d-]))"
    r"|(?P<address>(?<!\w)(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|www\.)[^\s<>\u2066-\u2069"
    rf"{_RIGHT}]*[^\s<>.,;:!?)\u2066-\u2069{_RIGHT}]|(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<words>(?:(?<!\d)\d{{1,9}})?[{_LEFT}](?:[^{_RIGHT}\u202a-\u202e\u2066-\u2069<>]*[{_LEFT}])?[{_MARK}]*"
    r"(?:[./-]?\d+)*(?:\s\((?:19|20)\d\d\))?)"
)
_FROM_RIGHT = re.compile(
    rf"{_KEPT}"
    rf"|(?P<words>[{_RIGHT_LETTER}](?:[^{_LEFT}\u202a-\u202e\u2066-\u2069<>]*[{_RIGHT_LETTER}])?"
    rf"[\u064b-\u065f\u0670]*)"
)
_HAS_RIGHT = re.compile(f"[{_RIGHT}]")
_HAS_LEFT = re.compile(f"[{_LEFT}]")
_NUMBER = re.compile(r"\s\d{1,5}(?![\w/])")
_PAIRS = {")": "(", "]": "["}
_LINK = re.compile(rf"{LTR}(<(a|span|mark)\b[^>]*>)([^<]*)(</\2>){END}")
_LINK_WITHIN = re.compile(rf"{LTR}([^{LTR}{END}]*<a [^{LTR}{END}]*){END}(?!</)")


def isolated(text: str, before: str, *, rtl: bool) -> str:
    """Isolate what runs against the text's own direction, once.

    Args:
        text: the run.
        before: the character before it in its block; "" at the block's start.
        rtl: whether the text runs from right to left.
    """
    if rtl and not before and _all_left(text):
        inner = text.strip()
        words = inner.rstrip(":;,")
        return text.replace(inner, f"{LTR}{words}{END}{inner[len(words) :]}", 1)
    if not rtl and not _HAS_RIGHT.search(text):
        return text
    out: list[str] = []
    done = 0
    for match in (_FROM_LEFT if rtl else _FROM_RIGHT).finditer(text):
        if match["kept"] or match.start() < done:
            continue
        end = _end(text, match, rtl) if match["words"] else match.end()
        words = text[match.start() : end]
        if rtl and match["phone"]:
            words = re.sub(r"\s", "\u00a0", words)
        out += [text[done : match.start()], LTR if rtl else RTL, words, END]
        done = end
    out.append(text[done:])
    return "".join(out)


def links_isolated(html: str) -> str:
    """Put the isolates around a link into it: WeasyPrint orders the text of each element alone.

    A link within other words from left to right is put beside them by the element around all.
    """
    html = _LINK.sub(rf"\1{LTR}\3{END}\4", html)
    return _LINK_WITHIN.sub(rf'<span dir="ltr">{LTR}\1{END}</span>', html)


def _all_left(text: str) -> bool:
    """Whether a whole line runs from left to right: its numbers and signs do so as well."""
    alone = not any(one in text for one in "\u2066\u2067\u2068\u2069\u202a\u202b<")
    return alone and _HAS_LEFT.search(text) is not None and _HAS_RIGHT.search(text) is None


def _end(text: str, match: re.Match[str], rtl: bool) -> int:
    """Take in a number after words ("Room 320"), and the bracket that closes one within them."""
    end = match.end()
    if rtl and "/" not in match.group() and (number := _NUMBER.match(text, end)):
        end = number.end()
    for one in text[end : end + 2]:
        opening = _PAIRS.get(one, "")
        words = text[match.start() : end]
        if not opening or words.count(opening) <= words.count(one):
            break
        end += 1
    return end
