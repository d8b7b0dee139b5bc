"""Rules on enclosures, copies and the classification (ST/DCS/4/Rev.1, paras. 32-37)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from verbale.problems import Fix, Place, Problem, join_path, problem
from verbale.protocol.languages import Language
from verbale.rules.datafiles import part
from verbale.rules.patterns import clause, either, later
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_NEVER = later(r"(?!)")


class _Words:
    """How a language says what goes with a letter: see ``data/enclosing.yaml``.

    A pattern is compiled when it is first asked for, which most letters do for none.
    """

    def __init__(self, language: str) -> None:
        self._raw = part("enclosing.yaml", language)
        self.stems = tuple(self._raw["stems"])
        self.copies = tuple(self._raw["copies"])
        given = {int(number): words for number, words in self._raw["numbers"].items()}
        self.numbers = {word.casefold(): number for number, all_ in given.items() for word in all_}
        fixable = self._raw["fixable"] == "true"
        self.by_number = {one: words[0] for one, words in given.items()} if fixable else {}
        """The word for a number, where one does for all."""

    @cache  # noqa: B019 (there is one of each language)
    def pattern(self, key: str) -> re.Pattern[str]:
        """Compile what a key says: says, unless, mentions, counted, at_most, copied."""
        number = rf"\d{{1,2}}|{either(self.numbers)}"
        # One pattern may say it in several ways, each with the number at another place.
        text, count = self._raw[key].replace("\n", " ").replace(" |", "|"), 0
        while "{n}" in text:
            text = text.replace("{n}", f"(?P<n{count}>{number})", 1)
            count += 1
        return re.compile(text or r"(?!)", re.IGNORECASE)


@cache
def _words(language: str) -> _Words:
    return _Words(language)


def _with(reading: Reading, stems: tuple[str, ...]) -> Iterator[Passage]:
    """Give the texts that have any of some stems: patterns take longer than this."""
    for passage in reading.sentences:
        text = passage.words.casefold()
        if any(stem in text for stem in stems):
            yield passage


def _twice(reading: Reading) -> Iterator[Problem]:
    """An enclosure is listed once (ST/DCS/4/Rev.1, paras. 32-35: their number is given)."""
    letter = reading.letter
    seen: dict[tuple[str, str], int] = {}
    for index, one in enumerate(letter.enclosures):
        first = seen.setdefault((one.title.casefold(), one.symbol), index)
        if first != index:
            message = f'"{one.title}" is already enclosure {first + 1}'
            path = join_path("enclosures", index)
            yield problem("enclosure-twice", path, message, "leave one of the two out")


def _said(passage: Passage, words: _Words) -> Iterator[re.Match[str]]:
    """Give where a text says that something goes with this letter."""
    for found in words.pattern("says").finditer(passage.prose):
        before, after = clause(passage.prose, *found.span(), 100)
        if not words.pattern("unless").search(before + found[0] + after):
            yield found


def _not_listed(reading: Reading) -> Iterator[Problem]:
    """What a letter says it encloses is listed at its foot (ST/DCS/4/Rev.1, paras. 32-35)."""
    if reading.letter.enclosures:
        return
    words = _words(reading.letter.language)
    for passage in _with(reading, words.stems):
        for found in _said(passage, words):
            typed = passage.words[found.start() : found.end()]
            message = f'"{" ".join(typed.split())}": nothing is listed as enclosed'
            hint = "add enclosures: with what goes with the letter"
            yield problem("enclosure-not-listed", passage.place(typed), message, hint)
            return


def _not_mentioned(reading: Reading) -> Iterator[Problem]:
    """What is listed at the foot is mentioned in the text (ST/DCS/4/Rev.1, paras. 32-35)."""
    letter = reading.letter
    if not letter.enclosures:
        return
    parts = [one.text for one in reading.blocks if one.name != "foot"]
    text = " ".join(" ".join(parts).split()).casefold()
    if not text or _words(letter.language).pattern("mentions").search(text):
        return
    for one in letter.enclosures:
        title = one.title.casefold()
        # A sentence has the first word of a title in another form: "the programme", "рапортом".
        first = title.split()[0] if title.split() else ""
        stem = first[: max(4, len(first) - 2)] if len(first) > 3 else title
        if (stem and stem in text) or (one.symbol and one.symbol.casefold() in text):
            return
    many = len(letter.enclosures) > 1
    message = f"{'enclosures are' if many else 'an enclosure is'} listed that no sentence mentions"
    hint = "say in the text what is enclosed, or leave enclosures: out"
    yield problem("enclosure-not-mentioned", "enclosures", message, hint)


def _count(reading: Reading) -> Iterator[Problem]:
    """As many enclosures are mentioned as are listed (ST/DCS/4/Rev.1, para. 33)."""
    words, listed = _words(reading.letter.language), len(reading.letter.enclosures)
    for passage in _with(reading, words.stems):
        if not listed and any(_said(passage, words)):
            continue  # That none is listed is told already.
        for pattern in (words.pattern("counted"), words.pattern("at_most")):
            for found in pattern.finditer(passage.prose):
                name, number = next((k, v) for k, v in found.groupdict().items() if v)
                count = int(number) if number.isdigit() else words.numbers.get(number.casefold())
                if count is None:
                    continue  # A pattern that minds no case takes "\u0131" for an i.
                if count > listed or (pattern is words.pattern("counted") and count != listed):
                    yield _miscounted(passage, found, found.span(name), listed, words)


def _miscounted(
    passage: Passage, found: re.Match[str], span: tuple[int, int], listed: int, words: _Words
) -> Problem:
    start, end = found.span()
    typed, number = passage.words[start:end], passage.words[span[0] : span[1]]
    message = f'"{" ".join(typed.split())}": {listed or "none"} {_are(listed)} listed'
    right = str(listed) if number.isdigit() else words.by_number.get(listed, "")
    fix = None
    # With one the noun changes too, and what is said of some may be right of those.
    if right and listed > 1 and found.re is words.pattern("counted"):
        right = right.capitalize() if number[:1].isupper() else right
        new = passage.words[start : span[0]] + right + passage.words[span[1] : end]
        fix = Fix(passage.path, typed, new)
    hint = f'write "{right}", or list the others' if fix else "correct the number or the list"
    return problem("enclosure-count", passage.place(typed), message, hint, fix)


def _are(number: int) -> str:
    return "is" if number < 2 else "are"


def _copies(reading: Reading) -> Iterator[Problem]:
    """Who the text says gets a copy is listed at the foot (ST/DCS/4/Rev.1, para. 37)."""
    if reading.letter.copies:
        return
    words = _words(reading.letter.language)
    for passage in _with(reading, words.copies):
        if found := words.pattern("copied").search(passage.prose):
            typed = passage.words[found.start() : found.end()]
            message = f'"{" ".join(typed.split())}": nobody is listed who gets a copy'
            hint = "add copies: with whoever gets one"
            yield problem("copy-not-listed", passage.place(typed), message, hint)
            return


def _classification(reading: Reading) -> Iterator[Problem]:
    """A classification stands below the reference number (ST/DCS/4/Rev.1, para. 36)."""
    letter, known = reading.letter, _classified(reading.language)
    said = " ".join((letter.reference, *(one.words for one in reading.passages))).casefold()
    words = reading.language.classifications.values()
    if known is None or not any(one.casefold() in said for one in words):
        return
    token = rf"(?:^|[\s(\[–—-])({known})(?:$|[\s)\]–—-])"
    if found := re.search(token, letter.reference, re.IGNORECASE):
        yield _misplaced(Place("reference", words=found[1]), found[1], reading)
    for passage in reading.passages:
        root = passage.path.split(".")[0]
        if root not in ("subject", "body", "addressees"):
            continue
        lines = passage.own.strip().splitlines()
        for line in lines if root == "addressees" else lines[:1]:
            found = re.match(rf"[\W_]*({known})[\W_]*$", line, re.IGNORECASE)
            # Before a colon or in brackets it is set apart; in a body only if in capitals as well.
            led = re.match(rf"[\W_]*({known})\s*[:：\])）–—]", line, re.IGNORECASE)
            if led and (root == "subject" or (led[1].isupper() and led[1].lower() != led[1])):
                found = found or led
            if found:
                yield _misplaced(passage.place(found[1]), found[1], reading)
                break


def _classified(language: Language) -> str | None:
    """Give the pattern of a classification, or of several joined: "Personal and confidential"."""
    words = sorted(language.classifications.values(), key=len, reverse=True)
    if not words:
        return None
    one = f"(?:{'|'.join(map(re.escape, words))})"
    joined = re.escape(language.joined.two.strip())
    return rf"(?<!\w){one}(?:\s*(?:{joined}|[&/,])\s*{one})*(?!\w)"


def _misplaced(place: Place, typed: str, reading: Reading) -> Problem:
    message = f'"{typed}" is a classification, which stands below the reference'
    if reading.letter.classification:
        return problem("classification-misplaced", place, message, "leave it out: it stands there")
    known = reading.language.classifications.items()
    found = [key for key, words in known if typed.casefold().startswith(words.casefold())]
    hint = f"leave it out here, and add classification: {max(found, key=len)}"
    return problem("classification-misplaced", place, message, hint)


RULES = (
    Rule("enclosure-twice", _twice),
    Rule("enclosure-not-listed", _not_listed, languages=SIX),
    Rule("enclosure-not-mentioned", _not_mentioned, at="text", languages=SIX),
    Rule("enclosure-count", _count, languages=SIX),
    Rule("copy-not-listed", _copies, languages=SIX),
    Rule("classification-misplaced", _classification),
)
