"""What the glyphs of the Arabic font stand for, so that the text of a PDF is what was written.

In that font a letter has many shapes, and several letters are shaped as one. WeasyPrint tells a
glyph's text by where it comes first in a document, and of several glyphs that are shaped as one it
gives all of the text to one and none to the others: "للكونغو" was read "ل لكونغو", and otherwise
where other words came before. The font itself says which character a glyph comes from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from types import MappingProxyType
from typing import Any

__all__ = ["FAMILY", "glyph_texts", "reads_glyphs"]

FAMILY = "Amiri"
_JOINER = "\u200d"
"""A stroke that the font puts between two letters, of which no reader tells."""
_FORMS = range(0xFB50, 0xFF00)
"""Characters that stand for shapes of letters."""
_SINGLE, _MULTIPLE, _LIGATURE, _EXTENSION = 1, 2, 4, 7
"""Kinds of substitutions, as OpenType numbers them."""


def reads_glyphs(stream: Any) -> None:
    """Let WeasyPrint take the text of the Arabic font's glyphs from the font.

    Args:
        stream: its module that makes the fonts of a PDF; its version is pinned.
    """
    known = stream.Font
    if getattr(known, "reads_glyphs", False):
        return

    class Font(known):  # type: ignore[misc,valid-type]
        reads_glyphs = True

        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            if self.family.startswith(FAMILY):
                self.to_unicode = _Texts(glyph_texts(self.file_content))

    stream.Font = Font


class _Texts(dict[int, str]):
    """The texts of the glyphs that a document uses: as the font tells, or as the document does."""

    def __init__(self, known: Mapping[int, str]) -> None:
        super().__init__()
        self._known = known

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, self._known.get(glyph, text))


@lru_cache(maxsize=8)
def glyph_texts(data: bytes) -> Mapping[int, str]:
    """Tell what each glyph of a font stands for, by its characters and what they turn into.

    Args:
        data: the font's file.

    Returns:
        Texts by the numbers of glyphs; those of which the font does not tell are left out.
    """
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as font:
        by_glyph: dict[str, str] = {}
        # The characters themselves come before those that stand for their shapes.
        for point, name in sorted(font.getBestCmap().items(), key=lambda one: one[0] in _FORMS):
            form = unicodedata.normalize("NFKC", chr(point)) if point in _FORMS else chr(point)
            by_glyph.setdefault(name, form)
        if "GSUB" in font:
            characters = frozenset(by_glyph)
            tables = list(_tables(font["GSUB"].table))
            put_in = {name for one in tables for name in _put_in(*one)} - characters
            by_glyph |= dict.fromkeys(put_in, _JOINER)
            _follow(tables, by_glyph)
        number = font.getReverseGlyphMap()
        return MappingProxyType({number[name]: text for name, text in by_glyph.items()})


def _tables(gsub: Any) -> Iterator[tuple[int, Any]]:
    """Give the tables of substitutions, each with its kind."""
    for lookup in gsub.LookupList.Lookup:
        for table in lookup.SubTable:
            one = table.ExtSubTable if table.LookupType == _EXTENSION else table
            yield one.LookupType, one


def _put_in(kind: int, table: Any) -> Iterator[str]:
    """Give the glyphs that are put after another, which stays as it is."""
    if kind == _MULTIPLE:
        for name, made in table.mapping.items():
            if made and made[0] == name:
                yield from made[1:]


def _follow(tables: Iterable[tuple[int, Any]], texts: dict[str, str]) -> None:
    """Follow substitutions from glyphs whose text is known to those that they turn into."""
    tables = list(tables)
    before = -1
    while before < len(texts):
        before = len(texts)
        for kind, table in tables:
            for name, made in _turned(kind, table, texts):
                texts.setdefault(name, made)


def _turned(kind: int, table: Any, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if kind == _SINGLE:
        yield from ((made, texts[one]) for one, made in table.mapping.items() if one in texts)
    elif kind == _MULTIPLE:
        for one, several in table.mapping.items():
            if one in texts and len(several) == 1:
                yield several[0], texts[one]
    elif kind == _LIGATURE:
        for one, ligatures in table.ligatures.items():
            for made in ligatures:
                parts = [one, *made.Component]
                if all(part in texts for part in parts):
                    yield made.LigGlyph, "".join(texts[part] for part in parts)
