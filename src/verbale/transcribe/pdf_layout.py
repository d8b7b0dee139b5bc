"""Makes lines of the characters of a PDF's page, by where they stand.

A PDF has no lines and often no spaces, only characters at places. The reader's own order is kept
within a run of them, for it knows Arabic; runs are then put on lines by their baselines, and on a
line by where they begin, with as many spaces between as the gap is wide.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from verbale.transcribe.right_to_left import is_rtl, logical

__all__ = ["Glyph", "layout", "spacing"]

_COLUMN_GAP = 1.6
"""A gap of more than so many times the type's size is no space between words."""
_WIDEST = 400
"""A line is indented by no more columns than this, wherever a damaged file puts it."""
_PARAGRAPH_GAP = 1.22
"""Baselines further apart than so many times the usual are those of two paragraphs."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character at its place, upright, y growing upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False
    """Whether there is a space before it."""
    guessed: bool = False
    """Whether that space is none of the file's, but seen by the gap."""


@dataclass(slots=True)
class _Run:
    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        return min(glyph.left for glyph in self.glyphs)

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    @property
    def base(self) -> float:
        size = self.size
        return median(glyph.base for glyph in self.glyphs if glyph.size > size * 0.9)


Row = tuple[float, float, list[_Run]]
"""A line: its baseline, the size of its type, its runs."""


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Put characters on lines, from the top down."""
    made: list[Row] = []
    # Large type first: what stands a little higher beside it is a superscript of that line.
    for run in sorted(_runs(glyphs), key=lambda one: -one.size):
        base, size = run.base, run.size
        near = [row for row in made if _on(base, size, row)]
        if near:
            min(near, key=lambda row: abs(row[0] - base))[2].append(run)
        else:
            made.append((base, size, [run]))
    return sorted(made, key=lambda row: -row[0])


def spacing(pages: Iterable[Sequence[Row]]) -> float:
    """Give the usual distance of baselines: the smallest that is not rare; 0 if none is."""
    gaps: Counter[float] = Counter()
    for page in pages:
        for above, below in itertools.pairwise(page):
            gap = above[0] - below[0]
            if 0 < gap < 3 * max(above[1], below[1]):
                gaps[round(gap * 2) / 2] += 1
    total = sum(gaps.values())
    for gap in sorted(gaps):
        near = sum(count for other, count in gaps.items() if gap <= other <= gap * 1.08)
        if near >= max(2, total * 0.15):
            return max(other for other in gaps if gap <= other <= gap * 1.08 and gaps[other])
    return min(gaps, default=0.0)


def layout(page: Sequence[Row], usual: float) -> list[str]:
    """Write a page's lines as text, with an empty one where a paragraph ends."""
    if not page:
        return []
    runs = [run for row in page for run in row[2]]
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    body = Counter(round(run.size, 1) for run in runs for _ in run.glyphs).most_common(1)[0][0]
    width = _width(runs, body)
    texts: list[str] = []
    above: Row | None = None
    for row in page:
        if above is not None:
            # Larger type has its lines further apart.
            wanted = usual * max(1.0, min(above[1], row[1]) / body) if usual else 1.3 * body
            if above[0] - row[0] > max(wanted * _PARAGRAPH_GAP, wanted + 1.5):
                texts.append("")
        texts.append(_write(row[2], left, right, width))
        above = row
    return texts


def _on(base: float, size: float, row: Row) -> bool:
    apart = base - row[0]
    if size > row[1] * 0.85:
        return abs(apart) < size * 0.3
    return -row[1] * 0.3 < apart < row[1] * 0.6


def _runs(glyphs: Iterable[Glyph]) -> list[_Run]:
    """Break characters into runs that stand together and follow each other."""
    made: list[_Run] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is None or not _follows(last, glyph):
            made.append(_Run([glyph]))
        else:
            gap = glyph.left - last.right
            if glyph.guessed and abs(gap) < 0.08 * glyph.size:
                glyph = replace(glyph, spaced=False, guessed=False)
            made[-1].glyphs.append(glyph)
        last = glyph
    for run in made:
        run.glyphs = _closed_up(run.glyphs)
    return made


def _closed_up(glyphs: list[Glyph]) -> list[Glyph]:
    """Take back guessed spaces where letters are spaced out: V E R B A L E."""
    inner = glyphs[1:]
    if len(inner) < 3 or sum(glyph.guessed for glyph in inner) < len(inner) * 0.6:
        return glyphs
    gaps = [abs(glyph.left - last.right) for last, glyph in zip(glyphs, inner, strict=False)]
    usual = median(gaps)
    return [
        glyphs[0],
        *(
            replace(glyph, spaced=False) if glyph.guessed and gap < usual * 1.6 else glyph
            for glyph, gap in zip(inner, gaps, strict=True)
        ),
    ]


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    # The gap between them, whichever of them is left; below nought they overlap.
    gap = max(glyph.left - last.right, last.left - glyph.right)
    # What stands a little higher right beside it is a superscript.
    if abs(glyph.base - last.base) > size * (0.6 if abs(gap) < size * 0.4 else 0.2):
        return False
    if gap > size * _COLUMN_GAP:
        return False
    backwards = glyph.right < last.left - size * 0.1
    return not backwards or is_rtl(glyph.text) or is_rtl(last.text) or not glyph.text.isalpha()


def _width(runs: Sequence[_Run], body: float) -> float:
    """Give the width of a column: that of the usual character."""
    widths = [
        (glyph.right - glyph.left) / columns(glyph.text)
        for run in runs
        for glyph in run.glyphs
        if abs(glyph.size - body) < 0.2 and glyph.right > glyph.left and columns(glyph.text)
    ]
    return max(median(widths) if widths else body / 2, body / 5, 0.5)


def columns(text: str) -> int:
    """Give how many columns text takes: Chinese takes two for each character."""
    return sum(
        0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF")
        for one in text
    )


def _write(runs: list[_Run], left: float, right: float, width: float) -> str:
    letters = "".join(glyph.text for run in runs for glyph in run.glyphs)
    backwards = is_rtl(letters)
    if backwards:
        runs = _gathered(sorted(runs, key=lambda run: -run.right))
    else:
        runs = sorted(runs, key=lambda run: run.left)
    text = ""
    end = right if backwards else left
    for run in runs:
        glyphs = logical(run.glyphs) if backwards else run.glyphs
        words = "".join((" " if glyph.spaced else "") + glyph.text for glyph in glyphs).lstrip()
        gap = (end - run.right if backwards else run.left - end) / width
        start = min((right - run.right if backwards else run.left - left) / width, _WIDEST)
        if not text:
            text = " " * round(start) + words
        elif gap * width > run.size * _COLUMN_GAP:
            text += " " * max(3, round(start) - columns(text)) + words
        else:
            spaced = run.glyphs[0].spaced or gap * width > run.size * 0.2
            text += (" " if spaced else "") + words
        end = run.left if backwards else run.right
    return text.rstrip()


def _gathered(runs: Sequence[_Run]) -> list[_Run]:
    """Put together the runs of a right-to-left line that are no columns of it."""
    made: list[_Run] = []
    for run in runs:
        last = made[-1] if made else None
        gap = last.left - run.right if last else 0.0
        if last is None or gap > run.size * _COLUMN_GAP:
            made.append(_Run(list(run.glyphs)))
            continue
        first = replace(run.glyphs[0], spaced=run.glyphs[0].spaced or gap > run.size * 0.12)
        last.glyphs += [first, *run.glyphs[1:]]
    return made
