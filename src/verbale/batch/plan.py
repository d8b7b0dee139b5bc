"""Cuts a batch into parts: copies of one page, few enough for one plate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from verbale import rules
from verbale.document import Copy, Page
from verbale.typeset import chinese
from verbale.typeset.versions import versions

__all__ = ["LENGTH", "Part", "parts"]

LENGTH = 1000
"""How many copies share a plate: a plate's lines are laid out at once, which takes memory."""


@dataclass(frozen=True)
class Part:
    """Copies of one page: the unit of work for processes, clusters, and going on."""

    page: Page
    """The common page, its slots marked."""
    copies: tuple[Copy, ...]
    stems: tuple[str, ...]
    formats: tuple[str, ...]
    full: str = ""
    """Why each copy is laid out in full; "" where they are stamped."""
    policy: rules.Policy = rules.AS_THEY_ARE
    """How much what is found on its pages matters."""

    @property
    def needs_chinese(self) -> bool:
        """Whether the Chinese font is among those that some copy is set in."""
        own = (text for copy in self.copies for text in copy.slots.values())
        return chinese.is_needed(self.page, own)

    @cached_property
    def key(self) -> str:
        """Name the part by its content: the same key, the same bytes."""
        page = self.page
        told = {
            "versions": versions(),
            "html": page.html,
            "screen": page.screen if self.formats != ("pdf",) else "",
            "sheets": [sheet.text for sheet in page.stylesheets],
            "assets": {u: hashlib.sha256(data).hexdigest() for u, data in page.assets.items()},
            "as_of": page.as_of.isoformat(),
            "letter": page.letter_json,
            "copies": [[c.title, sorted(c.slots.items()), c.letter_json] for c in self.copies],
            "stems": self.stems,
            "formats": self.formats,
            "full": self.full,
        }
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def parts(
    page: Page,
    copies: Sequence[tuple[str, Copy]],
    formats: tuple[str, ...],
    full: str = "",
    policy: rules.Policy = rules.AS_THEY_ARE,
) -> Iterator[Part]:
    """Cut the copies of one page into parts of a fixed length, in order.

    Args:
        page: the page, its slots marked.
        copies: the name of its files and what each copy has of its own.
        formats: pdf, html, txt.
        full: why each copy is laid out in full, if it is.
        policy: how much what is found on their pages matters.
    """
    for start in range(0, len(copies), LENGTH):
        some = copies[start : start + LENGTH]
        stems = tuple(stem for stem, _ in some)
        yield Part(page, tuple(copy for _, copy in some), stems, formats, full, policy)
