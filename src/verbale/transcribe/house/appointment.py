"""Reads letters that tell of an appointment."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verbale.transcribe.house.citing import answers, references_in
from verbale.transcribe.house.found import DAY, HONOUR, Read, day_in, present
from verbale.transcribe.people import Known, people, surnames

__all__ = ["appointment"]

_SUPPORT = re.compile(
    r"(?:I would like to thank (?P<again>.+?) for accepting this very important responsibility\. )?"
    r"To ensure that (?:the .+?|they|he|she) (?:have|has) the needed assistance to carry out "
    r"(?P<their>their|his|her) responsibility in a timely manner, I have requested my .+? to "
    r"extend the necessary secretariat and expert support to (?:the .+?|them|him|her) and "
    r"coordinate the contribution and engagement of all relevant stakeholders as well as the UN "
    r"system\. I trust that you will also extend your full support and cooperation to "
    r"(?:them|him|her)\."
)
_REQUEST = re.compile(
    rf"(?:To ensure (?P<ensure>.+?), )?I would be grateful for your efforts in (?P<efforts>.+?)"
    rf"(?: no later than (?P<day>{DAY}))?\. To this end, I have requested the .+? to undertake "
    r"the necessary consultations and conduct the required engagements"
    r"(?: to achieve this deadline)?\."
)
_CONCLUDE = re.compile(
    rf"I have requested the .+? to conclude (?:their|his|her) work no later than (?P<day>{DAY})\."
)
_NEARLY = re.compile(
    r"To ensure|I would be grateful for your efforts|I have requested the|I would like to thank"
)
"""How the template's paragraphs begin: one in other words is a deviation, not the drafter's own."""
_APPOINTED = re.compile(
    rf"(?:In this regard and in connection with (?P<context>.+?), (?={HONOUR})"
    r"|Pursuant to th(?:is|ese) \w[\w ]*, "
    rf"|In connection with (?P<context2>.+?), (?={HONOUR})|In this regard, )?"
    rf"{HONOUR} inform you that I have appointed (?P<who>.+?) as "
    r"(?P<role>(?:(?! to ).)+?) (?P<task>(?:to|for) .+)\."
)


def appointment(texts: Sequence[str], known: Known) -> Read | None:
    """Read an appointment; None where the letter is not worded as one."""
    found = Read("appointment")
    at = answers(texts, found, known)
    which = next((i for i, text in enumerate(texts) if "I have appointed" in text), None)
    if which is None or which < at:
        return None
    if which > at:
        mandate = re.fullmatch(r"I (?:also )?wish to refer to (.+)\.", texts[at], re.DOTALL)
        references = references_in(mandate[1], known) if mandate else None
        if references:
            found.note(texts[at], references=references)
            at += 1
    match = _APPOINTED.fullmatch(texts[which])
    if match is None:
        return None
    found.note(texts[which][:200], context=match["context"] or match["context2"])
    if which > at:
        # The mandate in other words than the template's.
        found.change("mandate", range(at, which))
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
    if not _request(texts, range(which + 1, last), found, known):
        return None
    found.before_close = list(range(last + (support is not None), len(texts)))
    return found


def _asks(text: str) -> bool:
    return _REQUEST.fullmatch(text) is not None or _CONCLUDE.fullmatch(text) is not None


def _request(texts: Sequence[str], between: Sequence[int], found: Read, known: Known) -> bool:
    """Read what is asked; False where it is nearly in the template's words, and not quite.

    Args:
        texts: the letter's paragraphs.
        between: those after the appointment and before the support.
        found: what is asked is added here.
        known: what days are told by.
    """
    if not between:
        return True
    text = texts[between[0]]
    if asked := _REQUEST.fullmatch(text):
        request = present({"to_ensure": asked["ensure"], "efforts_in": asked["efforts"]})
        found.note(text, request=request, deadline=day_in(asked["day"], known))
        found.change("request", between[1:], "after")
    elif conclude := _CONCLUDE.fullmatch(text):
        found.note(text, deadline=day_in(conclude["day"], known))
        found.change("request", between[1:], "after")
    elif _NEARLY.match(text):
        return False
    else:
        found.change("request", between)
    return True
