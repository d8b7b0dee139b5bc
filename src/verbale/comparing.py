"""Two PDFs side by side, with what differs marked: an HTML page that needs nothing else."""

from __future__ import annotations

import base64
from html import escape
from io import BytesIO
from itertools import zip_longest

from PIL import Image, ImageChops, ImageDraw

from verbale.typeset.pictures import pictures

__all__ = ["side_by_side"]

_STYLE = (
    "body{font-family:sans-serif;margin:1rem}table{width:100%}td,th{width:50%;vertical-align:top}"
    "img{width:100%;border:1px solid #888}"
)


def side_by_side(before: bytes, after: bytes, title: str) -> bytes:
    """Lay two PDFs side by side; a frame stands about what differs on a page.

    Raises:
        ValueError: one is no PDF that can be drawn.
    """
    rows = []
    pages = zip_longest(pictures(before), pictures(after))
    for number, (old, new) in enumerate(pages, 1):
        old, new = _marked(old, new)
        rows.append(
            f"<tr>{_cell(old, f'page {number}, as it was')}{_cell(new, f'page {number}, now')}</tr>"
        )
    name = escape(title)
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{name}</h1>"
        "<p>A frame stands about what differs.</p><table>"
        "<tr><th scope='col'>as it was</th><th scope='col'>made again</th></tr>"
        f"{''.join(rows)}</table></body></html>\n"
    )
    return page.encode()


def _marked(old: bytes | None, new: bytes | None) -> tuple[bytes | None, bytes | None]:
    """Draw a frame about what differs on two pictures of one size."""
    if old is None or new is None:
        return old, new
    images = [Image.open(BytesIO(one)).convert("RGB") for one in (old, new)]
    if images[0].size != images[1].size:
        return old, new
    box = ImageChops.difference(*images).getbbox()
    if box is None:
        return old, new
    frame = (box[0] - 6, box[1] - 6, box[2] + 6, box[3] + 6)
    found = []
    for image in images:
        ImageDraw.Draw(image).rectangle(frame, outline=(200, 0, 0), width=4)
        out = BytesIO()
        image.save(out, format="PNG")
        found.append(out.getvalue())
    return found[0], found[1]


def _cell(picture: bytes | None, said: str) -> str:
    if picture is None:
        return "<td>there is no such page</td>"
    data = base64.b64encode(picture).decode()
    return f'<td><img alt="{escape(said)}" src="data:image/png;base64,{data}"></td>'
