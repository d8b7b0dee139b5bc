"""Makes specs of an old letter: as each kind that may word it, the surest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from verbale.transcribe.addresses import addressee
from verbale.transcribe.facts import Guess
from verbale.transcribe.gathered import Gathered
from verbale.transcribe.house import Read, read, replied
from verbale.transcribe.parts import Part, Parted
from verbale.transcribe.people import Known, post_words
from verbale.transcribe.prose import as_commonmark
from verbale.transcribe.units import Unit

__all__ = ["Attempt", "Old", "Sender", "attempts", "own_words"]

_HOUSE = {
    "letter": ["reference", "date", "classification", "salutation", "body", "close", "signature",
               "enclosures", "copies", "addressees"],
    "note-verbale": ["reference", "classification", "body", "close", "date", "enclosures", "copies",
                     "addressees"],
}  # fmt: skip
"""The parts that the house's layout has, in its order."""


@dataclass
class Old:
    """An old letter as it was read."""

    told: Parted
    texts: dict[Unit, str]
    width: int
    found: Gathered
    known: Known

    @property
    def headed(self) -> bool:
        """Whether a letterhead stands above it, by which it is seen whose it is."""
        return self.told.parts[0].name == "letterhead"


@dataclass(frozen=True, slots=True)
class Sender:
    """What tells that an office sent a letter."""

    place: str = ""
    names: tuple[str, ...] = ()
    """How it and its head call themselves."""
    head: str = ""
    """The name of who signs for it."""


@dataclass
class Attempt:
    """One spec that may say what the letter says."""

    keys: dict[str, Any]
    guesses: list[Guess] = field(default_factory=list)
    house: bool = False
    """Whether the house's layout words its head and its foot."""


def own_words(old: Old, *, headed: bool = True) -> str:
    """Give the letter's own words, in its own order, line by line.

    Args:
        old: the letter.
        headed: whether a letterhead at its top is among them.
    """
    out: list[str] = []
    first = 1 if old.headed and not headed else 0
    for part in old.told.parts[first:]:
        if part.name in ("body", "annex", "notes"):
            out += ["\n".join(unit.rows) if unit.table else old.texts[unit] for unit in part.units]
        else:
            out.append(_rows(part, old))
    return "\n\n".join(out)


def _rows(part: Part, old: Old) -> str:
    """Give a part's lines; one that is a wrapped sentence on one line."""
    blocks = []
    for unit in part.units:
        longest = max(len(row) for row in unit.rows)
        sentence = (
            part.name in ("close", "subject", "salutation", "other") and longest > old.width * 0.6
        )
        blocks.append(old.texts[unit] if sentence else "\n".join(unit.rows))
    between = "\n\n" if part.name == "signature" else "\n"
    return between.join(blocks)


def attempts(
    old: Old, offices: Mapping[str, Sender], templated: Collection[str]
) -> Iterator[Attempt]:
    """Make specs, the surest first; the last one keeps everything as it stands.

    Args:
        old: the letter.
        offices: the project's offices by their keys, the default first.
        templated: the kinds that have a template in the letter's language.
    """
    body = [unit for part in old.told.parts if part.name == "body" for unit in part.units]
    texts = [old.texts[unit] for unit in body]
    found = old.found
    titles = [one["title"] for one in found.enclosures]
    many = any(
        "Permanent Representatives" in " ".join(b) or len(found.addressees) > 1
        for b in found.addressees
    )
    kinds: list[Read] = []
    if texts:
        kinds += read(texts, found.close, titles, old.known, templated, many=many)
    plain = Read("note-verbale" if old.told.is_note else "letter")
    plain.before_close = list(range(len(body)))
    if texts and plain.kind == "letter" and (said := replied(texts[0], old.known)):
        plain.note(texts[0], in_reply_to=said)
        plain.before_close = plain.before_close[1:]
    for one in (*kinds, plain):
        if _in_house_order(old, one.kind):
            # Another's letter on an office's paper would be a letter that never was.
            for office in [key for key in offices if _may_send(old, one, texts, offices[key])]:
                first = _attempt(old, one, body, office, offices[office].place, house=True)
                yield first
                if (plainer := _by_lines(old, first)) is not None:
                    yield plainer
    # A letter to one that begins as a circular does is one only where all of it is the house's.
    kept = [one for one in kinds if many or one.kind != "circular"]
    for one in (*kept, plain):
        for office in offices if one is not plain else list(offices)[:1]:
            yield _attempt(old, one, body, office, offices[office].place, house=False)
    if "in_reply_to" in plain.keys:
        plain.keys.clear()
        plain.before_close = list(range(len(body)))
        yield _attempt(old, plain, body, next(iter(offices)), "", house=False)


def _may_send(old: Old, kind: Read, texts: Sequence[str], office: Sender) -> bool:
    """Tell whether an office may have sent the letter: whoever signs it is not another's.

    What a kind words from the first word to the last is the house's, whoever signs.
    """
    if kind.kind == "note-verbale":
        opens = texts[0].casefold() if texts else ""
        return any(opens.startswith(name.casefold()) for name in office.names)
    if kind.kind != "letter":
        return True
    signed = old.found.signatories[0] if old.found.signatories else {}
    post = signed.get("post", "").casefold()
    own = bool(post) and any(post in name.casefold() for name in office.names)
    return own or signed.get("name") == office.head or old.headed


def _by_lines(old: Old, first: Attempt) -> Attempt | None:
    """Give the same spec with the address line by line; None where it is so already."""
    lines = [addressee(one, old.known, structured=False) for one in old.found.addressees]
    if first.keys["addressees"] == lines:
        return None
    keys = dict(first.keys) | {"addressees": lines}
    if "salutation" not in keys and keys["kind"] != "note-verbale":
        keys["salutation"] = _vocative(old)
    return Attempt(keys, first.guesses, house=True)


def _vocative(old: Old) -> str:
    return old.found.salutation.strip(' ,:;!：，،“”"')


def _in_house_order(old: Old, kind: str) -> bool:
    """Tell whether the house's layout may word the letter's head and foot."""
    order = _HOUSE["note-verbale" if kind == "note-verbale" else "letter"]
    names = [part.name for part in old.told.parts if part.name != "letterhead"]
    if any(name not in order for name in names) or len(set(names)) < len(names):
        return False
    places = [order.index(name) for name in names]
    needed = {"addressees"} | (
        set() if kind == "note-verbale" else {"salutation", "close", "signature"}
    )
    return places == sorted(places) and needed <= set(names)


def _attempt(
    old: Old, kind: Read, body: Sequence[Unit], office: str, place: str, *, house: bool
) -> Attempt:
    found, language = old.found, old.known.language
    guesses = list(found.guesses)
    keys: dict[str, Any] = {"kind": kind.kind, "language": language.language, "office": office}
    if found.reference:
        keys["reference"] = found.reference
    if found.day:
        keys["date"] = found.day
        # A note is dated at the office's own place, unless it names another.
        if found.place and not (kind.kind == "note-verbale" and found.place == place):
            keys["place"] = found.place
    else:
        keys["as_of"] = found.as_of
    if found.classification:
        keys["classification"] = found.classification
    if found.subject and not house:
        keys["subject"] = found.subject
    is_note = kind.kind == "note-verbale"
    addressees = [addressee(one, old.known, structured=house) for one in found.addressees]
    if not is_note:
        keys |= _signed(old, house=house)
    vocative = _vocative(old)
    high = language.vocatives.get("excellency", "")
    implied = (
        house and vocative == high and addressees and all("lines" not in one for one in addressees)
    )
    if vocative and not implied and not is_note:
        keys["salutation"] = vocative
    keys["addressees"] = (
        addressees[0].get("list")
        if len(addressees) == 1 and "list" in addressees[0]
        else addressees
    ) or None
    own = dict(kind.keys)
    keys |= own
    guesses += [Guess(key, words) for key, words in kind.rests_on.items() if key in own]
    _prose(keys, kind, body, old)
    if found.enclosures:
        keys["enclosures"] = [one if len(one) > 1 else one["title"] for one in found.enclosures]
    if found.copies:
        keys["copies"] = list(found.copies)
    if not house:
        if is_note and "courtesies" not in keys:
            keys["courtesies"] = False
        keys["original"] = _original(old)
    _mentions(keys, found)
    return Attempt(keys, guesses, house)


def _signed(old: Old, *, house: bool) -> dict[str, Any]:
    """Name who signs."""
    if not old.found.signatories:
        return {} if house else {"sender": None}
    first = dict(old.found.signatories[0])
    post = first.pop("post", "")
    if house and post:
        first |= post_words(post, old.known)
    return {"sender": first}


def _prose(keys: dict[str, Any], kind: Read, body: Sequence[Unit], old: Old) -> None:
    """Put the drafter's own paragraphs where the kind has room for them."""

    def words(which: Sequence[int]) -> str:
        return as_commonmark([body[i] for i in which], old.texts, old.width)

    if kind.changed:
        keys["paragraphs"] = {
            name: None
            if how == "null"
            else words(which)
            if how == "instead"
            else {how: words(which)}
            for name, (how, which) in kind.changed.items()
        }
    if kind.before_close:
        keys["body"] = words(kind.before_close)


def _mentions(keys: dict[str, Any], found: Gathered) -> None:
    """Name what the words name and no key of the kind says, so that it can be found."""
    said: dict[str, Any] = {}
    if found.references and "references" not in keys:
        said["references"] = [
            {"symbol": one.symbol} | ({"adopted": one.adopted} if one.adopted else {})
            for one in found.references[:100]
        ]
    if found.appointees and "appointees" not in keys:
        said["appointees"] = found.appointees[:100]
        if found.role:
            said["role"] = found.role
    if said:
        keys["mentions"] = said


def _original(old: Old) -> list[Mapping[str, Any]]:
    """Give the parts in their order, with their own words."""
    out: list[Mapping[str, Any]] = []
    addressed = False
    for part in old.told.parts:
        if part.name == "body" or (part.name == "addressees" and not addressed):
            out.append({part.name: None})
            addressed = addressed or part.name == "addressees"
        elif part.name in ("annex", "notes"):
            out.append({part.name: as_commonmark(part.units, old.texts, old.width)})
        else:
            name = "other" if part.name == "addressees" else part.name
            out.append({name: _rows(part, old)})
    return out
