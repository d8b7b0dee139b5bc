"""Mailing lists: read with all that is wrong told on its row, and counted against the Members."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import run_here as run
from verbale import mailing
from verbale.mailing import MailingList
from verbale.protocol.states import States

STATES = States()
DAY = date(2016, 11, 3)
Listed = Callable[..., Path]


@pytest.fixture
def listed(project: Path) -> Listed:
    """Write a mailing list into the project."""

    def write(text: str | bytes, name: str = "list.csv") -> Path:
        path = project / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def read(path: Path) -> MailingList:
    found = mailing.read(path, path.name, DAY, STATES)
    assert found.value is not None, found.problems
    return found.value


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_is_read_however_a_spreadsheet_saved_it(
    sign: str, mark: str, end: str, listed: Listed
) -> None:
    rows = [
        ["State", "Name", "Table No", "address"],
        ["Switzerland", "Jürg Lauber", "12", ""],
        ["MX", f'"Gómez{sign} Juan"', "", f'"633 Third Avenue{end}New York"'],
        ["", "", "", ""],
    ]
    path = listed(mark + end.join(sign.join(row) for row in rows))
    found = read(path)
    assert {one.code for one in found.problems} <= {"name-as-printed"}
    first, second = found.recipients
    assert (first.id, first.state, first.name) == ("ch", "CH", "Jürg Lauber")
    assert dict(first.extra) == {"table_no": "12"}
    assert second.name == f"Gómez{sign} Juan"
    assert second.address.splitlines() == ["633 Third Avenue", "New York"]
    assert (first.row, second.row) == (2, 3)


def workbook(path: Path, rows: list[list[str]]) -> Path:
    """Write an XLSX file by hand, with inline text."""
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for row in rows
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        )
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{pack}"><Relationship Id="r1" Type="{rel}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="A" sheetId="1" '
            'r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{pack}"><Relationship Id="r1" Type="{rel}/worksheet" '
            'Target="s.xml"/></Relationships>',
        )
        book.writestr(
            "xl/s.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
        )
    return path


def test_a_workbook_is_read(project: Path) -> None:
    rows = [["id", "state", "name"], ["a", "CH", "Jürg Lauber"], ["b", "Nowhere", "X"]]
    found = read(workbook(project / "list.xlsx", rows))
    assert [one.name for one in found.recipients] == ["Jürg Lauber"]
    assert [(one.code, one.place.line) for one in found.problems] == [("unknown-state", 3)]


def test_every_bad_row_is_told_at_once_with_row_column_and_hint(
    listed: Listed, project: Path
) -> None:
    path = listed(
        "id,state,name,gender,language,email\n"
        "ok,CH,Jürg Lauber,m,en,a@example.org\n"
        "../../x,MX,A,,,\n"
        "CON,FR,A,,,\n" + "x" * 300 + ",DE,A,,,\n"
        "ok,IT,A,,,\n"
        "OK,ES,A,,,\n"
        "g,Swizerland,A,,,\n"
        "h,PT,A,male,,\n"
        "i,GR,A,,english,\n"
        "j,SE,A,,,nobody\n"
        'k,NO,"=HYPERLINK(1)",,,\n'
        'l,FI,"two\nlines",,,\n'
        "m,DK,A,,,,extra,cells\n"
        ",,A,,,\n"
        "n,IS,A\u200bB,,,\n"
        "آ,AE,محمد,m,ar,\n"
    )
    ran = run("mailing", "check", path, "--as-of", "2016-11-03", cwd=project)
    assert ran.exit == 1
    for said in (
        'list.csv:3  error  bad-id: id: "../../x" cannot name a file on every disk',
        'list.csv:4  error  bad-id: id: "CON" cannot',
        "list.csv:5  error  bad-id: id: an id of 300 bytes; 100 is the most",
        'list.csv:6  error  double-id: id: "ok" already stands in row 2',
        'list.csv:7  error  double-id: id: "OK" already stands in row 2',
        'list.csv:8  error  unknown-state: state: "Swizerland" is not a State\n'
        "   hint: did you mean Switzerland (CH)?",
        'list.csv:9  error  bad-value: gender: "male" is neither f nor m',
        'list.csv:10  error  bad-value: language: "english" is not the code of a language',
        'list.csv:11  error  bad-value: email: "nobody" is not an address',
        'list.csv:12  error  bad-value: name: "=HYPERLINK(1)" reads as a formula',
        "list.csv:13  error  bad-value: name: this cell has several lines",
        "list.csv:14  error  bad-row: it has 8 cells, and the head 6",
        "list.csv:15  error  bad-id: id: neither id nor state is given",
        "list.csv:16  error  control-character: name:",
    ):
        assert said in ran.out, said
    assert ran.out.splitlines()[-1].startswith("2 recipients: 14 errors")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"country,ambassador\nCH,X\n", "list-columns: the list has no column id and no column"),
        (b"id,id\na,b\n", 'list-columns: the column "id" stands twice'),
        ("state,name\nCH,Jürg\n".encode("latin-1"), "list.csv:2  error  not-text: row 2 is not"),
        ("state,name\nCH,X\n".encode("utf-16"), "not-text: the list is text in UTF-16"),
        (b"", "empty-file: the list is empty"),
        (b"state\n", "empty-file: the list has a head, and no rows"),
        (b'state,name\nCH,"X\n', "bad-row: row 2:"),
        (b"PK\x03\x04 no workbook", "file-unreadable: the workbook cannot be read"),
    ],
)
def test_a_file_that_is_no_list_says_why(
    raw: bytes, said: str, listed: Listed, project: Path
) -> None:
    ran = run("mailing", "check", listed(raw), cwd=project)
    assert ran.exit == 1
    assert said in ran.all


def test_a_column_that_is_almost_known_is_a_warning(listed: Listed) -> None:
    found = read(listed("state,langauge\nCH,en\n"))
    assert [(one.code, one.hint) for one in found.problems] == [
        ("unknown-column", 'did you mean "language"?')
    ]


def test_a_hundred_thousand_rows_are_read(listed: Listed) -> None:
    path = listed("id,state\n" + "".join(f"r{i},CH\n" for i in range(100_000)))
    assert len(read(path).recipients) == 100_000


def test_of_a_list_that_is_wrong_throughout_the_first_are_told(listed: Listed) -> None:
    path = listed("id,state\n" + "".join(f"r{i},Nowhere\n" for i in range(5_000)))
    found = read(path)
    assert found.recipients == ()
    assert len(found.problems) < 300


@pytest.mark.parametrize(
    ("named", "day", "count"),
    [
        ("all-permanent-representatives", "2016-11-03", 193),
        ("all-permanent-representatives", "2002-01-15", 189),
        ("all-permanent-representatives-and-observers", "2016-11-03", 195),
        ("african-group", "2016-11-03", 54),
        ("african-group", "2010-01-01", 53),
        ("western-european-and-others-group", "2016-11-03", 29),
        ("CH,MX", "2016-11-03", 2),
    ],
)
def test_lists_that_need_no_file_are_those_of_the_day(named: str, day: str, count: int) -> None:
    found = mailing.built_in(named, date.fromisoformat(day), STATES).value
    assert found is not None
    assert len(found.recipients) == count
    assert all(one.id == one.state.lower() for one in found.recipients)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("all-permanent-representative", 'did you mean "all-permanent-representatives"?'),
        ("CH,XX", '"XX" is not a State'),
        ("CH,MX,ch", "CH stands twice"),
    ],
)
def test_a_list_that_is_not_there_is_a_problem(named: str, said: str, project: Path) -> None:
    ran = run("mailing", "check", named, cwd=project)
    assert ran.exit == 1
    assert said in ran.all


def test_coverage_proves_that_each_member_is_written_to_once(project: Path) -> None:
    ran = run(
        "mailing", "coverage", "all-permanent-representatives", "--as-of", "2016-11-03", cwd=project
    )
    assert (ran.exit, ran.all) == (0, "193 of 193 Members are written to: each once\n")


def test_coverage_tells_what_is_missing_double_unknown_and_vacant(
    listed: Listed, project: Path
) -> None:
    codes = [one.name.code for one in STATES.all(DAY, "en") if one.status == "member"]
    kept = [code for code in codes if code != "CH"]
    rows = [f"{code.lower()},{code},Name {code}" for code in kept]
    rows += ["mx-2,MX,Second", "icrc,,Peter Maurer", "va,VA,"]
    path = listed("id,state,name\n" + "\n".join(rows) + "\n")
    ran = run("mailing", "coverage", path, "--as-of", "2016-11-03", cwd=project)
    assert ran.exit == 0, "its findings are warnings"
    for said in (
        "coverage-missing: 1 Member is not written to: Switzerland (CH)",
        "list.csv:194  warning  coverage-double: Mexico (MX) is written to 2 times",
        'coverage-unknown: "icrc" is of no State that is known',
        'coverage-vacant: "va" names nobody',
    ):
        assert said in ran.out, ran.out
    found = json.loads(
        run("mailing", "coverage", path, "--as-of", "2016-11-03", "--json", cwd=project).out
    )
    assert found["complete"] is False
    assert (found["missing"], found["double"], found["observers"]) == (["CH"], ["MX"], ["VA"])
    early = run("mailing", "coverage", "SS,CH", "--as-of", "2010-01-01", cwd=project)
    assert "coverage-not-member: South Sudan (SS) was no Member" in early.out


def test_of_many_vacancies_the_first_are_told_and_the_rest_counted(
    listed: Listed, project: Path
) -> None:
    path = listed("id,post\n" + "".join(f"r{i},Director\n" for i in range(40)))
    ran = run("mailing", "coverage", path, "--as-of", "2016-11-03", cwd=project)
    assert ran.out.count("coverage-vacant") == 11
    assert "coverage-vacant: of 30 more it is the same: each names nobody" in ran.out
    assert ran.out.count("coverage-unknown") == 11


def test_a_new_list_can_be_filled_in_and_read_again(project: Path) -> None:
    made = run("mailing", "new", "african-group", "--as-of", "2016-11-03", cwd=project)
    assert (made.exit, made.out) == (0, "letters/_lists/african-group.csv\n")
    path = project / "letters/_lists/african-group.csv"
    assert path.read_text("utf-8-sig").splitlines()[1].startswith("dz,Algeria,")
    checked = run("mailing", "check", path, "--as-of", "2016-11-03", cwd=project)
    assert checked.out.endswith("54 recipients: 1 warning\n")
    assert "language-suggested" in checked.out
    again = run("mailing", "new", "african-group", cwd=project)
    assert again.exit == 2
    assert "is already there" in again.all
