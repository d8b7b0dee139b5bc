"""Makes letters again from their records alone, and says whether they are what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from verbale.archive.faults import said
from verbale.archive.keep import copies_of, fonts_of, page_of
from verbale.archive.record_v1 import KeptCopy, KeptPart
from verbale.archive.records import LetterKept
from verbale.archive.store import Store, sha256
from verbale.document import Copy, Font, Page
from verbale.problems import Problem

__all__ = ["Pictures", "Remade", "Result", "Typeset", "TypesetCopy", "reproduce"]

Result = Literal["identical", "same-picture", "different", "failed"]


class TypesetCopy(Protocol):
    """A copy as the typesetter gives it."""

    @property
    def data(self) -> bytes | None:
        """The PDF, if it could be made."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What went wrong."""


Typeset = Callable[[Page, Sequence[Copy], str], Sequence[TypesetCopy]]
"""Typesets copies of a page; the last argument says why each is laid out in full."""
Pictures = Callable[[bytes], Sequence[bytes]]
"""Draws the pages of a PDF: the bytes of their pixels, the same for the same picture."""


@dataclass(frozen=True, slots=True)
class Remade:
    """One copy, made again."""

    number: int
    """Of the copy, in the order of the record."""
    copy: KeptCopy
    result: Result
    data: bytes = b""
    why: str = ""
    """What failed, or which pages differ."""
    different_pages: tuple[int, ...] = ()
    """From 1."""
    versions: tuple[tuple[str, str, str], ...] = ()
    """Of what was another version: its name, then, and now."""


def reproduce(
    store: Store,
    record: LetterKept,
    typeset: Typeset,
    pictures: Pictures,
    bundled: Sequence[Font],
    made_with: Mapping[str, str],
) -> Iterator[Remade]:
    """Make every copy of a letter again, part by part.

    What is typeset comes from the record's page, lines, images and fonts: no template, no setting
    and no list is looked at, and the PDF that was kept only after the new one is made.

    Args:
        store: the archive.
        record: the letter.
        typeset: typesets copies of a page.
        pictures: draws the pages of a PDF.
        bundled: the fonts that the typesetter has of its own.
        made_with: the versions of today.
    """
    versions = tuple(
        (name, record.made_with.get(name, ""), made_with.get(name, ""))
        for name in sorted({*record.made_with, *made_with})
        if record.made_with.get(name, "") != made_with.get(name, "")
    )
    number = 0
    is_set_in_bundled = _is_set_in(record, bundled)
    for part in record.parts:
        try:
            fonts = () if is_set_in_bundled else fonts_of(store, record)
            page = page_of(store, part.page, fonts)
            own = copies_of(store, part)
            made = typeset(page, own, _why(part))
            screens = [sha256(page.of(one).screen.encode()) for one in own]
        except (OSError, ValueError, KeyError) as error:
            for copy in part.copies:
                yield Remade(number, copy, "failed", why=f"what it was made of: {_lost(error)}")
                number += 1
            continue
        for copy, html, one in zip(part.copies, screens, made, strict=True):
            if one.data is None:
                why = "; ".join(found.message for found in one.problems)
                yield Remade(number, copy, "failed", why=why, versions=versions)
            else:
                remade = _compared(store, number, copy, one.data, pictures, versions)
                if copy.html not in (None, html) and remade.result in ("identical", "same-picture"):
                    why = "its page for browsers is another"
                    remade = replace(remade, result="different", why=why)
                yield remade
            number += 1


def _why(part: KeptPart) -> str:
    """Say why copies are laid out in full; a letter without slots always is."""
    return part.full or ("" if part.copies[0].slots else "it has no slots")


def _is_set_in(record: LetterKept, bundled: Sequence[Font]) -> bool:
    """Tell whether the fonts of a record are those that are bundled now."""
    now = [(f.url, sha256(f.data), f.family, f.weight, f.style) for f in bundled]
    then = [(f.name, f.sha256, f.family, f.weight, f.style) for f in record.fonts]
    return now == then


def _compared(
    store: Store,
    number: int,
    copy: KeptCopy,
    data: bytes,
    pictures: Pictures,
    versions: tuple[tuple[str, str, str], ...],
) -> Remade:
    if sha256(data) == copy.pdf:
        return Remade(number, copy, "identical", data, versions=versions)
    try:
        before, after = pictures(store.get(copy.pdf)), pictures(data)
    except (OSError, ValueError) as error:
        why = f"the kept PDF cannot be compared: {_lost(error)}"
        return Remade(number, copy, "failed", data, why, versions=versions)
    different = tuple(
        page + 1
        for page in range(max(len(before), len(after)))
        if page >= len(before) or page >= len(after) or before[page] != after[page]
    )
    if not different:
        return Remade(number, copy, "same-picture", data, versions=versions)
    pages = ", ".join(map(str, different))
    many = len(different) > 1
    why = f"page{'s' if many else ''} {pages} {'look' if many else 'looks'} different"
    return Remade(number, copy, "different", data, why, different, versions)


def _lost(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the line {error} of its page is not kept"
    return "a blob is missing" if isinstance(error, FileNotFoundError) else said(error)
