"""Slips of the hand in good letters: each makes one realistic mistake in a spec's values.

A slip is a function of a spec, as data, and a source of chance; it changes the spec in place and
tells what it did, or gives "" where the spec has no place for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

from tests.mutated_words import OTHER_NAMES, WEEKDAYS
from verbale.protocol import sessions

Spec = dict[str, Any]
Path = tuple[str | int, ...]
Slip = Callable[[Spec, Random], str]

PROSE = frozenset(
    [
        "asked",
        "body",
        "by_which",
        "context",
        "efforts_in",
        "instead",
        "matter",
        "name",
        "purpose",
        "request",
        "support",
        "after",
        "to_ensure",
        "transmitted",
        "task",
    ]
)
"""Keys whose texts stand in sentences."""
AHEAD = ("deadline", "reply_by")
"""Keys of days by which something is asked."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Give all texts of a spec with their places."""
    if isinstance(value, str):
        yield path, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in () if isinstance(value, str) else pairs:
        yield from leaves(one, (*path, key))


def put(spec: Any, path: Path, value: Any) -> str:
    """Put a value in a place, and tell which."""
    *way, last = path
    for step in way:
        spec = spec[step]
    before, spec[last] = spec[last], value
    # Where the two part: some words before, and after.
    at = next((i for i, (a, b) in enumerate(zip(before, value, strict=False)) if a != b), 0)
    old, new = (one[max(0, at - 25) : at + 30] for one in (before, value))
    return f"{'.'.join(map(str, path))}: {old!r} -> {new!r}"


def language(spec: Spec, path: Path) -> str:
    """Give the language of a text."""
    inside = [one for one in path if isinstance(one, str) and one in WEEKDAYS]
    return inside[-1] if inside else str(spec.get("language", "en"))


def prose(spec: Spec) -> list[tuple[Path, str]]:
    """Give the texts that are sentences, or stand in some."""
    people = ("appointees", "sender", "addressees")
    return [
        (path, text)
        for path, text in leaves(spec)
        if path[0] not in people and PROSE & {str(one) for one in path}
    ]


def english(spec: Spec) -> list[tuple[Path, str]]:
    """Give those in English."""
    return [(path, text) for path, text in prose(spec) if language(spec, path) == "en"]


def place_of(rng: Random, pattern: str, texts: list[tuple[Path, str]]) -> Any:
    """Choose one place among all where a pattern is in texts; None where there is none."""
    # What is quoted is another's, and a change of it no slip of the letter's.
    quoted = re.compile(r"“[^”]*”|^> .*", re.MULTILINE)
    found = [
        (path, text, match)
        for path, text in texts
        for match in re.finditer(pattern, text)
        if not any(q.start() <= match.start() < q.end() for q in quoted.finditer(text))
    ]
    return rng.choice(found) if found else None


def replaced(spec: Spec, place: Any, new: str) -> str:
    path, text, match = place
    return put(spec, path, text[: match.start()] + new + text[match.end() :])


def _dates(spec: Spec, *keys: str) -> list[tuple[Path, date]]:
    return [
        (path, date.fromisoformat(text)) for path, text in leaves(spec) if str(path[-1]) in keys
    ]


def _other_digit(text: str, at: int, rng: Random) -> str:
    new = rng.choice([one for one in "0123456789" if one != text[at]])
    return text[:at] + new + text[at + 1 :]


def _swapped(text: str, rng: Random) -> str:
    """Swap two digits that are neighbours and differ."""
    pairs = [text[i : i + 2] for i in range(len(text) - 1)]
    places = [i for i, pair in enumerate(pairs) if pair.isdecimal() and pair[0] != pair[1]]
    if not places:
        return text
    i = rng.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def wrong_year(*keys: str) -> Slip:
    """A year off, or two digits of it swapped."""

    def slip(spec: Spec, rng: Random) -> str:
        found = [one for one in _dates(spec, *keys) if one[0][0] != "as_of"]
        if not found:
            return ""
        path, day = rng.choice(found)
        year = rng.choice([day.year - 1, day.year + 1, int(_swapped(str(day.year), rng))])
        if year == day.year or year < 1:
            return ""
        return put(spec, path, f"{year:04}{day.isoformat()[4:]}")

    return slip


def _written(spec: Spec) -> date:
    return date.fromisoformat(spec.get("date") or spec["as_of"])


def _fits(path: Path, day: date, written: date) -> bool:
    """Whether a day lies on its side of the letter's, within a year where it is a deadline."""
    if path[-1] in AHEAD:
        return written < day and (day - written).days <= 366
    return day <= written


def letter_year(spec: Spec, rng: Random) -> str:
    """The letter's own year, where other days in it tell."""
    years = (-1, 1) if "date" in spec else ()
    moved = [_written(spec).replace(year=_written(spec).year + one) for one in years]
    days = _dates(spec, *AHEAD, "adopted", "dated")
    told = [new for new in moved if not all(_fits(path, day, new) for path, day in days)]
    return put(spec, ("date",), rng.choice(told).isoformat()) if told else ""


def later_reply(spec: Spec, rng: Random) -> str:
    """The letter answered is dated a year on: after the answer."""
    found = _dates(spec, "dated")
    if not found:
        return ""
    path, day = rng.choice(found)
    return put(spec, path, f"{day.year + 1}{day.isoformat()[4:]}")


def _day_and_month(spec: Spec, rng: Random, seen: bool) -> str:
    """Day and month of a date swapped, where the letter's own date tells, or does not."""
    days = _dates(spec, *AHEAD, "dated")
    moved = [(p, d.replace(month=d.day, day=d.month)) for p, d in days if d.day <= 12]
    places = [(p, d) for p, d in moved if _fits(p, d, _written(spec)) is not seen]
    if not places:
        return ""
    path, new = rng.choice(places)
    return put(spec, path, new.isoformat())


def day_and_month_seen(spec: Spec, rng: Random) -> str:
    """Day and month swapped, so that the day lies on the wrong side of the letter's."""
    return _day_and_month(spec, rng, True)


def day_and_month_unseen(spec: Spec, rng: Random) -> str:
    """Day and month swapped, so that all days still fit each other."""
    return _day_and_month(spec, rng, False)


def day_off(spec: Spec, rng: Random) -> str:
    """A deadline a day or two off; the letter has no way of telling."""
    found = _dates(spec, *AHEAD)
    if not found:
        return ""
    path, day = rng.choice(found)
    moved = date.fromordinal(day.toordinal() + rng.choice((-2, -1, 1, 2)))
    return put(spec, path, moved.isoformat())


def weekday(spec: Spec, rng: Random) -> str:
    """Another weekday before a date in the text."""
    places = []
    for path, text in prose(spec):
        days = WEEKDAYS[language(spec, path)]
        place = place_of(rng, "|".join(days), [(path, text)])
        places += [(place, days)] if place else []
    if not places:
        return ""
    place, days = rng.choice(places)
    return replaced(spec, place, rng.choice([one for one in days if one != place[2][0]]))


def dated_weekday(spec: Spec, rng: Random) -> str:
    """The day of the month one off, beside its weekday."""
    pattern = rf"(?<=day, )\d{{1,2}}(?= (?:{_MONTHS}) \d{{4}})"
    place = place_of(rng, pattern, english(spec))
    return (
        replaced(spec, place, str(max(1, int(place[2][0]) + rng.choice((-1, 1))))) if place else ""
    )


def text_year(spec: Spec, rng: Random) -> str:
    """The year of a date in the text ten or more years off."""
    place = place_of(rng, rf"(?:{_MONTHS}) \d{{4}}", english(spec))
    if not place:
        return ""
    month, year = place[2][0].split()
    return replaced(spec, place, f"{month} {_swapped(year, rng)}")


def text_day(spec: Spec, rng: Random) -> str:
    """A day in the text one off, with no weekday that tells."""
    pattern = rf"(?<!day, )(?<![\d.])\b\d{{1,2}}(?= (?:{_MONTHS}) \d{{4}})"
    place = place_of(rng, pattern, english(spec))
    return replaced(spec, place, str(max(1, int(place[2][0]) - 1))) if place else ""


def _symbols(spec: Spec) -> list[tuple[int, str, bool]]:
    return [
        (i, one if isinstance(one, str) else one["symbol"], "adopted" in one)
        for i, one in enumerate(spec.get("references", ()))
    ]


def _new_symbol(spec: Spec, at: int, new: str) -> str:
    whole = isinstance(spec["references"][at], str)
    return put(spec, ("references", at) if whole else ("references", at, "symbol"), new)


def _wrong_session(spec: Spec, rng: Random, tells: bool) -> str:
    """Another session or year in a symbol: one digit, or two swapped.

    Its day tells, where one is given, or that no symbol has that session, or had it by then.
    """
    # Of a document that is no resolution any session may be right.
    known = [one for one in _symbols(spec) if "/RES/" in one[1]]
    if not known:
        return ""
    at, symbol, with_day = rng.choice(known)
    match = re.search(r"(?<=RES/)\d+(?=/)|(?<=\()\d{4}", symbol)
    assert match is not None
    number = match[0]
    new = _swapped(number, rng) if rng.random() < 0.5 else _other_digit(number, 0, rng)
    # Before the thirty-first session symbols had another form.
    known_wrong = not 31 <= int(new) <= sessions.on(_written(spec)).number
    if new == number or new[0] == "0" or (with_day or known_wrong) is not tells:
        return ""
    return _new_symbol(spec, at, symbol[: match.start()] + new + symbol[match.end() :])


def session_seen(spec: Spec, rng: Random) -> str:
    """Another session in a symbol, which its day does not fit, or which had not begun."""
    return _wrong_session(spec, rng, True)


def session_unseen(spec: Spec, rng: Random) -> str:
    """An earlier session in a symbol that is given without its day."""
    return _wrong_session(spec, rng, False)


def symbol_number(spec: Spec, rng: Random) -> str:
    """Another number in a symbol: another document of the same session."""
    known = [one for one in _symbols(spec) if re.search(r"/\d+$", one[1])]
    if not known:
        return ""
    at, symbol, _ = rng.choice(known)
    return _new_symbol(spec, at, _other_digit(symbol, len(symbol) - 1, rng))


def stroke_lost(spec: Spec, rng: Random) -> str:
    """A stroke of a symbol forgotten."""
    known = _symbols(spec)
    if not known:
        return ""
    at, symbol, _ = rng.choice(known)
    stroke = rng.choice([i for i, letter in enumerate(symbol) if letter == "/"])
    return _new_symbol(spec, at, symbol[:stroke] + symbol[stroke + 1 :])


def symbol_in_text(spec: Spec, rng: Random) -> str:
    """A symbol in the text unlike that in the references."""
    given = [re.split(r"RES/|DEC/", one[1])[-1] for one in _symbols(spec)]
    pattern = "|".join(map(re.escape, given)) or r"(?!)"
    texts = [(path, text) for path, text in prose(spec) if path[0] != "references"]
    place = place_of(rng, pattern, texts)
    return replaced(spec, place, _swapped(place[2][0], rng)) if place else ""


def text_session(spec: Spec, rng: Random) -> str:
    """A session that had not begun, in a symbol in the text."""
    place = place_of(rng, r"(?<=resolution )\d{1,2}/\d{1,4}\b", english(spec))
    return replaced(spec, place, "9" + place[2][0][1:]) if place else ""


def other_name(spec: Spec, rng: Random) -> str:
    """A State by an informal name, or one of another time."""
    pattern = r"(?:the )?\b(?:" + "|".join(map(re.escape, OTHER_NAMES)) + r")\b"
    place = place_of(rng, pattern, english(spec))
    if not place:
        return ""
    return replaced(spec, place, rng.choice(OTHER_NAMES[place[2][0].removeprefix("the ")]))
