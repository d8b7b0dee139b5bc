"""Takes away what a page bears besides its text: its number, running heads, drawn lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

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
_SENTENCE = re.compile(r"[a-zа-я]{2}.*[.?!;:]$")
"""What ends as a sentence does is no running head."""
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
    heads = Counter(
        _shape(line.text, i) for i, page in enumerate(pages, 1) for line in _edge(page, foot=False)
    )
    feet = Counter(
        _shape(line.text, i) for i, page in enumerate(pages, 1) for line in _edge(page, foot=True)
    )
    for number, page in enumerate(pages):
        top = [line for line in page if line.text.strip()][:3]
        edge = dict.fromkeys((*_edge(page, foot=False), *_edge(page, foot=True)))
        for line in edge:
            text = line.text.strip()
            is_head = line in top
            often = (heads if is_head else feet)[_shape(text, number + 1)]
            # The first page's head is the letter's own; what is repeated of it later is not.
            repeated = (
                many and often > 1 and not (number == 0 and is_head) and not _SENTENCE.search(text)
            )
            numbered = many and _PAGE_NUMBER.fullmatch(text) is not None
            if text.isdigit() and int(text) != number + 1:
                numbered = False  # A figure in a sentence that runs over the page.
            numbered = numbered or _SURE_NUMBER.fullmatch(text) is not None
            # A header or footer that a file names stands once, and is the letter's own.
            if text and (repeated or numbered):
                page.remove(line)
                removed.append(line)
        texts = [line.text.strip() for line in page]
        drawn = [
            line
            for i, line in enumerate(page)
            if _RULE.fullmatch(texts[i]) and (i == 0 or not texts[i - 1])
        ]
        for line in drawn:
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


def unquoted(page: Sequence[Line]) -> list[Line]:
    """Take the signs away by which mail marks what it quotes: all lines of a block have them."""
    out: list[Line] = []
    for is_empty, block in groupby(page, lambda line: not line.text.strip()):
        some = list(block)
        marked = len(some) > 1 and all(line.text.lstrip().startswith(">") for line in some)
        out += map(_unmarked, some) if marked and not is_empty else some
    return out


def _unmarked(line: Line) -> Line:
    quoted = re.match(r"(?:\s{0,4}>)+ ?(?=\S|$)", line.text)
    return replace(line, text=line.text[quoted.end() :], style="quote") if quoted else line


def _edge(page: Sequence[Line], *, foot: bool) -> list[Line]:
    """Give the first lines of a page, or the last: where its furniture stands."""
    full = [line for line in page if line.text.strip()]
    if len(full) <= 5:
        return full[-1:] if foot else full[:1]
    return full[-2:] if foot else full[:3]


def _shape(text: str, page: int) -> str:
    """Give a line without its page's number, by which heads of several pages are told as one."""
    folded = " ".join(text.split()).casefold()
    folded = re.sub(rf"(?<!\d){page}\s?(?:/|of|de|sur|из)\s?\d{{1,3}}(?!\d)", "#", folded)
    return re.sub(rf"(?<!\d){page}(?!\d)", "#", folded)
