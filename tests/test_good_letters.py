"""Letters that a careful protocol officer finds right: the rules have nothing against them.

``tests/good_letters`` holds letters in varied styles, from 1995 to 2025; ``_offices.yaml`` there
has the offices that send some of them.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from tests.conftest import SEED
from tests.conftest import run_here as run
from tests.measuring import GOOD_LETTERS, LETTERS, data_of, day_of, good_project


def faults(ran: str) -> list[tuple[str, str]]:
    """Give what was found that is more than advice."""
    found = json.loads(ran)
    return [(one["code"], one["message"]) for one in found if one["severity"] != "advice"]


@pytest.mark.parametrize("letter", [*GOOD_LETTERS, *LETTERS], ids=lambda path: path.stem)
def test_a_good_letter_has_neither_error_nor_warning(letter: Path, tmp_path: Path) -> None:
    project = good_project(tmp_path / "project")
    (project.letters / letter.name).write_bytes(letter.read_bytes())
    ran = run("check", "--page", "--json", cwd=project.root)
    assert faults(ran.out) == []
    assert ran.exit == 0


def test_the_seed_letter_is_among_them() -> None:
    assert SEED in LETTERS


def test_the_good_letters_are_varied() -> None:
    specs = [data_of(path) for path in GOOD_LETTERS]
    assert len(specs) >= 20
    kinds = {"appointment", "circular", "invitation", "letter", "note-verbale", "transmittal"}
    assert {one["kind"] for one in specs} == kinds
    assert {one.get("language", "en") for one in specs} == {"ar", "en", "es", "fr", "ru", "zh"}
    years = {day_of(one).year for one in specs}
    assert (min(years), max(years)) == (1995, 2025)


@pytest.mark.parametrize("letter", GOOD_LETTERS, ids=lambda path: path.stem)
def test_a_good_letter_says_what_it_is_and_is_of_a_working_day(letter: Path) -> None:
    text = letter.read_text("utf-8")
    first, second, *_ = text.splitlines()
    assert first.startswith("# ")
    assert second == "# An example: persons and events are invented."
    days = [day_of(data_of(letter))]
    spec = yaml.load(text, Loader=yaml.BaseLoader)
    days += [date.fromisoformat(spec[key]) for key in ("deadline", "reply_by") if key in spec]
    assert all(day.weekday() < 5 for day in days)
    assert letter.name.startswith(str(days[0].year))
