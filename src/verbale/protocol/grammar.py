"""Words that follow gender, number and case: what agreement in six languages asks of the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from verbale.faults import pattern, put

__all__ = [
    "NOTHING",
    "ByGender",
    "ByNumber",
    "Noun",
    "Pronouns",
    "RoleWords",
    "Vacancy",
    "Words",
    "gendered",
]


class Words(BaseModel):
    """A group of a language's words: exact, and frozen once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Pronouns(Words):
    """How a person, or several, are referred to."""

    subject: str
    object: str
    possessive: str
    reflexive: str = ""
    has: str = ""


_Cited = Annotated[str, AfterValidator(pattern("noun", "number", "organ"))]


class Noun(Words):
    """A noun in one and many, bare and pointed at, and how a document of its kind is cited."""

    one: str
    many: str
    this: str = ""
    these: str = ""
    these_two: str = ""
    """The same of two, where a language has a dual."""
    cases: dict[str, str] = {}
    """Its other cases in the singular, by their names: ``accusative``, ``genitive``."""
    cited: _Cited = ""
    """How one is cited, where the language's own way does not hold: "{number}号文件"."""
    cited_of: _Cited = ""
    """The same with the organ whose it is."""

    def in_case(self, case: str) -> str:
        """Give its singular in a case; as it stands if the language does not tell it apart."""
        return self.cases.get(case, self.one)


class ByGender(Words):
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


# Constructed, not validated: a validator is built only where a file is read.
NOTHING = ByGender.model_construct(m="", f="")
"""No words, of whatever gender."""


def gendered(*names: str) -> Callable[[ByGender], ByGender]:
    """Make a validator of words by gender, with the placeholders that may stand in them."""

    def check(words: ByGender) -> ByGender:
        for one in (words.m, words.f):
            pattern(*names)(one)
        return words

    return check


class ByNumber(Words):
    """Words by number and gender: of one, of several, and of two where a language has a dual."""

    one: ByGender
    many: ByGender
    two: ByGender | None = None

    def of(self, number: int, gender: str | None) -> str:
        """Give the words said of so many, of one gender; the masculine is said of mixed ones."""
        if number == 1:
            return self.one.of(gender)
        return (self.two if number == 2 and self.two is not None else self.many).of(gender)

    @property
    def all(self) -> tuple[str, ...]:
        """All the words there are."""
        sets = (self.one, self.many, *([self.two] if self.two is not None else []))
        return tuple(words for one in sets for words in (one.m, one.f))


class RoleWords(ByNumber):
    """A role, as one is appointed to it, in every number, gender and case that letters need."""

    cases: dict[str, ByNumber] = Field({}, description="Other cases, by their names.")

    def in_case(self, case: str) -> ByNumber:
        """Give its words in a case; as they stand if the language does not tell it apart."""
        return self.cases.get(case, self)


class Vacancy(ByGender):
    """How a post is addressed that nobody holds, with ``{post}``."""

    before_vowel: str = ""
    """The same before a vowel, where that differs: "L'{post}"."""

    def put(self, post: str, gender: str | None = None) -> str:
        """Put a post into the words."""
        vowel = post[:1].lower() in "aeiouéèêàâîïôû"
        words = self.before_vowel if self.before_vowel and vowel else self.of(gender)
        return put(words, post=post)
