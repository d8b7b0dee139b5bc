"""The Chinese font: which letters need it, and how it is got.

It is large, and comes as CFF with numbered glyphs, which WeasyPrint embeds wrongly. So it is turned
into TrueType once and kept in the user's cache, and is loaded for letters alone that need it.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from verbale.cache import cache_folder
from verbale.document import Font, Page
from verbale.notices import tell

__all__ = ["FAMILY", "PACKAGE", "converted", "font", "has", "is_needed", "source"]

FAMILY = "Noto Serif SC"
PACKAGE = "pylopdf-fonts-zh-cn"
_FILE = "NotoSerifSC-Regular"
_VERSION = 1
"""Of what :func:`converted` does: another one makes another file in the cache."""
_LANGUAGE = "zh"
_SPACES_AND_DOT = frozenset({0x20, 0xA0, 0xB7})
_GENERAL_PUNCTUATION = 0x2000
_TOLERANCE = 1.0
"""How far curves may be off, in thousandths of the type size."""
_ABOVE, _BELOW = 1059, 463
"""What a line takes above and below its foot: as in Spectral, so that lines with both are even."""
_DROPPED = ("BASE", "CFF ", "DSIG", "VORG", "vhea", "vmtx")
"""Tables of what it no longer is, of vertical lines, and BASE, by which Pango shifts Latin."""


def has(point: int) -> bool:
    """Tell whether a character of the source is kept.

    Latin, Greek and Cyrillic are not, so that they are set in the letter's own fonts although this
    one stands first in a Chinese letter; the spaces are, and the dot between parts of a name.
    """
    return point >= _GENERAL_PUNCTUATION or point in _SPACES_AND_DOT


def is_needed(page: Page, texts: Iterable[str] = ()) -> bool:
    """Tell whether a page needs the font: in Chinese, or with characters that no other font has.

    Args:
        page: the page.
        texts: what its copies have of their own.
    """
    if page.language == _LANGUAGE:
        return True
    only = _only()
    return any(only.search(text) for text in (page.html, *texts) if not text.isascii())


@cache
def font() -> Font | None:
    """Give the font, converted and kept when it is first needed; None without its package."""
    file = source()
    if file is None:
        return None
    from fontTools import version

    raw = file.read_bytes()
    folder = cache_folder() / "fonts"
    stem = f"{_FILE}-{_sha256(raw)[:16]}-{_VERSION}-{version}-"
    data = _kept(folder, stem)
    if data is None:
        tell("converting the Chinese font, once: half a minute")
        data = converted(raw)
        _keep(folder, f"{stem}{_sha256(data)}.ttf", data)
    return Font(f"font:/{_FILE}.ttf", FAMILY, "normal", "normal", data)


def source() -> Path | None:
    """Give the font's file as its package has it; None if it is not there."""
    spec = find_spec(PACKAGE.replace("-", "_"))
    for location in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(location, f"{_FILE}.otf")
        if file.is_file():
            return file
    return None


def converted(raw: bytes) -> bytes:
    """Turn a font from CFF into TrueType: the same bytes each time, and everywhere."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont, newTable

    made = TTFont(BytesIO(raw), recalcTimestamp=False)
    names = made.getGlyphOrder()
    outlines, widths = made.getGlyphSet(), made["hmtx"]
    made["loca"], table = newTable("loca"), newTable("glyf")
    made["glyf"] = table
    table.glyphOrder, table.glyphs = names, {}
    for name in names:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, _TOLERANCE, reverse_direction=True))
        glyph = pen.glyph()
        glyph.recalcBounds(table)
        table.glyphs[name] = glyph
        widths[name] = (widths[name][0], getattr(glyph, "xMin", 0))
    _tell_of_it(made)
    for one in made["cmap"].tables:
        if one.format != 14:  # That one tells variants apart, by characters that another maps.
            one.cmap = {point: name for point, name in one.cmap.items() if has(point)}
    for tag in _DROPPED:
        if tag in made:
            del made[tag]
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _tell_of_it(made: Any) -> None:
    """Let the tables that describe a font say that it is TrueType, and how high its lines are."""
    lines, more = made["hhea"], made["OS/2"]
    lines.ascent, lines.descent, lines.lineGap = _ABOVE, -_BELOW, 0
    more.sTypoAscender, more.sTypoDescender, more.sTypoLineGap = _ABOVE, -_BELOW, 0
    more.usWinAscent, more.usWinDescent = _ABOVE, _BELOW
    made.sfntVersion = "\x00\x01\x00\x00"
    post, profile = made["post"], made["maxp"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    profile.tableVersion = 0x00010000
    profile.maxZones = 1
    for limit in (
        *("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours"),
        *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
        *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
        "maxComponentDepth",
    ):
        setattr(profile, limit, 0)  # What can be counted is counted when it is written.


def _kept(folder: Path, stem: str) -> bytes | None:
    """Read the converted font from the cache, if it is what its name says."""
    with suppress(OSError):
        for path in sorted(folder.glob(f"{stem}*.ttf")):
            data = path.read_bytes()
            if path.name == f"{stem}{_sha256(data)}.ttf":
                return data
    return None


def _keep(folder: Path, name: str, data: bytes) -> None:
    """Put the converted font into the cache, whole or not at all; without one, letters wait."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(folder / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise


@cache
def _only() -> re.Pattern[str]:
    """Match a character that no other font has, by ranges of ``tools/make_characters.py``."""
    text = (Path(__file__).parent / "data" / "chinese.txt").read_text(encoding="ascii")
    lines = (line.split("-") for line in text.splitlines() if not line.startswith("#"))
    ranges = (f"{chr(int(first, 16))}-{chr(int(last, 16))}" for first, last in lines)
    return re.compile(f"[{''.join(ranges)}]")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
