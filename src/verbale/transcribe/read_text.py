"""Reads plain text, however it is encoded and whatever ends its lines."""

from __future__ import annotations

from verbale.transcribe.clean import Notes, clean
from verbale.transcribe.encodings import decode
from verbale.transcribe.source import LONGEST, Refused, Source, long_lines, pages_of

__all__ = ["lines_of", "read"]


def read(raw: bytes) -> Source:
    """Read plain text.

    Raises:
        Refused: it is no text, has none, or has too much.
    """
    if len(raw) > 4 * LONGEST:
        raise Refused(
            "source-too-large",
            f"the file has {len(raw):,} bytes of text; an old letter has far fewer",
            "take the letter out of it, and save it in a file of its own",
        )
    notes = Notes()
    text, encoding = decode(raw, notes)
    # The mark that ends a file of DOS is no part of its text, nor is what fills the block after it.
    text = text.rstrip("\x1a\x00") if text.endswith("\x1a") else text
    pages = lines_of(clean(text, notes))
    wrapped = not long_lines([line for page in pages for line in page])
    made = pages_of([(line, "") for line in page] for page in pages)
    return Source(made, wrapped, "text", encoding, noted=notes.told())


def lines_of(text: str) -> list[list[str]]:
    """Break text into pages at form feeds, and into lines, with tabs of eight columns."""
    pages = [page.split("\n") for page in text.split("\f")]
    for page in pages:
        if len(page) > 1 and not page[-1].strip():
            page.pop()  # A page ends with its last line's end.
    if len(pages) > 1 and not any(line.strip() for line in pages[-1]):
        pages.pop()
    return [[line.expandtabs(8).rstrip() for line in page] for page in pages]
