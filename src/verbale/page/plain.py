"""The letter's own text: what stands between letterhead and foot, line by line."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from verbale.document import Block, Page
from verbale.page.care import BLOCKS
from verbale.page.scripts.directions import ISOLATES

__all__ = ["blocks", "plain_text"]

_SPACE = re.compile(r"[ \t\n\r]+")
_FURNITURE = "furniture"
_VOID = frozenset({"br", "img", "meta", "link", "hr", "input"})


def plain_text(page: Page) -> str:
    """Give the text of a letter: blocks parted by an empty line, no letterhead, no furniture.

    Spaces that do not break become plain ones, and characters that are not seen, which tell in what
    direction text runs, are left out; lists keep their numbers and bullets.
    """
    return "\n\n".join(block.text for block in blocks(page)) + "\n"


def blocks(page: Page) -> tuple[Block, ...]:
    """Give the blocks of a letter's text with their names: see :func:`plain_text`."""
    reader = _Reader()
    # Where it is filled for the typesetter alone, the words are the same.
    reader.feed(page.screen or page.html)
    reader.close()
    return reader.blocks()


class _Reader(HTMLParser):
    """Collects the text of ``<main>``, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._run: list[str] = []
        self._inside = 0
        self._left_out = 0
        self._open: list[tuple[str, bool, str]] = []
        self._numbers: list[int | None] = []
        self._mark = ""

    def blocks(self) -> tuple[Block, ...]:
        self._end_block()
        return tuple(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "br":
            self._run.append("\v")
            return
        furniture = _FURNITURE in (values.get("class") or "").split() or "hidden" in values
        if tag in BLOCKS:
            self._end_block()
        if tag not in _VOID:
            inherited = self._open[-1][2] if self._open else ""
            self._open.append((tag, furniture, values.get("id") or inherited))
        self._left_out += furniture
        self._inside += tag == "main"
        if tag in ("ol", "ul"):
            start = values.get("start") or "1"
            self._numbers.append(int(start) if tag == "ol" else None)
        if tag == "li" and self._numbers:
            self._mark = self._marker()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
        while self._open:
            opened, furniture, _ = self._open.pop()
            self._left_out -= furniture
            if opened == tag:
                break
        if tag in ("ol", "ul") and self._numbers:
            self._numbers.pop()
        self._inside -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self._inside and not self._left_out:
            self._run.append(data)

    def _marker(self) -> str:
        number = self._numbers[-1]
        if number is None:
            return "• "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _end_block(self) -> None:
        text = _SPACE.sub(" ", "".join(self._run)).replace("\u00a0", " ").replace("\u202f", " ")
        lines = [line.strip() for line in text.translate(ISOLATES).split("\v")]
        text = "\n".join(lines).strip()
        if text:
            # The marker of an item stands before the first of its text.
            name = self._open[-1][2] if self._open else ""
            self._blocks.append(Block(name, self._mark + text))
            self._mark = ""
        self._run = []
