"""What goes wrong in a batch, or is done to it: told at its row, and nothing else is harmed."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT
from tests.conftest import run_here as run
from tests.test_batch import SPEC, digests, rows, text

Written = Callable[..., Path]
TEMPLATE = (ROOT / "templates" / "circular" / "en.html.j2").read_text("utf-8")


def send(project: Path, listed: str, *options: str, out: str = "out") -> tuple[int, str]:
    """Send the letter to a list."""
    (project / "list.csv").write_text(listed, "utf-8")
    ran = run(
        *("batch", "letters/letter.yaml", "--to", "list.csv", "-o", out, *options), cwd=project
    )
    assert "Traceback" not in ran.all
    return ran.exit, ran.err


def own_template(project: Path, content: str) -> None:
    """Give the project a circular of its own: the shipped one, with something before its end."""
    folder = project / "templates" / "circular"
    folder.mkdir(parents=True, exist_ok=True)
    changed = TEMPLATE.replace("{{ body() }}", "{{ body() }}" + content, 1)
    assert changed != TEMPLATE
    (folder / "en.html.j2").write_text(changed, "utf-8")


def wait_for_a_part(project: Path) -> None:
    """Wait until the first part of a batch that runs is written and noted."""
    journal = project / "out" / ".verbale.jsonl"
    start = time.monotonic()
    while not journal.exists() or not journal.stat().st_size:
        assert time.monotonic() - start < 90
        time.sleep(0.02)


def test_a_name_that_no_font_has_is_told_at_its_row_before_anything_is_written(
    project: Path, written: Written
) -> None:
    written(SPEC)
    listed = "id,state,title,name\nch,CH,Mr.,Plain Name\nfr,FR,Mr.,노을\nde,DE,Ms.,Other Name\n"
    code, said = send(project, listed)
    assert code == 1
    assert "list.csv:3  error  glyph-missing: no bundled font has U+B178" in said
    assert not (project / "out").exists()
    code, said = send(project, listed, "--skip-bad-rows")
    assert code == 0
    assert sorted(digests(project / "out")) == ["ch.pdf", "de.pdf"]
    assert (
        "list.csv:3  error  glyph-missing" in run("mailing", "check", "list.csv", cwd=project).out
    )


def test_a_letter_that_fails_is_named_and_is_not_counted_as_sent(
    project: Path, written: Written
) -> None:
    written(SPEC)
    long = "\n".join(f"line {i}" for i in range(60))
    code, said = send(
        project, f'id,state,title,name,address\nch,CH,Mr.,A B,\nfr,FR,Mr.,C D,"{long}"\n'
    )
    assert code == 1
    assert "list.csv:3  error  address-" in said
    assert sorted(digests(project / "out")) == ["ch.pdf"]
    coverage = json.loads((project / "out" / "coverage.json").read_text("utf-8"))
    assert coverage["written_to"] == 1
    assert "FR" in coverage["missing"]
    assert [one["id"] for one in rows(project / "out")] == ["ch"]


def test_a_row_that_is_left_out_is_not_counted_as_written_to(
    project: Path, written: Written
) -> None:
    written(SPEC)
    code, _ = send(
        project, "id,state,title,name\nch,CH,Mr.,A B\nfr,FR,Zorglub,C D\n", "--skip-bad-rows"
    )
    assert code == 0
    coverage = json.loads((project / "out" / "coverage.json").read_text("utf-8"))
    assert coverage["written_to"] == 1
    assert "FR" in coverage["missing"]


def test_of_names_that_meet_on_some_disk_one_is_refused(project: Path, written: Written) -> None:
    written(SPEC)
    both = [unicodedata.normalize(form, "José") for form in ("NFC", "NFD")]
    listed = "id,state,title,name\n" + f"a,CH,Mr.,{both[0]}\nb,FR,Mr.,{both[1]}\n"
    code, said = send(project, listed, "--name", "{name}")
    assert code == 1
    assert "list.csv:3  error  output-collision" in said
    code, _ = send(project, listed, "--name", "{name}", "--skip-bad-rows")
    assert code == 0
    assert len(digests(project / "out")) == 1


def test_a_folder_in_the_way_is_named_before_anything_is_written(
    project: Path, written: Written
) -> None:
    written(SPEC)
    (project / "out" / "fr.pdf").mkdir(parents=True)
    code, said = send(project, "id,state\nch,CH\nfr,FR\n")
    assert code == 1
    assert 'output-unwritable: there is a folder named "fr.pdf"' in said
    assert not list((project / "out").glob("ch*"))
    (project / "out" / "fr.pdf").rmdir()


def test_a_link_in_the_folder_leads_to_nothing_outside(project: Path, written: Written) -> None:
    written(SPEC)
    precious = project / "precious"
    precious.write_text("precious")
    for name in (".verbale.lock", ".verbale.jsonl", "ch.pdf"):
        folder = project / f"with {name.split('.')[-1]}"
        folder.mkdir()
        (folder / name).symlink_to(precious)
        send(project, "id,state\nch,CH\nfr,FR\n", out=folder.name)
        assert precious.read_text() == "precious"


def test_a_pipe_in_the_place_of_a_letter_is_not_waited_for(project: Path, written: Written) -> None:
    written(SPEC)
    (project / "out").mkdir()
    os.mkfifo(project / "out" / "ch.pdf")
    code, _ = send(project, "id,state\nch,CH\nfr,FR\n")
    assert code == 0
    assert (project / "out" / "ch.pdf").read_bytes().startswith(b"%PDF")


def test_a_dispatch_list_that_was_ticked_off_is_kept(project: Path, written: Written) -> None:
    written(SPEC)
    send(project, "id,state\nch,CH\nfr,FR\n")
    path = project / "out" / "dispatch.csv"
    path.write_text(path.read_text("utf-8").replace("ch,", "ch SENT,"), "utf-8")
    code, said = send(project, "id,state\nch,CH\nfr,FR\n")
    assert code == 0
    assert "dispatch.csv was changed since it was made, and is kept as dispatch-1.csv" in said
    assert "ch SENT" in (project / "out" / "dispatch-1.csv").read_text("utf-8")
    assert "SENT" not in path.read_text("utf-8")


def test_no_cell_is_a_formula_where_semicolons_part_cells(project: Path, written: Written) -> None:
    written(SPEC)
    code, _ = send(project, 'id,title,name,post\na,Mr.,A B,"Head;=HYPERLINK(1);y"\n')
    assert code == 0
    raw = (project / "out" / "dispatch.csv").read_text("utf-8-sig")
    for sign in (",", ";"):
        for row in csv.reader(StringIO(raw), delimiter=sign):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_a_recipient_whose_language_the_letter_lacks_is_told(
    project: Path, written: Written
) -> None:
    written(SPEC)
    code, said = send(project, "id,state,language\nch,CH,fr\nfr,FR,en\n")
    assert code == 0
    assert 'list.csv:2  warning  other-language: 1 recipient is to be written to in "fr"' in said


def test_each_copy_carries_its_own_letter_and_nobody_s_address(
    project: Path, written: Written
) -> None:
    written(SPEC)
    settings = project / "verbale.yaml"
    text_ = settings.read_text("utf-8")
    settings.write_text(text_.replace("  pga:\n", "  pga:\n    embed_letter: true\n", 1), "utf-8")
    code, _ = send(
        project,
        "id,state,title,name,email\n"
        "a,CH,Mr.,Aaron First,first@example.org\nb,MX,Mr.,Bert Second,b@example.org\n",
    )
    assert code == 0
    for name, own, other in (("a", "Aaron First", "Bert"), ("b", "Bert Second", "Aaron")):
        with pikepdf.open(project / "out" / f"{name}.pdf") as pdf:
            told = pdf.attachments["letter.json"].get_file().read_bytes().decode()
        assert own in told
        assert other not in told
        assert "example.org" not in told


def test_a_slot_that_stands_twice_has_its_own_text_in_both_places(
    project: Path, written: Written
) -> None:
    written(SPEC)
    own_template(
        project, '<p>{{ slot("extra.table") }}</p><p class="x">{{ slot("extra.table") }}</p>'
    )
    code, _ = send(project, "id,state,table\nch,CH,Table 1\nmx,MX,Table 2\nfr,FR,\n")
    assert code == 0
    assert text(project / "out" / "mx.pdf").count("Table 2") == 2
    assert "Table" not in text(project / "out" / "fr.pdf")


def test_what_is_drawn_with_a_slot_or_narrows_it_is_laid_out_in_full(
    project: Path, written: Written
) -> None:
    written(SPEC)
    listed = "id,state,table\nch,CH,A\nmx,MX,Table with a long name of its own\n"
    for style in ("text-decoration: underline", "background: #ddd", "border-bottom: 1px solid"):
        own_template(project, f'<p><span style="{style}">{{{{ slot("extra.table") }}}}</span></p>')
        assert send(project, listed, out=style[:4])[0] == 0
        manifest = json.loads((project / style[:4] / "manifest.json").read_text("utf-8"))
        assert len(manifest["in_full"]) == 2, style
        assert manifest["plates"] == []
    own_template(project, '<p style="width: 20mm">{{ slot("extra.table") }}</p>')
    send(project, listed, out="narrow")
    manifest = json.loads((project / "narrow" / "manifest.json").read_text("utf-8"))
    assert [one["id"] for one in manifest["in_full"]] == ["mx"], manifest["in_full"]


def test_no_two_copies_have_one_identifier(project: Path, written: Written) -> None:
    written(SPEC)
    send(project, "id,state\nch,CH\nfr,FR\nmx,MX\n")
    found = set()
    for name in ("ch", "fr", "mx"):
        with pikepdf.open(project / "out" / f"{name}.pdf") as pdf:
            found.add(bytes(pdf.trailer.ID[0]))
    assert len(found) == 3


def test_another_stylesheet_makes_other_letters(project: Path, written: Written) -> None:
    written(SPEC)
    send(project, "id,state\nch,CH\nfr,FR\n")
    before = digests(project / "out")
    shipped = ROOT / "templates" / "styles" / "print.css"
    sheet = project / "templates" / shipped.relative_to(ROOT / "templates")
    sheet.parent.mkdir(parents=True)
    sheet.write_text(shipped.read_text("utf-8") + "\np { letter-spacing: 0.2pt }\n", "utf-8")
    code, said = send(project, "id,state\nch,CH\nfr,FR\n")
    assert code == 0
    assert "were there before" not in said
    assert not before.items() & digests(project / "out").items()


def test_two_processes_are_two(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\n" + "".join(f"r{i},CH\n" for i in range(5000)), "utf-8")
    command = ["batch", "letters/letter.yaml", "--to", "list.csv", "-o", "out", "--jobs", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", *command], cwd=project, stderr=subprocess.DEVNULL
    )
    wait_for_a_part(project)
    workers = _spawned(process.pid)
    assert len(workers) == 2
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    # Without the one that asks, nobody goes on making letters.
    start = time.monotonic()
    while any(Path(f"/proc/{worker}/cmdline").exists() for worker in workers):
        assert time.monotonic() - start < 30
        time.sleep(0.1)
    ran = run(*command, cwd=project)
    assert ran.exit == 0
    before = re.search(r"(\d+) were there before", ran.err)
    assert before is not None
    assert int(before[1]) > 0
    assert len(digests(project / "out")) == 5000


def _spawned(pid: int) -> list[str]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()
    return [
        child
        for child in children
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text("utf-8")
    ]


@pytest.mark.parametrize("address", ["garbage", "", "http://127.0.0.1:1"])
def test_what_is_no_address_of_a_cluster_is_told_at_once(
    address: str, project: Path, written: Written
) -> None:
    written(SPEC)
    start = time.monotonic()
    code, said = send(project, "id,state\nch,CH\n", "--cluster", address)
    assert code == 1
    assert "cluster-unreachable" in said
    assert time.monotonic() - start < 9


def test_a_list_as_excel_saves_it_is_read(project: Path) -> None:
    for head in ("sep=;\r\nid;state\r\n", "\r\nid;state\r\n", "id;state\r\n"):
        (project / "list.csv").write_text(head + "ch;CH\r\nxx;Nowhere\r\n", "utf-8")
        ran = run("mailing", "check", "list.csv", cwd=project)
        row = (head + "ch;CH\r\n").count("\n") + 1
        assert f"list.csv:{row}  error  unknown-state" in ran.out
        assert "1 recipient:" in ran.out


def workbook(path: Path, cells: str, *, second: str = "", hidden: bool = False) -> Path:
    """Write a workbook by hand: cells as XML, a second sheet if wanted, the first hidden or not."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheets = [cells, second] if second else [cells]
    names = "".join(
        f'<sheet name="s{i}" sheetId="{i}" r:id="r{i}"'
        + (' state="hidden"' if hidden and i == 1 else "")
        + "/>"
        for i, _ in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in enumerate(sheets, 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook {main} xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        )
        for i, content in enumerate(sheets, 1):
            packed.writestr(
                f"xl/worksheets/sheet{i}.xml",
                f"<worksheet {main}><sheetData>{content}</sheetData></worksheet>",
            )
    return path


def row(number: int, *cells: str) -> str:
    """Write a row of a workbook: text, or a cell's own XML after its address."""
    return (
        f'<row r="{number}">'
        + "".join(
            cell.replace("@", f"{column}{number}")
            if cell.startswith("<")
            else f'<c r="{column}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for column, cell in zip("ABCDEFG", cells, strict=False)
        )
        + "</row>"
    )


def test_cells_of_a_workbook_that_hold_no_text_are_told(project: Path) -> None:
    workbook(
        project / "list.xlsx",
        row(1, "id", "state", "name", "table")
        + row(2, "a", "CH", "Ana Silva", '<c r="@"><v>7</v></c>')
        + row(3, "b", "FR", '<c r="@" t="e"><v>#N/A</v></c>', "x")
        + row(4, "c", "MX", '<c r="@"><f>A1&amp;B1</f></c>', "x")
        + row(5, "d", "DE", '<c r="@" t="b"><v>1</v></c>', "x"),
    )
    ran = run("mailing", "check", "list.xlsx", cwd=project)
    assert "list.xlsx:3  error  bad-value: name: the cell holds the error #N/A" in ran.out
    assert "list.xlsx:4  error  bad-value: name: the cell holds a formula that was not" in ran.out
    assert "list.xlsx:5  error  bad-value: name: the cell holds true or false" in ran.out
    assert "1 recipient: 3 errors" in ran.out


def test_of_a_workbook_the_first_sheet_that_is_shown_is_read(project: Path) -> None:
    head = row(1, "id", "state")
    one, two = head + row(2, "us", "US"), head + row(2, "ch", "CH")
    workbook(project / "a.xlsx", one, second=two, hidden=True)
    ran = run("mailing", "coverage", "a.xlsx", "--json", cwd=project)
    found = json.loads(ran.out)
    assert "CH" not in found["missing"]
    assert "US" in found["missing"]
    workbook(project / "b.xlsx", one, second=two)
    ran = run("mailing", "check", "b.xlsx", cwd=project)
    assert 'other-sheets: the sheet "s1" is read, and not "s2"' in ran.out


@pytest.mark.parametrize(
    "far", ['<c r="XFD1048576"><v>1</v></c>', '<c r="ZZZZZZZZ99999999999999999999"><v>1</v></c>']
)
def test_a_workbook_that_asks_for_too_much_is_refused(far: str, project: Path) -> None:
    head = row(1, "id", "state") + row(2, "ch", "CH")
    workbook(project / "far.xlsx", head + f'<row r="1048576">{far}</row>')
    ran = run("mailing", "check", "far.xlsx", cwd=project)
    assert ran.exit == 1
    assert "far.xlsx  error  file-unreadable: the workbook cannot be read" in ran.all
    assert "Traceback" not in ran.all
    assert "panic" not in ran.all.lower()


def test_many_rows_with_one_fault_are_told_in_time(project: Path) -> None:
    rows_ = "".join(f"r{i},Switzerlandx{i % 900}\n" for i in range(20_000))
    (project / "list.csv").write_text("id,state\n" + rows_, "utf-8")
    start = time.monotonic()
    ran = run("mailing", "check", "list.csv", cwd=project)
    assert time.monotonic() - start < 15
    assert "the first 200 problems of 20,000 are told" in ran.out


def test_more_bad_rows_than_are_told_are_left_out_all_the_same(
    project: Path, written: Written
) -> None:
    written(SPEC)
    bad = "".join(f"r{i},CH,not-mail\n" for i in range(250))
    code, _ = send(project, f"id,state,email\n{bad}mx,MX,\n", "--skip-bad-rows")
    assert code == 0
    assert sorted(digests(project / "out")) == ["mx.pdf"]


def test_a_list_is_begun_in_the_project_and_from_no_file(project: Path) -> None:
    outside = project / "list.csv"
    outside.write_text("id,state,name\nch,CH,A B\n", "utf-8")
    ran = run("mailing", "new", "list.csv", cwd=project)
    assert ran.exit == 1
    assert "unknown-list" in ran.err
    made = run("mailing", "new", "CH; MX", cwd=project)
    assert made.exit == 0
    assert made.out.strip() == "letters/_lists/ch-mx.csv"


def test_a_file_named_like_a_state_does_not_come_before_it(project: Path, written: Written) -> None:
    written(SPEC)
    (project / "CH").write_text("x", "utf-8")
    ran = run("batch", "letters/letter.yaml", "--to", "CH", "-o", "out", cwd=project)
    assert ran.exit == 0, ran.all
    ran = run("batch", "letters/letter.yaml", "--to", "C" * 400, "-o", "out", cwd=project)
    assert ran.exit == 1
    assert "unknown-list" in ran.err


def test_a_note_that_greets_one_reader_in_all_copies_is_told(
    project: Path, written: Written
) -> None:
    shutil.copy(ROOT / "letters" / "example-note-verbale-visit.yaml", project / "letters")
    spec = project / "letters" / "example-note-verbale-visit.yaml"
    assert "\nto: " in spec.read_text("utf-8")
    # Few: each copy of the second is laid out in full.
    command = ("batch", str(spec), "--to", "CH,MX,NO", "-o", "out")
    ran = run(*command, cwd=project)
    assert ran.exit == 0, ran.all
    assert 'same-for-all: every copy says "' in ran.err
    spec.write_text(re.sub(r"\nto: .*", "", spec.read_text("utf-8")), "utf-8")
    ran = run(*command, cwd=project)
    assert "same-for-all" not in ran.err
    assert "Permanent Mission of Switzerland" in text(project / "out" / "ch.pdf")


def test_a_name_of_a_file_with_nothing_in_its_place_is_refused(
    project: Path, written: Written
) -> None:
    written(SPEC)
    code, said = send(project, "id,state\nch,CH\n", "--name", "{reference}-{state}")
    assert code == 1
    assert "list.csv:2  error  bad-id: {reference} in the name of its file is empty" in said


def test_names_that_nobody_prints_are_told(project: Path) -> None:
    listed = 'state,name,e-mail\nCH,H.E. Mr. Jürg Lauber,a@example.org\nDE,"LAUBER, Jürg",\n'
    (project / "list.csv").write_text(listed + 'FR,"Martin King, Jr.",\n', "utf-8")
    ran = run("mailing", "check", "list.csv", cwd=project)
    assert ran.exit == 0
    assert "list.csv:2  warning  name-as-printed" in ran.out
    assert "list.csv:3  warning  name-as-printed" in ran.out
    assert "3 recipients: 2 warnings" in ran.out


def test_no_state_is_suggested_for_what_is_no_slip(project: Path) -> None:
    (project / "list.csv").write_text("state\nTaiwan\nSwitzerlnd\n", "utf-8")
    ran = run("mailing", "check", "list.csv", cwd=project)
    assert "Thailand" not in ran.out
    assert "did you mean Switzerland (CH)?" in ran.out


def test_what_is_left_out_and_what_is_made_anew_is_counted(project: Path, written: Written) -> None:
    written(SPEC)
    rows_ = "a,CH,Mr.,Ana Silva\nb,FR,Mr.,Boris Petrov\n"
    send(project, "id,state,title,name\n" + rows_)
    code, said = send(project, "id,state,title,name\n" + rows_ + "c,XX,,\n", "--skip-bad-rows")
    assert code == 0
    assert "2 were there before, none made anew; 1 row left out" in said


def test_ctrl_c_says_how_far_it_is(project: Path, written: Written) -> None:
    written(SPEC)
    listed = project / "list.csv"
    listed.write_text("id,state\n" + "".join(f"r{i},CH\n" for i in range(9000)), "utf-8")
    command = ["batch", "letters/letter.yaml", "--to", "list.csv", "-o", "out"]
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", *command], cwd=project, stderr=subprocess.PIPE
    )
    wait_for_a_part(project)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert re.search(rb"ended: \d000 of 9000 letters are made; the same command goes on", said)
