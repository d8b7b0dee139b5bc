"""Random specs that are valid, one of each kind in turn, and what letters are made of."""

from __future__ import annotations

import datetime
from pathlib import Path
from random import Random
from typing import Any

import yaml

from verbale.protocol.states import States

FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))
STATES = States()
KINDS = ("appointment", "circular", "invitation", "letter", "note-verbale", "transmittal")


def day(r: Random, first: int, last: int) -> datetime.date:
    return _working(datetime.date(r.randint(first, last), r.randint(1, 12), r.randint(1, 26)))


def people(r: Random, number: int, on: datetime.date) -> list[tuple[str, str, str]]:
    """Give names, genders and codes of persons of States that were Members on a day."""
    able = [tuple(one) for one in FACTS["people"] if STATES.status(one[2], on) == "member"]
    return r.sample(able, number)


def spec(seed: int) -> dict[str, Any]:
    """Give a valid spec in English; its kind is the seed's turn."""
    r = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    on = day(r, 2005, 2024)
    note = kind == "note-verbale"
    found: dict[str, Any] = {"kind": kind, "language": "en", "office": r.choice(("pga", "mission"))}
    found["date" if note or r.random() < 0.9 else "as_of"] = on
    found |= _some(r, "every", on)
    if "date" not in found:
        found.pop("place", None)
    if not note:
        found |= {"sender": _sender(r, on), "addressees": _addressees(r, on)}
        if r.random() < 0.1:
            found["salutation"] = r.choice(("Madam", "Sir", "Excellencies", "Dear Colleagues"))
    if kind in ("appointment", "circular", "transmittal") and r.random() < 0.7:
        found["references"] = _references(r, on)
    if r.random() < 0.2:
        answered = {"reference": "14/B", "dated": on - datetime.timedelta(days=r.randint(5, 60))}
        to = found.get("addressees")
        # A letter to several says whose letter it answers.
        if r.random() < 0.5 or not isinstance(to, dict) or "states" in to:
            answered["from"] = "the Secretariat"
        found["in_reply_to"] = answered | r.choice(({}, {"about": "the use of the library"}))
    if kind == "letter" or r.random() < 0.4:
        found["body"] = _body(r)
    if kind == "transmittal" or r.random() < 0.3:
        found["enclosures"] = _enclosures(r)
    if r.random() < 0.3:
        found["copies"] = r.sample(FACTS["offices"], r.randint(1, 3))
    # Some have a paragraph in other words: these cannot be read back as their kind.
    found |= _some(r, kind, on)
    if kind == "invitation":
        found["meeting"] = _some(r, "meeting", on + datetime.timedelta(days=80))
    elif kind == "circular" and "asked" not in found:
        found.pop("deadline", None)
    elif kind == "appointment":
        number = r.choice((1, 1, 2, 2, 3, 4))
        found["appointees"] = [_person(r, one) for one in people(r, number, on)]
        found["role"] = r.choice(("co-facilitators", "co-chairs")) if number > 1 else "facilitator"
    elif note:
        found |= _note(r, on)
        if "author_gender" in found:
            found["author"] = "The Minister for Foreign Affairs of Samoa"
    return found


def _working(on: datetime.date) -> datetime.date:
    return on + datetime.timedelta(days=(0, 0, 0, 0, 0, 2, 1)[on.weekday()])


def _some(r: Random, group: str, on: datetime.date) -> dict[str, Any]:
    """Give some keys of a group, each with one of its values."""
    found = {}
    for key, (chance, *values) in FACTS["specs"][group].items():
        if r.random() < chance:
            value = r.choice(values)
            later = _working(on + datetime.timedelta(days=r.randint(7, 70)))
            found[key] = later if value == "LATER" else value
    return found


def _person(r: Random, who: tuple[str, str, str]) -> dict[str, Any]:
    name, gender, state = who
    title = r.choice(("H.E. Mr.", "H.E. Dr.") if gender == "m" else ("H.E. Ms.", "H.E. Mrs."))
    surname = {"Pham Thi Lan Anh": "Pham"}.get(name, name.split(" ", 1)[1])
    found = {"title": title, "name": name, "surname": surname, "state": state}
    if "Dr." in title:
        found["gender"] = gender
    return found | {"post": "permanent-representative"}


def _addressees(r: Random, on: datetime.date) -> Any:
    one, two = people(r, 2, on)
    lists = ("all-permanent-representatives", "all-permanent-representatives-and-observers")
    post, state = "permanent-representative", one[2]
    several = {"states": sorted({one[2], two[2]})}
    council = {"post": "president-of-the-security-council", "salutation": "Excellency"}
    lines = {"lines": "Group of Friends of Small Harbours\nNew York", "salutation": "Excellencies"}
    alone = [
        _person(r, one),
        _person(r, one) | {"address": "New York"},
        {"person": _person(r, two)},
    ]
    return r.choice((*lists, *alone, several, council, {"post": post, "state": state}, lines))


def _sender(r: Random, on: datetime.date) -> dict[str, Any]:
    name, gender, state = people(r, 1, on)[0]
    posts = ("president-of-the-general-assembly", "under-secretary-general", "Chair of the Panel")
    other = {"post": r.choice(posts), "gender": gender}
    of = {"post": r.choice(("", "deputy-")) + "permanent-representative", "state": state}
    return {"name": name} | r.choice(({}, of, other))


def _enclosures(r: Random) -> list[Any]:
    found = []
    for title in r.sample(FACTS["titles"], r.randint(1, 3)):
        pages = {"title": title, "pages": r.choice((1, 4, 24))}
        numbered = {"title": title, "symbol": f"A/{r.randint(45, 58)}/{r.randint(100, 400)}"}
        found.append(r.choice((title, {"title": title}, pages, numbered)))
    return found


def _references(r: Random, on: datetime.date) -> list[Any]:
    found: list[Any] = []
    for number in r.sample(range(1, 255), r.randint(1, 3)):
        one = {"symbol": f"A/RES/{on.year - 1946}/{number}"} | _some(r, "cited", on)
        if r.random() < 0.8:
            one["adopted"] = datetime.date(on.year - 1, r.randint(10, 12), r.randint(1, 22))
        found.append(one)
    return [*found, f"A/{on.year - 1946}/{r.randint(300, 600)}"] if r.random() < 0.15 else found


def _note(r: Random, on: datetime.date) -> dict[str, Any]:
    what = "of the visit of a parliamentary delegation to Headquarters"
    one, them = {"matter": f"inform it {what}"}, {"matter": f"inform them {what}"}
    lines = {"lines": "Secretariat of the United Nations\nOffice of Protocol\nNew York"}
    mission = {"mission": people(r, 1, on)[0][2]}
    office = one | {"addressees": lines, "to": "the Secretariat of the United Nations"}
    all_missions = them | {"addressees": "all-permanent-missions"}
    return r.choice((one | {"addressees": mission}, all_missions, office))


def _body(r: Random) -> str:
    says = FACTS["sentences"]
    parts = [" ".join(r.sample(says, r.randint(1, 3))) for _ in range(r.randint(1, 4))]
    items = ("the date of arrival;", "the names of the members;", "the place of work.")
    if r.random() < 0.3:
        marks = r.choice((("-", "-", "-"), ("1.", "2.", "3.")))
        listed = (f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
        parts += ["Kindly indicate:", "\n".join(listed), says[0]]
    return "\n\n".join(parts) + "\n"
