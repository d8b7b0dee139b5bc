"""The rule book's time: all rules on the words of each letter, and a check of 200 specs."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from verbale import page as pages
from verbale import reviewing, rules, settle
from verbale.gathering import known
from verbale.pipeline import opened, specs_of
from verbale.project import Project, open_project

ROOT = Path(__file__).parent.parent
MOST = 10.0
"""How long all rules on the words of a letter may take, in milliseconds."""
SPECS, SECONDS = 200, 3.0
"""How many specs are checked in how many seconds."""


def readings(project: Project, spec: Path) -> list[rules.Reading]:
    """Give a letter as rules read it, in each of its languages."""
    parsed = opened(project, spec, str).value
    assert parsed is not None
    what = known(project, parsed[1]).value
    office = project.office(parsed[1].office)
    assert what is not None
    assert office is not None
    found = []
    for code in parsed[1].in_languages:
        language = project.language(code)
        assert language is not None
        assert language.value is not None
        letter = settle.letter(parsed[1], language.value, "pga", office, what).value
        assert letter is not None
        page = pages.fill(letter, language.value, project.templates).value
        found.append(reviewing.reading(letter, language.value, what, date.today(), page))
    return found


def of_words(project: Project, specs: list[Path]) -> bool:
    """Time all rules on the words of each letter; the first of each language loads its data.

    Returns:
        Whether the limit is kept.
    """
    times: list[tuple[float, str]] = []
    for spec in specs:
        for number in range(5):
            for read in readings(project, spec):
                begun = time.perf_counter()
                rules.look(read)
                if number:
                    took = (time.perf_counter() - begun) * 1000
                    times.append((took, f"{spec.stem} ({read.letter.language})"))
    took = [one for one, _ in times]
    print(f"rules on words: median {statistics.median(took):.2f} ms a letter, limit {MOST} ms")
    slowest = max(times)
    print(f"  the slowest of {len(times)}: {slowest[0]:.2f} ms, {slowest[1]}")
    return statistics.median(took) < MOST


def of_specs(folder: Path, specs: list[Path]) -> bool:
    """Time a check of many specs, as people run it: whether the limit is kept."""
    one_each = [one for one in specs if "six-languages" not in one.name]
    for number in range(SPECS):
        spec = one_each[number % len(one_each)]
        shutil.copy(spec, folder / "letters" / f"{number:03}-{spec.name}")
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        command = [sys.executable, "-m", "verbale", "check"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, check=False, text=True)
        took.append(time.perf_counter() - begun)
        assert f"{SPECS} specs checked" in ran.stdout, ran.stdout + ran.stderr
    print(f"check of {SPECS} specs: median {statistics.median(took):.2f} s, limit {SECONDS} s")
    return statistics.median(took) < SECONDS


def main() -> int:
    """Time both, over this project's letters and those that tests hold rules to."""
    good = ROOT / "tests/good_letters"
    specs = [
        *specs_of(ROOT / "letters"),
        *(one for one in specs_of(good) if not one.name.startswith("_")),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "letters").mkdir()
        settings = (ROOT / "verbale.yaml").read_text("utf-8").rstrip()
        own = (good / "_offices.yaml").read_text("utf-8")
        (folder / "verbale.yaml").write_text(f"{settings}\n{own}", "utf-8")
        shutil.copy(ROOT / "letters/_references.yaml", folder / "letters")
        project = open_project(folder).value
        assert project is not None
        kept = [of_words(project, specs), of_specs(folder, specs)]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
