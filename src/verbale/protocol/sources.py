"""Where the words of a language come from, and whether that was read there.

A language's file tells it in its group ``sources``, by key paths of which the longest that leads to
a phrase counts. A phrase is one leaf text of a language's words.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from verbale.faults import fault
from verbale.problems import did_you_mean, split_path

__all__ = ["STATES", "PhraseSource", "State", "leads_somewhere", "source_of"]

State = Literal["verified", "unverified"]
STATES: tuple[State, ...] = ("verified", "unverified")
"""The states of a phrase: read in the source that is named or confirmed by a translator, or not."""


def _day(value: str) -> str:
    """Take a day as it is written: ``2026-11-03``; "" is none."""
    try:
        good = not value or datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        good = False
    if not good:
        message, hint = f'"{value[:40]}" is not a date', "write year-month-day, as 2016-11-03"
        raise fault("bad-date", message, hint)
    return value


class PhraseSource(BaseModel):
    """Where words come from, and their state."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    source: str = ""
    """The document or the letters in which they were read; "" if that is not told."""
    state: State = "unverified"
    by: str = ""
    """The translator who has confirmed them."""
    on: Annotated[str, AfterValidator(_day)] = ""
    """The day of that, as ``2026-11-03``."""

    @model_validator(mode="after")
    def _both_or_none(self) -> PhraseSource:
        if self.on and not self.by:
            raise fault("missing-key", "on: is given without by:", "add by: with who confirmed it")
        return self


UNKNOWN = PhraseSource.model_construct(source="", state="unverified", by="", on="")


def source_of(sources: Mapping[str, PhraseSource], steps: Sequence[str]) -> PhraseSource:
    """Give the source of a phrase: that of the longest key path that leads to it.

    Args:
        sources: by key paths, as a language's file has them: dots of a key are escaped.
        steps: the keys and list indexes that lead to the phrase.
    """
    by_steps = {tuple(split_path(path)): one for path, one in sources.items()}
    for length in range(len(steps), 0, -1):
        if (found := by_steps.get(tuple(steps[:length]))) is not None:
            return found
    return UNKNOWN


def leads_somewhere(paths: Mapping[str, object], groups: Sequence[str]) -> None:
    """Check that key paths begin with a group of the language's file.

    Deeper keys are not held to what is there: a phrase that a later version has no longer must stop
    no letter of an office that has once confirmed it.

    Raises:
        PydanticCustomError: one does not.
    """
    for path in paths:
        first = next(iter(split_path(path)), "")
        if first not in groups:
            hint = did_you_mean(first, groups, f"begin with one of: {', '.join(groups)}")
            raise fault("unknown-key", f'"{path}" leads to no phrase', hint)
