"""The README's commands run as they stand, and what it shows is what comes out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, SEED, run
from tests.letters import stems_of
from tests.test_cases import _difference

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the project, with the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("checkout") / "verbale"
    left_out = shutil.ignore_patterns(".venv", ".git", "output", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, folder, ignore=left_out)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def test_it_begins_with_what_it_is_a_picture_and_two_commands() -> None:
    picture = README.index("docs/seed-letter.png")
    commands = README.index("make letters\nmake test")
    assert README.startswith("# Verbale\n")
    assert picture < commands < README.index("## A letter")
    assert (ROOT / "docs/seed-letter.png").stat().st_size > 10_000


@pytest.mark.parametrize("command", [c for c in COMMANDS if "verbale" in c])
def test_a_command_of_the_readme_runs(command: str, checkout: Path) -> None:
    if not (ROOT / ".venv").is_dir():
        pytest.fail("set up with make test: the README's commands run in .venv")
    done = subprocess.run(
        ["bash", "-c", command], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_make_letters_renders_every_spec(checkout: Path) -> None:
    shutil.rmtree(checkout / "output", ignore_errors=True)
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "letters"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "tools/setup.sh run" in done.stdout
    # Set-up itself has run: it is what made the environment of this test.
    last = done.stdout.strip().splitlines()[-1]
    subprocess.run(["bash", "-c", last], cwd=checkout, check=True, capture_output=True)
    made = sorted(path.name for path in (checkout / "output").iterdir())
    stems = stems_of([*(ROOT / "letters").glob("[!_]*.yaml")])
    assert made == sorted(f"{stem}.{end}" for stem in stems for end in ("pdf", "html"))


def test_make_test_runs_the_tests() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "MAKEFLAGS": ""},
    )
    last = done.stdout.strip().splitlines()[-1].split()
    assert last[:3] == [".venv/bin/python", "-m", "pytest"]
    assert "tools/setup.sh test" in done.stdout


def test_the_spec_shown_is_that_of_the_letter_shortened(tmp_path: Path) -> None:
    shown = next(block for kind, block in BLOCKS if kind == "yaml")
    (tmp_path / "letter.yaml").write_text(shown, "utf-8")
    shutil.copy(ROOT / "verbale.yaml", tmp_path)
    ran = run("check", "letter.yaml", cwd=tmp_path)
    assert ran.exit == 0, ran.all
    seed = SEED.read_text("utf-8")
    for line in shown.splitlines():
        assert line.rstrip(",") in seed or line.startswith("task:"), line


def test_the_error_shown_is_what_is_printed(tmp_path: Path) -> None:
    shown = next(block for kind, block in BLOCKS if kind == "" and "refrences" in block)
    line = int(shown.split(":")[1])
    good = SEED.read_text("utf-8").replace("references:", "refrences:").splitlines(keepends=True)
    at = next(i for i, one in enumerate(good, 1) if one.startswith("refrences:"))
    (tmp_path / "letters").mkdir()
    text = "".join(["# \n"] * (line - at) + good)
    (tmp_path / "letters" / "gcm.yaml").write_text(text, "utf-8")
    shutil.copy(ROOT / "verbale.yaml", tmp_path)
    assert run("check", cwd=tmp_path).out.startswith(shown)


def test_the_picture_is_the_letter_as_it_is_rendered_now(tmp_path: Path) -> None:
    assert run("render", SEED, "--output", tmp_path, "--format", "pdf", cwd=ROOT).exit == 0
    command = ["pdftoppm", "-r", "80", "-png", "-singlefile"]
    subprocess.run([*command, tmp_path / f"{SEED.stem}.pdf", tmp_path / "page"], check=True)
    assert _difference(ROOT / "docs/seed-letter.png", tmp_path / "page.png") < 0.002
