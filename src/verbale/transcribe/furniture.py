"""Takes away what a page bears besides its text: its number, running heads, drawn lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from verbale.transcribe.source import Line
from verbale.transcribe.units import ENDS

__all__ = ["paged", "unquoted", "without_furniture"]

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}|\(\d{1,3}\)|\d{1,3}\s*\(\d{1,3}\)|\d{1,3}\s*/\s*\d{1,3}"
    r"|(?:page|p\.|página|pagina|стр\.|страница|صفحة)\s*\d{1,3}"
    r"(?:\s*(?:of|de|sur|/|из|من)\s*\d{1,3}|\s*\(\d{1,3}\))?"
    r"|第\s*\d{1,3}\s*页(?:\s*[,，]?\s*共\s*\d{1,3}\s*页)?|/?\s*\.{2,3}|/…|…/)",
    re.IGNORECASE,
)
_SURE_NUMBER = re.compile(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]|page\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?"
    r"|\d{1,3}\s*\(\d{1,3}\)|/\s*\.{3}|/…)",
    re.IGNORECASE,
)
"""What is a page number even where pages are not told apart."""
_RULE = re.compile(r"[_—–=-]{4,}|(?:[_—–=-] ){4,}[_—–=-]?")
"""A line that is drawn."""


def without_furniture(pages: list[list[Line]]) -> list[Line]:
    """Take page numbers and running heads out of the first and last lines of pages.

    Args:
        pages: the lines of each; furniture is taken out of them.

    Returns:
        The lines that were taken out.
    """
    removed: list[Line] = []
    many = len(pages) > 1
    # A head is repeated among heads, and a foot among feet: "Sir," may open and close a letter.
    heads = Counter(_shape(line.text) for page in pages for line in _edge(page, foot=False))
    feet = Counter(_shape(line.text) for page in pages for line in _edge(page, foot=True))
    for number, page in enumerate(pages):
        top = [line for line in page if line.text.strip()][:3]
        edge = dict.fromkeys((*_edge(page, foot=False), *_edge(page, foot=True)))
        for line in edge:
            text = line.text.strip()
            is_head = line in top
            often = (heads if is_head else feet)[_shape(text)]
            # The first page's head is the letter's own; what is repeated of it later is not.
            repeated = many and often > 1 and not (number == 0 and is_head)
            numbered = many and _PAGE_NUMBER.fullmatch(text) is not None
            # A header or footer that a file names stands once, and is the letter's own.
            if text and (repeated or numbered):
                page.remove(line)
                removed.append(line)
        rules = (_SURE_NUMBER, _RULE)
        for line in [one for one in page if any(r.fullmatch(one.text.strip()) for r in rules)]:
            page.remove(line)
            removed.append(line)
    return removed


def paged(page: list[Line]) -> list[list[Line]]:
    """Find pages where only their numbers tell them: one stands alone within a sentence."""
    pages: list[list[Line]] = [[]]
    for i, line in enumerate(page):
        text = line.text.strip()
        alone = (i == 0 or not page[i - 1].text.strip()) and (
            i + 1 == len(page) or not page[i + 1].text.strip()
        )
        if alone and i and _PAGE_NUMBER.fullmatch(text):
            before = next(
                (one.text.rstrip() for one in reversed(pages[-1]) if one.text.strip()), ""
            )
            after = next(
                (
                    one.text.strip()
                    for one in page[i + 1 :]
                    if one.text.strip() and not _PAGE_NUMBER.fullmatch(one.text.strip())
                ),
                "",
            )
            number = re.search(r"\d+", text)
            follows = number is None or int(number[0]) == len(pages) + 1
            is_cut = not before.endswith(ENDS) and after[:1].islower()
            if follows and number is not None and (is_cut or _SURE_NUMBER.fullmatch(text)):
                pages.append([])
        pages[-1].append(line)
    return pages


def unquoted(line: Line) -> Line:
    """Take the signs away by which mail marks what it quotes."""
    quoted = re.match(r"(?:\s{0,4}>)+ ?(?=\S|$)", line.text)
    return replace(line, text=line.text[quoted.end() :], style="quote") if quoted else line


def _edge(page: Sequence[Line], *, foot: bool) -> list[Line]:
    """Give the first lines of a page, or the last: where its furniture stands."""
    full = [line for line in page if line.text.strip()]
    if len(full) <= 5:
        return full
    return full[-2:] if foot else full[:3]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split())).casefold()
