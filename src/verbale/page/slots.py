"""Slots: the lines of a page that differ by recipient, and how a copy gets its own."""

from __future__ import annotations

import re
from html import escape

from verbale.document import Copy, Page
from verbale.letter import Facts, Letter, Named, as_json
from verbale.page.care import Care
from verbale.protocol.languages import Language

__all__ = ["Copies", "address_rows", "names", "shape", "slot_values"]

_SLOT = re.compile(r'<span class="slot" data-slot="([\w.]+)">')
_ROW = 78
"""Some 78 characters go into a row of the address; a longer line takes two."""


def slot_values(letter: Letter) -> dict[str, str]:
    """Give the text of every slot that a letter's template may mark, by the slot's name."""
    return _address_values(letter) | _recipient_values(letter)


def _address_values(letter: Letter) -> dict[str, str]:
    return {
        f"address.{b}.{i}": line
        for b, block in enumerate(letter.addressed)
        for i, line in enumerate(block.lines)
    }


def _recipient_values(letter: Letter) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in (letter.recipient or {}).items():
        inner = value.items() if isinstance(value, Facts) else ()
        found |= {f"{name}.{key}": str(one) for key, one in inner}
        if isinstance(value, str):
            found[name] = value
    return found


def address_rows(letter: Letter) -> int:
    """Count the rows that the addressees take, with an empty one between two."""
    rows = (1 + (len(line) - 1) // _ROW for block in letter.addressed for line in block.lines)
    return sum(rows) + len(letter.addressed) - 1


def shape(letter: Letter) -> tuple[int, ...]:
    """Give what of the addressees shapes the page: lines of each, and the rows of them all."""
    return (*(len(block.lines) for block in letter.addressed), address_rows(letter))


def names(letter: Letter) -> tuple[str, ...]:
    """Give the names of all persons of a letter, as care keeps them together."""
    found: list[str] = []
    for value in (letter.sender, *letter.fields.values()):
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Named):
                found += [one.name, one.again]
    return tuple(found)


class Copies:
    """Makes what each recipient's copy of a common page has of its own."""

    def __init__(self, letter: Letter, language: Language) -> None:
        # The common letter tells the names that care keeps together; they are the same in all.
        self._care = Care(language, names(letter))
        self._page: Page | None = None
        self._names: tuple[str, ...] = ()

    def of(self, page: Page, letter: Letter, title: str) -> Copy:
        """Give what a recipient's letter puts into the slots of the common page."""
        if page is not self._page:
            self._page, self._names = page, tuple(dict.fromkeys(_SLOT.findall(page.html)))
        values = _address_values(letter)
        if not values.keys() >= set(self._names):
            values |= _recipient_values(letter)
        care = self._care.text
        slots = {n: escape(care(values[n]), quote=False) for n in self._names}
        return Copy(title, slots, as_json(letter) if letter.office.embeds_letter else None)
