"""Slips in persons, enclosures and wording: see :mod:`tests.mutations`."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from tests.mutated_words import FIRST_PERSON, NUMBERS, SHORTENED
from tests.mutations import Spec, english, language, leaves, place_of, prose, put, replaced

_STATES = ("CH", "FR", "MX", "SN", "JP", "Norway", "Ghana", "Peru")


def surname(spec: Spec, rng: Random) -> str:
    """The name by which a person is named again, misspelt."""
    keys = [(p, t) for p, t in leaves(spec) if "surname" in p and len(t) > 2]
    names = [str(one) for _, one in keys]
    again = place_of(rng, "|".join(map(re.escape, names)) or r"(?!)", prose(spec))
    if again and rng.random() < 0.5:
        return replaced(spec, again, misspelt(again[2][0], rng))
    if not keys:
        return ""
    path, text = rng.choice(keys)
    return put(spec, path, misspelt(text, rng))


def misspelt(name: str, rng: Random) -> str:
    """Swap two letters of a name, leave one out, or double one."""
    at = rng.randrange(1, len(name) - 1)
    return rng.choice(
        [
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[0] + name[2] + name[1] + name[3:] if name[1] != name[2] else name[0] + name[2:],
        ]
    )


def other_state(spec: Spec, rng: Random) -> str:
    """Who is appointed is of another State: only the facts tell."""
    people = spec.get("appointees", ())
    if not people:
        return ""
    at = rng.randrange(len(people))
    new = rng.choice([one for one in _STATES if one not in {p["state"] for p in people}])
    return put(spec, ("appointees", at, "state"), new)


def other_gender(spec: Spec, rng: Random) -> str:
    """A man titled as a woman, or the reverse: only the facts tell."""
    swapped = {"H.E. Mr.": "H.E. Ms.", "H.E. Ms.": "H.E. Mr.", "Mr.": "Ms.", "Ms.": "Mr."}
    found = [(p, t) for p, t in leaves(spec) if p[-1] == "title" and t in swapped]
    if not found:
        return ""
    path, text = rng.choice(found)
    return put(spec, path, swapped[text])


def _addressee(spec: Spec) -> Any:
    value = spec.get("addressees")
    return value if isinstance(value, dict) else {}


def charge_excellency(spec: Spec, rng: Random) -> str:
    """A chargé d'affaires with the title of an ambassador."""
    person = _addressee(spec)
    if person.get("post") != "charge-daffaires":
        return ""
    return put(spec, ("addressees", "title"), rng.choice(("H.E. Mr.", "H.E. Dr.", "H.E.")))


def salutation(spec: Spec, rng: Random) -> str:
    """A salutation below the reader, or above."""
    if spec["kind"] == "note-verbale" or "salutation" in spec or spec.get("languages"):
        return ""
    if spec.get("language", "en") != "en":
        return ""
    person = _addressee(spec)
    above = "title" in person and not person["title"].startswith("H.E.")
    spec["salutation"] = "Excellency" if above else rng.choice(("Sir", "Madam", "Dear Sir"))
    return f"salutation: {spec['salutation']}"


def role_number(spec: Spec, rng: Random) -> str:
    """A role in the plural for one person: the other was taken out, or never was."""
    people = spec.get("appointees", ())
    # Chinese has one form for both.
    if not people or spec.get("language") == "zh":
        return ""
    if len(people) == 1:
        return put(spec, ("role",), spec["role"] + "s")
    del people[1:]
    return "appointees: all but the first are gone"


def enclosure_count(spec: Spec, rng: Random) -> str:
    """One enclosure more or less in the text than at the foot."""
    if len(spec.get("enclosures", ())) < 2:
        return ""
    texts = [one for one in english(spec) if one[0][0] in ("body", "transmitted")]
    place = place_of(rng, rf"\b(?:{'|'.join(NUMBERS)})\b(?= (?:enclos|documents))", texts)
    if not place:
        return ""
    if rng.random() < 0.5:
        spec["enclosures"].append("Annex")
        return "enclosures: one more"
    at = NUMBERS.index(place[2][0])
    return replaced(spec, place, NUMBERS[at + (1 if at < 2 else rng.choice((-1, 1)))])


_MENTIONED = re.compile(r"enclos|ci-joint|jointe|adjunt|прилага|附|مرفق|طيه")


def enclosure_dropped(spec: Spec, rng: Random) -> str:
    """An enclosure gone from the list, though the text tells of it."""
    listed = spec.get("enclosures", [])
    told = any(_MENTIONED.search(text) for path, text in prose(spec))
    if not listed or not (told or spec["kind"] == "transmittal"):
        return ""
    gone = listed.pop(rng.randrange(len(listed)))
    if not listed:
        del spec["enclosures"]
    return f"enclosures: without {gone!r:.60}"


def times_swapped(spec: Spec, rng: Random) -> str:
    """A meeting that ends before it begins."""
    meeting = spec.get("meeting", {})
    if "end" not in meeting:
        return ""
    meeting["start"], meeting["end"] = meeting["end"], meeting["start"]
    return f"meeting: from {meeting['start']} to {meeting['end']}"


def first_person(spec: Spec, rng: Random) -> str:
    """A note that falls into the first person."""
    if spec["kind"] != "note-verbale":
        return ""
    place = place_of(rng, "|".join(map(re.escape, FIRST_PERSON)), english(spec))
    return replaced(spec, place, rng.choice(FIRST_PERSON[place[2][0]])) if place else ""


def doubled_word(spec: Spec, rng: Random) -> str:
    """A word that stands twice."""
    spaced = [(path, text) for path, text in prose(spec) if language(spec, path) != "zh"]
    place = place_of(rng, r"(?<= )[^\W\d_A-Z]{2,}(?= )", spaced)
    return replaced(spec, place, f"{place[2][0]} {place[2][0]}") if place else ""


def contraction(spec: Spec, rng: Random) -> str:
    """A contraction in a sentence."""
    place = place_of(rng, rf"\b(?:{'|'.join(SHORTENED)})\b", english(spec))
    return replaced(spec, place, SHORTENED[place[2][0]]) if place else ""


def honour_repeated(spec: Spec, rng: Random) -> str:
    """The form that the template sets, typed as well; or used once more further down."""
    if spec["kind"] == "note-verbale" or spec.get("languages"):
        return ""
    keys = [k for k in ("matter", "transmitted") if (k,) in dict(english(spec))]
    if keys and rng.random() < 0.5:
        said = "I have the honour to " + ("transmit " if keys[0] == "transmitted" else "")
        return put(spec, (keys[0],), said + spec[keys[0]])
    body = spec.get("body")
    if not isinstance(body, str) or spec.get("language", "en") != "en":
        return ""
    if spec["kind"] == "letter" and "have the honour" not in body:
        return ""
    last = body.rstrip().rpartition("\n")[2]
    if last[:1] in "-0123456789>" or "annot" in last:
        return ""
    new = f"{body.rstrip()} I have the honour to add that the documents will be posted.\n"
    return put(spec, ("body",), new)


def stop_in_fragment(spec: Spec, rng: Random) -> str:
    """A full stop where the template sets one."""
    keys = [k for k in ("matter", "transmitted", "asked", "task", "purpose") if k in spec]
    texts = [k for k in keys if isinstance(spec[k], str)]
    if not texts:
        return ""
    key = rng.choice(texts)
    stop = "。" if spec.get("language") == "zh" else "."
    return put(spec, (key,), spec[key] + stop)
