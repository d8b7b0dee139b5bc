"""Undoes what a page did to a letter's text: narrow lines, parted words, page numbers, running heads.

What is taken away or joined is told, and nothing else is changed: no word is corrected.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from verbale.transcribe.source import Line, Source

__all__ = ["Hyphen", "Undone", "Unit", "joined", "undone"]

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}|\(\d{1,3}\)|\d{1,3}\s*\(\d{1,3}\)|\d{1,3}\s*/\s*\d{1,3}"
    r"|(?:page|p\.|página|pagina|стр\.|страница|صفحة)\s*\d{1,3}(?:\s*(?:of|de|sur|/|из|من)\s*\d{1,3}|\s*\(\d{1,3}\))?"
    r"|第\s*\d{1,3}\s*页(?:\s*[,，]?\s*共\s*\d{1,3}\s*页)?|/?\s*\.{2,3}|/…|…/)",
    re.IGNORECASE,
)
_SURE_NUMBER = re.compile(
    r"(?:[-–—]\s*\d{1,3}\s*[-–—]|page\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|\d{1,3}\s*\(\d{1,3}\)|/\s*\.{3}|/…)",
    re.IGNORECASE,
)
"""What is a page number even where pages are not told apart."""
_RULE = re.compile(r"[_—–=-]{4,}|(?:[_—–=-] ){4,}[_—–=-]?")
"""A line that is drawn."""
_PARTED = re.compile(r"(?<=[^\W\d_]{2})- (?=[^\W\d_A-Z]{2})")
_ENDS = tuple(".!?:;”»\"'’)]。！？：؟…")
_WITH_HYPHEN = frozenset(
    [
        "all",
        "anti",
        "audio",
        "co",
        "cross",
        "e",
        "ex",
        "far",
        "full",
        "half",
        "high",
        "inter",
        "intra",
        "like",
        "long",
        "low",
        "mid",
        "multi",
        "non",
        "on",
        "one",
        "over",
        "post",
        "pre",
        "pro",
        "quasi",
        "re",
        "self",
        "semi",
        "short",
        "so",
        "sub",
        "two",
        "three",
        "trans",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "under",
        "vice",
        "well",
        "under-secretary",
        "secretary",
        "director",
        "attorney",
        "vis-à",
        "demi",
        "sous",
        "ci",
        "après",
        "avant",
        "celui",
        "au",
        "mi",
        "peut",
        "grand",
        "quelques",
        "vingt",
        "nord",
        "sud",
        "est",
        "ouest",
        "outre",
        "contre",
        "cdr",
        "micro",
        "neo",
        "ultra",
        "in",
        "by",
        "year",
        "day",
        "week",
        "month",
    ]
)
"""Before these a hyphen is a word's own: "co-facilitators", "so-called"."""
_ITEM = re.compile(
    r"\s*(?:(\d{1,3})[.)]|\(([a-z]{1,2}|[ivx]{1,5}|\d{1,3})\)|([a-z])\)|[•·▪◦●‣*–—-])\s+\S"
    r"|\s*(\d{1,2})[、．]\s*\S|\s*[一二三四五六七八九十]{1,2}、\s*\S"
)
_SIGNS = "[•·▪◦●‣*–—-]"
_GAP = re.compile(r"\S {3,}(?=\S)")
_HAN_END = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]$")
_HAN_START = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Hyphen:
    """A word that stood parted at a line's end, and how it is read."""

    parted: str
    read: str
    sure: bool
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that belong together: a paragraph, an item, the lines of an address."""

    lines: tuple[Line, ...]
    table: bool = False
    """Whether its lines are rows of columns."""

    @property
    def text(self) -> str:
        """Its words on one line, for telling what it is: parted words are joined roughly."""
        rows = " ".join(" ".join(line.text for line in self.lines).split())
        return _PARTED.sub("", rows) if len(self.lines) > 1 and "- " in rows else rows

    @property
    def rows(self) -> tuple[str, ...]:
        """Its lines, each without the spaces around it."""
        return tuple(" ".join(line.text.split()) for line in self.lines)

    @property
    def indent(self) -> int:
        """How far its first line stands from the left edge, in characters."""
        return _indent(self.lines[0].text)

    @property
    def inset(self) -> int:
        """How far all of its lines do."""
        return min(_indent(line.text) for line in self.lines)

    @property
    def is_item(self) -> bool:
        """Whether it begins as an item of a list does."""
        return _ITEM.match(self.lines[0].text) is not None


@dataclass
class Undone:
    """A letter's text without its pages."""

    units: list[Unit] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)
    """Page numbers and running heads."""
    width: int = 80
    """Where its lines ended, in characters."""


def undone(source: Source) -> Undone:
    """Take pages and running heads away, and part the lines into units."""
    found = Undone()
    pages = [[_unquoted(line) for line in page] for page in source.pages]
    if len(pages) == 1 and source.wrapped:
        pages = _paged(pages[0])
    _without_furniture(pages, found)
    # Signatures side by side are wider than the text is.
    lengths = sorted(
        len(line.text)
        for page in pages
        for line in page
        if line.text and not _GAP.search(line.text)
    )
    found.width = lengths[len(lengths) * 9 // 10] if lengths else 80
    blocks = _blocks(pages, found.width, source.wrapped)
    for block in blocks:
        found.units += (
            _units(block, found.width) if source.wrapped else _paragraphs(block, found.width)
        )
    return found


def _without_furniture(pages: list[list[Line]], found: Undone) -> None:
    """Take page numbers and running heads out of the first and last lines of pages."""
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
            if text and (repeated or numbered or line.style in ("header", "footer")):
                if line.style == "header" and number == 0:
                    continue
                page.remove(line)
                found.removed.append(line)
        rules = (_SURE_NUMBER, _RULE)
        for line in [one for one in page if any(r.fullmatch(one.text.strip()) for r in rules)]:
            page.remove(line)
            found.removed.append(line)


def _paged(page: list[Line]) -> list[list[Line]]:
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
            is_cut = not before.endswith(_ENDS) and after[:1].islower()
            if follows and number is not None and (is_cut or _SURE_NUMBER.fullmatch(text)):
                pages.append([])
        pages[-1].append(line)
    return pages


def _unquoted(line: Line) -> Line:
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


def _blocks(pages: Iterable[list[Line]], width: int, wrapped: bool) -> list[list[Line]]:
    """Part lines at empty ones and at pages' ends, unless a sentence runs over the page."""
    blocks: list[list[Line]] = []
    fresh = True
    for page in pages:
        if blocks and wrapped and page:
            last = blocks[-1][-1].text.rstrip()
            first = next((line.text for line in page if line.text.strip()), "")
            small, full = first.strip()[:1].islower(), len(last) > width * 0.6
            runs_on = not last.endswith(_ENDS) and _goes_on(first) and (small or full)
            fresh = not runs_on
        leading = True
        for line in page:
            if not line.text.strip():
                fresh = fresh or not leading
                continue
            if blocks and (line.style == "quote") != (blocks[-1][-1].style == "quote"):
                fresh = True
            if fresh or not blocks:
                blocks.append([])
            blocks[-1].append(line)
            fresh = leading = False
        fresh = True
    return blocks


def _goes_on(text: str) -> bool:
    """Tell whether a line goes on with a sentence: it begins small, or at the margin."""
    start = text.strip()[:1]
    return bool(start) and (start.islower() or _indent(text) <= 2) and not _ITEM.match(text)


def _paragraphs(block: Sequence[Line], width: int) -> Iterator[Unit]:
    """Give the units of a text that was not broken into lines."""
    if all(line.style == "table" for line in block) or _is_table(block):
        yield Unit(tuple(block), table=True)
    elif len(block) > 1 and all(len(line.text) < 120 for line in block):
        # Most of such a text has a line for each paragraph, but this stands as it was typed.
        yield from _units(block, max(len(line.text) for line in block))
    else:
        yield from (Unit((line,)) for line in block)


def _units(block: Sequence[Line], width: int) -> Iterator[Unit]:
    """Part a block at items of a list, and where a first line is set in."""
    if _is_table(block):
        yield Unit(tuple(block), table=True)
        return
    current: list[Line] = []
    margin = min(_indent(line.text) for line in block)
    all_set_in = margin > 2 and len({_indent(line.text) for line in block}) == 1
    each_ended = all(line.text.rstrip().endswith(_ENDS) for line in block)
    for line in block:
        before = current[-1].text.rstrip() if current else ""
        ended = before.endswith(_ENDS) or len(before) < width * 0.6
        item = _ITEM.match(line.text) is not None
        set_in = _indent(line.text) >= margin + 2 or (all_set_in and each_ended)
        in_list = bool(current) and _ITEM.match(current[0].text) is not None
        follows = ended or in_list or before.endswith((",", "and", "or"))
        hangs = in_list and _indent(line.text) <= _hang(current[0].text)
        starts = (item and follows) or (set_in and before.endswith(_ENDS) and not hangs)
        # A first line that is set in, after one that is not: a new paragraph. A signature at the
        # right is no part of the address at the left.
        far = bool(current) and abs(_indent(line.text) - _indent(before)) > 24
        if current and (starts or (far and len(line.text.strip()) < width * 0.7)):
            yield Unit(tuple(current))
            current = []
        current.append(line)
    if current:
        yield Unit(tuple(current))


def _is_table(block: Sequence[Line]) -> bool:
    """Tell whether all lines are in columns that begin at the same places."""
    if len(block) < 2:
        return False
    starts = [[match.end() for match in _GAP.finditer(line.text)] for line in block]
    with_gap = [one for one in starts if one]
    if len(with_gap) < 2 or len(with_gap) < len(block) * 0.6:
        return False
    first = Counter(place // 3 for one in with_gap for place in one)
    return first.most_common(1)[0][1] >= len(with_gap) * 0.5


def _hang(text: str) -> int:
    """Give where the words of an item begin, which its further lines are set in to."""
    return len(text) - len(re.sub(r"^\s*\S+\s+", "", text))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def joined(unit: Unit, known: frozenset[str], hyphens: list[Hyphen]) -> str:
    """Write a unit's words on one line; words that were parted at a line's end are whole again.

    Args:
        unit: the unit.
        known: all words of the letter, in small letters.
        hyphens: what was joined is added here.
    """
    out = ""
    for line in unit.lines:
        text = " ".join(line.text.split())
        if not out:
            out = text
            continue
        parted = re.search(r"([^\W_]+(?:[-'’][^\W_]+)*)-$", out)
        start = re.match(r"[^\W_]+", text)
        if parted and start and not out.endswith("--"):
            whole = start[0]
            one, two = f"{parted[1]}-{whole}", f"{parted[1]}{whole}"
            keep, sure = _keeps_hyphen(parted[1], whole, known)
            hyphens.append(
                Hyphen(f"{parted[1]}- {whole}", one if keep else two, sure, line.page, line.number)
            )
            out = out + text if keep else out[:-1] + text
        elif (_HAN_END.search(out) and _HAN_START.match(text)) or re.search(r"\w/$", out):
            out += text
        else:
            out = f"{out} {text}"
    return out


def _keeps_hyphen(first: str, second: str, known: frozenset[str]) -> tuple[bool, bool]:
    """Tell whether a hyphen at a line's end is the word's own, and whether that is sure."""
    if not second[:1].islower() or first[-1:].isdigit():
        return True, True
    whole = f"{first}{second}".casefold()
    parted = f"{first}-{second}".casefold()
    if parted in known and whole not in known:
        return True, True
    if whole in known:
        return False, True
    last = re.split(r"[-'’]", first)[-1].casefold()
    if last in _WITH_HYPHEN or first.casefold() in _WITH_HYPHEN:
        return True, False
    return False, len(last) > 1
