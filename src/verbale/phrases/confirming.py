"""Says what is known of a phrase once its row has been read: who confirmed it, and when."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import NamedTuple

from verbale.phrases.rows import Phrase
from verbale.problems import did_you_mean
from verbale.protocol.sources import STATES, PhraseSource

__all__ = ["Confirmed", "Fault", "Fields", "confirmed"]


class Fields(NamedTuple):
    """What a row says besides the words."""

    source: str
    state: str
    by: str
    on: str


class Fault(NamedTuple):
    """What is wrong with a cell: its column, and the problem's code, message and hint."""

    head: str
    code: str
    message: str
    hint: str


class Confirmed(NamedTuple):
    """The source of a phrase, or what is wrong."""

    value: PhraseSource | None
    problems: tuple[Fault, ...] = ()


def confirmed(
    asked: Fields, phrase: Phrase, edited: Collection[str], today: datetime.date
) -> Confirmed:
    """Say what is known of a phrase.

    What was confirmed were the old words: new ones are verified only if that was said of them.

    Args:
        asked: what the row says.
        phrase: the phrase as it is.
        edited: the columns in which something was changed.
        today: the day of a confirmation that gives none.
    """
    asked = asked._replace(state=asked.state or "unverified")
    faults = (*_state(asked, edited), *_day(asked, today))
    if faults:
        return Confirmed(None, faults)
    state, by, on = asked.state, asked.by, asked.on
    reworded = "Words" in edited
    # A phrase that was missing has no source; of others, the source was that of the old words.
    source = asked.source if "Source" in edited or not reworded else ""
    said = bool({"State", "By", "On"} & set(edited)) or on == today.isoformat()
    if reworded and not (state == "verified" and by and said):
        state = "unverified"
    signed = bool({"By", "On"} & set(edited)) or state == "verified"
    if state == "unverified" and not signed:
        by = on = ""
    newly = state == "verified" and (reworded or phrase.state != "verified" or "By" in edited)
    if by and (not on or (newly and "On" not in edited)):
        on = today.isoformat()
    return Confirmed(_known(source, state, by, on))


def _known(source: str, state: str, by: str, on: str) -> PhraseSource:
    named = STATES[0] if state == STATES[0] else STATES[1]
    return PhraseSource(source=source, state=named, by=by, on=on)


def _state(asked: Fields, edited: Collection[str]) -> tuple[Fault, ...]:
    if asked.state not in STATES:
        message = f'"{asked.state[:40]}" is no state of a phrase'
        hint = did_you_mean(asked.state, STATES, f"write {' or '.join(STATES)}")
        return (Fault("State", "bad-value", message, hint),)
    if asked.state == "verified" and not asked.by and "State" in edited:
        message = "it is verified, and By does not say by whom"
        return (Fault("By", "unsigned", message, "write the name of who has confirmed it"),)
    if asked.on and not asked.by:
        message = "On gives a day, and By does not say who"
        return (Fault("By", "unsigned", message, "write a name, or leave the day out"),)
    return ()


def _day(asked: Fields, today: datetime.date) -> tuple[Fault, ...]:
    try:
        day = datetime.date.fromisoformat(asked.on) if len(asked.on) == 10 else None
    except ValueError:
        day = None
    if asked.on and day is None:
        message, hint = f'"{asked.on[:40]}" is not a date', "write year-month-day, as 2016-11-03"
        return (Fault("On", "bad-date", message, hint),)
    if day is not None and day > today:
        return (Fault("On", "bad-date", f"{day} is still to come", "write the day it was done"),)
    return ()
