"""The kinds of value that a spec's keys take, each read strictly from the text that was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from verbale.faults import fault
from verbale.protocol.languages import LANGUAGE

__all__ = ["Clock", "Day", "Flag", "Line", "RoleText", "Text"]

MAX_TEXT = 60_000
"""The longest text of a spec, in characters: some twenty pages."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Text:
    """Words, either for whatever language the letter is in or by language."""

    plain: str | None = None
    by_language: tuple[tuple[str, str], ...] = ()

    def words(self, language: str) -> str | None:
        """Give the words in a language, or None if it has none."""
        if self.plain is not None:
            return self.plain
        return dict(self.by_language).get(language)

    @classmethod
    def parse(cls, value: Any) -> Text:
        """Read a text: words, or a group with words by language code.

        What is the same in several languages, as a name may be, is written once: ``en/es/fr``.
        """
        if isinstance(value, cls):
            return value
        if isinstance(value, Mapping):
            return cls(None, _wordings(value))
        return cls(_words(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic to read it by :meth:`parse`."""
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(_as_written),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe it to editors: a text, or texts by language code."""
        by_language = {
            "type": "object",
            "propertyNames": {"pattern": f"^{LANGUAGE.pattern}(/{LANGUAGE.pattern})*$"},
            "additionalProperties": {"type": "string", "minLength": 1},
            "minProperties": 1,
        }
        return {"anyOf": [{"type": "string", "minLength": 1}, by_language]}


class RoleText(Text):
    """A role: one that the language has forms for, or a role in words."""

    __slots__ = ()


def _as_written(text: Text) -> Any:
    return text.plain if text.plain is not None else dict(text.by_language)


def _wordings(group: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """Read words by language: each language once, whether alone or with others (``en/es/fr``)."""
    found: dict[str, str] = {}
    for key, words in group.items():
        for code in str(key).split("/"):
            if not isinstance(key, str) or not LANGUAGE.fullmatch(code):
                hint = "use the codes of the letter's languages, such as en: and fr:, or en/fr:"
                message = f'"{code}" is not a language code'
                raise fault("unknown-language", message, hint, at=str(key))
            if code in found:
                message = f'words in "{code}" are given twice'
                raise fault("bad-value", message, "keep one of them", at=str(key))
            found[code] = _words(words, at=str(key))
    return tuple(found.items())


def _words(value: Any, at: str = "") -> str:
    if isinstance(value, Mapping):
        raise fault("wrong-shape", "this should be a text, not a group of keys", _QUOTE, at)
    if isinstance(value, list):
        raise fault("wrong-shape", "this should be a text, not a list", _QUOTE, at)
    if value is None:
        raise fault("wrong-shape", "this should be a text, not null", "write it", at)
    text = str(value).strip()
    if not text:
        raise fault("empty-text", "this text is empty", "write it, or leave the key out", at)
    if len(text) > MAX_TEXT:
        message = f"this text has {len(text):,} characters; {MAX_TEXT:,} is the most"
        raise fault("text-too-long", message, "put long documents into enclosures", at)
    return text


def _line(value: Any) -> str:
    text = _words(value)
    if len(text.splitlines()) > 1:
        raise fault("wrong-shape", "this should be one line", "write it on one line")
    return text


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    text = value if isinstance(value, str) else ""
    match = _DAY.fullmatch(text)
    if match is None:
        raise fault("bad-date", f"{_shown(value)} is not a date", _day_hint(text))
    try:
        found = date(*map(int, match.groups()))
    except ValueError:
        hint = "check the day and the month: the order is year-month-day"
        raise fault("bad-date", f"{text} is not a day of the calendar", hint) from None
    if not 1945 <= found.year <= 2199:
        raise fault("bad-date", f"{text}: the year cannot be right", "check the year")
    return found


def _day_hint(text: str) -> str:
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text, re.ASCII)
    if parts:
        year, month, day = map(int, parts.groups())
        with suppress(ValueError):
            return f"write {date(year, month, day)}"
    return "write year-month-day, as 2016-11-03"


def _clock(value: Any) -> time:
    if isinstance(value, time):
        return value
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise fault("bad-time", f"{_shown(value)} is not a time", "write hours:minutes, as 15:00")
    return time(int(match[1]), int(match[2]))


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value == "true":
        return True
    if value == "false":
        return False
    raise fault("bad-flag", f"{_shown(value)} is neither true nor false", "write true or false")


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, Mapping):
        return "a group of keys"
    text = str(value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


_QUOTE = "write it after the colon; quote it if it holds ': ', or begins with [ or {"

Line = Annotated[str, BeforeValidator(_line), WithJsonSchema({"type": "string", "minLength": 1})]
"""One line of text, the same in every language."""

Clock = Annotated[
    time,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}),
]
"""A time of day, written hours:minutes."""

Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""A day, written year-month-day."""

Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""True or false."""
