"""The command line: help, exit codes, JSON, where things go."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED
from tests.conftest import run_here as run
from tests.letters import letter
from verbale import __version__
from verbale.cli import app
from verbale.cli.archive import archive
from verbale.cli.phrases import phrases
from verbale.codes import CODES

# A symbol is never parted, however long it is.
WIDE = "A/RES/71/1" + "/Add.123" * 5 + "-S/RES/2250" + "/Rev.123" * 5
Written = Callable[..., Path]
COMMANDS = [*sorted(app._COMMANDS), "mailing new", "mailing check", "mailing coverage"]
COMMANDS += [f"archive {name}" for name in archive.commands]
COMMANDS += [f"phrases {name}" for name in phrases.commands]
LATE = ("weasyprint", "fontTools", "rich", "xlsxwriter", "ruamel", "ruamel.yaml")
"""What is loaded only by the commands that need it."""


def test_the_version_is_told(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).out == f"verbale {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example_that_runs(command: str, tmp_path: Path) -> None:
    helped = run(*command.split(), "--help", cwd=ROOT)
    assert helped.exit == 0
    example = helped.out.split("Example:")[1].splitlines()[1].split()
    assert example[: 1 + len(command.split())] == ["verbale", *command.split()]
    # In a project of its own, so that what it writes is not left here.
    project = tmp_path / "project"
    shutil.copytree(ROOT / "letters", project / "letters")
    shutil.copytree(ROOT / "templates", project / "templates")
    shutil.copy(ROOT / "verbale.yaml", project)
    if command.startswith("archive "):
        assert run("issue", "letters/example-letter-condolences.yaml", cwd=project).exit == 0
    if command == "phrases import":
        assert run("phrases", "export", "fr", "phrases-fr.xlsx", cwd=project).exit == 0
    ran = run(*example[1:], cwd=project)
    assert ran.exit == 0, ran.all


def test_shell_completion_is_offered_for_the_usual_shells(tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        done = subprocess.run(
            [Path(sys.executable).parent / "verbale"],
            env={**os.environ, "_VERBALE_COMPLETE": f"{shell}_source"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "verbale" in done.stdout
        assert "_VERBALE_COMPLETE" in done.stdout


def test_help_and_check_do_not_load_the_typesetter(tmp_path: Path) -> None:
    for words in (["--help"], ["check", str(SEED)]):
        code = (
            "import sys; from verbale.cli import main\n"
            f"try: main({words!r}, prog_name='verbale')\n"
            "except SystemExit as end: print('exit', end.code)\n"
            f"print([m for m in {LATE!r} if m in sys.modules])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout.endswith("exit 0\n[]\n"), done.stdout


def test_without_names_every_spec_of_letters_is_meant(project: Path, written: Written) -> None:
    written(letter(), "a.yaml")
    (project / "letters" / "2016").mkdir()
    written(letter(), "2016/b.yml")
    written("not: a letter\n", "_notes.yaml")
    (project / "letters" / "_lists").mkdir()
    written("not: a letter\n", "_lists/c.yaml")
    ran = run("render", cwd=project)
    assert ran.exit == 0, ran.all
    names = sorted(p.name for p in (project / "output").iterdir())
    assert names == ["a.html", "a.pdf", "b.html", "b.pdf"]
    assert "2 specs checked: nothing to report" in run("check", cwd=project).out


def test_a_command_works_from_a_folder_below_the_project(project: Path, written: Written) -> None:
    written(letter())
    ran = run("render", "--format", "txt", "letter.yaml", cwd=project / "letters")
    assert ran.exit == 0, ran.all
    assert (project / "output" / "letter.txt").exists()


def test_json_is_a_list_of_objects_with_eight_keys(project: Path, written: Written) -> None:
    written(letter(role="co-facilitators", date="yesterday"))
    ran = run("check", "--json", cwd=project)
    assert ran.exit == 1
    (found,) = json.loads(ran.out)
    keys = ["code", "severity", "file", "line", "column", "message", "hint", "excused"]
    assert list(found) == keys
    assert found["code"] == "bad-date"
    assert found["severity"] == "error"
    assert found["file"] == "letters/letter.yaml"
    assert (found["line"], found["column"]) == (3, 7)


def test_json_of_a_good_letter_is_an_empty_list(project: Path, written: Written) -> None:
    written(letter())
    ran = run("check", "--json", cwd=project)
    assert (ran.exit, json.loads(ran.out)) == (0, [])


def test_strict_makes_warnings_errors(project: Path, written: Written) -> None:
    written(letter(role="co-facilitators"))
    assert run("check", cwd=project).exit == 0
    ran = run("check", "--strict", "--json", cwd=project)
    assert ran.exit == 1
    assert [one["severity"] for one in json.loads(ran.out)] == ["error"]


def test_check_with_page_lays_the_letter_out(project: Path, written: Written) -> None:
    written(letter(extra=f"body: {WIDE}\n"))
    assert "line-too-wide" not in run("check", cwd=project).out
    ran = run("check", "--page", cwd=project)
    assert "line-too-wide" in ran.out
    assert not (project / "output").exists()


def test_render_reports_words_and_page(project: Path, written: Written) -> None:
    written(letter(extra=f"body: {WIDE}\n", role="co-facilitators"))
    ran = run("render", cwd=project)
    assert "line-too-wide" in ran.err
    assert "role-number" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rendr"], "Did you mean render?"),
        (["render", "--format", "doc"], "'doc' is not one of pdf, html, txt."),
        (["render", "--nonsense"], "No such option"),
        (["check"], "There are no specs in"),
    ],
)
def test_wrong_use_exits_with_two(tmp_path: Path, words: list[str], said: str) -> None:
    ran = run(*words, cwd=tmp_path)
    assert ran.exit == 2
    assert said in ran.all


def test_a_spec_that_is_not_there_is_a_problem(project: Path, written: Written) -> None:
    written(letter(), "migration.yaml")
    ran = run("check", "letters/migratoin.yaml", cwd=project)
    assert ran.exit == 1
    assert "file-missing" in ran.all
    assert "did you mean letters/migration.yaml?" in ran.all


def test_a_folder_without_settings_is_a_project_too(tmp_path: Path) -> None:
    (tmp_path / "letter.yaml").write_text(letter(office=""), "utf-8")
    ran = run("render", "letter.yaml", cwd=tmp_path)
    assert ran.exit == 0, ran.all
    assert (tmp_path / "output" / "letter.pdf").exists()


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("offices: {pga: {name: X, paper: legal}}\n", "bad-value"),
        ("offices: {pga: {name: X, colour: red}}\n", "unknown-key"),
        ("offices: {}\n", "text-missing|empty-text"),
        ("default_office: pga\n", "missing-key"),
        ("default_office: pgb\noffices: {pga: {name: X}}\n", "unknown-office"),
        ("offices: [", "yaml-syntax"),
        ("offices: {pga: {name: X, letterhead: none}}\n", "no-letterhead"),
    ],
)
def test_settings_get_the_same_errors_as_specs(
    project: Path, written: Written, settings: str, code: str
) -> None:
    written(letter(office=""))
    (project / "verbale.yaml").write_text(settings, "utf-8")
    ran = run("check", "--json", cwd=project)
    assert ran.exit == 1, ran.all
    found = json.loads(ran.out)
    assert any(one["code"] in code.split("|") for one in found), found
    assert all(one["file"] and one["file"].endswith("verbale.yaml") for one in found), found
    assert all(one["hint"] for one in found)


def test_doctor_names_what_is_there(tmp_path: Path) -> None:
    ran = run("doctor", cwd=ROOT)
    assert ran.exit == 0, ran.all
    for name in ("Pango", "HarfBuzz", "harfbuzz-subset", "fonts", "templates", "weasyprint"):
        assert any(line.startswith(name) and " ok " in line for line in ran.out.splitlines()), name


def test_doctor_says_what_mends_a_missing_part(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    from verbale.typeset import health

    real = ctypes.CDLL

    def some(name: str, *rest: object) -> object:
        if "harfbuzz-subset" in name or "pangoft2" in name:
            raise OSError(name)
        return real(name)

    monkeypatch.setattr(ctypes, "CDLL", some)
    found = {part.name: part for part in health.examine()}
    assert not found["PangoFT2"].good
    assert found["PangoFT2"].needed
    assert found["PangoFT2"].mend == "apt-get install libpangoft2-1.0-0"
    assert not found["harfbuzz-subset"].good
    assert not found["harfbuzz-subset"].needed
    assert "four times as long" in found["harfbuzz-subset"].said
    assert found["harfbuzz-subset"].mend == "apt-get install libharfbuzz-subset0"
    assert found["Pango"].good


def test_a_report_cannot_command_a_terminal(project: Path, written: Written) -> None:
    written(b"kind: appointment\nrole: \x1b]0;owned\x07\x1b[2J\n")
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "\x1b" not in ran.all
    assert "control-character" in ran.all


def test_every_code_is_a_word_with_a_rule_and_is_used() -> None:
    program = "".join(
        path.read_text("utf-8")
        for path in (ROOT / "src/verbale").rglob("*.py")
        if path.name != "codes.py"
    )
    for name, code in CODES.items():
        assert code.name == name
        assert code.rule.endswith("."), name
        assert f'"{name}"' in program, f"{name} is never reported"
