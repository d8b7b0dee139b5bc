"""Plans a batch: settles every copy, checks every row, and fills each page that copies share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from verbale import page as pages
from verbale import rules
from verbale.batch.languages import chosen, findings
from verbale.batch.names import file_names
from verbale.batch.plan import Part, parts
from verbale.document import Copy, Page
from verbale.letter import Letter
from verbale.mailing import MailingList, Recipient
from verbale.problems import Outcome, Place, Problem, problem
from verbale.protocol.languages import Language
from verbale.settle import Known
from verbale.settle.recipients import Clerk

__all__ = ["Plan", "Side", "plan"]

Fills = Callable[[Letter, Language], Outcome[Page]]
"""Fills a letter's template, its slots marked."""

Row = tuple[Recipient, Letter, str]
"""A recipient, its letter, and the name of its files."""
_OUTSIDE = "its template asks for the addressee outside a slot"
_EMBEDS = "each carries its own letter inside"
_ASKED = "layout in full was asked for"


@dataclass(frozen=True, slots=True)
class Side:
    """A letter settled in one language, and who addresses its copies."""

    letter: Letter
    language: Language
    clerk: Clerk
    known: Known
    """The States and the references that are known."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be made: the parts, and each recipient with its letter and its files' name."""

    parts: tuple[Part, ...]
    rows: tuple[Row, ...]


def plan(
    sides: Mapping[str, Side],
    mailing: MailingList,
    fills: Fills,
    *,
    formats: tuple[str, ...],
    pattern: str,
    full_layout: bool,
    taken: Sequence[str] = (),
    policy: rules.Policy = rules.AS_THEY_ARE,
) -> Outcome[Plan]:
    """Plan a batch.

    Args:
        sides: the letter in each of its languages, the first the one of who names none.
        mailing: the list.
        fills: fills a letter's template, its slots marked.
        formats: pdf, html, txt.
        pattern: of the names of files.
        full_layout: whether every copy is laid out in full.
        taken: names of files, without endings, that are for what is no copy.
        policy: how much what is found on pages matters.

    Returns:
        The plan, with all that is wrong with rows and names; nothing has been written.
    """
    found: list[Problem] = []
    settled = []
    for recipient in mailing.recipients:
        outcome = _settled(recipient, sides, mailing)
        found += outcome.problems
        if outcome.value is not None:
            settled.append((recipient, outcome.value))
    names, wrong = file_names(pattern, settled, mailing, taken)
    found += wrong
    # A row whose name is at fault is left out: the caller knows whether that is allowed.
    at_fault = {one.place for one in wrong if one.stops}
    rows = tuple(
        (recipient, letter, name)
        for (recipient, letter), name in zip(settled, names, strict=bool(names))
        if mailing.place(recipient) not in at_fault
    )
    if not rows:
        return Outcome(None, tuple(found))
    found += findings([recipient for recipient, _, _ in rows], tuple(sides), mailing)
    cut: list[Part] = []
    for side_rows in _by_language(rows).values():
        side = sides[side_rows[0][1].language]
        outcome_parts = _parts(
            side,
            side_rows,
            mailing,
            fills,
            formats,
            full_layout=full_layout,
            policy=policy,
        )
        found += outcome_parts.problems
        cut += outcome_parts.value or ()
    made = {stem for part in cut for stem in part.stems}
    kept = tuple(row for row in rows if row[2] in made)
    if not kept:
        return Outcome(None, tuple(dict.fromkeys(found)))
    return Outcome(Plan(tuple(cut), kept), tuple(dict.fromkeys(found)))


def _settled(
    recipient: Recipient, sides: Mapping[str, Side], mailing: MailingList
) -> Outcome[Letter]:
    """Settle one row, in its language; what is wrong is placed on it."""
    where = mailing.place(recipient)
    language = chosen(recipient, tuple(sides))
    if language is None:
        message = f'the letter is not written in "{recipient.language}"'
        hint = f"it is in {', '.join(sides)}: write one of them, or add the language to the spec"
        return Outcome(None, (problem("unknown-language", where, message, hint),))
    outcome = sides[language].clerk.letter(recipient)
    return Outcome(outcome.value, tuple(_placed(one, where) for one in outcome.problems))


def _placed(found: Problem, where: Place) -> Problem:
    if not found.place.path.startswith("recipient") and found.place.path:
        return found
    column = found.place.path.rpartition(".")[2].removeprefix("recipient")
    return replace(
        found, place=where, message=f"{column}: {found.message}" if column else found.message
    )


def _by_language(
    rows: Sequence[Row],
) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[1].language, []).append(row)
    return found


def _parts(
    side: Side,
    rows: Sequence[Row],
    mailing: MailingList,
    fills: Fills,
    formats: tuple[str, ...],
    *,
    full_layout: bool,
    policy: rules.Policy,
) -> Outcome[list[Part]]:
    """Cut the rows of one language into parts: those whose pages differ by their slots alone."""
    copies = pages.Copies(side.letter, side.language)
    found: list[Problem] = []
    groups: dict[object, list[Row]] = {}
    sample = fills(rows[0][1], side.language)
    if sample.value is None:
        return Outcome(None, sample.problems)
    reads = sample.value.reads
    for row in rows:
        groups.setdefault(_key(row[1], reads), []).append(row)
    cut: list[Part] = []
    own = bool(reads & {"addressed", "recipient"})
    for some in groups.values():
        first = some[0][1]
        outcome = sample if first is rows[0][1] else fills(first, side.language)
        found += outcome.problems
        if outcome.value is None:
            continue
        page = outcome.value
        named = []
        for recipient, letter, name in some:
            copy = copies.of(page, letter, _title(page, recipient, letter))
            missing = _missing_glyph(copy, letter)
            if missing is None:
                named.append((name, copy))
            else:
                found.append(missing.at(mailing.place(recipient)))
        embeds = _EMBEDS if first.office.embeds_letter else ""
        why = _ASKED if full_layout else _OUTSIDE if own else embeds
        cut += parts(page, named, formats, why, policy)
    return Outcome(cut, tuple(found))


def _missing_glyph(copy: Copy, letter: Letter) -> Problem | None:
    """Find a character of a recipient's own lines that no font has, before it is typeset."""
    lines = [line for block in letter.addressed for line in block.lines]
    return rules.missing_glyph([*copy.slots.values(), *lines])


def _key(letter: Letter, reads: frozenset[str]) -> object:
    """Tell what of a recipient's letter shapes its page: its slots' number, and what is read."""
    return (
        pages.shape(letter),
        letter.vocative if "vocative" in reads else "",
        letter.addressed if "addressed" in reads else (),
        letter.recipient["id"] if letter.recipient is not None and "recipient" in reads else "",
    )


def _title(page: Page, recipient: Recipient, letter: Letter) -> str:
    """Give a copy's own title: the letter's, and for whom it is."""
    block = letter.addressed[0]
    return f"{page.title} – {recipient.name or block.in_text or ', '.join(block.lines)}"
