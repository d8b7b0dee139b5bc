"""Finds where slots and lines stand in a document that is laid out.

WeasyPrint's public face shows no lines; its version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["Measure", "Standing", "Unfit", "measures", "slots"]


class Unfit(Exception):
    """The page cannot be a plate; the reason is its text."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a slot's line stands; measures in CSS pixels from the page's top left."""

    name: str
    page: int
    left: float
    """Where its text begins, whichever way it runs."""
    baseline: float
    edge: float
    """The side from which any line would be set: its left, or its right from right to left."""
    room: float
    """How wide a line may be."""
    text: str
    runs: tuple[str, str | None]
    """Which way it is written (ltr, rtl), and in which language."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How wide and high a line of the page of lines is, in CSS pixels, and how it runs."""

    width: float
    height: tuple[float, float]
    """Of all of it, and of what is above the foot of its letters: fonts differ in both."""
    runs: tuple[str, str | None]


def slots(document: Any, pages: int) -> Iterator[Standing]:
    """Give each slot of the letter's pages, in the order of the page.

    Args:
        document: the layout.
        pages: how many pages the letter has; the one behind them holds the lines.

    Raises:
        Unfit: a slot is more than a line by itself.
    """
    for number in range(pages):
        box = document.pages[number]._page_box
        for line, block, inline, texts in _slots(box, None, None):
            if len(texts) != 1 or not _is_alone(line, texts[0]):
                raise Unfit("a slot is not a line by itself, set from where its lines begin")
            text = texts[0]
            if not _is_bare(line, text):
                raise Unfit("a slot is underlined, boxed or coloured")
            left, right = block.content_box_x(), block.content_box_x() + block.width
            edge = text.position_x
            room = right - edge
            if text.style["direction"] == "rtl":
                edge = text.position_x + text.width
                room = edge - left
            yield Standing(
                inline.element.get("data-slot"),
                number,
                text.position_x,
                text.position_y + text.baseline,
                edge,
                room,
                text.text,
                _runs(text),
            )


def measures(box: Any) -> Iterator[Measure]:
    """Measure each line of the page of lines, in order.

    Raises:
        Unfit: there is a line without text.
    """
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    if isinstance(box, boxes.LineBox):
        texts = [one for one in box.descendants() if isinstance(one, boxes.TextBox)]
        if not texts:
            raise Unfit("a line takes two rows, or none")
        above = texts[0].position_y + texts[0].baseline - box.position_y
        height = round(box.height, 2), round(above, 2)
        yield Measure(sum(one.width for one in texts), height, _runs(texts[0]))
        return
    for child in getattr(box, "children", ()):
        yield from measures(child)


def _runs(text: Any) -> tuple[str, str | None]:
    """Tell which way a text is written and in which language: both shape it."""
    return text.style["direction"], text.style["lang"]


def _is_alone(line: Any, text: Any) -> bool:
    """Tell whether a text is all of its line, and begins where any other would."""
    from weasyprint.formatting_structure import boxes

    in_line = [one for one in line.descendants() if isinstance(one, boxes.TextBox) and one.text]
    style = text.style
    side = "right" if style["direction"] == "rtl" else "left"
    from_there = ("start", side, "justify")
    return (
        in_line == [text]
        and style["text_align_all"] in from_there
        and style["text_align_last"] in ("auto", *from_there)
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
