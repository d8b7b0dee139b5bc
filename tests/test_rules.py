"""The rule book: every rule fires on what is wrong, and is silent on what is right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import run_here as run
from tests.letters import GOOD, with_keys
from verbale import rules
from verbale.cli.explain import examples
from verbale.codes import CODES

Written = Callable[..., Path]
EXAMPLES: dict[str, Any] = {code: one for code, one in examples().items() if CODES[code].family}
SPECS = [
    (code, language, one)
    for code, given in EXAMPLES.items()
    for language, one in [("", given), *given.get("also", {}).items()]
    if one["wrong"].endswith("\n") and one["right"].endswith("\n")
]


def codes_of(text: str, project: Path, written: Written) -> dict[str, str]:
    """Check a spec: the codes that are found, with their severities."""
    written(text)
    ran = run("check", "--json", cwd=project)
    return {one["code"]: one["severity"] for one in json.loads(ran.all)}


def test_every_rule_of_the_book_has_a_code_and_every_code_a_rule() -> None:
    book = [one.code for one in (*rules.BOOK, *rules.PAGE_BOOK)]
    assert set(book) == {one.name for one in CODES.values() if one.family}
    assert len(book) == len(set(book)), "one function for each code"


def test_every_rule_names_its_source() -> None:
    assert [code for code, one in EXAMPLES.items() if not one.get("source")] == []


@pytest.mark.parametrize(
    ("code", "language", "example"),
    SPECS,
    ids=[f"{code}-{one}".rstrip("-") for code, one, _ in SPECS],
)
def test_a_rule_fires_on_the_wrong_and_not_on_the_right(
    code: str, language: str, example: dict[str, str], project: Path, written: Written
) -> None:
    good = GOOD[example.get("on") or EXAMPLES[code].get("on", "appointment")]
    found = codes_of(with_keys(good, example["wrong"], language), project, written)
    assert code in found, example["wrong"]
    found = codes_of(with_keys(good, example["right"], language), project, written)
    assert code not in found, example["right"]
    assert set(found.values()) <= {"advice"}, found
