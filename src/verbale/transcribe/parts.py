"""Tells an old letter's parts: head, salutation, body, close, signature, and what goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from verbale.protocol.languages import Language
from verbale.protocol.symbols_in_text import IN_TEXT
from verbale.transcribe.facts import only_day
from verbale.transcribe.formulas import CLASSIFIED, Formulas, formulas, label
from verbale.transcribe.source import Line
from verbale.transcribe.undo import Undone, Unit

__all__ = ["Part", "Parted", "classification_of", "is_title", "parted"]

_ADDRESS = re.compile(
    r"(?:To(?: the| all|:)?\b(?! (?:this|that|ensure))|(?:His|Her|Their|Son|Sa|Su|Sus|S\.|H\.) ?(?:Excellenc|Excelenci|E\.|Eminence|Majest|M\.)"
    r"|The (?:Rt\.? )?Hon|(?:The )?(?:All )?Permanent (?:Representative|Observer|Mission)s?\b|All (?:Permanent|Heads|Member)"
    r"|(?:Mr|Ms|Mrs|Miss|Dr|Prof|Mme|M|Sra?|Sr|Srta|Г-н|Г-же|Г-ну|Г-жа)\.? [A-ZÀ-ÞА-Я]|(?:Monsieur|Madame|Señora?|Господину|Госпоже)\b"
    r"|Ambassador |Ambassadeur |Excm[oa]\.|Excelentísim|À |A(?:l|\s+la|\s+los)? [A-Z]|Aux? |Его |Ее |Её |Их |Постоянн\w+ представител"
    r"|(?:إلى|سعادة|معالي|صاحبة?|السيدة?|البعثة|البعثات|الأمانة|وزارة)\s?|致|.{0,30}(?:阁下|先生|女士|代表团|秘书处)$"
    r"|(?:The |La |Le |El )?(?:Secretar\w+(?:[ -][Gg][eé]n[eé]ral)?|President|Président\w*|Presidente|Minist\w+|Représentant\w*|Representante|Misi[oó]n|Mission|Embassy|Embajada|Ambassade|Ministerio|Ministère|Office|Oficina|Bureau|Chair\w*|Director\w*|Under-Secretary\S*|Постоянн\w+|Секретариат\w*|Министерств\w*|Генеральн\w+|Председател\w+)\b)"
)
_SURE_ADDRESS = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Miss|Dr)\.? [A-Z]|(?:Monsieur|Madame) [A-Z]|To\b(?: the| all|:)|To [A-Z]|(?:His|Her|Their) (?:Excellenc|Eminence|Majesty)|H\.E\.|The (?:Rt\.? )?Hon|Son Excellence|Su Excelencia|Excm|Excelent|S\.E\.|À S|À |Al |A la |A S|Его Прев|Е[её] Прев|Их Прев|إلى|سعادة|صاحبة? |致|.{0,40}阁下$|(?:All )?Permanent (?:Representative|Mission|Observer)s)"
)
_ELSEWHERE = re.compile(
    r"(?:The |Mr\.? |Ms\.? |Mrs\.? |Miss |Dr\.? |M\. |Mme |Monsieur|Madame|Sr\. |Sra\. |Señor|Al |A la |Aux? |À |Le |La |El |Г-ну|Г-же|Госпо|Постоянным|Secr[eé]t|Ministère|Ministerio de|Misi[oó]n|Mission|Embassy|Embajada|Ambassade|Permanent Mission|Permanent Representative of .{3,60} to|All )"
)
"""What stands under a signature and begins so is an address: nobody signs as Mr."""
_TOWN = re.compile(r"(?:New York|Geneva|Genève|Vienna|Nairobi|The Hague|Lake Success)\.?")
"""Where letters of the United Nations go: the last line of an address."""
_NAME = re.compile(r"(?:[A-ZÀ-ÞА-Я][\w.’'-]*[ ]?){2,6}")
_SIGNED = re.compile(
    r"[(\[（]?\s*(?:signed|signé(?:e)?|firmado|fdo\.?|подпис\w+|توقيع|التوقيع|签名|签字)\s*[)\]）:]?",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"(?:annex|annexe|anexo|appendix|приложение|المرفق|مرفق|附件|enclosure|enclosures|attachment)"
    r"(?:\s+(?:[IVX]{1,5}|[A-Z]|\d{1,2}|الأول|الثاني|[一二三四五]))?(?:\s+(?:to|à|au|de|a|к|إلى)\s.{3,120})?",
    re.IGNORECASE,
)
_NOTE_LINE = re.compile(
    r"\s*(?:\[?\d{1,2}\]|\d{1,2}/|[¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3}|[a-z]/|\d{1,2}(?=\s+(?:See|Ibid|A/|S/|E/|United|Official|Voir|Véase|См)))\s*\S"
)
_TITLE = re.compile(
    r"(?:Identical )?(?:letters?|notes? verbales?|Lettres?|Cartas?|Notas? verbal(?:es)?|Письмо(?=.{0,160}\bот\b)|Вербальная нота(?=.{0,160}\bот\b)|Идентичные письма|رسالتان? (?:متطابقتان )?|رسالة|مذكرة شفوية)\b.{0,160}\b(?:dated|datée?s?|en date|de fecha|от|مؤرخ)|\d{4}\s?年.{3,80}(?:的信|来信|的同文信|的普通照会)$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"(?=\S*\s?\S*\d)[A-ZА-Я]{2,6}(?:[/. -]{1,2}[\w()]{1,10}){1,5}")
"""A number without a label: "TC/88/14"."""
_VOCATIVE_ROW = re.compile(
    r"(?:(?:your|his) (?:excellency|honou?r|most)|sir|madam|monsieur|madame|señor|excellency|yours?|dear sir|you|vuestr|su segur|votre)\b.{0,60}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter, by the name that the spec has for it."""

    name: str
    units: tuple[Unit, ...]

    @property
    def rows(self) -> list[str]:
        """Its lines; those of units are parted by an empty one."""
        found: list[str] = []
        for unit in self.units:
            found += ["", *unit.rows] if found else unit.rows
        return found

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(unit.text for unit in self.units)


@dataclass
class Parted:
    """A letter in its parts, in its own order."""

    parts: list[Part] = field(default_factory=list)
    is_note: bool = False
    evidence: int = 0
    """How much speaks for a letter: see :func:`parted`."""

    def get(self, name: str) -> Part | None:
        """Give the first part of a name."""
        return next((one for one in self.parts if one.name == name), None)


def is_title(text: str) -> bool:
    """Tell whether words are a document's title: "Letter dated 3 March 2016 from ..."."""
    return _TITLE.match(text) is not None


def classification_of(text: str) -> str | None:
    """Give the key of a classification that a line names."""
    said = text.strip(" .:*-()[]").casefold()
    for key, words in CLASSIFIED.items():
        if re.fullmatch(words, said, re.IGNORECASE):
            return key
    return None


class _Telling:
    """Goes through the units of one letter."""

    def __init__(self, undone: Undone, language: Language) -> None:
        self._forms: Formulas = formulas(language.language)
        self._language = language
        self._width = undone.width
        self.units = [one for unit in undone.units for one in self._opened(unit)]
        self.found = Parted()

    def _opened(self, unit: Unit) -> list[Unit]:
        """Part a unit at lines that can only stand alone: a date, a salutation, a reference."""
        if unit.table or len(unit.lines) == 1:
            return [unit]
        groups: list[list[Line]] = [[]]
        for i, line in enumerate(unit.lines):
            alone = self._stands_alone(line.text.strip(), i, unit)
            if alone and groups[-1]:
                groups.append([])
            groups[-1].append(line)
            if alone in ("salutation", "date"):
                groups.append([])
        return [Unit(tuple(one)) for one in groups if one]

    def _stands_alone(self, text: str, at: int, unit: Unit) -> str:
        short = len(text) < max(60, self._width * 0.75)
        if not short:
            return ""
        if only_day(text, self._language):
            return "date"
        ends = text[-1:] in ",:;!：，،"
        # The vocative within a close ("Sir," before "Your obedient Servant") stays with it.
        rest = unit.lines[at + 1 :]
        if ends and self._forms.salutation.fullmatch(text) and rest and len(rest[0].text) > 40:
            return "salutation"
        if at and (label("copies", text) or (label("enclosures", text) and len(unit.lines) < 8)):
            before = unit.lines[at - 1].text.rstrip()
            return "label" if not before.endswith((",", "and", "the")) else ""
        if at and _SIGNED.match(text):
            return "signed"
        ended = unit.lines[at - 1].text.rstrip().endswith((".", "。", "?", "!")) if at else False
        if ended and self._forms.close.match(text):
            return "close"
        return ""

    # The body's limits.

    def tell(self) -> Parted:
        """Tell all parts."""
        found = self.found
        top, first, is_sure = self._body_start()
        end, close_end = self._body_end(first)
        if end <= first:
            end = close_end = max(self._last_prose(first) + 1, first)
        body = self.units[first:end]
        opening = " ".join(unit.text for unit in body[:2])[:600]
        found.is_note = self._forms.note.search(opening) is not None
        found.evidence += 4 * found.is_note + 2 * is_sure
        found.evidence += 2 * bool(self._forms.opening.search(opening))
        self._head(self.units[:top])
        if top < first:
            self._add("salutation", self.units[top:first])
            found.evidence += 2
        self._body(body)
        if end < close_end:
            self._add("close", self.units[end:close_end])
            found.evidence += 2
        self._tail(self.units[close_end:], bool(end < close_end))
        return found

    def _body_start(self) -> tuple[int, int, bool]:
        """Give where the head ends, where the body begins, and whether a title says so."""
        prose = next((i for i, unit in enumerate(self.units) if self._is_prose(unit)), None)
        for i, unit in enumerate(self.units[: (prose or 0) + 12]):
            text = unit.text
            if (
                len(unit.lines) <= 2
                and self._forms.salutation.fullmatch(text)
                and self._may_greet(i)
            ):
                return i, i + 1, False
            if prose is not None and i > prose + 2:
                break
        title = next(
            (
                i
                for i, unit in enumerate(self.units[:15])
                if _TITLE.match(unit.text) and len(unit.text) < 400
            ),
            None,
        )
        if title is not None and (prose is None or title <= prose):
            return title + 1, title + 1, True
        start = prose if prose is not None else len(self.units)
        # A heading just before the text is the letter's subject, and is told with the head.
        return start, start, False

    def _may_greet(self, at: int) -> bool:
        """Tell whether a vocative is the salutation, and not the head of an address."""
        text = self.units[at].text
        if text[-1:] in ",:;!，：；，،":
            return True
        following = self.units[at + 1 : at + 2]
        return bool(following) and self._is_prose(following[0])

    def _is_prose(self, unit: Unit) -> bool:
        """Tell whether a unit is a paragraph of sentences, and no block of short lines."""
        text = unit.text
        least = 7 if self._language.language == "zh" else 30
        if unit.table or len(text) < least or (len(text) < 60 and text[-1] not in ".。؟?!:：;"):
            return False
        if (label("reference", text) and len(text) < 100) or (
            _TITLE.match(text) and len(text) < 300
        ):
            return False
        words = text.split()
        small = sum(word[:1].islower() for word in words)
        cased = self._language.language not in ("zh", "ar")
        if cased and small < len(words) * 0.45:
            return self._forms.note.search(text) is not None
        is_long = (
            len(text) < 60
            or len(unit.lines) == 1
            or max(len(line.text.strip()) for line in unit.lines) > 38
        )
        ended = text.endswith(
            (".", ":", ";", ",", "?", "!", "。", "：", "؟", "，", "،", "”", '"', "»")
        )
        return ended or (is_long and (len(text) > 150 or not cased))

    def _last_prose(self, first: int) -> int:
        """Give the last unit that is of the body, where nothing closes it."""
        last = first
        for i in range(first, len(self.units)):
            unit = self.units[i]
            short = len(unit.text) < 80
            if _SIGNED.match(unit.text) or _ANNEX.fullmatch(unit.text.strip(" .:")):
                break
            if short and (label("enclosures", unit.text) or label("copies", unit.text)):
                break
            if (self._is_prose(unit) or unit.is_item) and not _NOTE_LINE.match(unit.text):
                last = i
        return last

    def _body_end(self, first: int) -> tuple[int, int]:
        """Give where close and tail begin; the same where there is no close."""
        stop = len(self.units)
        for i in range(first, len(self.units)):
            text = self.units[i].text
            if (
                _ANNEX.fullmatch(text.strip(" .:"))
                and i > first + 1
                and self._signed_before(first, i)
            ):
                stop = i
                break
        for i in range(stop - 1, first - 1, -1):
            unit = self.units[i]
            text = unit.text
            if len(text) > 420 or not self._forms.close.match(text):
                continue
            if i == first and self._forms.note.search(text):
                continue
            if any(
                self._is_prose(one) and not self._forms.close.match(one.text)
                for one in self.units[i + 1 : stop]
                if not _NOTE_LINE.match(one.text)
                and not label("copies", one.text)
                and not label("enclosures", one.text)
            ):
                continue
            # Several formulas one after the other are one close.
            start = i
            while (
                start > first + 1
                and self._forms.close.match(self.units[start - 1].text)
                and len(self.units[start - 1].text) < 300
                and not self._forms.opening.match(self.units[start - 1].text)
            ):
                start -= 1
            return self._close_rows(start, i, stop)
        for i in range(first, stop):
            if _SIGNED.match(self.units[i].text):
                # The post may stand above the name.
                before = self.units[i - 1]
                above = i > first + 1 and before.indent > 20 and len(before.text) < 70
                return (i - 1, i - 1) if above else (i, i)
        return self._last_prose(first) + 1, self._last_prose(first) + 1

    def _signed_before(self, first: int, at: int) -> bool:
        """Tell whether something closes the letter before a unit: else an annex is its own title."""
        return any(
            self._forms.close.match(unit.text) or _SIGNED.match(unit.text) or len(unit.text) < 60
            for unit in self.units[first + 1 : at]
        )

    def _close_rows(self, start: int, last: int, stop: int) -> tuple[int, int]:
        """Let a close go on over short lines: "Sir," and "Your obedient Servant,"; part the name."""
        end = last + 1
        while (
            end < stop
            and len(self.units[end].text) < 70
            and _VOCATIVE_ROW.fullmatch(self.units[end].text)
        ):
            end += 1
        unit = self.units[end - 1]
        # The name stands right under the close.
        lines = unit.lines
        for at in range(1, len(lines)):
            before, text = lines[at - 1].text.strip(), lines[at].text.strip()
            short = max(len(line.text.strip()) for line in lines[at:]) < 60
            ended = before.endswith((",", ".", "，", "。", "،")) or _SIGNED.match(text)
            if short and ended and not _VOCATIVE_ROW.fullmatch(text) and not text[:1].islower():
                self.units[end - 1 : end] = [Unit(lines[:at]), Unit(lines[at:])]
                break
        return start, end

    # Head, body and tail.

    def _add(self, name: str, units: Iterable[Unit]) -> None:
        some = tuple(units)
        if not some:
            return
        parts = self.found.parts
        if parts and parts[-1].name == name and name not in ("body",):
            parts[-1] = Part(name, (*parts[-1].units, *some))
        else:
            parts.append(Part(name, some))

    def _head(self, units: Sequence[Unit]) -> None:
        met: set[str] = set()
        for i, unit in enumerate(units):
            name = self._head_part(unit, met, last=i == len(units) - 1)
            if name in ("date", "reference", "subject"):
                self.found.evidence += 1
            met.add(name)
            self._add(name, [unit])

    def _head_part(self, unit: Unit, met: set[str], *, last: bool) -> str:
        text = unit.text
        plain = self._plain_part(unit)
        if plain in ("date", "reference", "subject", "classification"):
            return plain
        if _TITLE.match(text):
            self.found.evidence += 2
            return "subject"
        if _SURE_ADDRESS.match(text) and len(text) < 400:
            self.found.evidence += 1 + bool(re.match(r"To\s?:", text))
            return "addressees"
        begun = met & {"date", "reference", "classification"}
        town = _TOWN.fullmatch(unit.rows[-1])
        block = (last or town) and len(unit.lines) > 1 and _ELSEWHERE.match(text)
        if block or (_ADDRESS.match(text) and begun and len(text) < 400):
            return "addressees"
        if plain:
            return plain
        if met & {"addressees", "subject"} or (begun and last and len(unit.lines) < 3):
            previous = self.found.parts[-1].name
            if last or previous == "subject":
                return "subject"
            return "addressees" if previous == "addressees" else "other"
        return "letterhead" if not begun else "other"

    def _plain_part(self, unit: Unit) -> str:
        """Tell a part that is known by its own words, wherever it stands."""
        text = unit.text
        if only_day(text, self._language):
            return "date"
        if classification_of(text):
            return "classification"
        if len(text) < 500:
            for kind in ("copies", "enclosures", "subject"):
                if label(kind, text) and (kind != "subject" or len(text) < 250):
                    return kind
        if (label("reference", text) and len(text) < 160) or _BARE_NUMBER.fullmatch(text):
            return "reference" if not re.fullmatch(IN_TEXT, text) else ""
        return ""

    def _body(self, units: Sequence[Unit]) -> None:
        """Keep the body; a subject may stand between it and the salutation."""
        if units and label("subject", units[0].text) and len(units[0].text) < 250:
            self._add("subject", units[:1])
            units = units[1:]
        if units:
            self._add("body", units)

    def _tail(self, units: Sequence[Unit], closed: bool) -> None:
        met: set[str] = set()
        previous = "close" if closed else ""
        for i, unit in enumerate(units):
            if "annex" in met:
                self._add("annex", units[i:])
                return
            name = self._tail_part(unit, met, previous)
            named = _NAME.fullmatch(unit.rows[0]) is not None and len(unit.rows) < 4
            if name in ("date", "reference", "addressees") or (
                name == "signature" and (closed or (named and not met))
            ):
                self.found.evidence += 1 + (_SIGNED.match(unit.text) is not None)
            elif name == "signature" and _SIGNED.match(unit.text):
                self.found.evidence += 2
            met.add(name)
            self._add(name, [unit])
            previous = name

    def _tail_part(self, unit: Unit, met: set[str], previous: str) -> str:
        text = unit.text
        if _ANNEX.fullmatch(text.strip(" .:")) and not re.search(r"[:：]\s*$", text):
            return "annex"
        plain = self._plain_part(unit)
        if plain and plain != "subject":
            return plain
        noted = _NOTE_LINE.match(unit.lines[0].text) is not None
        if noted and previous not in ("enclosures", "copies"):
            return "notes"
        if _SIGNED.match(text):
            return "signature"
        is_list = unit.is_item or (len(unit.lines) == 1 and unit.indent > 2)
        block = len(unit.lines) > 1 and _ELSEWHERE.match(text) is not None
        address = block or _ADDRESS.match(text) or _SURE_ADDRESS.match(text)
        to_town = len(unit.lines) > 1 and _TOWN.fullmatch(unit.rows[-1]) is not None
        if to_town and "signature" in met and "addressees" not in met:
            return "addressees"
        if previous in ("enclosures", "copies") and (is_list or (not address and len(text) < 160)):
            return previous
        if previous == "notes" and unit.indent > 0:
            return "notes"
        if "signature" not in met and not _SURE_ADDRESS.match(text) and not self.found.is_note:
            return "signature"
        if self.found.is_note and "addressees" not in met:
            if _ADDRESS.match(text) or _ELSEWHERE.match(text) or len(unit.lines) > 1:
                return "addressees"
        if previous == "signature" and _ELSEWHERE.match(text):
            return "addressees"
        if _SURE_ADDRESS.match(text) or (
            _ADDRESS.match(text) and "addressees" not in met and previous != "signature"
        ):
            return "addressees"
        if block and "addressees" not in met:
            return "addressees"
        if previous == "addressees" and len(text) < 90:
            return "addressees"
        if previous == "signature" or (unit.table and "addressees" not in met):
            if (
                _ADDRESS.match(text)
                and len(unit.lines) > 1
                and re.search(r"(?:New York|Geneva|Vienna|Nairobi|\d{5})", text)
            ):
                return "addressees"
            return "signature"
        if self._is_prose(unit):
            return "notes"
        if self.found.is_note:
            return "signature" if len(text) < 60 else "other"
        return "other"


def parted(undone: Undone, language: Language) -> Parted:
    """Tell the parts of a letter.

    Args:
        undone: its text without its pages.
        language: the words of its language.

    Returns:
        Its parts in its own order, all units in one of them. ``evidence`` says how much speaks for
        a letter at all: salutation, close, formula and the like, one to three each.
    """
    return _Telling(undone, language).tell()
