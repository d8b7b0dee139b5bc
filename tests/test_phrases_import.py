"""A workbook of phrases comes back: what it changes, and what is wrong with it."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import Ran
from tests.conftest import run_here as run
from tests.workbooks import Rows, by_key, filled, rows, saved
from verbale.phrases import Desk, Filled, changes, desk, overlaid, read_filled, workbook_of
from verbale.project import open_project

TODAY = datetime.date.today().isoformat()
OWN = """\
# What our translators say.
posts:   # of our office
  envoy-for-oceans:
    written: Envoyé spécial pour l'océan   # since 2025
    again: True
titles: {}
# The end.
"""
MINISTER = "posts.minister.written"
Send = Callable[..., Ran]


@pytest.fixture
def project(project: Path) -> Path:
    """A project with a workbook of its French phrases."""
    assert run("phrases", "export", "fr", "fr.xlsx", cwd=project).exit == 0
    return project


@pytest.fixture
def send(project: Path) -> Send:
    """Fill in the workbook and import it."""

    def sent(
        cells: dict[tuple[str, str], Any],
        *words: str,
        change: Callable[[dict[str, Rows]], None] = lambda sheets: None,
    ) -> Ran:
        filled(project / "fr.xlsx", cells, change)
        return run("phrases", "import", "fr.xlsx", *words, cwd=project)

    return sent


def own(project: Path) -> str:
    path = project / "templates" / "languages" / "fr.yaml"
    return path.read_text("utf-8") if path.is_file() else ""


def states(project: Path) -> dict[str, tuple[str, str, str, str]]:
    """Give words, state, by and on of the phrases, as another export would."""
    path = project / "now.xlsx"
    path.unlink(missing_ok=True)
    assert run("phrases", "export", "fr", "now.xlsx", cwd=project).exit == 0
    found = by_key(path).items()
    return {key: (one["Words"], one["State"], one["By"], one["On"]) for key, one in found}


def test_a_workbook_that_comes_back_as_it_went_changes_nothing(project: Path, send: Send) -> None:
    for ran in (run("phrases", "import", "fr.xlsx", cwd=project), send({})):
        assert ran.exit == 0, ran.all
        assert ran.out.startswith("nothing changed; of French: ")
        assert not own(project)


@pytest.mark.parametrize("language", ["ar", "en", "es", "ru", "zh"])
def test_so_does_each_language(language: str, project: Path) -> None:
    assert run("phrases", "export", language, "other.xlsx", cwd=project).exit == 0
    filled(project / "other.xlsx", {})
    ran = run("phrases", "import", "other.xlsx", cwd=project)
    assert ran.exit == 0, ran.all
    assert ran.out.startswith("nothing changed")


def test_changed_words_are_the_offices_own_and_show_in_a_letter(project: Path, send: Send) -> None:
    ran = send({("vocatives.excellency", "Words"): "Votre Excellence"})
    assert ran.exit == 0, ran.all
    assert 'vocatives.excellency: "Excellence" -> "Votre Excellence" (unverified)' in ran.out
    assert "1 changed; of French: " in ran.out
    assert own(project) == (
        "# The office's own words of French, laid over the package's key by key.\n"
        'vocatives:\n  excellency: "Votre Excellence"\n'
        "sources:\n  vocatives.excellency: {state: unverified}\n"
    )
    spec = "kind: letter\nlanguage: fr\noffice: pga\ndate: 2016-11-03\nsender: {name: A}\n"
    spec += "addressees: all-permanent-representatives\nsubject: X\nbody: X\n"
    (project / "letters" / "a.yaml").write_text(spec, "utf-8")
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 0, ran.all
    close = "Je vous prie d’agréer, Votre Excellence, les assurances"
    assert close in (project / "output" / "a.txt").read_text("utf-8")


def test_a_dry_run_shows_and_writes_nothing(project: Path, send: Send) -> None:
    ran = send({("opens", "Words"): "j'ai le plaisir de"}, "--dry-run")
    assert ran.exit == 0, ran.all
    assert 'opens: "j\'ai l\'honneur de" -> "j\'ai le plaisir de" (unverified)' in ran.out
    assert "not written" in ran.out
    assert not own(project)


def test_who_confirms_a_phrase_is_named_with_the_day(project: Path, send: Send) -> None:
    ran = send(
        {
            ("opens", "State"): "Verified",
            ("opens", "By"): "A. Translator",
            ("months.0", "Words"): "janv.",
            ("months.0", "State"): "verified",
            ("months.0", "By"): "A. Translator",
            ("months.0", "On"): datetime.date(2026, 1, 2),
            ("months.0", "Source"): "A dictionary",
            # Its source was that of the old words, and so was its state.
            ("date", "Words"): "{day}. {month} {year}",
        }
    )
    assert ran.exit == 0, ran.all
    assert f"opens: unverified -> verified, by A. Translator on {TODAY}" in ran.out
    found = states(project)
    assert found["opens"] == ("j'ai l'honneur de", "verified", "A. Translator", TODAY)
    assert found["months.0"] == ("janv.", "verified", "A. Translator", "2026-01-02")
    assert found["months.1"] == ("février", "verified", "", ""), "the others of a list are kept"
    assert found["date"] == ("{day}. {month} {year}", "unverified", "", "")
    written = own(project)
    assert 'source: "A dictionary"' in written
    assert 'date: {source: "", state: unverified}' in written
    assert "opens:" not in written.split("sources:")[0], "its words did not change"


def test_what_was_confirmed_of_the_old_words_is_not_said_of_new_ones(
    project: Path, send: Send
) -> None:
    signed = {("opens", "State"): "verified", ("opens", "By"): "A", ("opens", "On"): "2026-01-02"}
    assert send(signed).exit == 0
    (project / "fr.xlsx").unlink()
    assert run("phrases", "export", "fr", "fr.xlsx", cwd=project).exit == 0
    assert send({("opens", "Words"): "j'ai le plaisir de"}).exit == 0
    assert states(project)["opens"] == ("j'ai le plaisir de", "unverified", "", "")


def test_comments_and_order_of_the_offices_own_file_are_kept(project: Path) -> None:
    folder = project / "templates" / "languages"
    folder.mkdir(parents=True)
    (folder / "fr.yaml").write_text(OWN, "utf-8")
    (project / "fr.xlsx").unlink()
    assert run("phrases", "export", "fr", "fr.xlsx", cwd=project).exit == 0
    filled(project / "fr.xlsx", {("posts.envoy-for-oceans.written", "Words"): "Envoyé"})
    ran = run("phrases", "import", "fr.xlsx", cwd=project)
    assert ran.exit == 0, ran.all
    kept = OWN.replace("Envoyé spécial pour l'océan  ", '"Envoyé"  ')
    assert own(project).startswith(kept.split("\n  envoy")[0])
    for line in ("    again: True", "# since 2025", "titles: {}", "# The end."):
        assert line in own(project)
    assert own(project).index("posts:") < own(project).index("titles:")


def test_a_word_is_parted_by_gender_with_rows_of_its_own(project: Path, send: Send) -> None:
    def part(sheets: dict[str, Rows]) -> None:
        head, *below = sheets["Phrases"]
        for end, word in (("m", "Ministre {of}"), ("f", "Ministresse {of}")):
            row = list(next(one for one in below if one[0] == MINISTER))
            row[0], row[head.index("Words")] = f"{MINISTER}.{end}", word
            sheets["Phrases"].append(row)

    ran = send({}, change=part)
    assert ran.exit == 0, ran.all
    found = states(project)
    assert found[f"{MINISTER}.m"][0] == "Ministre {of}"
    assert found[f"{MINISTER}.f"][0] == "Ministresse {of}"
    assert MINISTER not in found


def test_remarks_on_templates_are_told_and_change_nothing(project: Path, send: Send) -> None:
    def remark(sheets: dict[str, Rows]) -> None:
        for row in sheets["Templates"]:
            if row[0] == "layouts/letter" and row[2] == "reply":
                row[5] = "Rather:\n« Veuillez agréer »"

    ran = send({}, change=remark)
    assert ran.exit == 0, ran.all
    said = "remark on templates/layouts/letter.fr.html.j2, reply: Rather: « Veuillez agréer »"
    assert said in ran.out
    assert not own(project)


FAULTS: list[tuple[dict[tuple[str, str], Any], str, str]] = [
    ({("opens", "Key"): "opns"}, "unknown-phrase", ""),
    ({("opens", "Key"): "opns", ("date", "Words"): "x"}, "lost-placeholder", "{day}, {month}"),
    ({("post_of", "Words"): "{post}"}, "lost-placeholder", "{of} is lost from the words"),
    ({("mission.0", "Words"): "Mission"}, "lost-placeholder", "mission.0"),
    ({("opens", "Words"): ""}, "empty-text", "opens has no words any more"),
    ({("opens", "Words"): "  "}, "empty-text", "opens"),
    ({("opens", "State"): "verifed"}, "bad-value", 'did you mean "verified"?'),
    ({("opens", "State"): "verified"}, "unsigned", "By does not say by whom"),
    ({("opens", "On"): "2026-01-02"}, "unsigned", "On gives a day"),
    ({("opens", "By"): "A", ("opens", "On"): "2 Jan"}, "bad-date", '"2 Jan" is not a date'),
    ({("opens", "By"): "A", ("opens", "On"): "2999-01-01"}, "bad-date", "still to come"),
    ({("opens", "Words"): "a\nb"}, "bad-value", "several lines"),
    ({("opens", "Words"): "a\u200bb"}, "control-character", "not seen"),
    ({("opens", "Words"): "a" * 3000}, "text-too-long", "3,000 characters"),
    ({("opens", "Words"): True}, "bad-value", "true or false"),
    ({("opens", "Words"): datetime.date(2026, 1, 2)}, "bad-value", "a date or a time"),
    ({("weekdays.0", "Words"): "{day}"}, "bad-value", "braces that stand for nothing"),
    ({(MINISTER, "Words"): "Ministre {of} {his}"}, "bad-value", "placeholders known here"),
    ({("clock.am", "State"): "verified"}, "empty-text", "no words that could be verified"),
    ({("posts.minister.written", "Words"): "Ministre of"}, "lost-placeholder", MINISTER),
]


@pytest.mark.parametrize(("cells", "code", "said"), FAULTS)
def test_what_is_wrong_is_told_with_its_cell_and_nothing_is_written(
    cells: dict[tuple[str, str], Any], code: str, said: str, project: Path, send: Send
) -> None:
    ran = send({("months.0", "Words"): "good", **cells})
    if code == "unknown-phrase":  # A row whose key is gone, and that says nothing new.
        assert ran.exit == 0, ran.all
        assert "fr.xlsx  warning  unknown-phrase: it was exported by version" in ran.err
        return
    assert ran.exit == 1, ran.all
    assert f"error  {code}: Phrases, " in ran.err
    assert said in ran.err
    (row,) = {number for key, _ in cells if (number := _row(project, key)) is not None} - {
        _row(project, "opns")
    }
    assert f"fr.xlsx:{row}  error" in ran.err
    assert not own(project)


def _row(project: Path, key: str) -> int | None:
    keys = [row[0] for row in rows(project / "fr.xlsx")]
    return keys.index(key) + 1 if key in keys else None


def test_all_that_is_wrong_is_told_at_once(project: Path, send: Send) -> None:
    ran = send(
        {
            ("mission.0", "Words"): "Mission",
            ("opens", "State"): "verified",
            ("date", "Words"): "",
            # What the language's own model says is told as well.
            ("weekdays.0", "Words"): "{day}",
        }
    )
    assert ran.exit == 1
    assert ran.err.count("  error  ") == 4
    for code in ("lost-placeholder", "unsigned", "empty-text", "braces that stand for nothing"):
        assert code in ran.err


def test_a_changed_row_with_an_unknown_key_stops(project: Path, send: Send) -> None:
    ran = send({("opens", "Words"): "x", ("opens", "Key"): "opns"})
    assert ran.exit == 1
    assert "unknown-phrase: Phrases, A" in ran.err
    assert 'did you mean "opens"?' in ran.err


def test_of_very_many_faults_the_first_are_told(send: Send) -> None:
    def many(sheets: dict[str, Rows]) -> None:
        sheets["Phrases"] += [[f"opens{i}", "", "x"] for i in range(3000)]

    ran = send({}, change=many)
    assert ran.exit == 1
    assert ran.err.count("  error  ") == 201
    assert "the first 200 problems of 3,000 are told" in ran.err


def test_a_row_that_stands_twice_stops(project: Path, send: Send) -> None:
    ran = send({}, change=lambda sheets: sheets["Phrases"].append(sheets["Phrases"][5]))
    assert ran.exit == 1
    assert "phrase-twice" in ran.err
    assert "already stands in row 6" in ran.err


def test_lines_of_one_address_may_change_places(project: Path, send: Send) -> None:
    ran = send({("mission.0", "Words"): "Mission", ("mission.1", "Words"): "permanente {state}"})
    assert ran.exit == 0, ran.all
    assert states(project)["mission.1"][0] == "permanente {state}"


def test_a_late_workbook_undoes_nothing(project: Path, send: Send) -> None:
    old = (project / "fr.xlsx").read_bytes()
    assert send({("opens", "Words"): "j'ai le plaisir de"}).exit == 0
    (project / "fr.xlsx").write_bytes(old)
    ran = send({("post_of", "Words"): "{post}, {of}"})
    assert ran.exit == 0, ran.all
    assert states(project)["opens"][0] == "j'ai le plaisir de"
    (project / "fr.xlsx").write_bytes(old)
    ran = send({("opens", "Words"): "je désire"})
    assert ran.exit == 1
    assert "phrase-changed" in ran.err
    assert states(project)["opens"][0] == "j'ai le plaisir de"


def test_without_the_hidden_columns_the_words_there_are_now_count(
    project: Path, send: Send
) -> None:
    def cut(sheets: dict[str, Rows]) -> None:
        sheets["Phrases"] = [row[:8] for row in sheets["Phrases"]]

    ran = send({("opens", "Words"): "je désire"}, change=cut)
    assert ran.exit == 0, ran.all
    assert ran.out.count(" -> ") == 1


BROKEN: list[tuple[Callable[[dict[str, Rows]], Any], str, str]] = [
    (lambda sheets: sheets.pop("Read me"), "not-phrases", 'no sheet "Read me"'),
    (lambda sheets: sheets.pop("Phrases"), "not-phrases", 'no sheet "Phrases"'),
    (lambda sheets: sheets["Read me"].clear(), "not-phrases", "names no Language"),
    (lambda sheets: sheets["Phrases"][0].__setitem__(2, "Wörter"), "not-phrases", "Words"),
    (lambda sheets: sheets["Read me"][2].__setitem__(1, "tlh"), "unknown-language", '"tlh"'),
    (lambda sheets: sheets["Read me"][2].__setitem__(1, "../fr"), "unknown-language", "fr"),
    (lambda sheets: sheets["Read me"][4].__setitem__(1, "9"), "not-phrases", 'the form "9"'),
]


@pytest.mark.parametrize(("change", "code", "said"), BROKEN)
def test_a_workbook_that_is_none_of_phrases_is_told_so(
    change: Callable[[dict[str, Rows]], Any], code: str, said: str, send: Send, project: Path
) -> None:
    ran = send({("opens", "Words"): "x"}, change=change)
    assert ran.exit == 1, ran.all
    assert f"error  {code}" in ran.err
    assert said in ran.err
    assert not own(project)


def test_a_workbook_without_its_templates_is_read(send: Send) -> None:
    ran = send({("opens", "Words"): "x"}, change=lambda sheets: sheets.pop("Templates"))
    assert ran.exit == 0, ran.all


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "file-unreadable"),
        (b"PK\x03\x04 spoilt", "file-unreadable"),
        (b"key,words\nopens,x\n", "file-unreadable"),
        (b"\x00" * (20 * 1024 * 1024 + 1), "file-too-large"),
        (saved({"Read me": [["Language", "fr"]], "Phrases": [["x"] * 1100] * 1000}), "file-unread"),
    ],
)
def test_a_broken_or_large_workbook_is_told(raw: bytes, code: str, project: Path) -> None:
    (project / "fr.xlsx").write_bytes(raw)
    ran = run("phrases", "import", "fr.xlsx", cwd=project)
    assert ran.exit == 1, ran.all
    assert f"error  {code}" in ran.err
    ran = run("phrases", "import", "none.xlsx", cwd=project)
    assert "file-missing" in ran.err


def test_a_cell_at_the_end_of_all_rows_takes_bounded_memory(project: Path) -> None:
    far: Rows = [["Key"], *([] for _ in range(1_000_000)), ["x"]]
    (project / "fr.xlsx").write_bytes(saved({"Read me": [["Language", "fr"]], "Phrases": far}))
    ran = run("phrases", "import", "fr.xlsx", cwd=project)
    assert ran.exit == 1
    assert "more than 1,000,000 cells" in ran.err


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Filled]:
    """The French phrases, and their workbook as it comes back."""
    folder = tmp_path_factory.mktemp("laid-out")
    opened = open_project(folder).value
    assert opened is not None
    found = desk(opened, "fr").value
    assert found is not None
    path = folder / "fr.xlsx"
    path.write_bytes(workbook_of(found.language, found.phrases, found.texts))
    read = read_filled(path, "fr.xlsx").value
    assert read is not None
    return found, read


@settings(max_examples=50, deadline=None)
@given(
    words=st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="{}"),
        min_size=1,
    )
)
@example(words="null")
@example(words="~")
@example(words='a: "b" # c')
@example(words="- \\ '")
def test_any_words_are_written_so_that_they_are_read_again(
    laid_out: tuple[Desk, Filled], words: str
) -> None:
    found, read = laid_out
    at = next(i for i, row in enumerate(read.rows) if row.text("Key") == "opens")
    row = read.rows[at]
    cell = replace(row.cells["Words"], text=words)
    changed = replace(row, cells={**row.cells, "Words": cell})
    told = changes(replace(read, rows=(changed,)), found.phrases, datetime.date(2026, 1, 2)).value
    assert told is not None
    made = overlaid(found.own, told).value
    assert made is not None
    again = replace(found.own, raw=made).words
    assert isinstance(again, dict)
    assert again["opens"] == unicodedata.normalize("NFC", words).strip()
