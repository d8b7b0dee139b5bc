"""A folder a case: a spec, and what comes of it.

``tests/cases/<a sentence>/letter.yaml`` with ``expected.txt`` (the letter's text),
``problems.txt`` (what is reported) and ``page-N.png`` (its pages as pictures, compared with a
tolerance). To add one, write the spec, run ``make test ARGS=--accept``, and read what was written.
A picture is only kept where an empty file of its name asks for it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.conftest import ROOT, SETTINGS
from tests.conftest import run_here as run

CASES = sorted(path.parent for path in (ROOT / "tests/cases").glob("*/letter.yaml"))
DPI = 60
TILE = 40
"""Pixels, of the squares in which pictures are compared besides the whole."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    spec = tmp_path / "letters" / "letter.yaml"
    spec.parent.mkdir()
    spec.write_bytes((case / "letter.yaml").read_bytes())
    (tmp_path / "verbale.yaml").write_text(SETTINGS, encoding="utf-8")
    ran = run("render", "--format", "pdf,html,txt", cwd=tmp_path)
    accept = request.config.getoption("--accept")
    problems = "".join(f"{line}\n" for line in ran.err.splitlines())
    _compare(case / "problems.txt", problems, accept)
    text = tmp_path / "output" / "letter.txt"
    _compare(case / "expected.txt", text.read_text("utf-8") if text.exists() else "", accept)
    assert ran.exit == (0 if text.exists() else 1), ran.all
    if text.exists():
        assert (tmp_path / "output" / "letter.pdf").stat().st_size > 5_000
        _compare_pages(case, tmp_path / "output", accept)
    else:
        assert not (tmp_path / "output").exists(), "nothing is written when a problem stops"


def _compare(expected: Path, found: str, accept: bool) -> None:
    if accept and not expected.exists() and found:
        expected.write_text(found, encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8") if expected.exists() else ""
    assert found == wanted, f"{expected} says otherwise"


def _compare_pages(case: Path, output: Path, accept: bool) -> None:
    """Compare pages as pictures; on failure both lie beside each other in the test's folder."""
    wanted = sorted(case.glob("page-*.png"))
    if not wanted:
        return
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-png", output / "letter.pdf", output / "page"]
    subprocess.run(command, check=True)
    for picture in wanted:
        found = output / picture.name
        if accept and picture.stat().st_size == 0:
            picture.write_bytes(found.read_bytes())
        assert found.exists(), f"there is no {picture.name} among {sorted(output.iterdir())}"
        off = _difference(picture, found)
        kept = output / f"expected-{picture.name}"
        kept.write_bytes(picture.read_bytes())
        assert off < 0.002, f"{off:.2%} of the page differs: compare {found} and {kept}"


def _difference(one: Path, other: Path) -> float:
    """Give the share of pixels that differ by more than a quarter of the way to black.

    Where one square differs by more than its part of the whole may, a twentieth of its share.
    """
    with Image.open(one) as a, Image.open(other) as b:
        if a.size != b.size:
            return 1.0
        first = np.asarray(a.convert("L"), dtype=np.int16)
        second = np.asarray(b.convert("L"), dtype=np.int16)
    wrong = np.abs(first - second) > 64
    tiles = [
        wrong[y : y + TILE, x : x + TILE].mean()
        for y in range(0, wrong.shape[0], TILE)
        for x in range(0, wrong.shape[1], TILE)
    ]
    # A line of text out of its place is little of a page, but much of the tile it left.
    return float(max(wrong.mean(), max(tiles) / 20))
