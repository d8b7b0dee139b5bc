"""Files are written whole or not at all, and the last good letter stays."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import run_here as run
from tests.letters import letter
from verbale import output

Written = Callable[..., Path]


def test_all_files_are_written_with_their_bytes(tmp_path: Path) -> None:
    files = {tmp_path / "a" / "b.pdf.bin": b"one", tmp_path / "c.txt": b"two"}
    done = output.write(files)
    assert done.value == tuple(files)
    assert {path: path.read_bytes() for path in files} == files
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b.pdf.bin", "c.txt"]


def test_files_can_be_read_by_others(tmp_path: Path) -> None:
    output.write({tmp_path / "c.txt": b"two"})
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "c.txt").stat().st_mode & 0o777 == 0o666 & ~mask


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(b"before")
    (tmp_path / "taken.txt").mkdir()
    done = output.write({tmp_path / "good.txt": b"after", tmp_path / "taken.txt": b"after"})
    assert [one.code for one in done.problems] == ["output-unwritable"]
    assert (tmp_path / "good.txt").read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["good.txt", "taken.txt"]


def test_a_broken_spec_leaves_the_last_good_letter(project: Path, written: Written) -> None:
    written(letter())
    assert run("render", cwd=project).exit == 0
    before = {p: p.read_bytes() for p in (project / "output").iterdir()}
    assert len(before) == 2
    written(letter(role="[no text]"))
    assert run("render", cwd=project).exit == 1
    assert {p: p.read_bytes() for p in (project / "output").iterdir()} == before


def test_a_broken_spec_does_not_keep_others_from_being_made(
    project: Path, written: Written
) -> None:
    written(letter(), "a.yaml")
    written("kind: [", "b.yaml")
    written(letter(), "c.yaml")
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 1
    assert sorted(p.name for p in (project / "output").iterdir()) == ["a.txt", "c.txt"]
    assert "2 of 3 specs made" in ran.all


def test_under_strict_a_warning_writes_nothing(project: Path, written: Written) -> None:
    written(letter(role="co-facilitators"))
    assert run("render", "--strict", cwd=project).exit == 1
    assert not (project / "output").exists()
    assert run("render", cwd=project).exit == 0
    assert (project / "output" / "letter.pdf").exists()


def test_a_disk_that_is_full_is_a_problem_and_loses_nothing(tmp_path: Path) -> None:
    small, large = tmp_path / "a.txt", tmp_path / "b.txt"
    small.write_bytes(b"before")
    code = f"""
from pathlib import Path
from verbale import output
done = output.write({{Path({str(small)!r}): b"after", Path({str(large)!r}): b"x" * 100_000}})
print(done.value, *[(one.code, one.message) for one in done.problems])
"""

    def full() -> None:
        # A file ends after so many bytes, as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        preexec_fn=full,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "None ('output-unwritable', 'it cannot be written: File too large')" in done.stdout
    assert small.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"], "nothing half is left behind"


def test_an_output_that_is_a_file_is_a_problem(project: Path, written: Written) -> None:
    written(letter())
    (project / "output").write_text("in the way")
    ran = run("render", cwd=project)
    assert ran.exit == 1
    assert "output-unwritable" in ran.all
    assert (project / "output").read_text() == "in the way"


def test_two_specs_that_would_write_one_file_are_told(project: Path, written: Written) -> None:
    written(letter())
    (project / "letters" / "sub").mkdir()
    written(letter(), "sub/Letter.yaml")
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 1
    assert "output-collision" in ran.all
    assert ran.all.count("output-collision") == 2, "both are told, before anything is written"
    assert not (project / "output").exists()


@pytest.mark.parametrize("delay", [0.25, 0.5, 0.75, 0.9, 1.0, 1.1, 1.2, 1.4])
def test_a_killed_run_leaves_whole_files_only(
    project: Path, written: Written, delay: float
) -> None:
    written(letter())
    assert run("render", "--format", "txt", cwd=project).exit == 0
    before = (project / "output" / "letter.txt").read_bytes()
    for number in range(4):
        written(letter(date="2016-12-24"), f"letter{number or ''}.yaml")
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", "render", "--format", "txt,pdf"],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for path in (project / "output").iterdir():
        data = path.read_bytes()
        if path.suffix == ".txt":
            assert data == before or b"24 December 2016" in data
            assert data.endswith(b"New York\n")
        elif path.suffix == ".pdf":
            assert data.rstrip().endswith(b"%%EOF")
        else:
            assert path.suffix == ".part", "what was begun has a name of its own"


def test_long_names_that_begin_alike_keep_their_own_bytes(tmp_path: Path) -> None:
    files = {tmp_path / f"{'a' * 80}.{ending}": ending.encode() for ending in ("pdf.bin", "html")}
    assert output.write(files).value == tuple(files)
    assert {path: path.read_bytes() for path in files} == files
