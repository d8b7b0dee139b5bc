"""Reads the text of a PDF, line by line as it stands on its pages."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from verbale.transcribe.clean import Notes, clean
from verbale.transcribe.pdf_layout import Glyph, layout, rows, spacing
from verbale.transcribe.right_to_left import bracketed
from verbale.transcribe.source import LONGEST, Refused, Source, pages_of

__all__ = ["MOST_PAGES", "read"]

MOST_PAGES = 100
"""The most pages that an old letter has."""
_UNKNOWN = "\ufffd"


def read(raw: bytes) -> Source:
    """Read a PDF.

    Raises:
        Refused: it cannot be read, is encrypted, has no text, or has too much.
    """

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise _closed(str(error)) from None
    try:
        return _read(document)
    finally:
        document.close()


def _closed(said: str) -> Refused:
    if "password" in said.lower() or "security" in said.lower():
        return Refused(
            "source-encrypted",
            "the PDF is locked with a password",
            "open it with the password, and save it without one",
        )
    return Refused(
        "source-unreadable",
        "the PDF is damaged and cannot be read",
        "open it in a PDF viewer, and print it to a new PDF",
    )


def _read(document: Any) -> Source:
    count = len(document)
    if count > MOST_PAGES:
        raise Refused(
            "source-too-large",
            f"the PDF has {count} pages; an old letter has {MOST_PAGES} at most",
            "take the letter's pages out of it, and save them in a file of their own",
        )
    notes = Notes()
    pages: list[list[Glyph]] = []
    aside: list[list[str]] = []
    bare: dict[str, list[int]] = {"pictures": [], "nothing": [], "broken": []}
    length = 0
    for number in range(1, count + 1):
        upright, turned, state = _page(document, number - 1, notes)
        if state:
            bare[state].append(number)
        pages.append(upright)
        aside.append(turned)
        length += len(upright)
        if length > LONGEST:
            break  # It is told below, with all other limits.
    made = [rows(glyphs) for glyphs in pages]
    usual = spacing(made)
    texts = [[bracketed(text) for text in layout(page, usual)] for page in made]
    for number, (page, turned) in enumerate(zip(texts, aside, strict=True), 1):
        for text in turned:
            page += ["", text] if page else [text]
            notes.say(f'text that runs at an angle is put last on page {number}: "{text[:60]}"')
    _check(texts, bare, count, notes)
    attached = pdfium.FPDFDoc_GetAttachmentCount(document)
    if attached > 0:
        notes.count("file that is attached to the PDF", attached, "not read")
    cleaned = [[clean(text, notes).replace("\t", " ") for text in page] for page in texts]
    title = clean(document.get_metadata_value("Title") or "", Notes()).strip()[:300]
    finished = pages_of([(text, "") for text in page] for page in cleaned)
    return Source(finished, True, "pdf", title=title, noted=notes.told())


def _check(texts: list[list[str]], bare: dict[str, list[int]], count: int, notes: Notes) -> None:
    letters = Counter(
        one == _UNKNOWN or 0xE000 <= ord(one) <= 0xF8FF
        for page in texts
        for text in page
        for one in text
        if not one.isspace()
    )
    if bare["broken"] and len(bare["broken"]) == count:
        raise _closed("")
    if not letters.total():
        what = "is a picture" if count == 1 else "are pictures"
        if not bare["pictures"]:
            what = "is empty" if count == 1 else "are empty"
        pages = "its only page" if count == 1 else f"all its {count} pages"
        raise Refused(
            "no-text",
            f"the PDF has no text: {pages} {what}",
            "have its text recognised by an OCR program, save it as PDF again, and name that file",
        )
    if letters[True] > letters.total() * 0.3:
        raise Refused(
            "no-text",
            "the PDF shows letters, but does not say which they are",
            "have its text recognised by an OCR program, save it as PDF again, and name that file",
        )
    for state, said in (
        ("pictures", "no text, only pictures or drawings: what they show was not read"),
        ("nothing", "nothing on it"),
        ("broken", "a fault, and was not read"),
    ):
        if bare[state]:
            named = ", ".join(map(str, bare[state]))
            notes.say(
                f"page {named} has {said}"
                if len(bare[state]) == 1
                else f"pages {named} have {said.replace('on it', 'on them')}"
            )


def _page(document: Any, index: int, notes: Notes) -> tuple[list[Glyph], list[str], str]:
    """Give a page's upright characters, its texts at an angle, and what it is if it has none."""

    try:
        page = document[index]
        if _stamped(page):
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            page = document[index]
            notes.say(
                f"page {index + 1} has stamps, notes or a form laid over it: "
                "their text is put where it stands"
            )
        text = page.get_textpage()
        found = list(_glyphs(text))
        if not any(glyph.text.strip() for _, glyph in found):
            count = pdfium.FPDFPage_CountObjects(page)
            return [], [], "pictures" if count else "nothing"
    except pypdfium2.PdfiumError:
        return [], [], "broken"
    # A page that lies on its side is read as it is meant to be looked at.
    main = Counter(angle for angle, _ in found).most_common(1)[0][0]
    return [glyph for angle, glyph in found if angle == main], _aside(found, main), ""


def _aside(found: list[tuple[int, Glyph]], main: int) -> list[str]:
    """Give the texts that run at other angles than the page's."""
    texts: list[str] = []
    for angle in dict.fromkeys(angle for angle, _ in found if angle != main):
        glyphs = [glyph for one, glyph in found if one == angle]
        if angle % 90:
            # The boxes of what is slanted overlap, and tell nothing of its words.
            words = "".join((" " if glyph.spaced else "") + glyph.text for glyph in glyphs)
            texts.append(words.strip())
        else:
            lines = rows(glyphs)
            texts += [text.strip() for text in layout(lines, spacing([lines])) if text.strip()]
    return texts


def _stamped(page: Any) -> bool:
    """Tell whether something with text of its own is laid over a page."""

    quiet = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT)
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 1000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in quiet:
            return True
    return False


def _glyphs(text: Any) -> Iterator[tuple[int, Glyph]]:
    """Give characters with the angle at which each runs, in degrees, as if it ran upright."""

    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    spaced = guessed = False
    high = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        character = _character(code)
        if character != "-" and pdfium.FPDFText_IsGenerated(text, index) == 1:
            guessed = True
            continue
        if character.isspace():
            spaced = True
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        angle = _degrees(pdfium.FPDFText_GetCharAngle(text, index))
        left, right, base = _upright(box, x.value, y.value, angle)
        size = _size(text, index, matrix)
        yield (
            angle,
            Glyph(character, left, right, base, size, spaced or guessed, guessed and not spaced),
        )
        spaced = guessed = False


def _degrees(radians: float) -> int:
    """Give an angle to the right, from 0 to 359; a scan's text that leans a little is upright."""
    degrees = round(math.degrees(radians)) % 360 if radians > 0 else 0
    upright = round(degrees / 90) * 90
    return upright % 360 if abs(degrees - upright) <= 3 else degrees


def _upright(box: Any, x: float, y: float, angle: int) -> tuple[float, float, float]:
    """Give a character's left and right edge and its baseline, its page turned upright."""
    if angle == 270:
        return box.bottom, box.top, -x
    if angle == 180:
        return -box.right, -box.left, -y
    if angle == 90:
        return -box.top, -box.bottom, x
    return box.left, box.right, y


def _size(text: Any, index: int, matrix: Any) -> float:
    """Give the size at which a character is seen: what the file says may be scaled."""

    size = float(pdfium.FPDFText_GetFontSize(text, index))
    if pdfium.FPDFText_GetMatrix(text, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return max(size, 0.5)


def _character(code: int) -> str:
    if code in (2, 0xAD, 0xFFFE):
        return "-"  # PDFium's own sign for a hyphen at the end of a line.
    return chr(code) if code and not 0xD800 <= code < 0xE000 else _UNKNOWN
