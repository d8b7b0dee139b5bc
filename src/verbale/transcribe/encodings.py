"""Tells in which encoding text was written, and decodes it.

What is valid UTF-8 is UTF-8. For all else each encoding that offices used is tried, and the one
wins whose text looks most like one of their languages (:mod:`verbale.transcribe.likeness`). Letters
are short: statistics over many encodings would take a name's accents for Turkish or Baltic ones.
"""

from __future__ import annotations

import codecs
import re

from verbale.transcribe.clean import Notes
from verbale.transcribe.likeness import likeness
from verbale.transcribe.source import Refused

__all__ = ["decode", "decode_as"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_OLD = {
    "cp1252": "Windows-1252",
    "cp1251": "Windows-1251",
    "cp1256": "Windows-1256",
    "gb18030": "GB18030",
    "big5": "Big5",
    "koi8-r": "KOI8-R",
    "cp866": "CP866",
    "mac-roman": "Mac Roman",
    "iso8859-6": "ISO-8859-6",
    "iso8859-5": "ISO-8859-5",
    "cp850": "CP850",
}
"""The encodings that are tried, the likelier first: of two that fit alike, the first is taken."""
_ALIKE = 0.03
"""Encodings whose texts are as likely as this are told apart by their order only."""
_UNLIKELY = 0.0
"""Text that looks like no language at all."""
_SAMPLE = 60_000
_STRANGE = re.compile(rb"[\x00-\x06\x0e-\x19\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\udc80-\udcff]+")


def decode(raw: bytes, notes: Notes) -> tuple[str, str]:
    """Decode text of which nobody says how it is encoded.

    Returns:
        The text, and the encoding's name as people know it.

    Raises:
        Refused: it is no text.
    """
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            return _wide(raw[len(mark) :], codec, notes), name
    wide = _without_mark(raw)
    if wide is not None:
        return _wide(raw, *wide[:1], notes), wide[1]
    strange = len(_STRANGE.findall(raw))
    if strange > 8 and strange > len(raw) / 50:
        raise _no_text()
    try:
        return raw.decode(), "ASCII" if raw.isascii() else "UTF-8"
    except UnicodeDecodeError:
        return _old(raw, notes)


def decode_as(raw: bytes, charset: str, notes: Notes) -> tuple[str, str]:
    """Decode text of which its label says how; where the label is wrong, it is told and passed by.

    Raises:
        Refused: it is no text.
    """
    label = charset.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        name = ""
    # What calls itself so has for long been written by programs that meant the larger one.
    larger = {"iso8859-1": "cp1252", "ascii": "utf-8", "gb2312": "gb18030", "gbk": "gb18030"}
    try:
        if name:
            text = raw.decode(larger.get(name, name))
            return text, _OLD.get(larger.get(name, name), label.upper())
    except (UnicodeDecodeError, LookupError):
        pass
    text, found = decode(raw, notes)
    if label:
        notes.say(f"a part says that it is in {label[:40]}, and is not: it was read as {found}")
    return text, found


def _wide(raw: bytes, codec: str, notes: Notes) -> str:
    text = raw.decode(codec, "replace")
    if len(raw) % (4 if "32" in codec else 2):
        text = text.removesuffix("\ufffd")
        notes.say("the last character is cut off, and was left out")
    return text


def _without_mark(raw: bytes) -> tuple[str, str] | None:
    """Tell UTF-16 and UTF-32 by where their null bytes are."""
    sample = raw[:8192]
    if b"\x00" not in sample or len(sample) < 8:
        return None
    part = len(sample) // 4
    nulls = [sample[place::4].count(0) for place in range(4)]
    if nulls[3] >= part and nulls[2] >= part * 0.9 and nulls[0] < part / 10:
        return "utf-32-le", "UTF-32"
    if nulls[0] >= part and nulls[1] >= part * 0.9 and nulls[3] < part / 10:
        return "utf-32-be", "UTF-32"
    even, odd = nulls[0] + nulls[2], nulls[1] + nulls[3]
    if odd > part * 1.2 and even < part * 0.1:
        return "utf-16-le", "UTF-16"
    if even > part * 1.2 and odd < part * 0.1:
        return "utf-16-be", "UTF-16"
    best, codec = 0.5, ""
    for one in ("utf-16-le", "utf-16-be"):
        try:
            text = sample[: len(sample) // 2 * 2].decode(one)
        except UnicodeDecodeError:
            continue
        if sum(not c.isprintable() and not c.isspace() for c in text) > len(text) / 100:
            continue
        if (like := likeness(text)) > best:
            best, codec = like, one
    return (codec, "UTF-16") if codec else None


def _old(raw: bytes, notes: Notes) -> tuple[str, str]:
    found: list[tuple[float, str, str]] = []
    mixed, strangers = _mixed(raw)
    if mixed:
        found.append((likeness(mixed[:_SAMPLE]) + _ALIKE, "", mixed))
    for codec in _OLD:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            if codec != "cp1252":
                continue
            text = raw.decode("latin-1")
        found.append((likeness(_dense(text)), codec, text))
    best = max(like for like, _, _ in found)
    if best < _UNLIKELY:
        raise _no_text()
    alike = [one for one in found if one[0] >= best - _ALIKE]
    _, codec, text = alike[0]
    if not codec:
        notes.count("byte", strangers, "not UTF-8 as the rest is, and read as Windows-1252")
        return text, "UTF-8 and Windows-1252"
    other = next((one for one in alike[1:] if one[2] != text), None)
    if other is not None or best < 0.3:
        notes.say(f"how its text is encoded is not certain: it was read as {_OLD[codec]}")
    return text, _OLD[codec]


def _mixed(raw: bytes) -> tuple[str, int]:
    """Read what is valid UTF-8 as such and the other bytes as Windows-1252; count these."""
    text = raw.decode("utf-8", "surrogateescape")
    strangers = sum(len(run) for run in _SURROGATE.findall(text))
    if _SURROGATE.sub("", text).isascii():
        return "", 0

    def westerly(run: re.Match[str]) -> str:
        raw = run[0].encode("utf-8", "surrogateescape")
        return "".join(_western(byte) for byte in raw)

    return _SURROGATE.sub(westerly, text), strangers


def _western(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return "\ufffd"


def _dense(text: str) -> str:
    """Take of a long text a part that is enough to tell its language by."""
    if len(text) <= _SAMPLE:
        return text
    first = next((i for i, character in enumerate(text) if character > "\x7f"), 0)
    return text[max(0, first - 1) : first + _SAMPLE]


def _no_text() -> Refused:
    return Refused(
        "source-unreadable",
        "the file is neither text nor a PDF, a DOCX or a mail",
        "save the letter as .docx, PDF or plain text, and name that file",
    )
