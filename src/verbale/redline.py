"""What changed between two letters, word by word, and which facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from itertools import groupby, takewhile, zip_longest
from typing import Any, Literal

__all__ = ["STYLE", "Change", "FactChange", "as_html", "facts", "words"]

_LONG = 120
"""The longest text that is told in full among the facts, in characters."""
_LONG_TEXT = 2_000
"""In words; a letter of five pages has as many."""
_MOST_PAIRS = 250_000
"""How many pairs of equal words two texts may have for all of them to be looked at."""
_PARAGRAPH = re.compile(r"\s*(?:[^\n]|\n(?!\s*\n))+(?:\n\s*\n)?|\s+")
_HAN = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}][^\S\n]*|[^\s{_HAN}]+[^\S\n]*|\n|[^\S\n]+")
"""A word with the space after it; each Chinese character is one."""
STYLE = (
    "@page { size: letter; margin: 25mm } body { font-family: Spectral, serif; font-size: 11pt }"
    "del { color: #8a1020; text-decoration: line-through }"
    "ins { color: #0b5d1e; text-decoration: underline; font-weight: bold }"
    "del + ins { margin-inline-start: 0.25em }"
    "th, td { text-align: start; vertical-align: top; padding: 0 12pt 4pt 0 }"
    "h1 { font-size: 14pt } h2 { font-size: 12pt } p { white-space: pre-line }"
)
"""Struck out and underlined: told apart without colour too."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that stayed, went, or came."""

    what: Literal["same", "deleted", "inserted"]
    text: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of the letter that is another; "" where there is none."""

    name: str
    old: str
    new: str


def words(old: str, new: str) -> tuple[Change, ...]:
    """Compare two texts word by word; what was deleted stands before what was inserted.

    Paragraphs that stayed are found first, and words are compared between them.
    """
    before, after = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    found: list[Change] = []
    for is_same, a1, a2, b1, b2 in _blocks(before, after):
        left, right = before[a1:a2], after[b1:b2]
        found += (Change("same", one) for one in left) if is_same else _compared(left, right)
    return tuple(_joined(found))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Compare words; the space after a word goes with it."""
    before = _WORD.findall("".join(old))
    after = _WORD.findall("".join(new))
    blocks = _blocks([word.strip() or word for word in before], [w.strip() or w for w in after])
    for is_same, a1, a2, b1, b2 in blocks:
        if not is_same:
            yield Change("deleted", "".join(before[a1:a2]))
            yield Change("inserted", "".join(after[b1:b2]))
            continue
        for left, right in zip(before[a1:a2], after[b1:b2], strict=True):
            if left == right:
                yield Change("same", left)
            else:
                word = left.strip()
                yield Change("same", word)
                yield Change("deleted", left[len(word) :])
                yield Change("inserted", right[len(word) :])


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """Join what is alike; a space that both end with stands behind them."""
    for is_same, run in groupby(changes, lambda one: one.what == "same"):
        some = list(run)
        if is_same:
            yield Change("same", "".join(one.text for one in some))
            continue
        left = "".join(one.text for one in some if one.what == "deleted")
        right = "".join(one.text for one in some if one.what == "inserted")
        end = left[len(left.rstrip()) :]
        shared = end if end == right[len(right.rstrip()) :] else ""
        cut = len(shared)
        if left[: len(left) - cut]:
            yield Change("deleted", left[: len(left) - cut])
        if right[: len(right) - cut]:
            yield Change("inserted", right[: len(right) - cut])
        if shared:
            yield Change("same", shared)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Part two lists into runs that are the same and runs that are not."""
    start = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(old, new, strict=False)))
    rest = (list(old[start:]), list(new[start:]))
    there = Counter(rest[1])
    # In long texts difflib passes by what stands everywhere, as "the" does.
    is_long = len(rest[1]) > _LONG_TEXT
    often = len(rest[1]) // 100 + 1 if is_long else len(rest[1])
    pairs = sum(there[one] for one in rest[0] if there[one] <= often)
    if start:
        yield True, 0, start, 0, start
    if pairs > _MOST_PAIRS:
        # The time grows with them, and more than that: what says the same over and over is no
        # letter, and is told as another text.
        yield False, start, len(old), start, len(new)
        return
    for what, a1, a2, b1, b2 in SequenceMatcher(None, *rest, autojunk=is_long).get_opcodes():
        yield what == "equal", a1 + start, a2 + start, b1 + start, b2 + start


def facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FactChange, ...]:
    """Compare what two specs say, key by key, under the names that their drafters wrote.

    Args:
        old: the keys of the one, with texts, lists and groups.
        new: the keys of the other.
    """
    return tuple(_changed(old, new, ""))


def _changed(old: Any, new: Any, name: str) -> Iterator[FactChange]:
    """Go down as far as both sides go; what only one side has is told as a whole."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            yield from _changed(old.get(key), new.get(key), f"{name}, {key}" if name else str(key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _changed_items(old, new, name)
    else:
        yield FactChange(name, *_around(_said(old), _said(new)))


def _changed_items(old: list[Any], new: list[Any], name: str) -> Iterator[FactChange]:
    """Compare two lists: what stayed is set aside, of the rest the first goes with the first."""
    before, after = list(map(repr, old)), list(map(repr, new))
    for what, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            for i, (left, right) in enumerate(zip_longest(old[a1:a2], new[b1:b2])):
                number = (b1 if i < b2 - b1 else a1) + i + 1
                yield from _changed(left, right, f"{name} {number}")


def _said(value: Any) -> str:
    """Say a value on one line."""
    if isinstance(value, Mapping):
        return ", ".join(filter(None, map(_said, value.values())))
    if isinstance(value, list):
        return "; ".join(filter(None, map(_said, value)))
    return "" if value is None else " ".join(str(value).split())


def _around(old: str, new: str) -> tuple[str, str]:
    """Shorten two long texts to where they differ; word by word they are compared elsewhere."""
    if max(len(old), len(new)) <= _LONG:
        return old, new
    same = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(old, new, strict=False)))
    start = old.rfind(" ", 0, max(0, same - _LONG // 4)) + 1

    def cut(text: str) -> str:
        end = start + _LONG
        return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")

    return cut(old), cut(new)


def as_html(
    title: str, language: str, changes: Sequence[Change], changed: Sequence[FactChange]
) -> str:
    """Write the changes as a page that needs nothing else."""
    rows = "".join(
        f'<tr><th scope="row">{escape(one.name)}</th>'
        f"<td>{_tagged('del', one.old)}</td><td>{_tagged('ins', one.new)}</td></tr>"
        for one in changed
    )
    head = '<tr><th scope="col">fact</th><th scope="col">before</th><th scope="col">after</th></tr>'
    table = f"<h2>Facts that changed</h2><table>{head}{rows}</table>" if rows else ""
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>{_paragraphs(changes)}{table}</body></html>\n"
    )


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""


def _paragraphs(changes: Sequence[Change]) -> str:
    """Write paragraphs; a change that runs over several is marked in each."""
    tags = {"same": "", "deleted": "del", "inserted": "ins"}
    out = []
    for one in changes:
        tag = tags[one.what]
        parts = re.split(r"\n\s*\n", one.text)
        marked = [_tagged(tag, part) if tag else escape(part) for part in parts]
        out.append('</p><p dir="auto">'.join(marked))
    return re.sub(r'<p dir="auto">\s*</p>', "", f'<p dir="auto">{"".join(out)}</p>')
