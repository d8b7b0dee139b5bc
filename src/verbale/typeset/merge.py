"""Puts PDFs one behind the other, for a printer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

__all__ = ["merge"]


def merge(named: Sequence[tuple[Path, str]], *, duplex: bool) -> bytes:
    """Merge PDFs, with a bookmark for each.

    What they share, fonts above all, is kept once. The tags are dropped: it is for paper.

    Args:
        named: each PDF, and the name of its bookmark.
        duplex: whether a blank page follows each PDF of an odd number of pages, but the last.
    """
    import pikepdf

    out = pikepdf.new()
    shared: dict[bytes, Any] = {}
    marks = []
    for number, (path, title) in enumerate(named):
        with pikepdf.open(path) as pdf:
            marks.append((len(out.pages), title))
            for page in pdf.pages:
                out.pages.append(page)
                added = out.pages[-1].obj
                for key in ("/StructParents", "/Tabs"):
                    if key in added:
                        del added[key]
                _share(out, added, shared)
            if duplex and len(pdf.pages) % 2 and number < len(named) - 1:
                box = out.pages[-1].mediabox
                size = (float(box[2]) - float(box[0]), float(box[3]) - float(box[1]))
                out.add_blank_page(page_size=size)
    with out.open_outline() as outline:
        outline.root += [pikepdf.OutlineItem(title, page) for page, title in marks]
    buffer = BytesIO()
    out.remove_unreferenced_resources()
    out.save(
        buffer,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return buffer.getvalue()


def _share(out: Any, page: Any, shared: dict[bytes, Any]) -> None:
    """Keep a page's fonts and images once, however many pages bring the same."""
    resources = page.get("/Resources")
    if resources is None:
        return
    for kind in ("/Font", "/XObject"):
        group = resources.get(kind)
        if group is None:
            continue
        key = hashlib.sha256(_content(group)).digest()
        if key in shared:
            resources[kind] = shared[key]
        else:
            shared[key] = resources[kind] = group if group.is_indirect else out.make_indirect(group)


def _content(group: Any) -> bytes:
    """Give all bytes that tell one group of fonts or images from another."""
    import pikepdf

    found: list[bytes] = []
    seen: set[tuple[int, int]] = set()
    todo = [group]
    while todo:
        one = todo.pop()
        if not isinstance(one, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)):
            found.append(str(one).encode())
            continue
        if one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, pikepdf.Stream):
            found.append(one.read_raw_bytes())
        if isinstance(one, pikepdf.Array):
            todo += list(one)
        else:
            for key, value in sorted(one.items()):
                if key != "/Parent":
                    found.append(key.encode())
                    todo.append(value)
    return b"\0".join(found)
