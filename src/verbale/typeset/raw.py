"""A PDF taken apart into what all its copies share and what each has of its own.

Shared objects are written once, as bytes; a copy adds its page's content, its metadata, and a
cross-reference stream.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from html import escape
from typing import Any

__all__ = ["Shared", "fonts_in", "own_fonts"]

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_XMP_TITLE = re.compile(rb"(<dc:title>.*?<rdf:li[^>]*>)(.*?)(</rdf:li>)", re.DOTALL)
_FONT = re.compile(rb"/(\S+) [\d.]+ Tf")
_PER_STREAM = 100
"""Objects in one object stream."""


class Shared:
    """The bytes that all copies share."""

    def __init__(
        self,
        body: bytes,
        entries: list[tuple[int, int, int]],
        root: int,
        info: bytes,
        xmp: bytes,
        own: Mapping[str, int],
        pages: Mapping[int, int],
    ) -> None:
        self._body = body
        # Each entry is seven bytes; a copy changes those of its own objects alone.
        self._entries = b"".join(struct.pack(">BIH", *entry) for entry in entries)
        self._root = root
        self._info = info
        self._xmp = xmp
        self._own = own
        self._pages = pages
        self.key = hashlib.sha256(body).digest()

    @classmethod
    def of(
        cls,
        pdf: Any,
        pages: int,
        stamped: AbstractSet[int],
        without: AbstractSet[str] = frozenset(),
    ) -> Shared:
        """Take a PDF apart.

        Args:
            pdf: the PDF, which is changed: its last page and what belongs to it are dropped.
            pages: how many pages are kept.
            stamped: the pages whose content each copy has of its own, from 0.
            without: names of fonts that these copies are not set in.
        """
        import pikepdf

        _drop_page(pdf, pages)
        for page in pdf.pages if without else ():
            for name in without & {key[1:] for key in page.Resources.Font}:
                del page.Resources.Font[f"/{name}"]
        contents = {number: pdf.pages[number].Contents.objgen[0] for number in stamped}
        metadata = pdf.Root.Metadata.objgen[0]
        xmp = pdf.Root.Metadata.read_bytes()
        info = pdf.trailer.Info
        info_number = info.objgen[0]
        left_out = {*contents.values(), metadata, info_number}
        reachable = _reachable(pdf)
        plain: list[tuple[int, bytes]] = []
        body = bytearray(_HEADER)
        entries: list[tuple[int, int, int]] = [(0, 0, 65535)]
        places: dict[int, tuple[int, int, int]] = {}
        for number in sorted(reachable - left_out):
            one = pdf.get_object(number, 0)
            if isinstance(one, pikepdf.Stream):
                places[number] = (1, len(body), 0)
                raw = one.read_raw_bytes()
                head = _stream_head(one, len(raw))
                body += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, raw)
            else:
                plain.append((number, one.unparse(resolved=True)))
        next_free = max(reachable) + 1
        for start in range(0, len(plain), _PER_STREAM):
            part = plain[start : start + _PER_STREAM]
            places[next_free] = (1, len(body), 0)
            for index, (number, _) in enumerate(part):
                places[number] = (2, next_free, index)
            body += _object_stream(next_free, part)
            next_free += 1
        own = {"info": info_number, "metadata": metadata, "xref": next_free}
        entries += [places.get(number, (0, 0, 0)) for number in range(1, next_free + 1)]
        text = info.unparse(resolved=True)
        return cls(bytes(body), entries, pdf.Root.objgen[0], text, xmp, own, contents)

    def pdf(self, contents: Mapping[int, bytes], title: str) -> bytes:
        """Put a copy together.

        Args:
            contents: the compressed content of each page that is its own.
            title: its title.
        """
        entries = bytearray(self._entries)
        parts = [self._body]
        at = len(self._body)

        def add(number: int, data: bytes) -> None:
            nonlocal at
            struct.pack_into(">BIH", entries, 7 * number, 1, at, 0)
            parts.append(data)
            at += len(data)

        for page, data in contents.items():
            number = self._pages[page]
            head = b"<< /Filter /FlateDecode /Length %d >>" % len(data)
            add(number, b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, data))
        xmp = _XMP_TITLE.sub(
            lambda match: match[1] + escape(title, quote=False).encode() + match[3], self._xmp
        )
        number = self._own["metadata"]
        head = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(xmp)
        add(number, b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, xmp))
        number = self._own["info"]
        add(number, b"%d 0 obj\n%s\nendobj\n" % (number, _titled(self._info, title)))
        number = self._own["xref"]
        struct.pack_into(">BIH", entries, 7 * number, 1, at, 0)
        data = zlib.compress(bytes(entries), 1)
        own = hashlib.sha256(self.key + title.encode())
        for content in contents.values():
            own.update(content)
        identity = own.hexdigest()[:32].encode()
        parts.append(
            b"%d 0 obj\n<< /Type /XRef /W [ 1 4 2 ] /Size %d /Root %d 0 R /Info %d 0 R "
            b"/ID [ <%s> <%s> ] /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
            b"startxref\n%d\n%%%%EOF\n"
            % (
                number,
                len(entries) // 7,
                self._root,
                self._own["info"],
                identity,
                identity,
                len(data),
                data,
                at,
            )
        )
        return b"".join(parts)


def fonts_in(content: bytes) -> frozenset[str]:
    """Name the fonts that a content is set in."""
    return frozenset(name.decode("latin-1") for name in _FONT.findall(content))


def own_fonts(pdf: Any, lines: bytes, common: bytes) -> frozenset[str]:
    """Name the fonts that the page of lines is set in, and nothing that all copies have.

    Args:
        pdf: the PDF.
        lines: what the page of lines draws.
        common: what the other pages draw, but for their slots.
    """
    import pikepdf

    found = fonts_in(lines) - fonts_in(common)
    for one in pdf.objects if found else ():
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form":
            found -= fonts_in(one.read_bytes())
    return found


def _drop_page(pdf: Any, pages: int) -> None:
    """Drop the page of lines, its structure elements, and its entry in the parent tree."""
    import pikepdf

    dropped = pdf.pages[pages]
    key = int(dropped.StructParents)
    root = pdf.Root.StructTreeRoot
    document = root.K[0] if _is_array(root.K) else root.K
    page = dropped.objgen
    kept = [one for one in document.K if not ("/Pg" in one and one.Pg.objgen == page)]
    document.K = pikepdf.Array(kept)
    numbers = root.ParentTree.Nums
    rest = []
    for i in range(0, len(numbers), 2):
        if int(numbers[i]) != key:
            rest += [numbers[i], numbers[i + 1]]
    root.ParentTree.Nums = pikepdf.Array(rest)
    del pdf.pages[pages]


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)


def _reachable(pdf: Any) -> set[int]:
    """Number every object that the trailer leads to."""
    import pikepdf

    found: set[int] = set()
    todo = [pdf.Root, pdf.trailer.Info]
    while todo:
        one = todo.pop()
        if not isinstance(one, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            continue
        if one.is_indirect:
            if one.objgen[0] in found:
                continue
            found.add(one.objgen[0])
        if isinstance(one, pikepdf.Array):
            todo += list(one)
        else:
            todo += [value for _, value in one.items()]
    return found


def _stream_head(stream: Any, length: int) -> bytes:
    """Write a stream's dictionary, with the length of its bytes."""
    import pikepdf

    pairs = [
        key.encode() + b" " + (b"%d 0 R" % value.objgen[0] if _refers(value) else value.unparse())
        if isinstance(value, pikepdf.Object)
        else key.encode() + b" " + _scalar(value)
        for key, value in stream.items()
        if key != "/Length"
    ]
    return b"<< %s /Length %d >>" % (b" ".join(pairs), length)


def _refers(value: Any) -> bool:
    return bool(value.is_indirect)


def _scalar(value: Any) -> bytes:
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return str(value).encode()


def _object_stream(number: int, part: list[tuple[int, bytes]]) -> bytes:
    head, body, at = [], [], 0
    for one, data in part:
        head.append(b"%d %d" % (one, at))
        body.append(data)
        at += len(data) + 1
    first = b" ".join(head) + b"\n"
    data = zlib.compress(first + b"\n".join(body), 9)
    return (
        b"%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n"
        % (
            number,
            len(part),
            len(first),
            len(data),
            data,
        )
    )


def _titled(info: bytes, title: str) -> bytes:
    """Put a title into the information dictionary."""
    encoded = (b"\xfe\xff" + title.encode("utf-16-be")).hex().upper().encode()
    return re.sub(rb"/Title (?:\((?:\\.|[^\\)])*\)|<[0-9a-fA-F]*>)", b"/Title <%s>" % encoded, info)
