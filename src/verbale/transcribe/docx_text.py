"""Takes the text out of a paragraph of a DOCX: what is printed, in order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from verbale.transcribe.clean import Notes

__all__ = ["BREAK", "PAGE", "boxes", "inline"]

BREAK = "\n"
PAGE = "\f"
_SILENT = frozenset(
    {
        "pPr", "rPr", "sectPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "tblPr", "trPr",
        "tcPr", "tblGrid", "txbxContent", "fldData", "proofErr", "bookmarkStart", "bookmarkEnd",
        "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "docPr",
        "ctrlPr", "oMathParaPr", "smartTagPr", "customXmlPr", "footnoteRef", "endnoteRef", "rt",
        "separator", "continuationSeparator",
    }
)  # fmt: skip
_SIGNS = {
    "tab": "\t", "ptab": "\t", "cr": BREAK, "noBreakHyphen": "-", "softHyphen": "\u00ad",
}  # fmt: skip


def inline(element: Element, notes: Notes, marks: dict[tuple[str, str], int]) -> Iterator[str]:
    """Give the text of what stands in a paragraph.

    Args:
        element: a paragraph, or something in it.
        notes: where deletions and hidden text are counted.
        marks: the numbers that notes have got, by kind and id; more are added here.
    """
    for child in element:
        tag = child.tag
        if tag in _SILENT:
            continue
        if tag in ("t", "delText"):
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == "br":
            yield PAGE if child.get("type") == "page" else BREAK
        elif tag == "sym":
            yield _symbol(child)
        elif tag in ("footnoteReference", "endnoteReference"):
            key = (tag.removesuffix("Reference"), child.get("id", ""))
            yield f"[{marks.setdefault(key, len(marks) + 1)}]"
        elif tag in ("del", "moveFrom"):
            _count(child, notes)
        elif tag == "ins":
            notes.count("tracked insertion", 1, "taken as accepted")
            yield from inline(child, notes, marks)
        elif tag == "r" and _hidden(child):
            notes.count("piece of hidden text", 1)
        elif tag == "AlternateContent":
            chosen = _alternative(child)
            if chosen is not None:
                yield from inline(chosen, notes, marks)
        elif tag == "fldChar":
            yield from _checkbox(child)
        else:
            yield from inline(child, notes, marks)


def boxes(paragraph: Element) -> Iterator[Element]:
    """Find the text boxes that hang on a paragraph, not those within another box."""
    for child in paragraph:
        if child.tag == "txbxContent":
            yield child
        elif child.tag == "AlternateContent":
            chosen = _alternative(child)
            if chosen is not None:
                yield from boxes(chosen)
        elif child.tag not in ("del", "moveFrom"):
            yield from boxes(child)


def _alternative(element: Element) -> Element | None:
    """Of what is given for newer and older programs, take one, for they say the same."""
    choices = [one for one in element if one.tag in ("Choice", "Fallback")]
    for one in choices:
        if any((text.text or "").strip() for text in one.iter("t")):
            return one
    return choices[0] if choices else None


def _count(element: Element, notes: Notes) -> None:
    text = "".join(one.text or "" for one in element.iter() if one.tag in ("delText", "t"))
    if text.strip() or element.tag == "moveFrom":
        notes.count("tracked deletion", 1)


def _hidden(run: Element) -> bool:
    for name in ("vanish", "webHidden"):
        found = run.find(f"rPr/{name}")
        if found is not None and found.get("val") not in ("0", "false", "off"):
            return any((text.text or "").strip() for text in run.iter("t"))
    return False


def _symbol(element: Element) -> str:
    try:
        code = int(element.get("char", ""), 16)
    except ValueError:
        return "\ufffd"
    if code < 0x100 and element.get("font", "").lower().startswith(("symbol", "wingding")):
        code += 0xF000
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def _checkbox(element: Element) -> Iterator[str]:
    box = element.find("ffData/checkBox")
    if box is not None:
        ticked = box.find("checked")
        state = ticked if ticked is not None else box.find("default")
        on = state is not None and state.get("val") not in ("0", "false", "off")
        yield "☒" if on else "☐"
