"""The proof that each mission was written to once: a list counted against the Members of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from verbale.mailing.model import MailingList, Recipient
from verbale.problems import Place, Problem, problem
from verbale.protocol.states import States

__all__ = ["Coverage", "coverage"]

_TOLD = 10
"""How many of the same are told one by one: a list of 6,000 has few that matter."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a list covers of the Members of a day; States by their codes, in order."""

    as_of: date
    members: int
    """How many Members there were."""
    written_to: tuple[str, ...]
    """The Members that get at least one copy."""
    missing: tuple[str, ...]
    double: tuple[str, ...]
    observers: tuple[str, ...]
    not_members: tuple[str, ...]
    """States that were neither Members nor observers."""
    vacant: tuple[str, ...]
    """Ids of recipients of whom nobody is named."""
    unknown: tuple[str, ...]
    """Ids of recipients of whom no State is known."""

    @property
    def is_complete(self) -> bool:
        """Whether every Member is written to exactly once, and no State that is none."""
        return not (self.missing or self.double or self.not_members)

    def as_dict(self) -> dict[str, object]:
        """Give it as ``coverage.json`` has it."""
        return {
            "as_of": self.as_of.isoformat(),
            "complete": self.is_complete,
            "members": self.members,
            "written_to": len(self.written_to),
            "missing": list(self.missing),
            "double": list(self.double),
            "observers": list(self.observers),
            "not_members": list(self.not_members),
            "vacant": list(self.vacant),
            "unknown": list(self.unknown),
        }

    def problems(self, mailing: MailingList, states: States) -> Iterator[Problem]:
        """Give its findings as warnings: an office may write to some only."""
        by_state: dict[str, list[Recipient]] = {}
        for one in mailing.recipients:
            by_state.setdefault(one.state, []).append(one)
        whole = Place(file=mailing.name)

        def called(code: str) -> str:
            name = states.find(code, self.as_of, "en")
            return f"{name.short} ({code})" if name is not None else code

        if self.missing:
            names = ", ".join(called(code) for code in self.missing[:10])
            more = f" and {len(self.missing) - 10} more" if len(self.missing) > 10 else ""
            count = len(self.missing)
            message = (
                f"{count} Member{'s are' if count > 1 else ' is'} not written to: {names}{more}"
            )
            yield problem("coverage-missing", whole, message, "add them, if all are meant")
        for code in self.double:
            rows = by_state[code]
            some = [str(one.row or one.id) for one in rows[:5]]
            where = " and ".join(some) + (" and more" if len(rows) > 5 else "")
            message = f"{called(code)} is written to {len(rows)} times: {where}"
            yield problem("coverage-double", mailing.place(rows[-1]), message, "leave one out")
        for code in self.not_members:
            message = f"{called(code)} was no Member and no observer State on {self.as_of}"
            place = mailing.place(by_state[code][0])
            yield problem("coverage-not-member", place, message, "check the State and the day")
        if mailing.is_file:
            said = "names nobody: the post is written to", "add the name, if the post is held"
            yield from _each("coverage-vacant", self.vacant, mailing, *said)
        said = "is of no State that is known", "add its State, if it has one"
        yield from _each("coverage-unknown", self.unknown, mailing, *said)


def _each(
    code: str, ids: Sequence[str], mailing: MailingList, said: str, hint: str
) -> Iterator[Problem]:
    """Tell the first recipients one by one, and how many more there are."""
    wanted = set(ids)
    rows = [one for one in mailing.recipients if one.id in wanted]
    for one in rows[:_TOLD]:
        yield problem(code, mailing.place(one), f'"{one.id}" {said}', hint)
    if len(rows) > _TOLD:
        message = f"of {len(rows) - _TOLD} more it is the same: each {said}"
        yield problem(code, Place(file=mailing.name), message, hint)


def coverage(mailing: MailingList, as_of: date, states: States) -> Coverage:
    """Count a list against the Members of a day.

    Args:
        mailing: the list.
        as_of: the day that counts.
        states: the States that are known.
    """
    status = {one.name.code: one.status for one in states.all(as_of, "en")}
    counts = Counter(one.state for one in mailing.recipients if one.state)
    members = [code for code, found in status.items() if found == "member"]
    return Coverage(
        as_of=as_of,
        members=len(members),
        written_to=tuple(code for code in members if counts[code]),
        missing=tuple(code for code in members if not counts[code]),
        double=tuple(sorted(code for code, count in counts.items() if count > 1)),
        observers=tuple(code for code in counts if status.get(code) == "observer"),
        not_members=tuple(sorted(code for code in counts if code not in status)),
        vacant=_ids(mailing, lambda one: one.is_vacant),
        unknown=_ids(mailing, lambda one: not one.state),
    )


def _ids(mailing: MailingList, wanted: Callable[[Recipient], bool]) -> tuple[str, ...]:
    return tuple(one.id for one in mailing.recipients if wanted(one))
