"""Random specs that are valid, one of each kind in turn, and the invented facts letters are of."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any

from verbale.protocol.states import States

STATES = States()
PEOPLE = (
    "Ingibjörg Stefánsdóttir|f|IS;Carlos Manuel Ureña|m|CR;Fatou Bensaïd|f|MA;Kagiso Molefe|m|BW;"
    "Tshering Wangdi|m|BT;Ximena Larraín|f|CL;Moussa Diagne|m|SN;Rima Haddad|f|LB;Juris Kalniņš|m|LV;"
    "Siti Nurhaliza Karim|f|MY;Bohdan Sachuk|m|PL;Yolanda Abaroa|f|NI;Lamin Ceesay|m|GM;"
    "Thandeka Dlamini|f|SZ;Solveig Aas|f|NO;Omar Ghannam|m|LY;Agnieszka Wrońska|f|PL;"
    "Dimitrios Kalaras|m|GR;Seiichi Moriyama|m|JP;Pham Thi Lan Anh|f|VN;Kwabena Ofori-Atta|m|GH;"
    "Meltem Arıkan|f|TR;Nuno Vasconcelos|m|PT;Adaeze Nwosu|f|NG;Liam O'Hanlon|m|IE;"
    "Marisol Etcheverry|f|AR;Pieter van Houtum|m|NL;Alofa Seumanutafa|f|WS;Emil Grigorescu|m|RO;"
    "Ruhama Tesfaye|f|ET;Jean-Baptiste Nzeyimana|m|BI;Kaveh Rostami|m|IR;Chidi Amaechi|m|NG"
)
PERSONS = [tuple(one.split("|")) for one in PEOPLE.split(";")]
ACTS = (
    "inform you of the outcome of the regional workshop on the maintenance of small harbours",
    "draw your attention to the state of the archives of the former observer mission",
    "convey the views of the Group on the programme of work for the coming year",
    "inform you that the consultations on the registration of vessels have been concluded",
    "bring to your attention a proposal concerning the protection of mountain forests",
)
SENTENCES = (
    "The participants examined the reports that had been submitted and took note of them with satisfaction.",
    "Several delegations emphasized the importance of equal participation by the smallest administrations.",
    "A preliminary estimate of expenditures has been circulated among the members of the committee.",
    "The inspectors encountered considerable difficulties in the northern districts during the rainy season.",
    "Nothing in this arrangement is intended to prejudice the responsibilities of the local authorities.",
    "The recommendations are addressed principally to the organizations that provide technical assistance.",
    "Further particulars will be communicated as soon as they have been received from the capital.",
    "The installation of the equipment is expected to be completed before the end of the financial period.",
    "It was agreed that the secretariat would prepare a consolidated version of the questionnaire.",
    "The authorities have confirmed their willingness to accommodate the visiting technicians.",
    "No objection was raised, and the chairperson accordingly declared the recommendation adopted.",
    "My delegation attaches particular importance to the transparency of these proceedings.",
    "The so-called second phase was suspended at the request of the co-facilitators.",
    "Two observers remained at Port Alder until the ferry service had been re-established.",
    "We remain convinced that a negotiated solution serves the interests of all concerned.",
)
THINGS = (
    "Report of the workshop on small harbours",
    "Concept note",
    "Provisional programme",
    "Summary of the discussion on mountain forests",
    "List of participants",
    "Guiding questions for delegations",
)
OFFICES = (
    "President of the Economic and Social Council",
    "Chair of the Second Committee",
    "Legal Counsel",
    "Controller",
)
KINDS = ("appointment", "circular", "invitation", "letter", "note-verbale", "transmittal")
_SURNAMES = {"Pieter van Houtum": "van Houtum", "Pham Thi Lan Anh": "Pham"}
REPRESENTATIVES = "all-permanent-representatives"


def day(r: Random, first: int, last: int) -> datetime.date:
    """Give a working day of the years between."""
    found = datetime.date(r.randint(first, last), r.randint(1, 12), r.randint(1, 28))
    return found - datetime.timedelta(days=max(0, found.weekday() - 4))


def later(r: Random, since: datetime.date, least: int = 7, most: int = 80) -> datetime.date:
    """Give a working day some weeks after another."""
    found = since + datetime.timedelta(days=r.randint(least, most))
    return found + datetime.timedelta(days=max(0, 7 - found.weekday()) % 7 * (found.weekday() > 4))


def people(r: Random, number: int, on: datetime.date) -> list[tuple[str, str, str]]:
    """Give persons of States that were Members on a day."""
    able = [one for one in PERSONS if STATES.status(one[2], on) == "member"]
    return r.sample(able, number)


def resolution(r: Random, before: datetime.date) -> dict[str, Any]:
    """Give a resolution of the General Assembly that had been adopted by a day."""
    session = before.year - 1946
    adopted = datetime.date(before.year - 1, r.randint(10, 12), r.randint(1, 22))
    return {"symbol": f"A/RES/{session}/{r.randint(1, 255)}", "adopted": adopted}


def _person(r: Random, on: datetime.date, who: tuple[str, str, str], posts: int = 2) -> Any:
    name, gender, state = who
    title = r.choice(("H.E. Mr.", "H.E. Dr.") if gender == "m" else ("H.E. Ms.", "H.E. Mrs."))
    post = ("permanent-representative", "deputy-permanent-representative")[r.randrange(posts)]
    found = {"title": title, "name": name, "post": post, "state": state}
    if "Dr." in title:
        found["gender"] = gender
    if posts == 1 or r.random() < 0.5:
        found["surname"] = _SURNAMES.get(name, name.split()[-1])
    return found


def _addressees(r: Random, on: datetime.date) -> Any:
    one, two = people(r, 2, on)
    return r.choice(
        (
            REPRESENTATIVES,
            f"{REPRESENTATIVES}-and-observers",
            _person(r, on, one),
            _person(r, on, one) | {"address": "New York"},
            {"person": _person(r, on, two, 1)},
            {"states": sorted((one[2], two[2])) if one[2] != two[2] else [one[2]]},
            {"post": "president-of-the-security-council", "salutation": "Excellency"},
            {"post": "permanent-representative", "state": one[2]},
            {"lines": "Group of Friends of Small Harbours\nNew York", "salutation": "Excellencies"},
        )
    )


def _sender(r: Random, on: datetime.date) -> dict[str, Any]:
    name, gender, state = people(r, 1, on)[0]
    return r.choice(
        (
            {"name": name},
            {"name": name, "post": "permanent-representative", "state": state},
            {"name": name, "post": "president-of-the-general-assembly", "gender": gender},
            {"name": name, "post": "under-secretary-general", "gender": gender},
            {"name": name, "post": "Chair of the Advisory Panel"},
        )
    )


def _enclosures(r: Random) -> list[Any]:
    return [
        r.choice((title, {"title": title}, {"title": title, "pages": r.choice((1, 4, 24))}))
        if r.random() < 0.8
        else {"title": title, "symbol": f"A/{r.randint(60, 75)}/{r.randint(100, 400)}"}
        for title in r.sample(THINGS, r.randint(1, 3))
    ]


def _references(r: Random, on: datetime.date) -> list[Any]:
    found: list[Any] = []
    for _ in range(r.randint(1, 3)):
        one = resolution(r, on)
        if one["symbol"] in [other["symbol"] for other in found]:
            continue
        if r.random() < 0.3:
            one["title"] = r.choice(("Safety of small harbours", "Sustainable mountain forests"))
        if r.random() < 0.4:
            one["by_which"] = "the General Assembly decided to review the modalities in due course"
        found.append(one)
    if r.random() < 0.15:
        found.append(f"A/{on.year - 1946}/{r.randint(100, 300)}")
    return found


def _body(r: Random) -> str:
    parts = [" ".join(r.sample(SENTENCES, r.randint(1, 3))) for _ in range(r.randint(1, 4))]
    if r.random() < 0.3:
        mark = r.choice(("1.", "-"))
        marks = [f"{i}." if mark == "1." else "-" for i in range(1, 4)]
        items = ("the date of arrival;", "the names of the members;", "the place of work.")
        parts.append("Kindly indicate:")
        parts.append("\n".join(f"{m} {one}" for m, one in zip(marks, items, strict=True)))
    return "\n\n".join(parts) + "\n"


def _appointment(r: Random, on: datetime.date) -> dict[str, Any]:
    number = r.choice((1, 1, 2, 2, 3, 4))
    role = r.choice(("co-facilitators", "co-chairs") if number > 1 else ("facilitator", "chair"))
    found: dict[str, Any] = {
        "appointees": [_person(r, on, one, 1) for one in people(r, number, on)],
        "role": role,
        "task": r.choice(
            (
                "to lead informal consultations on the review of the working methods",
                "to conduct open and transparent negotiations on a political declaration",
            )
        ),
    }
    if r.random() < 0.5:
        found["context"] = "the decision of the General Committee to review its working methods"
    if r.random() < 0.5:
        found["request"] = {"efforts_in": "finalizing the draft declaration"}
        if r.random() < 0.5:
            found["request"]["to_ensure"] = "the timely conclusion of the negotiations"
    if r.random() < 0.5:
        found["deadline"] = later(r, on)
    if r.random() < 0.25:
        found["thanks"] = False
    return found


def _circular(r: Random, on: datetime.date) -> dict[str, Any]:
    found: dict[str, Any] = {"matter": r.choice(ACTS)}
    if r.random() < 0.6:
        found["asked"] = "communicate the names of the members of your delegation"
        if r.random() < 0.6:
            found["deadline"] = later(r, on)
    if r.random() < 0.5:
        found["contact"] = "Mr. Tomás Villar, Senior Adviser"
    return found


def _invitation(r: Random, on: datetime.date) -> dict[str, Any]:
    held = later(r, on, 20)
    meeting: dict[str, Any] = {
        "name": r.choice(("an informal meeting on small harbours", "a briefing on multilingualism")),
        "date": held,
        "start": r.choice(("09:30", "10:00", "12:00", "15:00")),
        "place": r.choice(("Conference Room 4", "the Trusteeship Council Chamber")),
    }
    if r.random() < 0.5:
        meeting["end"] = r.choice(("17:30", "18:00"))
    found: dict[str, Any] = {"meeting": meeting}
    if r.random() < 0.5:
        found["purpose"] = "hear the views of delegations on the priorities of the session"
    if r.random() < 0.5:
        found["reply_by"] = later(r, on, 3, 15)
    if r.random() < 0.4:
        found["reply_to"] = "my Office (Ms. Ingrid Solbakken)"
    return found


def _transmittal(r: Random, on: datetime.date) -> dict[str, Any]:
    found: dict[str, Any] = {"enclosures": _enclosures(r)}
    if r.random() < 0.5:
        found["transmitted"] = "the report of the workshop, held in Montevideo, and its annexes"
    if r.random() < 0.3:
        found["on_behalf_of"] = "the Group of Friends of Small Harbours"
    if r.random() < 0.4:
        found["purpose"] = "for the attention of the Member States"
    if r.random() < 0.5:
        found["circulate_as"] = "a document of the General Assembly, under agenda item 20"
    return found


def _note(r: Random, on: datetime.date) -> dict[str, Any]:
    state = people(r, 1, on)[0][2]
    found: dict[str, Any] = {
        "matter": "inform it of the visit of a parliamentary delegation to Headquarters",
        "addressees": r.choice(
            (
                {"mission": state},
                "all-permanent-missions",
                {"lines": "Secretariat of the United Nations\nOffice of Protocol\nNew York"},
            )
        ),
    }
    if isinstance(found["addressees"], dict) and "lines" in found["addressees"]:
        found["to"] = "the Secretariat of the United Nations"
    elif found["addressees"] == "all-permanent-missions":
        found["matter"] = "inform them of the visit of a parliamentary delegation to Headquarters"
    if r.random() < 0.25:
        found["author"] = "The Minister for Foreign Affairs of " + r.choice(("Samoa", "Malta"))
        found["author_gender"] = r.choice("fm")
    elif r.random() < 0.2:
        found |= {"author": "The Office of the Registrar"}
    if r.random() < 0.3:
        found["courtesies"] = False
    return found


_MORE = {
    "appointment": _appointment,
    "circular": _circular,
    "invitation": _invitation,
    "letter": lambda r, on: {},
    "note-verbale": _note,
    "transmittal": _transmittal,
}
_ALTERED = {"appointment": "support", "circular": "request", "invitation": "confirmation"}


def spec(seed: int) -> dict[str, Any]:
    """Give a valid spec in English; its kind is the seed's turn."""
    r = Random(seed)
    kind = KINDS[seed % len(KINDS)]
    on = day(r, 2005, 2024)
    note = kind == "note-verbale"
    found: dict[str, Any] = {"kind": kind, "language": "en", "office": r.choice(("pga", "mission"))}
    if note or r.random() < 0.9:
        found["date"] = on
    else:
        found["as_of"] = on
    if r.random() < 0.4:
        found["reference"] = r.choice(("No. 118/2024", "OPGA/2024/0017", "SG/12/3", "NV 44-B"))
    for key, chance, values in (
        ("place", 0.2, ("New York", "Geneva")),
        ("classification", 0.25, ("personal", "confidential", "strictly-confidential", "urgent")),
        ("subject", 0.3, ("Small harbours", "Working methods")),
    ):
        if r.random() < chance and (key != "place" or "date" in found):
            found[key] = r.choice(values)
    if not note:
        found["sender"] = _sender(r, on)
        found["addressees"] = _addressees(r, on)
        if r.random() < 0.1:
            found["salutation"] = r.choice(("Madam", "Sir", "Excellencies", "Dear Colleagues"))
    if kind in ("appointment", "circular", "transmittal") and r.random() < 0.7:
        found["references"] = _references(r, on)
    if r.random() < 0.2:
        answered = {"reference": "14/B", "dated": on - datetime.timedelta(days=r.randint(5, 60))}
        extra = {"from": "the Secretariat", "about": "the use of the library"}
        many = not isinstance(found.get("addressees"), dict) or "states" in found["addressees"]
        answered |= {
            key: one
            for key, one in extra.items()
            if r.random() < 0.5 or (key == "from" and many and not note)
        }
        found["in_reply_to"] = answered
    if kind == "letter" or r.random() < 0.4:
        found["body"] = _body(r)
    if r.random() < 0.3:
        found["enclosures"] = _enclosures(r)
    if r.random() < 0.3:
        found["copies"] = r.sample(OFFICES, r.randint(1, 3))
    found |= _MORE[kind](r, on)
    # A paragraph in other words: such a letter cannot be read back as its kind.
    if kind in _ALTERED and r.random() < 0.08:
        changed = r.choice((None, SENTENCES[0], {"after": SENTENCES[1]}, {"before": SENTENCES[5]}))
        found["paragraphs"] = {_ALTERED[kind]: changed}
    return found
