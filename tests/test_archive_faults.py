"""The archive under faults: what is spoilt, hostile, missing or done twice is told, and not lost.

The letters are issued once; each test works on a copy of their project.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SEED, SETTINGS, Ran, inside, run_here
from tests.test_batch import SPEC
from verbale import given_out
from verbale.archive.records import LetterKept, read
from verbale.archive.store import Store
from verbale.archive.verify import check

Kept = dict[str, Any]
NUMBERED = SETTINGS.replace("  pga:\n", "  pga:\n    number: OPGA/{year}/{serial:04}\n", 1)
LIST = "state,title,name,surname,email\nCH,H.E. Mr.,Jürg Lauber,Lauber,ch@example.org\n"
LIST += "MX,H.E. Ms.,Ana Ruiz,Ruiz,\n"


def said(*words: str | Path) -> Ran:
    return run_here(*words, cwd=Path.cwd())


def good(*words: str | Path) -> str:
    ran = said(*words)
    assert ran.exit == 0, ran.all
    return ran.out


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three letters: one to all in general, one to a list, and a correction of the first."""
    folder = tmp_path_factory.mktemp("issued")
    (folder / "letters").mkdir()
    (folder / "verbale.yaml").write_text(NUMBERED, "utf-8")
    (folder / "letters" / "letter.yaml").write_text(SPEC, "utf-8")
    friday = SPEC.replace("Tuesday", "Friday") + "corrects: OPGA/2016/0001\n"
    (folder / "letters" / "friday.yaml").write_text(friday, "utf-8")
    (folder / "list.csv").write_text(LIST, "utf-8")
    with inside(folder):
        good("issue", "letters/letter.yaml")
        good("issue", "letters/letter.yaml", "--to", "list.csv")
        good("issue", "letters/friday.yaml")
    return folder


@pytest.fixture
def office(issued: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of that project, as the current folder."""
    folder = tmp_path / "office"
    shutil.copytree(issued, folder)
    with inside(folder):
        yield folder


def store(office: Path) -> Store:
    return Store(office / "archive")


def record(office: Path, number: int) -> LetterKept:
    found = read(store(office).raw(number))
    assert isinstance(found, LetterKept)
    return found


def rechained(office: Path, number: int, change: Callable[[Kept], object]) -> None:
    """Change a record as somebody would who knows the format: all hashes are right again."""
    kept, previous = store(office), None
    for one in kept.sequences():
        told = json.loads(kept.raw(one))
        if one == number:
            change(told)
        if previous is not None:
            told["previous"] = previous
        raw = json.dumps(told, ensure_ascii=False).encode()
        previous = hashlib.sha256(raw).hexdigest()
        kept.record_path(one).chmod(0o644)
        kept.record_path(one).write_bytes(raw)
    head = json.dumps({"sequence": kept.sequences()[-1], "sha256": previous})
    (kept.root / "head.json").chmod(0o644)
    (kept.root / "head.json").write_text(head)


def blob_of(office: Path, what: str) -> Path:
    kept = record(office, 1)
    names = {
        "pdf": kept.parts[0].copies[0].pdf,
        "page": kept.parts[0].page.screen,
        "text": kept.sides[0].text,
        "spec": kept.spec.sha256,
    }
    return store(office).blob_path(names[what])


# What is spoilt.


def changed(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b" ")


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def as_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("harm", [changed, Path.unlink, as_folder, as_pipe])
@pytest.mark.parametrize(
    ("what", "command"),
    [
        ("pdf", ("get", "1")),
        ("page", ("get", "1", "--format", "html")),
        ("text", ("show", "1")),
        ("spec", ("draft", "1", "-o", "new.yaml")),
    ],
)
def test_a_spoilt_blob_is_told_where_it_is_wanted(
    what: str, command: tuple[str, ...], harm: Callable[[Path], None], office: Path
) -> None:
    harm(blob_of(office, what))
    ran = said("archive", *command)
    assert ran.exit == 1
    assert "blob-spoilt" in ran.err
    assert "verbale archive verify" in ran.err
    assert not list(office.glob("000001*")), "nothing spoilt is given out"


def test_sound_copies_are_given_out_beside_a_spoilt_one(office: Path) -> None:
    store(office).blob_path(record(office, 2).parts[0].copies[0].pdf).unlink()
    ran = said("archive", "get", "2", "-o", "out")
    assert ran.exit == 1
    assert "blob-spoilt: 000002-ch.pdf: a blob is missing" in ran.err
    assert [path.name for path in (office / "out").iterdir()] == ["000002-mx.pdf"]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        b"",
        b"{}",
        b'{"sequence": 1e999, "sha256": ""}',
        b'{"sequence": -5, "sha256": ""}',
        b"[" * 100_000,
    ],
)
def test_a_lost_note_of_the_last_record_stops_and_can_be_made_anew(
    raw: bytes | None, office: Path
) -> None:
    head = office / "archive" / "head.json"
    head.unlink()
    if raw is not None:
        head.write_bytes(raw)
    assert (
        "head.json, which names the last record, is missing"
        in said("issue", "letters/letter.yaml").err
    )
    ran = said("archive", "verify")
    assert ran.exit == 1
    assert "verbale archive rebuild notes it anew" in ran.out
    assert "head.json names the last one again: 000003" in said("archive", "rebuild").err
    assert good("archive", "verify")
    assert "issued OPGA/2016/0004" in said("issue", "letters/letter.yaml").err


def test_a_record_that_cannot_be_read_hides_no_other(office: Path) -> None:
    path = store(office).record_path(1)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-50])
    (office / "archive" / "register.sqlite").unlink()
    ran = said("archive", "list")
    assert ran.exit == 0
    assert "record 000001 cannot be read" in ran.err
    assert [line[:6] for line in ran.out.splitlines()] == ["000003", "000002"]
    assert good("archive", "get", "2", "-o", "out")
    ran = said("issue", "letters/letter.yaml")
    assert "record-spoilt: record 000001 cannot be read" in ran.err
    assert "issued OPGA/2016/0004" in ran.err


def test_a_record_that_was_mended_is_known_again(office: Path) -> None:
    path = store(office).record_path(1)
    kept = path.read_bytes()
    path.unlink()
    assert "record 000001 is missing" in said("archive", "list").err
    path.write_bytes(kept)
    ran = said("archive", "list")
    assert ran.err == ""
    assert len(ran.out.splitlines()) == 3


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Arrangements", "Derangements"),
        ('"pga/2016": ', '"pga/2016": 9'),
        ('"reference', ""),
        ('"previous', ""),
    ],
)
def test_the_record_that_was_changed_is_the_one_named(
    number: int, old: str, new: str, office: Path
) -> None:
    path = store(office).record_path(number)
    path.chmod(0o644)
    text = path.read_text("utf-8")
    told = json.loads(text)
    if old.startswith('"reference'):
        told["reference"] = "OPGA/2016/0003" if number < 3 else "OPGA/2016/0001"
        text = json.dumps(told)
    elif old.startswith('"previous'):
        told["previous"] = "0" * 64
        text = json.dumps(told)
    else:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    told = json.loads(said("archive", "verify", "--json").out)["problems"]
    chain = [one for one in told if one["code"] != "register-differs"]
    assert [one["code"] for one in chain] == ["chain-broken"], chain
    assert chain[0]["file"].endswith(f"{number:06}.json"), chain
    assert chain[0]["message"].endswith("it was changed")


@pytest.mark.parametrize("name", ["1.json", "0000001.json", "0.json", "x.json", "000000.json"])
def test_files_of_other_names_are_no_records(name: str, office: Path) -> None:
    shutil.copy(store(office).record_path(1), office / "archive" / "records" / name)
    assert len(good("archive", "list").splitlines()) == 3
    assert good("archive", "verify")


def test_a_record_far_off_is_told_in_one_line(office: Path) -> None:
    shutil.copy(store(office).record_path(1), store(office).record_path(999_999_999))
    ran = said("archive", "verify")
    assert "records 000004 to 999999998 are missing" in ran.out
    assert len(ran.out.splitlines()) < 12


def test_a_record_that_was_planted_gives_no_numbers(office: Path) -> None:
    told = json.loads(store(office).raw(3))
    told |= {"sequence": 4, "previous": "0" * 64, "counters": {"pga/2016": 900}}
    store(office).record_path(4).write_text(json.dumps(told), "utf-8")
    ran = said("issue", "letters/letter.yaml")
    assert ran.exit == 1
    assert "record 000004 does not follow the one before it" in ran.err


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(parts=[]),
        lambda told: told.update(sides=[]),
        lambda told: told["parts"][0].update(copies=[]),
        lambda told: told["parts"][0]["copies"][0].update(id="x/../../../evil"),
        lambda told: told["parts"][0]["page"].update(language="/../evil"),
        lambda told: told["fonts"][0].update(family='x"; } @import "y'),
        lambda told: told.update(sequence=99),
        lambda told: told.update(record=2),
        lambda told: told.update(counters={"pga/2016": -9}),
        lambda told: told.update(what="x" * 10_000_000),
    ],
)
def test_a_record_of_an_odd_shape_is_told_and_leads_nowhere(
    change: Callable[[Kept], None], office: Path
) -> None:
    rechained(office, 2, change)
    before = {path for path in office.parent.rglob("*") if "archive" not in path.parts}
    assert "record 000002 cannot be read" in said("archive", "list").err
    for command in (["get", "2", "-o", "a/b"], ["reproduce", "2", "-o", "a/b"], ["show", "2"]):
        assert said("archive", *command).exit == 1
    one, two = said("archive", "verify"), said("archive", "verify", "--jobs", "2")
    assert one.exit == two.exit == 1
    assert one.out == two.out
    assert "000002" in one.out
    assert {path for path in office.parent.rglob("*") if "archive" not in path.parts} == before


def test_lines_that_are_missing_are_told(office: Path) -> None:
    rechained(office, 2, lambda told: told["parts"][0]["copies"][0].update(slots={}))
    ran = said("archive", "reproduce", "2")
    assert ran.exit == 1
    assert "is not kept" in ran.out


def test_a_kept_file_that_is_no_pdf_is_told(office: Path) -> None:
    with store(office).alone():
        (name,) = store(office).put([b"no PDF"])
    rechained(office, 1, lambda told: told["parts"][0]["copies"][0].update(pdf=name))
    ran = said("archive", "reproduce", "1")
    assert ran.exit == 1
    assert "the kept PDF cannot be compared" in ran.out


@pytest.mark.parametrize(
    "statement",
    [
        "delete from letters where id = '000001'",
        "update letters set title = 'another'",
        "update letters set status = 'voided', why = 'false'",
        "delete from named",
        "update letters set copies = 'abc'",
        "drop table letters",
        "update letters set title = cast(x'ff' as text)",
    ],
)
def test_a_register_that_says_otherwise_is_told_and_made_anew(statement: str, office: Path) -> None:
    before = good("archive", "list")
    register = sqlite3.connect(office / "archive" / "register.sqlite")
    register.execute(statement)
    register.commit()
    register.close()
    said("archive", "list")
    ran = said("archive", "verify")
    assert ran.exit == 1
    assert "register-differs" in ran.out
    assert "verbale archive rebuild" in ran.out
    good("archive", "rebuild")
    assert good("archive", "list") == before
    assert good("archive", "verify")


def test_a_register_that_is_anothers_file_is_left_alone(office: Path) -> None:
    other = office / "other.sqlite"
    database = sqlite3.connect(other)
    database.execute("create table theirs (x)")
    database.commit()
    database.close()
    before = other.read_bytes()
    register = office / "archive" / "register.sqlite"
    register.unlink()
    register.symlink_to(other)
    assert len(good("archive", "list").splitlines()) == 3
    assert said("archive", "rebuild").exit == 1
    assert other.read_bytes() == before


def test_a_register_that_is_held_is_not_taken_away(office: Path) -> None:
    path = office / "archive" / "register.sqlite"
    inode = path.stat().st_ino
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("begin exclusive")
    found = subprocess.Popen(
        [sys.executable, "-m", "verbale", "archive", "list"], stdout=subprocess.PIPE, text=True
    )
    out, _ = found.communicate(timeout=60)
    holder.close()
    assert len(out.splitlines()) == 3
    assert path.stat().st_ino == inode


def test_a_number_that_the_register_hides_is_not_given_again(office: Path) -> None:
    register = sqlite3.connect(office / "archive" / "register.sqlite")
    register.execute("delete from letters where id = '000001'")
    register.commit()
    register.close()
    (office / "letters" / "own.yaml").write_text(SPEC + "reference: OPGA/2016/0001\n", "utf-8")
    ran = said("issue", "letters/own.yaml")
    assert ran.exit == 1
    assert "number-taken: OPGA/2016/0001 is the number of letter 000001" in ran.err
    (office / "letters" / "own.yaml").write_text(SPEC + "reference: OPGA/2016/0004\n", "utf-8")
    assert "issued OPGA/2016/0004" in said("issue", "letters/own.yaml").err
    good("archive", "list")
    register = sqlite3.connect(office / "archive" / "register.sqlite")
    register.execute("update letters set number = 'x', reference = 'x' where id = '000004'")
    register.commit()
    register.close()
    assert "issued OPGA/2016/0005" in said("issue", "letters/letter.yaml").err
    (office / "letters" / "own.yaml").write_text(SPEC + "reference: opga/2016/0004\n", "utf-8")
    assert "number-taken" in said("issue", "letters/own.yaml").err


def test_a_number_that_two_letters_bear_is_told(office: Path) -> None:
    rechained(office, 3, lambda told: told.update(reference="opga/2016/0001"))
    ran = said("archive", "verify")
    assert ran.exit == 1
    assert "letters 000001 and 000003 both bear" in ran.out
    rechained(office, 3, lambda told: told.update(reference="X", counters={"pga/2016": 1}))
    assert "the serial of pga/2016 is lower than before" in said("archive", "verify").out


@pytest.mark.parametrize("left", [(), ("blobs",), ("blobs", "records", "register.sqlite")])
def test_an_archive_that_is_gone_does_not_pass_for_an_empty_one(
    left: tuple[str, ...], office: Path
) -> None:
    for path in (office / "archive").iterdir():
        if path.name not in left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if "records" in left:
        for path in (office / "archive" / "records").iterdir():
            path.unlink()
    ran = said("archive", "verify")
    assert ran.exit == 1
    assert "backup" in ran.out
    ran = said("issue", "letters/letter.yaml")
    if left:
        assert ran.exit == 1
        assert "head.json" in ran.err
    else:
        assert "a new archive was begun" in ran.err


def test_letters_are_found_whatever_became_of_the_project(office: Path) -> None:
    (office / "verbale.yaml").write_text("offices: {}\nnonsense: [\narchive: kept\n", "utf-8")
    (office / "templates").mkdir()
    (office / "templates" / "gone.css").symlink_to("nowhere")
    assert len(good("archive", "list", "--state", "Switzerland").splitlines()) == 1
    assert good("archive", "reproduce", "2").strip() == "2 copies: identical"
    (office / "archive").rename(office / "kept")
    (office / "verbale.yaml").write_text("offices: {}\narchive: kept\n", "utf-8")
    assert good("archive", "verify")


# What is made again.


def test_other_versions_and_other_bytes_of_the_same_picture_are_told(office: Path) -> None:
    def change(told: Kept) -> None:
        told["parts"][0]["copies"][0] |= {"title": "Another title", "html": None}
        told["made_with"]["weasyprint"] = "1.0"

    rechained(office, 1, change)
    ran = said("archive", "reproduce", "1", "--json")
    assert ran.exit == 0
    told = json.loads(ran.out)
    assert told["result"] == "same-picture"
    assert [(one["name"], one["then"]) for one in told["versions"]] == [("weasyprint", "1.0")]
    assert "weasyprint 1.0 -> " in good("archive", "reproduce", "1")


def test_the_fonts_that_were_kept_are_those_it_is_set_in(office: Path) -> None:
    rechained(office, 1, lambda told: told["fonts"].reverse())
    assert good("archive", "reproduce", "1").strip() == "identical"

    def only_bold(told: Kept) -> None:
        bold = next(one for one in told["fonts"] if "Bold" in one["name"])
        for one in told["fonts"]:
            one["sha256"] = bold["sha256"]

    rechained(office, 1, only_bold)
    assert said("archive", "reproduce", "1").out.startswith("1: different")


def test_a_page_for_browsers_that_is_another_is_told(office: Path) -> None:
    rechained(office, 2, lambda told: told["parts"][0]["copies"][1].update(html="0" * 64))
    ran = said("archive", "reproduce", "2")
    assert ran.exit == 1
    assert "mx: different: its page for browsers is another" in ran.out


def test_verify_tells_a_letter_that_is_not_made_again_with_one_process_or_two(
    office: Path,
) -> None:
    page = record(office, 2).parts[0].page
    html = store(office).get(page.html).replace(b"on Tuesday", b"on Sunday")
    with store(office).alone():
        (other,) = store(office).put([html])
    rechained(office, 2, lambda told: told["parts"][0]["page"].update(html=other))
    one, two = said("archive", "verify"), said("archive", "verify", "--jobs", "2")
    assert one.exit == two.exit == 1
    assert one.out == two.out
    assert "not-the-same: letter 000002, copy ch, mx: it came out different: page 1" in one.out
    shutil.rmtree(store(office).blob_path(page.sheets[0].sha256).parent)
    assert said("archive", "verify").out.count("it cannot be made again") == 3, "once a letter"


# What is kept.


def test_a_record_holds_all_that_an_archivist_asks_for(office: Path) -> None:
    kept = record(office, 2)
    assert kept.fonts
    assert {one.family for one in kept.fonts} >= {"Spectral", "Amiri"}
    listing = json.loads(store(office).get(kept.templates))
    assert "circular/en.html.j2" in listing
    assert store(office).get(listing["circular/en.html.j2"])
    assert kept.mailing_list is not None
    assert store(office).get(kept.mailing_list.sha256) == LIST.encode()
    assert store(office).get(kept.spec.sha256) == SPEC.encode()
    assert kept.coverage is not None
    assert json.loads(store(office).get(kept.coverage))["written_to"] == 2
    assert kept.sent_to == "list.csv"
    assert kept.states == ("CH", "MX")
    wanted = {"verbale", "weasyprint", "pydyf", "pango", "harfbuzz", "fonttools"}
    assert wanted <= {name.lower() for name in kept.made_with}
    assert kept.dublin_core["creator"] == "Peter Thomson"
    assert kept.dublin_core["identifier"] == "OPGA/2016/0002"
    assert [one.email for one in kept.parts[0].copies] == ["ch@example.org", ""]
    assert record(office, 3).dublin_core["relation"] == "replaces 000001"
    assert not any("/" in one.name[:1] for one in kept.parts[0].page.sheets)


def test_a_record_names_whom_and_what_a_letter_is_about(office: Path) -> None:
    shutil.copy(SEED, office / "letters" / "seed.yaml")
    assert "issued" in said("issue", "letters/seed.yaml", "--date", "2016-11-03").err
    kept = record(office, 4)
    assert kept.symbols == ("A/RES/71/1",)
    assert kept.appointees == ("H.E. Mr. Jürg Lauber", "H.E. Mr. Juan José Gómez Camacho")
    assert kept.states == ("CH", "MX")
    assert kept.dublin_core["subject"] == ("A/RES/71/1",)


def test_every_file_of_a_letter_is_given_out(office: Path) -> None:
    for what in ("html", "txt", "json", "spec", "list"):
        good("archive", "get", "2", "--format", what, "-o", "out")
    out = {path.name: path.read_text("utf-8") for path in (office / "out").iterdir()}
    assert out["000002-spec.yaml"] == SPEC
    assert out["000002-list.csv"] == LIST
    assert "Lauber" in out["000002-ch.html"]
    assert "Lauber" not in out["000002-mx.html"]
    assert "Mexico" in out["000002-mx.html"]
    assert "Tuesday" in out["000002.txt"]
    assert json.loads(out["000002.json"])["kind"] == "circular"
    assert good("archive", "get", "2", "--copy", "mx").strip() == "000002-mx.pdf"
    assert said("archive", "get", "2", "--copy", "none").exit == 1
    assert said("archive", "get", "2", "--copy", "mx", "--format", "txt").exit == 2
    assert said("archive", "get", "1", "--format", "list").exit == 1


def test_who_was_written_to_is_found(office: Path) -> None:
    def found(*words: str) -> list[str]:
        return [line[:6] for line in good("archive", "search", *words).splitlines()]

    assert found("Lauber") == ["000002"]
    assert found("Mexico") == ["000002"]
    assert found("Jürg\u00a0\u200eLauber\u3000") == ["000002"], "pasted, with what is not seen"
    assert found("--status", "corrected") == ["000001"]
    assert found("--until", "2016-11-02") == []
    assert found("--until", "2016-11-03", "--kind", "circular") == ["000003", "000002", "000001"]
    assert found("--appointee", "Lauber") == []
    assert found("--sender", "x" * 90_000) == []
    assert found("--symbol", "A/RES/71/1") == []


# What is superseded.


def test_a_letter_that_no_longer_holds_says_so_wherever_it_is_used(office: Path) -> None:
    told = "superseded: OPGA/2016/0001 (000001) was corrected by OPGA/2016/0003 (000003)"
    for command in (
        ("archive", "get", "1"),
        ("archive", "show", "1"),
        ("archive", "reproduce", "1"),
        ("archive", "draft", "1", "-o", "new.yaml"),
        ("diff", "1", "3"),
    ):
        ran = said(*command)
        assert ran.exit == 0
        assert told in ran.err, command
    good("archive", "void", "2", "--why", "wrong list")
    assert "was voided: wrong list" in said("archive", "get", "2", "-o", "out").err
    assert "was voided: wrong list" in said("archive", "void", "2", "--why", "again").err
    assert "it tells that 000002 was voided" in said("archive", "show", "4").err
    good("archive", "void", "3", "--why", "it was right")
    status = {one["id"]: one["status"] for one in json.loads(good("archive", "list", "--json"))}
    assert status == {"000001": "issued", "000002": "voided", "000003": "voided"}
    assert "superseded" not in said("archive", "show", "1").err, "its correction holds no more"


def test_what_was_done_stays_done_when_the_mark_of_it_cannot_be_taken_away(office: Path) -> None:
    (office / "archive" / ".busy").mkdir()
    ran = said("issue", "letters/letter.yaml")
    assert ran.exit == 0
    assert "issued OPGA/2016/0004" in ran.err


def test_a_disk_that_fails_after_the_record_takes_nothing_back(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def fails(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").readlink().name == "records":
            raise OSError(errno.EIO, "Input/output error")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", fails)
    ran = said("issue", "letters/letter.yaml")
    assert ran.exit == 0
    assert "issued OPGA/2016/0004" in ran.err
    assert good("archive", "verify")


def test_without_an_archive_none_is_made_by_looking(project: Path) -> None:
    for command in (["list"], ["verify"], ["rebuild"], ["void", "1", "--why", "x"], ["show", "1"]):
        ran = run_here("archive", *command, cwd=project)
        assert ran.exit == int(command != ["list"])
        assert re.search("no letter|no record|no archive", ran.all)
        assert not (project / "archive").exists(), command
    (project / "archive" / "blobs" / "ab").mkdir(parents=True)
    (project / "archive" / "records").mkdir()
    assert run_here("archive", "rebuild", cwd=project).exit == 0
    assert (project / "archive" / "head.json").is_file(), "a way on from a first issue that failed"


def test_a_copy_of_an_archive_is_verified_where_it_lies(office: Path, tmp_path: Path) -> None:
    shutil.copytree(office / "archive", tmp_path / "copy")
    ran = run_here("archive", "verify", cwd=tmp_path / "copy")
    assert ran.exit == 0
    sha = hashlib.sha256(store(office).raw(3)).hexdigest()
    assert f"the last record is 000003, SHA-256 {sha}" in ran.out


def test_what_cannot_be_written_is_no_verdict(office: Path) -> None:
    (office / "afile").write_text("x", "utf-8")
    ran = said("archive", "reproduce", "1", "--output", "afile/x")
    assert ran.exit == 1
    assert "output-unwritable" in ran.err
    assert "identical" not in ran.out


def test_two_who_void_at_once_void_once(office: Path) -> None:
    with (office / "archive" / ".lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        both = [
            subprocess.Popen(
                [sys.executable, "-m", "verbale", "archive", "void", "1", "--why", why],
                stderr=subprocess.PIPE,
                text=True,
            )
            for why in ("one", "two")
        ]
        for process in both:  # Both wait, and say so.
            assert process.stderr is not None
            while "waiting" not in (line := process.stderr.readline()):
                assert line, "it ended"
    codes = sorted(process.wait(30) for process in both)
    for process in both:
        assert process.stderr is not None
        process.stderr.close()
    assert codes == [0, 1]
    assert store(office).sequences() == [1, 2, 3, 4]


def test_a_spec_that_is_saved_meanwhile_is_kept_as_it_was_issued(office: Path) -> None:
    spec = office / "letters" / "other.yaml"
    spec.write_text(SPEC.replace("Tuesday", "Monday"), "utf-8")
    with (office / "archive" / ".lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [sys.executable, "-m", "verbale", "issue", "letters/other.yaml"],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        while "waiting" not in process.stderr.readline():
            time.sleep(0.01)
        spec.write_text(SPEC.replace("Tuesday", "Sunday"), "utf-8")
    process.communicate(timeout=60)
    kept = record(office, 4)
    assert b"Monday" in store(office).get(kept.spec.sha256)
    assert b"Monday" in store(office).get(kept.sides[0].text)


def test_an_interrupt_after_the_record_tells_that_the_letter_is_issued(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(given_out, "written", interrupted)
    ran = said("issue", "letters/letter.yaml")
    assert ran.exit == 1
    assert "the letter was issued all the same, as 000004: verbale archive get 4" in ran.err


def test_the_same_spec_issued_again_is_told(office: Path) -> None:
    ran = said("issue", "letters/friday.yaml")
    assert "issued-before: this very spec was issued before, as OPGA/2016/0003" in ran.err
    assert "superseded: OPGA/2016/0001 (000001) was corrected by" in ran.err


def test_a_list_that_was_ticked_off_is_kept(office: Path) -> None:
    path = office / "output" / "letter" / "dispatch.csv"
    path.write_bytes(path.read_bytes() + b"ticked off")
    good("issue", "letters/letter.yaml", "--to", "MX")
    assert b"ticked off" in (path.parent / "dispatch-1.csv").read_bytes()
    assert b"ticked off" not in path.read_bytes()
    assert json.loads((path.parent / "coverage.json").read_text())["written_to"] == 1


# Numbers.


def test_a_number_that_was_given_by_hand_is_passed_by(office: Path) -> None:
    (office / "letters" / "own.yaml").write_text(SPEC + "reference: OPGA/2016/0004\n", "utf-8")
    assert "issued OPGA/2016/0004" in said("issue", "letters/own.yaml").err
    assert "issued OPGA/2016/0005" in said("issue", "letters/letter.yaml").err
    assert "number-taken" in said("issue", "letters/own.yaml").err


def test_an_office_goes_on_with_the_numbers_it_gave_before(office: Path) -> None:
    told = NUMBERED.replace("    number:", "    last_numbers: {2016: 117}\n    number:")
    (office / "verbale.yaml").write_text(told, "utf-8")
    assert "issued OPGA/2016/0118" in said("issue", "letters/letter.yaml").err
    assert "issued OPGA/2016/0119" in said("issue", "letters/letter.yaml").err


@pytest.mark.parametrize(
    "pattern",
    [
        "{serial}",
        "OPGA/{year}",
        "{year}/{serial[0]}",
        "{year}/{serial.__class__}",
        "{year}/{serial:0999999999}",
        "{year}/{serial:x}",
        "{year}/{serial}{",
        "{year}/{serial}" + "x" * 100,
    ],
)
def test_a_pattern_that_is_none_is_told_where_it_stands(pattern: str, office: Path) -> None:
    told = NUMBERED.replace("OPGA/{year}/{serial:04}", json.dumps(pattern))
    (office / "verbale.yaml").write_text(told, "utf-8")
    ran = said("issue", "letters/letter.yaml")
    assert ran.exit == 1
    assert "verbale.yaml:" in ran.err
    assert "write it as OPGA/{year}/{serial:04}" in ran.err


def test_numbers_that_look_like_ids_are_no_ids(office: Path) -> None:
    told = NUMBERED.replace("OPGA/{year}/{serial:04}", '"{year}{serial}"')
    (office / "verbale.yaml").write_text(told, "utf-8")
    rechained(office, 1, lambda told: told.update(reference="3"))
    assert "issued 20164" in said("issue", "letters/letter.yaml").err
    assert "Friday" in good("archive", "show", "3"), "an id comes before a number"


def test_a_kill_before_any_step_leaves_no_gap_and_no_double(office: Path) -> None:
    (office / "archive" / "head.json").unlink()
    shutil.rmtree(office / "archive")
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed", "letters/letter.yaml"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    tries = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert {one["before"] for one in tries} == {"replace", "link", "unlink", ""}
    for one in tries:
        for held in (one["after"], one["again"]):
            count = len(held["numbers"])
            assert held["numbers"] == [f"OPGA/2016/{n:04}" for n in range(1, count + 1)]
            assert held["problems"] == []
        assert len(one["again"]["numbers"]) == len(one["after"]["numbers"]) + 1
    assert {len(one["after"]["numbers"]) for one in tries} == {1, 2}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_an_archive_that_may_only_be_read_is_read(office: Path) -> None:
    archive = office / "archive"
    (archive / "register.sqlite").unlink()
    if subprocess.run(
        ["mount", "--bind", archive, archive], check=False, capture_output=True
    ).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", archive], check=True)
        assert len(good("archive", "list").splitlines()) == 3
        assert good("archive", "verify")
        assert good("archive", "get", "1", "-o", "out")
        for command in (
            ("issue", "letters/letter.yaml"),
            ("archive", "void", "1", "--why", "x"),
            ("archive", "rebuild"),
        ):
            ran = said(*command)
            assert ran.exit == 1
            assert (
                "archive-unwritable: the archive cannot be used: Read-only file system" in ran.err
            )
    finally:
        subprocess.run(["umount", archive], check=True)
    assert "issued OPGA/2016/0004" in said("issue", "letters/letter.yaml").err


def test_a_record_is_written_once(office: Path) -> None:
    kept = store(office)
    before = kept.raw(3)
    with pytest.raises(FileExistsError):
        kept.add(3, b"another")
    assert kept.raw(3) == before
    assert kept.record_path(3).stat().st_mode & 0o222 == 0, "nobody writes to it by mistake"


def test_all_that_a_record_names_has_reached_the_disk_before_it(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, str, str]] = []
    fsync, replace, link = os.fsync, os.replace, os.link

    def flushed(handle: int) -> None:
        done.append(("flush", str(Path(f"/proc/self/fd/{handle}").readlink()), ""))
        fsync(handle)

    def moved(old: Path, new: Path) -> None:
        done.append(("move", str(old), str(new)))
        replace(old, new)

    def linked(old: Path, new: Path) -> None:
        done.append(("link", str(old), str(new)))
        link(old, new)

    shutil.rmtree(office / "archive")
    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", moved)
    monkeypatch.setattr(os, "link", linked)
    assert "issued" in said("issue", "letters/letter.yaml").err
    (at,) = (i for i, one in enumerate(done) if one[0] == "link")
    before, after = done[:at], done[at:]
    assert ("flush", done[at][1], "") in before, "the record itself"
    assert ("flush", str(office / "archive" / "records"), "") in after, "and its name"
    moves = [(i, one) for i, one in enumerate(before) if one[0] == "move" and "blobs" in one[2]]
    assert len(moves) > 20
    for i, (_, old, new) in moves:
        assert ("flush", old, "") in before[:i]
        assert ("flush", str(Path(new).parent), "") in before[i:]
    for folder in (office, office / "archive", office / "archive" / "blobs"):
        assert ("flush", str(folder), "") in before


def test_each_blob_that_is_lost_is_told(office: Path) -> None:
    kept = store(office)
    assert not check(kept).problems
    blobs = list(kept.blobs.glob("??/*"))
    assert check(kept).unused == 0
    for blob in blobs:
        away = blob.rename(office / "away")
        told = check(kept).problems
        away.rename(blob)
        assert [one.code for one in told] == ["blob-spoilt"], blob


def test_letters_that_carry_their_facts_are_made_again(office: Path) -> None:
    told = NUMBERED.replace("    number:", "    embed_letter: true\n    number:")
    (office / "verbale.yaml").write_text(told, "utf-8")
    assert "issued" in said("issue", "letters/letter.yaml", "--to", "CH,MX").err
    assert "issued" in said("issue", "letters/letter.yaml").err
    assert good("archive", "reproduce", "4").strip() == "2 copies: identical"
    assert good("archive", "reproduce", "5").strip() == "identical"


def test_a_letter_without_a_date_is_of_today_and_says_so(office: Path) -> None:
    spec = SPEC.replace("date: 2016-11-03", "as_of: 2016-11-03")
    (office / "letters" / "undated.yaml").write_text(spec, "utf-8")
    today = datetime.now().astimezone().date()
    ran = said("issue", "letters/undated.yaml")
    assert f"dates-disagree: the letter is dated today, {today}" in ran.err
    assert record(office, 4).date == record(office, 4).parts[0].page.as_of == today
    ran = said("issue", "letters/undated.yaml", "--date", "2016-11-03")
    assert "dates-disagree" not in ran.err
    assert record(office, 5).reference == "OPGA/2016/0004"
    assert said("issue", "letters/undated.yaml", "--date", "9999-12-31").exit == 2
