"""Gathers the facts of an old letter from its parts, each with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from verbale.protocol.symbols import parse
from verbale.transcribe.facts import CitedAt, Guess, cited, days, only_day
from verbale.transcribe.formulas import label
from verbale.transcribe.parts import Part, Parted, classification_of, is_title
from verbale.transcribe.people import Known, appointed, post_of, titled
from verbale.transcribe.source import Source
from verbale.transcribe.undo import Unit

__all__ = ["Gathered", "gathered"]

_SIGNED = re.compile(
    r"[(\[（]?\s*(?:signed|signée?|firmado|fdo\.?|подпись|подписал|توقيع|التوقيع|签名|签字)\s*[)\]）:]*\s*",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:\d{1,2}[.)]|\([a-z\d]{1,2}\)|[•·▪*–—-])\s+")


@dataclass
class Gathered:
    """The facts of a letter; what it does not have stands empty."""

    day: date | None = None
    place: str = ""
    as_of: date | None = None
    reference: str = ""
    classification: str = ""
    subject: str = ""
    salutation: str = ""
    close: str = ""
    signatories: list[dict[str, str]] = field(default_factory=list)
    addressees: list[list[str]] = field(default_factory=list)
    enclosures: list[dict[str, Any]] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    references: list[CitedAt] = field(default_factory=list)
    appointees: list[dict[str, Any]] = field(default_factory=list)
    role: str = ""
    missing: list[str] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    def rest(self, key: str, words: str, why: str = "") -> None:
        """Note what a key rests on; ``why`` says what is to be settled."""
        self.guesses.append(Guess(key, words, not why, why))
        if why:
            self.unsure.append(f"{key}: {why}")


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
    _date(told, source, known, found, today)
    at = Known(known.language, known.states, found.as_of or today)
    _short_parts(told, texts, found)
    _signature(told, at, found)
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


def _date(told: Parted, source: Source, known: Known, found: Gathered, today: date) -> None:
    title = told.get("subject")
    if title is not None and is_title(title.text):
        # "Letter dated 3 March 2016 from ...": the document that holds it may bear another day.
        dated = next(days(title.text, known.language), None)
        if dated:
            found.day = dated.day
            found.rest("date", title.text)
    part = told.get("date")
    if part is not None and found.day is None:
        dated = only_day(part.text, known.language) or next(days(part.text, known.language), None)
        if dated:
            found.day = dated.day
            found.place = part.text[: dated.start].strip(" ,،")
            why = "" if dated.sure else f"{dated.words}: which of the two is the month is not told"
            found.rest("date", part.text, why)
    if found.day is None and (head := told.get("reference") or told.get("letterhead")) is not None:
        within = list(days(head.text, known.language))
        if len(within) == 1:
            found.day = within[0].day
            found.rest(
                "date", within[0].words, "it stands among other words: is it the letter's date?"
            )
    if found.day is not None:
        found.as_of = found.day
        return
    if source.day is not None:
        found.as_of = source.day
        found.rest("as_of", f"Date: {source.day}", "the mail's date; the letter itself bears none")
        return
    everywhere = " ".join(unit.text for part in told.parts for unit in part.units)
    past = [(one.adopted, one.words) for one in cited(everywhere, known.language) if one.adopted]
    for match in re.finditer(r"\bdated ", everywhere):
        dated = next(days(everywhere[match.end() : match.end() + 30], known.language), None)
        if dated is not None and dated.start == 0:
            past.append((dated.day, f"dated {dated.words}"))
    if past:
        found.as_of, words = max(past)
        found.rest("as_of", words, "the letter bears no date: this is the latest it cites")
    else:
        found.as_of = today
        found.rest(
            "as_of",
            "",
            "the letter bears no date, and cites none: this is the day it was transcribed",
        )


def _short_parts(told: Parted, texts: dict[Unit, str], found: Gathered) -> None:
    for name in ("reference", "classification", "subject", "salutation", "close"):
        part = told.get(name)
        if part is None:
            continue
        text = " ".join(texts[unit] for unit in part.units)
        if name == "reference":
            first = part.rows[0]
            label_at = label("reference", first)
            # "NV No. 162/20" is the number itself; "Ref.: SG/12/3" is a label and a number.
            whole = re.match(
                r"(?:[Nn][Oo°º]s?\.?\s|N[°º]|NV|[Nn]ote|№|[Nn][uú]m|رقم|(?!REF)[A-Z]{2,6}[/ -](?=\S*\d))",
                first,
            )
            value = first if whole or label_at is None else first[label_at.end() :]
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


def _signature(told: Parted, known: Known, found: Gathered) -> None:
    part = told.get("signature")
    if part is None:
        return
    units = part.units
    if known.language.language == "zh":
        # The post stands before the name.
        rows = [row for unit in units for row in unit.rows]
        name = next(
            (
                row
                for row in reversed(rows)
                if re.fullmatch(r"[\u4e00-\u9fff·]{2,12}(?:（签名）|\(签名\))?", row)
            ),
            rows[-1],
        )
        found.signatories.append({"name": _SIGNED.sub("", name).strip()})
        found.rest("sender", part.text[:120])
        return
    first = next((i for i, unit in enumerate(units) if _SIGNED.match(unit.text)), 0)
    # The post may stand above a name that is marked as signed.
    for unit in units[first:]:
        rows = [_SIGNED.sub("", row, count=1).strip() for row in unit.rows]
        rows = [row for row in rows if row]
        if not rows:
            continue
        title, name = titled(rows[0].rstrip(","), known.language)
        one = {"title": title} if title else {}
        one["name"] = name
        post = " ".join(rows[1:])
        if post:
            one["post"] = post
        is_post = re.match(
            r"(?:Permanent|Deputy|Chargé|Ambassador|President|Secretary|Chair|Minister|Représentant|Representante|Постоянн|常驻|الممثل)",
            name,
        )
        if found.signatories and is_post and "post" not in found.signatories[-1]:
            found.signatories[-1]["post"] = " ".join(rows)
            continue
        found.signatories.append(one)
    if found.signatories:
        found.rest("sender", part.text[:120])


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
            if mark:
                items.append(text[mark.end() :])
                goes_on = True
            elif goes_on and items and i and not at:
                items[-1] += f" {text}"
            else:
                items.append(text)
                goes_on = False
    return items


def _enclosure(text: str) -> dict[str, Any]:
    match = re.fullmatch(
        r"(?P<title>.+?)(?: \((?P<symbol>[^()]+(?:\(\d{4}\))?)\))?(?:, (?P<pages>\d{1,4}) pages?)?",
        text,
    )
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
    wanted: Sequence[tuple[str, str]] = (
        [("date", "date")] + [("signature", "signature")] * (not told.is_note)
        if circulated
        else [("date", "date"), ("addressees", "address"), ("close", "close")]
        if told.is_note
        else [
            ("salutation", "salutation"),
            ("date", "date"),
            ("addressees", "address"),
            ("close", "close"),
            ("signature", "signature"),
        ]
    )
    for name, called in wanted:
        present = found.day is not None if name == "date" else name in names
        if not present:
            found.missing.append(called)


def post_words(words: str, known: Known) -> dict[str, str]:
    """Read a signatory's post: a known one with its State, or in words."""
    bare = re.sub(r" to the United Nations$", "", words)
    found = post_of(bare, known)
    return found if found.get("post") in known.language.posts else {"post": words}
