"""Rules on the form with which a letter opens (ST/DCS/4/Rev.1, para. 106)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from verbale.problems import Place, Problem, problem
from verbale.rules.datafiles import listed
from verbale.rules.patterns import alternatives
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_DATA = "notes.yaml"
_PARTED = SIX - {"zh"}
"""Those in which the form is more than a word of courtesy: 谨 stands wherever it is due."""
_ON_BEHALF = frozenset({"under-secretary-general", "assistant-secretary-general"})


def _missing(reading: Reading) -> Iterator[Problem]:
    """A formal letter has the form: which, goes by its sender."""
    letter = reading.letter
    if reading.is_note or not reading.language.opens or not _is_formal(reading):
        return
    paragraphs = [one.text for one in reading.paragraphs()]
    text = "\n".join(paragraphs)
    if not text.strip() or "<<" in text or _has(letter.language, "otherwise", text):
        return  # It is still being written, or of those that open in words of their own.
    found = _has_form(letter.language, reading.language.opens, text)
    group = letter.fields.get("on_behalf_of")  # Who writes for others writes for them alone.
    if letter.sender.post_key in _ON_BEHALF and not group:
        found = _has(letter.language, "directed", text) or (
            found and _has(letter.language, "on_behalf", text)
        )
    elif _begins_otherwise(letter.language, text):
        return
    if found:
        return
    first = next(one for one in paragraphs if one.strip())
    begins = " ".join(first[:200].split()[:4])[: 10 if letter.language == "zh" else 60]
    owed = f"{letter.opening[:1].upper()}{letter.opening[1:]}"
    message = f'the letter begins "{begins}", and nowhere says "{owed}"'
    hint = f'begin with "{owed}"; a letter of another tone may do without'
    if letter.sender.post_key in _ON_BEHALF and letter.language == "en":
        hint = f'begin with "{owed}" or "I am directed by the Secretary-General to"'
    yield problem("honour-missing", reading.where(begins), message, hint)


def _begins_otherwise(language: str, text: str) -> bool:
    """Tell whether the first sentence has another form of courtesy: "I wish to refer"."""
    first = re.split(r"[.?!]\s|\n", text.strip(), maxsplit=1)[0]
    return bool(listed(_DATA, "begins_too", language)) and _has(language, "begins_too", first)


def _is_formal(reading: Reading) -> bool:
    """Tell whether it has a salutation of formal letters: "Excellency", not "Dear Ms. Lauber"."""
    letter, known = reading.letter, reading.language
    if not reading.block("salutation"):
        return False
    by_rank = {one.by_rank for one in letter.addressed}
    return letter.vocative in by_rank or letter.vocative in known.vocatives.values()


def _repeated(reading: Reading) -> Iterator[Problem]:
    """The form stands once: a letter's later sentences are worded otherwise."""
    if reading.is_note or not reading.language.opens:
        return
    form = _once(reading.letter.language, reading.language.opens)
    found = [one for block in reading.paragraphs() for one in form.findall(block.text)]
    number = len(found)
    if number < 2:
        return
    own = [(one, match) for one in reading.sentences for match in form.finditer(one.own)]
    typed = sum(len(form.findall(one.words)) for one in reading.sentences)
    by_template = max(0, number - typed)
    if len(own) + by_template < 2:
        return  # All but one are quoted.
    words, place = found[-1], Place()
    if own:
        text = _plain(reading.text)
        own.sort(key=lambda one: _stands(one[0], one[1], text))
        passage, match = own[0 if by_template else 1]
        words, place = match[0], passage.place(_with_more(passage, match))
    message = f'"{" ".join(words.split())}" stands {len(own) + by_template} times in the letter'
    hint = "keep it in the sentence with which the letter opens, and word the rest plainly"
    if by_template and place.path == "matter" and not own[0][1].start():
        hint = "the template begins with it: leave it out of this text"
    elif reading.letter.language == "en":
        hint += ': "I wish to", "I should like to"'
    yield problem("honour-repeated", place, message, hint)


def _with_more(passage: Passage, match: re.Match[str]) -> str:
    """Give the form with the words behind it, by which the second is told from the first."""
    more = re.compile(r"(?:\s+\S+){0,4}").match(passage.own, match.end())
    end = more.end() if more is not None and "\u2022" not in more[0] else match.end()
    return passage.words[match.start() : end]


def _stands(passage: Passage, match: re.Match[str], text: str) -> int:
    """Tell where in the letter a passage's words stand."""
    at = text.find(_plain(_with_more(passage, match)))
    return at if at >= 0 else len(text)


def _plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


def _core(opens: str) -> str:
    """Leave out the word that leads on: "I have the honour" of "I have the honour to"."""
    words = opens.split()
    return " ".join(words[:-1] if len(words) > 1 and len(words[-1]) <= 3 else words)


@cache
def _once(language: str, opens: str) -> re.Pattern[str]:
    """Make the pattern of the form itself, as it stands in opening sentences."""
    before, behind = listed(_DATA, "varied", language) or ("", "")
    core = re.escape(_core(opens)).replace("honour", "honou?r").replace("\\ ", " ")
    joined = "[وف]?" if language == "ar" else ""
    words = alternatives([core.replace("’", "'"), *listed(_DATA, "again", language)])
    return re.compile(f"(?<!\\w){before}{joined}{words}(?!\\w){behind}", re.IGNORECASE)


def _has_form(language: str, opens: str, text: str) -> bool:
    """Tell whether a text has the form, or another that does its office."""
    return _core(opens) in text or _has(language, "opens_too", text)


def _has(language: str, group: str, text: str) -> bool:
    return _pattern(language, group).search(text) is not None


@cache
def _pattern(language: str, group: str) -> re.Pattern[str]:
    return re.compile(alternatives(listed(_DATA, group, language)), re.IGNORECASE)


RULES = (
    Rule("honour-missing", _missing, at="text", languages=SIX),
    Rule("honour-repeated", _repeated, at="text", languages=_PARTED),
)
