"""Reads the kinds that Verbale words itself back into their facts, paragraph by paragraph.

Each pattern says what the kind's English template says, with a group for each fact; whether a letter
is of the kind is not decided here, but by rendering what was read and comparing the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from verbale.protocol.symbols import parse
from verbale.protocol.symbols_in_text import IN_TEXT
from verbale.transcribe.facts import days
from verbale.transcribe.people import Known, people, surnames

__all__ = ["Read", "read", "replied"]

_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_HONOUR = r"(?:I have the honour to|[Oo]n behalf of the Secretary-General, I have the honour to)"
_CITES = (
    rf"(?:(?:the )?(?:General Assembly|Security Council|Economic and Social Council|Human Rights Council) )?"
    rf"(?:resolution|decision|document|presidential statement)\b|{IN_TEXT}"
)


@dataclass
class Read:
    """What was read of a letter of a kind."""

    kind: str
    keys: dict[str, Any] = field(default_factory=dict)
    rests_on: dict[str, str] = field(default_factory=dict)
    """The words that each key rests on."""
    used: list[int] = field(default_factory=list)
    """The paragraphs that the template words."""
    changed: dict[str, Any] = field(default_factory=dict)
    """Paragraphs in other words than the template's: name, how, and which."""
    before_close: list[int] = field(default_factory=list)
    """The drafter's own paragraphs."""


def read(
    texts: Sequence[str], close: str, whom: Sequence[str], known: Known, *, many: bool
) -> Iterator[Read]:
    """Read a letter as each kind whose defining paragraph it has.

    Args:
        texts: its paragraphs.
        close: the words of its close.
        whom: the titles of its enclosures.
        known: what people and days are told by.
        many: whether it goes to several.
    """
    if not texts:
        return
    readers: tuple[Callable[[], Read | None], ...] = (
        lambda: _appointment(texts, known),
        lambda: _invitation(texts, known),
        lambda: _transmittal(texts, whom, known),
        lambda: _circular(texts, known, many=many),
        lambda: _note(texts, close, known),
    )
    for one in readers:
        found = one()
        if found is not None:
            yield found


def _day(words: str | None, known: Known) -> date | None:
    found = next(days(words or "", known.language), None)
    return found.day if found else None


def replied(text: str, known: Known) -> dict[str, Any] | None:
    """Read the paragraph that answers a letter; None where it is not worded as the house words it."""
    match = re.fullmatch(
        rf"I wish to refer to (?:your|the) letter(?: dated (?P<d>{_DAY}))?(?: \(reference (?P<r>[^)]+)\))?"
        r"(?: from (?P<s>.+?))?(?: concerning (?P<c>.+?))?\.",
        text,
    )
    if match is None or not any(match.groupdict().values()):
        return None
    return _present(
        {
            "dated": _day(match["d"], known),
            "reference": match["r"],
            "from": match["s"],
            "about": match["c"],
        }
    )


def _present(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _references(words: str, known: Known) -> list[Any] | None:
    """Read "resolution A/RES/71/1 of 19 September 2016, by which ..., and to decision 71/553"."""
    parts = re.split(
        rf"(?:; and to |; to |; and |; |, and to |,? and to |, and | and )(?={_CITES})", words
    )
    found = []
    for part in parts:
        match = re.fullmatch(
            rf"(?P<cite>.+?)(?: of (?P<day>{_DAY}))?(?:, entitled [“\"](?P<title>.+?)[”\"])?"
            r"(?:, (?:by|in) which (?P<by>.+))?",
            part.strip(" ,"),
        )
        if match is None:
            return None
        cite = match["cite"]
        by_symbol = re.search(rf"{IN_TEXT}$", cite)
        symbol = by_symbol[0] if by_symbol else cite
        if parse(symbol) is None or (by_symbol and len(cite) > len(symbol) + 60):
            return None
        found.append(
            _present(
                {
                    "symbol": symbol,
                    "adopted": _day(match["day"], known),
                    "title": match["title"],
                    "by_which": match["by"],
                }
            )
        )
    return found


def _begin(texts: Sequence[str], found: Read, known: Known) -> int:
    """Read the paragraph that answers another letter."""
    if said := replied(texts[0], known):
        found.keys["in_reply_to"] = said
        found.rests_on["in_reply_to"] = texts[0]
        return 1
    return 0


def _note_key(found: Read, words: str, **keys: Any) -> None:
    for key, value in _present(keys).items():
        found.keys[key] = value
        found.rests_on[key] = words


_SUPPORT = re.compile(
    r"(?:I would like to thank (?P<again>.+?) for accepting this very important responsibility\. )?"
    r"To ensure that (?:the (?P<role>.+?)|they|he|she) (?:have|has) the needed assistance to carry out "
    r"(?P<their>their|his|her) responsibility in a timely manner, I have requested my .+? to extend the "
    r"necessary secretariat and expert support to (?:the .+?|them|him|her) and coordinate the contribution "
    r"and engagement of all relevant stakeholders as well as the UN system\. I trust that you will also "
    r"extend your full support and cooperation to (?:them|him|her)\."
)
_REQUEST = re.compile(
    rf"(?:To ensure (?P<ensure>.+?), )?I would be grateful for your efforts in (?P<efforts>.+?)"
    rf"(?: no later than (?P<day>{_DAY}))?\. To this end, I have requested the .+? to undertake the necessary "
    r"consultations and conduct the required engagements(?: to achieve this deadline)?\."
)
_CONCLUDE = re.compile(
    rf"I have requested the .+? to conclude (?:their|his|her) work no later than (?P<day>{_DAY})\."
)


_NEARLY = re.compile(
    r"To ensure|I would be grateful for your efforts|I have requested the|I would like to thank"
)
"""How the template's paragraphs begin: one in other words is a deviation, and none of the drafter's."""


def _appointment(texts: Sequence[str], known: Known) -> Read | None:
    found = Read("appointment")
    at = _begin(texts, found, known)
    which = next((i for i, text in enumerate(texts) if "I have appointed" in text), None)
    if which is None or which < at:
        return None
    mandate = None
    if which > at:
        mandate = re.fullmatch(r"I (?:also )?wish to refer to (.+)\.", texts[at], re.DOTALL)
        references = _references(mandate[1], known) if mandate else None
        if references:
            _note_key(found, texts[at], references=references)
            at += 1
        else:
            mandate = None
    match = re.fullmatch(
        rf"(?:In this regard and in connection with (?P<context>.+?), (?={_HONOUR})"
        r"|Pursuant to th(?:is|ese) \w[\w ]*, |In connection with (?P<context2>.+?), "
        rf"(?={_HONOUR})|In this regard, )?{_HONOUR} inform you that I have appointed (?P<who>.+?) as "
        r"(?P<role>(?:(?! to ).)+?) (?P<task>(?:to|for) .+)\.",
        texts[which],
    )
    if match is None:
        return None
    _note_key(found, texts[which][:200], context=match["context"] or match["context2"])
    if which > at:
        # The mandate in other words than the template's.
        _change(found, "mandate", range(at, which), texts)
    appointed = people(match["who"], known)
    said = match["who"]
    found.keys |= {"appointees": appointed, "role": match["role"], "task": match["task"]}
    found.rests_on |= {"appointees": said, "role": match["role"], "task": match["task"]}
    last = next((i for i in range(which + 1, len(texts)) if _SUPPORT.fullmatch(texts[i])), None)
    support = _SUPPORT.fullmatch(texts[last]) if last is not None else None
    if last is None or support is None:
        # Left out altogether, or in other words: only the first says that the kind words it.
        found.changed["support"] = ("null", [])
        last = which + 1 if which + 1 < len(texts) and _asks(texts[which + 1]) else which
        if any(_NEARLY.match(text) for text in texts[last + 1 :]):
            return None
        last += 1
    elif support["again"]:
        for one, (key, words) in zip(
            appointed, surnames(support["again"], appointed), strict=False
        ):
            one[key] = words
    else:
        found.keys["thanks"] = False
    if support and len(appointed) == 1 and support["their"] in ("his", "her"):
        title = known.language.titles.get(appointed[0].get("title", ""))
        if title is None or title.gender is None:
            appointed[0]["gender"] = "m" if support["their"] == "his" else "f"
    between = list(range(which + 1, last))
    if between:
        asked = _REQUEST.fullmatch(texts[between[0]])
        conclude = _CONCLUDE.fullmatch(texts[between[0]])
        if asked:
            request = _present({"to_ensure": asked["ensure"], "efforts_in": asked["efforts"]})
            _note_key(found, asked[0], request=request, deadline=_day(asked["day"], known))
            _change(found, "request", between[1:], texts, "after")
        elif conclude:
            _note_key(found, conclude[0], deadline=_day(conclude["day"], known))
            _change(found, "request", between[1:], texts, "after")
        elif _NEARLY.match(texts[between[0]]):
            return (
                None  # Nearly the template's words, and not quite: the letter is not of this kind.
            )
        else:
            _change(found, "request", between, texts)
    found.before_close = list(range(last + (support is not None), len(texts)))
    return found


def _asks(text: str) -> bool:
    return _REQUEST.fullmatch(text) is not None or _CONCLUDE.fullmatch(text) is not None


def _change(
    found: Read, name: str, which: Sequence[int], texts: Sequence[str], how: str = "instead"
) -> None:
    if which:
        found.changed[name] = (how, list(which))


_INVITED = re.compile(
    rf"{_HONOUR} invite you to (?P<name>.+?), to be held on (?P<weekday>[A-Z]\w+), (?P<day>{_DAY}), "
    r"(?:from (?P<start>.+?) to (?P<end>.+?)|at (?P<at>.+?)), (?P<place>.+)\."
)
_CLOCK = re.compile(r"(\d{1,2})(?:\.(\d{2}))? ([ap])\.m\.")


def _time(words: str | None) -> time | None:
    if words in ("noon", "midnight"):
        return time(12 if words == "noon" else 0)
    match = _CLOCK.fullmatch(words or "")
    if match is None:
        return None
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
    return time(hour, int(match[2] or 0))


def _invitation(texts: Sequence[str], known: Known) -> Read | None:
    found = Read("invitation")
    at = _begin(texts, found, known)
    match = _INVITED.fullmatch(texts[at]) if at < len(texts) else None
    if match is None:
        return None
    start, end = _time(match["start"] or match["at"]), _time(match["end"])
    if start is None or (match["end"] and end is None):
        return None
    place = match["place"]
    meeting = _present(
        {
            "name": match["name"],
            "date": _day(match["day"], known),
            "start": f"{start:%H:%M}",
            "end": f"{end:%H:%M}" if end else None,
            "place": place.removeprefix("in "),
        }
    )
    _note_key(found, match[0], meeting=meeting)
    at += 1
    purpose = re.fullmatch(r"The meeting will (.+)\.", texts[at]) if at < len(texts) else None
    if purpose:
        _note_key(found, purpose[0], purpose=purpose[1])
        at += 1
    last = re.fullmatch(
        rf"I should be grateful if you would confirm your participation(?: to (?P<to>.+?))?"
        rf"(?: no later than (?P<by>{_DAY}))?\.",
        texts[-1],
    )
    if last and (last["to"] or last["by"]) and len(texts) > at:
        _note_key(found, last[0], reply_by=_day(last["by"], known), reply_to=last["to"])
        found.before_close = list(range(at, len(texts) - 1))
    else:
        found.before_close = list(range(at, len(texts)))
    return found


def _circular(texts: Sequence[str], known: Known, *, many: bool) -> Read | None:
    found = Read("circular")
    at = _begin(texts, found, known)
    text = texts[at] if at < len(texts) else ""
    match = re.fullmatch(rf"(?:In this connection, )?{_HONOUR} (?P<matter>.+)\.", text)
    if match is None:
        return None
    matter = match["matter"]
    if matter.startswith("refer to "):
        # The last "and to" that is not followed by a document begins the matter.
        for split in reversed([m.span() for m in re.finditer(r",? and to ", matter)]):
            references = _references(matter[9 : split[0]], known)
            if references:
                _note_key(found, text, references=references)
                matter = matter[split[1] :]
                break
    _note_key(found, text, matter=matter)
    rest = list(range(at + 1, len(texts)))
    if rest:
        contact = re.fullmatch(
            r"Should your delegation require further information, the focal point in my .+? is (.+)\.",
            texts[rest[-1]],
        )
        if contact:
            own = re.search(r"in my (.+?) is ", texts[rest[-1]])
            _note_key(found, contact[0], contact=contact[1])
            found.rests_on["own"] = own[1] if own else ""
            rest.pop()
    if rest:
        asked = re.fullmatch(
            rf"I should be grateful if you would (?P<asked>.+?)(?: no later than (?P<by>{_DAY}))?\.",
            texts[rest[-1]],
        )
        if asked:
            _note_key(found, asked[0], asked=asked["asked"], deadline=_day(asked["by"], known))
            rest.pop()
    if not many and not found.keys.keys() & {"asked", "contact"}:
        return None  # Any letter to one may begin so.
    found.before_close = rest
    return found


def _transmittal(texts: Sequence[str], enclosures: Sequence[str], known: Known) -> Read | None:
    found = Read("transmittal")
    at = _begin(texts, found, known)
    text = texts[at] if at < len(texts) else ""
    match = re.fullmatch(
        rf"(?:On behalf of (?P<behalf>.+?), (?=I have|on behalf))?{_HONOUR} transmit herewith"
        r"(?:, (?P<purpose>for (?:(?! the report| the text).)+?|in .+?),)? (?P<what>.+?)"
        rf"(?:, (?:with reference to|submitted pursuant to) (?P<refs>(?:{_CITES}).+))?\.",
        text,
    )
    if match is None or not enclosures:
        return None
    running = [
        one[:1].lower() + one[1:] if one.split(" ")[0] in ("A", "An", "The") else one
        for one in enclosures
    ]
    own = match["what"] if match["what"] != known.language.join(running) else None
    references = _references(match["refs"], known) if match["refs"] else None
    if match["refs"] and not references:
        return None
    _note_key(
        found,
        text,
        on_behalf_of=match["behalf"],
        purpose=match["purpose"],
        transmitted=own,
        references=references,
    )
    rest = list(range(at + 1, len(texts)))
    if rest:
        asked = re.fullmatch(
            r"I should be grateful if you would have the text of the present letter and its enclosures? "
            r"circulated as (.+)\.",
            texts[rest[-1]],
        )
        if asked:
            _note_key(found, asked[0], circulate_as=asked[1])
            rest.pop()
    found.before_close = rest
    return found


def _note(texts: Sequence[str], close: str, known: Known) -> Read | None:
    found = Read("note-verbale")
    match = re.fullmatch(
        rf"(?P<from>.{{3,300}}?) presents (?P<its>its|his|her) compliments to (?P<to>.{{3,400}}?) and"
        r"(?:, with reference to (?:the note|the latter['’]s note)(?: (?P<r>(?!of |dated |concerning )\S[^,]*?))?"
        rf"(?: of (?P<s>.+?))?(?: dated (?P<d>{_DAY}))?(?: concerning (?P<c>.+?))?,)?"
        r" has the honour to (?P<matter>.+)\.",
        texts[0],
    )
    if match is None:
        return None
    if ", with reference to" in match["to"]:
        return None
    own = {"its": None, "his": "m", "her": "f"}[match["its"]]
    _note_key(
        found,
        texts[0],
        author=match["from"],
        author_gender=own,
        to=match["to"],
        in_reply_to=_present(
            {
                "dated": _day(match["d"], known),
                "reference": match["r"],
                "from": match["s"],
                "about": match["c"],
            }
        ),
        matter=match["matter"],
    )
    if not found.keys.get("in_reply_to"):
        found.keys.pop("in_reply_to", None)
    if not close:
        found.keys["courtesies"] = False
    found.before_close = list(range(1, len(texts)))
    return found
