"""Takes a mail apart: its text, the names of what is attached, what is locked."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage

from verbale.transcribe.clean import Notes, clean
from verbale.transcribe.encodings import decode, decode_as
from verbale.transcribe.source import Refused

__all__ = ["Body", "Piece", "header", "take_apart"]

_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_TAGS = re.compile(r"<style[^<]*</style>|<script[^<]*</script>|<[^>]*>", re.IGNORECASE)
_STUB = 5
"""Plain text with so many times fewer words than the HTML beside it stands in for it only."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a mail that is its text."""

    text: str
    html: bool
    encoding: str
    flowed: bool = False
    joined: bool = False
    """Of flowed text: whether the space at the end of a line is none of the text's (DelSp)."""


@dataclass(slots=True)
class Body:
    """What was found in a mail."""

    pieces: list[Piece] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


def take_apart(message: EmailMessage, notes: Notes) -> Body:
    """Find a mail's text and attachments.

    Raises:
        Refused: the mail is encrypted, or signed in a form that hides its text.
    """
    body = Body()
    _part(message, body, notes, 0)
    return body


def header(message: EmailMessage, name: str, notes: Notes) -> str:
    """Give a header's text, decoded whatever its writer took for granted."""
    for own, value in message.raw_items():
        if own.lower() != name.lower():
            continue
        raw = str(value).encode("utf-8", "surrogateescape")
        if not raw.isascii():
            text = decode(raw, notes)[0]
        else:
            try:
                text = str(message[name])
            except Exception:
                text = str(value)  # The parser of headers stumbles over some broken ones.
        return re.sub(r"\s+", " ", clean(text, notes)).strip()
    return ""


def _part(part: EmailMessage, body: Body, notes: Notes, depth: int) -> None:
    kind = _kind(part)
    if kind == "multipart/encrypted":
        raise _locked()
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        if "signed" in str(_parameter(part, "smime-type")):
            raise Refused(
                "source-unreadable",
                "the mail is signed in a form that hides its text",
                "open it in the mail program, and save its text or print it to PDF",
            )
        raise _locked()
    if kind == "message/rfc822" and depth:
        body.attachments.append(_name(part, notes))
    elif part.is_multipart() and depth < 30:
        children = [one for one in part.iter_parts() if isinstance(one, EmailMessage)]
        if kind == "multipart/alternative":
            _alternative(children, body, notes, depth + 1)
        else:
            for child in children:
                _part(child, body, notes, depth + 1)
    elif kind in ("text/plain", "text/html") and not _attached(part):
        body.pieces.append(_piece(part, kind == "text/html", notes))
    elif kind.startswith("multipart/") and not part.is_multipart():
        notes.say("the parts of the mail cannot be told apart: all of it was read as text")
        body.pieces.append(_piece(part, False, notes))
    elif part.is_multipart():
        notes.say("parts of the mail are nested too deep, and were not read")
    else:
        body.attachments.append(_name(part, notes))


def _alternative(children: list[EmailMessage], body: Body, notes: Notes, depth: int) -> None:
    """Of parts that say the same, take plain text; where it says little, take the HTML."""
    found: list[tuple[Body, Notes]] = []
    for child in children:
        one, own = Body(), Notes()
        _part(child, one, own, depth)
        found.append((one, own))
        body.attachments += one.attachments
    plain = next((one for one in found if one[0].pieces and not one[0].pieces[0].html), None)
    rich = next((one for one in found if one[0].pieces and one[0].pieces[0].html), None)
    chosen = plain or rich
    if plain is not None and rich is not None:
        few = len(plain[0].pieces[0].text.split())
        many = len(_TAGS.sub(" ", rich[0].pieces[0].text).split())
        if few * _STUB < many:
            chosen = rich
            if few:
                notes.say("the mail's plain text says little: its HTML was read instead")
    if chosen is not None:
        body.pieces += chosen[0].pieces
        for sentence in chosen[1].told():
            notes.say(sentence)


def _piece(part: EmailMessage, html: bool, notes: Notes) -> Piece:
    raw = _payload(part, notes)
    charset = _parameter(part, "charset")
    if html and not charset:
        said = _META.search(raw[:4096])
        charset = said[1].decode() if said else ""
    text, encoding = decode_as(raw, charset, notes) if charset else decode(raw, notes)
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise _locked()
    flowed = not html and _parameter(part, "format").lower() == "flowed"
    return Piece(text, html, encoding, flowed, _parameter(part, "delsp").lower() == "yes")


def _payload(part: EmailMessage, notes: Notes) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except Exception:
        raw = None
    broken = [one for one in part.defects if "Base64" in type(one).__name__]
    if broken:
        notes.say("a part of the mail is damaged (base64): what could be decoded was read")
        if any("Length" in type(one).__name__ for one in broken):
            text = re.sub(r"[^A-Za-z0-9+/]", "", str(part.get_payload()))
            raw = base64.b64decode(text[: len(text) // 4 * 4])
    return raw if isinstance(raw, bytes) else str(part.get_payload()).encode()


def _attached(part: EmailMessage) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except Exception:
        return False


def _kind(part: EmailMessage) -> str:
    try:
        return part.get_content_type()
    except Exception:
        return "text/plain"


def _parameter(part: EmailMessage, name: str) -> str:
    try:
        value = part.get_param(name)
    except Exception:
        return ""
    return value if isinstance(value, str) else ""


def _name(part: EmailMessage, notes: Notes) -> str:
    try:
        name = part.get_filename() or ""
    except Exception:
        name = ""
    if not name and _kind(part) == "message/rfc822":
        inner = next(_inner(part), None)
        subject = header(inner, "Subject", notes) if inner is not None else ""
        name = f"{subject or 'a mail'} (message)"
    name = re.sub(r"\s+", " ", clean(name, notes)).strip()
    return name[:200] or f"a part without a name ({_kind(part)})"


def _inner(part: EmailMessage) -> Iterator[EmailMessage]:
    payload = part.get_payload()
    for one in payload if isinstance(payload, list) else ():
        if isinstance(one, EmailMessage):
            yield one


def _locked() -> Refused:
    return Refused(
        "source-encrypted",
        "the mail is encrypted",
        "open it in the mail program that has the key, and save its text or print it to PDF",
    )
