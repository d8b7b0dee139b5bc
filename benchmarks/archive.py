"""What the archive costs, beside what it is held to, in one run on the same letters.

    python benchmarks/archive.py

Whole commands, median of interleaved rounds: what `issue` adds to `render`, what `reproduce` takes
of `render`, `verify` of a batch of 195 copies on two cores, and searches among 10,000 records.
Exits with 1 if a limit is passed.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from verbale.archive.register import Sought, opened
from verbale.archive.store import Head, Store, sha256

ROOT = Path(__file__).parent.parent
LETTER = "2016-appointment-global-compact-migration.yaml"
MANY = "example-circular-high-level-week.yaml"
ROUNDS = 9
RECORDS = 10_000
SEARCHES = {
    "one word": Sought(words="migration"),
    "two words": Sought(words="global compact"),
    "a word that is in none": Sought(words="nonsense"),
    "a State": Sought(state="CH"),
    "a name": Sought(appointee="Lauber"),
    "a word and a day": Sought(words="migration", since=date(2016, 11, 1)),
}


def main() -> int:
    """Measure, print, and say whether the limits are kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("letters", "templates"):
            shutil.copytree(ROOT / part, folder / part)
        settings = (ROOT / "verbale.yaml").read_text("utf-8")
        number = "  pga:\n    number: OPGA/{year}/{serial:04}\n"
        (folder / "verbale.yaml").write_text(settings.replace("  pga:\n", number, 1), "utf-8")
        kept = [one_letter(folder), all_missions(folder), searches(folder)]
    return int(not all(kept))


def verbale(folder: Path, *words: str) -> float:
    """Run a command; the seconds it took."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "verbale", *words], cwd=folder, check=True, capture_output=True
    )
    return time.perf_counter() - begun


def one_letter(folder: Path) -> bool:
    """Compare issuing and making again with rendering, on the seed letter."""
    spec = f"letters/{LETTER}"
    # What is rendered beside it has date and number too.
    same = (folder / spec).read_text("utf-8") + "date: 2016-11-03\nreference: OPGA/2016/0001\n"
    (folder / "letters" / "same.yaml").write_text(same, "utf-8")
    commands = {
        "render": ("render", "letters/same.yaml"),
        "issue": ("issue", spec, "--date", "2016-11-03"),
        "reproduce": ("archive", "reproduce", "1"),
    }
    for words in commands.values():
        verbale(folder, *words)
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, words in commands.items():
            found[name].append(verbale(folder, *words))
    middle = {name: statistics.median(times) for name, times in found.items()}
    added = statistics.median(i - r for i, r in zip(found["issue"], found["render"], strict=True))
    ratio = middle["reproduce"] / middle["render"]
    print(f"render {middle['render'] * 1000:.0f} ms")
    told = [
        line("issue adds", added * 1000, 50, "ms"),
        line("reproduce takes of render", ratio, 2, "times"),
    ]
    return all(told)


def all_missions(folder: Path) -> bool:
    """Verify an archive with a letter to all, on two cores."""
    verbale(
        folder, "issue", f"letters/{MANY}", "--to", "all-permanent-representatives-and-observers"
    )
    times = [verbale(folder, "archive", "verify", "--jobs", "2") for _ in range(3)]
    return line("verify of all missions' copies, two cores", statistics.median(times), 10, "s")


def searches(folder: Path) -> bool:
    """Search among many records, each as the record of the seed letter but for its number."""
    store = Store(folder / "archive")
    told = json.loads(store.raw(1))
    last = store.last()
    for number in range(last.sequence + 1, RECORDS + 1):
        told |= {"sequence": number, "previous": last.sha256, "reference": f"X/{number}"}
        raw = json.dumps(told, ensure_ascii=False).encode()
        store.record_path(number).write_bytes(raw)
        last = Head(number, sha256(raw))
    store.note_head(last)
    begun = time.perf_counter()
    with opened(store):
        print(
            f"the register of {RECORDS:,} records made anew in {time.perf_counter() - begun:.1f} s"
        )
    kept = True
    for name, sought in SEARCHES.items():
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            with opened(store) as register:
                count = len(register.find(sought))
            times.append(time.perf_counter() - begun)
        said = f"search by {name}, {count:,} found"
        kept &= line(said, statistics.median(times) * 1000, 100, "ms")
    return kept


def line(what: str, took: float, most: float, unit: str) -> bool:
    """Print a figure beside its limit; whether it is kept."""
    is_kept = took <= most
    print(f"{what:52} {took:8.2f} {unit:5} (at most {most}) {'' if is_kept else 'PASSED'}".rstrip())
    return is_kept


if __name__ == "__main__":
    raise SystemExit(main())
