"""Finds the lines of a document that is laid out, and what holds each.

WeasyPrint's public face shows no lines; its version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.document import Line

__all__ = ["Lines"]

_HOLDERS = frozenset({"li", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"})
"""The elements that are parted between pages well or badly."""
_Inside = tuple[tuple[str, ...], tuple[tuple[str, int], ...]]
"""The ids of the elements around, and those that are lists, tables or parts of them."""


class Lines:
    """Gives the lines of one document, page by page and in their order."""

    def __init__(self) -> None:
        self._page = 0
        self._numbers: dict[int, int] = {}
        """Of each list, table and part of them, in the order of the text."""
        self._last: dict[tuple[int, str], tuple[int, bool]] = {}
        """The page of the last line of each block so far, and whether the line was ended there."""

    def of(self, box: Any, page: int) -> Iterator[Line]:
        """Give the lines of a page, by the box that holds all of its text."""
        self._page = page
        return self._below(box, ((), ()))

    def _below(self, box: Any, inside: _Inside) -> Iterator[Line]:
        from weasyprint.formatting_structure import boxes

        inside = self._within(box, inside)
        block = id(box.element), str(box.element_tag)
        # A block begins anew, unless an earlier page has its beginning.
        page, ended = self._last.get(block, (self._page, True))
        goes_on = page != self._page and not ended
        for child in getattr(box, "children", ()):
            child = getattr(child, "_box", child)
            if isinstance(child, boxes.LineBox):
                line, ended = self._line(child, inside, goes_on)
                self._last[block] = self._page, ended
                goes_on = not ended
                yield line
            else:
                yield from self._below(child, inside)

    def _within(self, box: Any, inside: _Inside) -> _Inside:
        """Note the element of a box, where it has an id or holds a list or table."""
        element, (ids, holders) = box.element, inside
        if element is None or not hasattr(element, "get"):
            return inside
        identity = element.get("id")
        if identity and identity not in ids:
            ids = (*ids, identity)
        # A table has a second box of the same element around it.
        if box.element_tag in _HOLDERS:
            held = box.element_tag, self._numbers.setdefault(id(element), len(self._numbers))
            holders = holders if held in holders else (*holders, held)
        return ids, holders

    def _line(self, box: Any, inside: _Inside, goes_on: bool) -> tuple[Line, bool]:
        """Give a line, and whether it was ended where it ends."""
        ids, holders = self._within(box, inside)
        inner = list(box.descendants())
        # Without those of the space that may end it.
        texts = [one for one in inner if type(one).__name__ == "TextBox" and one.text.strip()]
        line = Line(
            "/".join(ids),
            self._page,
            min((one.position_x for one in texts), default=box.position_x),
            box.position_y,
            max((one.position_x + one.width for one in texts), default=box.position_x),
            box.position_y + box.height,
            "".join(one.text for one in texts),
            goes_on=goes_on,
            holders=holders,
        )
        return line, any(one.element_tag == "br" for one in inner)
