"""Reads an old letter as each of the kinds that Verbale words itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from verbale.transcribe.house.appointment import appointment
from verbale.transcribe.house.circular import circular
from verbale.transcribe.house.found import LANGUAGE, Read
from verbale.transcribe.house.invitation import invitation
from verbale.transcribe.house.note import note
from verbale.transcribe.house.transmittal import transmittal
from verbale.transcribe.people import Known

__all__ = ["read"]


def read(
    texts: Sequence[str],
    close: str,
    enclosures: Sequence[str],
    known: Known,
    kinds: Collection[str],
    *,
    many: bool,
) -> Iterator[Read]:
    """Read a letter as each kind whose defining paragraph it has.

    Args:
        texts: its paragraphs, one at least.
        close: the words of its close.
        enclosures: the titles of its enclosures.
        known: what people and days are told by.
        kinds: those that have a template in its language.
        many: whether it goes to several.
    """
    if known.language.language != LANGUAGE:
        return
    # The most telling words first: any letter may begin as a circular does.
    readers: dict[str, Callable[[], Read | None]] = {
        "appointment": lambda: appointment(texts, known),
        "invitation": lambda: invitation(texts, known),
        "transmittal": lambda: transmittal(texts, enclosures, known),
        "circular": lambda: circular(texts, known, many=many),
        "note-verbale": lambda: note(texts, close, known),
    }
    for kind, reader in readers.items():
        found = reader() if kind in kinds else None
        if found is not None:
            yield found
            if found.keys.get("on_behalf_of") == "the Secretary-General":
                # So opens the letter of an Under-Secretary-General, whatever it transmits.
                own = {key: value for key, value in found.keys.items() if key != "on_behalf_of"}
                yield replace(found, keys=own)
