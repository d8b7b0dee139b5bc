"""A plate: a common letter laid out once, with the lines that are stamped into its copies.

The letter and, on one large page behind it, every line that some copy needs are laid out and
written together. Each line then stands in that page's content by itself, absolutely placed; for a
copy it is lifted out and put where the slot's own line stands, from the slot's left, or from its
right where it is written from right to left: which glyphs it has, and in which order, is the
layout's. Fonts, tags and all else are shared; a copy goes without the fonts of others' lines alone.
What does not fit this, a line too wide for its slot or more than text, is for the caller to lay out
in full.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from io import BytesIO
from typing import Any

from verbale.document import Copy, Page, Pdf
from verbale.problems import Outcome
from verbale.typeset.engine import run
from verbale.typeset.layout import measured, written
from verbale.typeset.raw import Shared, fonts_in, own_fonts
from verbale.typeset.standing import Measure, Standing, Unfit, measures, slots

__all__ = ["Plate", "Unfit", "plate"]

_SEGMENT = re.compile(rb"/Span\n<</MCID \d+>>\nBDC\n(.*?)EMC\n", re.DOTALL)
_TEXT = re.compile(rb"BT\n.*ET\n", re.DOTALL)
_PLACED = re.compile(rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm")
_SHEET = (
    "@page verbale-lines { size: 1200mm %dmm; margin: 5mm; "
    "@top-center { content: none } @bottom-center { content: none } "
    "@bottom-right { content: none } }"
    ".verbale-lines { page: verbale-lines; break-before: page; position: static }"
    ".verbale-lines > * { white-space: pre; margin: 0; text-indent: 0; position: static }"
)
_TOGETHER = 20
"""Lines in one element."""
_SLACK = 0.01
"""Rounding of positions, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a slot's line stands in a page's content."""

    page: int
    start: int
    end: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that can be stamped: its content, how wide it is, and where it begins."""

    content: bytes
    width: float
    height: tuple[float, float]
    left: float
    fonts: frozenset[str] = frozenset()
    """Those that it is set in and no page is, by their names in the PDF."""


class Plate:
    """What a page's copies share, ready to be stamped."""

    def __init__(
        self,
        pages: int,
        places: Mapping[str, _Place],
        contents: Sequence[bytes],
        lines: Mapping[tuple[str, str], _Line],
        laid_out: Mapping[str, str],
        data: bytes,
        first: Pdf,
    ) -> None:
        self.pages = pages
        self.first = first
        """Where things landed on the pages of the first copy."""
        self._places = places
        self._contents = contents
        self._lines = lines
        self._heights = {name: lines[name, own].height for name, own in laid_out.items()}
        self._data = data
        self._fonts = frozenset[str]().union(*(one.fonts for one in lines.values()))
        self._shared: dict[frozenset[str], Shared] = {}
        self._marks: dict[int, list[tuple[str, _Place]]] = {}
        for name, place in sorted(places.items(), key=lambda one: one[1].start):
            self._marks.setdefault(place.page, []).append((name, place))
        # What stands before the first slot is the same in all copies, and compressed once.
        self._started = {number: zlib.compressobj(6) for number in self._marks}
        self._heads = {
            number: self._started[number].compress(contents[number][: marks[0][1].start])
            for number, marks in self._marks.items()
        }

    def misfit(self, copy: Copy) -> str:
        """Say why a copy cannot be stamped; "" if it can."""
        for name, place in self._places.items():
            line = self._lines.get((name, copy.slots[name]))
            if line is None:
                return f"the line of {name} is empty"
            if line.width > place.standing.room + _SLACK:
                return f"the line of {name} is wider than its frame"
            if line.height != self._heights[name]:
                return f"the line of {name} is of another height than most"
        return ""

    def shortest(self, copies: Sequence[Copy]) -> dict[str, str]:
        """Give the shortest line of each slot, of those that are as high as most."""
        found = {}
        for name in self._places:
            texts = [one for c in copies if (name, one := c.slots[name]) in self._lines]
            counted = Counter(self._lines[name, one].height for one in texts)
            most = max(counted, key=lambda height: counted[height])
            found[name] = _short(one for one in texts if self._lines[name, one].height == most)
        return found

    def stamp(self, copy: Copy) -> bytes:
        """Make one copy's PDF."""
        contents = {}
        fonts: set[str] = set()
        for number, marks in self._marks.items():
            whole, started, end = self._contents[number], self._started[number].copy(), 0
            out = [self._heads[number]]
            for name, place in marks:
                if end:
                    out.append(started.compress(whole[end : place.start]))
                line = self._lines[name, copy.slots[name]]
                out.append(started.compress(_moved(line, place.standing)))
                fonts |= line.fonts
                end = place.end
            out += [started.compress(whole[end:]), started.flush()]
            contents[number] = b"".join(out)
        return self._without(self._fonts - fonts).pdf(contents, copy.title)

    def _without(self, fonts: frozenset[str]) -> Shared:
        """Give what is shared by the copies that need none of some fonts."""
        if fonts not in self._shared:
            import pikepdf

            with pikepdf.open(BytesIO(self._data)) as pdf:
                self._shared[fonts] = Shared.of(pdf, self.pages, self._marks.keys(), fonts)
        return self._shared[fonts]


def plate(page: Page, copies: Sequence[Copy]) -> Outcome[Plate]:
    """Lay a page out once for all its copies.

    Args:
        page: the page, with its slots marked.
        copies: what each copy puts into them.

    Returns:
        The plate.

    Raises:
        Unfit: the page cannot be a plate, so that each copy is to be laid out in full.
    """
    # What is laid out has the shortest line in each slot, so that one that is too wide costs its
    # own copy alone; it stands among the lines as well, to be compared with them.
    shortest = {name: _short(c.slots[name] for c in copies) for name in copies[0].slots}
    found = _laid_out(page, copies, shortest)
    if found.value is not None:
        # In another font a line may be higher, and would move those of all other copies.
        better = {**shortest, **found.value.shortest(copies)}
        if found.value.misfit(replace(copies[0], slots=better)):
            return _laid_out(page, copies, better)
    return found


def _short(texts: Iterable[str]) -> str:
    return min((one for one in texts if one.strip()), key=len, default="")


def _laid_out(page: Page, copies: Sequence[Copy], shortest: Mapping[str, str]) -> Outcome[Plate]:
    """Lay a page out with some lines in its slots, and all lines behind it."""
    page = page.of(replace(copies[0], slots=shortest))
    texts = list(dict.fromkeys((n, t) for copy in copies for n, t in copy.slots.items()))
    used = set(re.findall(r'data-slot="([\w.]+)"', page.html))
    wanted = [(name, text) for name, text in texts if name in used and text.strip()]
    # Some in one element: an element for each takes half as long again.
    lines = "".join(
        '<address class="addressee">'
        + "\n".join(text for _, text in wanted[start : start + _TOGETHER])
        + "</address>"
        for start in range(0, len(wanted), _TOGETHER)
    )
    html = page.html.replace("</body>", f'<div class="verbale-lines">{lines}</div>\n</body>')
    height = 20 + 7 * len(wanted)
    style = f"<style>{_SHEET % height}</style>\n</head>"
    made = replace(page, html=html.replace("</head>", style, 1))
    reasons: list[str] = []

    def work(document: Any) -> Plate | None:
        try:
            return _built(document, made, wanted, shortest)
        except Unfit as unfit:
            reasons.append(str(unfit))
            return None

    found = run(made, work, behind=1)
    if reasons:
        raise Unfit(reasons[0])
    return Outcome(found.value, found.problems)


def _built(
    document: Any, page: Page, wanted: Sequence[tuple[str, str]], laid_out: Mapping[str, str]
) -> Plate:
    pages = len(document.pages) - 1
    standing = list(slots(document, pages))
    widths = list(measures(document.pages[pages]._page_box))
    if len(widths) != len(wanted):
        raise Unfit("a line takes two rows, or none")
    if len({one.runs for one in standing} | {one.runs for one in widths}) > 1:
        raise Unfit("a slot is written in another direction or language than its letter")
    data = written(document, page)
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        contents = [one.Contents.read_bytes() for one in pdf.pages]
        segments = _SEGMENT.findall(contents[pages])
        texts = [_TEXT.search(one) for one in segments]
        if len(segments) != len(wanted) or not all(texts):
            raise Unfit("a line is not of one style")
        lines = {
            key: _line(match, width)
            for key, match, width in zip(wanted, texts, widths, strict=True)
        }
        places = {one.name: _place(contents, one, lines) for one in standing}
        if len(places) != len(standing):
            raise Unfit("a slot stands in two places")
        common = b"".join(_around(contents[:pages], places.values()))
        own = own_fonts(pdf, contents[pages], common)
    if own:
        lines = {key: replace(one, fonts=fonts_in(one.content) & own) for key, one in lines.items()}
    first = measured(document, b"", pages)
    own_lines = {name: laid_out[name] for name in places}
    return Plate(pages, places, contents[:pages], lines, own_lines, data, first)


def _around(contents: Sequence[bytes], places: Iterable[_Place]) -> Iterator[bytes]:
    """Give what of the pages stands around the slots: what all copies have."""
    for number, content in enumerate(contents):
        end = 0
        for place in sorted((one for one in places if one.page == number), key=lambda p: p.start):
            yield content[end : place.start]
            end = place.end
        yield content[end:]


def _line(match: re.Match[bytes] | None, measure: Measure) -> _Line:
    first = _PLACED.search(match.group()) if match else None
    if match is None or first is None:
        raise Unfit("a line is not of one style")
    return _Line(match.group(), measure.width, measure.height, float(first[1]))


def _place(
    contents: Sequence[bytes], at: Standing, lines: Mapping[tuple[str, str], _Line]
) -> _Place:
    """Find a slot's line in a page's content, by where its baseline is."""
    content = contents[at.page]
    for segment in _SEGMENT.finditer(content):
        match = _TEXT.search(segment.group(1))
        placed = _PLACED.search(match.group()) if match else None
        if match is None or placed is None:
            continue
        off = abs(float(placed[1]) - at.left), abs(float(placed[2]) - at.baseline)
        if max(off) > _SLACK:
            continue
        same = [one.content for (_, t), one in lines.items() if unescape(t) == at.text]
        bare = [_PLACED.sub(b"", one) for one in same]
        if _PLACED.sub(b"", match.group()) not in bare:
            raise Unfit("a slot's style is not that of the lines")
        start = segment.start(1) + match.start()
        return _Place(at.page, start, start + len(match.group()), at)
    raise Unfit("a slot's line is not found in the page")


def _moved(line: _Line, at: Standing) -> bytes:
    """Put a line's content where the slot is."""
    left = line.left
    begins = at.edge - line.width if at.runs[0] == "rtl" else at.edge

    def put(match: re.Match[bytes]) -> bytes:
        x = begins + float(match[1]) - left
        return b"1 0 0 -1 %s %s Tm" % (_number(x), _number(at.baseline))

    return _PLACED.sub(put, line.content)


def _number(value: float) -> bytes:
    return f"{value:.6f}".rstrip("0").rstrip(".").encode()
