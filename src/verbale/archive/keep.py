"""Puts letters into the archive, and takes what they were typeset from out of it again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from verbale.archive import describe, records
from verbale.archive.record_v1 import (
    EDITION,
    KeptCopy,
    KeptFile,
    KeptFont,
    KeptPage,
    KeptPart,
    KeptSide,
    LetterKept,
    Record,
    Voided,
)
from verbale.archive.store import Head, Store, sha256
from verbale.document import Copy, Font, Page, Sheet
from verbale.letter import Letter, as_json

__all__ = [
    "CopyMade",
    "MadeAll",
    "SideMade",
    "What",
    "copies_of",
    "fonts_of",
    "keep_letter",
    "keep_part",
    "keep_void",
    "page_of",
]


@dataclass(frozen=True, slots=True)
class CopyMade:
    """One copy as it was made."""

    copy: Copy
    pdf: bytes
    pages: int
    id: str = ""
    mission: str = ""
    state: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class SideMade:
    """The letter in one language, and its words."""

    letter: Letter
    text: str


@dataclass(frozen=True, slots=True)
class What:
    """What a letter is, beside its pages."""

    status: str
    sides: tuple[SideMade, ...]
    spec: tuple[str, bytes]
    states: tuple[str, ...]
    templates: Mapping[str, bytes]
    fonts: tuple[Font, ...]
    made: datetime
    made_with: Mapping[str, str]
    counter: tuple[str, int] | None = None
    """The office and year whose serial this letter takes, and the serial."""
    corrects: str = ""
    mailing_list: tuple[str, bytes] | None = None
    coverage: bytes | None = None
    sent_to: str = ""
    made_by: str = ""
    scan: tuple[str, bytes] | None = None
    excuses: Mapping[str, str] = field(default_factory=dict)
    """What was found and excused, by the rule's code, and why."""


@dataclass(frozen=True, slots=True)
class MadeAll:
    """A letter as it was made, for all who get it; its parts are kept."""

    sides: tuple[SideMade, ...]
    parts: tuple[KeptPart, ...]
    needs_chinese: bool = False
    """Whether the Chinese font is among those it was set in."""
    states: frozenset[str] = frozenset()
    """Of the recipients."""
    mailing_list: tuple[str, bytes] | None = None
    coverage: bytes | None = None
    """Which Members are written to, as JSON."""


def keep_part(store: Store, page: Page, full: str, copies: Sequence[CopyMade]) -> KeptPart:
    """Keep copies of a page, and all that they were typeset from.

    Raises:
        OSError: it cannot be written.
    """
    names = store.put(one.pdf for one in copies)
    kept = tuple(
        KeptCopy(
            id=one.id,
            mission=one.mission,
            state=one.state,
            title=one.copy.title,
            slots=dict(one.copy.slots),
            pages=one.pages,
            pdf=name,
            letter_json=_kept_json(store, one.copy),
            email=one.email,
            html=sha256(page.of(one.copy).screen.encode()),
        )
        for one, name in zip(copies, names, strict=True)
    )
    return KeptPart(page=_keep_page(store, page), full=full, copies=kept)


def _kept_json(store: Store, copy: Copy) -> str | None:
    return None if copy.letter_json is None else store.put([copy.letter_json.encode()])[0]


def copies_of(store: Store, kept: KeptPart) -> list[Copy]:
    """Give what each copy of a page has of its own.

    Raises:
        OSError: a blob is not there.
        ValueError: a blob is not what it was.
    """
    return [
        Copy(
            one.title,
            one.slots,
            None if one.letter_json is None else store.get(one.letter_json).decode(),
        )
        for one in kept.copies
    ]


def _keep_page(store: Store, page: Page) -> KeptPage:
    html, screen = store.put([page.html.encode(), page.screen.encode()])
    sheets = store.put(sheet.text.encode() for sheet in page.stylesheets)
    assets = store.put(page.assets.values())
    return KeptPage(
        title=page.title,
        language=page.language,
        html=html,
        screen=screen,
        # Where they lay on this machine is of no use to anybody.
        sheets=_files([one.file.rpartition("templates/")[2] for one in page.stylesheets], sheets),
        assets=_files(page.assets, assets),
        as_of=page.as_of,
        author=page.author,
    )


def _files(names: Iterable[str], hashes: Iterable[str]) -> tuple[KeptFile, ...]:
    return tuple(
        KeptFile(name=name, sha256=found) for name, found in zip(names, hashes, strict=True)
    )


def page_of(store: Store, kept: KeptPage, fonts: tuple[Font, ...] = ()) -> Page:
    """Give a page as it was when its letter was made.

    Args:
        store: the archive.
        kept: the page.
        fonts: the fonts it was set in, where they are not those that are bundled.

    Raises:
        OSError: a blob is not there.
        ValueError: a blob is not what it was.
    """
    return Page(
        title=kept.title,
        language=kept.language,
        html=store.get(kept.html).decode(),
        screen=store.get(kept.screen).decode(),
        stylesheets=tuple(Sheet(one.name, store.get(one.sha256).decode()) for one in kept.sheets),
        assets={one.name: store.get(one.sha256) for one in kept.assets},
        as_of=kept.as_of,
        author=kept.author,
        fonts=fonts,
    )


def fonts_of(store: Store, record: LetterKept) -> tuple[Font, ...]:
    """Give the fonts a letter was set in.

    Raises:
        OSError: a blob is not there.
        ValueError: a blob is not what it was.
    """
    return tuple(
        Font(one.name, one.family, one.weight, one.style, store.get(one.sha256))
        for one in record.fonts
    )


def keep_letter(
    store: Store,
    last: Head,
    counters: Mapping[str, int],
    what: What,
    parts: Sequence[KeptPart],
) -> LetterKept:
    """Keep a letter of which the parts are kept: with this it is in the archive, and not before.

    Args:
        store: the archive, held alone.
        last: its last record.
        counters: the serials given so far.
        what: the letter.
        parts: its copies.

    Raises:
        OSError: it cannot be written; nothing was added.
        ValueError: it is too large; nothing was added.
    """
    first = what.sides[0].letter
    texts = store.put(side.text.encode() for side in what.sides)
    letters = store.put(as_json(side.letter).encode() for side in what.sides)
    templates = store.put(what.templates.values())
    listing = json.dumps(dict(zip(what.templates, templates, strict=True)), sort_keys=True)
    fonts = store.put(font.data for font in what.fonts)
    record = LetterKept(
        record=EDITION,
        what="letter",
        sequence=last.sequence + 1,
        previous=last.sha256,
        counters=dict(counters) | (dict([what.counter]) if what.counter else {}),
        made=what.made.isoformat(timespec="seconds"),
        made_with=dict(what.made_with),
        made_by=what.made_by,
        status="filed" if what.status == "filed" else "issued",
        reference=first.reference,
        date=first.date,
        corrects=what.corrects,
        dublin_core=describe.dublin_core(
            [side.letter for side in what.sides],
            parts,
            f"{last.sequence + 1:06}",
            what.corrects,
        ),
        kind=first.kind,
        office=first.office.key,
        sender=first.sender.full,
        states=what.states,
        symbols=describe.symbols(first),
        appointees=describe.appointees(first),
        spec=_kept(store, what.spec),
        mailing_list=None if what.mailing_list is None else _kept(store, what.mailing_list),
        sent_to=what.sent_to,
        excuses=dict(what.excuses),
        scan=None if what.scan is None else _kept(store, what.scan),
        classification=first.classification,
        coverage=None if what.coverage is None else store.put([what.coverage])[0],
        templates=store.put([listing.encode()])[0],
        fonts=tuple(
            KeptFont(name=f.url, sha256=name, family=f.family, weight=f.weight, style=f.style)
            for f, name in zip(what.fonts, fonts, strict=True)
        ),
        sides=tuple(
            KeptSide(language=side.letter.language, letter=letter, text=text)
            for side, letter, text in zip(what.sides, letters, texts, strict=True)
        ),
        parts=tuple(parts),
    )
    store.add(record.sequence, records.written(record))
    return record


def keep_void(
    store: Store,
    last: Head,
    before: Record,
    of: str,
    why: str,
    made: datetime,
    made_with: Mapping[str, str],
    made_by: str,
) -> Voided:
    """Note that a letter is recalled.

    Raises:
        OSError: it cannot be written; nothing was added.
    """
    record = Voided(
        record=EDITION,
        what="void",
        sequence=last.sequence + 1,
        previous=last.sha256,
        counters=before.counters,
        made=made.isoformat(timespec="seconds"),
        made_with=dict(made_with),
        made_by=made_by,
        of=of,
        why=why,
    )
    store.add(record.sequence, records.written(record))
    return record


def _kept(store: Store, file: tuple[str, bytes]) -> KeptFile:
    name, data = file
    return KeptFile(name=name, sha256=store.put([data])[0])
