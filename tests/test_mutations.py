"""How many slips in good letters are found; ``pytest -s`` prints the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import measuring
from tests.measuring import FINDABLE, UNDETECTABLE, Measured, Mutated, all_specs, drawn, text_of

FLOOR = 0.94
"""The least share of findable slips that an error or a warning tells of.

Whoever merges rules raises it to just below what is measured then.
"""


@pytest.fixture(scope="module")
def slips() -> list[Mutated]:
    return drawn(all_specs())


@pytest.fixture(scope="module")
def measured(
    slips: list[Mutated], tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Measured], float]:
    project = measuring.good_project(tmp_path_factory.mktemp("slips") / "project")
    return measuring.measure(project, all_specs(), slips)


def test_slips_of_every_class_are_drawn_and_each_is_one_change(slips: list[Mutated]) -> None:
    specs = all_specs()
    assert {one.slip for one in slips} == {*FINDABLE, *UNDETECTABLE}
    assert len(slips) >= 250
    for one in slips:
        assert one.text != text_of(specs[one.name]), one.told


def test_the_same_slips_are_drawn_each_time(slips: list[Mutated]) -> None:
    assert drawn(all_specs(), 2) == drawn(all_specs(), 2)
    assert len({(one.slip, one.name, one.text) for one in slips}) == len(slips)


def test_a_letter_written_anew_from_its_data_is_as_good(tmp_path: Path) -> None:
    project = measuring.good_project(tmp_path / "project")
    for name, spec in all_specs().items():
        found = measuring.problems_of(project, text_of(spec), measuring.day_of(spec))
        assert not [code for code, matters in found if matters], name


def test_slips_that_can_be_found_are_found(measured: tuple[list[Measured], float]) -> None:
    found, took = measured
    print("", measuring.table(found, took), sep="\n")
    whole = measuring.total(found)
    missed = [(one.slip, m.name, m.told) for one in found if one.findable for m in one.missed]
    assert whole.found >= FLOOR * whole.drawn, missed
