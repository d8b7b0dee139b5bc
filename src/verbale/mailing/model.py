"""A mailing list and its recipients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from verbale.problems import Place, Problem

__all__ = ["KNOWN", "MailingList", "Recipient"]

KNOWN = (
    "id",
    "state",
    "title",
    "name",
    "surname",
    "post",
    "gender",
    "language",
    "email",
    "address",
)
"""The columns that mean something; any other goes to templates as it is."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of a mailing list: one copy goes there."""

    id: str
    """Names the recipient's files; once in its list, whatever the case of its letters."""
    state: str = ""
    """The State's two-letter code; "" where no State is named."""
    title: str = ""
    name: str = ""
    surname: str = ""
    post: str = ""
    gender: str = ""
    language: str = ""
    language_is_suggested: bool = False
    """Whether nobody has confirmed the language yet: the list says ``fr?``."""
    email: str = ""
    address: str = ""
    """Lines of the address after name and post, where they differ."""
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What the list's other columns say, by their names."""
    row: int = 0
    """The row of the file, counted from 1 with the head; 0 in a list that is no file."""

    @property
    def is_vacant(self) -> bool:
        """Whether nobody is named: the post is written to by itself."""
        return not self.name


@dataclass(frozen=True, slots=True)
class MailingList:
    """The recipients of a letter, in order; rows with problems are left out of them."""

    name: str
    """The list's name, or how messages call its file."""
    recipients: tuple[Recipient, ...]
    problems: tuple[Problem, ...] = ()
    rows: int = 0
    """How many rows the file has, bad ones included."""
    is_file: bool = False
    raw: bytes = b""
    """The file as it was read."""

    def place(self, recipient: Recipient) -> Place:
        """Say where a recipient stands, for messages."""
        if not self.is_file:
            return Place(path=recipient.id, file=self.name)
        return Place(file=self.name, line=recipient.row)
