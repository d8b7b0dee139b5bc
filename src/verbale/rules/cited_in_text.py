"""Rules on how documents are named: their symbols, in the references and in sentences; drafts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from verbale.problems import Fix, Place, Problem, problem
from verbale.protocol import symbols
from verbale.rules.cited_by_number import numbered
from verbale.rules.fixing import MOST
from verbale.rules.named_documents import Named, as_borne, cited, named, parsed, words_of
from verbale.rules.patterns import clause, later
from verbale.rules.reading import Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_TYPED_AS_SYMBOL = later(r"[A-Za-z]{1,5}\s*/")
"""A reference that is given as a symbol, and not by organ and number."""
_DRAFT = later(r"/L\.\d")
"""The symbol of a draft: its series is limited distribution (Editorial Manual)."""
_SPAN = later(r"-\d{1,4}$")
"""Of several that follow each other: A/RES/71/1-5."""
_READ = 100
"""How many that are no symbols are looked at: to find what may be meant takes its time."""


def _form(reading: Reading) -> Iterator[Problem]:
    """A symbol is written as documents bear it (Editorial Manual: document symbols)."""
    letter = reading.letter
    typed = [(f"{one.path}.symbol", one.typed) for one in cited(letter)]
    typed += [(f"enclosures.{i}.symbol", one.symbol) for i, one in enumerate(letter.enclosures)]
    for path, words in typed:
        if _TYPED_AS_SYMBOL().match(words) and parsed(words) is not None:
            yield from _otherwise(words, Place(path=path), path)
    told: Counter[str] = Counter()
    for one in _each(reading):
        path = one.passage.path
        if one.symbol is not None and _is_otherwise(one.words) and told[path] < MOST:
            told[path] += 1
            # A fix is made wherever the words stand, and so only where they stand alone.
            alone = one.passage.words.count(one.words) == 1
            yield from _otherwise(one.words, one.passage.place(one.words), path if alone else "")


def _each(reading: Reading) -> Iterator[Named]:
    """Give what looks like a symbol, each once in a passage."""
    seen = set()
    for one in named(reading):
        key = one.passage.path, one.words
        if key not in seen:
            seen.add(key)
            yield one


def _is_otherwise(typed: str) -> bool:
    return " ".join(typed.split()) != as_borne(typed)


def _otherwise(typed: str, place: Place, path: str) -> Iterator[Problem]:
    """Report a symbol that is written otherwise, with its fix where it has a path."""
    if not _is_otherwise(typed):
        return
    right = as_borne(typed)
    message = f'"{" ".join(typed.split())}" is not written as documents bear it'
    hint = f'write "{right}"'
    if any("\u0400" <= one <= "\u04ff" for one in typed):
        hint += ", all its letters Latin ones"
    yield problem("symbol-form", place, message, hint, Fix(path, typed, right) if path else None)


def _no_symbol(reading: Reading) -> Iterator[Problem]:
    """What looks like a symbol in a sentence is one."""
    looked = (one for one in _each(reading) if one.symbol is None)
    for one in islice(looked, _READ):
        if parsed(_SPAN().sub("", one.words)) is not None:
            continue
        near = symbols.suggestion(one.words)
        # Other organs have series of their own: only what is nearly one of ours is told.
        if not near and not re.match(r"[AES]/(?:HRC/)?(?:RES|DEC|PRST)\b", one.words, re.I):
            continue
        hint = f'did you mean "{near}"?' if near else "write the whole symbol, such as A/RES/71/1"
        if re.match(r"S/RES/", one.words, re.IGNORECASE):
            hint = "add the year in brackets, as S/RES/2250 (2015)"
        message = f'"{one.words}" is not the symbol of a document'
        yield problem("symbol-in-text", one.passage.place(one.words), message, hint)
    for by_number in numbered(reading):
        if by_number.symbol is None:
            words = " ".join(by_number.words.split())
            message = f'"{words}" is not how one is numbered'
            hint = "write the number as 71/1, 2250 (2015) or 2016/1"
            yield problem("symbol-in-text", by_number.passage.place(by_number.words), message, hint)


def _draft(reading: Reading) -> Iterator[Problem]:
    """A draft is called a draft, until it is adopted and has another symbol."""
    words = words_of(reading.letter.language)
    for given in cited(reading.letter):
        if _DRAFT().search(given.symbol) and (found := re.search(words["acts"], given.by_which)):
            message = f'{given.symbol} is a draft, by which nothing came to be: "{found[0]}"'
            hint = "cite what was adopted by its own symbol, such as A/RES/71/1"
            where = reading.where(found[0])
            yield problem("draft-as-adopted", where, message, hint)
    for one in named(reading):
        if one.symbol is not None and _DRAFT().search(one.symbol.text):
            yield from _draft_in_text(one, reading.letter.language)


def _draft_in_text(one: Named, language: str) -> Iterator[Problem]:
    words, prose = words_of(language), one.passage.prose
    end = one.start + len(one.words)
    before = " ".join(clause(prose, one.start, end, 90)[0].split())
    after = " ".join(prose[end : end + 60].split())
    if re.search(rf"{words['draft']}\W", before + " ", re.IGNORECASE):
        return
    found = re.search(rf"\b{words['noun']}$", before, re.IGNORECASE)
    if language == "zh":
        found = found or re.match(rf"号?{words['noun']}(?!草案)", after)
    elif not found and not re.search(r"\d", after[:40]):
        # "adopted A/71/L.1 as resolution 71/1" says what became of it.
        found = re.search(rf"\b{words['adopts']}$", before, re.IGNORECASE)
    if found:
        message = f'{one.words} is a draft, and is cited as adopted: "{found[0]}"'
        hint = "call it a draft, or cite what was adopted by its own symbol, such as A/RES/71/1"
        yield problem("draft-as-adopted", one.passage.place(one.words), message, hint)


RULES = (
    Rule("symbol-form", _form),
    Rule("symbol-in-text", _no_symbol),
    Rule("draft-as-adopted", _draft, languages=SIX),
)
