"""Tells what a file is by how it begins, whatever its name says."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from verbale.transcribe.source import Refused

__all__ = ["form_of"]

_SAVE = "save the letter as .docx or PDF, and name that file"
_SCAN = "have its text recognised by an OCR program, save it as PDF or text, and name that file"
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
}
_OTHERS = {
    b"{\\rtf": "an RTF document",
    b"\xffWPC": "a WordPerfect document",
    b"\xdb\xa5": "a Word document of before 1997",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x1f\x8b": "a file compressed with gzip",
    b"\x7fELF": "a program",
    b"\xcf\xfa\xed\xfe": "a program",
    b"SQLite format 3\x00": "a database",
    b"%!PS": "a PostScript file",
    b"\x78\x9f\x3e\x22": "a mail in Outlook's own form (TNEF)",
}
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|meta|table|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"([!-9;-~]{1,76}):[ \t]*(.*)")
_TELLING = frozenset(
    b"mime-version message-id received return-path content-type delivered-to dkim-signature"
    b" content-transfer-encoding x-mailer".split()
)
_KNOWN = _TELLING | frozenset(b"from to cc subject date reply-to sender".split())


def form_of(raw: bytes, suffix: str) -> str:
    """Give what a file is: pdf, docx, mail or text.

    A ZIP is called docx: what is in it is found by the one who unpacks it.

    Args:
        raw: its bytes.
        suffix: how its name ends, with the dot; only a mail is told by it.

    Raises:
        Refused: it is something else.
    """
    start = raw[:1024]
    if start.startswith(b"%PDF") or (b"%PDF-" in start and b"endobj" in raw):
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _compound(raw)
    for mark, name in _PICTURES.items():
        if start.startswith(mark):
            raise _picture(name)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        raise _picture("WebP")
    if start[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise _picture("HEIC or AVIF")
    if start.startswith(b"BM") and b"\x00\x00" in start[:16]:
        raise _picture("BMP")
    for mark, name in _OTHERS.items():
        if start.startswith(mark):
            raise _other(name)
    if start.startswith(b"MZ") and b"\x00" in start:
        raise _other("a program")
    plain = raw[3:] if raw.startswith(b"\xef\xbb\xbf") else raw
    if _MARKUP.match(plain[:65536]):
        raise _other("a web page (HTML)")
    if plain.lstrip()[:5] == b"<?xml":
        raise _other("an XML file")
    return "mail" if _is_mail(plain, suffix.lower() == ".eml") else "text"


def _is_mail(raw: bytes, named: bool) -> bool:
    """Tell a mail from a memorandum, which also begins with To:, From: and Date:."""
    block = re.split(rb"\r?\n\r?\n|\r\r", raw[:262144].lstrip(), maxsplit=1)[0]
    lines = re.split(rb"\r\n|\n|\r", block)
    if lines and lines[0].startswith(b"From ") and len(lines) > 1 and _HEADER.match(lines[1]):
        lines = lines[1:]
    if named:
        return bool(lines) and _HEADER.match(lines[0]) is not None
    found: dict[bytes, bytes] = {}
    for line in lines:
        header = _HEADER.fullmatch(line)
        if header is not None:
            found.setdefault(header[1].lower(), header[2])
        elif not found or line[:1] not in (b" ", b"\t"):
            return False
    known = _KNOWN & found.keys()
    if _TELLING & known:
        return len(known) > 1
    return b"@" in found.get(b"from", b"") and _is_time(found.get(b"date", b""))


def _is_time(value: bytes) -> bool:
    try:
        parsedate_to_datetime(value.decode("ascii", "replace"))
    except (ValueError, TypeError):
        return False
    return re.search(rb"\d:\d\d", value) is not None


def _compound(raw: bytes) -> Refused:
    """Tell the files of old Office programs, which are file systems in a file."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return Refused(
            "source-encrypted",
            "the document is locked with a password",
            "open it with the password, and save it without one",
        )
    for sign, name in (
        ("WordDocument", "a Word document of before 2007 (.doc)"),
        ("__substg1.0_", "a mail in Outlook's own form (.msg)"),
        ("Workbook", "an Excel workbook of before 2007 (.xls)"),
        ("PowerPoint Document", "a PowerPoint presentation"),
    ):
        if sign.encode("utf-16-le") in raw:
            if "msg" in name:
                return _other(name, "save the mail as .eml or PDF, and name that file")
            return _other(name)
    return _other("a file of an old Office program")


def _picture(name: str) -> Refused:
    return Refused("no-text", f"the file is a picture ({name}) and has no text", _SCAN)


def _other(name: str, hint: str = _SAVE) -> Refused:
    return Refused("source-unreadable", f"the file is {name}, which is not read", hint)
