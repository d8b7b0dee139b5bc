"""States by code or name, as they were called on a day.

The data, with the source of each fact, is ``protocol/data/states.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import yaml

__all__ = ["StateName", "find", "near"]


@dataclass(frozen=True, slots=True)
class StateName:
    """A State's name on a day, in a language."""

    code: str
    short: str
    """The short name: "Iran (Islamic Republic of)"."""
    of: str
    """How it runs after "of": "the Islamic Republic of Iran"."""


def find(named: str, as_of: date, language: str) -> StateName | None:
    """Find a State.

    Args:
        named: its ISO 3166 code (two or three letters) or one of its names, now or then.
        as_of: the day whose name counts.
        language: the language of the name.

    Returns:
        Its name on that day; None if there is no such State or no name in that language.
    """
    state = _record(named) or _states().get(_codes().get(_folded(named), ""))
    if state is None:
        return None
    code, names = state["iso2"], state["names"]
    for name in names:
        if name.get("from", "") <= as_of.isoformat() <= name.get("until", "9999"):
            words = name.get(language)
            return StateName(code, words["short"], words["of"]) if words else None
    return None


def near(named: str) -> tuple[str, ...]:
    """Suggest States for a name that is not known: "Switzerland (CH)"."""
    names = _codes()
    folded = _folded(named)
    close = get_close_matches(folded, names, 6, 0.7)
    best = max((_likeness(folded, one) for one in close), default=0.0)
    close = [one for one in close if _likeness(folded, one) > best - 0.1]
    codes = list(dict.fromkeys(names[name] for name in close))[:3]
    return tuple(f"{_states()[code]['names'][-1]['en']['short']} ({code})" for code in codes)


@cache
def _text() -> str:
    return (Path(__file__).parent / "data" / "states.yaml").read_text(encoding="utf-8")


def _parsed(text: str) -> dict[str, Any]:
    """Parse records; each gains its own code."""
    records: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    for code, record in records.items():
        record["iso2"] = code
    return records


@cache
def _states() -> dict[str, Any]:
    return _parsed(_text().split("\nstates:\n")[1])


@cache
def _record(code: str) -> dict[str, Any] | None:
    """Parse the record of one two-letter code alone: 0.2 ms, where all of them take 12."""
    if not re.fullmatch(r"[A-Z]{2}", code):
        return None
    found = re.search(rf'^  "?{code}"?: .*\n(?:    .*\n)*', _text(), re.MULTILINE)
    return next(iter(_parsed(found.group()).values())) if found else None


@cache
def _codes() -> dict[str, str]:
    """Every code and name of every State, folded, with its two-letter code."""
    found: dict[str, str] = {}
    for code, state in _states().items():
        found[_folded(code)] = code
        found[_folded(state["iso3"])] = code
        for name in state["names"]:
            for words in (one for key, one in name.items() if isinstance(one, dict)):
                for form in words.values():
                    found.setdefault(_folded(form), code)
                    found.setdefault(_folded(form.removeprefix("the ")), code)
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, other, one).ratio()


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("'", "’").split())
