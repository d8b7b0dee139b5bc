"""What an office says of States of its own: another name, or a State that the data lacks."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from verbale.faults import fault, pattern
from verbale.protocol.states import Record, known

__all__ = ["OfficeStates"]

_Day = Annotated[str, BeforeValidator(lambda value: _iso(value))]
_Plain = Annotated[str, AfterValidator(pattern())]


class _Own(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class OwnWords(_Own):
    """A State's name in a language."""

    short: _Plain = Field(min_length=1, description="The short name: Gambia.")
    runs: _Plain | None = None
    of: _Plain = Field(
        min_length=1, description='What follows "Permanent Representative": of the Gambia.'
    )


class OwnName(_Own):
    """A State's name, from a day on if one is given."""

    since: _Day | None = Field(None, alias="from")
    ar: OwnWords | None = None
    en: OwnWords | None = None
    es: OwnWords | None = None
    fr: OwnWords | None = None
    ru: OwnWords | None = None
    zh: OwnWords | None = None
    formal: str | None = None

    def entry(self) -> Record:
        """Give it as the data has it."""
        return self.model_dump(exclude_none=True, by_alias=True)


class OwnState(_Own):
    """What an office says of a State: another name, or a State that the data does not have."""

    iso3: str | None = Field(None, pattern="^[A-Z]{3}$")
    m49: str | None = Field(None, pattern="^[0-9]{3}$")
    group: str | None = None
    admitted: _Day | None = None
    observer: _Day | None = None
    names: tuple[OwnName, ...] = Field(min_length=1)

    def record(self) -> Record:
        """Give it as the data has it."""
        found: Record = self.model_dump(exclude_none=True, exclude={"names", "observer"})
        if self.observer is not None:
            found["observer"] = {"from": self.observer}
        return found | {"names": [one.entry() for one in self.names]}


class OfficeStates(_Own):
    """An office's own ``states.yaml``: States by their two-letter code."""

    states: dict[str, OwnState]

    @model_validator(mode="after")
    def _codes_and_new_states(self) -> OfficeStates:
        for code, one in self.states.items():
            if not re.fullmatch(r"[A-Z]{2}", code):
                hint = "write its ISO 3166 code of two capitals, such as CH"
                raise fault(
                    "unknown-state", f'"{code}" is no code of a State', hint, f"states.{code}"
                )
            if not known(code) and (one.iso3 is None or one.m49 is None):
                message = f"{code} is a new State, and its iso3: or m49: is missing"
                hint = "add both, or correct the code"
                raise fault("missing-key", message, hint, f"states.{code}")
        return self

    def records(self) -> dict[str, Record]:
        """Give them as :class:`verbale.protocol.states.States` takes them."""
        return {code: one.record() for code, one in self.states.items()}


def _iso(value: object) -> str:
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError:
        hint = "write year-month-day, as 2016-11-03"
        raise fault("bad-date", f'"{value}" is not a date', hint) from None
