"""Makes lines of a mail's HTML: a line a paragraph, lists with their marks, tables by rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from verbale.transcribe.clean import Notes
from verbale.transcribe.tables import row_lines

__all__ = ["html_lines"]

_DROPPED = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "object",
        "iframe",
        "svg",
        "select",
        "audio",
        "video",
    }
)
_PARAGRAPHS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "hr",
        "address",
        "fieldset",
        "figure",
    }
)
_BLOCKS = _PARAGRAPHS | frozenset(
    {
        "div",
        "li",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "center",
        "form",
        "body",
        "html",
        "caption",
    }
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")

Lines = list[tuple[str, str]]


def html_lines(text: str, notes: Notes) -> Lines:
    """Give the lines of a page, with their styles; an empty one ends each paragraph.

    Args:
        text: the page.
        notes: where what is left out is told.
    """
    from tinyhtml5 import parse  # type: ignore[import-untyped]

    root = parse(text, namespace_html_elements=False)
    writer = _Writer(notes, _tight(root))
    writer.walk(root)
    return writer.finished()


def _tight(root: Element) -> bool:
    """Tell whether Outlook wrote empty paragraphs, between which each other is but a line."""
    return any(
        "MsoNormal" in one.get("class", "") and not "".join(one.itertext()).strip()
        for one in root.iter("p")
    )


class _Writer:
    """Writes elements as lines."""

    def __init__(self, notes: Notes, tight: bool) -> None:
        self._notes = notes
        self._tight = tight
        self._lines: Lines = []
        self._run: list[str] = []
        self._styles: list[str] = []
        self._lists: list[tuple[str, int] | None] = []
        self._mark = ""
        self._kept = False

    def finished(self) -> Lines:
        """Give all lines, none of them empty at the ends."""
        self._end()
        while self._lines and not self._lines[-1][0]:
            self._lines.pop()
        return self._lines

    def walk(self, element: Element) -> None:
        """Write an element and all in it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            return
        if _HIDDEN.search(element.get("style", "")) or element.get("hidden") is not None:
            if "".join(element.itertext()).strip():
                self._notes.count("piece of hidden text", 1)
            return
        if tag == "br":
            self._run.append("\n")
        elif tag == "img":
            self._notes.count("picture", int(bool(element.get("alt"))))
        elif tag == "table":
            self._table(element)
        elif tag in _BLOCKS:
            self._block(element, tag)
        else:
            self._inside(element)

    def _inside(self, element: Element) -> None:
        self._say(element.text)
        for child in element:
            self.walk(child)
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._run.append(text.replace("\r\n", "\n") if self._kept else _SPACE.sub(" ", text))

    def _block(self, element: Element, tag: str) -> None:
        self._end()
        style = {"blockquote": "quote", "li": "item"}.get(tag, "")
        if re.fullmatch("h[1-6]", tag):
            style = "heading"
        if style:
            self._styles.append(style)
        if tag in ("ol", "ul"):
            self._lists.append(
                (element.get("type", "1"), _number(element.get("start"), 1) - 1)
                if tag == "ol"
                else None
            )
        if tag == "li":
            self._count(element)
        kept, self._kept = self._kept, self._kept or tag == "pre"
        self._inside(element)
        self._end()
        self._kept = kept
        if tag in ("ol", "ul"):
            self._lists.pop()
        if style:
            self._styles.pop()
        close = self._tight and tag == "p" and "MsoNormal" in element.get("class", "")
        if tag in _PARAGRAPHS and not close:
            self._gap()

    def _count(self, element: Element) -> None:
        depth = max(len(self._lists) - 1, 0)
        counter = self._lists[-1] if self._lists else None
        mark = "•"
        if counter is not None:
            kind, value = counter
            value = _number(element.get("value"), value + 1)
            self._lists[-1] = (kind, value)
            mark = _written(value, kind) + "."
        self._mark = "    " * depth + mark + " "

    def _end(self) -> None:
        """End a line: what has come since the last one is written."""
        text = "".join(self._run)
        self._run.clear()
        if not text or (not text.strip(" \n\u00a0") and "\n" not in text and "\u00a0" not in text):
            return
        lines = [line if self._kept else line.strip(" ") for line in text.split("\n")]
        if len(lines) > 1 and not lines[-1].strip():
            lines.pop()  # A break that ends a block shows nothing.
        for line in lines:
            if not line.strip():
                self._gap()
                continue
            self._lines.append((self._mark + line, self._styles[-1] if self._styles else ""))
            self._mark = ""

    def _gap(self) -> None:
        if self._lines and self._lines[-1][0]:
            self._lines.append(("", ""))

    def _table(self, table: Element) -> None:
        self._end()
        for row in _own(table, "tr", ("thead", "tbody", "tfoot")):
            cells: list[Lines] = []
            for cell in _own(row, "td", ()):
                writer = _Writer(self._notes, self._tight)
                writer._styles = list(self._styles)
                writer._inside(cell)
                cells.append(writer.finished())
            full = [cell for cell in cells if cell]
            if len(full) == 1 and (len(cells) == 1 or len(full[0]) > 1):
                # A table that only puts things into places.
                self._lines += full[0]
                if len(full[0]) > 1:
                    self._gap()
            else:
                texts: Sequence[Sequence[str]] = [[text for text, _ in cell] for cell in cells]
                self._lines += [(text, "table") for text in row_lines(texts)]
        self._gap()


def _own(parent: Element, tag: str, between: tuple[str, ...]) -> list[Element]:
    found = []
    for child in parent:
        if child.tag == tag or (tag == "td" and child.tag == "th"):
            found.append(child)
        elif child.tag in between:
            found += _own(child, tag, ())
        elif tag == "tr" and child.tag == "caption":
            found.append(_wrapped(child))
    return found


def _wrapped(caption: Element) -> Element:
    row, cell = Element("tr"), Element("td")
    cell.append(caption)
    row.append(cell)
    return row


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise


def _written(value: int, kind: str) -> str:
    if kind in ("a", "A") and 0 < value < 27:
        return chr(ord(kind) + value - 1)
    if kind in ("i", "I") and 0 < value <= len(_ROMAN):
        roman = _ROMAN[value - 1]
        return roman.upper() if kind == "I" else roman
    return str(value)
