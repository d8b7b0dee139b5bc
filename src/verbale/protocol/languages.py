"""The words of a language that letters need besides a kind's template.

One data file a language: ``protocol/data/languages/`` in the package, or ``templates/languages/``
in an office's own folder, which comes first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from verbale.faults import fault, pattern, put
from verbale.protocol.grammar import (
    NOTHING,
    ByGender,
    Noun,
    Pronouns,
    RoleWords,
    Vacancy,
    Words,
    gendered,
)
from verbale.protocol.sources import PhraseSource, leads_somewhere
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


_IN_FORMULAS = ("vocative", "from", "reader", "possessive", "reflexive")
"""What may stand in a fixed sentence: whom it speaks of, and their pronouns."""


_SOUNDS_I = re.compile(r"(?i)h?[ií](?![aeo])")
"""Israel, Irlanda, Hinojosa; not hielo."""


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
"""A language's code."""


_Gendered = Annotated[ByGender, AfterValidator(gendered())]
_GenderedPost = Annotated[ByGender, AfterValidator(gendered("state", "of"))]


class TitleWords(Words):
    """A title before a name."""

    written: _Gendered = NOTHING
    """How it is written in this language; as its key if not given."""
    gender: Literal["f", "m"] | None = None
    written_out: tuple[_WithName, ...] = Field(("{name}",), min_length=1)
    written_out_f: tuple[_WithName, ...] = ()
    """The same for a woman, where that differs."""
    excellency: _Yes = False
    again: _Gendered = NOTHING
    """The title when the person is named again."""
    prevails: _Yes = False
    """Whether it is kept at any post: Archbishop, not Ambassador."""

    def lines(self, gender: str | None) -> tuple[str, ...]:
        """Give the lines of an address that title and name take."""
        return self.written_out_f if gender == "f" and self.written_out_f else self.written_out

    @property
    def differs(self) -> bool:
        """Whether the gender has to be known."""
        out = bool(self.written_out_f) or any("{his}" in line for line in self.written_out)
        return out or self.written.differs or self.again.differs


class PostWords(Words):
    """A post, with the State as ``{of}`` ("of the Gambia") or as ``{state}`` ("the Gambia")."""

    written: _GenderedPost
    addressed: _GenderedPost = NOTHING
    """How it stands under the name of its holder, where that differs: a dative."""
    for_state: dict[str, _GenderedPost] = {}
    """How it is written for some States, by their codes: the head of one is no president."""
    held_for: Literal["member", "observer", "state"] | None = None
    """Whether it is held for a State, and what the State has to be to the United Nations."""
    at: _Plain = ""
    again: _Gendered = NOTHING
    again_many: str = ""
    again_for_state: dict[str, _Gendered] = {}
    """How its holder is named again, of some States."""
    titled: _Gendered = NOTHING
    """What stands for "H.E. Mr." before a name where that goes by rank: "فخامة السيد"."""
    excellency: _Gendered = NOTHING
    """What its holder is called who is an Excellency, where that goes by rank: "صاحب الفخامة"."""
    vocative: _Gendered = NOTHING
    """How its holder is addressed who is no Excellency: "Mr. President"."""
    opens: str = ""
    """How a letter of its holder opens, where that differs: "on behalf of ..."."""


class ListWords(Words):
    """How the addressees of a mailing list are addressed together."""

    lines: tuple[_Plain, ...] = Field(min_length=1)
    in_text: str = ""
    """How they are named in a sentence."""


class Joined(Words):
    """What stands between the things of a list."""

    two: str
    between: str
    last: str
    before_i: str = ""
    """What stands before the last word where that begins with the sound of i: "Suiza e Israel"."""


class ClockWords(Words):
    """How a time of day is written."""

    whole: Annotated[str, AfterValidator(pattern("hour", "half"))]
    """A full hour: "3 p.m."."""
    parted: Annotated[str, AfterValidator(pattern("hour", "minute", "half"))]
    """Any other: "3.30 p.m."."""
    one: _Plain = ""
    """One full hour, where that differs: "1 heure"."""
    am: str = ""
    pm: str = ""
    night: str = ""
    """What is said of the hours from midnight to five, where that is not ``am``."""
    noon: str = ""
    midnight: str = ""


class Quotes(Words):
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


class Language(Words):
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
    cited: Annotated[str, AfterValidator(pattern("noun", "number"))] = "{noun} {number}"
    """How a document is cited."""
    cited_of: Annotated[str, AfterValidator(pattern("noun", "number", "organ"))] = (
        "{organ} {noun} {number}"
    )
    """The same with the organ whose it is."""
    cites_by_number: _Yes = False
    """Whether resolutions are cited by organ and number, however they are typed: "71/1"."""
    organs: dict[str, _Plain] = {}
    furniture: dict[str, Annotated[str, AfterValidator(pattern("count"))]] = {}
    classifications: dict[str, _Plain] = {}
    vocatives: dict[Literal["excellency", "excellency_f", "f", "m", "many", "many_f"], _Plain] = {}
    formulas: dict[str, Annotated[str, AfterValidator(pattern(*_IN_FORMULAS))]] = {}
    """Fixed sentences of letters: the close, a note's courtesies."""
    translated: dict[str, _Plain] = {}
    """How a letter says from which language it was translated, by that language's code."""
    titles: dict[str, TitleWords] = {}
    title_after: _Yes = False
    """Whether a title stands after the name."""
    posts: dict[_Id, PostWords] = {}
    vacant: Vacancy = Vacancy.model_construct(m="{post}", f="{post}")
    """How a post is addressed that nobody holds."""
    again_by_words: dict[str, _Gendered] = {}
    """How one is named again whose post, in words, begins so: "Minister for ..."."""
    opens: _Plain = ""
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
    sources: dict[str, PhraseSource] = {}
    """Where words come from, and their state, by key paths: see :mod:`verbale.protocol.sources`."""

    @model_validator(mode="after")
    def _sources_of_groups(self) -> Language:
        leads_somewhere(self.sources, tuple(Language.model_fields))
        return self

    def key_of(self, post: PostWords | None) -> str:
        """Give the key of a post that was found among these; "" for none."""
        return next((key for key, one in self.posts.items() if one is post), "")

    def lacks(self, key: str) -> tuple[str, str]:
        """Say that there are no words for a key: the message, and what to do."""
        hint = f"add them to templates/languages/{self.language}.yaml; see docs/languages.md"
        return f'{self.name} has no words for "{key}"', hint

    def cite(self, noun: str, organ: str, number: str, case: str = "") -> str:
        """Cite a document: "Security Council resolution 2250 (2015)".

        Args:
            noun: the key of what it is.
            organ: the key of the organ that is named with it; "" for none.
            number: its number or its symbol.
            case: the case of the noun, in a language that has cases.
        """
        known = self.nouns.get(noun)
        own = (known.cited_of if organ else known.cited) if known is not None else ""
        words = known.in_case(case) if known is not None else ""
        pattern_ = own or (self.cited_of if organ else self.cited)
        values = {"noun": words, "number": number, "organ": self.organs.get(organ, "")}
        return " ".join(put(pattern_, **values).split())

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
        if self.clock.night and time.hour < 5:
            hour, half = time.hour, self.clock.night
        if self.clock.one and (hour, time.minute) == (1, 0):
            return self.clock.one
        words = self.clock.parted if time.minute else self.clock.whole
        return put(words, hour=hour, minute=f"{time.minute:02}", half=half)

    def weekday(self, day: datetime.date) -> str:
        """Give the day of the week; "" if the language's words have none."""
        return self.weekdays[day.weekday()] if len(self.weekdays) == 7 else ""

    def join(self, words: Sequence[str]) -> str:
        """Join the things of a list: ``A, B and C``."""
        if len(words) < 2:
            return "".join(words)
        last = self.joined.two if len(words) == 2 else self.joined.last
        if self.joined.before_i and _SOUNDS_I.match(words[-1]):
            last = self.joined.before_i
        return self.joined.between.join(words[:-1]) + last + words[-1]

    def again(self, people: Sequence[Named]) -> str:
        """Name people again: ``Ambassador A and Ambassador B``, ``Ambassadors A, B and C``."""
        titles = {person.again_title for person in people}
        many = people[0].again_title_many if people else ""
        if len(people) > 2 and len(titles) == 1 and many:
            return f"{many} {self.join([person.surname for person in people])}"
        return self.join([person.again for person in people])
