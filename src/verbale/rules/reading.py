"""A letter as rules read it: settled, with what the drafter wrote and the text as it will be read.

Rules look at :class:`Passage`, what the drafter wrote, where they can say in which line of the spec
it stands; at :class:`verbale.document.Block`, the finished text, where the template's own words
matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from verbale.document import Block
from verbale.letter import Letter
from verbale.problems import Place
from verbale.protocol.languages import Language
from verbale.protocol.states import States
from verbale.rules.patterns import later
from verbale.spec.model import Reference

__all__ = ["Passage", "Reading", "unquoted"]

# In quotation marks of whatever language, within a paragraph; after "> "; still to be filled in.
# One that is not closed ends with the line, so that no text makes the search long.
_QUOTED = later(
    r"“[^”\n]*(?:”|$)|«[^»\n]*(?:»|$)|„[^“”\n]*(?:[“”]|$)|「[^」\n]*(?:」|$)|\"[^\"\n]*(?:\"|$)"
    r"|(?<!\w)‘[^\n]{0,300}?’(?!\w)|^[ ]{0,3}>[^\n]*|<<[^<>\n]*>>",
    re.MULTILINE,
)
_ITALIC = later(
    r"(?<![\w*])(\*{1,2})(?=\S)[^*\n]+?(?<=\S)\1(?![\w*])|(?<!\w)_[^_\n]+_(?!\w)|《[^《》\n]*》"
)
_PARAGRAPH_BREAK = later(r"\n[ \t]*\n")


def _blank(match: re.Match[str]) -> str:
    # A letter that is no word's, so that what stands around it does not run together.
    return re.sub(r"\S", "\u2022", match[0])


def unquoted(words: str) -> str:
    """Put dots in the place of what is quoted, so that all else keeps its place.

    A quotation that is not closed ends with its paragraph.
    """
    if not re.search(r"[“«„「\"‘>]|<<", words):
        return words
    # A folded text has paragraphs on one line each; a literal one may break lines within them.
    parts = _PARAGRAPH_BREAK().split(words)
    breaks = [*_PARAGRAPH_BREAK().findall(words), ""]
    masked = []
    for part, gap in zip(parts, breaks, strict=True):
        lines = part if re.search(r"^[ ]{0,3}>", part, re.MULTILINE) else part.replace("\n", " ")
        found = _QUOTED().sub(_blank, lines)
        kept = (o if o == "\n" else f for o, f in zip(part, found, strict=True))
        masked.append("".join(kept) + gap)
    return "".join(masked)


@dataclass(frozen=True)
class Passage:
    """One text of the spec."""

    path: str
    words: str
    """As it was typed."""
    is_name: bool = False

    @cached_property
    def own(self) -> str:
        """The words without what is quoted and what is still to be filled in, each at its place."""
        return unquoted(self.words)

    @cached_property
    def prose(self) -> str:
        """The same without titles: what is set in italics, or in Chinese between 《》."""
        own = self.own
        return _ITALIC().sub(_blank, own) if any(one in own for one in "*_《") else own

    @property
    def is_title(self) -> bool:
        """Whether it is a document's title, in which words stand as they were published."""
        return self.path.split(".")[-1] == "title" or ".title." in self.path

    def place(self, words: str = "") -> Place:
        """Give the place of some of its words, as they stand in it."""
        return Place(path=self.path, words=words)


@dataclass(frozen=True)
class Reading:
    """A letter, with all that its rules may ask for."""

    letter: Letter
    language: Language
    states: States = field(default_factory=States)
    references: Mapping[str, Reference] = field(default_factory=dict)
    """The office's own list of references, by symbol."""
    today: date | None = None
    """The day on which the letter is read; None where no rule is to look at the calendar."""
    blocks: tuple[Block, ...] = ()
    """The text as it will be read; empty before it is filled in."""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All that the drafter wrote in this language, names too, in the order of settling."""
        letter = self.letter
        return tuple(
            Passage(path, words, path in letter.names) for path, words in letter.texts.items()
        )

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """What the drafter wrote in sentences: no names, no titles of documents."""
        return tuple(one for one in self.passages if not one.is_name and not one.is_title)

    @cached_property
    def text(self) -> str:
        """The letter's text, blocks parted by empty lines."""
        return "\n\n".join(block.text for block in self.blocks)

    @cached_property
    def is_note(self) -> bool:
        """Whether it is in the third person: a note verbale."""
        return self.letter.kind.startswith("note")

    def block(self, name: str) -> str:
        """Give the text of a part by its name, such as ``salutation``; "" if it is not there."""
        return next((one.text for one in self.blocks if one.name == name), "")

    def paragraphs(self) -> Iterator[Block]:
        """Give the letter's paragraphs, from after the salutation to before the close."""
        for one in self.blocks:
            if one.name == "" or one.name.startswith("paragraph-"):
                yield one

    def where(self, words: str) -> Place:
        """Give the place of words of the finished text: where the drafter wrote them, if so.

        Words that the template sets are the whole letter's.
        """
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        for one in self.passages:
            if found := pattern.search(one.words):
                return one.place(found[0])
        return Place()
