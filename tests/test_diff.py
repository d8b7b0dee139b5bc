"""What changed between two letters: word by word, told apart without colour too."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import run_here
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
