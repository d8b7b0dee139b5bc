"""The words of a language that letters need besides a kind's template.

One data file a language: ``protocol/data/languages/`` in the package, or ``templates/languages/``
in an office's own folder, which comes first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal, Protocol

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from verbale.faults import fault, pattern, put
from verbale.protocol.typography import Typography

__all__ = [
    "LANGUAGE",
    "ByGender",
    "Language",
    "Noun",
    "PostWords",
    "Pronouns",
    "RoleWords",
    "TitleWords",
]

_Yes = Annotated[bool, BeforeValidator(lambda v: {"true": True, "false": False}.get(v, v))]


_WithName = Annotated[str, AfterValidator(pattern("name", "his"))]
_WithState = Annotated[str, AfterValidator(pattern("state", "of"))]
_WithStates = Annotated[str, AfterValidator(pattern("states", "ofs", "of_all"))]
_Plain = Annotated[str, AfterValidator(pattern())]


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
"""A language's code."""


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Pronouns(_Words):
    """How a person, or several, are referred to."""

    subject: str
    object: str
    possessive: str
    reflexive: str = ""
    has: str = ""


class Noun(_Words):
    """A noun in one and many, bare and pointed at."""

    one: str
    many: str
    this: str = ""
    these: str = ""


class ByGender(_Words):
    """Words that may follow the gender of the person they are said of."""

    m: str
    f: str

    @model_validator(mode="before")
    @classmethod
    def _the_same(cls, value: Any) -> Any:
        """Take one text for both."""
        return {"m": value, "f": value} if isinstance(value, str) else value

    @property
    def differs(self) -> bool:
        """Whether the gender has to be known."""
        return self.m != self.f

    def of(self, gender: str | None) -> str:
        """Give the words for a gender; the masculine where it is not known."""
        return self.f if gender == "f" else self.m


def _both(*names: str) -> Callable[[ByGender], ByGender]:
    """Make a validator of words by gender, with the placeholders that may stand in them."""

    def check(words: ByGender) -> ByGender:
        for one in (words.m, words.f):
            pattern(*names)(one)
        return words

    return check


_Gendered = Annotated[ByGender, AfterValidator(_both())]
_GenderedPost = Annotated[ByGender, AfterValidator(_both("state", "of"))]


class Vacancy(ByGender):
    """How a post is addressed that nobody holds, with ``{post}``."""

    before_vowel: str = ""
    """The same before a vowel, where that differs: "L'{post}"."""

    def put(self, post: str, gender: str | None = None) -> str:
        """Put a post into the words."""
        vowel = post[:1].lower() in "aeiouéèêàâîïôû"
        words = self.before_vowel if self.before_vowel and vowel else self.of(gender)
        return put(words, post=post)


class TitleWords(_Words):
    """A title before a name."""

    written: str = ""
    """How it is written in this language; as its key if not given."""
    gender: Literal["f", "m"] | None = None
    written_out: tuple[_WithName, ...] = Field(("{name}",), min_length=1)
    excellency: _Yes = False
    again: str = ""
    """The title when the person is named again."""
    prevails: _Yes = False
    """Whether it is kept at any post: Archbishop, not Ambassador."""


# Constructed, not validated: a validator is built only where a file is read.
_NOTHING = ByGender.model_construct(m="", f="")


class PostWords(_Words):
    """A post, with the State as ``{of}`` ("of the Gambia") or as ``{state}`` ("the Gambia")."""

    written: _GenderedPost
    addressed: _GenderedPost = _NOTHING
    """How it stands under the name of its holder, where that differs: a dative."""
    for_state: dict[str, _GenderedPost] = {}
    """How it is written for some States, by their codes: the head of one is no president."""
    held_for: Literal["member", "observer", "state"] | None = None
    """Whether it is held for a State, and what the State has to be to the United Nations."""
    at: _Plain = ""
    again: _Gendered = _NOTHING
    again_many: str = ""
    vocative: _Gendered = _NOTHING
    """How its holder is addressed who is no Excellency: "Mr. President"."""
    opens: str = ""
    """How a letter of its holder opens, where that differs: "on behalf of ..."."""


class RoleWords(_Words):
    """A role in one and many."""

    one: str
    many: str


class ListWords(_Words):
    """How the addressees of a mailing list are addressed together."""

    lines: tuple[_Plain, ...] = Field(min_length=1)
    in_text: str = ""
    """How they are named in a sentence."""


class Joined(_Words):
    """What stands between the things of a list."""

    two: str
    between: str
    last: str


class ClockWords(_Words):
    """How a time of day is written."""

    whole: Annotated[str, AfterValidator(pattern("hour", "half"))]
    """A full hour: "3 p.m."."""
    parted: Annotated[str, AfterValidator(pattern("hour", "minute", "half"))]
    """Any other: "3.30 p.m."."""
    am: str = ""
    pm: str = ""
    noon: str = ""
    midnight: str = ""


class Quotes(_Words):
    """The outer and the inner pair of quotation marks."""

    outer: str = Field(min_length=2)
    inner: str = Field(min_length=2)


def _id(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        hint = "use small letters, digits and hyphens"
        raise fault("bad-value", f'"{value}" cannot name a post', hint)
    return value


_Id = Annotated[str, AfterValidator(_id)]


class Named(Protocol):
    """One who can be named again: all that :meth:`Language.again` needs."""

    @property
    def again_title(self) -> str:
        """The title by which the person is named again."""

    @property
    def again_title_many(self) -> str:
        """The same for several, where it has such a form."""

    @property
    def again(self) -> str:
        """The person named again: "Ambassador Lauber"."""

    @property
    def surname(self) -> str:
        """The name after that title."""


class Language(_Words):
    """One language's words."""

    language: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    date: Annotated[str, AfterValidator(pattern("day", "month", "year"))]
    first: str = ""
    """How the first day of a month is written, where that differs: "1er"."""
    months: tuple[_Plain, ...] = Field(min_length=12, max_length=12)
    joined: Joined
    clock: ClockWords = ClockWords.model_construct(whole="{hour}:00", parted="{hour}:{minute}")
    weekdays: tuple[_Plain, ...] = Field((), max_length=7)
    """Monday first."""
    quotes: Quotes
    typography: Typography = Typography.model_construct()
    pronouns: dict[Literal["f", "m", "n", "many"], Pronouns] = {}
    nouns: dict[str, Noun] = {}
    organs: dict[str, str] = {}
    furniture: dict[str, Annotated[str, AfterValidator(pattern("count"))]] = {}
    classifications: dict[str, str] = {}
    vocatives: dict[Literal["excellency", "excellency_f", "f", "m", "many"], str] = {}
    titles: dict[str, TitleWords] = {}
    posts: dict[_Id, PostWords] = {}
    vacant: Vacancy = Vacancy.model_construct(m="{post}", f="{post}")
    """How a post is addressed that nobody holds."""
    again_by_words: dict[str, _Gendered] = {}
    """How one is named again whose post, in words, begins so: "Minister for ..."."""
    opens: str = ""
    """How a letter opens: "I have the honour to"."""
    post_of: Annotated[str, AfterValidator(pattern("post", "state", "of"))] = "{post}, {state}"
    mission: tuple[_WithState, ...] = ()
    representative: tuple[_WithState, ...] = ()
    representative_in_text: _WithState = ""
    mission_in_text: _WithState = ""
    representatives_in_text: _WithStates = ""
    representatives: tuple[_WithStates, ...] = ()
    observer_mission: tuple[_WithState, ...] = ()
    observer_mission_in_text: _WithState = ""
    observer: tuple[_WithState, ...] = ()
    observer_in_text: _WithState = ""
    observers: tuple[_WithStates, ...] = ()
    observers_in_text: _WithStates = ""
    persons: tuple[_Plain, ...] = ()
    """Words by which a note's author is known to be a person: "President"."""
    offices: tuple[_Plain, ...] = ()
    """Words by which it is known to be an office, whoever heads it: "Office"."""
    roles: dict[str, RoleWords] = {}
    lists: dict[str, ListWords] = {}

    def day(self, day: datetime.date) -> str:
        """Write a date as letters do: ``19 September 2016``."""
        month = self.months[day.month - 1]
        number = self.first if day.day == 1 and self.first else day.day
        return put(self.date, day=number, month=month, year=day.year)

    def time(self, time: datetime.time) -> str:
        """Write a time of day as letters do: ``3 p.m.``, ``10.30 a.m.``, ``noon``."""
        named = {(12, 0): self.clock.noon, (0, 0): self.clock.midnight}
        if found := named.get((time.hour, time.minute)):
            return found
        halves = bool(self.clock.am)
        hour = (time.hour - 1) % 12 + 1 if halves else time.hour
        half = self.clock.am if time.hour < 12 else self.clock.pm
        words = self.clock.parted if time.minute else self.clock.whole
        return put(words, hour=hour, minute=f"{time.minute:02}", half=half)

    def weekday(self, day: datetime.date) -> str:
        """Give the day of the week; "" if the language's words have none."""
        return self.weekdays[day.weekday()] if len(self.weekdays) == 7 else ""

    def join(self, words: Sequence[str]) -> str:
        """Join the things of a list: ``A, B and C``."""
        if len(words) < 3:
            return self.joined.two.join(words)
        return self.joined.between.join(words[:-1]) + self.joined.last + words[-1]

    def again(self, people: Sequence[Named]) -> str:
        """Name people again: ``Ambassador A and Ambassador B``, ``Ambassadors A, B and C``."""
        titles = {person.again_title for person in people}
        many = people[0].again_title_many if people else ""
        if len(people) > 2 and len(titles) == 1 and many:
            return f"{many} {self.join([person.surname for person in people])}"
        return self.join([person.again for person in people])
