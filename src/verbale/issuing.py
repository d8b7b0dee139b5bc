"""A letter is issued: numbered, dated, typeset and kept; then it is in the archive for good."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from verbale import page as pages
from verbale import pipeline, reviewing
from verbale.archive import keep, records, register
from verbale.archive.faults import refused, spoilt, superseded, unreadable
from verbale.archive.records import LetterKept, Record
from verbale.archive.store import Store, sha256
from verbale.destinations import Shown
from verbale.document import Copy
from verbale.given_out import give_out
from verbale.numbering import following
from verbale.problems import Outcome, Problem, Severity, problem
from verbale.project import Project
from verbale.spec.model import LetterSpec
from verbale.spec.named import states_named
from verbale.spec.tree import SourceText
from verbale.typeset import chinese, fonts
from verbale.typeset.versions import loaded_versions

__all__ = ["Issued", "Order", "issue", "made_for_one", "states_of"]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for."""

    folder: Path
    """Where the files go as well."""
    made: datetime
    """Now, in UTC."""
    day: date
    """Today, where the office is."""
    date: date | None = None
    """The letter's date, if it is not the spec's own or today."""
    to: str | None = None
    by: str = ""
    """Who gives the command."""
    jobs: int = 1
    waiting: Callable[[], None] = lambda: None
    """Called where another process holds the archive."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of it."""

    problems: tuple[Problem, ...]
    record: LetterKept | None = None
    files: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing was issued, or its files could not be written."""
        return any(one.stops for one in self.problems)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A spec with the date and the number that it gets."""

    spec: LetterSpec
    counter: tuple[str, int] | None
    corrects: str = ""


def issue(project: Project, spec: Path, order: Order, *, shown: Shown = str) -> Issued:
    """Issue a letter, to its addressees or to each recipient of a list, under one number.

    Args:
        project: the project.
        spec: the letter; it is not changed.
        order: when, to whom, where to.
        shown: how messages name files.
    """
    read = pipeline.opened(project, spec, shown)
    if read.value is None:
        return Issued(read.problems)
    source, parsed = read.value
    old = (pipeline.located(project, source, one) for one in _not_old(parsed))
    found = (*map(_refusing, read.problems), *old)
    if any(one.stops for one in found):
        return Issued(found)
    store = Store(project.archive, order.waiting)
    try:
        with store.alone():
            done = _issued(project, store, spec, source, parsed, order)
    except OSError as error:
        return Issued((*found, refused(store, error)))
    except ValueError as error:
        return Issued((*found, unreadable(store, error)))
    placed = tuple(pipeline.located(project, source, one) for one in done.problems)
    if done.value is None:
        return Issued((*found, *placed))
    written = give_out(store, done.value, spec, order.folder)
    problems = (*found, *placed, *written.problems)
    return Issued(problems, done.value, written.value or ())


def _not_old(spec: LetterSpec) -> Iterator[Problem]:
    """Refuse to issue a letter anew that was sent long ago."""
    if spec.original:
        message = "this is an old letter, in its own words: it was sent already"
        hint = "verbale archive add files it under its own number and date"
        yield problem("old-letter", "original", message, hint)


def _refusing(found: Problem) -> Problem:
    """Take for an error what a draft may have and a letter that is sent may not."""
    return found.raised_to(Severity.ERROR) if found.code == "placeholder" else found


def _issued(
    project: Project,
    store: Store,
    path: Path,
    source: SourceText,
    parsed: LetterSpec,
    order: Order,
) -> Outcome[LetterKept]:
    """Number, make and keep a letter; the archive is held alone.

    Raises:
        OSError: the archive cannot be written to.
        ValueError: a record is not what it was.
    """
    written = source.raw
    last = store.last()
    before = records.read(store.raw(last.sequence)) if last.sequence else None
    numbered = _numbered(project, store, written, parsed, order, before)
    if numbered.value is None:
        return Outcome(None, numbered.problems)
    spec = numbered.value.spec
    if order.to:
        # Loaded where it is asked for: a letter to one needs nothing of it.
        from verbale import preparing
        from verbale.issuing_to_many import to_many

        sent = preparing.Order(order.to, Path(), jobs=order.jobs, screen=True, today=order.day)
        made = to_many(project, store, source, spec, sent)
    else:
        made = made_for_one(project, store, spec, order.day)
    found = (*numbered.problems, *made.problems)
    if made.value is None or any(one.stops for one in found):
        return Outcome(None, found)
    all_made = made.value
    what = keep.What(
        status="issued",
        sides=all_made.sides,
        spec=(os.fsencode(path.name).decode("utf-8", "replace"), written),
        states=tuple(sorted({*all_made.states, *states_of(project, spec)})),
        templates=project.templates.files,
        fonts=fonts.all_of(all_made.needs_chinese),
        made=order.made,
        made_with=loaded_versions(),
        counter=numbered.value.counter,
        corrects=numbered.value.corrects,
        mailing_list=all_made.mailing_list,
        coverage=all_made.coverage,
        sent_to=all_made.mailing_list[0] if all_made.mailing_list else order.to or "",
        made_by=order.by,
        excuses={one.code: one.excused for one in found if one.excused},
    )
    counters = before.counters if before is not None else {}
    return Outcome(keep.keep_letter(store, last, counters, what, all_made.parts), found)


def _numbered(
    project: Project,
    store: Store,
    written: bytes,
    parsed: LetterSpec,
    order: Order,
    before: Record | None,
) -> Outcome[_Numbered]:
    """Give a spec its date and the office's next number."""
    found: list[Problem] = []
    if order.date is not None and parsed.date not in (None, order.date):
        message = f"the spec has a date of its own: {parsed.date}"
        found.append(problem("dates-disagree", "date", message, "leave out one of the two"))
    day = parsed.date or order.date or order.day
    if parsed.date is None and order.date is None and parsed.as_of not in (None, day):
        message = f"the letter is dated today, {day}, and its States and posts are those of today"
        hint = f"give --date {parsed.as_of} if the letter is of that day"
        found.append(problem("dates-disagree", "as_of", message, hint).raised_to(Severity.WARNING))
    reference, counter = parsed.reference or "", None
    office = project.office(parsed.office)
    key = parsed.office or project.default_office
    corrects = ""
    with register.opened(store, for_numbers=True) as known:
        if reference and (taken := known.numbered(reference)) is not None:
            message = f"{reference} is the number of letter {taken.id}"
            hint = "leave reference out, and the next number is given"
            found.append(problem("number-taken", "reference", message, hint))
        elif not reference and office is not None and office.number:
            name = f"{key}/{day.year}"
            given = before.counters.get(name, 0) if before is not None else 0
            given = max(given, office.last_numbers.get(str(day.year), 0))
            reference, serial = following(
                office.number, day.year, given, lambda one: known.numbered(one) is not None
            )
            counter = (name, serial)
        if parsed.corrects:
            old = known.get(parsed.corrects)
            if old is not None:
                corrects = old.id
                found += superseded(store, old)
            else:
                message = f'there is no letter "{parsed.corrects}" in the archive'
                hint = "write its number or its id: verbale archive list shows them"
                found.append(problem("unknown-letter", "corrects", message, hint))
        same = known.issued_from(sha256(written))
        if same is not None:
            message = f"this very spec was issued before, as {same.called}"
            hint = f"if once was meant: archive void recalls one, archive get {same.id} gives files"
            found.append(problem("issued-before", "", message, hint))
        found += [spoilt(store, *one) for one in known.unread]
    if any(one.stops for one in found):
        return Outcome(None, tuple(found))
    update = {"date": day, "as_of": None, "reference": reference or None}
    changed = parsed.model_copy(update=update)
    return Outcome(_Numbered(changed, counter, corrects), tuple(found))


def made_for_one(
    project: Project, store: Store, spec: LetterSpec, today: date | None = None
) -> Outcome[keep.MadeAll]:
    """Make and keep a letter to its own addressees, in each of its languages."""
    found: list[Problem] = []
    sides, parts, chinese_pages = [], [], 0
    for code in spec.in_languages:
        made = pipeline.made(project, spec, code, today=today)
        found += made.problems
        one = made.value
        if one is None or one.pdf is None:
            continue
        chinese_pages += chinese.is_needed(one.page)
        sides.append(keep.SideMade(one.letter, pages.plain_text(one.page)))
        copy = keep.CopyMade(
            Copy(one.page.title, {}, one.page.letter_json), one.pdf.data, one.pdf.pages
        )
        parts.append(keep.keep_part(store, one.page, "", [copy]))
    good = len(parts) == len(spec.in_languages) and not any(one.stops for one in found)
    if good:
        found += reviewing.unused(reviewing.policy_of(project, spec), found, page=True)
    made_all = keep.MadeAll(tuple(sides), tuple(parts), chinese_pages > 0)
    return Outcome(made_all if good else None, tuple(dict.fromkeys(found)))


def states_of(project: Project, spec: LetterSpec) -> Iterator[str]:
    """Give the codes of the States that a spec names."""
    as_of, states = spec.counts_as_of, project.states.value
    if states is not None and as_of is not None:
        found = (states.find(named, as_of, "en") for named in states_named(spec))
        yield from (one.code for one in found if one is not None)
