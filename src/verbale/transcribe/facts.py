"""Finds days and documents in an old letter's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from verbale.protocol.languages import Language
from verbale.protocol.symbols import parse
from verbale.protocol.symbols_in_text import IN_TEXT

__all__ = ["Cited", "Dated", "Guess", "cited", "days", "only_day"]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a key of the spec rests on."""

    key: str
    words: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a text names, and the words that name it."""

    day: date
    words: str
    start: int
    end: int
    sure: bool = True


_ORDINAL = r"(?:st|nd|rd|th|er|ère|º|°)?"


@cache
def _pattern(language: str, months: tuple[str, ...]) -> re.Pattern[str]:
    """Compile how days are written: in the language's months, and in figures."""
    names = sorted(
        {one for month in months for one in _forms(language, month)}, key=len, reverse=True
    )
    month = "|".join(map(re.escape, names))
    if language == "zh":
        digits = "[〇零○一二三四五六七八九十]"
        return re.compile(
            rf"(?P<zy>\d{{4}}|{digits}{{4}})\s?年\s?(?P<zm>\d{{1,2}}|{digits}{{1,3}})\s?月"
            rf"\s?(?P<zd>\d{{1,2}}|{digits}{{1,3}})\s?[日号]"
        )
    of = r"(?:of |de |d['’]|du )?"
    parts = [
        rf"(?<![\d/])(?P<d>\d{{1,2}})\s?{_ORDINAL},?\s+{of}(?P<m>{month})\.?,?\s+"
        r"(?:de |del |of )?(?P<y>\d{4})(?!\d)",
        rf"(?<!\w)(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})(?!\d)",
        r"(?<![\d/.-])(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?![\d-])",
        r"(?<![\d/.-])(?P<d4>\d{1,2})[./](?P<m4>\d{1,2})[./](?P<y4>(?:19|20)\d\d)(?![\d/])",
    ]
    return re.compile("|".join(parts), re.IGNORECASE)


def _forms(language: str, month: str) -> Iterator[str]:
    yield month
    if "/" in month:  # Both names of a month, as Arabic letters of the United Nations have them.
        yield from month.split("/")
        first, second = month.split("/")
        yield f"{first} / {second}"
    if language == "en":
        yield month[:3]
        yield month[:4]
    if language == "ar":
        alike = {"يوليو": "يوليه", "يونيو": "يونيه"}
        yield from (month.replace(one, two) for one, two in alike.items())
        yield from (month.replace(two, one) for one, two in alike.items())


_HAN = {sign: i for i, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


def _han(text: str) -> int:
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN.get(tens, 1) if tens else 1) * 10 + (_HAN.get(ones, 0) if ones else 0)
    return int("".join(str(_HAN.get(one, 0)) for one in text))


def days(text: str, language: Language) -> Iterator[Dated]:
    """Give the days that a text names, in order."""
    months = [month.casefold() for month in language.months]
    for match in _pattern(language.language, tuple(language.months)).finditer(text):
        named = match.groupdict()
        sure = True
        try:
            if named.get("zy"):
                found = date(_han(match["zy"]), _han(match["zm"]), _han(match["zd"]))
            elif named.get("y3"):
                found = date(int(match["y3"]), int(match["m3"]), int(match["d3"]))
            elif named.get("y4"):
                found = date(int(match["y4"]), int(match["m4"]), int(match["d4"]))
                sure = int(match["d4"]) > 12 or match["d4"] == match["m4"]
            else:
                which = "2" if named.get("y2") else ""
                word = match[f"m{which}"].casefold()
                month = next(
                    i + 1
                    for i, one in enumerate(months)
                    if word in {form.casefold() for form in _forms(language.language, one)}
                )
                found = date(int(match[f"y{which}"]), month, int(match[f"d{which}"]))
        except (ValueError, StopIteration):
            continue
        if 1945 <= found.year <= 2199:
            yield Dated(found, match[0], match.start(), match.end(), sure)


_AROUND = re.compile(
    r"(?:于.{1,8}|(?:date|le|el|en|les|г\.|года|г|عام|م|日期|في|التاريخ|Date)\s*[:：]?|[\s,.:：،])*",
    re.IGNORECASE,
)


def only_day(text: str, language: Language) -> Dated | None:
    """Give the day of a line that holds nothing else than a date, and perhaps a place before it."""
    if len(text) > 90:
        return None
    found = list(days(text, language))
    if len(found) != 1:
        return None
    before, after = text[: found[0].start].strip(" ,،:"), text[found[0].end :].strip(" .,")
    before = re.sub(
        r"^(?:date|fecha|дата|التاريخ|日期)\s*[:：]?\s*", "", before, flags=re.IGNORECASE
    )
    place = re.fullmatch(r"[^\d.:;()]{0,45}", before)
    words = len(before.split())
    if place and words <= 5 and _AROUND.fullmatch(after) and not _VERB.search(before):
        return found[0]
    return None


_VERB = re.compile(
    r"\b(?:letter|note|dated|adopted|lettre|carta|письмо|from|until|since|than|on)\b|رسالة|信",
    re.IGNORECASE,
)
_ORGAN = (
    r"(?:,? (?:of|adopted by) the General Assembly|,? de l['’]Assemblée générale"
    r"|,? de la Asamblea General| Генеральной Ассамблеи| Совета Безопасности"
    r"|,? du Conseil de sécurité|,? del Consejo de Seguridad)?"
)
_NUMBER = (
    r"(?P<number>\d{1,4}/\d{1,4}|\d{1,5}\s?\((?:19|20)\d\d\)"
    r"|\d{1,5}\s?[A-Z]?\s?\((?:S-|ES-)?[IVXL]+\))"
)
_ABROAD = {
    "fr": rf"r[ée]solutions?\s+{_NUMBER}",
    "es": rf"resoluci(?:ón|ones)\s+{_NUMBER}",
    "ru": rf"резолюци\w+\s+(?:№\s?)?{_NUMBER}",
    "ar": rf"(?:ال|ب|ل)?(?:ال)?قرارا?(?:ها|ه)?\s+(?:[^\d\s]+\s+){{0,4}}{_NUMBER}",
    "zh": r"第\s?(?P<number>\d{1,4}/\d{1,4}|\d{1,5}\s?[(（](?:19|20)\d\d[)）])\s?号\s?决议",
}
_OF = {
    "en": "of|adopted on|dated",
    "fr": "du|en date du|adoptée le",
    "es": "de|de fecha",
    "ru": "от",
}
"""What stands between a document and the day of its adoption."""
_BY_NUMBER = re.compile(
    r"(?:(?:General Assembly|Security Council|Economic and Social Council"
    r"|Human Rights Council)\s+)?(?:resolutions?|decisions?)\s+\d{1,4}"
    r"(?:/\d{1,4}|\s?[A-Z]?\s?\((?:[IVXL]+|S-[IVXL]+|ES-[IVXL]+|(?:19|20)\d\d)\))"
)


_ANOTHER = re.compile(r"(?<=\band )\d{2,3}/\d{1,3}(?= of \d| \()")
"""The second of "resolutions 44/82 of 8 December 1989 and 47/237 of 20 September 1993"."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a text cites, and the words that cite it."""

    symbol: str
    words: str
    adopted: date | None = None


def cited(text: str, language: Language) -> Iterator[Cited]:
    """Give the documents that a text cites, each once, with the day that follows the symbol."""
    seen: set[str] = set()
    found = [(m.start(), m.end(), m[0]) for m in re.finditer(IN_TEXT, text)]
    found += [(m.start(), m.end(), m[0]) for m in _BY_NUMBER.finditer(text)]
    if re.search(r"\bresolutions\b", text):
        found += [(m.start(), m.end(), f"resolution {m[0]}") for m in _ANOTHER.finditer(text)]
    if abroad := _ABROAD.get(language.language):
        marks = str.maketrans("（）", "()")
        found += [
            (m.start(), m.end(), f"resolution {m['number'].translate(marks)}")
            for m in re.finditer(abroad, text, re.IGNORECASE)
        ]
    all_days = list(days(text, language))
    for _, end, words in sorted(found):
        symbol = parse(words.replace("resolutions", "resolution").replace("decisions", "decision"))
        if symbol is None or symbol.text in seen:
            continue
        seen.add(symbol.text)
        day = next((one for one in all_days if one.start >= end), None)
        between = text[end : day.start] if day else ""
        words_of = _OF.get(language.language, "")
        near = day is not None and re.fullmatch(
            rf"{_ORGAN}[\s,(]*(?:{words_of}|المؤرخة?)\s*", between
        )
        yield Cited(symbol.text, words, day.day if day and near else None)
