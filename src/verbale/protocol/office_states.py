"""What an office says of States of its own: another name, or a State that the data lacks."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from verbale.faults import fault, pattern
from verbale.protocol.languages import LANGUAGE
from verbale.protocol.states import LANGUAGES, Record, known, known_as

__all__ = ["OfficeStates"]

_Day = Annotated[str, BeforeValidator(lambda value: _iso(value))]
_Plain = Annotated[str, BeforeValidator(lambda value: _filled(value)), AfterValidator(pattern())]
_Iso3 = Annotated[str, BeforeValidator(lambda value: _code(value, "[A-Z]{3}", "XYZ"))]
_M49 = Annotated[str, BeforeValidator(lambda value: _code(value, "[0-9]{3}", "999"))]


class _Own(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class OwnWords(_Own):
    """A State's name in a language."""

    short: _Plain = Field(description="The short name: Gambia.")
    runs: _Plain | None = None
    of: _Plain = Field(description='What follows "Permanent Representative": of the Gambia.')


class OwnName(_Own):
    """A State's name, from a day on if one is given."""

    since: _Day | None = Field(None, alias="from")
    ar: OwnWords | None = None
    en: OwnWords | None = None
    es: OwnWords | None = None
    fr: OwnWords | None = None
    ru: OwnWords | None = None
    zh: OwnWords | None = None
    others: dict[str, OwnWords] = {}
    """In languages of the office's own."""
    formal: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _other_languages(cls, value: Any) -> Any:
        """Take the words of a language that the data does not have."""
        if not isinstance(value, dict):
            return value
        fields = {"from", "formal", *LANGUAGES}
        codes = [key for key in value if key not in fields and LANGUAGE.fullmatch(str(key))]
        kept = {key: one for key, one in value.items() if key not in codes}
        return kept | {"others": {key: value[key] for key in codes}} if codes else kept

    def entry(self) -> Record:
        """Give it as the data has it."""
        found = self.model_dump(exclude_none=True, by_alias=True, exclude={"others"})
        return found | {key: one.model_dump(exclude_none=True) for key, one in self.others.items()}


class OwnState(_Own):
    """What an office says of a State: another name, or a State that the data does not have."""

    iso3: _Iso3 | None = None
    m49: _M49 | None = None
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
            days = [name.since or "" for name in one.names]
            if len(set(days)) < len(days) or days != sorted(days):
                message = f"the names of {code} do not follow each other"
                hint = "oldest first, each from: a day of its own; one alone without"
                raise fault("bad-value", message, hint, f"states.{code}.names")
            taken = next(
                (v for v in (one.iso3, one.m49) if v and known_as(v) not in ("", code)), ""
            )
            if taken:
                message = f"{taken} is the code of {known_as(taken)}"
                raise fault("bad-value", message, "write another code", f"states.{code}")
            if not known(code) and (one.iso3 is None or one.m49 is None):
                message = f"{code} is a new State, and its iso3: or m49: is missing"
                hint = "add both, or correct the code"
                raise fault("missing-key", message, hint, f"states.{code}")
        return self

    def records(self) -> dict[str, Record]:
        """Give them as :class:`verbale.protocol.states.States` takes them."""
        return {code: one.record() for code, one in self.states.items()}


def _iso(value: object) -> str:
    text = value if isinstance(value, str) else ""
    try:
        found = datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        found = None
    if found is None or not 1945 <= found.year <= 2199:
        shown = f'"{text[:40]}"' if text else "this"
        hint = "write year-month-day, as 2016-11-03"
        raise fault("bad-date", f"{shown} is not a date since 1945", hint)
    return found.isoformat()


def _filled(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise fault("empty-text", "this text is empty", "write it, or leave the key out")
    return value.strip() if isinstance(value, str) else value


def _code(value: object, form: str, example: str) -> object:
    if isinstance(value, str) and re.fullmatch(form, value):
        return value
    raise fault("bad-value", "this is not such a code", f"write it as {example}")
