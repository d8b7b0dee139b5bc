"""A drafter's everyday tools: new, kinds, schema, explain, watch, init."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import OFFICE, ROOT, SETTINGS
from tests.conftest import run_here as run
from tests.letters import letter
from verbale.cli.explain import examples
from verbale.codes import CODES

Written = Callable[..., Path]
KINDS = ("appointment", "circular", "invitation", "letter", "note-verbale", "transmittal")


def plain(path: Path) -> Any:
    """Read a spec as an editor does, every value text."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_spec_renders_as_it_is(kind: str, project: Path) -> None:
    made = run("new", kind, cwd=project)
    assert (made.exit, made.out) == (0, f"letters/{kind}.yaml\n"), made.all
    spec = project / "letters" / f"{kind}.yaml"
    first, *_ = spec.read_text("utf-8").splitlines()
    assert first == f"# yaml-language-server: $schema=../.verbale/{kind}.schema.json"
    ran = run("render", "--format", "pdf,html,txt", cwd=project)
    assert ran.exit == 0, ran.all
    blanks = spec.read_text("utf-8")
    open_ones = sum(
        line.count("<<") for line in blanks.splitlines() if not line.strip().startswith("#")
    )
    assert ran.err.count("placeholder: <<") == open_ones > 0
    html = (project / "output" / f"{kind}.html").read_text("utf-8")
    assert '<mark class="placeholder">&lt;&lt;' in html


def test_placeholders_stand_out_on_the_page(project: Path) -> None:
    run("new", "letter", cwd=project)
    run("render", "--format", "pdf", cwd=project)
    picture = project / "page"
    subprocess.run(
        ["pdftoppm", "-r", "40", "-png", "-singlefile", project / "output/letter.pdf", picture],
        check=True,
    )
    import numpy as np
    from PIL import Image

    with Image.open(picture.with_suffix(".png")) as page:
        pixels = np.asarray(page.convert("RGB")).astype(int)
    yellow = (pixels[..., 0] > 230) & (pixels[..., 1] > 200) & (pixels[..., 2] < 140)
    assert yellow.sum() > 100


def test_strict_refuses_what_is_still_to_be_filled_in(project: Path) -> None:
    run("new", "circular", cwd=project)
    assert run("render", "--strict", cwd=project).exit == 1
    assert not (project / "output").exists()


def test_every_commented_key_of_a_new_spec_can_be_used(project: Path) -> None:
    for kind in KINDS:
        run("new", kind, cwd=project)
        spec = project / "letters" / f"{kind}.yaml"
        text = spec.read_text("utf-8")
        used = []
        for line in text.splitlines():
            bare = line.strip()
            is_key = bare.startswith("# ") and (
                bare[2:].split(":")[0].replace("_", "").isalpha() and ":" in bare and bare.islower()
            )
            continues = bare.startswith(("#   ", "#  -"))
            used.append(line.replace("# ", "", 1) if is_key or continues else line)
        paragraph = "opening" if kind == "note-verbale" else "reply"
        filled = "\n".join(used).replace("<<name of a paragraph>>", paragraph)
        spec.write_text(filled, "utf-8")
        ran = run("check", "--json", spec, cwd=project)
        errors = [one for one in json.loads(ran.all) if one["severity"] == "error"]
        assert not errors, (kind, errors)


def test_new_never_writes_over_a_file(project: Path, written: Written) -> None:
    path = written("mine\n", "circular.yaml")
    ran = run("new", "circular", cwd=project)
    assert ran.exit == 2
    assert "is already there" in ran.all
    assert path.read_text() == "mine\n"


def test_kinds_are_listed_with_their_languages(project: Path) -> None:
    ran = run("kinds", cwd=project)
    assert [line.split()[0] for line in ran.out.splitlines()] == list(KINDS)
    assert all("en" in line.split() or "en," in line.split() for line in ran.out.splitlines())


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of all kinds, itself valid."""
    ran = run("schema", cwd=ROOT)
    assert ran.exit == 0, ran.err
    found = json.loads(ran.out)
    jsonschema.Draft202012Validator.check_schema(found)
    return found


@pytest.mark.parametrize(
    "spec", sorted((ROOT / "letters").glob("[!_]*.yaml")), ids=lambda p: p.stem
)
def test_the_schema_takes_every_letter(spec: Path, schema: Any) -> None:
    data = plain(spec)
    for key in ("thanks", "courtesies"):
        if key in data:
            data[key] = data[key] == "true"
    for one in data.get("enclosures", []):
        if isinstance(one, dict) and "pages" in one:
            one["pages"] = int(one["pages"])
    jsonschema.validate(data, schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "changed",
    [
        {"refrences": []},
        {"appointees": "Jürg"},
        {"appointees": [{"nam": "Jürg"}]},
        {"deadline": "tomorrow"},
        {"kind": "apointment"},
        {"addressees": {"stat": "CH"}},
        {"meeting": {}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_schema_refuses_what_the_program_refuses(
    changed: dict[str, Any], schema: Any, project: Path, written: Written
) -> None:
    data = yaml.load(letter(), Loader=yaml.BaseLoader) | changed
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(data))
    written(yaml.safe_dump(data, allow_unicode=True))
    assert run("check", cwd=project).exit == 1


def test_the_schema_offers_an_editor_each_kinds_own_keys(schema: Any) -> None:
    of_kind = {one["then"]["title"]: one["then"] for one in schema["allOf"]}
    assert "appointees" in of_kind["appointment"]["properties"]
    assert "appointees" not in of_kind["circular"]["properties"]
    assert of_kind["invitation"]["properties"]["reply_by"]["description"] == "By when to reply."


def test_every_code_is_explained_with_a_wrong_and_a_right_example() -> None:
    assert set(examples()) == set(CODES)
    for code in CODES:
        ran = run("explain", code, cwd=ROOT) if code == "unknown-key" else None
        if ran is not None:
            assert CODES[code].rule in ran.out
            assert "wrong:" in ran.out
            assert "right:" in ran.out


SPECS = {
    code: one
    for code, one in examples().items()
    if not CODES[code].family  # Those of the rule book are in test_rules.
    and one["wrong"].endswith("\n")
    and one["right"].endswith("\n")
}


@pytest.mark.parametrize("code", SPECS)
def test_the_examples_of_a_code_are_true(code: str, project: Path, written: Written) -> None:
    for example, wanted in ((SPECS[code]["wrong"], True), (SPECS[code]["right"], False)):
        keys = {line.split(":")[0]: "" for line in example.splitlines() if line[0].isalpha()}
        known = {key: value for key, value in keys.items() if f"\n{key}:" in f"\n{letter()}"}
        written(letter(extra=example, **known))
        ran = run("check", "--json", cwd=project)
        codes = {one["code"] for one in json.loads(ran.all) if not one["excused"]}
        assert (code in codes) is wanted, (example, codes)
        if not wanted:
            assert not codes, (example, codes)


def test_an_unknown_code_is_wrong_use_with_a_suggestion(tmp_path: Path) -> None:
    ran = run("explain", "unknwon-key", cwd=tmp_path)
    assert ran.exit == 2
    assert "Did you mean unknown-key?" in ran.all


def test_watch_renders_at_every_save_and_survives_a_broken_one(
    project: Path, written: Written
) -> None:
    spec = written(letter())
    said = (project / "said.txt").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", "watch", spec],
        cwd=project,
        stdout=said,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    html = project / "output" / "letter.html"

    def until(done: Callable[[], bool]) -> float:
        start = time.monotonic()
        while time.monotonic() - start < 15:
            if done():
                return time.monotonic() - start
            time.sleep(0.02)
        raise AssertionError((project / "said.txt").read_text("utf-8"))

    def heard(words: str) -> bool:
        return words in (project / "said.txt").read_text("utf-8")

    try:
        until(lambda: heard("Ctrl+C ends it"))
        time.sleep(0.3)
        spec.write_text(letter(date="2016-12-24"), "utf-8")
        until(
            lambda: "24&nbsp;" in html.read_text() or "24\u00a0December" in html.read_text("utf-8")
        )
        spec.write_text(letter(date="[broken"), "utf-8")
        until(lambda: heard("the last good letter stays"))
        assert "24\u00a0December" in html.read_text("utf-8")
        # As many editors save: under another name, and then renamed.
        other = spec.with_name("letter.yaml.tmp")
        other.write_text(letter(date="2016-12-25"), "utf-8")
        other.replace(spec)
        until(lambda: "25\u00a0December" in html.read_text("utf-8"))
        own = project / "templates"
        assert not heard("Traceback")
        assert not own.exists()
    finally:
        process.terminate()  # A shell may have its children deaf to SIGINT.
        process.wait(timeout=10)
        said.close()
    assert process.returncode in (0, -signal.SIGTERM)
    assert not heard("Traceback")


def test_watch_sees_a_folder_of_templates_that_comes_later(project: Path, written: Written) -> None:
    spec = written(letter())
    said = (project / "said.txt").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "verbale", "watch", spec], cwd=project, stdout=said, stderr=said
    )
    html = project / "output" / "letter.html"
    own = project / "templates" / "appointment" / "en.html.j2"

    def until(done: Callable[[], bool]) -> None:
        start = time.monotonic()
        while not done():
            assert time.monotonic() - start < 15, (project / "said.txt").read_text("utf-8")
            time.sleep(0.02)

    try:
        until(lambda: b"Ctrl+C ends it" in (project / "said.txt").read_bytes())
        time.sleep(0.3)
        own.parent.mkdir(parents=True)
        until(lambda: (project / "said.txt").read_bytes().count(b":") > 0)
        time.sleep(1.0)
        shipped = (ROOT / "templates" / "appointment" / "en.html.j2").read_text("utf-8")
        own.write_text(shipped.replace("I would like to thank", "Let me thank"), "utf-8")
        until(lambda: "Let me thank" in html.read_text("utf-8"))
    finally:
        process.terminate()
        process.wait(timeout=10)
        said.close()


def test_watch_that_made_no_letter_says_so(project: Path, written: Written) -> None:
    spec = written(letter(date="[broken"))
    ran = run("watch", "--once", spec, cwd=project)
    assert ran.exit == 1
    assert "there is no letter yet" in ran.err


def test_null_takes_away_what_the_office_gives(project: Path, written: Written) -> None:
    settings = project / "verbale.yaml"
    settings.write_text(
        SETTINGS.replace(OFFICE, OFFICE + "    classification: personal\n"), "utf-8"
    )
    written(letter(), "given.yaml")
    written(letter("classification: null\n"), "taken.yaml")
    ran = run("render", "--format", "txt", cwd=project)
    assert ran.exit == 0, ran.all
    assert "Personal" in (project / "output" / "given.txt").read_text("utf-8")
    assert "Personal" not in (project / "output" / "taken.txt").read_text("utf-8")


def test_a_letter_is_signed_by_nobody_where_its_sender_is_null(
    project: Path, written: Written
) -> None:
    written(letter(office="mission", sender="null"))
    ran = run("check", cwd=project)
    assert ran.exit == 1
    assert "nobody is named who signs" in ran.all


def test_init_lays_out_a_folder_in_which_letters_can_be_made(tmp_path: Path) -> None:
    ran = run("init", "our-office", cwd=tmp_path)
    assert ran.exit == 0, ran.all
    office = tmp_path / "our-office"
    assert run("new", "circular", cwd=office).exit == 0
    ran = run("render", cwd=office)
    assert ran.exit == 0, ran.all
    assert "Our Office" in (office / "output" / "circular.html").read_text("utf-8")
    again = run("init", "our-office", cwd=tmp_path)
    assert again.exit == 2
    assert "is already there" in again.all


def test_a_spec_that_is_named_tells_its_project_from_outside(
    project: Path, written: Written, tmp_path_factory: pytest.TempPathFactory
) -> None:
    spec = written(letter())
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    ran = run("render", "--format", "txt", spec, cwd=elsewhere)
    assert ran.exit == 0, ran.all
    assert (project / "output" / "letter.txt").exists()
    assert run("check", spec, cwd=elsewhere).exit == 0


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("verbale new no", "note-verbale"),
        ("verbale schema circ", "circular"),
        ("verbale explain unknown-k", "unknown-key"),
        ("verbale sta", "states"),
    ],
)
def test_the_shell_completes_commands_kinds_and_codes(words: str, wanted: str) -> None:
    env = {
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
        "_VERBALE_COMPLETE": "bash_complete",
    }
    ran = subprocess.run(
        [Path(sys.executable).with_name("verbale")],
        cwd=ROOT,
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"plain,{wanted}" in ran.stdout, ran.stderr
