"""Begins a spec: every key of a kind, those that are needed filled in, the others as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from verbale.spec.kinds import Key, Kind
from verbale.spec.model import LetterSpec

__all__ = ["text"]

_WIDTH = 96
_PERSON = (
    "{title: H.E. Ms., name: <<first name and surname>>, surname: <<surname>>, "
    "post: permanent-representative, state: CH}"
)
_REFERENCE = "{symbol: A/RES/71/1, adopted: 2016-09-19, by_which: <<what was decided in it>>}"
# What a common key looks like; those not named here are not shown.
_COMMON = {
    "reference": "<<number>>",
    "classification": "confidential",
    "subject": "<<what the letter is about>>",
    "references": f"\n  - {_REFERENCE}",
    "in_reply_to": "{dated: 2016-10-28, reference: <<number>>, from: <<who wrote it>>}",
    "body": "|\n  <<The drafter's own paragraphs.>>",
    "enclosures": "\n  - <<title>>",
    "copies": "\n  - <<who gets a copy>>",
}


def text(
    name: str,
    kind: Kind,
    *,
    day: date,
    office: str,
    signed: bool,
    schema: str,
    language: str = "en",
    paragraphs: Sequence[str] = (),
) -> str:
    """Write a new spec.

    Args:
        name: the kind's name.
        kind: the kind.
        day: the date of the letter.
        office: the key of the office that sends it.
        signed: whether the office's settings say who signs.
        schema: where the JSON Schema is, seen from the spec.
        language: the language it is to be in: examples are in it where there are such.
        paragraphs: the names of the template's paragraphs.

    Returns:
        A commented spec, which renders as it is.
    """
    lines = [
        f"# yaml-language-server: $schema={schema}",
        *_comment(kind.says),
        *_comment(
            "What stands in << >> is still to be filled in. A line that begins with # may be left "
            "out: take the # away to use it."
        ),
        f"kind: {name}",
        f"language: {language}",
        f"office: {office}",
        f"date: {day}",
        *_common("reference", kind),
        *_common("classification", kind),
        *_common("subject", kind),
        "",
        *_sender(kind, signed=signed),
        f"addressees: {kind.addressees}",
        "",
        *_common("references", kind),
        *_common("in_reply_to", kind),
        "",
        *(line for key, one in kind.keys.items() for line in _own(key, one, day, language)),
        "",
        *_common("body", kind),
        *_paragraphs(paragraphs),
        *_common("enclosures", kind),
        *_common("copies", kind),
    ]
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip() + "\n"


def _sender(kind: Kind, *, signed: bool) -> list[str]:
    """Write who signs: as a comment where the office says it, not at all where nobody does."""
    line = "sender: {name: <<first name and surname>>}"
    return [] if "sender" in kind.without else [f"# {line}" if signed else line]


def _comment(words: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        words, _WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# "
    )


def _common(key: str, kind: Kind) -> Iterator[str]:
    """Write a key of every letter that the kind has a place for."""
    if key in kind.without:
        return
    description = LetterSpec.model_fields[key].description or ""
    yield from _comment(description)
    lines = f"{key}: {_COMMON[key]}".replace(": \n", ":\n").split("\n")
    yield from lines if key in kind.needs else (f"# {line}" for line in lines)


def _paragraphs(names: Sequence[str]) -> Iterator[str]:
    """Write how a paragraph of the template is changed, with the names there are."""
    if names:
        description = LetterSpec.model_fields["paragraphs"].description or ""
        yield from _comment(f"{description} Here: {', '.join(names)}.")
        yield f"# paragraphs: {{{names[0]}: null}}"


def _own(name: str, key: Key, day: date, language: str) -> Iterator[str]:
    """Write a key that the kind adds."""
    yield from _comment(key.says)
    lines = _written(name, key, day, language)
    yield from lines if key.needed else (f"# {line}" for line in lines)


def _written(name: str, key: Key, day: date, language: str) -> list[str]:
    """Write a key with a value."""
    if key.value == "group":
        inner = (
            one for inner, part in key.keys.items() for one in _part(inner, part, day, language)
        )
        return [f"{name}:", *(f"  {one}" for one in inner)]
    if key.value in ("people", "references", "texts"):
        item = {"people": _PERSON, "references": _REFERENCE}.get(key.value, f"<<{_plain(name)}>>")
        return [f"{name}:", f"  - {item}"]
    return [f"{name}: {_value(name, key, day, language)}"]


def _part(name: str, key: Key, day: date, language: str) -> list[str]:
    lines = _written(name, key, day, language)
    return lines if key.needed else [f"# {line}" for line in lines]


def _value(name: str, key: Key, day: date, language: str) -> str:
    """Give a value that the key takes: its example, or one that is to be replaced."""
    if example := key.examples.get(language, key.example):
        quoted = key.value in ("text", "line") and example.startswith(("[", "{", "&", "*"))
        return f'"{example}"' if quoted else example
    # A day cannot be a placeholder: it is one in four weeks.
    values = {"day": f"{day + timedelta(28)}", "time": "10:00", "gender": "f", "person": _PERSON}
    values |= {"flag": "false" if key.default else "true", "reference": _REFERENCE}
    return values.get(key.value, f"<<{_plain(name)}>>")


def _plain(name: str) -> str:
    return name.replace("_", " ")
