"""The house is in order: public names, sizes, data that is current."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import verbale
from tests.conftest import ROOT

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(verbale.__path__, "verbale.")
    if not found.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_is_there(name: str) -> None:
    module = importlib.import_module(name)
    public = getattr(module, "__all__", [])
    assert len(public) == len(set(public)) <= 20, "public names are few"
    for one in public:
        assert hasattr(module, one), f"{name}.{one}"
    if not hasattr(module, "__path__"):
        assert public, f"{name} does not say what others may use"


def test_modules_are_small() -> None:
    for path in (ROOT / "src/verbale").rglob("*.py"):
        lines = len(path.read_text("utf-8").splitlines())
        assert lines <= 330, f"{path} has {lines} lines: does it hold two things?"


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {path.stem for path in (ROOT / "src/verbale").rglob("*.py")}
    assert not names & {"utils", "helpers", "misc", "common"}


@pytest.mark.parametrize(
    ("tool", "made"),
    [
        ("make_characters.py", "src/verbale/rules/data/characters.txt"),
        ("make_characters.py", "src/verbale/typeset/data/chinese.txt"),
        ("make_spec_doc.py", "docs/spec.md"),
        ("make_rules_doc.py", "docs/rules.md"),
    ],
)
def test_data_made_by_a_tool_is_current(tool: str, made: str) -> None:
    before = (ROOT / made).read_bytes()
    try:
        subprocess.run([sys.executable, ROOT / "tools" / tool], check=True)
        assert (ROOT / made).read_bytes() == before
    finally:
        (ROOT / made).write_bytes(before)


def test_no_file_names_a_registry() -> None:
    for path in [*(ROOT / "requirements").iterdir(), ROOT / "Makefile", ROOT / "pyproject.toml"]:
        text = path.read_text("utf-8")
        assert "https:" not in text, path
        assert "index-url" not in text, path


def test_every_package_is_pinned_with_hashes() -> None:
    for name in ("run.lock", "dev.lock"):
        text = (ROOT / "requirements" / name).read_text("utf-8")
        pins = [line for line in text.splitlines() if line and line[0] not in "# "]
        assert len(pins) > 20
        assert all("==" in line for line in pins)
        assert text.count("--hash=sha256:") >= len(pins)
