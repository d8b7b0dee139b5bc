"""What rules share: where sentences and clauses end, words by language read in part."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from verbale.rules import datafiles
from verbale.rules.patterns import clause, either, sentence

DATA = ROOT / "src/verbale/rules/data"
BY_KEY = sorted(one.name for one in DATA.glob("*.yaml"))


@pytest.mark.parametrize(
    ("text", "of", "stands"),
    [
        ("One. Two three. Four.", "three", "Two three."),
        ("See no. 5 of the list. Then go.", "list", "See no. 5 of the list."),
        ("Первое. Второе слово. Третье.", "слово", "Второе слово."),
        ("第一。第二句。第三。", "二", "第二句。"),
        ("One\n\ntwo three", "three", "two three"),
        ("One", "One", "One"),
    ],
)
def test_a_sentence_goes_from_one_stop_to_the_next(text: str, of: str, stands: str) -> None:
    found = text[slice(*sentence(text, text.index(of)))]
    assert found.strip() == stands


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("a; b X c; d", " b ", " c"),
        ("A. B X c. D", " B ", " c"),
        ("no. 5 X no. 6", "no. 5 ", " no. 6"),
        ("一；二X三；四", "二", "三"),
        ("far far far X near", "r far ", " near"),
    ],
)
def test_a_clause_ends_at_a_semicolon_too_and_is_no_longer_than_asked(
    text: str, before: str, after: str
) -> None:
    at = text.index("X")
    assert clause(text, at, at + 1, 6) == (before, after)


def test_words_are_found_the_longest_first_however_they_are_spaced() -> None:
    pattern = either(["l'an", "l'an 2000"])
    found = re.fullmatch(pattern, "l’an\n2000")
    assert found is not None
    assert re.findall(pattern, "l'an 2000") == ["l'an 2000"]


@pytest.mark.parametrize("name", BY_KEY)
def test_a_part_of_a_data_file_is_what_the_whole_file_has_there(name: str) -> None:
    whole = yaml.load((DATA / name).read_text("utf-8"), yaml.BaseLoader)
    assert {key: datafiles.part(name, key) for key in whole} == whole
    assert datafiles.part(name, "no-such-key") == {}


def test_words_of_all_languages_are_those_of_each() -> None:
    whole = yaml.load((DATA / "address.yaml").read_text("utf-8"), yaml.BaseLoader)
    each = [word for words in whole.values() for word in words["vacant"]]
    assert list(datafiles.everywhere("address.yaml", "vacant")) == each


def test_to_load_the_rules_compiles_few_patterns_and_reads_no_mailing_lists() -> None:
    count = (
        "import re, sys, verbale.page, verbale.settle, verbale.project;"
        "made = [];"
        "kept = re._compiler.compile;"
        "re._compiler.compile = lambda *given: made.append(given) or kept(*given);"
        "import verbale.rules;"
        "print(len(made), 'verbale.mailing' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", count], capture_output=True, text=True, check=True, cwd=Path(ROOT)
    )
    made, mailing = ran.stdout.split()
    assert int(made) <= 3, ran.stdout
    assert mailing == "False"
