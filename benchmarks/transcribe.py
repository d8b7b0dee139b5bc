"""What old letters take, and how many of them come back word for word, in one run.

    python -m benchmarks.transcribe [LETTERS]

Generated letters of many shapes in six languages (3,000 if not said): each without the proof and
with it; a folder of 1,000 with ``--report``, the whole command. Exits with 1 if a limit is passed:
100 ms for a letter without the proof, 5 minutes for the folder, every word equal.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from tests.transcribe.generator import letter
from verbale.project import open_project
from verbale.transcribe.reading import Reader
from verbale.transcribing import transcribe

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 1, 1)
FOLDER = 1_000


def main(count: int) -> int:
    """Measure, print, and say whether the limits are kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "old"
        folder.mkdir()
        expected = {}
        for seed in range(count):
            made = letter(seed)
            (folder / f"{seed:05}.txt").write_text(made.text, "utf-8")
            expected[f"{seed:05}"] = made.expected
        good = one_by_one(folder, expected)
        for path in sorted(folder.iterdir())[FOLDER:]:
            path.unlink()
        return int(not (good and as_a_folder(folder, Path(name) / "specs")))


def one_by_one(folder: Path, expected: dict[str, dict[str, object]]) -> bool:
    """Time each letter within one process; count equal words and facts found."""
    project = open_project(ROOT).value
    assert project is not None
    bare, proved = [], []
    equal, found, wanted = 0, Counter[str](), Counter[str]()
    with Reader() as reader:
        for path in sorted(folder.iterdir()):
            times = []
            for proof in (False, True):
                begun = time.perf_counter()
                source = reader.read(path, path.name).value
                assert source is not None
                done = transcribe(project, source, path.name, TODAY, proof=proof).value
                times.append(1000 * (time.perf_counter() - begun))
            bare.append(times[0])
            proved.append(times[1])
            equal += done is not None and done.equal
            for key in ("date", "reference", "classification", "salutation", "close", "sender"):
                if expected[path.stem].get(key):
                    wanted[key] += 1
                    found[key] += done is not None and key in done.found
    count = len(bare)
    for what, times in (("without the proof", bare), ("with it", proved)):
        worst = sorted(times)[len(times) * 99 // 100]
        print(
            f"a letter {what}: {statistics.median(times):.1f} ms, one in a hundred {worst:.0f} ms"
        )
    print(f"words equal: {equal} of {count}")
    for key, number in wanted.items():
        print(f"{key} found: {found[key]} of {number} ({100 * found[key] / number:.1f} %)")
    return statistics.median(bare) < 100 and equal == count


def as_a_folder(folder: Path, specs: Path) -> bool:
    """Time the whole command on a folder."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "verbale", "transcribe", str(folder), "-o", str(specs)]
    ran = subprocess.run(
        [*command, "--report"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - begun
    print(f"{FOLDER} letters with --report: {seconds:.0f} s")
    print(ran.stdout[ran.stdout.rfind("files ") :])
    return seconds < 300


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000))
