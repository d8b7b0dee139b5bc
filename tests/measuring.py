"""How many slips in good letters the program finds, by class: drawn by chance from fixed seeds."""

from __future__ import annotations

import copy
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests import mutations as of_facts
from tests import mutations_of_words as of_words
from tests.conftest import ROOT, SETTINGS
from tests.mutations import Slip, Spec
from verbale import pipeline
from verbale.problems import Severity
from verbale.project import Project, open_project

GOOD_LETTERS = sorted((ROOT / "tests/good_letters").glob("[!_]*.yaml"))
LETTERS = sorted((ROOT / "letters").glob("[!_]*.yaml"))

FINDABLE: dict[str, Slip] = {
    "year of an adoption": of_facts.wrong_year("adopted"),
    "year of a deadline": of_facts.wrong_year("deadline", "reply_by"),
    "day and month swapped, seen": of_facts.day_and_month_seen,
    "year of the letter answered": of_facts.later_reply,
    "year of the letter": of_facts.letter_year,
    "weekday in the text": of_facts.weekday,
    "day beside a weekday": of_facts.dated_weekday,
    "year of a day in the text": of_facts.text_year,
    "session of a symbol": of_facts.session_seen,
    "stroke of a symbol lost": of_facts.stroke_lost,
    "symbol in the text unlike the list's": of_facts.symbol_in_text,
    "session in the text not begun": of_facts.text_session,
    "State by another name": of_facts.other_name,
    "surname misspelt": of_words.surname,
    "chargé as Excellency": of_words.charge_excellency,
    "salutation below or above": of_words.salutation,
    "role's number": of_words.role_number,
    "number of enclosures": of_words.enclosure_count,
    "enclosure not listed": of_words.enclosure_dropped,
    "times swapped": of_words.times_swapped,
    "first person in a note": of_words.first_person,
    "doubled word": of_words.doubled_word,
    "contraction": of_words.contraction,
    "honour repeated": of_words.honour_repeated,
    "full stop within a sentence": of_words.stop_in_fragment,
}
"""Slips that a careful reader finds who knows the letter, the calendar and the sessions."""
UNDETECTABLE: dict[str, Slip] = {
    "day of a deadline, by a day or two": of_facts.day_off,
    "day of a date in the text, by one": of_facts.text_day,
    "number of a symbol": of_facts.symbol_number,
    "session of a symbol, no day given": of_facts.session_unseen,
    "day and month swapped, both possible": of_facts.day_and_month_unseen,
    "State of who is appointed": of_words.other_state,
    "title of the other sex": of_words.other_gender,
}
"""Undetectable in principle: who does not know the facts cannot find them."""
EACH = 12
"""How many slips are drawn of a class, where there are as many."""


@dataclass(frozen=True)
class Mutated:
    """A letter with a slip."""

    name: str
    slip: str
    findable: bool
    told: str
    text: str


@dataclass(frozen=True)
class Measured:
    """What was drawn of a class, and what was found."""

    slip: str
    findable: bool
    drawn: int
    found: int
    """By an error or a warning."""
    advised: int
    """By these or by advice."""
    missed: tuple[Mutated, ...] = ()


def data_of(path: Path) -> Spec:
    """Read a spec as data, every value text."""
    return dict(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))


def text_of(spec: Any) -> str:
    """Write a spec in the order of its keys."""
    return yaml.safe_dump(spec, sort_keys=False, allow_unicode=True, width=10_000)


def drawn(specs: dict[str, Spec], each: int = EACH) -> list[Mutated]:
    """Draw slips of every class from letters; the same ones each time."""
    found: dict[tuple[str, str, str], Mutated] = {}
    for findable, slips in ((True, FINDABLE), (False, UNDETECTABLE)):
        for name, slip in slips.items():
            rng, left = Random(f"slip: {name}"), each
            for _ in range(each * 40):
                letter = rng.choice(sorted(specs))
                spec = copy.deepcopy(specs[letter])
                told = slip(spec, rng)
                key = (name, letter, repr(spec))
                if not told or key in found or spec == specs[letter]:
                    continue
                found[key] = Mutated(letter, name, findable, told, text_of(spec))
                left -= 1
                if not left:
                    break
    return list(found.values())


def good_project(folder: Path) -> Project:
    """Make a project with this project's offices, the good letters' own and its references."""
    (folder / "letters").mkdir(parents=True)
    own = (ROOT / "tests/good_letters/_offices.yaml").read_text("utf-8")
    (folder / "verbale.yaml").write_text(f"{SETTINGS.rstrip()}\n{own}", encoding="utf-8")
    listed = (ROOT / "letters/_references.yaml").read_bytes()
    (folder / "letters/_references.yaml").write_bytes(listed)
    opened = open_project(folder)
    assert opened.value is not None, opened.problems
    return opened.value


def problems_of(project: Project, text: str, today: date) -> Counter[tuple[str, bool]]:
    """Check a letter: how often each code is found, and whether it is more than advice."""
    path = project.letters / "letter.yaml"
    path.write_text(text, encoding="utf-8")
    (report,) = pipeline.check(project, [path], today=today)
    return Counter((one.code, one.severity is not Severity.ADVICE) for one in report.problems)


def day_of(spec: Spec) -> date:
    """Give the day on which a letter is checked: its own."""
    return date.fromisoformat(spec.get("date") or spec["as_of"])


def measure(
    project: Project, specs: dict[str, Spec], slips: Iterable[Mutated]
) -> tuple[list[Measured], float]:
    """Check each letter with its slip beside the letter without.

    Returns:
        What was found by class, and the milliseconds that a letter took, in one language or more.
    """
    before = {k: problems_of(project, text_of(v), day_of(v)) for k, v in specs.items()}
    by_class: dict[str, list[tuple[Mutated, bool, bool]]] = {}
    began, checked = time.perf_counter(), 0
    for one in slips:
        now = problems_of(project, one.text, day_of(specs[one.name]))
        new = now - before[one.name]
        seen = any(matters for _, matters in new)
        by_class.setdefault(one.slip, []).append((one, seen, bool(new)))
        checked += 1
    took = (time.perf_counter() - began) * 1000 / max(1, checked)
    return [_measured(name, found) for name, found in by_class.items()], took


def _measured(name: str, found: list[tuple[Mutated, bool, bool]]) -> Measured:
    return Measured(
        name,
        found[0][0].findable,
        len(found),
        sum(seen for _, seen, _ in found),
        sum(told for _, _, told in found),
        tuple(one for one, seen, _ in found if not seen),
    )


def total(measured: Iterable[Measured], *, findable: bool = True) -> Measured:
    """Add up the classes that can be found, or those that cannot."""
    those = [one for one in measured if one.findable is findable]
    return Measured(
        "all that can be found" if findable else "all that nobody can find",
        findable,
        sum(one.drawn for one in those),
        sum(one.found for one in those),
        sum(one.advised for one in those),
    )


def table(measured: list[Measured], took: float) -> str:
    """Write what was found as a table in Markdown."""
    lines = ["| slip | drawn | error or warning | or advice |", "|---|--:|--:|--:|"]
    for findable in (True, False):
        rows = [one for one in measured if one.findable is findable]
        for one in [*rows, total(measured, findable=findable)]:
            told = (
                f"{one.slip} ({one.found / max(1, one.drawn):.0%})" if one not in rows else one.slip
            )
            told = f"**{told}**" if one not in rows else told
            lines.append(f"| {told} | {one.drawn} | {one.found} | {one.advised} |")
    return "\n".join([*lines, "", f"A check takes {took:.1f} ms per letter."])


def all_specs() -> dict[str, Spec]:
    """Give the letters that slips are made in, by name."""
    return {path.stem: data_of(path) for path in (*GOOD_LETTERS, *LETTERS)}
