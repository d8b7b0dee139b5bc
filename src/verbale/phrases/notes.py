"""Tells in some words what a phrase is used for, from the group that it stands in."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["note_of"]

_GROUPS = {
    "date": "How a date is written.",
    "first": "The first day of a month, where it is written differently.",
    "months": "A month, as it stands in a date.",
    "weekdays": "A day of the week.",
    "clock": "A time of day.",
    "joined": "What stands between the things of a list, with its spaces.",
    "quotes": "Quotation marks: the one that opens, and the one that closes.",
    "pronouns": "How a person is referred to; n is an office, many are several.",
    "nouns": "A document that is cited.",
    "organs": "The organ whose document is cited, before or after the noun.",
    "furniture": "A word of the page, outside the text.",
    "classifications": "The line that says who may read the letter.",
    "vocatives": "How the reader is addressed, in salutation and close.",
    "titles": "A title before a name.",
    "posts": "A post.",
    "vacant": "How a post is addressed that nobody holds.",
    "again_by_words": "How one is named again whose post begins with these words.",
    "opens": "How a letter opens.",
    "post_of": "A post that is written in words, with its State.",
    "mission": "A line of the address of a permanent mission.",
    "representative": "A line of the address of a permanent representative without name.",
    "representatives": "A line of the address of several of them.",
    "observer_mission": "A line of the address of an observer mission.",
    "observer": "A line of the address of a permanent observer without name.",
    "observers": "A line of the address of several of them.",
    "persons": "A word by which a note's author is known to be a person.",
    "offices": "A word by which a note's author is known to be an office.",
    "roles": "The role that somebody is appointed to.",
    "lists": "How all who are on a mailing list are addressed.",
    "formulas": "A fixed sentence of letters.",
    "translated": "A word on a letter that is a translation.",
}
_KEYS = {
    "written_out": "A line above the name in an address.",
    "addressed": "As it stands in an address, under the name.",
    "at": "The line after it in an address.",
    "again": "The title by which its holder is named again.",
    "again_many": "The same for several.",
    "vocative": "How its holder is addressed who is no Excellency.",
    "opens": "How a letter of its holder opens.",
    "for_state": "For one State alone.",
    "in_text": "As it is named in a sentence.",
    "cases": "In this grammatical case.",
    "before_vowel": "Before a vowel.",
    "one": "One.",
    "many": "Several.",
    "this": "One, pointed at.",
    "these": "Several, pointed at.",
}
_GENDERS = {"m": "Of a man.", "f": "Of a woman."}
_BY_GENDER = frozenset({"posts", "roles", "nouns", "titles", "vacant", "again_by_words"})


def note_of(steps: Sequence[str]) -> str:
    """Tell what a phrase is used for; that of its group, with what its own keys add."""
    group = steps[0]
    said = _GROUPS.get(group) or _GROUPS.get(group.removesuffix("_in_text"), "")
    notes = [said or f"Words of the group {group}."]
    if group.endswith("_in_text"):
        notes = ["As it is named in a sentence."]
    notes += [_KEYS[step] for step in steps[1:] if step in _KEYS]
    if len(steps) > 1 and group in _BY_GENDER:
        notes += [_GENDERS[steps[-1]]] if steps[-1] in _GENDERS else []
    return " ".join(notes)
