"""Rules on what the drafter wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from verbale.letter import Facts, Letter, Named, Role
from verbale.problems import Problem, join_path, problem
from verbale.rules.references import references

__all__ = ["words"]


def words(letter: Letter) -> tuple[Problem, ...]:
    """Check the words of a settled letter.

    Args:
        letter: the settled letter.

    Returns:
        All that is wrong or doubtful, in the order of the rules.
    """
    return (
        *_stops(letter),
        *_role_number(letter),
        *_times(letter),
        *_enclosures(letter),
        *_reply(letter),
        *_twice(letter),
        *references(letter),
    )


def _stops(letter: Letter) -> Iterator[Problem]:
    """A text that the template sets inside a sentence ends without a stop of its own."""
    texts = [(name, value) for name, value in letter.fields.items() if isinstance(value, str)]
    for name, group in letter.fields.items():
        if hasattr(group, "items"):
            texts += [(f"{name}.{k}", v) for k, v in group.items() if isinstance(v, str)]
    if letter.in_reply_to is not None:
        texts += [("in_reply_to.from", letter.in_reply_to.sender)]
        texts += [("in_reply_to.about", letter.in_reply_to.about)]
    texts += [(f"references.{i}.by_which", r.by_which) for i, r in enumerate(letter.references)]
    for path, text in texts:
        if text.endswith((".", "。")) and not text.endswith(("a.i.", "etc.", "...")):
            message = f'"{path.rsplit(".", 1)[-1]}" stands inside a sentence, but ends with a stop'
            hint = "leave the full stop out: the template sets it"
            yield problem("stop-in-fragment", path, message, hint)


def _role_number(letter: Letter) -> Iterator[Problem]:
    """A role given in the plural goes with several people, and the reverse."""
    role, people = letter.fields.get("role"), letter.fields.get("appointees")
    if not isinstance(role, Role) or not isinstance(people, tuple) or role.one == role.many:
        return
    typed = role.typed.casefold()
    if typed == role.many.casefold() and len(people) == 1:
        message = f'"{role.typed}" is plural, but one person is appointed'
        hint = f'the letter says "{role.one}"; write that, or add the other appointees'
        yield problem("role-number", role.path, message, hint)


def _times(letter: Letter) -> Iterator[Problem]:
    """A meeting ends after it begins."""
    for name, group in letter.fields.items():
        if not isinstance(group, Facts):
            continue
        start, end = group.get("start"), group.get("end")
        if isinstance(start, time) and isinstance(end, time) and time() != end <= start:
            message = f"it ends at {end:%H:%M}, but begins at {start:%H:%M}"
            hint = "write times of the day as 10:00 and 13:00"
            yield problem("times-reversed", join_path(name, "end"), message, hint)


def _reply(letter: Letter) -> Iterator[Problem]:
    """Of several readers each wrote another letter: it is said whose is answered."""
    answered = letter.in_reply_to
    several = len(letter.addressed) > 1 or any(one.several for one in letter.addressed)
    if answered is not None and not answered.sender and several:
        message = "the letter goes to several, and does not say whose letter it answers"
        hint = "add from: with who wrote it"
        yield problem("reply-to-many", "in_reply_to", message, hint)


def _twice(letter: Letter) -> Iterator[Problem]:
    """What is listed is listed once: references, copies, people, addressees."""
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


def _enclosures(letter: Letter) -> Iterator[Problem]:
    """An enclosure is listed once (ST/DCS/4/Rev.1, paras. 32-35: their number is given)."""
    seen: dict[tuple[str, str], int] = {}
    # An old letter says what it said.
    for index, one in enumerate(letter.enclosures if not letter.original else ()):
        first = seen.setdefault((one.title.casefold(), one.symbol), index)
        if first != index:
            message = f'"{one.title}" is already enclosure {first + 1}'
            path = join_path("enclosures", index)
            yield problem("enclosure-twice", path, message, "leave one of the two out")
