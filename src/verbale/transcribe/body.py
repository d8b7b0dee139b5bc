"""Tells where the body of an old letter begins and ends, and the close that follows it."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.protocol.languages import Language
from verbale.transcribe.formulas import Formulas, formulas, is_title, label, marks
from verbale.transcribe.unit_kinds import is_prose
from verbale.transcribe.units import Unit

__all__ = ["Limits", "limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a letter's parts part, by the numbers of units."""

    units: tuple[Unit, ...]
    """Its units; a name right under the close is one of its own."""
    top: int
    """Where the head ends, and a salutation begins if there is one."""
    first: int
    """Where the body begins."""
    end: int
    """Where it ends, and a close begins if there is one."""
    close_end: int
    titled: bool
    """Whether a document's title is right above the body."""


def limits(units: list[Unit], language: Language) -> Limits:
    """Tell where the body of a letter begins and ends.

    Args:
        units: the letter's.
        language: the words of its language.
    """
    within = _Within(list(units), language)
    top, first, titled = within.start()
    end, close_end = within.end(first)
    if end <= first:
        end = close_end = max(within.last_prose(first) + 1, first)
    return Limits(tuple(within.units), top, first, end, close_end, titled)


class _Within:
    """Looks for the limits among the units of one letter."""

    def __init__(self, units: list[Unit], language: Language) -> None:
        self.units = units
        self._language = language
        self._forms: Formulas = formulas(language.language)

    def _is_prose(self, unit: Unit) -> bool:
        return is_prose(unit, self._language)

    def start(self) -> tuple[int, int, bool]:
        """Give where the head ends, where the body begins, and whether a title says so."""
        prose = next((i for i, unit in enumerate(self.units) if self._is_prose(unit)), None)
        for i, unit in enumerate(self.units[: (prose or 0) + 12]):
            greets = len(unit.lines) <= 2 and self._forms.salutation.fullmatch(unit.text)
            if greets and self._may_greet(i):
                return i, i + 1, False
            if prose is not None and i > prose + 2:
                break
        titles = (
            i
            for i, unit in enumerate(self.units[:15])
            if is_title(unit.text) and len(unit.text) < 400
        )
        title = next(titles, None)
        if title is not None and (prose is None or title <= prose):
            return title + 1, title + 1, True
        start = prose if prose is not None else len(self.units)
        # A heading just before the text is the letter's subject, and is told with the head.
        return start, start, False

    def _may_greet(self, at: int) -> bool:
        """Tell whether a vocative is the salutation, and not the head of an address."""
        text = self.units[at].text
        if text[-1:] in ",:;!，：；，،":
            return True
        following = self.units[at + 1 : at + 2]
        return bool(following) and self._is_prose(following[0])

    def last_prose(self, first: int) -> int:
        """Give the last unit that is of the body, where nothing closes it."""
        last = first
        for i in range(first, len(self.units)):
            unit = self.units[i]
            if marks().signed.match(unit.text) or _is_annex(unit):
                break
            if len(unit.text) < 80 and _is_labelled(unit):
                break
            if (self._is_prose(unit) or unit.is_item) and not marks().footnote.match(unit.text):
                last = i
        return last

    def end(self, first: int) -> tuple[int, int]:
        """Give where close and tail begin; the same where there is no close."""
        stop = self._annexes(first)
        for i in range(stop - 1, first - 1, -1):
            if self._closes(i, first) and not self._goes_on(i, stop):
                return self._close_rows(self._first_formula(i, first), i, stop)
        for i in range(first, stop):
            if marks().signed.match(self.units[i].text):
                # The post may stand above the name.
                before = self.units[i - 1]
                above = i > first + 1 and before.indent > 20 and len(before.text) < 70
                return (i - 1, i - 1) if above else (i, i)
        last = self.last_prose(first) + 1
        return last, last

    def _annexes(self, first: int) -> int:
        """Give where annexes begin: an annex is one only after something closed the letter."""
        for i in range(first + 2, len(self.units)):
            if _is_annex(self.units[i]) and self._closed_before(first, i):
                return i
        return len(self.units)

    def _closed_before(self, first: int, at: int) -> bool:
        return any(
            self._forms.close.match(unit.text)
            or marks().signed.match(unit.text)
            or len(unit.text) < 60
            for unit in self.units[first + 1 : at]
        )

    def _closes(self, at: int, first: int) -> bool:
        """Tell whether a unit begins as a close does; a note may open with the same words."""
        text = self.units[at].text
        if len(text) > 420 or not self._forms.close.match(text):
            return False
        return at != first or not self._forms.note.search(text)

    def _goes_on(self, at: int, stop: int) -> bool:
        """Tell whether paragraphs follow that are no close, so that the letter goes on."""
        return any(
            self._is_prose(one) and not self._forms.close.match(one.text)
            for one in self.units[at + 1 : stop]
            if not marks().footnote.match(one.text) and not _is_labelled(one)
        )

    def _first_formula(self, last: int, first: int) -> int:
        """Give where a close begins: several formulas one after the other are one close."""
        start = last
        while start > first + 1:
            before = self.units[start - 1].text
            if (
                len(before) >= 300
                or not self._forms.close.match(before)
                or self._forms.opening.match(before)
            ):
                break
            start -= 1
        return start

    def _close_rows(self, start: int, last: int, stop: int) -> tuple[int, int]:
        """Let a close go on over short lines ("Sir,", "Your obedient Servant,"); part the name."""
        vocative, end = marks().vocative, last + 1
        while (
            end < stop
            and len(self.units[end].text) < 70
            and vocative.fullmatch(self.units[end].text)
        ):
            end += 1
        # The name stands right under the close.
        lines = self.units[end - 1].lines
        for at in range(1, len(lines)):
            before, text = lines[at - 1].text.strip(), lines[at].text.strip()
            short = max(len(line.text.strip()) for line in lines[at:]) < 60
            ended = before.endswith((",", ".", "，", "。", "،")) or marks().signed.match(text)
            if short and ended and not vocative.fullmatch(text) and not text[:1].islower():
                self.units[end - 1 : end] = [Unit(lines[:at]), Unit(lines[at:])]
                break
        return start, end


def _is_annex(unit: Unit) -> bool:
    return marks().annex.fullmatch(unit.text.strip(" .:")) is not None


def _is_labelled(unit: Unit) -> bool:
    return bool(label("enclosures", unit.text) or label("copies", unit.text))
