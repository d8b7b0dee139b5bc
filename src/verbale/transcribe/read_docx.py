"""Reads a DOCX: paragraphs, lists with their numbers, tables, notes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from verbale.transcribe.clean import Notes, clean
from verbale.transcribe.docx_numbering import Numbering
from verbale.transcribe.docx_parts import Parts, attribute
from verbale.transcribe.docx_text import PAGE, boxes, inline
from verbale.transcribe.source import Source, pages_of
from verbale.transcribe.tables import row_lines

__all__ = ["read"]

_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
_STYLES = (
    (re.compile(r"(heading \d|title|subtitle)$"), "heading"),
    (re.compile(r"(intense )?quote$|block text$"), "quote"),
    (re.compile(r"list( bullet| number| continue| paragraph)?( \d)?$"), "item"),
)

Lines = list[tuple[str, str]]
"""Lines with their styles."""


def read(raw: bytes) -> Source:
    """Read a DOCX.

    Raises:
        Refused: it is none, is damaged, has no text, or has too much.
    """
    return _Document(Parts(raw)).source()


class _Document:
    """A document that is being read."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._notes = Notes()
        self._marks: dict[tuple[str, str], int] = {}
        styles = parts.tree(parts.named("styles"))
        self._styles = {
            one.get("styleId", ""): one
            for one in (styles.findall("style") if styles is not None else ())
        }
        self._plain = next(
            (
                name
                for name, one in self._styles.items()
                if one.get("type") == "paragraph" and one.get("default") in ("1", "true", "on")
            ),
            "",
        )
        self._numbering = Numbering(parts.tree(parts.named("numbering")), styles)
        self._pending: list[str] = []

    def source(self) -> Source:
        root = self._parts.tree(self._parts.main)
        body = root.find("body") if root is not None else None
        lines: Lines = []
        if body is not None:
            lines = self._blocks(body)
            if self._pending:
                lines += self._paragraph_lines("", "", "")
        first, last = self._edges(root) if root is not None else ([], [])
        pages = _pages([*first, *lines, *last, *self._endings()])
        self._tell()
        return Source(pages_of(pages), False, "docx", title=self._title(), noted=self._notes.told())

    def _blocks(self, parent: Element) -> Lines:
        lines: Lines = []
        for child in parent:
            if child.tag == "p":
                lines += self._paragraph(child)
            elif child.tag == "tbl":
                lines += self._table(child)
            elif child.tag == "AlternateContent":
                chosen = next(iter(child), None)
                lines += self._blocks(chosen) if chosen is not None else []
            elif child.tag in _WRAPPERS:
                lines += self._blocks(child)
            elif child.tag == "altChunk":
                self._notes.say("a document put into this one as a whole was not read")
        return lines

    def _paragraph(self, paragraph: Element) -> Lines:
        properties = paragraph.find("pPr")
        text = "".join(inline(paragraph, self._notes, self._marks))
        inserted: Lines = []
        for box in boxes(paragraph):
            inserted += self._blocks(box)
        if properties is not None and properties.find("rPr/del") is not None:
            # The end of the paragraph was deleted: it goes on in the next.
            self._pending.append(text)
            return inserted
        name = attribute(properties, "pStyle") or self._plain
        number, level = self._list(properties, name)
        mark = self._numbering.mark(number, level) if number and (text.strip() or inserted) else ""
        style = self._style(properties, name) or ("item" if mark else "")
        if mark and style != "heading":
            style = "item"
        if _on(properties, "pageBreakBefore"):
            text = PAGE + text
        lead = "    " * level + mark + " " if mark else ""
        return [*self._paragraph_lines(text, lead, style), *inserted]

    def _paragraph_lines(self, text: str, lead: str, style: str) -> Lines:
        text = "".join(self._pending) + text
        self._pending.clear()
        lines: Lines = []
        for place, page in enumerate(text.split(PAGE)):
            if place:
                lines.append((PAGE, ""))
            cleaned = clean(page, self._notes)
            if not cleaned.strip():
                if not place and PAGE not in text:
                    lines.append(("", ""))
                continue
            for line in cleaned.split("\n"):
                lines.append((lead + _untabbed(line, bool(lead)), style))
                lead = ""
            lines.append(("", ""))
        return lines

    def _table(self, table: Element) -> Lines:
        lines: Lines = []
        for row in _rows(table):
            cells = [self._blocks(cell) for cell in _cells(row)]
            kept = [cell for cell in cells if any(text.strip() for text, _ in cell)]
            if len(kept) == 1 and len(kept[0]) > 2 and len(cells) == 1:
                lines += kept[0]  # A frame around paragraphs, which stay what they are.
                continue
            texts = [[text for text, _ in cell if text != PAGE] for cell in cells]
            lines += [(text, "table") for text in row_lines(texts)]
        return [*lines, ("", "")] if lines and lines[-1][0] else lines

    def _list(self, properties: Element | None, style: str) -> tuple[str, int]:
        """Find of which list a paragraph is, and how deep: it says so, or its style does."""
        own = properties.find("numPr") if properties is not None else None
        number, level = attribute(own, "numId"), attribute(own, "ilvl")
        for one in self._line_of(style):
            if number is not None and level is not None:
                break
            numbered = one.find("pPr/numPr")
            if numbered is not None:
                number = number if number is not None else attribute(numbered, "numId")
                level = level if level is not None else attribute(numbered, "ilvl")
        return number or "", int(level) if level and level.isdigit() else 0

    def _style(self, properties: Element | None, name: str) -> str:
        if (attribute(properties, "outlineLvl") or "9") in "012345678":
            return "heading"
        for one in self._line_of(name):
            called = (attribute(one, "name") or "").lower()
            for pattern, style in _STYLES:
                if pattern.match(called):
                    return style
        return ""

    def _line_of(self, name: str) -> Iterator[Element]:
        """Give a style, and those that it is based on."""
        for _ in range(20):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = attribute(style, "basedOn") or ""

    def _edges(self, root: Element) -> tuple[Lines, Lines]:
        """Read headers and footers, each that says something else once."""
        related = self._parts.related(self._parts.main)
        found: dict[str, dict[tuple[str, ...], None]] = {"header": {}, "footer": {}}
        for reference in root.iter():
            kind = reference.tag.removesuffix("Reference")
            if kind not in found or kind == reference.tag:
                continue
            _, name = related.get(reference.get("id", ""), ("", ""))
            tree = self._parts.tree(name) if name else None
            if tree is not None:
                texts = [text for text, _ in self._blocks(tree) if text.strip() and text != PAGE]
                found[kind].setdefault(tuple(texts))
        first, last = ([(text, kind) for texts in found[kind] for text in texts] for kind in found)
        return ([*first, ("", "")] if first else []), last

    def _endings(self) -> Lines:
        """Read footnotes and endnotes, in the order of their marks."""
        trees = {}
        for kind in ("footnote", "endnote"):
            tree = self._parts.tree(self._parts.named(f"{kind}s"))
            for one in tree.findall(kind) if tree is not None else ():
                trees[kind, one.get("id", "")] = one
        lines: Lines = []
        for key, number in list(self._marks.items()):
            note = trees.get(key)
            texts = [text for text, _ in self._blocks(note) if text] if note is not None else []
            texts = [text.strip() for text in texts if text.strip()] or [""]
            lines += [(f"[{number}] {texts[0]}", "footnote")]
            lines += [(text, "footnote") for text in texts[1:]]
        return [("", ""), *lines] if lines else []

    def _title(self) -> str:
        for kind, name in self._parts.related("").values():
            if kind == "core-properties":
                tree = self._parts.tree(name)
                title = tree.findtext("title") if tree is not None else None
                return clean(title or "", Notes()).strip()[:300]
        return ""

    def _tell(self) -> None:
        related = self._parts.related(self._parts.main)
        if any(kind == "vbaProject" for kind, _ in related.values()):
            self._notes.say("the document has macros: they were left out and did not run")
        comments = self._parts.tree(self._parts.named("comments"))
        if comments is not None:
            self._notes.count("comment", len(comments.findall("comment")))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "tr":
            if child.find("trPr/del") is None:
                yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == "tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _on(properties: Element | None, name: str) -> bool:
    found = properties.find(name) if properties is not None else None
    return found is not None and found.get("val") not in ("0", "false", "off")


def _untabbed(text: str, marked: bool) -> str:
    """Write tabs as spaces: those between words as three at least, so that columns are seen."""
    head, *others = text.split("\t")
    made = head.lstrip(" ") if marked else head
    for other in others:
        least = 3 if made.strip() else 1
        made += " " * max(least, 8 - len(made) % 8) + other
    return made.lstrip() if marked else made


def _pages(lines: Iterable[tuple[str, str]]) -> list[Lines]:
    """Break lines into pages where the document says so; empty lines follow only on text."""
    pages: list[Lines] = [[]]
    for text, style in lines:
        if text == PAGE:
            pages.append([])
        elif text.strip() or (pages[-1] and pages[-1][-1][0].strip()):
            pages[-1].append((text, style))
    for page in pages:
        while page and not page[-1][0].strip():
            page.pop()
    return [page for page in pages if page] or [[]]
