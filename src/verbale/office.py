"""The offices that send letters, and what they cite, as their own files tell."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from verbale.numbering import NumberPattern
from verbale.spec.model import Person, Reference
from verbale.spec.rule_code import RuleCode
from verbale.spec.values import Flag, Line, Text

__all__ = ["ARCHIVE", "Office", "OfficeReferences", "Settings"]

ARCHIVE = "archive"
"""Where letters are kept if the settings name no place."""


class Office(BaseModel):
    """Who sends: letterhead, default sender, settings."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )

    name: Text = Field(description="The office's name, as an author of documents.")
    letterhead: Line | None = Field(
        None, description="A folder in templates/letterheads/; null for pre-printed paper."
    )
    paper: Literal["letter", "a4"] = Field("letter", description="The paper: letter or a4.")
    text: Literal["ragged", "justified"] = Field("ragged", description="How lines end.")
    paragraphs: Literal["indented", "block"] = Field(
        "indented", description="How paragraphs begin."
    )
    place: Text | None = Field(None, description="Where its letters are written and go.")
    author: Text | None = Field(
        None, description='How the office names itself in a note: "The Permanent Mission of ...".'
    )
    author_person: Text | None = Field(
        None, description="How its head is named in a note, where author_gender is given."
    )
    own: Text | None = Field(
        None, description='What its head calls it: "my Office" if left out, "my Mission".'
    )
    sender: Person | None = Field(None, description="Who signs where a spec names nobody.")
    classification: Line | None = Field(None, description="Where a spec gives none.")
    number: NumberPattern | None = Field(
        None,
        description="How letters are numbered when issued: OPGA/{year}/{serial:04}; null: not.",
    )
    last_numbers: dict[str, int] = Field(
        {},
        description="The last serial of a year given before Verbale, by year: {2024: 117}.",
    )
    embed_letter: Flag = Field(False, description="Whether PDFs carry the settled letter as JSON.")


class OfficeReferences(BaseModel):
    """What ``letters/_references.yaml`` says: the documents that the office cites."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )

    references: tuple[Reference, ...]


class Settings(BaseModel):
    """What ``verbale.yaml`` says."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    offices: Annotated[dict[str, Office], Field(min_length=1)]
    default_office: Line | None = None
    archive: Line = ARCHIVE
    rules: dict[RuleCode, Literal["off", "advice", "warning", "error"]] = Field(
        {},
        description="How much rules of the rule book matter here: off, advice, warning or error.",
    )
