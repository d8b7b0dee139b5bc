"""States by code or name: what they were called on a day, and whether they were Members.

The data, with the source of each fact, is ``protocol/data/states.yaml``; an office corrects it in
its own ``templates/states.yaml``.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

__all__ = ["LANGUAGES", "Record", "State", "StateName", "States", "known", "known_as", "sort_key"]

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
"""The languages in which the data names States."""

Record = dict[str, Any]
"""A State as the data has it."""
_EVER = "9999-12-31"
_LATE = '"admitted": "(?:199|2)'


@dataclass(frozen=True, slots=True)
class StateName:
    """A State's name on a day, in a language."""

    code: str
    short: str
    """The short name: "Iran (Islamic Republic of)"."""
    runs: str
    """How it runs in a sentence: "the Islamic Republic of Iran"."""
    of: str
    """What follows "Permanent Representative": "of the Islamic Republic of Iran"."""


@dataclass(frozen=True, slots=True)
class State:
    """All that is known of a State on a day, in a language."""

    name: StateName
    iso3: str
    m49: str
    status: Literal["member", "observer"] | None
    """What it was to the United Nations on that day; None before it was either."""
    formal: str | None
    group: str | None
    admitted: datetime.date | None


class States:
    """The States, with an office's own corrections laid over them."""

    def __init__(self, own: Mapping[str, Record] = MappingProxyType({})) -> None:
        self._own = own

    def find(self, named: str, as_of: datetime.date, language: str) -> StateName | None:
        """Find a State.

        Args:
            named: its ISO 3166 code (two or three letters) or one of its names, now or then, in any
                language; case, accents and the kind of apostrophe do not matter.
            as_of: the day whose name counts.
            language: the language of the name.

        Returns:
            Its name on that day; None if there is no such State or no name in that language.
        """
        record = self._named(named)
        return None if record is None else _name(record, as_of, language)

    def state(self, named: str, as_of: datetime.date, language: str) -> State | None:
        """Find all that is known of a State: see :meth:`find`."""
        record = self._named(named)
        return None if record is None else _state(record, as_of, language)

    def status(self, code: str, as_of: datetime.date) -> Literal["member", "observer"] | None:
        """Tell whether a State was a Member or an observer on a day; None if it was neither."""
        record = self._record(code)
        return None if record is None else _status(record, as_of)

    def since(self, code: str) -> datetime.date | None:
        """Tell the day on which a State was admitted; None if it is no Member."""
        admitted = (self._record(code) or {}).get("admitted")
        return datetime.date.fromisoformat(admitted) if admitted else None

    def all(self, as_of: datetime.date, language: str) -> tuple[State, ...]:
        """Give the Members and observer States of a day, in alphabetical order of short names."""
        found = (_state(record, as_of, language) for record in self._all.values())
        listed = [one for one in found if one is not None and one.status is not None]
        return tuple(sorted(listed, key=lambda one: sort_key(one.name.short, language)))

    @property
    def languages(self) -> frozenset[str]:
        """The languages in which States have names: six, and those of the office's own."""
        entries = (entry for record in self._own.values() for entry in record["names"])
        own = {key for entry in entries for key, words in entry.items() if isinstance(words, dict)}
        return frozenset(LANGUAGES) | own

    def near(self, named: str, as_of: datetime.date | None = None) -> tuple[str, ...]:
        """Suggest States for a name that is not known: "Switzerland (CH)"."""
        folded = _folded(named)
        informal = _informal().get(folded)
        unlike = folded in _NOT_A_SLIP
        codes = [informal] if informal else [] if unlike else self._close(folded)
        day = as_of or datetime.date(9999, 12, 31)
        found = (self.find(code, day, "en") for code in codes)
        return tuple(f"{one.short} ({one.code})" for one in found if one is not None)

    def matching(self, part: str, as_of: datetime.date, language: str) -> tuple[State, ...]:
        """Give the States of a day one of whose names, at any time, holds some words."""
        folded = _folded(part)
        codes = {code for name, code in self._codes.items() if folded in name}
        return tuple(one for one in self.all(as_of, language) if one.name.code in codes)

    def renamed(self) -> Iterator[Record]:
        """Give the States that have had more than one name since 1990."""
        found = (self._record(code) for code in {**_codes_with('"until": '), **self._own})
        return (one for one in found if one is not None and len(one["names"]) > 1)

    def not_always_members(self) -> Iterator[Record]:
        """Give the Members admitted since 1990, and the States that are none."""
        found = (self._record(code) for code in {**_codes_with('"observer": ', _LATE), **self._own})
        return (one for one in found if one and one.get("admitted", _EVER) >= "1990")

    def _named(self, named: str) -> Record | None:
        found = self._record(named)
        if found is None and (code := self._codes.get(_folded(named))):
            found = self._record(code)
        return found

    def _record(self, code: str) -> Record | None:
        return _merged(code, _record(code), self._own.get(code))

    @cached_property
    def _all(self) -> dict[str, Record]:
        codes = dict.fromkeys((*_states(), *self._own))
        found = {code: _merged(code, _states().get(code), self._own.get(code)) for code in codes}
        return {code: record for code, record in found.items() if record is not None}

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Every code and name of every State, folded, with its two-letter code."""
        found: dict[str, str] = {}
        for code, record in self._all.items():
            for name in _names(code, record):
                found.setdefault(_folded(name), code)
        return found

    def _close(self, folded: str) -> list[str]:
        # Comparing takes time with the square of the length, and what is so long is no slip.
        names = self._codes if len(folded) < 80 else {}
        close = get_close_matches(folded, names, 6, 0.7)
        best = max((_likeness(folded, one) for one in close), default=0.0)
        close = [one for one in close if _likeness(folded, one) > best - 0.1]
        return list(dict.fromkeys(names[name] for name in close))[:3]


_NOT_A_SLIP = frozenset({"taiwan", "kosovo", "palestinian", "hong kong", "macao", "greenland"})
"""Names that are no slip for that of a State, however much they look like one."""


def sort_key(name: str, language: str) -> str:
    """Give that by which names of States are put in alphabetical order.

    Arabic disregards the article and the seat of the hamza. Chinese is in the order of its signs,
    since nothing here tells how they are read.
    """
    folded = _folded(name)
    return folded.removeprefix("ال") if language == "ar" else folded


def known_as(code: str) -> str:
    """Give the two-letter code of the State that has an ISO or M49 code; "" if none has."""
    records = _states().items()
    return next((key for key, one in records if code in (key, one["iso3"], one["m49"])), "")


def known(code: str) -> bool:
    """Tell whether the data has a State of a two-letter code."""
    return _record(code) is not None


def _merged(code: str, record: Record | None, own: Record | None) -> Record | None:
    """Lay an office's words over what the data has."""
    if own is None:
        return record
    if record is None:
        return {"iso2": code, **own}
    names = [dict(name) for name in record["names"]]
    for entry in own["names"]:
        since = entry.get("from")
        if since is None:
            names[-1] |= entry
            continue
        # What the office says holds from that day on, whatever the data has for later ones.
        names = [name for name in names if name.get("from", "") < since]
        before = datetime.date.fromisoformat(since) - datetime.timedelta(days=1)
        last = {key: one for key, one in names[-1].items() if key != "until"}
        names[-1]["until"] = before.isoformat()
        names.append(last | entry)
    return record | {key: one for key, one in own.items() if key != "names"} | {"names": names}


@cache
def _text() -> str:
    return (Path(__file__).parent / "data" / "states.yaml").read_text(encoding="utf-8")


@cache
def _states() -> dict[str, Record]:
    """Every record: 143 kB, of which each is a line of JSON, in some 3 ms."""
    lines = _text().split("\nstates:\n")[1].splitlines()
    return {code: {"iso2": code, **json.loads(line[8:])} for line in lines if (code := line[3:5])}


@cache
def _record(code: str) -> Record | None:
    """Read the record of one two-letter code alone."""
    if len(code) != 2 or not (code.isascii() and code.isupper()):
        return None
    start = _text().find(f'\n  "{code}": ')
    if start < 0:
        return None
    end = _text().index("\n", start + 1)
    return {"iso2": code, **json.loads(_text()[start + 9 : end])}


@cache
def _codes_with(*marks: str) -> dict[str, None]:
    """Give the codes of the records in which one of some words stands, without reading them."""
    mark = re.compile("|".join(marks))
    lines = _text().split("\nstates:\n")[1].splitlines()
    return {line[3:5]: None for line in lines if line.startswith('  "') and mark.search(line)}


@cache
def _informal() -> Mapping[str, str]:
    line = re.search(r"^informal: (\{.*\})$", _text(), re.MULTILINE)
    return json.loads(line[1]) if line else {}


def _name(record: Record, as_of: datetime.date, language: str) -> StateName | None:
    words = (_entry(record, as_of) or {}).get(language)
    if words is None:
        return None
    short = words["short"]
    return StateName(record["iso2"], short, words.get("runs", short), words.get("of", short))


def _entry(record: Record, as_of: datetime.date) -> Record | None:
    """Give the entry of the name in use on a day."""
    day = as_of.isoformat()
    for name in record["names"]:
        if name.get("from", "") <= day <= name.get("until", _EVER):
            return name  # type: ignore[no-any-return]
    return None


def _state(record: Record, as_of: datetime.date, language: str) -> State | None:
    name = _name(record, as_of, language)
    if name is None:
        return None
    entry = _entry(record, as_of) or {}
    admitted = record.get("admitted")
    return State(
        name=name,
        iso3=record["iso3"],
        m49=record["m49"],
        status=_status(record, as_of),
        formal=entry.get("formal") if language == "en" else None,
        group=record.get("group"),
        admitted=datetime.date.fromisoformat(admitted) if admitted else None,
    )


def _status(record: Record, as_of: datetime.date) -> Literal["member", "observer"] | None:
    day = as_of.isoformat()
    if record.get("admitted", _EVER) <= day:
        return "member"
    observer = record.get("observer", {"from": _EVER})
    seen = observer["from"] <= day <= observer.get("until", _EVER)
    return "observer" if seen else None


def _names(code: str, record: Record) -> Iterator[str]:
    """Give every code and name by which a State may be named."""
    yield code
    yield record["iso3"]
    yield record["m49"]
    for entry in record["names"]:
        # An office's own languages come last.
        others = [key for key, words in entry.items() if isinstance(words, dict)]
        for language in dict.fromkeys((*LANGUAGES, *others)):
            words = entry.get(language, {})
            if words:
                yield words["short"]
                yield words.get("runs", words["short"])
        formal = entry.get("formal", "")
        yield from (formal, formal.removeprefix("the ")) if formal else ()
        english = entry.get("en", {})
        yield english.get("runs", english.get("short", code)).removeprefix("the ")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, other, one).ratio()


_MARKS = re.compile("[\u0300-\u036f\u0653-\u0655]")


def _folded(name: str) -> str:
    """Fold what does not tell names apart: case, accents, apostrophes, white space."""
    if not name.isascii():
        name = _MARKS.sub("", unicodedata.normalize("NFKD", name.replace("’", "'")))
    return " ".join(name.casefold().split())
