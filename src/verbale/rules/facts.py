"""Rules on what a letter says of the world: who is appointed, days and times, what is listed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from verbale.letter import Facts, Named, Role
from verbale.problems import Problem, join_path, problem
from verbale.rules.reading import Reading
from verbale.rules.rule import Rule

__all__ = ["RULES"]


def _role_number(reading: Reading) -> Iterator[Problem]:
    """A role given in the plural goes with several people, and the reverse."""
    letter = reading.letter
    role, people = letter.fields.get("role"), letter.fields.get("appointees")
    if not isinstance(role, Role) or not isinstance(people, tuple) or role.one == role.many:
        return
    typed = role.typed.casefold()
    if typed == role.many.casefold() and len(people) == 1:
        message = f'"{role.typed}" is plural, but one person is appointed'
        hint = f'the letter says "{role.one}"; write that, or add the other appointees'
        yield problem("role-number", role.path, message, hint)


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
)
