"""Rules on what a letter says of the world: who is appointed, times, what is listed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from verbale.letter import Facts, Named, Role
from verbale.problems import Problem, Severity, join_path, problem
from verbale.protocol.languages import Language
from verbale.rules.reading import Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]

_MANY_OF_A_STATE = ("panel-member",)
"""Roles of people who serve by themselves, of whom two may well be of one State."""


def _role_number(reading: Reading) -> Iterator[Problem]:
    """A role given in the plural goes with several people, and the reverse."""
    role, people = reading.letter.fields.get("role"), reading.letter.fields.get("appointees")
    if not isinstance(role, Role) or not role.known or not isinstance(people, tuple):
        return
    singular, plural = _numbers(role.typed, reading.language)
    right = role.of(people)
    if len(people) == 1 and plural and not singular:
        message = f'"{role.typed}" is plural, but one person is appointed'
        hint = f'the letter says "{right}"; write that, or add the other appointees'
        yield problem("role-number", role.path, message, hint)
    if len(people) > 1 and singular and not plural:
        # The letter comes out right, unless there is one too many: so it is advice.
        message = f'"{role.typed}" is singular, but {len(people)} people are appointed'
        hint = f'the letter says "{right}"; write that, or leave out who is not appointed'
        found = problem("role-number", role.path, message, hint)
        yield found.raised_to(Severity.ADVICE)


def _numbers(typed: str, language: Language) -> tuple[bool, bool]:
    """Tell whether a role as it was typed is said of one, and of several: by key or in words."""
    folded = typed.casefold()
    hyphened = folded.replace(" ", "-")
    singular = plural = False
    for key, words in language.roles.items():
        several = [words.many, *([words.two] if words.two is not None else [])]
        singular |= hyphened == key or folded in _folded(words.one.m, words.one.f)
        plural |= hyphened == f"{key}s"
        plural |= any(folded in _folded(one.m, one.f) for one in several)
    return singular, plural


def _folded(*words: str) -> set[str]:
    return {one.casefold() for one in words}


def _two_for_one(reading: Reading) -> Iterator[Problem]:
    """Of those appointed no two are of one State."""
    role, people = reading.letter.fields.get("role"), reading.letter.fields.get("appointees")
    if not isinstance(people, tuple) or len(people) < 2:
        return
    if isinstance(role, Role) and _may_be_of_one_state(role, reading.language):
        return
    codes = [one.state_code if isinstance(one, Named) else "" for one in people]
    for index, code in enumerate(codes):
        if code and code in codes[:index]:
            first = people[codes.index(code)]
            message = f"{people[index].full} is of the same State as {first.full} ({code})"
            hint = "correct the State of one of the two"
            path = join_path("appointees", index, "state")
            yield problem("two-for-one-state", path, message, hint)


def _may_be_of_one_state(role: Role, language: Language) -> bool:
    known = [language.roles[key] for key in _MANY_OF_A_STATE if key in language.roles]
    return any(role.many.casefold() == one.many.m.casefold() for one in known)


def _times(reading: Reading) -> Iterator[Problem]:
    """A meeting ends after it begins."""
    letter = reading.letter
    for name, group in letter.fields.items():
        if not isinstance(group, Facts):
            continue
        start, end = group.get("start"), group.get("end")
        if isinstance(start, time) and isinstance(end, time) and time() != end <= start:
            message = f"it ends at {end:%H:%M}, but begins at {start:%H:%M}"
            hint = "write times of the day as 10:00 and 13:00"
            yield problem("times-reversed", join_path(name, "end"), message, hint)


def _reply(reading: Reading) -> Iterator[Problem]:
    """Of several readers each wrote another letter: it is said whose is answered."""
    letter = reading.letter
    answered = letter.in_reply_to
    several = len(letter.addressed) > 1 or any(one.several for one in letter.addressed)
    if answered is not None and not answered.sender and several:
        message = "the letter goes to several, and does not say whose letter it answers"
        hint = "add from: with who wrote it"
        yield problem("reply-to-many", "in_reply_to", message, hint)


def _twice(reading: Reading) -> Iterator[Problem]:
    """What is listed is listed once: references, copies, people, addressees."""
    letter = reading.letter
    lists: dict[str, list[object]] = {
        "references": [one.symbol for one in letter.references],
        "copies": list(letter.copies),
        "addressees": [one.lines for one in letter.addressed],
    }
    for name, value in letter.fields.items():
        if isinstance(value, tuple):
            lists[name] = [(one.full, one.post) if isinstance(one, Named) else one for one in value]
    for name, values in lists.items():
        for index, one in enumerate(values):
            if one in values[:index]:
                message = f"this is already number {values.index(one) + 1} of {name}"
                path = join_path(name, index)
                yield problem("listed-twice", path, message, "leave one of the two out")


RULES = (
    Rule("role-number", _role_number, old=True),
    Rule("times-reversed", _times, old=True),
    Rule("reply-to-many", _reply, old=True),
    Rule("listed-twice", _twice, old=True),
    Rule("two-for-one-state", _two_for_one),
)
