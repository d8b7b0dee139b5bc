"""A letter to each recipient: stamped, and the same as laid out in full; ended, and gone on."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT, SETTINGS
from tests.conftest import run_here as run
from tests.verapdf import VeraPdf

Written = Callable[..., Path]
SPEC = """\
kind: circular
office: pga
date: 2016-11-03
subject: Arrangements for the debate
sender: {name: Peter Thomson}
addressees: all-permanent-representatives
matter: inform you of the arrangements for the debate
body: |
  The debate will open on Tuesday.
"""
BOTH = "all-permanent-representatives-and-observers"


def text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True)
    return done.stdout.decode()


def digests(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*.*"))
        if path.suffix in (".pdf", ".html", ".txt") and not path.name.startswith(".")
    }


def rows(folder: Path) -> list[dict[str, str]]:
    found = (folder / "dispatch.csv").read_text("utf-8-sig")
    return list(csv.DictReader(StringIO(found)))


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch to all Members and observers, stamped and laid out in full."""
    project = tmp_path_factory.mktemp("sent")
    (project / "letters").mkdir()
    (project / "verbale.yaml").write_text(SETTINGS, "utf-8")
    (project / "letters" / "letter.yaml").write_text(SPEC, "utf-8")
    for name, more in (("stamped", ["--format", "pdf,html,txt"]), ("full", ["--full-layout"])):
        ran = run("batch", "letters/letter.yaml", "--to", BOTH, "-o", name, *more, cwd=project)
        assert ran.exit == 0, ran.all
    return project


def picture(path: Path) -> bytes:
    done = subprocess.run(["pdftoppm", "-r", "144", path], check=True, capture_output=True)
    return hashlib.sha256(done.stdout).digest()


def tags(path: Path) -> list[object]:
    """Give the structure tree of a PDF: what each element is, and what it holds."""

    def walk(one: object) -> list[object]:
        if isinstance(one, pikepdf.Array):
            return [walk(inner) for inner in one]
        if isinstance(one, pikepdf.Dictionary):
            return [str(one.get("/S", "")), *(walk(one.K) if "/K" in one else [])]
        return [int(str(one))]

    with pikepdf.open(path) as pdf:
        return walk(pdf.Root.StructTreeRoot.K)


def test_there_is_a_letter_for_each_recipient_addressed_in_its_own_right(sent: Path) -> None:
    found = rows(sent / "stamped")
    assert len(found) == 195
    assert len(digests(sent / "stamped")) == 195 * 3
    assert "The Permanent Representative of Switzerland\nto the United Nations\nNew York" in text(
        sent / "stamped" / "ch.pdf"
    )
    assert "The Permanent Observer of the Holy See" in text(sent / "stamped" / "va.pdf")
    for row in found:
        data = (sent / "stamped" / row["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        address = row["mission"].removeprefix("the ").split(" to the United Nations")[0]
        words = " ".join(text(sent / "stamped" / row["file"]).split()).replace("’", "'")
        assert address in words
        plain = (sent / "stamped" / f"{row['id']}.txt").read_text("utf-8")
        assert address in " ".join(plain.split()).replace("’", "'")
        assert address in (sent / "stamped" / f"{row['id']}.html").read_text().replace("’", "'")
    manifest = json.loads((sent / "stamped" / "manifest.json").read_text("utf-8"))
    assert manifest["letters"] == 195
    assert sum(plate["letters"] for plate in manifest["plates"]) + len(manifest["in_full"]) == 195
    assert [one["id"] for one in manifest["in_full"]] == ["gb"], "its name takes two rows"
    assert json.loads((sent / "stamped" / "coverage.json").read_text("utf-8"))["complete"]


def test_stamped_and_laid_out_in_full_are_the_same_for_every_recipient(sent: Path) -> None:
    names = [row["file"] for row in rows(sent / "stamped")]
    full = json.loads((sent / "full" / "manifest.json").read_text("utf-8"))
    assert len(full["in_full"]) == 195
    pairs = [(sent / "stamped" / name, sent / "full" / name) for name in names]
    with ThreadPoolExecutor(2) as pool:
        pictures = list(pool.map(picture, [path for pair in pairs for path in pair]))
    for i, (stamped, laid_out) in enumerate(pairs):
        assert pictures[2 * i] == pictures[2 * i + 1], stamped.name
        assert text(stamped) == text(laid_out)
        assert tags(stamped) == tags(laid_out)
        with pikepdf.open(stamped) as one, pikepdf.open(laid_out) as other:
            assert str(one.docinfo["/Title"]) == str(other.docinfo["/Title"])
            with one.open_metadata() as its, other.open_metadata() as theirs:
                assert dict(its) == dict(theirs)
    sizes = [a.stat().st_size / b.stat().st_size for a, b in pairs]
    assert max(sizes) < 1.3


def test_stamped_letters_are_pdf_a_and_pdf_ua(sent: Path, verapdf: VeraPdf) -> None:
    for name in ("ch.pdf", "ci.pdf", "va.pdf", "gb.pdf"):
        assert verapdf.validate(sent / "stamped" / name).conforms


def test_each_copy_has_its_own_title(sent: Path) -> None:
    with pikepdf.open(sent / "stamped" / "ch.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == (
            "Arrangements for the debate – the Permanent Representative of Switzerland "
            "to the United Nations"
        )


def test_the_same_command_again_writes_nothing(sent: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (sent / "full").glob("*.pdf")}
    ran = run("batch", "letters/letter.yaml", "--to", BOTH, "-o", "full", "--full-layout", cwd=sent)
    assert ran.exit == 0
    assert "195 were there before" in ran.err
    assert {path: path.stat().st_mtime_ns for path in (sent / "full").glob("*.pdf")} == before


def test_two_processes_give_the_same_bytes(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\n" + "".join(f"r{i},CH\n" for i in range(1100)), "utf-8")
    for name, jobs in (("one", "1"), ("two", "2")):
        ran = run(
            *("batch", "letters/letter.yaml", "--to", listed, "-o", name, "--jobs", jobs),
            cwd=project,
        )
        assert ran.exit == 0, ran.all
    assert len(digests(project / "one")) == 1100
    assert digests(project / "one") == digests(project / "two")
    assert rows(project / "one") == rows(project / "two")


@pytest.mark.parametrize("after", [0.9, 1.3, 2.0, 3.0])
def test_what_is_killed_goes_on_and_ends_the_same(
    after: float, project: Path, written: Written
) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\n" + "".join(f"r{i},CH\n" for i in range(1600)), "utf-8")
    command = ["batch", "letters/letter.yaml", "--to", listed, "-o"]
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", *map(str, command), "killed"],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    for path in (project / "killed").glob("*.pdf"):
        assert path.read_bytes().endswith(b"%%EOF\n"), "no half file"
    ran = run(*command, "killed", cwd=project)
    assert ran.exit == 0, ran.all
    assert run(*command, "whole", cwd=project).exit == 0
    assert digests(project / "killed") == digests(project / "whole")
    assert len(digests(project / "killed")) == 1600
    assert not list((project / "killed").glob(".*.part"))


def test_what_is_missing_or_changed_is_made_again_and_nothing_else(
    project: Path, written: Written
) -> None:
    written(SPEC)
    command = ("batch", "letters/letter.yaml", "--to", "CH,MX,FR,GM", "-o", "out")
    assert run(*command, cwd=project).exit == 0
    out = project / "out"
    before = digests(out)
    (out / "ch.pdf").unlink()
    (out / "mx.pdf").write_bytes(b"changed")
    kept = (out / "fr.pdf").stat().st_mtime_ns
    assert run(*command, cwd=project).exit == 0
    assert digests(out) == before
    assert (out / "fr.pdf").stat().st_mtime_ns == kept
    written(SPEC.replace("on Tuesday", "on Wednesday"))
    assert run(*command, cwd=project).exit == 0
    assert all(digests(out)[name] != digest for name, digest in before.items())


def test_a_second_batch_into_a_folder_is_told(project: Path, written: Written) -> None:
    import fcntl

    written(SPEC)
    (project / "out").mkdir()
    with (project / "out" / ".verbale.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = run("batch", "letters/letter.yaml", "--to", "CH,MX", "-o", "out", cwd=project)
    assert ran.exit == 1
    assert "folder-busy: another batch writes into this folder" in ran.err
    assert not list((project / "out").glob("*.pdf"))


@pytest.mark.parametrize("at", [0, 2])
def test_a_full_disk_leaves_no_half_file_and_can_go_on(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from verbale.batch import MadeCopy, Part
    from verbale.batch import run as write
    from verbale.document import Page

    page = Page("T", "en", "<p>", "<p>", (), {}, date(2016, 11, 3))
    part = Part(page, (), ("a", "b", "c"), ("txt",))
    copies = tuple(MadeCopy(stem, (("txt", stem.encode() * 9),), 1) for stem in part.stems)

    def makes(parts: Sequence[Part]) -> Iterator[tuple[int, tuple[MadeCopy, ...]]]:
        yield from ((number, copies) for number, _ in enumerate(parts))

    written = 0
    real = os.write

    def full(handle: int, data: bytes) -> int:
        nonlocal written
        written += 1
        if written > at:
            real(handle, data[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    (tmp_path / "out").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        batch = write([part], tmp_path / "out", makes)
    assert batch.failed
    assert "No space left" in batch.problems[0].message
    assert not [path for path in (tmp_path / "out").iterdir() if path.suffix in (".txt", ".part")]
    again = write([part], tmp_path / "out", makes)
    assert not again.failed
    assert len(list((tmp_path / "out").glob("*.txt"))) == 3


def test_all_rows_are_checked_before_the_first_letter(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("state,title,name\nCH,H.E. Mr.,A\nXX,,\nMX,Bishop,B\n", "utf-8")
    command = ("batch", "letters/letter.yaml", "--to", listed, "-o", "out")
    ran = run(*command, cwd=project)
    assert ran.exit == 1
    assert "list.csv:3  error  unknown-state" in ran.err
    assert 'list.csv:4  error  unknown-title: title: "Bishop" is not a known title' in ran.err
    assert not (project / "out").exists()
    ran = run(*command, "--skip-bad-rows", cwd=project)
    assert ran.exit == 0, ran.all
    assert "list.csv:3  warning  unknown-state" in ran.err
    assert [row["id"] for row in rows(project / "out")] == ["ch"]


def test_persons_are_addressed_by_name_and_post(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text(
        "id,state,title,name,post,email,address\n"
        "one,CH,H.E. Mr.,Jürg Lauber,,lauber@example.org,\n"
        "two,VA,H.E. Archbishop,Bernardito Auza,,,\n"
        "three,MX,,,deputy-permanent-representative,,\n"
        'four,,Ms.,Ada Obi,The Legal Counsel,,"Room 3\nNew York"\n',
        "utf-8",
    )
    ran = run(
        *("batch", "letters/letter.yaml", "--to", listed, "-o", "out", "--format", "pdf,txt"),
        cwd=project,
    )
    assert ran.exit == 0, ran.all
    out = project / "out"
    assert (
        "His Excellency\nMr. Jürg Lauber\nPermanent Representative of Switzerland\n"
        "to the United Nations\nNew York" in (out / "one.txt").read_text("utf-8")
    )
    assert "Permanent Observer of the Holy See" in (out / "two.txt").read_text("utf-8")
    assert "The Deputy Permanent Representative of Mexico" in (
        (out / "three.txt").read_text("utf-8")
    )
    four = (out / "four.txt").read_text("utf-8")
    assert "Ms. Ada Obi\nThe Legal Counsel\nRoom 3\nNew York" in four
    assert "\n\nMadam,\n" in four
    assert rows(out)[0]["e-mail"] == "lauber@example.org"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{reference}", "would be that of"),
        ("{ids}", "is no pattern for names of files"),
        ("../{id}", "is no pattern for names of files"),
        ("a/{id}", "is no pattern for names of files"),
        ("{date}", "would be that of"),
    ],
)
def test_names_that_meet_or_leave_the_folder_are_an_error_beforehand(
    pattern: str, said: str, project: Path, written: Written
) -> None:
    written(SPEC + "reference: OPGA/2016/3\n")
    ran = run(
        *("batch", "letters/letter.yaml", "--to", "CH,MX", "-o", "out", "--name", pattern),
        cwd=project,
    )
    assert ran.exit == 1
    assert said in ran.err
    assert not (project / "out").exists()


def test_files_are_named_by_a_pattern(project: Path, written: Written) -> None:
    written(SPEC + "reference: OPGA/2016/3\n")
    ran = run(
        *("batch", "letters/letter.yaml", "--to", "CH,MX", "-o", "out"),
        *("--name", "{reference}-{state}-{language}"),
        cwd=project,
    )
    assert ran.exit == 0, ran.all
    assert sorted(digests(project / "out")) == ["OPGA-2016-3-ch-en.pdf", "OPGA-2016-3-mx-en.pdf"]


def test_no_cell_of_the_dispatch_list_is_a_formula() -> None:
    from verbale.batch.reports import dispatch

    found = dispatch([("=1+1", "+x", "-y", "@z", "\tt", "a", "b@example.org")]).decode("utf-8-sig")
    assert next(csv.reader(StringIO(found.splitlines()[1]))) == [
        "'=1+1",
        "'+x",
        "'-y",
        "'@z",
        "'\tt",
        "a",
        "b@example.org",
    ]


def test_the_print_run_has_all_letters_in_order_with_bookmarks(
    project: Path, written: Written
) -> None:
    written(SPEC + "  " + "It goes on and on. " * 300 + "\n")
    command = ("batch", "letters/letter.yaml", "--to", "MX,CH,FR", "-o", "out", "--merged")
    assert run(*command, cwd=project).exit == 0
    alone = text(project / "out" / "mx.pdf").strip("\f").split("\f")
    assert len(alone) == 2
    whole = text(project / "out" / "print.pdf").strip("\f").split("\f")
    assert len(whole) == 6
    assert whole[:2] == alone
    assert [page.split()[-1] for page in whole[1::2]] == ["2", "2", "2"]
    with pikepdf.open(project / "out" / "print.pdf") as pdf, pdf.open_outline() as outline:
        assert [one.title for one in outline.root] == [
            f"the Permanent Representative of {name} to the United Nations"
            for name in ("Mexico", "Switzerland", "France")
        ]
    written(SPEC)
    assert run(*command, "--duplex", cwd=project).exit == 0
    pages = text(project / "out" / "print.pdf").split("\f")[:-1]
    assert [bool(page.strip()) for page in pages] == [True, False, True, False, True]


def test_a_template_has_slots_and_columns_of_its_own(project: Path, written: Written) -> None:
    folder = project / "templates" / "pass"
    folder.mkdir(parents=True)
    shell = """\
{% extends "layouts/letter.en.html.j2" %}
{% block title %}Pass{% endblock %}
{% block content %}
<p>%WHAT%</p>
{{ body() }}
{% endblock %}
"""
    listed = project / "list.csv"
    listed.write_text("state,table\nCH,Table 1\nMX,Table 2\nFR,Table 1\n", "utf-8")
    written(SPEC.replace("kind: circular", "kind: pass").replace("matter: ", "# "))
    command = ("batch", "letters/letter.yaml", "--to", listed, "-o")
    for what, full in (
        ('{{ slot("extra.table") }}', 0),
        ("At {{ recipient.extra.table }}", 3),
    ):
        (folder / "en.html.j2").write_text(shell.replace("%WHAT%", what), "utf-8")
        name = f"out-{full}"
        ran = run(*command, name, cwd=project)
        assert ran.exit == 0, ran.all
        assert "Table 2" in text(project / name / "mx.pdf")
        assert "Table 1" in text(project / name / "fr.pdf")
        manifest = json.loads((project / name / "manifest.json").read_text("utf-8"))
        assert len(manifest["in_full"]) == full
    (folder / "en.html.j2").write_text(shell.replace("%WHAT%", "{{ recipient.extra.x }}"), "utf-8")
    ran = run(*command, "out-x", cwd=project)
    assert ran.exit == 1
    assert "template-value" in ran.err


def test_a_line_too_wide_for_its_frame_is_laid_out_in_full(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    wide = "W" * 70
    listed.write_text(
        f"id,title,name\na,H.E. Mr.,Short\nb,H.E. Mr.,Brief\nc,H.E. Mr.,{wide}\nd,H.E. Mr.,Small\n",
        "utf-8",
    )
    ran = run("batch", "letters/letter.yaml", "--to", listed, "-o", "out", cwd=project)
    assert ran.exit == 0, ran.all
    manifest = json.loads((project / "out" / "manifest.json").read_text("utf-8"))
    assert [one["id"] for one in manifest["in_full"]] == ["c"]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real Dask scheduler with two workers, on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = {"cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    base = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    scheduler = subprocess.Popen([*base, "--port", str(port), "--no-dashboard"], **quiet)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1"]
    workers = [subprocess.Popen([*worker, "--no-dashboard"], **quiet) for _ in range(2)]
    try:
        yield address, workers
    finally:
        for one in (*workers, scheduler):
            one.terminate()
        for one in (*workers, scheduler):
            one.wait(15)


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], project: Path, written: Written
) -> None:
    address, workers = cluster
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\n" + "".join(f"r{i},CH\n" for i in range(4100)), "utf-8")
    command = ["batch", "letters/letter.yaml", "--to", str(listed), "-o"]
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", *command, "far", "--cluster", address],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    start = time.monotonic()
    while not list((project / "far").glob("*.pdf")) and process.poll() is None:
        assert time.monotonic() - start < 90
        time.sleep(0.1)
    workers[0].kill()
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    assert run(*command, "near", cwd=project).exit == 0
    assert digests(project / "far") == digests(project / "near")
    assert len(digests(project / "near")) == 4100


def test_a_cluster_that_does_not_answer_is_a_problem(project: Path, written: Written) -> None:
    written(SPEC)
    ran = run(
        *("batch", "letters/letter.yaml", "--to", "CH,MX", "-o", "out"),
        *("--cluster", "tcp://127.0.0.1:1"),
        cwd=project,
    )
    assert ran.exit == 1
    assert "cluster-unreachable: the cluster at tcp://127.0.0.1:1 does not answer" in ran.err
    assert not list((project / "out").glob("*.pdf"))


def test_each_recipient_gets_the_language_of_the_list(project: Path, written: Written) -> None:
    shell = (ROOT / "templates" / "letter" / "en.html.j2").read_text("utf-8")
    (project / "templates" / "letter").mkdir(parents=True)
    french = shell.replace('"layouts/letter.en.html.j2"', '"layouts/letter.html.j2"')
    french += (
        "{% block salutation %}{{ vocative() }},{% endblock %}{% block close %}Z{% endblock %}"
    )
    (project / "templates" / "letter" / "fr.html.j2").write_text(french, "utf-8")
    written(
        "kind: letter\nlanguages: [en, fr]\noffice: pga\ndate: 2016-11-03\nsender: {name: A}\n"
        "addressees: all-permanent-representatives\nbody: {en: I write., fr: J'écris.}\n"
    )
    listed = project / "list.csv"
    listed.write_text("state,language\nCH,fr\nMX,en\nGM,\nFR,fr\nBE,es\n", "utf-8")
    command = ("batch", "letters/letter.yaml", "--to", listed, "-o", "out", "--format", "pdf,txt")
    ran = run(*command, cwd=project)
    assert ran.exit == 1
    assert 'list.csv:6  error  unknown-language: the letter is not written in "es"' in ran.err
    ran = run(*command, "--skip-bad-rows", cwd=project)
    assert ran.exit == 0, ran.all
    assert [(row["id"], row["language"]) for row in rows(project / "out")] == [
        ("ch", "fr"),
        ("mx", "en"),
        ("gm", "en"),
        ("fr", "fr"),
    ]
    assert "Le Représentant permanent de la Suisse" in (project / "out/ch.txt").read_text("utf-8")


def test_a_process_that_is_killed_is_told_and_the_next_run_goes_on(
    project: Path, written: Written
) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\n" + "".join(f"r{i},CH\n" for i in range(5000)), "utf-8")
    command = ["batch", "letters/letter.yaml", "--to", str(listed), "-o", "out"]
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", *command, "--jobs", "2"],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    start = time.monotonic()
    while not list((project / "out").glob("*.pdf")):
        assert time.monotonic() - start < 90
        time.sleep(0.02)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    for child in children:
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text("utf-8"):
            os.kill(int(child), signal.SIGKILL)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"worker-lost" in said
    assert b"Traceback" not in said
    assert run(*command, cwd=project).exit == 0
    assert len(digests(project / "out")) == 5000


def test_letters_of_an_earlier_run_that_are_for_nobody_now_are_told(
    project: Path, written: Written
) -> None:
    written(SPEC)
    command = ("batch", "letters/letter.yaml", "-o", "out", "--to")
    assert run(*command, "CH,MX,FR", "--merged", cwd=project).exit == 0
    ran = run(*command, "CH,FR", cwd=project)
    assert ran.exit == 0
    assert "left-over: 2 files are of an earlier run: mx.pdf, print.pdf" in ran.err
    (project / "out" / "mx.pdf").unlink()
    (project / "out" / "print.pdf").unlink()
    assert "left-over" not in run(*command, "CH,FR", cwd=project).err


def test_a_terminal_is_shown_a_bar_with_rate_and_time_left(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\n" + "".join(f"r{i},CH\n" for i in range(3000)), "utf-8")
    try:
        ours, theirs = os.openpty()
    except OSError:
        pytest.skip("this machine has no terminals to give")
    with subprocess.Popen(
        [sys.executable, "-m", "verbale", "batch", "letters/letter.yaml", "--to", str(listed)],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        shown = b""
        # Read while it runs: a terminal holds little, and a full one stops who writes.
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    assert process.returncode == 0
    said = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.decode("utf-8"))
    assert re.search(r"letters ━+.* 2000/3000 \d+ a second", said), said[-500:]
    assert re.search(r"\d+ a second 0:00:0\d", said), said[-500:]


def _read(terminal: int) -> bytes:
    """Read from a terminal; nothing, when the other side has gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_a_list_of_which_no_row_is_left_is_a_problem(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\na,XX\nb,YY\n", "utf-8")
    ran = run(
        *("batch", "letters/letter.yaml", "--to", listed, "-o", "out", "--skip-bad-rows"),
        cwd=project,
    )
    assert ran.exit == 1
    assert ran.err.count("warning  unknown-state") == 2
    assert "list.csv  error  empty-file: no row of the list is left" in ran.err
    assert not (project / "out").exists()


def test_a_word_that_stands_twice_is_told_once_for_all_copies(
    project: Path, written: Written
) -> None:
    written(SPEC.replace("on Tuesday", "on on Tuesday"))
    ran = run("batch", "letters/letter.yaml", "--to", "CH,MX", "-o", "out", cwd=project)
    assert ran.exit == 0, ran.all
    assert ran.err.count("doubled-words") == 1


def test_a_journal_that_was_spoilt_is_passed_over(project: Path, written: Written) -> None:
    written(SPEC)
    command = ("batch", "letters/letter.yaml", "-o", "out", "--to", "CH,MX")
    assert run(*command, cwd=project).exit == 0
    journal = project / "out" / ".verbale.jsonl"
    noted = journal.read_bytes()
    for spoilt in (b"\xff\xfe", b"[1]\n", b'{"key": 1, "copies": [{"sha256": 3}]}\n', noted[:-9]):
        journal.write_bytes(spoilt)
        ran = run(*command, cwd=project)
        assert ran.exit == 0, ran.all
        assert len(digests(project / "out")) == 2


def test_no_recipient_takes_the_name_of_the_print_run(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\nPrint,CH\n", "utf-8")
    command = ("batch", "letters/letter.yaml", "-o", "out", "--to", str(listed))
    ran = run(*command, "--merged", cwd=project)
    assert ran.exit == 1
    assert "list.csv:2  error  output-collision" in ran.err
    assert run(*command, cwd=project).exit == 0
