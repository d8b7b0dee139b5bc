"""Rules on days: a letter's own, those by which something is asked, weekdays in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from verbale.letter import Facts, Letter
from verbale.problems import Problem, in_words, join_path, problem
from verbale.rules.datafiles import part
from verbale.rules.reading import Passage, Reading
from verbale.rules.rule import SIX, Rule

__all__ = ["RULES"]

_BY_WHEN = ("deadline", "reply_by")
"""The fields that say by when something is asked: other days of a kind may well be past."""
_MEETING = "meeting"
_LONG = timedelta(days=366)
_SOON = 60
"""How many days ahead a letter is commonly dated: of one dated further ahead it is said how far."""
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|-го)?(?:\s+of\b)?"
_YEAR = r"(?:,?\s+(?:del?\s+)?(?P<year>\d{4})(?!\d))?"
_BEFORE_LAST = ("(", "（", "日")
"""What stands before a weekday that comes after its date."""
_LONGEST_DATE = 45
_FIRST_YEAR, _LAST_YEAR = date.min.year + 1, date.max.year - 1
_BACK = timedelta(days=200)
"""How long ago a day without its year may be."""


class _Words(NamedTuple):
    """What of a language tells how its dates and weekdays are written."""

    language: str
    date: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


def _by_when(letter: Letter) -> Iterator[tuple[str, date]]:
    """Give the days by which something is asked, with their paths."""
    for name, value in letter.fields.items():
        for key, day in value.items() if isinstance(value, Facts) else [("", value)]:
            if (key or name) in _BY_WHEN and isinstance(day, date):
                yield join_path(name, key) if key else name, day


def _meeting(letter: Letter) -> date | None:
    """Give the day of the meeting to which a letter invites."""
    group = letter.fields.get(_MEETING)
    day = group.get("date") if isinstance(group, Facts) else None
    return day if isinstance(day, date) else None


def _reply(reading: Reading) -> Iterator[Problem]:
    """A letter answers one that was written before it."""
    letter = reading.letter
    answered = letter.in_reply_to
    if answered is not None and answered.dated is not None and answered.dated > letter.as_of:
        message = f"the letter answered is dated {in_words(answered.dated)}, after this letter"
        hint = f"this letter is of {in_words(letter.as_of)}: correct one of the two days"
        yield problem("reply-before-letter", "in_reply_to.dated", message, hint)


def _past(reading: Reading) -> Iterator[Problem]:
    """What is asked, and a meeting, lies after the letter's day."""
    letter = reading.letter
    of_letter = f"the letter is of {in_words(letter.as_of)}"
    meeting = _meeting(letter)
    for path, day in _by_when(letter):
        if day < letter.as_of:
            message = f"{in_words(day)} was before the letter's day"
            yield problem("day-past", path, message, f"{of_letter}: correct one of the two days")
        elif meeting is not None and path == "reply_by" and day > meeting:
            message = f"a reply is asked by {in_words(day)}, after the meeting"
            hint = f"the meeting is on {in_words(meeting)}: ask for the reply before it"
            yield problem("day-past", path, message, hint)
    if meeting is not None and meeting < letter.as_of:
        message = f"the meeting is on {in_words(meeting)}, before the letter's day"
        hint = f"{of_letter}: correct one of the two days"
        yield problem("day-past", join_path(_MEETING, "date"), message, hint)


def _far(reading: Reading) -> Iterator[Problem]:
    """A deadline is within a year."""
    as_of = reading.letter.as_of
    for path, day in _by_when(reading.letter):
        if day - as_of > _LONG:
            message = f"{in_words(day)} is more than a year after the letter's day"
            hint = f"the letter is of {in_words(as_of)}: is the year right?"
            yield problem("day-far", path, message, hint)


def _at_weekend(reading: Reading) -> Iterator[Problem]:
    """Deadlines and letters are of working days."""
    letter = reading.letter
    # One before the letter is wrong altogether, which is told.
    days = [(path, day) for path, day in _by_when(letter) if day >= letter.as_of]
    days += [("date", letter.date)] if letter.date is not None else []
    for path, day in days:
        if day.weekday() >= 5:
            before = day - timedelta(days=day.weekday() - 4)
            after = day + timedelta(days=7 - day.weekday())
            message = f"{in_words(day)} is a {day:%A}"
            hint = f"the Friday before is {in_words(before)}, the Monday after {in_words(after)}"
            yield problem("day-at-weekend", path, message, hint)


def _in_future(reading: Reading) -> Iterator[Problem]:
    """A letter is dated when it is sent."""
    day, today = reading.letter.date, reading.today
    if day is None or today is None or day <= today:
        return
    ahead = (day - today).days
    far = f", {ahead} days ahead" if ahead > _SOON else ""
    message = f"the letter is dated {in_words(day)}, which is still to come{far}"
    yield problem("date-in-future", "date", message, "give it the day on which it is sent")


def _weekday(reading: Reading) -> Iterator[Problem]:
    """A weekday and its date agree."""
    known = reading.language
    if len(known.weekdays) != 7:
        return
    words = _Words(known.language, known.date, known.months, known.weekdays)
    named = _named(words)
    for passage in reading.sentences:
        if named.search(passage.words):
            for found in _dated(named, words, passage.prose):
                yield from _agrees(found, words, passage, reading)


def _dated(named: re.Pattern[str], words: _Words, text: str) -> Iterator[re.Match[str]]:
    """Give the weekdays of a text that stand with a date."""
    before, after = _patterns(words)
    for weekday in named.finditer(text):
        start, end = weekday.span()
        for pattern in before:
            if found := pattern.match(text, start):
                yield found
        # A date with its weekday is short: no text makes the search long.
        lead = text[max(0, start - 2) : start].rstrip()
        dated = max(0, start - _LONGEST_DATE)
        if lead.endswith(_BEFORE_LAST) and (found := after.search(text, dated, end + 1)):
            yield found


def _agrees(
    found: re.Match[str], known: _Words, passage: Passage, reading: Reading
) -> Iterator[Problem]:
    language = reading.language
    said = _number(_forms(known), found["weekday"])
    month = _number(_months(known), found["month"])
    days = _days(found["year"], month, int(found["day"]), reading.letter.as_of)
    if not days or any(one.weekday() == said for one in days):
        return
    day = days[0]
    ahead = (said - day.weekday() + 3) % 7 - 3
    near = language.day(day + timedelta(days=ahead))
    right = language.weekday(day)
    words = passage.words[found.start() : found.end()]
    year = "" if found["year"] else f" in {day.year}"
    message = f'"{" ".join(words.split())}": that day is "{right}"{year}'
    hint = f'write "{right}"; or, if the weekday is right, {near}'
    yield problem("weekday-wrong", passage.place(words), message, hint)


def _days(year: str | None, month: int, day: int, as_of: date) -> list[date]:
    """Give the days that may be meant, the nearest first."""
    years = [int(year)] if year else [as_of.year - 1, as_of.year, as_of.year + 1]
    days = []
    for one in years:
        try:
            found = date(one, month, day)
        except ValueError:
            continue  # 31 November is not a matter of weekdays.
        # What is a day of no letter is told by another rule: a week from it there may be none.
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            continue
        if year or -_BACK <= found - as_of <= _LONG:
            days.append(found)
    return sorted(days, key=lambda one: abs(one - as_of))


@lru_cache(maxsize=32)
def _forms(known: _Words) -> dict[str, int]:
    """Give every form of a language's weekdays, with its number from Monday, 0."""
    more = part("weekdays.yaml", known.language) or [[]] * 7
    both = zip(known.weekdays, more, strict=True)
    return {one: i for i, (word, other) in enumerate(both) for one in (word, *other)}


@lru_cache(maxsize=32)
def _months(known: _Words) -> dict[str, int]:
    """Give the names of months: of those with two names, "كانون الأول/ديسمبر", each too."""
    found: dict[str, int] = {}
    for number, name in enumerate(known.months, 1):
        for one in (name, *name.split("/")):
            found[one] = number
    return found


def _number(words: dict[str, int], word: str) -> int:
    return next(number for one, number in words.items() if one.casefold() == word.casefold())


def _any(words: dict[str, int]) -> str:
    """Match one of some words, as they stand or as they begin a sentence, the longest first."""
    cased = {*words, *(f"{one[:1].upper()}{one[1:]}" for one in words)}
    return "|".join(re.escape(one) for one in sorted(cased, key=len, reverse=True))


@lru_cache(maxsize=32)
def _named(known: _Words) -> re.Pattern[str]:
    """Give what finds a weekday."""
    return re.compile(_any(_forms(known)))


@lru_cache(maxsize=32)
def _patterns(known: _Words) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """Give what finds dates with weekdays before them, and after them."""
    weekday = f"(?P<weekday>{_any(_forms(known))})"
    month = f"(?P<month>{_any(_months(known))})"
    if known.date.startswith("{year}"):
        # Where no spaces stand between words, the year comes first and the weekday last.
        return (), re.compile(rf"(?<!\d){_put(known.date, month)}\s*[(（]?\s*{weekday}")
    day = rf"{_put(known.date, month)}(?!\w){_YEAR}"
    before = [rf"(?<!\w){weekday}\s?[,،]?\s+(?:the\s+|le\s+|el\s+|الموافق\s+)?{day}"]
    if known.language == "en":
        before.append(rf"(?<!\w){weekday},?\s+{month}\s+{_DAY}(?!\w){_YEAR}")
    after = re.compile(rf"(?<!\w){day}(?:\s+(?:года|г\.))?\s*[(]\s*{weekday}\s*[)]")
    return tuple(re.compile(one) for one in before), after


def _put(pattern: str, month: str) -> str:
    """Match a date as a language writes it, without a year that comes last, for that varies."""
    if pattern.startswith("{year}"):
        lead, parted, rest = pattern.partition("{month}")
        lead = rf"(?:(?P<year>\d{{4}}){_spaced(lead.removeprefix('{year}'))})?"
        return lead + _spaced(parted + rest).replace("{month}", month).replace("{day}", _DAY)
    dated = pattern[: pattern.index("{month}")] + "{month}"
    return _spaced(dated).replace("{month}", month).replace("{day}", _DAY)


def _spaced(words: str) -> str:
    """Escape the words of a date's pattern, with any white space where one is."""
    return "".join(
        part if part.startswith("{") else r"\s+".join(map(re.escape, re.split(r"\s+", part)))
        for part in re.split(r"(\{\w+\})", words)
    )


RULES = (
    Rule("reply-before-letter", _reply),
    Rule("day-past", _past),
    Rule("day-far", _far),
    Rule("day-at-weekend", _at_weekend),
    Rule("date-in-future", _in_future),
    Rule("weekday-wrong", _weekday, languages=SIX),
)
