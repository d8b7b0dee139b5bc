"""Counts the lists of a DOCX: what Word prints before a paragraph and keeps nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element

from verbale.transcribe.docx_parts import attribute

__all__ = ["Numbering"]

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ALPHABETS = {
    "Letter": "abcdefghijklmnopqrstuvwxyz",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
_CHINESE = "〇一二三四五六七八九"
_DASHES = {"-": "-", "–": "–", "—": "—", "\uf02d": "–", "o": "◦", "*": "*"}


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, tree: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self._begun: set[tuple[str, int]] = set()
        if tree is not None:
            self._read(tree, styles)

    def mark(self, number: str, level: int) -> str:
        """Count a paragraph of a list, and give what is printed before it."""
        level = min(max(level, 0), _LEVELS - 1)
        abstract = self._abstract.get(number)
        if abstract is None or number == "0":
            return ""
        levels = self._levels.get(number) or self._levels.get(f"a{abstract}", {})
        counts = self._counts[abstract]
        start = self._start(number, levels, level)
        anew = level in self._starts[number] and (number, level) not in self._begun
        self._begun.add((number, level))
        now = counts[level]
        counts[level] = start if now is None or anew else now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = attribute(levels.get(deeper), "lvlRestart")
            if restart != "0":
                counts[deeper] = None
        return self._written(number, levels, counts, level)

    def _written(
        self, number: str, levels: dict[int, Element], counts: list[int | None], level: int
    ) -> str:
        here = levels.get(level)
        if here is None:
            return ""
        form = attribute(here, "numFmt") or "decimal"
        pattern = attribute(here, "lvlText") or ""
        if form == "bullet":
            return _DASHES.get(pattern, "•") if pattern else ""
        legal = here.find("isLgl") is not None

        def count(found: re.Match[str]) -> str:
            wanted = int(found[1]) - 1
            value = counts[wanted]
            if value is None:
                value = self._start(number, levels, wanted)
            own = attribute(levels.get(wanted), "numFmt") or "decimal"
            return _write(value, "decimal" if legal else own)

        return re.sub(r"%([1-9])", count, pattern).strip()

    def _start(self, number: str, levels: dict[int, Element], level: int) -> int:
        own = self._starts[number].get(level)
        return own if own is not None else _number(attribute(levels.get(level), "start"), 1)

    def _read(self, tree: Element, styles: Element | None) -> None:
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in tree.iter("abstractNum"):
            name = abstract.get("abstractNumId", "")
            self._levels[f"a{name}"] = _levels(abstract)
            links[name] = attribute(abstract, "numStyleLink") or ""
            own = attribute(abstract, "styleLink")
            if own:
                styled[own] = name
        for one in tree.findall("num"):
            number = one.get("numId", "")
            name = attribute(one, "abstractNumId") or ""
            if not self._levels.get(f"a{name}") and links.get(name) in styled:
                name = styled[links[name]]
            self._abstract[number] = name
            levels = dict(self._levels.get(f"a{name}", {}))
            for changed in one.findall("lvlOverride"):
                level = _number(changed.get("ilvl"), 0)
                levels.update(_levels(changed))
                start = attribute(changed, "startOverride")
                if start is not None:
                    self._starts[number][level] = _number(start, 1)
            self._levels[number] = levels


def _levels(element: Element) -> dict[int, Element]:
    return {_number(one.get("ilvl"), 0): one for one in element.findall("lvl")}


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise


def _write(value: int, form: str) -> str:
    if form == "none":
        return ""
    if value < 1:
        return str(value)
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        rest = min(value, 9999)
        for unit, sign in _ROMAN:
            roman += sign * (rest // unit)
            rest %= unit
        return roman.upper() if form == "upperRoman" else roman
    for name, letters in _ALPHABETS.items():
        if form in (name, f"lower{name}", f"upper{name}", name.replace("Lower", "Upper")):
            # After z comes aa, then bb.
            text = letters[(value - 1) % len(letters)] * (1 + min(value // (len(letters) + 1), 9))
            return text.upper() if "pper" in form else text
    if form == "decimalZero":
        return f"{value:02}"
    if form == "ordinal":
        teen = 10 < value % 100 < 14
        return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"
    if ("hinese" in form or "japanese" in form or "ideograph" in form) and value < 100:
        tens, ones = divmod(value, 10)
        first = "" if not tens else ("十" if tens == 1 else f"{_CHINESE[tens]}十")
        return first + (_CHINESE[ones] if ones or not tens else "")
    return str(value)
