"""The rule on the pronouns of a note's author, in English, which tells an office from a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbale.problems import Problem, problem
from verbale.protocol.languages import Language
from verbale.rules.patterns import later
from verbale.rules.reading import Reading

__all__ = ["pronouns"]

_SENTENCE = later(r"[^\n.;]+(?:\.(?=[a-z,])[^\n.;]*)*")
_VERB = later(r"\b(?:presents?(?=\s+\w+\s+compliments\b)|avails?(?=\s+\w+sel(?:f|ves)\b))")
_LONGEST_SUBJECT = 300
"""In characters; what is longer is no subject."""
_OWN = later(
    r"\bpresents?\s+(\w+)\s+compliments\b|\bavails?\s+(itself|himself|herself|themselves)\b"
    r"|\bassurances?\s+of\s+(its|his|her|their)\s+(?:most\s+)?(?:high(?:est)?|distinguished)\b"
)
_GENDER = {
    **dict.fromkeys(("its", "itself"), "n"),
    **dict.fromkeys(("his", "himself"), "m"),
    **dict.fromkeys(("her", "herself"), "f"),
    **dict.fromkeys(("their", "themselves"), "many"),
}
_FORMS = {"n": ("its", "itself"), "m": ("his", "himself"), "f": ("her", "herself")}
_MANY = frozenset(
    {"Missions", "Offices", "Embassies", "Representatives", "Delegations", "Ministries"}
)


def pronouns(reading: Reading) -> Iterator[Problem]:
    """In the fixed phrases an office is it, and a person is he or she.

    Only of what the drafter wrote: the template's own words go by ``author_gender``.
    """
    if not reading.is_note:
        return
    for passage in reading.sentences:
        own = passage.own
        if "compliments" not in own and "avail" not in own:
            continue
        for sentence in _SENTENCE().finditer(own):
            verb = _VERB().search(sentence[0])
            if verb is None or verb.start() > _LONGEST_SUBJECT:
                continue
            subject = " ".join(sentence[0][: verb.start()].split()).lstrip("*_ ")
            if passage.path.split(".")[0] == "matter":
                subject = _author(reading)
            for match in _OWN().finditer(sentence[0]):
                due = _due(subject, match[match.lastindex or 0], reading)
                if due:
                    message = f'"{" ".join(match[0].split())}" is said of "{subject}"'
                    hint = f"write {due}: an office is it, and a person is he or she"
                    yield problem("note-pronoun", passage.place(match[0]), message, hint)


def _due(subject: str, word: str, reading: Reading) -> str:
    """Give the word that is due in the place of another; "" where it is right, or not known."""
    given = _GENDER[word.casefold()]
    what = _what(subject, reading.language)
    gender = reading.letter.fields.get("author_gender")
    form = 1 if word.casefold().endswith(("self", "selves")) else 0
    if what == "office":
        return _FORMS["n"][form] if given != "n" else ""
    if what != "person" or given == "many":
        return ""
    if gender in _FORMS and _is_author(subject, reading):
        return _FORMS[gender][form] if given != gender else ""
    return f"{_FORMS['m'][form]} or {_FORMS['f'][form]}" if given == "n" else ""


def _what(subject: str, language: Language) -> str:
    """Tell whether a subject is one office, or one person; "" where it is several, or unknown.

    The first word that names one tells: "The Office of the President" is an office.
    """
    if subject == "It":
        return "office"
    if not subject.startswith(("The ", "This ")) or re.search(
        r"\band\s+(?:the|its|his|her)\b", subject
    ):
        return ""
    words = re.findall(r"[\w’'-]+", subject)
    for word, behind in zip(words, [*words[1:], ""], strict=True):
        if word in _MANY:
            return ""
        if word in language.offices or (word in language.persons and behind in language.offices):
            return "" if behind in _MANY else "office"
        if word in language.persons:
            return "" if behind in _MANY else "person"
    return ""


def _author(reading: Reading) -> str:
    """Give how the note's author is named, as the template names it."""
    letter = reading.letter
    head = letter.office.author_person if letter.fields.get("author_gender") else ""
    return str(letter.fields.get("author") or head or letter.office.author)


def _is_author(subject: str, reading: Reading) -> bool:
    author = _author(reading)
    return author.startswith(subject) or subject.startswith(author)
