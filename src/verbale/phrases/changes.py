"""Compares a workbook that came back with the words that there are now."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from verbale.phrases.columns import BEFORE, EDITABLE, PHRASES
from verbale.phrases.confirming import Fields, confirmed
from verbale.phrases.filled import Filled, FilledRow, Remark
from verbale.phrases.rows import Phrase
from verbale.problems import (
    Outcome,
    Place,
    Problem,
    Severity,
    did_you_mean,
    join_path,
    problem,
    split_path,
)
from verbale.protocol.sources import PhraseSource
from verbale.spec.events import FORBIDDEN

__all__ = ["Change", "Changes", "changes"]

LONGEST = 2_000
"""The most characters of a phrase."""
MOST = 200
"""How many problems of one workbook are worded."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What may stand for what, and what a language may do without.
_SAME = {"of": "state", "ofs": "states", "of_all": "states"}
_OPTIONAL = frozenset({"his", "half"})


@dataclass(frozen=True, slots=True)
class Change:
    """A phrase that is to be changed: its words, their source and state, or both."""

    phrase: Phrase
    """As it is now."""
    words: str
    source: PhraseSource
    row: int
    """The row that asks for it."""
    at: str
    """The cell with its words."""

    @property
    def reworded(self) -> bool:
        """Whether its words change."""
        return self.words != self.phrase.words


@dataclass(frozen=True, slots=True)
class Changes:
    """What a workbook changes, and what it says of the templates."""

    changed: tuple[Change, ...]
    remarks: tuple[Remark, ...]
    file: str
    """How messages name the workbook."""


def changes(filled: Filled, phrases: Sequence[Phrase], today: datetime.date) -> Outcome[Changes]:
    """Compare a workbook with the phrases that there are now.

    A cell counts as changed where it differs from what was exported, so that a workbook that was
    long away undoes nothing that was changed meanwhile.

    Args:
        filled: the workbook.
        phrases: the language's phrases now.
        today: the day of confirmations that give none.

    Returns:
        What is to be changed, and everything that is wrong, each with its cell: the rows that are
        wrong are left out of the changes, so that more can be said of the others.
    """
    comparing = _Comparing(filled, phrases, today)
    found = [one for row in filled.rows if (one := comparing.row(row)) is not None]
    comparing.placeholders(found)
    comparing.tell_gone()
    made = Changes(tuple(found), filled.remarks, filled.shown)
    return Outcome(made, tuple(comparing.told()))


class _Comparing:
    """Compares row by row, and keeps what is wrong."""

    def __init__(self, filled: Filled, phrases: Sequence[Phrase], today: datetime.date) -> None:
        self.problems: list[Problem] = []
        self._filled = filled
        self._phrases = {one.key: one for one in phrases}
        self._today = today
        self._seen: dict[str, int] = {}
        self._gone: list[str] = []

    def row(self, row: FilledRow) -> Change | None:
        """Read a row; None if it changes nothing, or if something is wrong with it."""
        before = len(self.problems)
        key = row.text("Key").strip()
        first = self._seen.setdefault(key, row.number)
        if first != row.number:
            message = f'"{key}" already stands in row {first}'
            self._report("phrase-twice", row, "Key", message, "leave one of the two rows out")
            return None
        phrase = self._phrases.get(key) or self._parted(key)
        self._odd(row)
        cells = {head: self._cell(row, head, phrase) for head in EDITABLE}
        edited = {head for head, (now, was) in cells.items() if now != was}
        if phrase is None:
            if edited:
                self._unknown(row, key)
            elif key:
                self._gone.append(key)
            return None
        current = _fields(phrase)
        for head in sorted(edited, key=EDITABLE.index):
            now, was = cells[head]
            if was != current[head] != now:
                message = f'"{key}" was changed since the export: it is now "{current[head]}"'
                hint = "export it again, and copy the corrections that still hold"
                self._report("phrase-changed", row, head, message, hint)
        fields = {
            head: now if head in edited else current[head] for head, (now, _) in cells.items()
        }
        if fields == current or len(self.problems) > before:
            return None
        return self._change(
            row, phrase, fields, {one for one in edited if fields[one] != current[one]}
        )

    def _change(
        self, row: FilledRow, phrase: Phrase, fields: Mapping[str, str], edited: set[str]
    ) -> Change | None:
        words = fields["Words"]
        if not words.strip():
            said = (
                "has no words any more" if phrase.words else "has no words that could be verified"
            )
            hint = "write them, or what they were; a phrase is left out in the office's own file"
            self._report("empty-text", row, "Words", f"{phrase.key} {said}", hint)
            return None
        self._words(row, words)
        asked = Fields(fields["Source"], fields["State"], fields["By"], fields["On"])
        source = confirmed(asked, phrase, edited, self._today)
        for head, code, message, hint in source.problems:
            self._report(code, row, head, message, hint)
        if source.value is None:
            return None
        return Change(phrase, words, source.value, row.number, row.cells["Words"].at)

    def placeholders(self, found: Iterable[Change]) -> None:
        """Report what stood for a fact and is lost; lines of one address count together."""
        after = {one.phrase.key: one.words for one in found}
        told = set()
        for change in found:
            group = _whole(change.phrase.steps)
            if not change.reworded or not change.phrase.words or group in told:
                continue
            together = [one for one in self._phrases.values() if _whole(one.steps) == group]
            now = "".join(after.get(one.key, one.words) for one in together or [change.phrase])
            was = "".join(one.words for one in together or [change.phrase])
            if lost := _lost(was, now):
                told.add(group)
                names = ", ".join("{" + name + "}" for name in lost)
                hint = "put it where the fact is to stand"
                message = f"{change.phrase.key}: {names} is lost from the words"
                self._report_at("lost-placeholder", change.row, change.at, message, hint)

    def told(self) -> list[Problem]:
        """Give the problems; of very many, the first and their number."""
        count = len(self.problems)
        if count <= MOST:
            return self.problems
        message = f"the first {MOST} problems of {count:,} are told"
        more = problem("not-phrases", Place(file=self._filled.shown), message, "mend these first")
        return [*self.problems[:MOST], more]

    def tell_gone(self) -> None:
        """Warn of rows whose phrase is no longer there, where nothing was written into them."""
        if self._gone:
            version = self._filled.version[:20]
            named = ", ".join(self._gone[:5]) + (" and more" if len(self._gone) > 5 else "")
            message = f"it was exported by version {version}; no longer there: {named}"
            found = problem(
                "unknown-phrase", Place(file=self._filled.shown), message, "export it again"
            )
            self.problems.append(found.raised_to(Severity.WARNING))

    def _cell(self, row: FilledRow, head: str, phrase: Phrase | None) -> tuple[str, str]:
        """Give what a cell holds, and what it held when it was exported."""
        hidden = f"{head}{BEFORE}"
        was = _fields(phrase)[head] if phrase is not None else ""
        if hidden in row.cells and (phrase is None or phrase.key in self._phrases):
            was = row.text(hidden)
        now = _plain(head, row.text(head), margins=was != was.strip())
        return (was if now == _plain(head, was, margins=True) else now), was

    def _parted(self, key: str) -> Phrase | None:
        """Take a row that was added to part a word by gender: its key, and ``.m`` or ``.f``."""
        steps = split_path(key)
        whole = self._phrases.get(join_path(*steps[:-1])) if steps and steps[-1] in "mf" else None
        if whole is None:
            return None
        return Phrase(tuple(steps), whole.words, whole.english, whole.note, whole.source)

    def _odd(self, row: FilledRow) -> None:
        for head in EDITABLE:
            cell = row.cells.get(head)
            if cell is not None and cell.odd and not (head == "On" and cell.text):
                self._report("bad-value", row, head, f"the cell holds {cell.odd}", "write the text")

    def _words(self, row: FilledRow, words: str) -> None:
        if len(words) > LONGEST:
            message = f"these words have {len(words):,} characters; {LONGEST:,} is the most"
            self._report("text-too-long", row, "Words", message, "shorten them")
        elif "\n" in words:
            message = "these words have several lines"
            self._report("bad-value", row, "Words", message, "write one line")
        elif FORBIDDEN.search(words):
            message = "these words hold a character that is not seen"
            self._report("control-character", row, "Words", message, "type them again")

    def _unknown(self, row: FilledRow, key: str) -> None:
        message = f'there is no phrase "{key[:80]}"' if key else "the row names no phrase"
        hint = "leave the keys as they were exported"
        if len(self.problems) < MOST:  # To look for what is like it takes long.
            hint = did_you_mean(key, self._phrases, hint)
        self._report("unknown-phrase", row, "Key", message, hint)

    def _report(self, code: str, row: FilledRow, head: str, message: str, hint: str) -> None:
        at = row.cells[head].at if head in row.cells else str(row.number)
        self._report_at(code, row.number, at, message, hint)

    def _report_at(self, code: str, row: int, at: str, message: str, hint: str) -> None:
        place = Place(file=self._filled.shown, line=row)
        self.problems.append(problem(code, place, f"{PHRASES}, {at}: {message}", hint))


def _plain(head: str, text: str, *, margins: bool) -> str:
    """Give a cell's text as it is compared: what is not seen makes no difference."""
    text = unicodedata.normalize("NFC", text)
    if head == "Words":
        return text if margins else text.strip()
    text = " ".join(text.split())
    if head == "On" and re.match(r"\d{4}-\d\d-\d\dT", text):
        return text[:10]  # As spreadsheets give a day.
    return text.lower() if head == "State" else text


def _fields(phrase: Phrase) -> dict[str, str]:
    """Give what the cells of a phrase hold, as they are exported."""
    if not phrase.words:
        return dict.fromkeys(EDITABLE, "")
    source = phrase.source
    values = (phrase.words, source.source, source.state, source.by, source.on)
    return dict(zip(EDITABLE, values, strict=True))


def _whole(steps: Sequence[str]) -> tuple[str, ...]:
    """Give what a phrase is a part of: the list whose line it is, or itself."""
    return tuple(steps[:-1] if steps[-1].isdigit() else steps)


def _lost(was: str, now: str) -> list[str]:
    """Name the placeholders for which nothing stands any more."""
    kept = {_SAME.get(name, name) for name in _PLACEHOLDER.findall(now)} | _OPTIONAL
    return [
        name
        for name in dict.fromkeys(_PLACEHOLDER.findall(was))
        if _SAME.get(name, name) not in kept
    ]
