"""The lists that need no file: all Members, with observers, regional groups, and sets of codes."""

from __future__ import annotations

import re
from datetime import date

from verbale.mailing.model import MailingList, Recipient
from verbale.problems import Outcome, Place, did_you_mean, problem
from verbale.protocol.states import State, States

__all__ = ["built_in", "named_lists"]

_ALL = "all-permanent-representatives"
_AND_OBSERVERS = "all-permanent-representatives-and-observers"
_MISSIONS = {
    "all-permanent-missions": _ALL,
    "all-permanent-missions-and-observers": _AND_OBSERVERS,
}
"""As a note verbale calls them: whether mission or head is addressed is for the kind to say."""
_GROUPS = {
    "african-group": "African",
    "asia-pacific-group": "Asia-Pacific",
    "eastern-european-group": "Eastern European",
    "latin-american-and-caribbean-group": "GRULAC",
    "western-european-and-others-group": "WEOG",
}
_CODES = re.compile(r"[A-Za-z]{2}(?:[,; ]+[A-Za-z]{2})*")


def named_lists() -> tuple[str, ...]:
    """Give the names of the lists that need no file."""
    return (_ALL, _AND_OBSERVERS, *_GROUPS)


def built_in(named: str, as_of: date, states: States) -> Outcome[MailingList]:
    """Give a list that needs no file.

    Args:
        named: its name, or codes of States with commas between: ``CH,MX``.
        as_of: the day that counts.
        states: the States that are known.

    Returns:
        The list in alphabetical order, or the order in which codes are given; or what is wrong.
    """
    named = _MISSIONS.get(named, named)
    if named in named_lists():
        found = [one for one in states.all(as_of, "en") if _belongs(named, one)]
        return Outcome(MailingList(named, tuple(_recipient(one.name.code) for one in found)))
    where = Place(file=named)
    if not _CODES.fullmatch(named):
        known = ", ".join(named_lists())
        near = [one for one in named_lists() if named and one.startswith(named.lower())]
        hint = f"name a CSV or XLSX file, codes such as CH,MX, or one of: {known}"
        hint = did_you_mean(near[0] if near else named, named_lists(), hint)
        return Outcome(None, (problem("unknown-list", where, f'there is no list "{named}"', hint),))
    codes = [code.upper() for code in re.findall(r"[A-Za-z]{2}", named)]
    unknown = [code for code in codes if states.find(code, as_of, "en") is None]
    doubles = sorted({code for code in codes if codes.count(code) > 1})
    if unknown or doubles:
        found_wrong = [
            *(
                problem("unknown-state", where, f'"{c}" is not a State', "see verbale states")
                for c in unknown
            ),
            *(problem("double-id", where, f"{c} stands twice", "name it once") for c in doubles),
        ]
        return Outcome(None, tuple(found_wrong))
    return Outcome(MailingList(named, tuple(map(_recipient, codes))))


def _belongs(named: str, state: State) -> bool:
    if named == _AND_OBSERVERS:
        return True
    if named == _ALL:
        return state.status == "member"
    return state.status == "member" and state.group == _GROUPS[named]


def _recipient(code: str) -> Recipient:
    return Recipient(id=code.lower(), state=code)
