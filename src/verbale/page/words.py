"""What a template can say besides a letter's facts: dates, lists, agreement, named paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from verbale.faults import put
from verbale.letter import Change, Cited, Letter, Named
from verbale.page.prose import Unreadable, paragraphs
from verbale.page.slots import address_rows, slot_values
from verbale.problems import Place, Problem, did_you_mean, join_path, problem
from verbale.protocol.languages import Language, Pronouns

__all__ = ["Words"]

_TWO_STOPS = re.compile(
    r"(?<=[^\W\d_]\.)\.(?!\.)|(?<=[)\]»”]\.)\.(?!\.)|(?<=[:：?!؟？！。])[.。](?=$)|(?<=: )\.(?=$)"
)
"""The template's stop after a text that ends with an abbreviation: "etc."."""


class Words:
    """The functions of one letter's template, and the problems met while it was filled."""

    def __init__(
        self, letter: Letter, behind: Letter, language: Language, medium: str, *, slots: bool
    ) -> None:
        # What is asked of the first is noted, what is asked of the one behind it is not.
        self._letter = letter
        self._behind = behind
        self._slots = slots
        self._language = language
        # On a screen the letterhead is the first heading; on paper the drafter's first one is.
        self._top = 2 if medium == "screen" else 1
        self._named: list[str] = []
        self._problems: list[Problem] = []

    @property
    def functions(self) -> dict[str, Any]:
        """The functions by the names that templates use."""
        return {
            "address_rows": self.address_rows,
            "address_slots": self.address_slots,
            "again": self.again,
            "prose": self._prose,
            "body": lambda: self._prose(self._letter.body, "body"),
            "day": self._language.day,
            "formula": self.formula,
            "furniture": self.furniture,
            "gender": self.gender,
            "honour": self.honour,
            "its": self.its,
            "join": self._join,
            "kept": self.kept,
            "language": self._language,
            "paragraph": self.paragraph,
            "pronouns": self.pronouns,
            "these": self.these,
            "cite": self.cite,
            "clock": self._language.time,
            "weekday": self._language.weekday,
            "signatory": self.signatory,
            "slot": self.slot,
            "vocative": self.vocative,
            "whom": self.whom,
        }

    @property
    def problems(self) -> list[Problem]:
        """All that was met, with changes to paragraphs that the template does not have."""
        named = list(dict.fromkeys(self._named))
        found = list(dict.fromkeys(self._problems))
        for name in self._letter.changes:
            if name not in named:
                known = f"known: {', '.join(named)}" if named else "this kind words none"
                hint = did_you_mean(name, named, known)
                place = Place(path=join_path("paragraphs", name), on_key=True)
                message = f'the template has no paragraph "{name}"'
                found.append(problem("unknown-paragraph", place, message, hint))
        return found

    def paragraph(self, name: str, caller: Callable[[], Markup]) -> Markup:
        """Set a paragraph that a spec may replace, leave out, or put others around.

        Args:
            name: its name in the spec.
            caller: the template's own words for it; nothing at all leaves it out.
        """
        if name in self._named:
            raise ValueError(f'two paragraphs are named "{name}"')
        self._named.append(name)
        change = self._letter.changes.get(name, Change())
        html = Markup("").join(
            (
                self._prose(change.before, join_path("paragraphs", name, "before")),
                self._main(name, change, caller),
                self._prose(change.after, join_path("paragraphs", name, "after")),
            )
        )
        return html

    def kept(self, name: str) -> bool:
        """Tell whether the spec lets a paragraph stand in the template's own words."""
        change = self._letter.changes.get(name, Change())
        return not change.left_out and change.instead is None

    def again(self, people: Sequence[Named]) -> str:
        """Name people again: "Ambassador Lauber and Ambassador Gómez Camacho"."""
        for person in people:
            if not person.called and not person.surname:
                message = f"{person.full} is named again, by surname"
                hint = "add surname:, or called: with all the words"
                self._problems.append(problem("missing-surname", person.path, message, hint))
        return self._language.again(people)

    def pronouns(self, people: Sequence[Named] | str | None) -> Pronouns:
        """Give the pronouns for people: he, she or they.

        Args:
            people: those meant; or a gender, of which None is an office's: its.
        """
        if people is None or isinstance(people, str):
            pronouns = self._language.pronouns
            return pronouns["f" if people == "f" else "m" if people == "m" else "n"]
        if len(people) != 1:
            return self._language.pronouns["many"]
        person = people[0]
        if person.gender is None:
            message = f"{person.full} is referred to by he or she"
            hint = "add gender: f or gender: m"
            self._problems.append(problem("gender-needed", person.path, message, hint))
        return self._language.pronouns["f" if person.gender == "f" else "m"]

    def honour(self, begins: bool = False, *, own: bool = True) -> str:
        """Give the words that a letter of this sender opens with: "I have the honour to".

        Args:
            begins: whether they begin a sentence.
            own: whether in the sender's own way: who writes on behalf of a group does not write on
                behalf of the Secretary-General in the same sentence.
        """
        words = self._letter.opening if own else self._language.opens
        return words[:1].upper() + words[1:] if begins else words

    def its(self, author: str, gender: str | None) -> Pronouns:
        """Give the pronouns of a note's author: an office's, unless a gender says it is a person.

        Args:
            author: the author, as a sentence begins.
            gender: of a person.
        """
        words = set(re.findall(r"[\w-]+", author))
        persons, offices = set(self._language.persons), set(self._language.offices)
        if gender is None and words & persons and not words & offices:
            message = f'"{author}" reads as a person, and "its" is written of an office'
            hint = "add author_gender: f or m; or name the office: The Office of ..."
            self._problems.append(problem("author-gender", "author", message, hint))
        elif gender is not None and words & offices:
            message = f'"{author}" is an office, and author_gender is a person\'s'
            hint = "leave author_gender out, or name the person by the post"
            self._problems.append(problem("author-gender", "author_gender", message, hint))
        return self.pronouns(gender)

    def cite(self, cited: Cited, case: str = "", *, organ: bool = True) -> Markup:
        """Cite a document, its number a link: "Security Council resolution 2250 (2015)".

        Args:
            cited: the document.
            case: the case of the noun, in a language that has cases.
            organ: whether its organ is named, where that is needed.
        """
        named = cited.organ if organ else ""
        words = self._language.cite(cited.noun, named, cited.number, case)
        before, number, after = words.rpartition(cited.number)
        link = '{}<a class="symbol" href="{}">{}</a>{}'
        return Markup(link).format(before, cited.url, number, after)

    def gender(self, people: Sequence[Named]) -> str:
        """Give the gender in which words agree with people: "f" of women alone, or "m"."""
        for person in people:
            if person.gender is None and not any(one.gender == "m" for one in people):
                message = f"{person.full} is spoken of with words that follow the gender"
                hint = "add gender: f or gender: m"
                self._problems.append(problem("gender-needed", person.path, message, hint))
        return "f" if all(person.gender == "f" for person in people) else "m"

    def formula(self, name: str, **values: object) -> Markup:
        """Give a fixed sentence of the language: a letter's close, a note's courtesies.

        Args:
            name: its name in the language's data.
            values: what stands in it.
        """
        words = self._language.formulas.get(name)
        if words is None:
            return Markup(self._lacking(f"formulas.{name}"))
        return Markup(put(escape(words), **{key: escape(one) for key, one in values.items()}))

    def _lacking(self, key: str) -> str:
        """Report a word that the language's file lacks."""
        message, hint = self._language.lacks(key)
        self._problems.append(problem("text-missing", Place(path="kind"), message, hint))
        return ""

    def _join(self, words: Sequence[str]) -> Markup:
        """Join the things of a list, of which some may be filled already."""
        return Markup(self._language.join([str(escape(one)) for one in words]))

    def these(self, cited: Sequence[Cited]) -> str:
        """Point at what was cited: "this resolution", "these decisions"; "" if they are mixed."""
        nouns = {one.noun for one in cited}
        if len(nouns) != 1:
            return ""
        noun = self._language.nouns[nouns.pop()]
        two = noun.these_two if len(cited) == 2 else ""
        return noun.this if len(cited) == 1 else two or noun.these

    def signatory(self) -> Named:
        """Give the person who signs; a letter that is signed has one."""
        if not self._letter.sender.name:
            message = "nobody is named who signs"
            hint = "add sender: with a name, or a sender to the office in verbale.yaml"
            self._problems.append(problem("missing-key", "kind", message, hint))
        return self._letter.sender

    def vocative(self) -> str:
        """Give what the salutation and the close call the reader."""
        if not self._letter.vocative:
            message = "it is not said how the reader is to be addressed"
            hint = "add salutation: such as Excellency, or the title or gender of the person"
            self._problems.append(problem("gender-needed", "addressees", message, hint))
        return self._letter.vocative

    def address_slots(self) -> list[list[Markup]]:
        """Give the lines of each addressee, each line a slot."""
        texts = slot_values(self._behind)
        return [
            [self._slot(f"address.{b}.{i}", texts) for i in range(len(block.lines))]
            for b, block in enumerate(self._behind.addressed)
        ]

    def address_rows(self) -> int:
        """Give how many rows the addressees take, with an empty one between two."""
        return address_rows(self._behind)

    def slot(self, name: str) -> Markup:
        """Give what differs by recipient, as one line that is stamped into each copy.

        Args:
            name: a column of the mailing list: ``name``, ``state``, ``extra.table``.
        """
        return self._slot(name, slot_values(self._behind))

    def _slot(self, name: str, texts: Mapping[str, str]) -> Markup:
        text = texts[name]
        if not self._slots:
            return escape(text)
        return Markup('<span class="slot" data-slot="{}">{}</span>').format(name, text)

    def whom(self) -> str:
        """Give how a sentence names all who are addressed: "the Permanent Mission of ..."."""
        blocks = self._letter.addressed
        if self._letter.original:
            return ""  # An old note names them in its own words, or has none.
        if not blocks or not all(one.in_text for one in blocks):
            message = "a sentence of this kind names the addressees, and lines do not say how"
            hint = 'add to: with the words of the sentence, such as "the Secretariat of ..."'
            self._problems.append(problem("missing-key", "addressees", message, hint))
        return self._language.join([one.in_text for one in blocks])

    def furniture(self, key: str, **values: object) -> str:
        """Give a word of the page's furniture, such as "Copy to:"."""
        words = self._language.furniture.get(key)
        return self._lacking(f"furniture.{key}") if words is None else put(words, **values)

    def _prose(self, prose: str | None, path: str, first: str = "") -> Markup:
        """Set the drafter's own paragraphs, or report why they cannot be set."""
        try:
            return paragraphs(prose or "", first, self._top)
        except Unreadable as error:
            hint = "put long documents into enclosures, and flatten lists"
            self._problems.append(problem("prose-unreadable", path, str(error), hint))
            return Markup()

    def _main(self, name: str, change: Change, caller: Callable[[], Markup]) -> Markup:
        # The template's words are run in any case, so that its names are known whatever changed.
        words = Markup(_TWO_STOPS.sub("", " ".join(caller().split())))
        if change.left_out:
            return Markup()
        identity = f"paragraph-{name}"
        if change.instead is not None:
            return self._prose(change.instead, join_path("paragraphs", name), identity)
        if not words:
            return Markup()
        return Markup('<p id="{}">{}</p>\n').format(escape(identity), words)
