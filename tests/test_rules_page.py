"""Rules on the finished page: letters and stylesheets on which each is found, and where none is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.conftest import run_here as run
from tests.letters import BASE, GOOD, with_keys
from tests.test_page_rules import filled
from verbale import rules, typeset
from verbale.codes import CODES
from verbale.document import Frame, Line, Pdf, Sheet
from verbale.pipeline import made
from verbale.project import open_project
from verbale.spec.parse import kind_of, parse
from verbale.spec.source import from_text

LINE = "It is set in lines that are here only to fill the page, number"
END = "And so it ends here, with a few words more."


def laid_out(text: str, css: str = "", html: tuple[str, str] = ("", "")) -> Pdf:
    """Typeset a spec with an office's own rules of style after those that are shipped."""
    page = filled(text)
    assert html[0] in page.html
    page = replace(page, html=page.html.replace(*html) if html[0] else page.html)
    own = replace(page, stylesheets=(*page.stylesheets, Sheet("print.css", css)))
    found = typeset.pdf(own)
    assert found.value is not None, found.problems
    return found.value


def told(pdf: Pdf) -> list[str]:
    return [f"{one.code}: {one.message}" for one in rules.page(pdf)]


def body(*paragraphs: str, kind: str = "letter") -> str:
    words = "".join(f"  {one}\n\n" for one in paragraphs)
    return with_keys(GOOD[kind], f"body: |\n{words}")


def of_lines(count: int, *after: str, kind: str = "letter") -> str:
    return body(*(f"{LINE} {i}." for i in range(count)), *after, kind=kind)


@pytest.mark.parametrize(
    ("css", "message"),
    [
        (".addressees { left: 20mm }", "stands 20 mm too far to the right"),
        (".addressee { text-indent: 13mm }", "stands 13 mm too far to the right"),
        (".addressees { left: -8mm }", "stands 8 mm too far to the left"),
        (".addressee { float: right; width: 60mm }", "stands 94 mm too far to the right"),
        (".addressees { bottom: 0 !important }", "ends 38 mm above the edge of the sheet"),
    ],
)
def test_an_offices_stylesheet_that_moves_the_address_is_told(css: str, message: str) -> None:
    found = told(laid_out(BASE, css))
    assert len(found) == 1
    assert found[0].startswith(f"address-off-place: the address {message}")


def test_where_the_text_is_indented_the_address_may_be_too() -> None:
    assert told(laid_out(BASE, "main { padding-left: 20mm } .addressees { left: 20mm }")) == []


def test_an_address_that_collides_is_told_once() -> None:
    found = told(laid_out(BASE, ".addressees { position: static }"))
    assert [one.split(":")[0] for one in found] == ["address-collides"]


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("office", ["pga", "mission"])
def test_each_language_has_its_address_in_place_on_both_papers(office: str, language: str) -> None:
    page = in_language(BASE.replace("office: pga", f"office: {office}"), language)
    lines = [line for line in page.lines if "addressees" in line.name.split("/")]
    above = (page.height - max(line.bottom for line in lines)) * 25.4 / 96
    assert above == pytest.approx(17, abs=0.1), "as the rule says"
    assert page.rtl == (language == "ar")
    assert told(page) == []


def in_language(text: str, language: str, css: str = "") -> Pdf:
    project = open_project(ROOT).value
    source = from_text(text, "letter.yaml").value
    assert project is not None
    assert source is not None
    spec = parse(source, project.model(kind_of(source))).value
    assert spec is not None
    page = made(project, spec, language, typeset=False).value
    assert page is not None
    sheets = (*page.page.stylesheets, Sheet("print.css", css))
    pdf = typeset.pdf(replace(page.page, stylesheets=sheets)).value
    assert pdf is not None
    return pdf


def test_from_right_to_left_the_address_is_flush_right() -> None:
    found = told(in_language(BASE, "ar", ".addressee { padding-right: 20mm }"))
    assert found == ["address-off-place: the address stands 20 mm too far to the left"]


def test_a_last_page_with_one_line_of_the_text_is_told() -> None:
    pdf = laid_out(of_lines(14, END))
    assert pdf.pages == 2
    assert told(pdf) == [f'last-page-short: the last page has only one line of the text: "{END}"']


def test_a_last_page_with_two_lines_of_the_text_is_not() -> None:
    pdf = laid_out(of_lines(14, f"{END} {END} {END}"))
    assert pdf.pages == 2
    assert told(pdf) == []


def test_a_notes_last_page_with_its_close_alone_is_told() -> None:
    pdf = laid_out(of_lines(3, kind="note"), ".close { break-before: page }")
    assert told(pdf) == ["last-page-short: the last page holds only the close"]


WIDE = "The Director of the Division for the Coordination of the Affairs of All of the Members"


def addressed(*lines: str) -> str:
    words = "".join(f"      {one}\n" for one in lines)
    return with_keys(GOOD["letter"], f"addressees:\n  - lines: |\n{words}    salutation: Sir\n")


def test_a_line_of_the_address_that_takes_two_is_told() -> None:
    found = told(laid_out(addressed(f"{WIDE} and Observers", "New York")))
    said = f'slot-shrunk: a line of the address takes 2 lines: "{WIDE} and Observers"'
    assert found == [said]


def test_a_line_that_is_parted_by_the_drafter_is_not() -> None:
    assert told(laid_out(addressed(WIDE[:40], WIDE[40:], "New York"))) == []


def listed(count: int, *items: str) -> str:
    many = "\n".join(f"  - {one}" for one in items).strip()
    return of_lines(count, many, f"{END} {END} {END}")


@pytest.mark.parametrize(
    ("space", "found"),
    [
        (14, ['one line of a list stands alone at the head of page 2: "item 3"']),
        (35, []),
        (49, ['one line of a list stands alone at the foot of page 1: "item 0"']),
        (70, []),
    ],
)
def test_a_list_of_which_one_line_stands_alone_is_told(space: int, found: list[str]) -> None:
    text = listed(13, *(f"item {i}" for i in range(4)))
    pdf = laid_out(text, f".salutation {{ margin-bottom: {space}pt }}")
    assert told(pdf) == [f"table-split: {one}" for one in found]


@pytest.mark.parametrize("count", range(8, 18))
def test_items_of_two_lines_are_parted_well_whatever_the_length(count: int) -> None:
    assert told(laid_out(listed(count, *[f"{END} {END} {END}"] * 4))) == []


CELL = "It was said.<br>And it was heard.<br>And it was noted.<br>"


def tabled(count: int, rows: int, cell: str, css: str = "") -> list[str]:
    """Check a letter whose template has a table after some lines."""
    html = "".join(f"<tr><td>{i}</td><td>{cell}</td></tr>" for i in range(rows))
    head = "<thead><tr><th>No.</th><th>What</th></tr></thead>"
    table = f"<table>{head}<tbody>{html}</tbody></table><p>{END} {END} {END}</p>"
    return told(laid_out(of_lines(count, "HERE"), css, ("<p>HERE</p>", table)))


def test_a_tables_row_that_is_parted_in_two_is_told() -> None:
    css = "td { orphans: 1; widows: 1 }"
    found = [one for count in range(8, 14) for one in tabled(count, 5, CELL, css)]
    assert any("a table's row is parted after page 1" in one for one in found), found
    whole = "tr { break-inside: avoid }"
    kept = [one for count in range(8, 14) for one in tabled(count, 5, CELL, whole)]
    assert not any("row is parted" in one for one in kept), "as the hint says"


def test_a_tables_row_alone_on_a_page_is_told() -> None:
    found = {one for count in range(9, 16) for one in tabled(count, 4, "It was said.")}
    assert any("one row of a table stands alone at the" in one for one in found), found


def columns(*ends: str) -> str:
    """Give a paragraph whose lines end in given words: what comes before fills the line."""
    return " ".join(f"{'m' * 35} {one}" for one in ends)


def test_three_full_lines_that_end_in_the_same_word_are_told() -> None:
    found = told(laid_out(body(columns("committee", "Committee,", "committee", "ended"))))
    assert len(found) == 1
    assert found[0].startswith('line-ends-alike: 3 lines in a row end in "committee" on page 1')


@pytest.mark.parametrize(
    "ends",
    [
        ("committee", "committee", "ended", "committee"),
        ("committee", "committee", "committee"),  # The last line ends anywhere.
        ("20162016", "20162016", "20162016", "ended"),
        ("A/RES/71/1", "A/RES/71/1", "A/RES/71/1", "ended"),
    ],
)
def test_two_lines_or_numbers_are_not(ends: tuple[str, ...]) -> None:
    assert told(laid_out(body(columns(*ends)))) == []


def test_names_in_an_address_or_list_may_end_alike() -> None:
    names = "\n".join(f"  - {one} Committee" for one in ("First", "Second", "Third", "Fourth"))
    text = (
        body(names.strip()) + "copies: [The First Committee, The Second Committee, A Committee]\n"
    )
    assert told(laid_out(text)) == []


def test_lines_know_what_they_go_on_from_and_what_holds_them() -> None:
    item = "  - item\n  - " + "words that go on " * 8 + "\n\n    a second part"
    pdf = laid_out(body(item.strip()))
    held = [one for one in pdf.lines if one.holders and one.text.strip() not in ("", "•")]
    assert [one.goes_on for one in held] == [False, False, True, False]
    assert [one.holders[-1] for one in held] == [("li", 1), ("li", 2), ("li", 2), ("li", 2)]


def test_a_paragraph_goes_on_over_the_page() -> None:
    pdf = laid_out(body(*(f"{LINE} {i}. " * 9 for i in range(9))))
    first = next(one for one in pdf.lines if one.page == 1)
    assert first.goes_on


def test_a_rule_of_the_page_is_judged_by_the_office_as_others_are() -> None:
    lines = (Line("", 0, 100, 600, 720, 620, "m"),)
    pdf = Pdf(b"", 1, 1000.0, (), (Frame(100, 100, 700, 880),), lines)
    assert [one.code for one in rules.page(pdf)] == ["line-too-wide"]
    assert rules.page(pdf, rules.Policy(states={"line-too-wide": "off"})) == ()


def batched(project: Path, css: str, to: str, *more: str) -> tuple[int, list[str], list[str]]:
    """Send a letter under an office's own stylesheet: exit code, what is told, the letters."""
    styles = project / "templates" / "styles"
    styles.mkdir(parents=True)
    shipped = (ROOT / "templates" / "styles" / "print.css").read_text("utf-8")
    (styles / "print.css").write_text(f"{shipped}{css}\n", "utf-8")
    (project / "letters" / "letter.yaml").write_text(GOOD["circular"], "utf-8")
    ran = run("batch", "letters/letter.yaml", "--to", to, "-o", "out", *more, cwd=project)
    found = [one for one in ran.all.splitlines() if any(f"  {c}: " in one for c in CODES)]
    return ran.exit, found, sorted(path.name for path in (project / "out").glob("*.pdf"))


@pytest.mark.parametrize("how", [[], ["--jobs", "2"], ["--full-layout"]])
def test_a_batch_tells_what_is_common_to_its_copies_once(project: Path, how: list[str]) -> None:
    code, found, letters = batched(project, ".addressees { left: 20mm }", "CH,MX,FR", *how)
    message = "address-off-place: the address stands 20 mm too far to the right"
    assert found == [f"addressees  advice  {message}"]
    assert (code, len(letters)) == (0, 3)


def test_a_batch_tells_a_wide_line_at_its_recipient(project: Path) -> None:
    wide = f"Special Envoy for the Preparation of {'the Conference and the Review of ' * 2}it"
    rows = f"id,title,name,post\none,Mr.,A B,{wide}\ntwo,Mr.,C D,Director\n"
    (project / "list.csv").write_text(rows, "utf-8")
    code, found, letters = batched(project, "", "list.csv")
    shrunk = [one for one in found if "slot-shrunk" in one]
    assert len(shrunk) == 1, found
    assert "slot-shrunk: one: a line of the address takes 2 lines" in shrunk[0]
    assert (code, len(letters)) == (0, 2)


def test_a_batch_does_not_tell_of_lines_that_nobody_can_mend(project: Path) -> None:
    code, found, letters = batched(project, "", "CH,MX,GB")
    assert (code, found, len(letters)) == (0, [], 3)


def test_a_line_for_which_the_office_stops_a_letter_is_told_whosever_it_is(project: Path) -> None:
    with (project / "verbale.yaml").open("a", encoding="utf-8") as settings:
        settings.write("rules: {slot-shrunk: error}\n")
    code, found, letters = batched(project, "", "CH,MX,GB")
    assert ["slot-shrunk: gb" in one for one in found] == [True], "nothing is lost unsaid"
    assert (code, len(letters)) == (1, 2)


def test_what_stops_the_plate_stops_all_its_copies(project: Path) -> None:
    css = ".addressees { bottom: 150mm !important }"
    code, found, letters = batched(project, css, "CH,MX,FR")
    assert [one.split(":")[0] for one in found] == ["addressees  error  address-collides"]
    assert (code, letters) == (1, [])
