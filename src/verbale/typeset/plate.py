"""A plate: a common letter laid out once, with the lines that are stamped into its copies.

The letter and, on one large page behind it, every line that some copy needs are laid out and
written together. Each line then stands in that page's content by itself, absolutely placed; for a
copy it is lifted out and put where the slot's own line stands. Fonts, tags and all else are shared.
What does not fit this, a line too wide for its slot or more than text, is for the caller to lay out
in full.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from io import BytesIO
from typing import Any

from verbale.document import Copy, Page, Pdf
from verbale.problems import Outcome
from verbale.typeset.engine import run
from verbale.typeset.layout import measured, written
from verbale.typeset.raw import Shared

__all__ = ["Plate", "plate"]

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
    x: float
    y: float
    room: float
    """How wide a line may be, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that can be stamped: its content, how wide it is, and where it begins."""

    content: bytes
    width: float
    left: float


class Unfit(Exception):
    """The page cannot be a plate; the reason is its text."""


class Plate:
    """What a page's copies share, ready to be stamped."""

    def __init__(
        self,
        pages: int,
        places: Mapping[str, _Place],
        contents: Sequence[bytes],
        lines: Mapping[tuple[str, str], _Line],
        shared: Shared,
        first: Pdf,
    ) -> None:
        self.pages = pages
        self.first = first
        """Where things landed on the pages of the first copy."""
        self._places = places
        self._contents = contents
        self._lines = lines
        self._shared = shared
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
            if line.width > place.room + _SLACK:
                return f"the line of {name} is wider than its frame"
        return ""

    def stamp(self, copy: Copy) -> bytes:
        """Make one copy's PDF."""
        contents = {}
        for number, marks in self._marks.items():
            whole, started, end = self._contents[number], self._started[number].copy(), 0
            out = [self._heads[number]]
            for name, place in marks:
                if end:
                    out.append(started.compress(whole[end : place.start]))
                out.append(started.compress(_moved(self._lines[name, copy.slots[name]], place)))
                end = place.end
            out += [started.compress(whole[end:]), started.flush()]
            contents[number] = b"".join(out)
        return self._shared.pdf(contents, copy.title)


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
    shortest = {
        name: min((c.slots[name] for c in copies if c.slots[name].strip()), key=len, default="")
        for name in copies[0].slots
    }
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
            return _built(document, made, wanted)
        except Unfit as unfit:
            reasons.append(str(unfit))
            return None

    found = run(made, work)
    if reasons:
        raise Unfit(reasons[0])
    return Outcome(found.value, found.problems)


def _built(document: Any, page: Page, wanted: Sequence[tuple[str, str]]) -> Plate:
    pages = len(document.pages) - 1
    boxes = list(_boxes(document, pages))
    widths = list(_widths(document.pages[pages]._page_box))
    if len(widths) != len(wanted):
        raise Unfit("a line takes two rows, or none")
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
        places = {name: _place(contents, at, lines) for name, *at in boxes}
        if len(places) != len(boxes):
            raise Unfit("a slot stands in two places")
        shared = Shared.of(pdf, pages, {one.page for one in places.values()})
    first = measured(document, b"", pages)
    return Plate(pages, places, contents[:pages], lines, shared, first)


def _line(match: re.Match[bytes] | None, width: float) -> _Line:
    first = _PLACED.search(match.group()) if match else None
    if match is None or first is None:
        raise Unfit("a line is not of one style")
    return _Line(match.group(), width, float(first[1]))


def _boxes(document: Any, pages: int) -> Iterator[tuple[str, int, float, float, float, str]]:
    """Give each slot's name, page, place of its baseline, room, and text."""
    for number in range(pages):
        box = document.pages[number]._page_box
        for line, block, inline, texts in _slots(box, None, None):
            if len(texts) != 1 or not _is_alone(line, texts[0]):
                raise Unfit("a slot is not a line by itself, set from the left")
            text = texts[0]
            if not _is_bare(line, text):
                raise Unfit("a slot is underlined, boxed or coloured")
            slot = inline.element.get("data-slot")
            right = block.content_box_x() + block.width
            yield (
                slot,
                number,
                text.position_x,
                text.position_y + text.baseline,
                right - text.position_x,
                text.text,
            )


def _is_alone(line: Any, text: Any) -> bool:
    """Tell whether a text is all of its line, and begins where any other would."""
    from weasyprint.formatting_structure import boxes

    in_line = [one for one in line.descendants() if isinstance(one, boxes.TextBox) and one.text]
    from_left = ("start", "left", "justify")
    style = text.style
    return (
        in_line == [text]
        and style["direction"] == "ltr"
        and style["text_align_all"] in from_left
        and style["text_align_last"] in ("auto", *from_left)
    )


def _is_bare(line: Any, text: Any) -> bool:
    """Tell whether nothing is drawn but the text: what is drawn beside it is as wide as it."""
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.formatting_structure import boxes

    sides = ("bottom", "left", "right", "top")
    drawn = ["background_color", "background_image", "outline_width"]
    drawn += [f"border_{side}_width" for side in sides]
    inlines = [one for one in line.descendants() if isinstance(one, boxes.InlineBox)]
    bare = all(one.style[key] in (INITIAL_VALUES[key], 0) for one in inlines for key in drawn)
    return bare and text.style["text_decoration_line"] in ("none", set(), frozenset())


def _slots(box: Any, line: Any, block: Any) -> Iterator[tuple[Any, Any, Any, list[Any]]]:
    """Give each slot's line, the block that holds the line, the slot itself, and its texts."""
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    line = box if isinstance(box, boxes.LineBox) else line
    if isinstance(box, boxes.BlockContainerBox):
        block = box
    element = getattr(box, "element", None)
    name = element.get("data-slot") if element is not None and hasattr(element, "get") else None
    if name and isinstance(box, boxes.InlineBox):
        texts = [one for one in box.descendants() if isinstance(one, boxes.TextBox)]
        yield line, block, box, texts
        return
    for child in getattr(box, "children", ()):
        yield from _slots(child, line, block)


def _widths(box: Any) -> Iterator[float]:
    """Give the width of each line of the page of lines, in order."""
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    if isinstance(box, boxes.LineBox):
        texts = [one for one in box.descendants() if isinstance(one, boxes.TextBox)]
        yield sum(one.width for one in texts)
        return
    for child in getattr(box, "children", ()):
        yield from _widths(child)


def _place(
    contents: Sequence[bytes], at: Sequence[Any], lines: Mapping[tuple[str, str], _Line]
) -> _Place:
    """Find a slot's line in a page's content, by where its baseline is."""
    number, x, y, room, text = at
    content = contents[number]
    for segment in _SEGMENT.finditer(content):
        match = _TEXT.search(segment.group(1))
        placed = _PLACED.search(match.group()) if match else None
        if match is None or placed is None:
            continue
        if abs(float(placed[1]) - x) > _SLACK or abs(float(placed[2]) - y) > _SLACK:
            continue
        same = [one.content for (_, t), one in lines.items() if unescape(t) == text]
        bare = [_PLACED.sub(b"", one) for one in same]
        if _PLACED.sub(b"", match.group()) not in bare:
            raise Unfit("a slot's style is not that of the lines")
        start = segment.start(1) + match.start()
        return _Place(number, start, start + len(match.group()), x, y, room)
    raise Unfit("a slot's line is not found in the page")


def _moved(line: _Line, place: _Place) -> bytes:
    """Put a line's content where the slot is."""
    left = line.left

    def put(match: re.Match[bytes]) -> bytes:
        x = place.x + float(match[1]) - left
        return b"1 0 0 -1 %s %s Tm" % (_number(x), _number(place.y))

    return _PLACED.sub(put, line.content)


def _number(value: float) -> bytes:
    return f"{value:.6f}".rstrip("0").rstrip(".").encode()
