"""Rules on whom a note is for, and in which language (ST/DCS/4/Rev.1, paras. 116 and 118)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from verbale.letter import Letter
from verbale.problems import Problem, problem
from verbale.rules.datafiles import listed, part
from verbale.rules.patterns import alternatives
from verbale.rules.reading import Reading

__all__ = ["language", "private"]

_NAMES = {
    **{"ar": "Arabic", "en": "English", "es": "Spanish"},
    **{"fr": "French", "ru": "Russian", "zh": "Chinese"},
}
_DATA = "notes.yaml"
_CIVIL = frozenset({"Mr.", "Ms.", "Mrs.", "Dr.", "Professor"})
"""Titles that say nothing of an office held."""
_HINT = "write to it by letter: kind: letter"


def private(reading: Reading) -> Iterator[Problem]:
    """A note goes to Governments and missions, never to private bodies or the public."""
    if not reading.is_note:
        return
    letter = reading.letter
    form, but = _bodies(letter.language)
    for one in letter.addressed:
        person = one.person
        if person is not None:
            if not person.post and not person.state_code and person.title_key in _CIVIL:
                message = f'"{person.full}" is addressed without a post, as a private person is'
                hint = "name the post, or write a letter: kind: letter"
                yield problem("note-to-private-body", one.path, message, hint)
            continue
        if any(but.search(line) for line in one.lines):
            continue
        for line in one.lines:
            if form.search(line.rstrip(" ,،")):
                message = f'"{line}" is a private body, and gets no note verbale'
                yield problem("note-to-private-body", reading.where(line), message, _HINT)
                return
    to = letter.fields.get("to")
    if isinstance(to, str) and form.search(to) and not but.search(to):
        message = f'"{to}" is a private body, and gets no note verbale'
        yield problem("note-to-private-body", reading.where(to), message, _HINT)


@cache
def _bodies(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    parts = alternatives((*listed(_DATA, "private", "any"), *listed(_DATA, "private", code)))
    # Chinese parts no words.
    whole = parts if code == "zh" else rf"(?<!\w)(?:{parts})(?!\w)"
    return re.compile(whole), re.compile(part(_DATA, "not_private"))


def _suggested(code: str) -> str:
    """Give the language that is suggested for a State's mission."""
    # Loaded where a note goes to one mission: letters need nothing of mailing lists.
    from verbale.mailing.suggested import MARK, suggested

    return suggested(code).removesuffix(MARK)


def language(reading: Reading) -> Iterator[Problem]:
    """A note to a mission is in its working language, as far as that is known."""
    letter = reading.letter
    if not reading.is_note or len(letter.addressed) != 1 or letter.recipient is not None:
        return
    code = letter.addressed[0].state_code
    if not code or letter.language not in _NAMES:
        return
    likely = _suggested(code)
    written = set(letter.languages) | {letter.language}
    if likely in written or any(code in listed(_DATA, "also", one) for one in written):
        return
    if _own_language(letter):
        return  # It is from a State's mission, in the language of that State.
    state = reading.states.find(code, letter.as_of, "en")
    name = state.short if state is not None else code
    message = (
        f"the note is in {_NAMES[letter.language]}, and {_NAMES[likely]} is suggested for {name}"
    )
    hint = "no suggestion is verified: ask the mission, or look in the Blue Book"
    yield problem("note-language", letter.addressed[0].path, message, hint)


def _own_language(letter: Letter) -> bool:
    """Tell whether it is from a State's mission, in the language of that State."""
    code = letter.sender.state_code
    return bool(code) and _suggested(code) == letter.language
