"""The archive: what is issued is numbered once, found, made again and proved."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.version import Version

from tests.conftest import ROOT, run_here
from tests.test_batch import SPEC, digests, rows
from verbale.archive.records import read
from verbale.archive.store import Store
from verbale.archive.words import asked, indexed
from verbale.drafting import as_draft
from verbale.typeset.fonts import bundled
from verbale.typeset.versions import versions

Written = Callable[..., Path]


@pytest.fixture
def office(project: Path, written: Written) -> Path:
    """A project whose office numbers its letters, with one spec."""
    settings = project / "verbale.yaml"
    told = settings.read_text("utf-8")
    number = "  pga:\n    number: OPGA/{year}/{serial:04}\n"
    assert "  pga:\n" in told
    settings.write_text(told.replace("  pga:\n", number, 1), "utf-8")
    written(SPEC)
    return project


def verbale(office: Path, *words: str) -> str:
    """Run a command that must succeed; what it printed."""
    ran = run_here(*words, cwd=office)
    assert ran.exit == 0, ran.all
    return ran.out


def issue(office: Path, *options: str) -> str:
    return run_here("issue", "letters/letter.yaml", *options, cwd=office).err


def listed(office: Path, *options: str) -> list[dict[str, object]]:
    found = json.loads(verbale(office, "archive", "list", "--json", *options))
    assert isinstance(found, list)
    return found


def records(office: Path) -> list[Path]:
    return sorted((office / "archive" / "records").glob("*.json"))


def test_a_letter_is_numbered_kept_and_written(office: Path) -> None:
    before = (office / "letters" / "letter.yaml").read_bytes()
    assert "issued OPGA/2016/0001 of 2016-11-03 as letter 000001" in issue(office)
    assert "issued OPGA/2016/0002" in issue(office)
    assert (office / "letters" / "letter.yaml").read_bytes() == before
    assert [one["reference"] for one in listed(office)] == ["OPGA/2016/0002", "OPGA/2016/0001"]
    assert {*listed(office)[0]} >= {"id", "reference", "date", "kind", "title", "status"}
    verbale(office, "archive", "get", "1", "-o", "kept")
    kept = (office / "kept" / "000001.pdf").read_bytes()
    store = Store(office / "archive")
    record = read(store.raw(2))
    assert record.previous
    shown = json.loads(verbale(office, "archive", "show", "OPGA/2016/0001", "--json"))
    assert shown["sha256"] == [hashlib.sha256(kept).hexdigest()]
    verbale(office, "archive", "get", "1", "--format", "html", "-o", "kept")
    assert "OPGA/2016/0001" in (office / "kept" / "000001.html").read_text("utf-8")


def test_the_serial_starts_anew_each_year(office: Path, written: Written) -> None:
    issue(office)
    written(SPEC.replace("2016-11-03", "2017-01-05"))
    assert "issued OPGA/2017/0001" in issue(office)
    written(SPEC)
    assert "issued OPGA/2016/0002" in issue(office)


def test_a_letter_without_a_date_gets_the_day_that_is_named(office: Path, written: Written) -> None:
    written(SPEC.replace("date: 2016-11-03\n", ""))
    assert "of 2016-05-04 as letter" in issue(office, "--date", "2016-05-04")
    written(SPEC)
    said = issue(office, "--date", "2016-05-04")
    assert "dates-disagree: the spec has a date of its own: 2016-11-03" in said
    assert len(records(office)) == 1


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (SPEC.replace("subject: A", "subject: <<what>> A"), "error  placeholder"),
        (SPEC.replace("kind: circular", "kind: circulaire"), "error  unknown-kind"),
        (SPEC + "corrects: OPGA/2016/0099\n", "error  unknown-letter"),
    ],
)
def test_what_is_at_fault_is_not_issued_and_takes_no_number(
    spec: str, said: str, office: Path, written: Written
) -> None:
    written(spec)
    assert said in issue(office)
    assert not records(office)
    written(SPEC)
    assert "issued OPGA/2016/0001" in issue(office)


def test_a_letter_to_many_has_one_number(office: Path) -> None:
    assert "issued OPGA/2016/0001" in issue(office, "--to", "CH,MX,FR")
    found = listed(office)
    assert [(one["reference"], one["copies"]) for one in found] == [("OPGA/2016/0001", 3)]
    sent = rows(office / "output" / "letter")
    files = digests(office / "output" / "letter")
    assert {one["file"]: one["sha256"] for one in sent} == files
    assert sorted(files) == ["ch.pdf", "fr.pdf", "mx.pdf"]
    assert "identical" in verbale(office, "archive", "reproduce", "1")
    verbale(office, "archive", "reproduce", "1", "-o", "again")
    again = {name.split("-")[1]: sha for name, sha in digests(office / "again").items()}
    assert again == files
    assert [one["id"] for one in listed(office, "--state", "Switzerland")] == ["000001"]
    assert not listed(office, "--state", "Norway")


def test_a_letter_is_made_again_from_its_record_alone(office: Path) -> None:
    issue(office)
    moved = office.parent / "moved"
    moved.mkdir()
    shutil.copytree(office / "archive", moved / "archive")
    # Another project: no spec, no office of that name, templates that cannot even be read.
    (moved / "verbale.yaml").write_text("offices: {other: {name: Other}}\n", "utf-8")
    for kind in ("circular", "layouts"):
        (moved / "templates" / kind).mkdir(parents=True)
    (moved / "templates" / "circular" / "en.html.j2").write_text("{% nonsense", "utf-8")
    (moved / "templates" / "layouts" / "base.html.j2").write_text("{% nonsense", "utf-8")
    assert verbale(moved, "archive", "reproduce", "1").strip() == "identical"
    told = json.loads(verbale(moved, "archive", "reproduce", "1", "--json"))
    assert told["result"] == "identical"


def test_a_kept_pdf_that_was_changed_is_seen_and_is_not_what_is_made_again(office: Path) -> None:
    issue(office)
    sha = json.loads(verbale(office, "archive", "show", "1", "--json"))["sha256"][0]
    blob = office / "archive" / "blobs" / sha[:2] / sha[2:]
    kept = blob.read_bytes()
    blob.chmod(0o644)
    blob.write_bytes(kept.replace(b"%PDF-1.7", b"%PDF-1.6"))
    ran = run_here("archive", "verify", cwd=office)
    assert ran.exit == 1
    assert "blob-spoilt: letter 000001" in ran.out
    assert "put it back from a backup" in ran.out
    # What is made again does not come from it.
    verbale(office, "archive", "reproduce", "1", "-o", "again")
    assert (office / "again" / "000001.pdf").read_bytes() == kept


def test_a_letter_with_another_picture_is_told_with_its_pages_side_by_side(office: Path) -> None:
    issue(office)
    store = Store(office / "archive")
    record = read(store.raw(1))
    page = record.parts[0].page  # type: ignore[union-attr]
    html = store.get(page.html).replace(b"on Tuesday", b"on Friday")
    with store.alone():
        (other,) = store.put([html])
    path = store.record_path(1)
    path.chmod(0o644)
    path.write_text(path.read_text("utf-8").replace(page.html, other), "utf-8")
    (office / "archive" / "register.sqlite").unlink()
    ran = run_here("archive", "reproduce", "1", "--json", "-o", "again", cwd=office)
    assert ran.exit == 1
    told = json.loads(ran.out)
    assert (told["result"], told["copies"][0]["different_pages"]) == ("different", [1])
    shown = (office / "again" / "000001.html").read_text("utf-8")
    assert shown.count("data:image/png;base64,") == 2


def test_a_record_that_was_edited_or_deleted_is_seen(office: Path) -> None:
    for _ in range(3):
        issue(office)
    assert "all as they were" in verbale(office, "archive", "verify")
    first, middle, last = records(office)
    for path, code in ((first, "chain-broken"), (last, "chain-broken")):
        kept = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(kept.replace(b"Arrangements", b"Derangements"))
        ran = run_here("archive", "verify", cwd=office)
        assert ran.exit == 1
        assert code in ran.out
        path.write_bytes(kept)
    for path, said in ((middle, "record 000002 is missing"), (last, "record 000003, the last")):
        kept = path.read_bytes()
        path.unlink()
        ran = run_here("archive", "verify", cwd=office)
        assert ran.exit == 1
        assert said in ran.out
        path.write_bytes(kept)
    last.chmod(0o644)
    last.write_bytes(last.read_bytes()[:-20])
    ran = run_here("archive", "verify", cwd=office)
    assert "record-spoilt: letter 000003" in ran.out
    assert "Traceback" not in ran.all
    assert "record-spoilt" in issue(office), "no number is given on a chain that is broken"


def test_a_voided_letter_and_its_correction_show_wherever_the_old_one_does(
    office: Path, written: Written
) -> None:
    issue(office)
    raw = records(office)[0].read_bytes()
    written(SPEC.replace("Arrangements", "Revised arrangements") + "corrects: OPGA/2016/0001\n")
    assert "issued OPGA/2016/0002" in issue(office)
    verbale(office, "archive", "void", "OPGA/2016/0001", "--why", "a wrong date")
    assert records(office)[0].read_bytes() == raw, "what is issued never changes"
    new, old = listed(office)
    assert (old["status"], old["why"], old["corrected_by"]) == (
        "voided",
        "a wrong date",
        ["000002"],
    )
    assert new["corrects"] == "000001"
    assert "corrected by OPGA/2016/0002 (000002)" in verbale(office, "archive", "list")
    assert "voided" in verbale(office, "archive", "show", "1")
    assert [one["id"] for one in listed(office, "--status", "voided")] == ["000001"]
    assert run_here("archive", "void", "1", "--why", "again", cwd=office).exit == 1
    written(SPEC, "other.yaml")
    run_here("issue", "letters/other.yaml", cwd=office)
    assert listed(office)[0]["reference"] == "OPGA/2016/0003", "the serial goes on after a void"
    assert "all as they were" in verbale(office, "archive", "verify")


def test_numbers_have_no_gap_and_no_double_with_many_at_once_and_kills(office: Path) -> None:
    issue(office)
    command = [sys.executable, "-m", "verbale", "issue", "letters/letter.yaml"]
    with (office / "archive" / ".lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        many = [
            subprocess.Popen(command, cwd=office, stderr=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        for process in many:
            assert process.stderr is not None
            assert "waiting" in process.stderr.readline()
    time.sleep(0.2)  # One of them is at work now; which, nobody knows.
    many[0].send_signal(signal.SIGKILL)
    for process in many:
        process.communicate(timeout=60)
    assert [process.returncode for process in many[1:]] == [0, 0, 0]
    found = [str(one["reference"]) for one in listed(office)]
    assert len(found) in (4, 5)
    assert found == [f"OPGA/2016/{number:04}" for number in range(len(found), 0, -1)]
    assert "all as they were" in verbale(office, "archive", "verify", "--jobs", "2")


def test_the_register_is_only_an_index(office: Path) -> None:
    issue(office)
    issue(office)
    register = office / "archive" / "register.sqlite"
    before = listed(office)
    register.unlink()
    assert listed(office) == before
    register.write_bytes(b"spoilt" * 1000)
    assert listed(office) == before
    with sqlite3.connect(register) as database:
        database.execute("update letters set reference = 'X/1' where id = '000001'")
    database.close()
    ran = run_here("archive", "verify", cwd=office)
    assert ran.exit == 1
    assert "register-differs" in ran.out
    assert "verbale archive rebuild" in ran.out
    verbale(office, "archive", "rebuild")
    assert listed(office) == before


def test_letters_are_found_by_words_and_by_what_they_are(office: Path, written: Written) -> None:
    issue(office)
    written(SPEC.replace("on Tuesday", "on Friday, with Mr. José Nuñez"), "b.yaml")
    verbale(office, "issue", "letters/b.yaml")

    def found(*words: str) -> list[str]:
        ran = json.loads(verbale(office, "archive", "search", "--json", *words))
        return [one["id"] for one in ran]

    assert found("debate") == ["000002", "000001"]
    assert found("friday") == ["000002"]
    assert found("nunez") == found("NUÑEZ") == ["000002"]
    assert found("tues") == ["000001"]
    assert found('"open on Friday"') == ["000002"]
    assert found("OPGA/2016/0001") == ["000001"]
    assert found("nonsense'") == []
    assert found('"') == []
    assert [one["id"] for one in listed(office, "--sender", "thomson")] == ["000002", "000001"]
    assert not listed(office, "--since", "2017-01-01")
    assert not listed(office, "--kind", "appointment")


@pytest.mark.parametrize(
    ("text", "words", "is_found"),
    [
        ("联合国大会主席谨通知", "大会", True),
        ("联合国大会主席谨通知", "会大", False),
        ("联合国大会主席谨通知", "主席", True),
        ("تتشرف رئيسة الجمعية العامة بالإبلاغ", "الجمعيه", True),
        ("تَتَشَرَّفُ رئيسة", "تتشرف", True),
        ("Генеральная Ассамблея", "ассамблея", True),
        ("l'Assemblée générale", "assemblee", True),
    ],
)
def test_words_of_every_script_are_found(text: str, words: str, is_found: bool) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(
        'create virtual table words using fts5 (text, tokenize="unicode61 remove_diacritics 2")'
    )
    database.execute("insert into words values (?)", (indexed(text),))
    rows = database.execute("select 1 from words where words match ?", (asked(words),)).fetchall()
    assert bool(rows) is is_found


def test_an_old_letter_is_the_start_of_a_new_one(office: Path) -> None:
    issue(office)
    verbale(office, "archive", "draft", "1", "-o", "letters/new.yaml")
    text = (office / "letters" / "new.yaml").read_text("utf-8")
    said = "# Drafted from OPGA/2016/0001 (000001).\n"
    assert text == said + SPEC.replace("date: 2016-11-03", "# date: 2016-11-03")
    assert run_here("archive", "draft", "1", "-o", "letters/new.yaml", cwd=office).exit == 2


@pytest.mark.parametrize("edition", sorted((ROOT / "tests" / "archive").glob("v*")))
def test_records_of_every_edition_are_found_and_made_again(edition: Path, project: Path) -> None:
    shutil.copytree(edition, project / "archive")
    store = Store(project / "archive")
    with store.alone():
        store.put(font.data for font in bundled())
    assert [one["reference"] for one in listed(project)] == ["OPGA/2016/0001"]
    told = json.loads(verbale(project, "archive", "reproduce", "1", "--json"))
    assert told["result"] in ("identical", "same-picture"), told
    assert "Lauber" in verbale(project, "archive", "show", "1")
    for name, is_so, is_not in (
        ("--symbol", "A/RES/71/1", "A/RES/71/2"),
        ("--appointee", "gomez", "Ruiz"),
        ("--state", "Mexico", "Norway"),
        ("--until", "2016-11-03", "2016-11-02"),
        ("--kind", "appointment", "circular"),
    ):
        assert listed(project, name, is_so), name
        assert not listed(project, name, is_not), name


def test_an_unknown_letter_is_a_problem(office: Path) -> None:
    issue(office)
    for command in (("show", "99"), ("reproduce", "OPGA/1"), ("void", "99", "--why", "x")):
        ran = run_here("archive", *command, cwd=office)
        assert ran.exit == 1
        assert "unknown-letter" in ran.err


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small file system")
def test_a_full_disk_loses_nothing(office: Path) -> None:
    archive = office / "archive"
    archive.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12M", "tmpfs", str(archive)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("nothing can be mounted here")
    try:
        issue(office)
        (archive / "filler").write_bytes(b"x" * (shutil.disk_usage(archive).free - 20_000))
        said = issue(office, "--to", "CH,MX,FR,DE")
        assert "archive-unwritable: the archive cannot be used: No space left" in said
        assert len(records(office)) == 1
        assert not list(archive.rglob("*.part"))
        (archive / "filler").unlink()
        assert "issued OPGA/2016/0002" in issue(office, "--to", "CH,MX,FR,DE")
        assert "all as they were" in verbale(office, "archive", "verify")
    finally:
        subprocess.run(["umount", str(archive)], check=True)


def test_an_archive_that_cannot_be_written_to_is_a_problem(office: Path) -> None:
    (office / "archive").write_text("a file", "utf-8")
    said = issue(office)
    assert "archive-unwritable" in said
    assert "Traceback" not in said


def test_versions_are_those_that_are_installed() -> None:
    for package, version in versions().items():
        if package not in ("verbale", "python"):
            assert Version(version) == Version(metadata.version(package)), package


@pytest.mark.parametrize(
    ("spec", "expected", "left"),
    [
        (
            "kind: x\ndate: 2016-01-01\n# who\nto: y\n",
            "kind: x\n# date: 2016-01-01\n# who\nto: y\n",
            (),
        ),
        ('"date": 2016-01-01\na: {date: b}\n', '# "date": 2016-01-01\na: {date: b}\n', ()),
        ("reference: >-\n  A/1\n\nkind: x\n", "# reference: >-\n#   A/1\n\nkind: x\n", ()),
        ("{kind: x, date: 2016-01-01}\n", "{kind: x, date: 2016-01-01}\n", ("date",)),
        ("body: |\n  date: no\ncorrects: 1\n", "body: |\n  date: no\n# corrects: 1\n", ()),
    ],
)
def test_what_was_the_old_letters_alone_becomes_a_comment(
    spec: str, expected: str, left: tuple[str, ...]
) -> None:
    assert as_draft(spec, "X/1") == (f"# Drafted from X/1.\n{expected}", left)
