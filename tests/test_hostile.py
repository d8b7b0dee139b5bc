"""What is hostile or odd in a spec is printed as it stands, or refused; it reaches nothing."""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import OFFICE, ROOT
from tests.conftest import run_here as run
from tests.letters import letter

Written = Callable[..., Path]

STRINGS = [
    "{{ 7*7 }}",
    "{% raw %}",
    "{0}",
    "{",
    "{state}",
    "{name.real}",
    "{name:>300000000}",
    "%s",
    "${x}",
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "&amp;",
    "asset:/appointment/en.html.j2",
    "asset:/nope.svg",
    "</style></title><b>",
]
# Every place of a spec that takes words, with %s for them.
PLACES = {
    "name": lambda s: letter(appointees=f'\n  - {{title: H.E. Mr., name: "{s}", surname: X}}'),
    "surname": lambda s: letter(appointees=f'\n  - {{title: H.E. Mr., name: X, surname: "{s}"}}'),
    "title": lambda s: letter(
        addressees=f'{{title: "{s}", name: Bo, gender: f, post: Director, salutation: Madam}}'
    ),
    "post": lambda s: letter(addressees=f'{{title: Ms., name: Bo, post: "{s}, State"}}'),
    "address": lambda s: letter(addressees=f'{{title: Ms., name: Bo, address: "{s}"}}'),
    "lines": lambda s: letter(addressees=f'{{lines: "{s}", salutation: Sir}}'),
    "salutation": lambda s: letter(extra=f'salutation: "{s}"\n'),
    "role": lambda s: letter(role=f'"{s}"'),
    "task": lambda s: letter(task=f'"{s}"'),
    "context": lambda s: letter(extra=f'context: "{s}"\n'),
    "by_which": lambda s: letter(references=f'[{{symbol: A/RES/71/1, by_which: "{s}"}}]'),
    "reference": lambda s: letter(extra=f'reference: "{s}"\n'),
    "place": lambda s: letter(extra=f'place: "{s}"\n'),
    "sender": lambda s: letter(sender=f'{{name: "{s}", post: "{s} Office"}}'),
    "body": lambda s: letter(extra=f'body: "x {s}"\n'),
    "paragraph": lambda s: letter(extra=f'paragraphs: {{support: "x {s}"}}\n'),
    "copies": lambda s: letter(extra=f'copies: ["{s}"]\n'),
    "enclosures": lambda s: letter(extra=f'enclosures: ["{s}", {{title: X, symbol: "{s}"}}]\n'),
    "reply": lambda s: letter(
        extra=f'in_reply_to: {{from: "{s}", reference: "{s}", about: "{s}"}}\n'
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_typed_is_printed_as_those_very_characters(
    project: Path, written: Written, place: str
) -> None:
    for number, string in enumerate(STRINGS):
        written(PLACES[place](string), f"letter-{number}.yaml")
    ran = run("render", "--format", "html,txt,pdf", cwd=project)
    assert ran.exit == 0, ran.all
    for number, string in enumerate(STRINGS):
        stem = project / "output" / f"letter-{number}"
        assert string in stem.with_suffix(".txt").read_text("utf-8"), string
        html = stem.with_suffix(".html").read_text("utf-8")
        words = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
        assert string in unescape(words).replace("\u00a0", " "), string
        done = subprocess.run(
            ["pdftotext", "-raw", stem.with_suffix(".pdf"), "-"], capture_output=True, check=True
        )
        squeezed = re.sub(r"\s+", "", done.stdout.decode("utf-8"))
        assert re.sub(r"\s+", "", string) in squeezed, string


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("body", '"' + "> " * 12 + 'DEEP"', "prose-unreadable"),
        ("body", '"' + "1. " * 8 + 'DEEP"', "prose-unreadable"),
        ("body", '"- # heading"', "prose-unreadable"),
        ("body", '"' + "a\\n\\n" * 5_000 + '"', "prose-unreadable"),
        ("subject", r'"a\e c"', "control-character"),
        ("subject", r'"a\0c"', "control-character"),
        ("subject", r'"a\u202ec"', "control-character"),
        ("subject", r'"a\u200bc"', "control-character"),
        ("language", "../languages/en", "unknown-language"),
        ("language", "../states", "unknown-language"),
        ("language", "a" * 5_000, "unknown-language"),
        ("paragraphs", "{support: false}", "bad-value"),
        ("paragraphs", "{support: {instaed: x}}", "unknown-key"),
        ("enclosures", "[{title: x, pages: [1]}]", "bad-value"),
        ("classification", "secret", "bad-value"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_place(
    project: Path, written: Written, key: str, value: str, code: str
) -> None:
    written(letter(extra=f"{key}: {value}\n"))
    ran = run("check", "--json", cwd=project)
    assert ran.exit == 1, ran.all
    found = json.loads(ran.all)
    assert [one["code"] for one in found] == [code], found
    assert found[0]["file"] == "letters/letter.yaml"
    assert found[0]["line"] == 11
    assert found[0]["hint"]
    assert len(found[0]["message"]) <= 500


@pytest.mark.parametrize("key", ["enclosures", "copies", "references", "thanks", "body", "subject"])
def test_null_says_that_there_is_none(project: Path, written: Written, key: str) -> None:
    changed = {"references": ""} if key == "references" else {}
    written(letter(extra=f"{key}: null\n", **changed))
    assert run("check", cwd=project).exit == 0


@pytest.mark.parametrize(
    "text",
    [
        "A" + "/1" * 900 + "-A" + "/1" * 900 + "x",
        "A/RES" + "/1" * 20_000 + "x",
        "S/" + "A." * 20_000,
        "19 " * 15_000,
        "H.E. " + " " * 40_000 + "Mr.",
        "'\"" * 20_000,
        "*" * 40_000,
        "[" * 40_000,
        "`" * 40_000,
    ],
    ids=range(9),
)
def test_no_text_takes_long(project: Path, written: Written, text: str) -> None:
    written(letter(extra=f"body: {json.dumps(text)}\nreference: {json.dumps(text[:2000])}\n"))
    start = time.monotonic()
    ran = run("check", cwd=project)
    # A bound against minutes, not a measure of speed.
    assert time.monotonic() - start < 20
    assert ran.exit in (0, 1), ran.all


def test_all_problems_are_told_whatever_else_is_wrong(project: Path, written: Written) -> None:
    text = letter(extra="deadline: 2024-05-99\nclassification: foo\noffice2: x\n")
    written(text.replace("state: CH", "state: Zork").replace("Jürg", "노"))
    ran = run("check", "--json", cwd=project)
    codes = sorted(one["code"] for one in json.loads(ran.all))
    assert codes == ["bad-date", "bad-value", "glyph-missing", "unknown-key", "unknown-state"]


def test_a_fault_of_the_settings_is_shown_in_the_settings(project: Path, written: Written) -> None:
    settings = project / "verbale.yaml"
    more = "    sender: {name: X, post: permanent-representative, state: Zork}\n"
    settings.write_text(settings.read_text("utf-8").replace(OFFICE, OFFICE + more), "utf-8")
    written(letter(sender=""))
    ran = run("check", "--json", cwd=project)
    (found,) = json.loads(ran.all)
    assert found["code"] == "unknown-state"
    assert found["file"] == "verbale.yaml"
    assert more.strip() in settings.read_text("utf-8").splitlines()[found["line"] - 1]


def test_a_settings_file_that_is_none_is_not_passed_over(project: Path, written: Written) -> None:
    written(letter())
    (project / "verbale.yaml").unlink()
    (project / "verbale.yaml").mkdir()
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "verbale.yaml  error  file-unreadable" in ran.all


def test_an_empty_template_makes_no_letter(project: Path, written: Written) -> None:
    written(letter())
    assert run("render", cwd=project).exit == 0
    before = (project / "output" / "letter.html").read_bytes()
    own = project / "templates" / "appointment"
    own.mkdir(parents=True)
    (own / "en.html.j2").write_text("")
    ran = run("render", cwd=project)
    assert ran.exit == 1
    assert "template-fails: the template makes no letter" in ran.all
    assert (project / "output" / "letter.html").read_bytes() == before


def test_a_template_that_is_no_text_is_named(project: Path, written: Written) -> None:
    written(letter())
    own = project / "templates" / "styles"
    own.mkdir(parents=True)
    (own / "print.css").write_bytes(b"p { }\n\xff\n")
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "template-unreadable: it cannot be used: line 2 is not text in UTF-8" in ran.all


def test_a_placeholder_that_stands_for_nothing_is_found_when_it_is_read(
    project: Path, written: Written
) -> None:

    words = (ROOT / "src/verbale/protocol/data/languages/en.yaml").read_text("utf-8")
    own = project / "templates" / "languages"
    own.mkdir(parents=True)
    (own / "en.yaml").write_text(
        words.replace("Observer of {state}", "Observer of {stat}"), "utf-8"
    )
    written(letter())
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "has braces that stand for nothing" in ran.all
    assert "placeholders known here: {state}" in ran.all


def test_an_output_is_never_written_over_a_spec(project: Path, written: Written) -> None:
    path = written(letter(), "letter.txt")
    before = path.read_bytes()
    ran = run("render", "-o", "letters", "-f", "txt", "letters/letter.txt", cwd=project)
    assert ran.exit == 1
    assert "would be written over a spec" in ran.all
    assert path.read_bytes() == before


def test_a_spec_named_twice_is_one_spec(project: Path, written: Written) -> None:
    path = written(letter())
    ran = run("render", "letters/letter.yaml", path, "letters", cwd=project)
    assert ran.exit == 0, ran.all
    assert ran.out.count("letter.pdf") == 1


def test_names_of_files_cannot_command_a_terminal(project: Path, written: Written) -> None:
    written(letter(), "x\x1b[31mred.yaml")
    ran = run("render", cwd=project)
    assert ran.exit == 0
    assert "\x1b" not in ran.all


def test_a_list_within_a_list_is_set(project: Path, written: Written) -> None:
    written(letter(extra='body: "- a\\n  - b\\n    - c\\n"\n'))
    ran = run("render", "--format", "txt,pdf", cwd=project)
    assert ran.exit == 0, ran.all
    text = (project / "output" / "letter.txt").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("•")] == ["• a", "• b", "• c"]
