"""Rules on notes verbales (ST/DCS/4/Rev.1, paras. 116-118)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from verbale.problems import Problem, problem, split_path
from verbale.protocol.languages import Language
from verbale.rules.datafiles import listed, part
from verbale.rules.note_pronouns import pronouns
from verbale.rules.note_readers import language, private
from verbale.rules.patterns import alternatives, later
from verbale.rules.reading import Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_DATA = "notes.yaml"
_NO_TEXT = frozenset({"addressees", "copies", "enclosures", "reference", "references"})
"""What is listed or named, and is none of the note's own sentences."""
_NUMBERED = later(
    r"(?:\b(?!(?:When|While|As|If|That|Since|And|But|So|Where|Which|Because|Although|Should)\b)"
    r"[A-Z][\w.]*|\b(?:annex|part|chapter|section|phase|table|category|group|list|type|class|stage|"
    r"appendix|item|level|title|volume|article|schedule|case|protocol|war|committee|conference|tier|"
    r"region|option|cluster|pillar|step|note|model|figure|form|[ivx]+|[IVX]+ (?:and|or|to)))\s+$"
)
"""What "I" is a number behind: "Annex I", "Parts II and I"."""


def _first_person(reading: Reading) -> Iterator[Problem]:
    """A note speaks of its author by name."""
    if not reading.is_note:
        return
    form = _person(reading.letter.language)
    author = reading.letter.office.author or reading.letter.office.name
    for passage in reading.sentences:
        if passage.path.split(".")[0] in _NO_TEXT:
            continue
        seen = set()
        for match in form.finditer(passage.prose):
            word = match[0]
            if word in seen or (word == "I" and _is_number(passage.prose, match.start())):
                continue
            seen.add(word)
            message = f'"{word}" is of the first person, and a note verbale is in the third'
            hint = f'name the author, as in "{author}"'
            yield problem("first-person-in-note", passage.place(word), message, hint)


def _is_number(words: str, start: int) -> bool:
    return _NUMBERED().search(words[max(0, start - 40) : start]) is not None


@cache
def _person(code: str) -> re.Pattern[str]:
    words = part(_DATA, "first_person")[code]
    if code == "zh":  # No word's edge stands between two signs.
        return re.compile(alternatives(words["any"]))
    whole = r"(?:(?<=['’])|(?![\w@/]|\.\w))"
    always = rf"(?<![\w./@'’&-])(?:{alternatives(words['any'])}){whole}"
    first = alternatives(words.get("first", ()))
    # Where a sentence begins; behind "M." or "Mr." none does.
    behind_stop = r"(?<=[\w)\]»”][.!?:;]\s)(?<!\b\w\.\s)(?<!\b\w\w\.\s)|(?<=[ap]\.m\.\s)"
    starts = rf"(?:^|(?<=\n)|{behind_stop})(?:{first}){whole}"
    return re.compile(f"{always}|{starts}" if first else always)


def _letter(reading: Reading) -> Iterator[Problem]:
    """A note has no salutation, no close of letters, and nobody's signature."""
    if not reading.is_note:
        return
    salutation, close, signed = _of_letters(reading.language)
    hint = "leave it out, or write a letter: kind: letter"
    for passage in reading.sentences:
        if split_path(passage.path)[0] not in ("body", "paragraphs", "matter"):
            continue
        own = passage.own
        for what, match in (
            ("begins with a salutation", salutation.match(own)),
            ("has the close of a letter", close.search(own)),
            ("bears a signature", signed.search(own)),
        ):
            if match is not None:
                words = " ".join(match[0].split())
                message = f'the note {what}: "{words}"'
                yield problem("note-not-a-letter", passage.place(match[0].strip()), message, hint)
        if line := _signatory(reading, own):
            message = f'the note ends with who signs letters: "{line}"'
            seal = "a note is sealed and initialled, not signed: leave it out"
            yield problem("note-not-a-letter", passage.place(line), message, seal)


def _signatory(reading: Reading, words: str) -> str:
    """Give a last line but two, or later, that is the sender's name alone, or with the post."""
    sender = reading.letter.sender
    if not sender.name or sender.name not in words:
        return ""
    for line in words.rstrip().splitlines()[-3:]:
        bare = line.strip().strip("*_,").rstrip("\\").strip()
        if bare in (sender.name, sender.full, f"{sender.full}, {sender.post}"):
            return bare
    return ""


@cache
def _forms(code: str, vocatives: tuple[str, ...], close: str) -> tuple[re.Pattern[str], ...]:
    calls = alternatives(re.escape(one).replace("\\ ", " ") for one in vocatives)
    salutes = alternatives(listed(_DATA, "salutes", code))
    salutation = (
        rf"\s*\*{{0,2}}(?:(?:{calls})|(?:{salutes})\s*(?=[,:،：!]\s*\n))\*{{0,2}}\s*[,:،：!]"
    )
    ends = alternatives(listed(_DATA, "ends", code))
    closes = rf"(?:^|(?<=\n))[ \t]*\*{{0,2}}(?i:{ends})\*{{0,2}}[ \t]*[,،，.]?[ \t]*(?=\n|$)"
    before, parted, _ = close.partition("{vocative}")
    if parted:
        begins = alternatives(
            [re.escape(before.strip(" ,،")).replace("\\ ", " ").replace("’", "'")]
        )
        closes += rf"|(?<!\w){begins}(?:\s*[,،])?\s*(?:{calls})(?!\w)"
    signed = alternatives(listed(_DATA, "signed", code))
    return re.compile(salutation), re.compile(closes), re.compile(signed)


def _of_letters(words: Language) -> tuple[re.Pattern[str], ...]:
    """Make the patterns of salutation, close and signature of a language's letters."""
    called = [*words.vocatives.values()]
    for post in words.posts.values():
        called += [post.vocative.m, post.vocative.f]
    known = tuple(sorted(filter(None, dict.fromkeys(called)), key=len, reverse=True))
    return _forms(words.language, known, words.formulas.get("close", ""))


RULES = (
    Rule("first-person-in-note", _first_person, languages=SIX),
    Rule("note-not-a-letter", _letter, languages=SIX),
    Rule("note-pronoun", pronouns, languages=frozenset({"en"})),
    Rule("note-to-private-body", private, at="reader", languages=SIX),
    Rule("note-language", language),
)
