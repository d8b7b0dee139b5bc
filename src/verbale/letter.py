"""A letter settled to the last word: what one recipient gets, in one language, frozen."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

__all__ = [
    "Addressed",
    "Answered",
    "Change",
    "Cited",
    "Enclosed",
    "Facts",
    "Letter",
    "Mentioned",
    "Named",
    "Role",
    "SenderOffice",
    "as_json",
]


class Facts(Mapping[str, Any]):
    """A frozen group of named values: the fields that a kind adds."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any]) -> None:
        self._items = dict(items)

    def __getitem__(self, name: str) -> Any:
        return self._items[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items))

    def __repr__(self) -> str:
        return f"Facts({self._items!r})"


NO_FACTS = Facts({})


@dataclass(frozen=True, slots=True)
class Named:
    """A person, worded in the letter's language."""

    name: str
    title: str = ""
    surname: str = ""
    post: str = ""
    """The post with its State: "Permanent Representative of Switzerland"."""
    gender: str | None = None
    again_title: str = ""
    again_title_many: str = ""
    called: str = ""
    at: str = ""
    """Where the post is held: "to the United Nations"."""
    path: str = ""
    """Where the spec names the person."""
    title_key: str = ""
    """The known title's key: "H.E. Mr."; "" of another."""
    post_key: str = ""
    """The known post's key: "permanent-representative"; "" of one in words."""
    state_code: str = ""
    """The code of the post's State."""
    title_after: bool = False
    """Whether titles stand after names, with no space, as in Chinese."""

    @property
    def full(self) -> str:
        """Title and name: "H.E. Mr. Jürg Lauber"."""
        return self._with(self.title, self.name)

    @property
    def again(self) -> str:
        """The person named again: "Ambassador Lauber"."""
        if not self.called and not self.again_title:
            return self.name  # Nobody is called by a bare surname.
        return self.called or self._with(self.again_title, self.surname)

    def _with(self, title: str, name: str) -> str:
        return f"{name}{title}" if self.title_after else f"{title} {name}".strip()


@dataclass(frozen=True, slots=True)
class Role:
    """What people are appointed to be."""

    typed: str
    """As the spec has it."""
    one: str
    many: str
    path: str = ""
    forms: Facts = NO_FACTS
    """Of a role that the language has forms for, by case ("" the plain), number and gender:
    ``forms["dative"]["two.f"]``."""

    @property
    def known(self) -> bool:
        """Whether the language has forms for it: one in words is good for one place only."""
        return bool(self.forms)

    def of(self, people: Sequence[Named], case: str = "") -> str:
        """Give the role in the number and gender of those who have it.

        Args:
            people: who have it; mixed ones take the masculine.
            case: a case that the language's data names; "" for the plain form.
        """
        number = {1: "one", 2: "two"}.get(len(people), "many")
        gender = "f" if all(one.gender == "f" for one in people) else "m"
        if not self.forms:
            return self.one if number == "one" else self.many
        words: str = self.forms.get(case, self.forms[""])[f"{number}.{gender}"]
        return words


@dataclass(frozen=True, slots=True)
class Cited:
    """A document the letter rests on, worded in the letter's language."""

    symbol: str
    noun: str
    """The key of what it is: resolution, decision, document."""
    cited: str
    """How it is cited: "resolution A/RES/71/1"."""
    number: str = ""
    """What of it names the document: "A/RES/71/1"."""
    organ: str = ""
    """The key of the organ that is named with it; "" where none is."""
    url: str = ""
    """Where it is to be had."""
    adopted: date | None = None
    title: str = ""
    by_which: str = ""
    path: str = ""
    """Where the spec names it."""
    typed: str = ""
    """Its symbol as the spec has it."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """The block at the foot of the first page."""

    lines: tuple[str, ...]
    vocative: str
    in_text: str = ""
    """How the addressee is named in a sentence: "the Permanent Mission of Switzerland ..."."""
    several: bool = False
    """Whether more than one is addressed."""
    path: str = ""
    """Where the spec names the addressee."""
    person: Named | None = None
    """Who is addressed, where it is one person."""
    post_key: str = ""
    """The key of the post that is addressed by itself; "" where there is none."""
    state_code: str = ""
    """The code of the State whose mission is addressed."""
    by_rank: str = ""
    """The vocative that goes by rank and post, whatever salutation the spec gives."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Something that goes with the letter."""

    title: str
    symbol: str = ""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The letter that this one answers."""

    reference: str = ""
    dated: date | None = None
    sender: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What the spec does to one paragraph of the template: CommonMark, or nothing."""

    instead: str | None = None
    before: str | None = None
    after: str | None = None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class SenderOffice:
    """What a letter says of the office that sends it."""

    key: str
    name: str
    letterhead: str | None
    """The folder of the letterhead; None leaves room for pre-printed paper."""
    paper: str = "letter"
    text: str = "ragged"
    """How lines end: ragged or justified."""
    paragraphs: str = "indented"
    """How paragraphs begin: indented or block."""
    place: str = ""
    """Where its letters are written and go, on one line."""
    author: str = ""
    """How it names itself in a note."""
    author_person: str = ""
    """How its head is named in a note."""
    own: str = ""
    """What its head calls it: "my Mission"."""
    embeds_letter: bool = False


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What an old letter's words name, for those who look for it."""

    symbols: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, settled: only its template's own words are still to come."""

    kind: str
    language: str
    office: SenderOffice
    as_of: date
    sender: Named
    addressed: tuple[Addressed, ...]
    vocative: str
    """What the salutation and the close call the reader."""
    date: date | None = None
    place: str = ""
    reference: str = ""
    classification: str = ""
    subject: str = ""
    translated: str = ""
    """Of a translation: "Translated from English"."""
    opening: str = ""
    """What a letter of this sender opens with: "I have the honour to"."""
    references: tuple[Cited, ...] = ()
    in_reply_to: Answered | None = None
    body: str = ""
    changes: Facts = NO_FACTS
    """Changes to the template's paragraphs, by name: :class:`Change`."""
    enclosures: tuple[Enclosed, ...] = ()
    copies: tuple[str, ...] = ()
    fields: Facts = NO_FACTS
    """What the kind adds."""
    original: tuple[tuple[str, str | None], ...] = ()
    """Of an old letter: its parts in order, each with its own words or None for the template's."""
    mentioned: Mentioned = Mentioned()
    recipient: Facts | None = None
    """The line of the mailing list that this copy is for; None where there is no list."""
    texts: Facts = NO_FACTS
    """Every text of the spec in this language, as it was typed, by its path, white space kept."""
    names: frozenset[str] = frozenset()
    """The paths of those texts that are names."""
    given: frozenset[str] = frozenset()
    """The keys common to all kinds that the spec gives, by which it is seen what goes unused."""
    languages: tuple[str, ...] = ()
    """All the languages that the letter is written in, this one among them."""


def as_json(letter: Letter) -> str:
    """Write the settled letter as JSON: the same text for the same letter, keys sorted."""
    return json.dumps(_plain(letter), ensure_ascii=False, sort_keys=True, indent=1)


_ONLY_HERE = frozenset(
    {
        *("path", "given", "texts", "names", "typed", "person", "by_rank"),
        *("title_key", "post_key", "state_code", "languages"),
    }
)
"""What rules read and problems are placed by, and is no fact of the letter."""
_PRIVATE = frozenset({"email"})
"""What is for sending a letter, and not for those who read it."""


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {f.name: _plain(getattr(value, f.name)) for f in fields if f.name not in _ONLY_HERE}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items() if key not in _PRIVATE}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, (date, time)) else value
