"""What a spec may say: the keys common to all kinds of letter.

The model knows shapes, not the world: whether a State or a post exists is settled later, as of the
letter's day. ``docs/spec.md`` is made from the descriptions here.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic.fields import FieldInfo

from verbale.faults import fault
from verbale.spec.original import OriginalPart
from verbale.spec.rule_code import RuleCode
from verbale.spec.short import by_language, short_form
from verbale.spec.values import Day, Line, Text

__all__ = [
    "Addressee",
    "Enclosure",
    "LetterSpec",
    "Mentions",
    "ParagraphChange",
    "Part",
    "Person",
    "Reference",
    "Replied",
]


class Part(BaseModel):
    """A group of keys: exact, and frozen once read."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _null_is_none(cls, value: Any) -> Any:
        """Take null for a list or a flag that may be left out as if it were left out.

        Of the other keys null is kept: it says on purpose that there is none, whatever the office
        has by default.
        """
        if not isinstance(value, dict):
            return value
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        return {
            key: one
            for key, one in value.items()
            if one is not None or key not in fields or fields[key].default in (None, _UNDEFINED)
        }


_AT_LEAST_ONE = WithJsonSchema({"type": "integer", "minimum": 1})
_UNDEFINED = FieldInfo().default


class Person(Part):
    """A person, as a letter names one."""

    name: Text = Field(description="First name and surname, as the mission gives them.")
    title: Line | None = Field(None, description='Before the name, such as "H.E. Mr." or "Ms.".')
    surname: Text | None = Field(
        None, description='The name by which a person is named again: "Ambassador Lauber".'
    )
    post: Text | None = Field(
        None, description="A known post, such as permanent-representative, or a post in words."
    )
    state: Line | None = Field(None, description="The State of the post: its code or its name.")
    gender: Literal["f", "m"] | None = Field(
        None, description="f or m, where the title does not tell."
    )
    name_in_address: Text | None = Field(
        None,
        description="The name as an address has it, where a language puts it into a case: the "
        "dative in Russian. Languages that are not given here have the name itself.",
    )
    called: Text | None = Field(
        None, description="How the person is named again, where the post does not tell."
    )
    address: Text | None = Field(
        None, description="The lines of the address after name and post, where they differ."
    )


class Addressee(Part):
    """Who is addressed: a list, a mission, States, a person, or lines as they should stand."""

    to_list: Line | None = Field(None, alias="list", description="A mailing list's name.")
    mission: Line | None = Field(None, description="The State whose mission is addressed.")
    states: tuple[Line, ...] | None = Field(
        None,
        description="The States whose Permanent Representatives are addressed.",
        min_length=1,
        max_length=250,
    )
    person: Person | None = Field(None, description="One person.")
    post: Text | None = Field(
        None, description="A post that nobody holds, which is addressed by itself."
    )
    state: Line | None = Field(None, description="The State of that post.")
    lines: Text | None = Field(None, description="The block as it should stand, line by line.")
    salutation: Text | None = Field(None, description="The vocative, where the rest does not tell.")

    @model_validator(mode="before")
    @classmethod
    def _person_in_short(cls, value: Any) -> Any:
        """Take a group that names a person for that person."""
        if isinstance(value, str):
            return {"list": value}
        if isinstance(value, dict) and "post" in value and "name" not in value:
            for key in ("title", "gender", "surname", "called", "address", "name_in_address"):
                if key in value:
                    message = f'"{key}" is a person\'s, and no name is given'
                    hint = f"add name:, or leave {key}: out: a post that nobody holds has none"
                    raise fault("missing-key", message, hint, key)
        if isinstance(value, dict) and "name" in value:
            own = {key: value[key] for key in value if key == "salutation"}
            return own | {"person": {k: v for k, v in value.items() if k not in own}}
        return value

    @model_validator(mode="after")
    def _one_only(self) -> Addressee:
        given = [self.to_list, self.mission, self.states, self.person, self.lines, self.post]
        if sum(one is not None for one in given) != 1:
            hint = "name one of: list, mission, states, name (a person), post (vacant), lines"
            raise fault("bad-value", "who is addressed must be said in one way", hint)
        if self.state is not None and self.post is None:
            raise fault("unknown-key", '"state" goes with a post here', "leave it out", "state")
        return self


class Reference(Part):
    """A document that the letter rests on."""

    symbol: Line = Field(description="Its symbol, such as A/RES/71/1.")
    adopted: Day | None = Field(None, description="The day it was adopted or issued.")
    title: Text | None = Field(None, description="Its title.")
    by_which: Text | None = Field(
        None, description='What it did, after "by which": the General Assembly adopted ...'
    )


class Replied(Part):
    """The letter that this one answers."""

    reference: Line | None = Field(None, description="Its number.")
    dated: Day | None = Field(None, description="Its date.")
    sender: Text | None = Field(None, alias="from", description="Who wrote it.")
    about: Text | None = Field(None, description="What it is about.")


class Enclosure(Part):
    """Something that goes with the letter."""

    title: Text = Field(description="What it is.")
    symbol: Line | None = Field(None, description="Its symbol, if it is a document.")
    pages: Annotated[int, BeforeValidator(lambda v: _whole(v)), _AT_LEAST_ONE] | None = Field(
        None, description="How many pages it has."
    )


class Mentions(Part):
    """What an old letter's words name: for those who look for it, and printed by nothing."""

    references: tuple[Annotated[Reference, short_form("symbol", is_text=False)], ...] = Field(
        (), description="The documents it cites.", max_length=100
    )
    appointees: tuple[Person, ...] = Field((), description="Whom it appoints.", max_length=100)
    role: Text | None = Field(None, description="What they are appointed to be.")


class ParagraphChange(Part):
    """What a spec does to one paragraph of the template."""

    instead: Text | None = Field(None, description="Stands in its place.")
    before: Text | None = Field(None, description="Is added before it.")
    after: Text | None = Field(None, description="Is added after it.")
    left_out: bool = Field(False, exclude=True, json_schema_extra={"x-internal": True})

    @model_validator(mode="before")
    @classmethod
    def _in_short(cls, value: Any) -> Any:
        """Take null for "left out", and a text for "instead"."""
        if value is None:
            return {"left_out": True}
        if value in ("true", "false", "yes", "no"):
            message = f'"{value}" is no text for a paragraph'
            raise fault("bad-value", message, "write null to leave it out, or its words")
        if isinstance(value, str):
            return {"instead": value}
        if by_language(value):
            return {"instead": value}
        if isinstance(value, dict) and "left_out" in value:
            raise fault("unknown-key", '"left_out" is not a key here', "write null", at="left_out")
        return value


def _whole(value: Any) -> int:
    text = str(value) if isinstance(value, (int, str)) else ""
    if text.isascii() and text.isdigit() and len(text) < 6 and int(text) > 0:
        return int(text)
    shown = f'"{value}"' if isinstance(value, str) else "this"
    raise fault("bad-value", f"{shown} is not a whole number from 1 on", "write digits, such as 12")


class LetterSpec(Part):
    """The keys common to all kinds."""

    kind: Line = Field(description="The kind of letter: a folder in templates/.")
    language: Line | None = Field(None, description="The letter's language: a code such as en.")
    languages: tuple[Line, ...] | None = Field(
        None, description="Several languages, one letter each.", min_length=1, max_length=20
    )
    office: Line | None = Field(None, description="Which office of verbale.yaml sends it.")
    reference: Line | None = Field(None, description="The letter's number, as it is printed.")
    date: Day | None = Field(None, description="The letter's date.")
    as_of: Day | None = Field(
        None, description="The day whose names and posts count, where the letter bears no date."
    )
    place: Text | None = Field(None, description="Where it is written, before the date.")
    classification: Line | None = Field(
        None, description="personal, confidential, strictly-confidential or urgent."
    )
    subject: Text | None = Field(
        None, description="What the letter is about: its title for readers and archives."
    )
    sender: Person | None = Field(None, description="Who signs; the office's own if left out.")
    addressees: Annotated[
        Annotated[tuple[Addressee, ...], Field(min_length=1, max_length=50)] | None,
        BeforeValidator(lambda v: v if v is None or isinstance(v, list) else [v]),
    ] = Field(
        description="Who is addressed: a list's name, a person, a mission.",
    )
    salutation: Text | None = Field(None, description="The vocative, without the comma.")
    references: tuple[Annotated[Reference, short_form("symbol", is_text=False)], ...] = Field(
        (), description="The resolutions and documents it rests on.", max_length=100
    )
    translated_from: Line | None = Field(
        None,
        description="The language it was written in first: the others say that they are "
        "translated from it.",
    )
    in_reply_to: Replied | None = Field(None, description="The letter that this one answers.")
    corrects: Line | None = Field(
        None, description="The letter in the archive that this one corrects: its number or id."
    )
    body: Text | None = Field(
        None, description="Paragraphs and lists in CommonMark, for what the kind does not word."
    )
    paragraphs: dict[str, ParagraphChange] = Field(
        {}, description="Changes to the template's paragraphs, by name: null leaves one out."
    )
    enclosures: tuple[Annotated[Enclosure, short_form("title", is_text=True)], ...] = Field(
        (), description="What goes with the letter.", max_length=200
    )
    copies: tuple[Text, ...] = Field((), description="Who gets a copy.", max_length=200)

    original: tuple[OriginalPart, ...] = Field(
        (),
        description="Of an old letter: its parts in its own order, in its own words where they "
        "are not the template's.",
        max_length=60,
    )
    mentions: Mentions | None = Field(
        None, description="Of an old letter: what its words name, for finding it; not printed."
    )

    excuses: dict[RuleCode, Line] = Field(
        {},
        description="Findings that this letter is to have all the same: a rule's code, and why. "
        "They go into the record.",
        max_length=50,
    )

    @model_validator(mode="after")
    def _is_to_somebody(self) -> LetterSpec:
        """See that a letter of today has addressees; not all old ones have."""
        if self.addressees is None and not self.original:
            hint = "write a list's name, a person or a mission"
            raise fault("wrong-shape", "a letter goes to somebody, not to null", hint, "addressees")
        names = [name for part in self.original for name in part]
        for name in ("body", "addressees"):
            if names.count(name) > 1:
                message = f'"{name}" stands twice'
                raise fault("bad-value", message, "keep one of them", "original")
        if self.original and "body" not in names:
            raise fault("missing-key", '"body" is missing', "add - body", "original")
        return self

    @model_validator(mode="after")
    def _one_way_of_languages(self) -> LetterSpec:
        if self.language is not None and self.languages is not None:
            hint = "keep one of them"
            raise fault("bad-value", '"language" and "languages" are both given', hint, "languages")
        if self.languages is not None and len(set(self.languages)) < len(self.languages):
            raise fault("bad-value", "a language stands twice", "name each once", "languages")
        return self

    @model_validator(mode="after")
    def _one_day(self) -> LetterSpec:
        if self.date is not None and self.as_of is not None and self.date != self.as_of:
            message = "names count as of the letter's date, which is another day"
            raise fault("bad-value", message, "as_of is for a letter without date", "as_of")
        return self

    @property
    def in_languages(self) -> tuple[str, ...]:
        """The languages the letter is written in; English where none is named."""
        return self.languages or (self.language or "en",)

    @property
    def counts_as_of(self) -> datetime.date | None:
        """The day whose names and posts count: the letter's date, or ``as_of`` if it has none."""
        return self.date or self.as_of
