"""Draws the pages of a PDF, to compare two of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

__all__ = ["digests", "pictures"]

_DPI = 144
_LARGEST = 2384.0 * 3370.0
"""The largest page that is drawn, in square points: A0."""


def pictures(data: bytes) -> Iterator[bytes]:
    """Draw each page as PNG, at 144 dpi.

    Raises:
        ValueError: it is no PDF that can be drawn.
    """
    from io import BytesIO

    for page in _pages(data):
        out = BytesIO()
        page.save(out, format="PNG")
        yield out.getvalue()


def digests(data: bytes) -> list[bytes]:
    """Name the picture of each page by its pixels: the same name, the same picture.

    Raises:
        ValueError: it is no PDF that can be drawn.
    """
    return [
        hashlib.sha256(repr(page.size).encode() + page.tobytes()).digest() for page in _pages(data)
    ]


def _pages(data: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None
    try:
        for number in range(len(document)):
            page = document[number]
            if page.get_width() * page.get_height() > _LARGEST:
                raise ValueError(f"page {number + 1} is too large to be drawn")
            yield page.render(scale=_DPI / 72).to_pil()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None
    finally:
        document.close()
