"""The offices that send letters, as ``verbale.yaml`` tells of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from verbale.spec.model import Person
from verbale.spec.values import Flag, Line, Text

__all__ = ["Office", "Settings"]


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
    sender: Person | None = Field(None, description="Who signs where a spec names nobody.")
    classification: Line | None = Field(None, description="Where a spec gives none.")
    embed_letter: Flag = Field(False, description="Whether PDFs carry the settled letter as JSON.")


class Settings(BaseModel):
    """What ``verbale.yaml`` says."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    offices: Annotated[dict[str, Office], Field(min_length=1)]
    default_office: Line | None = None
