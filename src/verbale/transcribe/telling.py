"""Tells an old letter's parts: head, salutation, body, close, signature, and what goes with it."""

from __future__ import annotations

from verbale.protocol.languages import Language
from verbale.transcribe.body import limits
from verbale.transcribe.formulas import formulas, label
from verbale.transcribe.head import tell_head
from verbale.transcribe.opened import opened
from verbale.transcribe.parts import Parted
from verbale.transcribe.tail import tell_tail
from verbale.transcribe.undo import Undone

__all__ = ["parted"]


def parted(undone: Undone, language: Language) -> Parted:
    """Tell the parts of a letter.

    Args:
        undone: its text without its pages.
        language: the words of its language.

    Returns:
        Its parts in its own order, all units in one of them. ``evidence`` says how much speaks for
        a letter at all: salutation, close, formula and the like, one to four each.

    Raises:
        KeyError: the language is none of the six.
    """
    forms = formulas(language.language)
    at = limits(opened(undone, language), language)
    units = at.units
    body = units[at.first : at.end]
    beginning = " ".join(unit.text for unit in body[:2])[:600]
    found = Parted(is_note=forms.note.search(beginning) is not None)
    found.evidence += 4 * found.is_note + 2 * at.titled
    found.evidence += 2 * bool(forms.opening.search(beginning))
    tell_head(found, units[: at.top], language)
    if at.top < at.first:
        found.add("salutation", units[at.top : at.first])
        found.evidence += 2
    # A subject may stand between the salutation and the body.
    if body and label("subject", body[0].text) and len(body[0].text) < 250:
        found.add("subject", body[:1])
        body = body[1:]
    found.add("body", body)
    closed = at.end < at.close_end
    if closed:
        found.add("close", units[at.end : at.close_end])
        found.evidence += 2
    tell_tail(found, units[at.close_end :], language, closed=closed)
    return found
