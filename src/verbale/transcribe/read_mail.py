"""Reads a mail: its text, who wrote it to whom and when, and what is attached."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from verbale.transcribe.clean import Notes, clean
from verbale.transcribe.html_lines import html_lines
from verbale.transcribe.mail_parts import Piece, header, take_apart
from verbale.transcribe.read_text import lines_of
from verbale.transcribe.source import Refused, Source, long_lines, pages_of

__all__ = ["read"]

_HEADERS = ("From", "To", "Cc", "Subject", "Date")
_NEXT = re.compile(rb"\r?\n\r?\nFrom \S+ .{0,40}\d{4}\r?\n[!-9;-~]+:")
"""Where in a mailbox the next mail begins."""


def read(raw: bytes) -> Source:
    """Read a mail.

    Raises:
        Refused: it is encrypted, a whole mailbox, has no text, or has too much.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if raw.startswith(b"From ") and _NEXT.search(raw):
        raise Refused(
            "source-unreadable",
            "the file is a mailbox of several mails",
            "save each mail as a file of its own (.eml)",
        )
    notes = Notes()
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = take_apart(message, notes)
    lines: list[tuple[str, str]] = []
    wrapped = False
    for piece in body.pieces:
        own, broken = _lines(piece, notes)
        wrapped = wrapped or broken
        if lines and own:
            lines.append(("", ""))
        lines += own
    headers = [(name, header(message, name, notes)) for name in _HEADERS]
    if not any(text.strip() for text, _ in lines):
        with_what = f": only {body.attachments[0]} is attached" if body.attachments else ""
        raise Refused(
            "no-text",
            f"the mail has no text{with_what}",
            "save the letter that is attached, and name that file",
        )
    return Source(
        pages_of([lines]),
        wrapped,
        "mail",
        body.pieces[0].encoding,
        title=dict(headers)["Subject"],
        day=_day(dict(headers)["Date"]),
        headers=tuple((name, value) for name, value in headers if value),
        attachments=tuple(body.attachments),
        noted=notes.told(),
    )


def _lines(piece: Piece, notes: Notes) -> tuple[list[tuple[str, str]], bool]:
    """Give a piece's lines, and whether they are broken to a width."""
    if piece.html:
        made = []
        for text, style in html_lines(piece.text, notes):
            made += [(one.expandtabs(8).rstrip(), style) for one in clean(text, notes).split("\n")]
        return made, False
    text = clean(piece.text, notes)
    texts = [line for page in lines_of(text) for line in page]
    flowed = False
    if piece.flowed:
        # What ends a line that goes on is a space, which is gone from lines made of pages.
        broken = text.replace("\f", "\n").split("\n")
        texts = _flow(broken, piece.joined)
        flowed = len(texts) < len(broken)
    while texts and not texts[-1].strip():
        texts.pop()
    while texts and not texts[0].strip():
        texts.pop(0)
    return [(text, "") for text in texts], not (flowed or long_lines(texts))


def _flow(lines: list[str], joined: bool) -> list[str]:
    """Put together the lines of paragraphs that were broken for the way (RFC 3676)."""
    made: list[str] = []
    going_on: str | None = None
    """The quote marks of the paragraph that goes on."""
    for line in lines:
        found = re.match(r">*", line)
        marks = found[0] if found else ""
        text = line[len(marks) :].removeprefix(" ")
        flows = text.endswith(" ") and text != "-- "
        if flows and joined:
            text = text[:-1]
        if going_on == marks and text != "-- ":
            made[-1] += text
        else:
            made.append((marks + " " if marks else "") + text)
        going_on = marks if flows else None
    return [line.expandtabs(8).rstrip() for line in made]


def _day(value: str) -> date | None:
    with suppress(ValueError, TypeError):
        return parsedate_to_datetime(value).date()
    return None
