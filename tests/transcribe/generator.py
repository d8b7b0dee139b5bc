"""Random letters as an archive has them, each with what is to be found in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.transcribe.specs import FACTS, STATES, day, people, spec
from verbale import protocol
from verbale.protocol.symbols import parse

__all__ = ["Generated", "letter", "spec"]


@dataclass(frozen=True)
class Generated:
    """A letter's text, and what is to be found in it."""

    text: str
    expected: dict[str, Any]


_CODES = ("fr", "es", "ru", "ar", "zh")
_DATA = Path(protocol.__file__).parent / "data" / "languages"
_DATES = {c: yaml.safe_load((_DATA / f"{c}.yaml").read_bytes()) for c in ("en", *_CODES)}


def letter(seed: int) -> Generated:
    """Give the letter of a seed: the same every time."""
    r = Random(seed)
    language = r.choice(("en",) * 14 + _CODES)
    kind = r.choice(FACTS["kinds"][: 10 if language == "en" else 3])
    width = 0 if language in ("zh", "ar") else r.choice((0, r.randint(40, 60), r.randint(60, 100)))
    indented = r.random() < 0.4 and language != "zh"
    blank, hyphens = not indented or r.random() < 0.6, language == "en" and r.random() < 0.5
    sheet = _Sheet(r, width, indented, blank, hyphens, width > 0 and r.random() < 0.25)
    on = day(r, 1946, 1952) if kind == "forties" else day(r, 1960, 2024)
    made = _Writer(r, sheet, language, kind, on)
    made.write()
    text = _on_pages(r, sheet, made.out) + "\n"
    return Generated(text, made.out | ({"joined": sheet.joined} if sheet.joined else {}))


@dataclass
class _Sheet:
    """The paper a letter is written on: how its lines are laid out."""

    r: Random
    width: int
    indented: bool
    blank: bool
    hyphens: bool
    justified: bool
    joined: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    body: range = range(0)

    def block(self, *lines: str, right: int = 0) -> None:
        """Add lines as they are, set apart by an empty one, perhaps some way to the right."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines += [(" " * right + line).rstrip() for line in lines]

    def paragraph(self, text: str, hang: int = 0) -> None:
        """Add a paragraph; the lines after its first are set back by ``hang``."""
        if self.lines and self.lines[-1] and self.blank:
            self.lines.append("")
        margin = "     " if self.indented and not hang else ""
        words: list[str] = []
        for whole in text.split():
            word = whole
            room = self.width - len(margin) - len(" ".join(words)) - (1 if words else 0)
            if self.width and words and len(word) > room:
                head, word = self._broken(word, room)
                self.lines.append(margin + self._filled([*words, *head], self.width - len(margin)))
                margin, words = " " * hang, []
            words.append(word)
        self.lines.append(margin + " ".join(words))

    def _broken(self, word: str, room: int) -> tuple[list[str], str]:
        core = word.rstrip(".,;:")
        most = min(room - 1, len(core) - 3)
        able = self.hyphens and len(core) > 8 and core.isalpha() and core.isascii() and most > 3
        at = self.r.randint(4, most) if able and self.r.random() < 0.7 else 0
        if not at or core[:at].lower() in FACTS["kept"]:
            return [], word
        self.joined[f"{core[:at]}-{core[at:]}"] = core
        return [f"{core[:at]}-"], word[at:]

    def _filled(self, words: list[str], width: int) -> str:
        gaps = [1] * (len(words) - 1)
        short = width - len(" ".join(words))
        if self.justified and len(words) > 3:
            for at in range(short):
                gaps[at % len(gaps)] += 1
            self.r.shuffle(gaps)
        return "".join(w + " " * g for w, g in zip_longest(words, gaps, fillvalue=0))


@dataclass
class _Writer:
    """Writes one letter, and tells what is to be found in it."""

    r: Random
    sheet: _Sheet
    language: str
    kind: str
    on: datetime.date
    out: dict[str, Any] = field(default_factory=dict)

    def write(self) -> None:
        r, sheet, kind, out = self.r, self.sheet, self.kind, self.out
        english, circulated, note = self.language == "en", kind == "circulated", kind == "note"
        personal = english and not note and not circulated
        self.words = FACTS["languages"][self.language]
        name, _, state = people(r, 1, self.on)[0]
        self.name = name if english else r.choice(self.words["names"])
        self.of = STATES.find(state, self.on, self.language).of
        out |= {"letter": True, "kind": "note-verbale" if note else "letter"}
        dated, signed = circulated or r.random() < 0.85, not note and r.random() < 0.92
        out |= {"language": self.language, "date": self.on if dated else None}
        right = r.choice((0, 0, min(sheet.width or 60, 60) // 2))
        place = r.choice(("", "", "New York, ")) if english else ""
        date = place + _dated(self.on, self.language, kind == "forties" or r.choice((0, 0, 2)))
        at_end = note and r.random() < 0.7
        if english and not circulated and r.random() < 0.4:
            out["reference"] = r.choice(("SG/12/3", "PO 230", "TC/88/14", "LA/41/7-B"))
            label = r.choice(("", "Ref.: ", "REFERENCE: ", "Our ref.: ", "Reference: "))
            sheet.block(label + out["reference"])
        if dated and not at_end and not circulated:
            sheet.block(date, right=right)
        if personal and r.random() < 0.2:
            mark, out["classification"] = r.choice([*self.words["classifications"].items()])
            sheet.block(mark)
        address = self._address() if english and not circulated and r.random() < 0.7 else []
        # Below a letter without a signature an address would look like one.
        on_top = personal and (not signed or r.random() < 0.4)
        if on_top and address:
            sheet.block(*address)
        if personal and r.random() < 0.2:
            out["subject"] = r.choice(("Small harbours", "Rental of the conference room"))
            sheet.block(r.choice(("Subject: ", "Re: ")) + out["subject"])
        if circulated:
            sheet.paragraph(self.words["title"].format(_dated(self.on, self.language), self.of))
        salutation, close = self._formulas()
        out["salutation"] = salutation or None
        out["close"] = " ".join(close) or None
        if salutation:
            sheet.block(salutation)
        sheet.block()
        begun = len(sheet.lines)
        notes = self._body()
        sheet.body = range(begun, len(sheet.lines))
        if kind == "forties":
            sheet.block(*(" " * 4 * at + one for at, one in enumerate(close)), right=8)
        elif kind == "informal":
            sheet.block(*close)
        elif close:
            sheet.paragraph(close[0])
        out["sender"] = self.name if signed else None
        if signed and kind == "joint":
            self._joint()
        elif signed:
            mark = self.words["signed"] if circulated or r.random() < 0.2 else ""
            post = [f"Permanent Representative {self.of}"] if english and kind != "informal" else []
            sheet.block("", mark + self.name, *post, right=right)
        if dated and at_end:
            sheet.block(date, right=right)
        if notes:
            sheet.block("_" * 12, *notes)
        if kind == "transmittal":
            self._enclosures()
        if personal and r.random() < 0.25:
            copies = out["copies"] = r.sample(FACTS["offices"], r.randint(1, 3))
            mark = r.choice(("cc: ", "c.c. ", "Copy to: "))
            sheet.block(mark + copies[0], *(" " * len(mark) + one for one in copies[1:]))
        if address and not on_top:
            sheet.block(*address)
        if not circulated:
            out["addressees"] = address
            lacks = {"date": not dated, "address": not address, "close": not close}
            lacks |= {} if note else {"salutation": not salutation, "signature": not signed}
            out["missing"] = [one for one, lacking in lacks.items() if lacking]

    def _address(self) -> list[str]:
        others = (one for one in people(self.r, 2, self.on) if one[0] != self.name)
        name, gender, state = next(others)
        of = f"Permanent Representative {STATES.find(state, self.on, 'en').of}"
        his, mr = ("His", "Mr.") if gender == "m" else ("Her", "Ms.")
        blocks = (
            ["The Secretary-General", "United Nations", "New York"],
            [f"{his} Excellency", f"{mr} {name}", of, "to the United Nations", "New York"],
            ["To All Permanent Representatives", "to the United Nations", "New York"],
            [f"{mr} {name}", "Director", "Institute for Harbour Studies", "Wellington"],
        )
        return self.r.choice(blocks[: 3 if self.kind == "note" else 4])

    def _formulas(self) -> tuple[str, list[str]]:
        r, words, kind = self.r, self.words, self.kind
        if kind == "circulated":
            return "", []
        if kind == "note":
            ends = [words["ends"].format(self.of)]
            return "", ends if self.language == "zh" or r.random() < 0.8 else []
        if self.language != "en":
            salutation = r.choice(words["salutation"])
            return salutation, [words["close"].format(salutation.rstrip(",:"))]
        if kind == "informal":
            return r.choice(words["dear"]), [r.choice(words["yours"])]
        if kind == "forties":
            sir = r.choice(("Sir,", "Madam,"))
            return sir, ["I have the honour to be,", sir, "Your obedient Servant,"]
        called = r.choice(("Excellency", "Sir", "Madam", "Mr. President", "Madam Chair"))
        accept, our = r.choice(("Please accept", "Accept")), "our" if kind == "joint" else "my"
        close = f"{accept}, {called}, the assurances of {our} highest consideration."
        return f"{called},", [close] if r.random() < 0.9 else []

    def _body(self) -> list[str]:
        """Write the paragraphs, and tell how many they are and how they begin and end."""
        r, kind, out, notes = self.r, self.kind, self.out, []
        says = list(self.words.get("says", FACTS["sentences"]))
        r.shuffle(says)
        opens = f"{'We' if kind == 'joint' else 'I'} have the honour to {r.choice(FACTS['acts'])}."
        opens = self.words.get("opens", opens)
        if kind == "note":
            opens = self.words["note"].format(self.of)
        elif kind in ("transmittal", "informal"):
            opens = "Thank you for your letter. I am sending you herewith what you asked for."
        paragraphs = [opens]
        for _ in range(r.randint(1, 3 if self.language != "en" else 8)):
            number = r.randint(1, 4) if self.language == "en" else 1
            paragraphs += [" ".join(says[:number])] if says else []
            says = says[number:]
        if self.language == "en":
            out["references"] = []
            if r.random() < 0.6 and (cited := _cited(r, self.on)):
                paragraphs[-1] = f"This rests upon {cited[0]}. {paragraphs[-1]}"
                out["references"] = [cited[1]]
        if kind == "footnotes":
            mark = r.choice((" 1/", "[1]", "¹"))
            paragraphs[0] = f"{paragraphs[0]}{mark} The matter is not new."
            notes = [f"{mark.strip()} The figures are those of the preceding year."]
        for at, one in enumerate(paragraphs):
            self.sheet.paragraph(one)
            if at == 0 and kind in ("list", "quoted"):
                self._inset()
        if kind not in ("list", "quoted"):
            out["paragraphs"] = len(paragraphs)
        if self.language != "zh":
            out["first"] = " ".join(paragraphs[0].split()[:4])
            out["last"] = " ".join(paragraphs[-1].split()[-4:])
        return notes

    def _inset(self) -> None:
        if self.kind == "list":
            self.sheet.paragraph("The following particulars are to be noted:")
            marks = self.r.choice((("1.", "2.", "3."), ("(a)", "(b)", "(c)"), ("-", "-", "-")))
            for mark, item in zip(marks, FACTS["sentences"][:3], strict=True):
                self.sheet.paragraph(f"{mark} {item}", hang=len(mark) + 1)
        else:
            self.sheet.paragraph("The message reads as follows:")
            lead = self.r.choice(("          ", "> "))
            lines = ('"The team has visited the', "four northern districts,", 'and was content."')
            self.sheet.block(*(lead + one for one in lines))
            self.sheet.block()

    def _joint(self) -> None:
        others = [one for one in people(self.r, 4, self.on) if one[0] != self.name]
        found = [(name, STATES.find(state, self.on, "en").of) for name, _, state in others]
        signs = [(self.name, self.of), *found][: self.r.choice((2, 4))]
        self.out["signatories"] = [name for name, _ in signs]
        step = self.r.choice((1, 2))
        for at in range(0, len(signs), step):
            several = [(name, "Permanent Representative", of) for name, of in signs[at : at + step]]
            rows = zip(*several, strict=True)
            self.sheet.block(*("".join(f"{one:55}" for one in row) for row in rows))

    def _enclosures(self) -> None:
        titles = self.out["enclosures"] = self.r.sample(FACTS["titles"], self.r.randint(1, 3))
        mark = self.r.choice(("Enclosure", "Attachment")) + ("s:" if titles[1:] else ":")
        listed = [f"{at}. {one}" for at, one in enumerate(titles, 1)]
        self.sheet.block(*((mark, *listed) if titles[1:] else (f"{mark} {titles[0]}",)))


def _dated(on: datetime.date, language: str, style: int = 0) -> str:
    """Give a day as the language has it; in English also in the old (1) and American (2) way."""
    words = _DATES[language]
    month, end = words["months"][on.month - 1], {1: "st", 2: "nd", 3: "rd"}.get(on.day % 10, "th")
    if style == 1:
        return f"{on.day}{'th' if 10 < on.day < 14 else end} {month}, {on.year}"
    if style == 2 and language == "en":
        return f"{month} {on.day}, {on.year}"
    number = words.get("first", "1") if on.day == 1 else str(on.day)
    return words["date"].format(day=number, month=month, year=on.year)


def _cited(r: Random, on: datetime.date) -> tuple[str, dict[str, Any]] | None:
    """Cite something adopted in a year before a day's."""
    if r.random() < 0.4:
        year = max((one for one in FACTS["council"] if one < on.year), default=0)
        number = r.randint(*FACTS["council"].get(year, (1, 1)))
        form = f"Security Council resolution {number} ({year})"
    elif on.year > 1977:
        year = r.randint(1976, on.year - 1)
        lead = r.choice(("resolution A/RES/", "General Assembly resolution "))
        form = f"{lead}{year - 1945}/{r.randint(1, 190)}"
    else:
        year = max((one for one in FACTS["roman"] if one < on.year), default=0)
        number = (year - 1946) * 110 + r.randint(1, 90)
        form = f"resolution {number} ({FACTS['roman'].get(year)})"
    if not year:
        return None
    found = {"symbol": parse(form).text}
    if r.random() < 0.3:
        return form, found
    adopted = datetime.date(year, r.randint(10, 12), r.randint(1, 20))
    return f"{form} of {_dated(adopted, 'en')}", found | {"adopted": adopted}


def _on_pages(r: Random, sheet: _Sheet, out: dict[str, Any]) -> str:
    """Break the body, or not, between two lines of a sentence, with what pages bear there."""
    lines = sheet.lines
    able = [a for a in sheet.body[1:] if lines[a][:1].islower() and lines[a - 1][-1:].isalpha()]
    if not sheet.width or not able or r.random() < 0.5:
        return "\n".join(lines)
    at = r.choice(able)
    feed = "\f" if r.random() < 0.75 else ""
    head = r.choice(("- 2 -", "2", "Page 2", "2/2", "2(2)", "-2-"))
    foot = r.choice(([], [], [], ["", "/..."]))
    out["removed"] = [*foot[1:], head]
    head = feed + " " * r.choice((0, 20, 34)) + head
    return "\n".join([*lines[:at], *foot, *([] if feed else [""]), head, "", *lines[at:]])
