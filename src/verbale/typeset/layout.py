"""Lays a page out and writes the PDF."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from functools import cache, lru_cache
from typing import Any

from verbale.document import Anchor, Frame, Line, Page, Pdf
from verbale.problems import Outcome, Place, Problem, problem
from verbale.typeset import fonts

__all__ = ["pdf"]

_NAME_IT = "name images by asset:/ and put them in templates/"
_LOCK = threading.Lock()
"""Pango's font map is shared by all pages of the process and is not safe between threads."""


def pdf(page: Page) -> Outcome[Pdf]:
    """Typeset a page: see :func:`verbale.typeset.pdf`."""
    missing = [face.file for face in fonts.missing_faces()]
    if missing:
        message = f"bundled fonts are missing: {', '.join(missing)}"
        return _failed("typesetter-missing", message, "see what verbale doctor says")
    try:
        _weasyprint()
    except OSError as error:
        message = f"a library of the typesetter is missing: {str(error).splitlines()[0]}"
        return _failed("typesetter-missing", message, "see what verbale doctor says")
    with _LOCK:
        return _typeset(page)


def _typeset(page: Page) -> Outcome[Pdf]:
    from verbale.typeset.assets import Fetcher
    from verbale.typeset.sheets import faults

    broken = tuple(fault for sheet in page.stylesheets for fault in faults(sheet))
    if broken:
        return Outcome(None, broken)
    fetcher = Fetcher(page.assets)
    weasyprint = _weasyprint()
    try:
        with _listening() as said:
            html = weasyprint.HTML(string=page.html, url_fetcher=fetcher, media_type="print")
            sheets = [_sheet(sheet.text) for sheet in page.stylesheets]
            document = html.render(font_config=_font_configuration(), stylesheets=sheets)
            _lower_foot(document)
            data = _written(document, page)
    except weasyprint.urls.FatalURLFetchingError as error:
        return _refused(fetcher.refused or str(error))
    except RecursionError:
        return _failed("typesetting-failed", "the text is nested too deep", "flatten its lists")
    except OSError as error:
        message = f"the page cannot be typeset: {error.strerror or error}"
        return _failed("typesetting-failed", message, "look for space and permissions in /tmp")
    except Exception as error:  # A fault of the typesetter is a problem too, never a stack trace.
        message = f"the page cannot be typeset: {type(error).__name__}: {error}"
        return _failed("typesetting-failed", message, "leave out what was changed last")
    if fetcher.refused is not None:
        # Within an SVG image WeasyPrint goes on after what was to stop it.
        return _refused(fetcher.refused)
    found = tuple(_heard(said))
    if found:
        return Outcome(None, found)
    return Outcome(_measured(document, data))


def _lower_foot(document: Any) -> None:
    """Let enclosures and copies stand at the foot of the last page (ST/DCS/4/Rev.1, paras. 32-35).

    No CSS says so: a box at a page's foot is out of the flow, and would keep no room for itself. So
    it is laid out in the flow, and what is left of the page is then put above it.
    """
    last = document.pages[-1]
    if "foot" not in last.anchors or any("foot" in page.anchors for page in document.pages[:-1]):
        return
    box = last._page_box
    foot = next(
        one
        for one in box.descendants()
        if one.element is not None
        and hasattr(one.element, "get")
        and one.element.get("id") == "foot"
    )
    left = box.content_box_y() + box.height - (foot.position_y + foot.margin_height())
    if left > 0:
        foot.translate(dy=left)
        # Links and anchors are gathered when a page is made of its box.
        document.pages[-1] = type(last)(box)


def _written(document: Any, page: Page) -> bytes:
    from verbale.typeset.conformance import finish

    identity = hashlib.sha256()
    for part in (page.html, *(s.text for s in page.stylesheets), page.letter_json or ""):
        identity.update(part.encode())
    data: bytes = document.write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=identity.digest()[:16],
        attachments=_attachments(page),
        finisher=finish,
    )
    return data


def _attachments(page: Page) -> list[Any]:
    if page.letter_json is None:
        return []
    # The day that counts, not the clock: the same letter has the same bytes.
    moment = datetime.combine(page.as_of, time(), UTC)
    return [
        _weasyprint().Attachment(
            string=page.letter_json,
            name="letter.json",
            description="The facts of this letter",
            relationship="Source",
            created=moment,
            modified=moment,
        )
    ]


@cache
def _weasyprint() -> Any:
    """Load WeasyPrint, which takes half a second, when it is first needed.

    Raises:
        OSError: Pango or another library is not there.
    """
    fonts.shut_in()
    with warnings.catch_warnings():
        # It is on purpose that fontconfig has no fonts of the machine.
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        import weasyprint
    return weasyprint


@cache
def _font_configuration() -> Any:
    """Load the bundled fonts, once for all pages of the process."""
    from weasyprint.text.fonts import FontConfiguration

    from verbale.typeset.assets import Fetcher

    configuration = FontConfiguration()
    _weasyprint().CSS(string=fonts.face_rules(), font_config=configuration, url_fetcher=Fetcher({}))
    return configuration


@lru_cache(maxsize=32)
def _sheet(text: str) -> Any:
    """Parse a stylesheet, once for all pages that have it."""
    from verbale.typeset.assets import Fetcher

    # Its images are fetched when the page is laid out, by the page's own fetcher.
    return _weasyprint().CSS(
        string=text, font_config=_font_configuration(), url_fetcher=Fetcher({})
    )


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    ear = Ear(logging.WARNING)
    before = list(logger.handlers), logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield said
    finally:
        logger.handlers, logger.propagate = before


def _heard(said: list[str]) -> Iterator[Problem]:
    """Turn what was logged into problems: a glyph or an image that failed."""
    for line in dict.fromkeys(said):
        if ".notdef" in line:
            yield _no_glyph(line)
        elif line.startswith(("Failed to load image", "Failed to render SVG")):
            message = f"an image cannot be read: {line}"
            yield problem("image-missing", Place(), message, "replace the image file")
        elif "URI reference without a base URI" in line:
            message = f"the page asks for what is no asset: {line}"
            yield problem("asset-refused", Place(), message, _NAME_IT)


def _no_glyph(line: str) -> Problem:
    characters = re.findall(r'"(.*)"|\'(.*)\'', line)
    text = "".join(characters[0]) if characters else line
    names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '?')}" for c in text if not c.isspace())
    message = f"no bundled font has {names}"
    return problem("glyph-missing", Place(), message, "write it in other characters")


def _refused(url: str | None) -> Outcome[Pdf]:
    message = f"the page asks for {url}, which is not one of its assets"
    return _failed("asset-refused", message, _NAME_IT)


def _failed(code: str, message: str, hint: str) -> Outcome[Pdf]:
    return Outcome(None, (problem(code, Place(), message, hint),))


def _measured(document: Any, data: bytes) -> Pdf:
    """Note where things landed."""
    anchors = [
        Anchor(name, number, *map(float, box))
        for number, page in enumerate(document.pages)
        for name, box in page.anchors.items()
    ]
    frames, lines = [], []
    for number, page in enumerate(document.pages):
        # WeasyPrint's public face shows no lines; its version is pinned.
        box = page._page_box
        left, top = box.content_box_x(), box.content_box_y()
        frames.append(Frame(left, top, left + box.width, top + box.height))
        lines += list(_lines(box.children[0], number, ()))
    first = document.pages[0]
    return Pdf(
        data=data,
        pages=len(document.pages),
        height=float(first.height),
        anchors=tuple(anchors),
        frames=tuple(frames),
        lines=tuple(lines),
    )


def _lines(box: Any, page: int, inside: tuple[str, ...]) -> Iterator[Line]:
    """Give the lines below a box, each named by the ids of the elements that hold it."""
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    element = getattr(box, "element", None)
    identity = element.get("id") if element is not None and hasattr(element, "get") else None
    inside = (*inside, identity) if identity and identity not in inside else inside
    if isinstance(box, boxes.LineBox):
        name, texts = "/".join(inside), _texts_of(box)
        right = max((one.position_x + one.width for one in texts), default=box.position_x)
        bottom = box.position_y + box.height
        words = "".join(one.text for one in texts)
        yield Line(name, page, box.position_x, box.position_y, right, bottom, words)
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, page, inside)


def _texts_of(line: Any) -> list[Any]:
    """Give the boxes of a line's text, without those of the space that may end it."""
    boxes = line.descendants()
    return [one for one in boxes if type(one).__name__ == "TextBox" and one.text.strip()]
