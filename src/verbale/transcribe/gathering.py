"""Gathers the facts of an old letter from its parts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from verbale.protocol.symbols import parse
from verbale.transcribe.dating import tell_date
from verbale.transcribe.facts import cited
from verbale.transcribe.formulas import classification_of, is_title, label
from verbale.transcribe.gathered import Gathered
from verbale.transcribe.parts import Part, Parted
from verbale.transcribe.people import Known, appointed
from verbale.transcribe.signing import tell_signatories
from verbale.transcribe.source import BULLET, Source
from verbale.transcribe.units import Unit

__all__ = ["gathered"]

_MARK = re.compile(rf"(?:\d{{1,2}}[.)]|\([a-z\d]{{1,2}}\)|{BULLET})\s+")
_WHOLE_NUMBER = re.compile(
    r"[Nn][Oo°º]s?\.?\s|N[°º]|NV|[Nn]ote|№|[Nn][uú]m|رقم|(?!REF)[A-Z]{2,6}[/ -](?=\S*\d)"
)
"""How a number begins that is one with its label: "NV No. 162/20", not "Ref.: SG/12/3"."""
_WANTED = {
    "salutation": "salutation",
    "date": "date",
    "addressees": "address",
    "close": "close",
    "signature": "signature",
}
"""The parts that a letter has, and what they are called where one is missing."""
_ENCLOSURE = re.compile(
    r"(?P<title>.+?)(?: \((?P<symbol>[^()]+(?:\(\d{4}\))?)\))?(?:, (?P<pages>\d{1,4}) pages?)?"
)


def gathered(
    told: Parted, texts: dict[Unit, str], source: Source, known: Known, today: date
) -> Gathered:
    """Gather a letter's facts.

    Args:
        told: its parts.
        texts: the words of each unit on one line.
        source: its file.
        known: what people and days are told by; its day is not used.
        today: the day of the transcription, which stands in where nothing tells the letter's.
    """
    found = Gathered()
    tell_date(told, source, known.language, found, today)
    at = Known(known.language, known.states, found.as_of or today)
    _short_parts(told, texts, found)
    tell_signatories(told, known.language, found)
    _address(told, found)
    _lists(told, found)
    body = " ".join(
        texts[unit] for part in told.parts if part.name == "body" for unit in part.units
    )
    everywhere = " ".join(
        texts[unit]
        for part in told.parts
        if part.name in ("body", "subject")
        for unit in part.units
    )
    found.references = list(cited(everywhere, known.language))
    if known.language.language == "en":
        found.appointees, found.role, words = appointed(body, at)
        if found.appointees:
            found.rest("mentions", words)
    for one in found.references[:8]:
        found.rest("mentions", one.words)
    _missing(told, found)
    return found


def _short_parts(told: Parted, texts: dict[Unit, str], found: Gathered) -> None:
    for name in ("reference", "classification", "subject", "salutation", "close"):
        part = told.get(name)
        if part is None:
            continue
        text = " ".join(texts[unit] for unit in part.units)
        if name == "reference":
            first = part.rows[0]
            label_at = label("reference", first)
            value = (
                first if _WHOLE_NUMBER.match(first) or label_at is None else first[label_at.end() :]
            )
            found.reference = value.strip(" .:：") or first
            why = "there are several numbers" if len(part.rows) > 1 else ""
            found.rest("reference", part.text, why)
            continue
        if name == "classification":
            found.classification = classification_of(part.text) or ""
        elif name == "subject":
            at = label("subject", text)
            found.subject = text[at.end() :].strip() if at else text
        elif name == "salutation":
            found.salutation = text
        else:
            found.close = text
        found.rest(name, text)


def _address(told: Parted, found: Gathered) -> None:
    part = told.get("addressees")
    if part is None:
        return
    block: list[str] = []
    for unit in part.units:
        found.addressees.append(list(unit.rows))
        block += unit.rows
    found.rest("addressees", " / ".join(block)[:120])


def _lists(told: Parted, found: Gathered) -> None:
    part = told.get("enclosures")
    if part is not None:
        found.enclosures = [_enclosure(one) for one in _listed(part, "enclosures")]
        found.rest("enclosures", part.text[:120])
    part = told.get("copies")
    if part is not None:
        found.copies = _listed(part, "copies")
        found.rest("copies", part.text[:120])


def _listed(part: Part, kind: str) -> list[str]:
    """Give what is listed after a label, line by line; a line that goes on is joined."""
    items: list[str] = []
    goes_on = False
    for unit in part.units:
        for i, row in enumerate(unit.rows):
            at = label(kind, row)
            text = row[at.end() :].strip(" :.") if at else row
            if re.fullmatch(r"[\d() ]*", text):
                continue
            mark = _MARK.match(text)
            several = re.split(r";\s+(?=\(\d{1,2}\)\s)", text)
            if len(several) > 1:
                items += [_MARK.sub("", one, count=1) for one in several]
            elif mark:
                items.append(text[mark.end() :])
                goes_on = True
            elif goes_on and items and i and not at:
                items[-1] += f" {text}"
            else:
                items.append(text)
                goes_on = False
    return items


def _enclosure(text: str) -> dict[str, Any]:
    """Read an enclosure's title, with its symbol and its pages where they follow it."""
    match = _ENCLOSURE.fullmatch(text)
    if match is None:
        return {"title": text}
    found: dict[str, Any] = {"title": match["title"]}
    if match["symbol"]:
        if parse(match["symbol"]) is None:
            found["title"] = f"{match['title']} ({match['symbol']})"
        else:
            found["symbol"] = match["symbol"]
    if match["pages"]:
        found["pages"] = int(match["pages"])
    return found


def _missing(told: Parted, found: Gathered) -> None:
    names = {part.name for part in told.parts}
    title = told.get("subject")
    circulated = title is not None and is_title(title.text)
    # A circulated letter keeps neither its head nor its close, and a note is not signed.
    for name, called in _WANTED.items():
        if circulated and name in ("salutation", "addressees", "close"):
            continue
        if told.is_note and name in ("salutation", "signature"):
            continue
        present = found.day is not None if name == "date" else name in names
        if not present:
            found.missing.append(called)
