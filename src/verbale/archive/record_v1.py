"""What the archive keeps of a letter, first edition. It is only ever added to, never changed.

A record is JSON. Everything large is a blob, named by its SHA-256. Records are untrusted: they are
parsed, bounded, and held to their shape. When a record needs what this edition does not have, a
second edition is made beside it, and this one stays, so that letters of today can be read.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

__all__ = [
    "EDITION",
    "KeptCopy",
    "KeptFile",
    "KeptFont",
    "KeptPage",
    "KeptPart",
    "KeptSide",
    "LetterKept",
    "Record",
    "Voided",
    "as_bytes",
    "from_told",
    "id_of",
]

EDITION: Final = 1


def _matching(pattern: str, what: str) -> AfterValidator:
    """Hold a text to a pattern; Pydantic would compile it anew for each field, at every start."""
    fits = re.compile(pattern).fullmatch

    def held(text: str) -> str:
        if fits(text) is None:
            raise ValueError(f"this is not {what}")
        return text

    return AfterValidator(held)


Sha = Annotated[str, _matching(r"[0-9a-f]{64}", "a SHA-256")]
Css = Annotated[str, _matching(r"[A-Za-z0-9 _-]{1,100}", "a word of a stylesheet")]
LanguageCode = Annotated[str, _matching(r"[A-Za-z][A-Za-z0-9-]{0,34}", "a language")]
RecipientId = Annotated[
    str, _matching(r"(?:[^\W_](?:[\w.-]{0,98}[\w-])?)?", "an id by which a file can be named")
]
"""Files are named by it, so it holds nothing that leads out of their folder."""
Short = Annotated[str, StringConstraints(max_length=100_000)]
"""No text of a spec is longer."""


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class KeptFile(_Kept):
    """A file, under the name by which a page asks for it."""

    name: Short
    sha256: Sha


class KeptFont(KeptFile):
    """A font's file, and how stylesheets call it."""

    family: Css
    weight: Css
    style: Css


class KeptPage(_Kept):
    """A filled page: all that is needed to typeset it."""

    title: Short
    language: LanguageCode
    html: Sha
    screen: Sha
    sheets: tuple[KeptFile, ...]
    assets: tuple[KeptFile, ...]
    as_of: datetime.date = Field(strict=False)
    author: Short


class KeptCopy(_Kept):
    """One recipient's copy of a page."""

    id: RecipientId
    """The recipient's; "" where there is no list."""
    mission: Short = ""
    state: Short = ""
    title: Short
    slots: dict[str, Annotated[str, StringConstraints(max_length=20_000)]] = {}
    pages: int
    pdf: Sha
    letter_json: Sha | None = None
    """The settled letter that the PDF carries inside, where it does."""
    email: Short = ""
    html: Sha | None = None
    """Of the copy's page for browsers, which is the part's with the copy's lines: no blob."""


class KeptPart(_Kept):
    """Copies that were typeset together: their plate is made of all their lines."""

    page: KeptPage
    full: Short
    """Why each was laid out in full; "" where they were stamped."""
    copies: tuple[KeptCopy, ...] = Field(min_length=1)


class KeptSide(_Kept):
    """The letter in one language."""

    language: LanguageCode
    letter: Sha
    """The settled letter, as JSON."""
    text: Sha
    """Its words, for finding it."""


class _Chained(_Kept):
    record: Literal[1]
    sequence: int = Field(ge=1)
    previous: Annotated[str, _matching(r"(?:[0-9a-f]{64})?", "a SHA-256")]
    """The SHA-256 of the record before this one; "" for the first."""
    counters: dict[str, Annotated[int, Field(ge=0)]]
    """The last serial of each office and year, this record's own among them."""
    made: Short
    """When, as ISO 8601 in UTC."""
    made_with: dict[str, str]
    made_by: Short = ""
    """Who gave the command, by their name on the machine."""


class LetterKept(_Chained):
    """A letter that was issued, or an old one that was filed."""

    what: Literal["letter"]
    status: Literal["issued", "filed"]
    reference: Short
    date: datetime.date | None = Field(strict=False)
    corrects: Short = ""
    """The id of the letter that this one corrects."""
    dublin_core: dict[str, Short | tuple[Short, ...]]
    kind: Short
    office: Short
    sender: Short
    states: tuple[Short, ...]
    symbols: tuple[Short, ...]
    appointees: tuple[Short, ...]
    spec: KeptFile
    mailing_list: KeptFile | None = None
    sent_to: Short = ""
    """The list it went to, as it was named; "" for the letter's own addressees."""
    classification: Short = ""
    excuses: dict[Short, Short] = {}
    """What the rule book found and the spec excused, by the rule's code, and why."""
    scan: KeptFile | None = None
    """The picture of an old letter that was filed."""
    coverage: Sha | None = None
    """Which Members were written to, as JSON, where the letter went to a list."""
    templates: Sha
    """A JSON object of names and hashes: the template files, for information."""
    fonts: tuple[KeptFont, ...]
    sides: tuple[KeptSide, ...] = Field(min_length=1)
    parts: tuple[KeptPart, ...] = Field(min_length=1)


class Voided(_Chained):
    """A letter was recalled."""

    what: Literal["void"]
    of: Short
    why: Short


Record = LetterKept | Voided
_KINDS: dict[object, type[LetterKept] | type[Voided]] = {"letter": LetterKept, "void": Voided}


def id_of(record: Record) -> str:
    """Give a record's id: its place in the chain, as ``000012``."""
    return f"{record.sequence:06}"


def as_bytes(record: Record) -> bytes:
    """Write a record: the same text for the same record."""
    told = record.model_dump(mode="json")
    return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def from_told(told: Mapping[str, object], data: bytes) -> Record:
    """Read a record of this edition.

    Args:
        told: what its JSON says.
        data: its bytes.

    Raises:
        ValueError: it does not have the shape of one; the message says where.
    """
    kind = _KINDS.get(told.get("what") if isinstance(told.get("what"), str) else None)
    if kind is None:
        raise ValueError("it does not say what it is a record of")
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ValueError(f"{where}: {first['msg']}") from None
