"""Lays a page out and writes the PDF."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from typing import Any

from verbale.document import Anchor, Frame, Line, Page, Pdf
from verbale.problems import Outcome
from verbale.typeset.engine import run, weasyprint
from verbale.typeset.lines import Lines

__all__ = ["measured", "pdf", "written"]


def pdf(page: Page) -> Outcome[Pdf]:
    """Typeset a page: see :func:`verbale.typeset.pdf`."""
    return run(page, lambda document: measured(document, written(document, page)))


def written(document: Any, page: Page) -> bytes:
    """Write a document that is laid out."""
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
        weasyprint().Attachment(
            string=page.letter_json,
            name="letter.json",
            description="The facts of this letter",
            relationship="Source",
            created=moment,
            modified=moment,
        )
    ]


def measured(document: Any, data: bytes, pages: int | None = None) -> Pdf:
    """Note where things landed."""
    anchors = [
        Anchor(name, number, *map(float, box))
        for number, page in enumerate(document.pages[:pages])
        for name, box in page.anchors.items()
    ]
    frames: list[Frame] = []
    lines: list[Line] = []
    of_document = Lines()
    for number, page in enumerate(document.pages[:pages]):
        # WeasyPrint's public face shows no lines; its version is pinned.
        box = page._page_box
        left, top = box.content_box_x(), box.content_box_y()
        frames.append(Frame(left, top, left + box.width, top + box.height))
        lines += of_document.of(box.children[0], number)
    first = document.pages[0]
    return Pdf(
        data=data,
        pages=len(document.pages[:pages]),
        height=float(first.height),
        anchors=tuple(anchors),
        frames=tuple(frames),
        lines=tuple(lines),
        rtl=first._page_box.children[0].style["direction"] == "rtl",
    )
