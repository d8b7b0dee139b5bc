"""Finds the documents that a letter names: in keys of their own, and by symbols in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from verbale.letter import Cited, Letter
from verbale.protocol import symbols
from verbale.protocol.languages import Language
from verbale.protocol.symbols import Symbol
from verbale.rules.address_words import fold
from verbale.rules.datafiles import part
from verbale.rules.patterns import later
from verbale.rules.reading import Passage, Reading

__all__ = ["Named", "as_borne", "cited", "named", "organ_in", "parsed", "words_of"]

_LATIN = str.maketrans("АВЕКМНОРСТХЅІ", "ABEKMHOPCTXSI")
"""Cyrillic capitals that look like Latin ones, which a Russian keyboard leaves in a symbol."""
# What runs on from an address, a path or a word is none.
_BEGINS = r"(?<![A-Za-z0-9_\u00c0-\u024f\u0400-\u04ff/\\.:@#&=?%+-])"
_ENDS = r"(?![A-Za-z0-9_/]|[.-]\d)"
_TAIL = (
    r"(?:\s?[A-Z]?\s?\((?:[IVXLC]{1,8}|E?S-[IVXL]{1,6}|(?:19|20)\d\d)\))?"
    r"(?:\[[A-Z](?:-[A-Z])?\])?"
)
_HEADS = r"(?:A|S|E|ST|T|HRI|CERD|CCPR|CAT|CEDAW|CRC|DP|UNEP)"
_PART = r"[A-Za-z0-9]{1,15}(?:\.[0-9IVX]{1,5}|-[A-Z0-9]{1,8}){0,3}"
_LIKE = later(
    rf"{_BEGINS}(?:"
    # Series and number, however they are parted and in whatever case.
    r"[AESaes] ?/ ?(?:(?i:HRC) ?/ ?)?(?i:RES|DEC|PRST) ?/ ?(?:E?S-)?\d{1,5}(?: ?/ ?\d{1,5})?"
    # Any other symbol.
    rf"|{_HEADS}(?=[^\s\d]{{0,20}}\d)(?:/{_PART}){{1,8}}"
    # With a sign or the organ left out: A/RES71/1, ARES/71/1, RES/71/1.
    r"|(?:[AES]/?(?:RES|DEC|PRST)|RES|PRST)[./]?\d{1,4}(?:/\d{1,4}){1,2}"
    rf"){_ENDS}{_TAIL}"
)


class Named(NamedTuple):
    """What looks like a symbol, in a sentence of the drafter."""

    passage: Passage
    words: str
    """As it was typed."""
    start: int
    """Where it begins in the passage."""
    symbol: Symbol | None
    """The symbol; None where it is the symbol of no document."""


def cited(letter: Letter) -> Iterator[Cited]:
    """Give what a letter cites in keys of its own: its references, and what its kind adds."""
    yield from letter.references
    for value in letter.fields.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Cited):
                yield one


def named(reading: Reading) -> Iterator[Named]:
    """Give what looks like a symbol in the sentences of a letter."""
    for passage in reading.sentences:
        if "/" not in passage.words:
            continue
        for start, end, symbol in _found(passage.prose):
            yield Named(passage, passage.words[start:end], start, symbol)


@lru_cache(maxsize=64)
def _found(prose: str) -> tuple[tuple[int, int, Symbol | None], ...]:
    """Find them in a text: several rules ask for the same."""
    text = prose if prose.isascii() else prose.translate(_LATIN)
    return tuple((one.start(), one.end(), parsed(one[0])) for one in _LIKE().finditer(text))


@lru_cache(maxsize=512)
def parsed(typed: str) -> Symbol | None:
    """Read a symbol: see :func:`verbale.protocol.symbols.parse`. Letters name the same ones often.

    Args:
        typed: what was typed.
    """
    return symbols.parse(typed)


def organ_in(words: str, language: Language) -> str:
    """Give the key of the one organ that is named in some words; "" for none, or several."""
    folded = fold(words)
    found = [key for key, name in language.organs.items() if fold(name) in folded]
    return found[0] if len(found) == 1 else ""


def as_borne(typed: str) -> str:
    """Write a symbol as documents bear it: letters, spaces and strokes, and nothing else of it.

    Args:
        typed: a symbol that was understood, such as "a/res/71/1" or "S/RES/2250(2015)".
    """
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", typed.translate(_LATIN))
    text = re.sub(r" ?/ ?", "/", " ".join(text.split())).rstrip(".,;: ")
    if re.search(r" (?:and|to) ", text):  # Parts of one, in words: no symbol, but understood.
        return typed
    text = "/".join(_part(part) for part in text.split("/"))
    if re.search(r"/(?:RES|DEC|PRST)/", text):
        text = re.sub(r"(?<=/)0+(?=\d)", "", text)
    return re.sub(r"^(S/RES/\d+) ?\(", r"\1 (", text)


def _part(part: str) -> str:
    if found := re.fullmatch(r"(add|corr|rev)\.?(\d+)", part, re.IGNORECASE):
        return f"{found[1].capitalize()}.{found[2]}"
    # Sub.2, Conf.1: documents have these in small letters.
    return part if re.fullmatch(r"[A-Z][a-z]{2,4}\.\d+", part) else part.upper()


def words_of(language: str) -> dict[str, str]:
    """Give the words about documents of a language: see ``data/documents.yaml``.

    Args:
        language: its code.
    """
    words: dict[str, str] = part("documents.yaml", language)
    return words
