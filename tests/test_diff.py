"""What changed between two letters: word by word, told apart without colour too."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SEED, run_here
from tests.test_batch import SPEC, text
from tests.verapdf import VeraPdf
from verbale import redline

Written = Callable[..., Path]


@pytest.fixture
def two(project: Path, written: Written) -> Path:
    """A project with a letter and a changed one."""
    written(SPEC, "a.yaml")
    changed = SPEC.replace("on Tuesday", "on Friday <b>at noon</b>").replace("11-03", "11-04")
    written(changed, "b.yaml")
    return project


def test_words_and_facts_that_changed_are_marked(two: Path) -> None:
    ran = run_here("diff", "letters/a.yaml", "letters/b.yaml", cwd=two)
    assert ran.exit == 0, ran.all
    assert "The debate will open on [-Tuesday.-]{+Friday <b>at noon</b>.+}" in ran.out
    assert re.search(r"date +\[-2016-11-03-\] +\{\+2016-11-04\+\}", ran.out)
    same = run_here("diff", "letters/a.yaml", "letters/a.yaml", cwd=two)
    assert "[-" not in same.out
    assert "nothing changed" in same.err


def test_changes_are_a_page_and_a_pdf_that_conforms(two: Path, verapdf: VeraPdf) -> None:
    ran = run_here(
        *("diff", "letters/a.yaml", "letters/b.yaml", "--html", "r.html", "--pdf", "r.pdf"),
        cwd=two,
    )
    assert ran.exit == 0, ran.all
    page = (two / "r.html").read_text("utf-8")
    assert "<del>Tuesday.</del><ins>Friday &lt;b&gt;at noon&lt;/b&gt;.</ins>" in page
    assert "Friday" in text(two / "r.pdf")
    assert "Tuesday" in text(two / "r.pdf")
    verdict = verapdf.validate(two / "r.pdf")
    assert verdict.conforms, verdict.describe()


def test_a_spec_is_compared_with_what_git_has(two: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "letters"],
        ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=two, check=True)
    (two / "letters" / "a.yaml").write_text(SPEC.replace("Tuesday", "Monday"), "utf-8")
    ran = run_here("diff", "HEAD:letters/a.yaml", "letters/a.yaml", cwd=two)
    assert "[-Tuesday.-]{+Monday.+}" in ran.out
    for wrong in ("HEAD:letters/none.yaml", "--x:letters/a.yaml", "nothing:letters/a.yaml"):
        ran = run_here("diff", "--", wrong, "letters/a.yaml", cwd=two)
        assert ran.exit == 1
        assert "file-missing" in ran.err


def test_a_letter_of_the_archive_is_compared(two: Path) -> None:
    assert run_here("issue", "letters/a.yaml", cwd=two).exit == 0
    ran = run_here("diff", "1", "letters/b.yaml", cwd=two)
    assert "[-Tuesday.-]{+Friday" in ran.out
    assert run_here("diff", "99", "letters/b.yaml", cwd=two).exit == 1
    ran = run_here("diff", "letters/none.yaml", "letters/b.yaml", cwd=two)
    assert ran.exit == 1
    assert "file-missing: letters/none.yaml is not there" in ran.err


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_no_word_is_lost_or_made_up(old: str, new: str) -> None:
    changes = redline.words(old, new)
    kept = {
        side: "".join(one.text for one in changes if one.what in ("same", side))
        for side in ("deleted", "inserted")
    }
    assert kept == {"deleted": old, "inserted": new}


def test_facts_bear_the_names_that_the_drafter_wrote(project: Path) -> None:
    seed = SEED.read_text("utf-8")
    first = next(line for line in seed.splitlines(keepends=True) if "Lauber" in line)
    (project / "letters" / "a.yaml").write_text(seed, "utf-8")
    other = seed.replace(first, "").replace("2017-01-31", "2017-02-28")
    (project / "letters" / "b.yaml").write_text(other, "utf-8")
    ran = run_here("diff", "letters/a.yaml", "letters/b.yaml", cwd=project)
    told = ran.out.split("Facts that changed:")[1].split("\n")
    assert [re.split(r"  +", line) for line in told if line] == [
        ["appointees 1", "[-H.E. Mr., Jürg Lauber, Lauber, permanent-representative, CH-]", "{++}"],
        ["deadline", "[-2017-01-31-]", "{+2017-02-28+}"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"body": "one " * 99}, {"body": "one " * 60 + "two"}, [("body", "…one", "…one")]),
        ({"a": {"b": "1\n2"}}, {"a": {"b": None}}, [("a, b", "1 2", "")]),
        ({"a": ["1", "2", "3"]}, {"a": ["1", "3", "4"]}, [("a 2", "2", ""), ("a 3", "", "4")]),
        ({"a": "1"}, {"a": ["1", {"b": "2"}]}, [("a", "1", "1; 2")]),
        ({"a": "1"}, {"a": "1"}, []),
    ],
)
def test_facts_are_told_on_one_line_each(
    old: dict[str, object], new: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    found = redline.facts(old, new)
    assert len(found) == len(expected)
    for one, (name, before, after) in zip(found, expected, strict=True):
        assert one.name == name
        assert one.old.startswith(before)
        assert one.new.startswith(after)
        assert max(len(one.old), len(one.new)) < 125


def test_no_spec_is_written_over_by_a_slip(two: Path) -> None:
    for command in (
        ("diff", "letters/a.yaml", "letters/b.yaml", "--html", "letters/a.yaml"),
        ("diff", "letters/a.yaml", "letters/b.yaml", "--pdf", "letters/a.yaml"),
        ("archive", "draft", "1", "-o", "archive/records/000099.json"),
    ):
        assert run_here(*command, cwd=two).exit in (1, 2)
    assert (two / "letters" / "a.yaml").read_text("utf-8") == SPEC
    assert not (two / "archive" / "records" / "000099.json").exists()


def test_texts_are_compared_paragraph_by_paragraph() -> None:
    old = "\n\n".join(f"Paragraph {n} of a long letter." for n in range(50))
    new = old.replace("Paragraph 7 of", "Paragraph seven of")
    changed = [one for one in redline.words(old, new) if one.what != "same"]
    assert [(one.what, one.text) for one in changed] == [("deleted", "7"), ("inserted", "seven")]
    # Two long texts with nothing in common are not held word to word: it would take minutes.
    one, other = " ".join(map(str, range(9_000))), " ".join(map(str, range(9_000, 18_000)))
    assert [change.what for change in redline.words(one, other)] == ["deleted", "inserted"]


@pytest.mark.parametrize(
    "text",
    [
        " ".join(["a", "b"] * 999),
        "\n\n".join(f"Paragraph {n}." for n in range(3_000)),
        "ab " * 20_000,
        "\n" * 60_000,
        "x" * 60_000,
    ],
)
def test_texts_that_repeat_themselves_are_compared_in_bounded_time(text: str) -> None:
    other = text[len(text) // 3 :] + "b c a " + text[: len(text) // 2]
    changes = redline.words(text, other)
    assert "".join(one.text for one in changes if one.what != "inserted") == text
    assert "".join(one.text for one in changes if one.what != "deleted") == other


def test_each_chinese_character_is_a_word() -> None:
    changes = redline.words("联合国大会主席致意", "联合国秘书长致意")
    assert [(one.what, one.text) for one in changes] == [
        ("same", "联合国"),
        ("deleted", "大会主席"),
        ("inserted", "秘书长"),
        ("same", "致意"),
    ]
