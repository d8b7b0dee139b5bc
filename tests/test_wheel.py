"""The wheel, installed alone, makes letters from any folder."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.letters import letter


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and the dependencies of this one beside it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"),
            *("--no-build-isolation", "--wheel-dir", folder, ROOT),
        ],
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "verbale/templates/appointment/en.html.j2" in names
    assert "verbale/protocol/data/states.yaml" in names
    assert not any(name.startswith(("tests/", "letters/")) for name in names)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True
    )
    # Its dependencies are those of this environment; the project itself is not found there.
    here = Path(next(path for path in sys.path if path.endswith("site-packages")))
    there = next((folder / "env" / "lib").glob("python*/site-packages"))
    for path in here.iterdir():
        if not path.name.startswith(("_verbale", "verbale", "pip", "setuptools", "__pycache__")):
            target = there / path.name
            if not target.exists():
                target.symlink_to(path)
    return folder / "env" / "bin" / "verbale"


def test_it_makes_a_letter_in_a_folder_without_a_project(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.yaml").write_text(letter(office=""), "utf-8")
    done = subprocess.run(
        [installed, "render", "letter.yaml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "letter.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_it_uses_its_own_templates_and_those_of_a_project(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [installed.parent / "python", "-c", "import verbale; print(verbale.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(ROOT) not in where.stdout
    done = subprocess.run(
        [installed, "init", "office"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "office/verbale.yaml" in done.stdout
    office = tmp_path / "office"
    for words in (["new", "circular"], ["render"], ["kinds"], ["doctor"]):
        done = subprocess.run(
            [installed, *words], cwd=office, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    html = (office / "output" / "circular.html").read_text("utf-8")
    assert '<h1 class="office">Our Office</h1>' in html
