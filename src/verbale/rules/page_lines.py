"""Rules on how the finished page parts its text into lines and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from verbale.document import Line, Pdf
from verbale.problems import Problem, problem
from verbale.rules.page import addressed, is_text
from verbale.rules.rule import PageRule

__all__ = ["RULES"]

_Holder = tuple[str, int]
_ALIKE = 3
"""How many lines in a row that end in the same word are seen as a column."""
_LONGEST = 40
"""Longer than any word: text that is written without spaces."""
_LISTS = frozenset({"ol", "ul", "table"})


def _wrapped(pdf: Pdf) -> Iterator[Problem]:
    """A line of an address stands in one line of the page.

    None is ever set smaller: what is too wide goes on in the next line.
    """
    rows: list[list[Line]] = []
    for line in addressed(pdf):
        if line.goes_on and rows:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        if len(row) > 1:
            words = " ".join(one.text.strip() for one in row)
            message = f'a line of the address takes {len(row)} lines: "{words}"'
            hint = "part it yourself where it reads well: the address may be given by its lines"
            yield problem("slot-shrunk", "addressees", message, hint)


def _parted(pdf: Pdf) -> Iterator[Problem]:
    """A list or table that goes over pages leaves some of itself on each."""
    # Most letters have neither, or one page.
    if pdf.pages == 1:
        return
    held: dict[_Holder, list[Line]] = {}
    for line in pdf.lines:
        whole = next((one for one in line.holders if one[0] in _LISTS), None)
        if whole is not None and line.text.strip():
            held.setdefault(whole, []).append(line)
    for whole, lines in held.items():
        if lines[0].page == lines[-1].page:
            continue
        found = _row_parted(lines) or _alone(whole[0], lines)
        if found:
            message, hint = found
            yield problem("table-split", "", message, hint)


def _row_parted(lines: Sequence[Line]) -> tuple[str, str] | None:
    """Say which row of a table is parted in two."""
    pages: dict[_Holder, Line] = {}
    for line in lines:
        row = next((one for one in line.holders if one[0] == "tr"), None)
        if row is None or _is_repeated(line):
            continue
        first = pages.setdefault(row, line)
        if first.page != line.page:
            message = f'a table\'s row is parted after page {first.page + 1}: "{_words([first])}"'
            return message, "let rows stay whole: tr { break-inside: avoid } in the stylesheet"
    return None


def _alone(what: str, lines: Sequence[Line]) -> tuple[str, str] | None:
    """Say which line or row stands alone, at the foot of the first page or the head of the last."""
    name, least = ("table", "row") if what == "table" else ("list", "line")
    for page, side in ((lines[0].page, "foot"), (lines[-1].page, "head")):
        there = [one for one in lines if one.page == page]
        own = [one for one in there if not _is_repeated(one)]
        rows = {one for line in own for one in line.holders if one[0] == "tr"}
        height = len({round(one.top) for one in own})
        # A row of many lines is no orphan.
        if height < 2 or (len(rows) == 1 and height < 3):
            which = f"one {least} of a {name} stands" if own else f"the head of a {name} stands"
            message = f'{which} alone at the {side} of page {page + 1}: "{_words(own or there)}"'
            return message, "shorten or lengthen the text above it, or the list itself"
    return None


def _is_repeated(line: Line) -> bool:
    """Tell whether a line is of a table's head or foot, which each page has."""
    return any(what in ("thead", "tfoot") for what, _ in line.holders)


def _words(lines: Sequence[Line]) -> str:
    return max((one.text for one in lines), key=len).strip()[:60]


def _ends(pdf: Pdf) -> Iterator[Problem]:
    """Lines of a paragraph, one below the other, end in different words."""
    column: list[Line] = []
    last = ""
    for line, following in pairwise(pdf.lines):
        # Where a paragraph's last line ends is chance, and is not below the others.
        full = following.goes_on and following.page == line.page
        word = _last_word(line) if full else ""
        if word and word == last and line.goes_on:
            column.append(line)
            continue
        yield from _alike(column, last)
        column, last = ([line] if word else []), word
    yield from _alike(column, last)


def _alike(column: Sequence[Line], word: str) -> Iterator[Problem]:
    if len(column) >= _ALIKE:
        where = f'on page {column[0].page + 1}, from "{column[0].text.strip()[-60:]}"'
        message = f'{len(column)} lines in a row end in "{word}" {where}'
        yield problem("line-ends-alike", "", message, "change a word or two of them")


def _last_word(line: Line) -> str:
    """Give the word in which a line of the text ends; "" where there is none, or a number."""
    if not is_text(line):
        return ""
    word = line.text.rstrip().rpartition(" ")[2].casefold()
    if not word or len(word) > _LONGEST or not any(map(str.isalpha, word)):
        return ""
    if any(map(str.isdigit, word)) or word[-1] in "-\u00ad\u2010":
        return ""
    begin = next(i for i, one in enumerate(word) if one.isalpha())
    end = max(i for i, one in enumerate(word) if one.isalpha())
    return word[begin : end + 1]


RULES = (
    PageRule("slot-shrunk", _wrapped),
    PageRule("table-split", _parted),
    PageRule("line-ends-alike", _ends),
)
