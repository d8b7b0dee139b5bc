"""Old letters become specs: no word is lost, and none is made up."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import run_here
from verbale.pipeline import made
from verbale.project import Project, open_project
from verbale.spec.parse import kind_of, parse
from verbale.spec.source import from_bytes
from verbale.transcribe.hyphens import joined
from verbale.transcribe.proof import tokens
from verbale.transcribe.source import Line, Source
from verbale.transcribe.units import Unit
from verbale.transcribing import Transcript, transcribe

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests/transcribe/cases").glob("*.txt"))
TODAY = datetime.date(2026, 11, 24)


def source(text: str, **more: Any) -> Source:
    pages = tuple(
        tuple(
            Line(line.rstrip(), number, place)
            for place, line in enumerate(page.strip("\n").split("\n"), 1)
        )
        for number, page in enumerate(text.expandtabs().split("\f"), 1)
    )
    longest = max((len(line.text) for page in pages for line in page), default=0)
    return Source(pages, longest < 200, "text", "UTF-8", **more)


@pytest.fixture(scope="module")
def here() -> Project:
    found = open_project(ROOT).value
    assert found is not None
    return found


def spec_of(here: Project, text: str, **more: Any) -> Transcript:
    done = transcribe(here, source(text, **more), "old.txt", TODAY)
    assert done.value is not None, done.problems
    return done.value


def words(value: object) -> str:
    return " ".join(str(value).split())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_old_letter_is_told_and_says_the_same(here: Project, path: Path) -> None:
    wanted = yaml.safe_load(path.with_suffix(".yaml").read_text())
    done = transcribe(here, source(path.read_text()), path.name, TODAY)
    if not wanted["letter"]:
        assert done.value is None
        assert [one.code for one in done.problems] == ["not-a-letter"]
        return
    assert done.value is not None, done.problems
    assert done.value.equal, (done.value.differences, done.value.problems)
    assert facts(done.value, wanted) == {
        key: expected(key, wanted[key]) for key in facts(done.value, wanted)
    }


def facts(done: Transcript, wanted: dict[str, Any]) -> dict[str, Any]:
    """Give the facts of a spec under the names that the cases have for them."""
    keys = done.keys
    original = {name: text for part in keys.get("original", ()) for name, text in part.items()}
    said = keys.get("mentions") or {}
    blocks = keys.get("addressees")
    found: dict[str, Any] = {
        name: keys.get(name)
        for name in ("kind", "language", "date", "reference", "classification", "subject")
    }
    found["sender"] = (keys.get("sender") or {}).get("name")
    found["enclosures"] = [
        one if isinstance(one, str) else one["title"] for one in keys.get("enclosures", ())
    ]
    found["copies"] = keys.get("copies", [])
    found["missing"] = sorted(done.missing)
    found["removed"] = sorted(words(one) for one in done.removed)
    found["references"] = [
        (one["symbol"], one.get("adopted"))
        for one in keys.get("references") or said.get("references") or ()
    ]
    found["appointees"] = [
        one["name"] for one in keys.get("appointees") or said.get("appointees") or ()
    ]
    if original:
        found |= {name: words(original.get(name) or "") for name in ("salutation", "close")}
    if isinstance(blocks, list) and all("lines" in one for one in blocks):
        found["addressees"] = [line for one in blocks for line in one["lines"].splitlines()]
    found |= body_of_spec(done)
    return {key: value for key, value in found.items() if key in wanted}


def body_of_spec(done: Transcript) -> dict[str, Any]:
    """Give the first and last words of the body, where it stands in the spec as it is."""
    if done.keys["kind"] not in ("letter", "note-verbale") or "matter" in done.keys:
        return {}
    plain = re.sub(r"\\(?=[^\w\s])", "", done.keys["body"])
    flat = re.sub(r"^(?:> |- |## )", "", plain, flags=re.MULTILINE).split()
    return {"first": " ".join(flat[:4]), "last": " ".join(flat[-4:])}


def expected(key: str, value: Any) -> Any:
    if key == "references":
        return [(one["symbol"], one.get("adopted")) for one in value]
    if key == "appointees":
        return [one["name"] for one in value]
    if key in ("missing", "removed"):
        return sorted(words(one) for one in value)
    if key in ("salutation", "close"):
        return words(value or "")
    if key in ("subject", "first", "last") and value:
        return words(value)
    return value


PAPER = "UNITED NATIONS   NATIONS UNIES\nTHE PRESIDENT OF THE GENERAL ASSEMBLY\n\n"
EXAMPLES = sorted(
    path
    for path in (ROOT / "letters").glob("[!_]*.yaml")
    if "languages:" not in path.read_text("utf-8")
)
"""Kinds are told in English; in other languages a letter comes back in its own words."""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_letter_that_verbale_made_comes_back_to_the_same_spec(here: Project, path: Path) -> None:
    [first] = read_and_made(here, path.read_bytes())
    # A letter of which only the body is its own is told by its paper.
    paper = PAPER if first["letter"]["kind"] == "letter" else ""
    back = spec_of(here, paper + first["text"])
    assert back.equal
    assert "original" not in back.keys
    [second] = read_and_made(here, back.text.encode())
    assert second["text"] == first["text"]
    assert printed(second["letter"]) == printed(first["letter"])


def read_and_made(here: Project, raw: bytes) -> list[dict[str, Any]]:
    from verbale.letter import as_json
    from verbale.page import plain_text

    read = from_bytes(raw, "the spec").value
    assert read is not None
    spec = parse(read, here.model(kind_of(read)))
    assert spec.value is not None, spec.problems
    done = made(here, spec.value, spec.value.in_languages[0], typeset=False)
    assert done.value is not None, done.problems
    return [{"text": plain_text(done.value.page), "letter": json.loads(as_json(done.value.letter))}]


NOT_PRINTED = ("as_of", "office", "subject", "opening", "mentioned", "original")
"""Facts of which nothing is seen in a letter's text."""
UNTOLD_OF_PEOPLE = ("gender", "surname", "called", "again_title", "again_title_many", "at", "title")


def printed(letter: dict[str, Any]) -> dict[str, Any]:
    """Give the facts of a letter that its text tells."""
    found = {key: value for key, value in letter.items() if key not in NOT_PRINTED}
    fields = dict(found["fields"])
    if not fields.get("thanks", True):
        fields["appointees"] = [
            {key: value for key, value in one.items() if key not in UNTOLD_OF_PEOPLE}
            for one in fields["appointees"]
        ]
    found["sender"] = found["sender"]["name"] if letter["kind"] != "note-verbale" else ""
    fields["appointees"] = [one | {"gender": ""} for one in fields.get("appointees", ())]
    # Paragraphs of the drafter after the template's last are the body's.
    body = [found["body"], *(one for c in found["changes"].values() for one in c.values() if one)]
    found["body"] = sorted(tokens(" ".join(map(str, body))))
    found.pop("changes")
    note = ("author", "author_gender", "to")
    found["fields"] = {k: v for k, v in fields.items() if k not in note and v not in (None, False)}
    found["addressed"] = [one["lines"] for one in found["addressed"]]
    if letter["kind"] == "note-verbale":
        # Nobody is called by a vocative; and an old note's close stands in its own words.
        found["place"] = found["place"] or letter["office"]["place"]
        found["vocative"] = ""
        found["fields"].pop("courtesies", None)
    # Apostrophes are printed as such, however they were typed.
    return dict(json.loads(json.dumps(found, ensure_ascii=False).replace("’", "'")))


def test_without_its_paper_it_is_not_put_on_an_office_s(here: Project) -> None:
    [first] = read_and_made(here, (ROOT / "letters/example-letter-condolences.yaml").read_bytes())
    done = spec_of(here, first["text"])
    assert done.equal
    assert "letterhead" not in [name for part in done.keys["original"] for name in part]
    spec = from_bytes(done.text.encode(), "the spec").value
    assert spec is not None
    model = parse(spec, here.model("letter")).value
    assert model is not None
    page = made(here, model, "en", typeset=False).value
    assert page is not None
    assert "President of the General Assembly" not in page.page.screen


def test_the_seed_letter_is_an_appointment_with_all_its_facts(here: Project) -> None:
    spec = ROOT / "letters/2016-appointment-global-compact-migration.yaml"
    [first] = read_and_made(here, spec.read_bytes())
    done = spec_of(here, first["text"])
    keys = done.keys
    assert (keys["kind"], done.equal, done.missing) == ("appointment", True, ("date",))
    assert [(one["name"], one["post"], one["state"]) for one in keys["appointees"]] == [
        ("Jürg Lauber", "permanent-representative", "CH"),
        ("Juan José Gómez Camacho", "permanent-representative", "MX"),
    ]
    assert keys["references"][0]["symbol"] == "A/RES/71/1"
    assert keys["references"][0]["adopted"] == datetime.date(2016, 9, 19)
    assert keys["deadline"] == datetime.date(2017, 1, 31)
    assert keys["addressees"] == "all-permanent-representatives-and-observers"
    assert any(one.startswith("as_of: the letter bears no date") for one in done.unsure)


def test_a_deviation_of_one_word_is_kept_and_the_kind_is_not_chosen(here: Project) -> None:
    spec = ROOT / "letters/2016-appointment-global-compact-migration.yaml"
    [first] = read_and_made(here, spec.read_bytes())
    text = first["text"].replace("I trust that you will also", "I trust you will also")
    done = spec_of(here, text)
    assert (done.keys["kind"], done.equal) == ("letter", True)
    assert "I trust you will also" in done.text


OLD = """\
4 March 1947

Sir,

{body}

I have the honour to be, Sir, your obedient servant,

(Signed) Arne HOLM
Director

The Secretary-General
Lake Success
"""


def body_of(here: Project, body: str) -> str:
    done = spec_of(here, OLD.format(body=body))
    assert done.equal, done.differences
    return str(done.keys["body"])


def test_a_word_parted_at_a_line_end_is_whole_and_a_hyphen_of_its_own_stays(here: Project) -> None:
    body = body_of(
        here,
        "I have the honour to refer to the nego-\ntiations on the so-\ncalled treaty, and to the\n"
        "co-\nfacilitators of the Asia-\nPacific group, who were heard in full.",
    )
    assert "negotiations on the so-called treaty" in body
    assert "co-facilitators of the Asia-Pacific group" in body


def test_signs_of_commonmark_are_kept_as_they_stand(here: Project) -> None:
    body = body_of(
        here, "I have the honour to quote *this* and _that_ of 1947 \\ as [it] was <typed>."
    )
    assert "\\*this\\*" in body


def test_a_paragraph_that_begins_with_a_number_is_no_list(here: Project) -> None:
    body = body_of(
        here,
        "I have the honour to report as follows on the session:\n\n3. The third item was closed.",
    )
    assert "3\\. The third" in body


def test_a_numbered_list_is_a_list(here: Project) -> None:
    body = body_of(
        here,
        "I have the honour to ask three questions of your Government:\n\n"
        "1. Who came?\n2. Who went?\n3. Who stayed until the end?",
    )
    assert "1. Who came?\n2. Who went?\n3. Who stayed" in body


def test_what_is_parted_by_a_page_is_one_paragraph(here: Project) -> None:
    done = spec_of(
        here,
        OLD.format(
            body="I have the honour to bring to your notice that the commission which was\n"
            "appointed in the spring of last year has\n\f- 2 -\n\nreported to the Government "
            "on all of the questions before it."
        ),
    )
    assert "last year has reported to the Government" in done.keys["body"]
    assert done.removed == ("- 2 -",)


def test_faults_of_ocr_are_kept(here: Project) -> None:
    body = body_of(
        here, "I liave tlie honour to inforrn you that rny Governrnent lias agreed to it."
    )
    assert "I liave tlie honour to inforrn you that rny Governrnent" in body


def test_a_spec_names_the_words_that_its_values_rest_on(here: Project) -> None:
    text = spec_of(here, OLD.format(body="I have the honour to report to you on the mission.")).text
    assert "# date: rests on “4 March 1947”\ndate: 1947-03-04\n" in text
    assert "# sender: rests on “(Signed) Arne HOLM Director”" in text


def test_a_letter_without_parts_is_transcribed_without_and_the_lack_is_told(here: Project) -> None:
    done = spec_of(
        here,
        "I have the honour to acknowledge the receipt of your letter of 3 May 1951.\n\n"
        "(Signed) Arne HOLM\n",
    )
    assert set(done.missing) == {"salutation", "date", "address", "close"}
    assert done.equal
    assert done.keys["addressees"] is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "bread\nmilk\n12 eggs\n",
        "import os\n\ndef main():\n    print(os.name)\n",
        "12 34 56",
    ],
    ids=["nothing", "blank", "shopping", "code", "figures"],
)
def test_what_is_no_letter_is_refused(here: Project, text: str) -> None:
    done = transcribe(here, source(text), "old.txt", TODAY)
    assert done.value is None
    assert [one.code for one in done.problems] == ["not-a-letter"]


def test_the_command_writes_a_spec_beside_the_letter(project: Path) -> None:
    old = project / "old.txt"
    old.write_text(OLD.format(body="I have the honour to report to you on the mission."))
    ran = run_here("transcribe", old, cwd=project)
    assert ran.exit == 0, ran.all
    assert "letter in en, words equal" in ran.out
    assert (project / "old.yaml").read_text().startswith("# Transcribed from old.txt")
    assert run_here("render", "old.yaml", "--format", "txt", cwd=project).exit == 0


def test_a_spec_that_is_there_is_not_written_over_unasked(project: Path) -> None:
    old = project / "old.txt"
    old.write_text(OLD.format(body="I have the honour to report to you on the mission."))
    (project / "old.yaml").write_text("mine\n")
    ran = run_here("transcribe", old, cwd=project)
    assert ran.exit == 1
    assert "spec-exists" in ran.err
    assert (project / "old.yaml").read_text() == "mine\n"
    assert run_here("transcribe", old, "--overwrite", cwd=project).exit == 0


def test_a_folder_goes_on_past_the_bad_ones_and_ends_with_a_table(project: Path) -> None:
    folder = project / "old"
    folder.mkdir()
    (folder / "a.txt").write_text(OLD.format(body="I have the honour to report on the mission."))
    (folder / "b.txt").write_text("bread\nmilk\n12 eggs\n")
    (folder / "c.PDF").write_bytes(b"%PDF-1.7\nnothing of one")
    (folder / "d.txt").write_text(OLD.format(body="I have the honour to report on the second one."))
    ran = run_here("transcribe", folder, "-o", project / "specs", "--report", cwd=project)
    assert ran.exit == 1
    assert sorted(path.name for path in (project / "specs").iterdir()) == ["a.yaml", "d.yaml"]
    assert "words equal" in ran.out
    assert "2 of 2 (100.0 %)" in ran.out
    assert "2 of 4 (50.0 %)" in ran.out
    assert "not-a-letter" in ran.err
    assert "source-unreadable" in ran.err


def test_two_files_of_one_name_get_specs_of_two_names(project: Path) -> None:
    folder = project / "old"
    folder.mkdir()
    text = OLD.format(body="I have the honour to report on the mission.")
    (folder / "a.txt").write_text(text)
    (folder / "a.text").write_text(text)
    run_here("transcribe", folder, cwd=project)
    assert sorted(path.name for path in folder.glob("*.yaml")) == ["a-text.yaml", "a-txt.yaml"]


# Filing.


def filed(project: Path, name: str = "old", **more: str) -> Path:
    text = OLD.format(body="I have the honour to report to you on the mission.")
    old = project / f"{name}.txt"
    old.write_text("Ref.: HC/12/3\n\n" + text)
    assert run_here("transcribe", old, cwd=project).exit == 0
    return project / f"{name}.yaml"


def test_an_old_letter_is_filed_under_its_own_number_and_date_with_its_scan(project: Path) -> None:
    spec = filed(project)
    scan = project / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    ran = run_here("archive", "add", spec, "--scan", scan, cwd=project)
    assert ran.exit == 0, ran.all
    assert "filed HC/12/3 of 1947-03-04 as letter 000001, with scan.png" in ran.err
    [row] = json.loads(run_here("archive", "list", "--json", cwd=project).out)
    assert (row["reference"], row["date"], row["status"]) == ("HC/12/3", "1947-03-04", "filed")
    assert (
        run_here("archive", "get", "1", "-f", "scan", "-o", project / "got", cwd=project).exit == 0
    )
    assert (project / "got/000001-scan.png").read_bytes() == scan.read_bytes()
    assert "identical" in run_here("archive", "reproduce", "1", cwd=project).out
    assert run_here("archive", "verify", cwd=project).exit == 0
    found = run_here("archive", "search", "mission", "--status", "filed", "--json", cwd=project)
    assert len(json.loads(found.out)) == 1


def test_a_number_that_is_taken_is_a_problem(project: Path) -> None:
    assert run_here("archive", "add", filed(project), cwd=project).exit == 0
    other = project / "other.yaml"
    other.write_text(filed(project, "again").read_text().replace("mission", "visit"))
    ran = run_here("archive", "add", other, cwd=project)
    assert ran.exit == 1
    assert "number-taken: HC/12/3 is the number of letter 000001" in ran.err


def test_a_spec_is_filed_once(project: Path) -> None:
    spec = project / "old.yaml"
    spec.write_text(filed(project).read_text().replace("reference: HC/12/3\n", ""))
    assert run_here("archive", "add", spec, cwd=project).exit == 0
    ran = run_here("archive", "add", spec, cwd=project)
    assert ran.exit == 1
    assert "issued-before" in ran.err


def test_an_old_letter_is_not_issued_anew(project: Path) -> None:
    ran = run_here("issue", filed(project), cwd=project)
    assert ran.exit == 1
    assert "old-letter" in ran.err
    assert "old.yaml" in ran.err


def test_a_filed_letter_takes_no_number_of_the_series(project: Path) -> None:
    settings = project / "verbale.yaml"
    settings.write_text(
        settings.read_text().replace("  pga:\n", "  pga:\n    number: PGA/{year}/{serial:04}\n")
    )
    assert run_here("archive", "add", filed(project), cwd=project).exit == 0
    letter = (ROOT / "letters/example-letter-condolences.yaml").read_text()
    (project / "letters/new.yaml").write_text(letter)
    ran = run_here("issue", "letters/new.yaml", cwd=project)
    assert ran.exit == 0, ran.all
    assert "PGA/2024/0001" in ran.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.png", None, "is not there"),
        ("text.PDF", b"no scan at all", "neither a picture nor a PDF"),
    ],
)
def test_a_scan_is_a_picture_or_a_pdf(
    project: Path, name: str, content: bytes | None, said: str
) -> None:
    scan = project / name
    if content is not None:
        scan.write_bytes(content)
    ran = run_here("archive", "add", filed(project), "--scan", scan, cwd=project)
    assert ran.exit == 1
    assert "scan-refused" in ran.err
    assert said in ran.err
    assert not (project / "archive/records").exists() or not list(
        (project / "archive/records").iterdir()
    )


def test_people_documents_and_states_that_an_old_letter_names_are_found(project: Path) -> None:
    old = project / "old.txt"
    old.write_text(
        OLD.format(
            body="I have the honour to refer to resolution 71/1 of 19 September 2016, and to "
            "inform you that I have appointed Mr. Arvo Saar as special envoy for the region."
        )
    )
    assert run_here("transcribe", old, cwd=project).exit == 0
    assert run_here("archive", "add", "old.yaml", cwd=project).exit == 0
    for asked in (("--symbol", "A/RES/71/1"), ("--appointee", "Saar")):
        ran = run_here("archive", "search", *asked, "--json", cwd=project)
        assert len(json.loads(ran.out)) == 1, asked


# Thousands.

SHARES = {"date": 0.99, "reference": 0.99, "salutation": 0.99, "close": 0.99, "sender": 0.99}
"""How many letters that have a fact have it found, at the least."""


def test_of_generated_letters_every_word_comes_back_and_nearly_every_fact(here: Project) -> None:
    from tests.transcribe.generator import letter

    unequal, wanted, right = [], Counter[str](), Counter[str]()
    for seed in range(500):
        made_up = letter(seed)
        done = transcribe(here, source(made_up.text), "old.txt", TODAY).value
        if done is None or not done.equal:
            unequal.append(seed)
            continue
        told = facts(done, made_up.expected)
        for key in SHARES.keys() & made_up.expected.keys() & told.keys():
            wanted[key] += 1
            right[key] += told[key] == expected(key, made_up.expected[key])
    assert unequal == []
    shares = {key: right[key] / wanted[key] for key in SHARES}
    assert all(shares[key] >= least for key, least in SHARES.items()), shares


def test_a_thousand_generated_specs_come_back_to_the_same_facts(here: Project) -> None:
    from tests.transcribe.generator import spec

    unlike, undated = [], 0
    for seed in range(1_000):
        keys = spec(seed)
        if "paragraphs" in keys:
            continue  # Which paragraph the drafter put in another's place is not seen.
        [first] = read_and_made(here, yaml.safe_dump(keys, allow_unicode=True).encode())
        done = transcribe(here, source(first["text"]), "old.txt", TODAY).value
        assert done is not None, seed
        assert done.equal, (seed, done.differences)
        if done.kind != keys["kind"]:
            # Names of States count as of a day that the letter does not tell; and a circular that
            # asks for nothing says what any letter says.
            assert "as_of" in keys or keys["kind"] == "circular", (seed, keys["kind"], done.kind)
            undated += 1
            continue
        [second] = read_and_made(here, done.text.encode())
        assert tokens(second["text"]) == tokens(first["text"]), seed
        if printed(second["letter"]) != printed(first["letter"]):
            unlike.append(seed)
    assert len(unlike) <= 10, unlike
    assert undated <= 30


# What hunts found.


def test_a_sign_before_a_figure_is_no_quotation(here: Project) -> None:
    body = body_of(
        here, "I have the honour to say that the rate was\n> 50 per cent of all in the year of it."
    )
    assert "the rate was \\> 50 per cent" in body


def test_a_figure_alone_within_a_sentence_is_no_page_number(here: Project) -> None:
    done = spec_of(
        here,
        OLD.format(
            body="I have the honour to say that we were in all\n\n12\n\nmembers at the time, and"
            "\n\n- 2 -\n\nof them were absent from the meeting."
        ),
    )
    assert "12" in done.keys["body"]
    assert done.removed == ("- 2 -",)


def test_figures_that_differ_are_no_running_head(here: Project) -> None:
    done = spec_of(
        here,
        OLD.format(
            body="I have the honour to report.\n\nTotal received 12\n\fTotal received 15\n\n"
            "My Government thinks that it is well done.\n\nTotal received 14\n\f"
            "Total received 99\n\nMy Government thanks you for the whole of it."
        ),
    )
    assert done.removed == ()


def test_what_was_taken_away_is_told_whole(here: Project) -> None:
    pages = [
        f"A/71/123   {n}/30\n\nThe committee met on day {n} of the month.\n" for n in range(2, 31)
    ]
    text = OLD.format(body="I have the honour to report.\n\f" + "\f".join(pages))
    done = spec_of(here, text)
    head = " ".join(done.text.split("\nkind:")[0].replace("\n#", "").split())
    assert all(f"{n}/30" in head for n in range(2, 31))


def test_a_paragraph_of_thousands_of_lines_is_joined(here: Project) -> None:
    # Each line is looked at once: looking through all of them at each would take minutes.
    lines = tuple(Line("it is well with us all and it is", 1, n) for n in range(1, 20_001))
    text = joined(Unit(lines), frozenset(), [])
    assert text == " ".join(["it is well with us all and it is"] * 20_000)


def test_what_is_dated_and_addressed_need_not_be_a_letter(here: Project) -> None:
    text = (
        "Invoice No. 12/99\n\n12 March 1999\n\nTo: Mr. John Smith\n\nPlease pay the sum of 100 "
        "dollars within thirty days of this day, by cheque.\n\nSmith Ltd\n"
    )
    assert transcribe(here, source(text), "old.txt", TODAY).value is None


def test_names_of_files_that_no_text_can_hold_stop_nothing(project: Path) -> None:
    folder = project / "old"
    folder.mkdir()
    text = OLD.format(body="I have the honour to report to you on the mission.")
    for name in (b"a.txt", b"b\xff.txt", b"c\x1b.txt", b"z.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(text)
    ran = run_here("transcribe", folder, "-o", project / "specs", cwd=project)
    assert ran.exit == 0, ran.all
    specs = sorted((project / "specs").iterdir())
    assert len(specs) == 4
    for spec in specs:
        read = from_bytes(spec.read_bytes(), "the spec")
        assert read.good, read.problems


def test_an_enclosure_listed_twice_stays_so(here: Project) -> None:
    text = OLD.format(body="I have the honour to report on the session.")
    done = spec_of(here, text + "\nEnclosure: Receipt\nEnclosure: Receipt\n")
    assert done.equal, done.differences


def test_why_a_spec_cannot_be_rendered_is_told(project: Path) -> None:
    (project / "long.txt").write_text(OLD.format(body="It is well with us all.\n\n" * 3_000))
    ran = run_here("transcribe", "long.txt", cwd=project)
    assert ran.exit == 1
    assert "text-too-long" in ran.err


@pytest.mark.parametrize(
    "name", ["typed-1947", "joint-two-columns", "ar-risala", "ru-nota", "zh-xinhan"]
)
def test_an_old_letter_is_rendered_and_filed_from_its_spec(project: Path, name: str) -> None:
    text = (ROOT / f"tests/transcribe/cases/{name}.txt").read_text()
    (project / f"{name}.txt").write_text(text)
    assert run_here("transcribe", f"{name}.txt", cwd=project).exit == 0
    ran = run_here("render", f"{name}.yaml", "--format", "pdf,txt", "--output", "out", cwd=project)
    assert ran.exit == 0, ran.all
    said = (project / f"out/{name}.txt").read_text()
    assert sorted(tokens(said)) == sorted(tokens(text))
    assert run_here("archive", "add", f"{name}.yaml", cwd=project).exit == 0
    assert "identical" in run_here("archive", "reproduce", "1", cwd=project).out


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2016-appointment-global-compact-migration", "appointment"),
        ("example-appointment-three-co-facilitators", "appointment"),  # The address is amid it.
        ("example-note-verbale-visit", "note-verbale"),  # Its letterhead is in two columns.
        ("example-letter-condolences", "letter"),
    ],
)
def test_the_pdf_of_a_letter_comes_back_to_its_kind(project: Path, name: str, kind: str) -> None:
    for needed in (f"{name}.yaml", "_references.yaml"):
        (project / "letters" / needed).write_bytes((ROOT / "letters" / needed).read_bytes())
    spec = f"letters/{name}.yaml"
    assert run_here("render", spec, "--format", "pdf", "--output", "out", cwd=project).exit == 0
    ran = run_here("transcribe", f"out/{name}.pdf", "-o", "back.yaml", cwd=project)
    assert ran.exit == 0, ran.all
    assert f"back.yaml  {kind} in en, words equal" in ran.out
    again = run_here("render", "back.yaml", "--format", "txt", "--output", "out", cwd=project)
    assert again.exit == 0, again.all
    first = run_here("render", spec, "--format", "txt", "--output", "first", cwd=project)
    assert first.exit == 0
    said, back = (project / f"first/{name}.txt").read_text(), (project / "out/back.txt").read_text()
    # An address that is drawn amid the text on a page, and the foot of it, may stand elsewhere.
    assert not Counter(tokens(said)) - Counter(tokens(back))


def test_a_mail_is_transcribed_and_what_is_the_mail_s_is_to_be_settled(project: Path) -> None:
    (project / "old.eml").write_bytes(
        b"From: Ana Silva <ana@example.org>\nTo: pga@example.org\nSubject: Consultations\n"
        b"Date: Tue, 03 Mar 2020 10:00:00 +0000\nMIME-Version: 1.0\n"
        b"Content-Type: text/plain; charset=utf-8\n\nExcellency,\n\nI have the honour to inform "
        b"you that my delegation will take part.\n\n"
        b"Please accept, Excellency, the assurances of my highest consideration.\n"
    )
    ran = run_here("transcribe", "old.eml", cwd=project)
    assert ran.exit == 0, ran.all
    assert "as_of: the mail's date" in ran.err
    assert "sender: nobody signs; the mail is from Ana Silva" in ran.err
    text = (project / "old.yaml").read_text()
    assert "as_of: 2020-03-03\n" in text
    assert "subject: Consultations\n" in text


def test_a_letter_in_word_is_transcribed(project: Path) -> None:
    from tests.test_transcribe_sources import docx, par
    from tests.test_transcribe_sources import run as words_of

    lines = (
        "Ref.: SG/12/3",
        "4 March 1997",
        "Excellency,",
        "I have the honour to inform you of the arrival of the delegation of my country.",
        "Please accept, Excellency, the assurances of my highest consideration.",
        "Ana Silva",
    )
    body = "".join(par(words_of(line)) for line in lines)
    (project / "old.docx").write_bytes(docx(body))
    ran = run_here("transcribe", "old.docx", cwd=project)
    assert ran.exit == 0, ran.all
    text = (project / "old.yaml").read_text()
    assert "reference: SG/12/3\n" in text
    assert "date: 1997-03-04\n" in text
    assert "sender: {name: Ana Silva}\n" in text


def test_an_annex_with_a_long_title_is_no_signature(here: Project) -> None:
    text = (ROOT / "tests/transcribe/cases/circulated-letter-annex.txt").read_text()
    parts = [name for part in spec_of(here, text).keys["original"] for name in part]
    assert parts[-2:] == ["signature", "annex"]
