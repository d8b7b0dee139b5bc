"""Symbols of United Nations documents: read however people type them, cited, linked.

Editorial Manual, "Resolution, decision and document identification"; Dag Hammarskjöld Library,
guide to resolutions. Unverified: that presidential statements bear the series S/PRST.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import quote

from verbale.protocol.roman import roman_value
from verbale.protocol.sessions import year_of_rights_session
from verbale.protocol.slips import SERIES, is_slip

__all__ = ["Symbol", "parse", "suggestion"]

_LONGEST = 120
"""The longest text that is read as a symbol, in characters."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol, and what it says of itself."""

    text: str
    """The symbol: "A/RES/71/1", "S/RES/2250 (2015)", "A/RES/217(III)[A]"."""
    noun: str = "document"
    """What it names: ``resolution``, ``decision``, ``statement`` or ``document``."""
    organ: str = "general-assembly"
    """Whose it is."""
    number: str = ""
    """What stands after the noun where it is cited by number: "71/1", "217 A (III)"."""
    session: int | None = None
    """The regular session of the General Assembly it belongs to."""
    year: int | None = None
    """The year it bears."""
    by_number: bool = False
    """Whether it is cited by its number: because it was typed so, or because it always is."""

    @property
    def cited(self) -> str:
        """What stands after organ and noun: its number, or the symbol itself.

        The letters of the General Assembly's Presidents have the symbol; who types the number gets
        the number.
        """
        return self.number if self.by_number and self.number else self.text

    @property
    def url(self) -> str:
        """Where the document is to be had."""
        joined = re.sub(r"\s+", "", re.sub(r"(?<=\d) [A-Z]-[A-Z]$", "", self.text))
        return f"https://undocs.org/{quote(joined, safe='/()[].-')}"


def parse(typed: str) -> Symbol | None:
    """Read a symbol or a citation, however it is typed.

    Args:
        typed: "A/RES/71/1", "a / res / 71 / 1", "GA resolution 71/1", "resolution 217 A (III)",
            "Security Council resolution 2250 (2015)", "decision 71/553", "A/C.3/71/L.20/Rev.1" ...

    Returns:
        The symbol; None if it cannot be told which is meant.
    """
    text = _cleaned(typed)
    if not text or len(text) > _LONGEST:
        return None
    match = _LEAD.match(text)
    organ = next((key for key, words in _ORGANS.items() if _is(match, "organ", words)), None)
    noun = next((key for key, words in _NOUNS.items() if _is(match, "noun", words)), None)
    rest = text[match.end() :].strip() if match else text
    for form, read in _FORMS:
        if found := re.fullmatch(form, rest, re.IGNORECASE | re.ASCII):
            return read(found, organ, noun)
    return None


def suggestion(typed: str) -> str:
    """Suggest a symbol for one that cannot be read: "A/RES/71/1" for "A/RS/71/1"; or "".

    Args:
        typed: what was typed.
    """
    text = _cleaned(typed).upper()
    # A sign that is left out: A/RES71/1, ARES/71/1, PRST/2016/1.
    joined = re.sub(r"^([AES])?/?(RES|DEC|PRST)[./ ]*(?=\d)", r"\1/\2/", text).removeprefix("/")
    for head in ("", "S/" if joined.startswith("PRST") else "A/"):
        found = parse(head + joined)
        if found is not None and found.noun != "document" and head + joined != text:
            return found.text
    parts = text.split("/")
    for index, part in enumerate(parts[:4]):
        if close := get_close_matches(part, SERIES, 1, 0.6):
            fixed = "/".join((*parts[:index], close[0], *parts[index + 1 :]))
            if (found := parse(fixed)) is not None and fixed != text:
                return found.text
    return ""


def _cleaned(typed: str) -> str:
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", typed[: _LONGEST * 2])
    text = re.sub(r"\s+", " ", text).strip().rstrip(".,;: ")
    return re.sub(r" ?/ ?", "/", text)


_ORGANS = {
    "general-assembly": r"general assembly|unga|ga|assembly",
    "security-council": r"security council|unsc|sc|council",
    "economic-and-social-council": r"economic and social council|ecosoc",
    "human-rights-council": r"human rights council|unhrc|hrc",
}
_NOUNS = {
    "resolution": r"resolutions?|res\.?",
    "decision": r"decisions?|dec\.?",
    "statement": r"(?:presidential )?statements?",
    "document": r"documents?|doc\.?",
}
_LEAD = re.compile(
    rf"(?:(?:the )?(?:u\.?n\.? )?(?P<organ>{'|'.join(_ORGANS.values())}) )?"
    rf"(?:(?P<noun>{'|'.join(_NOUNS.values())}) )?(?:nos?\.? ?)?",
    re.IGNORECASE,
)


def _is(match: re.Match[str] | None, group: str, words: str) -> bool:
    return bool(match and match[group] and re.fullmatch(words, match[group], re.IGNORECASE))


# --- The forms, and how each is read ---

_Found = re.Match[str]
_Reader = Callable[[_Found, str | None, str | None], Symbol | None]

_ROMAN = r"(?:E?S-)?[IVXLC]{1,8}"
_LETTERS = r"[A-Z](?: ?(?:and|to|-) ?[A-Z])?"
_SESSION = r"\d{1,4}|E?S-\d{1,3}"


def _letters(text: str | None) -> tuple[str, str]:
    """Give the letters of parts as a symbol has them and as a citation has them."""
    found = sorted(set(re.findall(r"\b[A-Z]\b", (text or "").upper().replace("-", " "))))
    if len(found) < 2:
        return "".join(found), "".join(found)
    word = "and" if ord(found[1]) - ord(found[0]) == 1 else "to"
    return "-".join(found), f"{found[0]} {word} {found[1]}"


def _number(session: str) -> int | None:
    return int(session) if session.isdigit() else None


def _assembly(match: _Found, organ: str | None, noun: str | None) -> Symbol | None:
    """Read A/RES/71/1, A/DEC/71/553, A/RES/S-8/1, and the same by number alone."""
    given = match.groupdict()
    series = (given.get("series") or "").upper()
    if organ == "human-rights-council" and not series:
        return _rights(match, organ, noun)
    if organ not in (None, "general-assembly") or noun in ("document", "statement"):
        return None
    wanted = {"RES": "resolution", "DEC": "decision"}.get(series, noun or "resolution")
    if noun is not None and noun != wanted:
        return None
    session, number = match["session"].upper().lstrip("0"), match["number"].lstrip("0")
    compact, spoken = _letters(match["letters"])
    # Up to the thirtieth session numbers ran on, with the session behind: 2625 (XXV).
    if not number or not session or (_number(session) or 31) < 31:
        return None
    head = "A/RES" if wanted == "resolution" else "A/DEC"
    return Symbol(
        text=f"{head}/{session}/{number}{' ' if compact else ''}{compact}",
        noun=wanted,
        number=f"{session}/{number}{' ' if spoken else ''}{spoken}",
        session=_number(session),
        # A decision has no symbol of its own: it is always cited by number.
        by_number=not series or wanted == "decision",
    )


def _old(match: _Found, organ: str | None, noun: str | None) -> Symbol | None:
    """Read 217 A (III), A/RES/217(III)[A], 3362 (S-VII); and 1296 (XLIV) of the ECOSOC."""
    given = match.groupdict()
    head = (given.get("head") or "").upper()
    number, roman = match["number"].lstrip("0"), match["roman"].upper()
    if given.get("letters") and given.get("after"):
        return None
    compact, spoken = _letters(given.get("letters") or given.get("after"))
    bare = roman.removeprefix("ES-").removeprefix("S-")
    ordinal = roman_value(bare)
    if not number or ordinal is None or noun not in (None, "resolution"):
        return None
    # The Assembly gave its sessions Roman numerals up to the thirtieth, the Council longer.
    social = ordinal > 30 and organ is None
    if head == "E" or (not head and (social or organ == "economic-and-social-council")):
        head, whose = "E", "economic-and-social-council"
    elif organ in (None, "general-assembly") and ordinal <= 30:
        head, whose = "A", "general-assembly"
    else:
        return None
    return Symbol(
        text=f"{head}/RES/{number}({roman}){f'[{compact}]' if compact else ''}",
        noun="resolution",
        organ=whose,
        number=f"{number}{' ' if spoken else ''}{spoken} ({roman})",
        session=ordinal if head == "A" and bare == roman else None,
        by_number=True,
    )


def _security(match: _Found, organ: str | None, noun: str | None) -> Symbol | None:
    """Read S/RES/2250 (2015), and 2250 (2015)."""
    if organ not in (None, "security-council") or noun not in (None, "resolution"):
        return None
    number, year = match["number"].lstrip("0"), int(match["year"])
    if not number or year < 1946:
        return None
    cited = f"{number} ({year})"
    return Symbol(f"S/RES/{cited}", "resolution", "security-council", cited, None, year, True)


def _social(match: _Found, organ: str | None, noun: str | None) -> Symbol | None:
    """Read E/RES/2016/1, E/DEC/2016/205, and 2016/1."""
    series = (match.groupdict().get("series") or "").upper()
    wanted = {"RES": "resolution", "DEC": "decision"}.get(series, noun or "resolution")
    if organ not in (None, "economic-and-social-council") or noun not in (None, wanted):
        return None
    if wanted not in ("resolution", "decision"):
        return None
    number, year = match["number"].lstrip("0"), int(match["year"])
    compact, spoken = _letters(match["letters"])
    if not number:
        return None
    head = "E/RES" if wanted == "resolution" else "E/DEC"
    return Symbol(
        text=f"{head}/{year}/{number}{' ' if compact else ''}{compact}",
        noun=wanted,
        organ="economic-and-social-council",
        number=f"{year}/{number}{' ' if spoken else ''}{spoken}",
        year=year,
        by_number=True,
    )


def _rights(match: _Found, organ: str | None, noun: str | None) -> Symbol | None:
    """Read A/HRC/RES/32/1, and Human Rights Council resolution 32/1."""
    series = (match.groupdict().get("series") or "").upper()
    wanted = {"RES": "resolution", "DEC": "decision"}.get(series, noun or "resolution")
    if organ not in (None, "human-rights-council") or noun not in (None, wanted):
        return None
    if wanted not in ("resolution", "decision") or match["session"].upper().startswith("ES"):
        return None
    session, number = match["session"].upper(), match["number"].lstrip("0")
    if not number:
        return None
    head = "A/HRC/RES" if wanted == "resolution" else "A/HRC/DEC"
    cited = f"{session}/{number}"
    year = year_of_rights_session(_number(session))
    return Symbol(f"{head}/{cited}", wanted, "human-rights-council", cited, None, year, True)


def _statement(match: _Found, organ: str | None, noun: str | None) -> Symbol | None:
    """Read S/PRST/2016/1."""
    if organ not in (None, "security-council") or noun not in (None, "statement"):
        return None
    year, number = int(match["year"]), match["number"].lstrip("0")
    if not number:
        return None
    text = f"S/PRST/{year}/{number}"
    return Symbol(text, "statement", "security-council", "", None, year)


def _document(match: _Found, organ: str | None, noun: str | None) -> Symbol | None:
    """Read any other symbol: A/71/L.1, A/C.3/71/L.20/Rev.1, S/2016/1234, A/47/60-S/23329."""
    if noun not in (None, "document") or organ is not None:
        return None
    text = re.sub(r"/(ADD|CORR|REV)\.", lambda m: f"/{m[1].capitalize()}.", match[0].upper())
    first = text.split("-A/")[0].split("-S/")[0]
    parts = first.split("/")
    if is_slip(parts):
        return None
    at = 2 if re.fullmatch(r"C\.\d|INF|BUR", parts[1]) else 1
    session = int(parts[at]) if re.fullmatch(r"\d{1,3}", (*parts, "", "")[at]) else None
    year = next((int(one) for one in parts[1:3] if re.fullmatch(r"(?:19|20)\d\d", one)), None)
    return Symbol(
        text=text,
        organ={"S": "security-council", "E": "economic-and-social-council"}.get(
            parts[0], "general-assembly" if parts[0] == "A" else ""
        ),
        session=session if parts[0] == "A" else None,
        year=year if parts[0] in ("S", "E") else None,
    )


# Each is compiled when it is first tried: most symbols are of the first form.
_FORMS: tuple[tuple[str, _Reader], ...] = (
    (
        rf"A/(?P<series>RES|DEC)/(?P<session>{_SESSION})/(?P<number>\d{{1,4}})"
        rf" ?\[?(?P<letters>{_LETTERS})?\]?",
        _assembly,
    ),
    (
        rf"(?P<head>[AE])/RES/(?P<number>\d{{1,4}}) ?(?P<letters>{_LETTERS})?"
        rf" ?\((?P<roman>{_ROMAN})\) ?\[?(?P<after>{_LETTERS})?\]?",
        _old,
    ),
    (r"S/RES/(?P<number>\d{1,4}) ?\((?P<year>(?:19|20)\d\d)\)", _security),
    (
        rf"E/(?P<series>RES|DEC)/(?P<year>(?:19|20)\d\d)/(?P<number>\d{{1,4}})"
        rf" ?\[?(?P<letters>{_LETTERS})?\]?",
        _social,
    ),
    (rf"A/HRC/(?P<series>RES|DEC)/(?P<session>{_SESSION})/(?P<number>\d{{1,4}})", _rights),
    (r"S/PRST/(?P<year>(?:19|20)\d\d)/(?P<number>\d{1,4})", _statement),
    (
        rf"(?P<number>\d{{1,4}}) ?(?P<letters>{_LETTERS})? ?\((?P<roman>{_ROMAN})\)"
        rf" ?\[?(?P<after>{_LETTERS})?\]?",
        _old,
    ),
    (r"(?P<number>\d{1,4}) ?\((?P<year>(?:19|20)\d\d)\)", _security),
    (rf"(?P<year>(?:19|20)\d\d)/(?P<number>\d{{1,4}}) ?(?P<letters>{_LETTERS})?", _social),
    (rf"(?P<session>{_SESSION})/(?P<number>\d{{1,4}}) ?(?P<letters>{_LETTERS})?", _assembly),
    (
        r"(?=[^\s]*\d)[A-Z]{1,12}(?:\.\d{1,4})?(?:/[A-Z0-9]{1,12}(?:[.-][A-Z0-9]{1,6}){0,3}){1,9}",
        _document,
    ),
)
