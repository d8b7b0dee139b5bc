"""Settles a whole letter: what the spec says, worded in one language, for one recipient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import singledispatch
from typing import Any

from pydantic import BaseModel

from verbale.letter import (
    Addressed,
    Answered,
    Change,
    Cited,
    Enclosed,
    Facts,
    Letter,
    Mentioned,
    Named,
    Role,
    SenderOffice,
)
from verbale.office import Office
from verbale.problems import Outcome, did_you_mean, join_path
from verbale.protocol.grammar import ByNumber
from verbale.protocol.languages import Language
from verbale.protocol.symbols import parse
from verbale.settle.blocks import addressed
from verbale.settle.cited import cited
from verbale.settle.desk import Desk, Known
from verbale.settle.people import named, opening
from verbale.spec.model import LetterSpec, ParagraphChange, Person, Reference
from verbale.spec.values import RoleText, Text

__all__ = ["letter"]

_NO_DAY = date(2199, 12, 31)
"""Stands in for the day of a letter that has none, so that its other problems are found."""


def letter(
    spec: LetterSpec,
    language: Language,
    office_key: str,
    office: Office,
    known: Known | None = None,
) -> Outcome[Letter]:
    """Settle a letter.

    Args:
        spec: the spec.
        language: the words of the language it is to be in.
        office_key: the office's key in ``verbale.yaml``.
        office: the office that sends it.
        known: the States and the references that are known; the package's own if not given.

    Returns:
        The letter, with every problem met on the way: where one of them stops, what could not be
        settled stands empty, and the letter is good for nothing but finding further problems.
    """
    as_of = spec.counts_as_of or _NO_DAY
    desk = Desk(language, as_of, office_key, office, known or Known(), languages=spec.in_languages)
    if spec.counts_as_of is None:
        hint = "add date: 2016-11-03, or as_of: if the letter bears no date"
        message = "neither date nor as_of says which day's names and posts count"
        desk.report("undated", "kind", message, hint)
    blocks = tuple(_addressed(spec, desk))
    sender, said = _who_signs(spec, desk)
    settled = Letter(
        kind=spec.kind,
        language=language.language,
        office=_office(office_key, desk),
        as_of=as_of,
        sender=named(sender, said, desk) if sender is not None else Named(""),
        opening=opening(sender, said, desk),
        addressed=blocks,
        vocative=_vocative(spec, blocks, desk),
        date=spec.date,
        place=desk.text(spec.place, "place"),
        reference=spec.reference or "",
        classification=_classification(spec, desk),
        subject=desk.text(spec.subject, "subject"),
        translated=_translated(spec, desk),
        references=_all_cited(spec.references, "references", desk),
        in_reply_to=_answered(spec, desk),
        body=desk.prose(spec.body, "body"),
        changes=Facts({name: _change(name, one, desk) for name, one in spec.paragraphs.items()}),
        enclosures=tuple(_enclosures(spec, desk)),
        copies=tuple(desk.text(one, f"copies.{i}") for i, one in enumerate(spec.copies)),
        fields=_fields(spec, desk),
        original=tuple(_original(spec, desk)),
        mentioned=_mentioned(spec, desk),
        texts=Facts(desk.texts),
        names=frozenset(desk.names),
        given=frozenset(
            name for name in LetterSpec.model_fields if getattr(spec, name, None) not in (None, ())
        ),
        languages=spec.in_languages,
    )
    return Outcome(settled, tuple(dict.fromkeys(desk.problems)))


def _office(key: str, desk: Desk) -> SenderOffice:
    office = desk.office
    name = desk.text(office.name, desk.of_office("name"))
    return SenderOffice(
        key=key,
        name=name,
        letterhead=office.letterhead,
        paper=office.paper,
        text=office.text,
        paragraphs=office.paragraphs,
        place=desk.text(office.place, desk.of_office("place")),
        author=desk.text(office.author, desk.of_office("author")),
        author_person=desk.text(office.author_person, desk.of_office("author_person")),
        own=desk.text(office.own, desk.of_office("own")),
        embeds_letter=office.embed_letter,
    )


def _who_signs(spec: LetterSpec, desk: Desk) -> tuple[Person | None, str]:
    """Give who signs, and where that is said; whether anyone has to is the template's to say."""
    if spec.sender is not None or "sender" in spec.model_fields_set:
        return spec.sender, "sender"
    return desk.office.sender, desk.of_office("sender")


def _addressed(spec: LetterSpec, desk: Desk) -> list[Addressed]:
    return [addressed(one, f"addressees.{i}", desk) for i, one in enumerate(spec.addressees or ())]


def _vocative(spec: LetterSpec, blocks: tuple[Addressed, ...], desk: Desk) -> str:
    if spec.salutation is not None:
        return desk.text(spec.salutation, "salutation").rstrip(",:：،!！ ")
    called = dict.fromkeys(block.vocative for block in blocks)
    words = desk.language.vocatives
    excellency = words.get("excellency", "")
    women = words.get("excellency_f", "")
    persons = all(one.person is not None for one in spec.addressees or ())
    if len(blocks) > 1 and persons and set(called) <= {excellency, women} - {""}:
        of_women = words.get("many_f", "") if excellency not in called else ""
        return of_women or words.get("many", excellency)
    # Whether one is needed is the template's to say: a note has none. Where several are called
    # differently nothing is guessed.
    return next(iter(called), "") if len(called) == 1 else ""


def _classification(spec: LetterSpec, desk: Desk) -> str:
    own = "classification" in spec.model_fields_set
    key = spec.classification if own else desk.office.classification
    if key is None:
        return ""
    words = desk.language.classifications.get(key.lower())
    if words is None:
        known = list(desk.language.classifications)
        hint = did_you_mean(key.lower(), known, f"known: {', '.join(known)}")
        path = "classification" if own else desk.of_office("classification")
        desk.report("bad-value", path, f'"{key}" is not a classification', hint)
    return words or ""


def _translated(spec: LetterSpec, desk: Desk) -> str:
    """Give the words by which a translation says what it is; "" for the language it is from."""
    code, language = spec.translated_from, desk.language
    if code is None or code == language.language:
        return ""
    words = language.translated.get(code, "")
    if not words:
        known = ", ".join(language.translated) or "none"
        message = f'{language.name} has no words for "translated from {code}"'
        hint = f"write a language's code, such as en (known: {known}), or leave it out"
        desk.report("unknown-language", "translated_from", message, hint)
    return words


def _all_cited(references: tuple[Reference, ...], path: str, desk: Desk) -> tuple[Cited, ...]:
    return cited({f"{path}.{i}": one for i, one in enumerate(references)}, desk)


def _answered(spec: LetterSpec, desk: Desk) -> Answered | None:
    replied = spec.in_reply_to
    if replied is None:
        return None
    return Answered(
        reference=replied.reference or "",
        dated=replied.dated,
        sender=desk.text(replied.sender, "in_reply_to.from"),
        about=desk.text(replied.about, "in_reply_to.about"),
    )


def _change(name: str, change: ParagraphChange, desk: Desk) -> Change:
    def prose(value: Text | None, key: str) -> str | None:
        path = join_path("paragraphs", name, *([] if key == "instead" else [key]))
        return desk.prose(value, path) if value is not None else None

    return Change(
        instead=prose(change.instead, "instead"),
        before=prose(change.before, "before"),
        after=prose(change.after, "after"),
        left_out=change.left_out,
    )


def _enclosures(spec: LetterSpec, desk: Desk) -> list[Enclosed]:
    return [
        Enclosed(desk.text(one.title, f"enclosures.{i}.title"), one.symbol or "", one.pages)
        for i, one in enumerate(spec.enclosures)
    ]


def _original(spec: LetterSpec, desk: Desk) -> Iterator[tuple[str, str | None]]:
    """Give the parts of an old letter in its order; None where its template words one."""
    for i, part in enumerate(spec.original):
        for name, words in part.items():
            yield name, None if words is None else desk.prose(words, f"original.{i}.{name}")


def _mentioned(spec: LetterSpec, desk: Desk) -> Mentioned:
    """Give what an old letter's words name; nothing of it is held to rules made later."""
    said = spec.mentions
    if said is None:
        return Mentioned()
    symbols = [(one.symbol, parse(one.symbol)) for one in said.references]
    people = [
        f"{one.title or ''} {desk.text(one.name, f'mentions.appointees.{i}.name')}".strip()
        for i, one in enumerate(said.appointees)
    ]
    return Mentioned(
        symbols=tuple(found.text if found else typed for typed, found in symbols),
        people=tuple(people),
    )


def _fields(spec: LetterSpec, desk: Desk) -> Facts:
    """Settle whatever the kind adds, by the type of each value: a new kind needs no code here."""
    own = [name for name in type(spec).model_fields if name not in LetterSpec.model_fields]
    return Facts({name: _settled(getattr(spec, name), name, desk) for name in own})


@singledispatch
def _settled(value: Any, path: str, desk: Desk) -> Any:
    return value


@_settled.register
def _(value: Text, path: str, desk: Desk) -> str:
    return desk.text(value, path)


@_settled.register
def _(value: RoleText, path: str, desk: Desk) -> Role:
    typed = desk.text(value, path, is_name=True)
    folded = typed.casefold()
    for key, words in desk.language.roles.items():
        known = {key, f"{key}s", *(one.casefold() for one in words.all)}
        if folded in known or folded.replace(" ", "-") in known:
            forms = {
                case: _role_forms(in_case, typed)
                for case, in_case in ({"": words} | words.cases).items()
            }
            plain = forms[""]
            return Role(typed, plain["one.m"], plain["many.m"], path, Facts(forms))
    desk.text(value, path)  # In words it is a text like others.
    return Role(typed, typed, typed, path)


def _role_forms(words: ByNumber, typed: str) -> Facts:
    """Give a role's words by number and gender, with the capitals with which it was typed."""
    numbers = {"one": 1, "two": 2, "many": 3}
    return Facts(
        {
            f"{name}.{gender}": _cased(words.of(number, gender), typed)
            for name, number in numbers.items()
            for gender in ("f", "m")
        }
    )


def _cased(words: str, typed: str) -> str:
    """Give a role the capitals with which it was typed: "Co-Chairs"."""
    if typed == typed.lower():
        return words
    return re.sub(r"\w+", lambda match: match[0].capitalize(), words)


@_settled.register
def _(value: Person, path: str, desk: Desk) -> Any:
    return named(value, path, desk)


@_settled.register
def _(value: Reference, path: str, desk: Desk) -> Cited:
    [found] = cited({path: value}, desk)
    return found


@_settled.register
def _(value: BaseModel, path: str, desk: Desk) -> Facts:
    fields = {name: getattr(value, name) for name in type(value).model_fields}
    return Facts({name: _settled(one, f"{path}.{name}", desk) for name, one in fields.items()})


@_settled.register
def _(value: tuple, path: str, desk: Desk) -> tuple[Any, ...]:  # type: ignore[type-arg]
    if value and all(isinstance(one, Reference) for one in value):
        return _all_cited(value, path, desk)
    return tuple(_settled(one, f"{path}.{i}", desk) for i, one in enumerate(value))


@_settled.register
def _(value: date, path: str, desk: Desk) -> date:
    return value
