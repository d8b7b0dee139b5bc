"""Rules on spaces and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from verbale.problems import Fix, Problem, problem
from verbale.protocol.languages import Language
from verbale.rules.fixing import MOST, Fixes, Hit
from verbale.rules.patterns import later
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]

_GAP = " \u00a0\u202f"
_BEFORE_SIGN = (
    rf"(?<=[^\s(\[{{|-])[{_GAP}]+(?P<sign>[،؛؟，。；：？！）]"
    # Not .5, ..., . . ., :---.
    rf"|[,.;:?!)](?=[\s)\]”’»\"'*_]|$)(?![{_GAP}]*(?:[.…]|:?-{{3}})))"
)
_SPACES = later(
    rf"(?P<before>{_BEFORE_SIGN})|(?P<after>(?<=\()[ ]+(?=[^\s)]))|(?P<two>(?<=\S)[ ]{{2,}}(?=\S))"
    r"|(?P<none>(?<=[^\W\d_]{2}[,،])(?=[^\W\d_]))",
    re.MULTILINE,
)
# What any of these needs, quickly looked for.
_SUSPECT = later(
    rf"[{_GAP},،(](?:(?<=[{_GAP}])[ \u00a0,.;:?!)،؛؟，。；：？！）]|(?<=\() |(?<=[,،])[^\W\d_])"
)
_LIST_MARK = later(
    r"\s*(?:>\s*)*(?:[-*+•–—]|\(?(?:\d{1,3}|[a-zа-я]|[ivx]{1,4})[.)]|\[?\d{1,3}[\]/]|#{1,6}|>)"
)
_READ = 500
"""How many spaces of one passage are looked at."""
_FRENCH = frozenset(";:?!")
"""The signs before which French has a space."""


def _spaces(reading: Reading) -> Iterator[Problem]:
    """Spaces stand where the language has them."""
    typography = reading.language.typography
    for passage in reading.sentences:
        if not _SUSPECT().search(passage.own):
            continue
        hits: list[tuple[Hit, str]] = []
        for one in islice(_SPACES().finditer(passage.own), _READ):
            if one["sign"] in _FRENCH and typography.spacing == "french":
                continue
            if one["none"] is not None and typography.punctuation == "chinese":
                continue
            if told := _told(one, passage.own):
                new = (one["sign"] or "") if one["sign"] or one["after"] else " "
                hits.append((Hit(one.start(), one.end(), new), told))
        fixes = Fixes(passage, (hit for hit, _ in hits))
        for hit, told in hits[:MOST]:
            words = _around(passage.words, hit)
            hint = f'write "{_around(passage.words, hit, hit.new)}"'
            place = passage.place(words)
            yield problem("spaces", place, told, hint, fixes.of(hit))


def _told(found: re.Match[str], text: str) -> str:
    """Say what is wrong with a space; "" if nothing is."""
    start, end = found.span()
    line = text.rfind("\n", 0, start) + 1
    if "|" in text[line : line + 1]:
        return ""  # A table's columns are put below each other with spaces.
    if sign := found["sign"]:
        in_time = text[start - 1].isdigit() and text[end : end + 2].strip()[:1].isdigit()
        marks_item = sign == ")" and "(" not in text[max(0, start - 300) : start]
        # The dots of an ellipsis may be set apart.
        right = (in_time and sign == ":") or marks_item or text[start - 1] + sign == ".."
        return "" if right else f'a space stands before "{sign}"'
    if found["after"] is not None:
        return 'a space stands after "("'
    if found["two"] is not None:
        return "" if _marks_item(text, line, start) else "two spaces stand together"
    head = text[max(0, start - 100) : start].rsplit(None, 1)[-1]
    token = head + text[start : start + 100].split(None, 1)[0]
    return "" if re.search(r"://|www\.|@|\]\(", token) else "no space stands after a comma"


def _marks_item(text: str, line: int, end: int) -> bool:
    """Whether a line begins with the mark of a list's item, and nothing else."""
    return end - line < 100 and _LIST_MARK().fullmatch(text, line, end) is not None


def _around(text: str, hit: Hit, new: str | None = None) -> str:
    """Give the words around a place, in one line; with others in its stead."""
    before = re.search(r"\S{0,20}$", text[max(0, hit.start - 20) : hit.start])
    after = re.match(r"\S{0,20}", text[hit.end : hit.end + 20])
    middle = text[hit.start : hit.end] if new is None else new
    return (before[0] if before else "") + middle + (after[0] if after else "")


_PAIRS = ("«»", "„“", "„”", "“”", "‘’", "‚‘", "‚’", "‹›", "「」", "『』")
_MARKS = frozenset("«»„“”‘‚‹›「」『』")


@cache
def _foreign(outer: str, inner: str, also: str) -> re.Pattern[str]:
    """Find pairs of other languages, and signs that are of none of this one's."""
    own = {outer[0] + outer[-1], inner[0] + inner[-1], also}
    pairs = [pair for pair in _PAIRS if pair not in own]
    found = [rf"{one[0]}[^{one}\n]{{1,300}}{one[1]}(?!\w)" for one in pairs]
    signs = "".join(sorted(_MARKS - set("".join(own))))
    return re.compile("|".join([r"``[^`'\n]{1,300}''", *found, f"[{signs}]"]))


def _quotes(reading: Reading) -> Iterator[Problem]:
    """Quotation marks are the language's; straight ones become so."""
    language = reading.language
    # The Academy asks for these in Spanish, and United Nations documents have the others.
    also = "«»" if language.language == "es" else ""
    for passage in reading.sentences:
        if _MARKS.isdisjoint(passage.words) and "``" not in passage.words:
            continue
        pattern = _foreign(language.quotes.outer, language.quotes.inner, also)
        for one in list(pattern.finditer(passage.words))[:MOST]:
            yield from _marked(passage, one, language)


def _marked(passage: Passage, found: re.Match[str], language: Language) -> Iterator[Problem]:
    words = found[0]
    # A sign before a letter is one of it: the ‘ of ‘Abd, an apostrophe.
    if len(words) == 1 and words in "‘’" and language.quotes.outer[0] != words:
        return
    size = 2 if words.startswith("``") else 1
    whole = len(words) > 1
    marks = f"{words[:size]} {words[-size:]}" if whole else words
    inside = words[size:-size].strip(" \u00a0\u202f")
    outer, inner = language.quotes.outer, language.quotes.inner
    before = passage.words[: found.start()].rsplit("\n\n", 1)[-1]
    nested = before.count(outer[0]) > before.count(outer[-1])
    pair = inner if nested else outer
    message = f"{marks} {'are' if whole else 'is'} not among the quotation marks of {language.name}"
    hint = f"write {pair[0]} {pair[-1]}, or straight ones, which become these"
    mended = None
    # Of straight ones nobody can tell which are open.
    if whole and '"' not in before and _MARKS.isdisjoint(inside) and "''" not in inside:
        mended = Fix(passage.path, words, pair[0] + inside + pair[-1], marks=True)
    place = passage.place(words if len(words) < 60 else words[:size])
    yield problem("quotes-foreign", place, message, hint, mended)


RULES = (
    Rule("spaces", _spaces),
    Rule("quotes-foreign", _quotes, languages=frozenset({"en", "es", "fr", "ru", "zh"})),
)
