"""What the documentation tells is what happens."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.conftest import run_here as run
from tests.letters import GOOD, with_keys
from verbale.spec.kinds import TAKEN

PAGE = (ROOT / "docs/new-kind.md").read_text("utf-8")
FILES = dict(re.findall(r"```\w+ (\S+)\n(.*?)```", PAGE, re.DOTALL))


def test_a_kind_made_as_the_page_tells_makes_a_letter(project: Path) -> None:
    for name in list(FILES)[:3]:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(FILES[name], "utf-8")
    ran = run("render", "--format", "pdf,html,txt", cwd=project)
    assert ran.exit == 0, ran.all
    text = (project / "output/congratulation.txt").read_text("utf-8")
    assert FILES["output/congratulation.txt"].strip() in text
    told = " ".join(run("kinds", cwd=project).out.split())
    assert "congratulation en Congratulates on an occasion" in told
    assert '"occasion"' in run("schema", "congratulation", cwd=project).out
    (project / "letters/congratulation.yaml").unlink()
    assert run("new", "congratulation", cwd=project).exit == 0
    assert run("render", cwd=project).exit == 0


def test_every_function_that_a_template_has_is_told() -> None:
    from verbale.page import words

    source = Path(words.__file__).read_text("utf-8")
    functions = re.findall(r'^            "(\w+)": ', source, re.MULTILINE)
    assert len(functions) > 10
    missing = [name for name in functions if f"`{name}" not in PAGE and f"{name}(" not in PAGE]
    assert missing == ["language"], missing
    given = {"letter", "medium", "draft", "recipient", "screen_styles"}
    assert set(functions) | given == TAKEN, "no key of a kind may have such a name"


def test_a_broken_stylesheet_is_a_problem_with_its_line(project: Path) -> None:
    from tests.letters import letter

    (project / "letters" / "letter.yaml").write_text(letter(), "utf-8")
    own = project / "templates" / "letterheads" / "pga"
    own.mkdir(parents=True)
    (own / "letterhead.css").write_text(".office { color: red }\n.x { font-size 9pt }\n", "utf-8")
    ran = run("render", cwd=project)
    assert ran.exit == 1
    assert "templates/letterheads/pga/letterhead.css:2:19  error  style-broken" in ran.all
    assert not (project / "output").exists()


def test_a_kind_with_a_fault_is_told_in_its_file(project: Path) -> None:
    from tests.letters import letter

    (project / "letters" / "letter.yaml").write_text(letter(), "utf-8")
    own = project / "templates" / "appointment"
    own.mkdir(parents=True)
    (own / "kind.yaml").write_text("says: x\nkeys:\n  date: {value: dya, says: y}\n", "utf-8")
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "templates/appointment/kind.yaml:3:17  error  bad-value" in ran.all


def test_a_kind_that_needs_a_group_says_that_it_is_missing(project: Path) -> None:
    from tests.letters import letter

    own = project / "templates" / "plain"
    own.mkdir(parents=True)
    shipped = (ROOT / "templates/letter/en.html.j2").read_text("utf-8")
    (own / "en.html.j2").write_text(shipped, "utf-8")
    (own / "kind.yaml").write_text("says: x\nneeds: [sender, in_reply_to]\n", "utf-8")
    spec = letter(kind="plain", sender="", appointees="", role="", task="")
    (project / "letters" / "letter.yaml").write_text(spec, "utf-8")
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert 'the key "sender" is missing' in ran.all
    assert 'the key "in_reply_to" is missing' in ran.all


@pytest.mark.parametrize("name", ["day", "items", "_x", "model_config", '"a.b"'])
def test_a_key_cannot_have_a_name_that_is_needed(project: Path, name: str) -> None:
    from tests.letters import letter

    (project / "letters" / "letter.yaml").write_text(letter(), "utf-8")
    own = project / "templates" / "appointment"
    own.mkdir(parents=True)
    keys = f"  g: {{value: group, says: x, keys: {{{name}: {{value: text, says: y}}}}}}\n"
    (own / "kind.yaml").write_text(f"says: x\nkeys:\n{keys}", "utf-8")
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "cannot name a key" in ran.all


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("says: X\nneeds: [kind, addressees]\n", ""),
        ("says: X\nneeds: [body]\nwithout: [body]\n", '"body" is both needed and without place'),
        ("says: X\nwithout: [bdy]\n", '"bdy" is not a key of every letter'),
        ("says: X\nkeys: {foo: {value: text, goes_with: bar, says: X}}\n", '"bar" is not a key'),
        ("says: X\nkeys: {self: {value: text, says: X}}\n", '"self" cannot name a key'),
        (
            "says: X\nkeys: {foo: {value: flag, goes_with: bar, says: X}, "
            "bar: {value: texts, says: X}}\n",
            "",
        ),
    ],
)
def test_what_a_kind_says_of_itself_is_checked(kind: str, said: str, project: Path) -> None:
    folder = project / "templates" / "mine"
    folder.mkdir(parents=True)
    shell = (ROOT / "templates" / "letter" / "en.html.j2").read_text("utf-8")
    (folder / "en.html.j2").write_text(shell, "utf-8")
    (folder / "kind.yaml").write_text(kind, "utf-8")
    (project / "letters" / "letter.yaml").write_text(
        "kind: mine\noffice: pga\ndate: 2016-11-03\nsender: {name: A}\nbody: X\n"
        "addressees: all-permanent-representatives\n",
        "utf-8",
    )
    ran = run("check", cwd=project)
    assert ran.exit == (1 if said else 0), ran.all
    assert said in ran.all


def test_a_rule_added_as_the_page_tells_finds_what_it_is_for(project: Path, tmp_path: Path) -> None:
    page = (ROOT / "docs/new-rule.md").read_text("utf-8")
    files = dict(re.findall(r"```\w+ (\S+)\n(.*?)```", page, re.DOTALL))
    package = tmp_path / "scratch/src/verbale"
    shutil.copytree(ROOT / "src/verbale", package)
    (tmp_path / "scratch/templates").symlink_to(ROOT / "templates")
    for name in ("rules/and_or.py", "rules/data/and_or.yaml"):
        (package / name).write_text(files[name], "utf-8")
    codes, book = package / "rule_codes.py", package / "rules/book.py"
    told = codes.read_text("utf-8").replace("_WORDING = {\n", f"_WORDING = {{\n{files[codes.name]}")
    codes.write_text(told, "utf-8")
    listed = book.read_text("utf-8").replace("    address,\n", "    address,\n    and_or,\n")
    listed = listed.replace("    *address.RULES,\n", "    *address.RULES,\n    *and_or.RULES,\n")
    book.write_text(listed, "utf-8")
    (given,) = yaml.load(files["rules/examples/wording.yaml"], yaml.BaseLoader).values()
    for language, one in (("", given), *given["also"].items()):
        for word in ("wrong", "right"):
            spec = with_keys(GOOD[given["on"]], one[word], language)
            (project / f"letters/{word}{language}.yaml").write_text(spec, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "verbale", "check"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line for line in (ran.stdout + ran.stderr).splitlines() if "letters/" in line]
    found = [line for line in found if ".yaml:" in line]
    assert [line.split(":")[0] for line in found] == ["letters/wrong.yaml", "letters/wrongfr.yaml"]
    assert all("and-or" in line for line in found), ran.stdout
