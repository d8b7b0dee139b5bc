"""What the tests share: the program as people run it, projects to run it in, a real veraPDF."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.verapdf import VeraPdf
from verbale.cli import main

ROOT = Path(__file__).parent.parent
SETTINGS = (ROOT / "verbale.yaml").read_text(encoding="utf-8")
OFFICE = "      ar: رئيس الجمعية العامة\n"
"""The last line of the office that sends the tests' letters, after which others can be put."""
SEED = ROOT / "letters" / "2016-appointment-global-compact-migration.yaml"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    exit: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Both streams; no traceback is ever in them."""
        assert "Traceback" not in self.out + self.err, self.err
        return self.out + self.err


def untouched() -> dict[str, str]:
    """Give this process's environment without what the typesetter set in it for itself."""
    own = ("FONTCONFIG_FILE", "SOURCE_DATE_EPOCH")
    return {name: value for name, value in os.environ.items() if name not in own}


def run(*words: str | Path, cwd: Path, env: dict[str, str] | None = None) -> Ran:
    """Run the program as people do, in a process of its own."""
    command = [sys.executable, "-m", "verbale", *map(str, words)]
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**untouched(), **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run_here(*words: str | Path, cwd: Path, env: dict[str, str] | None = None) -> Ran:
    """Run the program in this process, a second quicker; an error that is not caught is raised.

    Where it is to have an environment of its own, it has a process of its own as well.
    """
    if env:
        return run(*words, cwd=cwd, env=env)
    out, err = io.StringIO(), io.StringIO()
    with inside(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            main([*map(str, words)], prog_name="verbale")
            code: object = 0
        except SystemExit as end:
            code = end.code
        finally:  # Commands set it for their own process.
            gc.enable()
            gc.set_threshold(700, 10, 10)
    return Ran(code if isinstance(code, int) else 1, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session", autouse=True)
def own_cache(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Keep what tests compile out of the user's cache, and the user's out of the tests.

    The Chinese font, which takes half a minute, is kept from one run of the tests to the next.
    """
    folder = tmp_path_factory.mktemp("cache")
    known = getattr(request.config, "cache", None)
    if known is not None:
        (folder / "verbale").mkdir()
        (folder / "verbale" / "fonts").symlink_to(known.mkdir("fonts"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with this project's offices and no letters yet."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "verbale.yaml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def written(project: Path) -> Callable[..., Path]:
    """Write a spec into the project's letters/, from text or bytes."""

    def write(text: str | bytes, name: str = "letter.yaml") -> Path:
        path = project / "letters" / name
        raw = text.encode() if isinstance(text, str) else text
        path.write_bytes(raw)
        return path

    return write


@pytest.fixture(scope="session")
def verapdf() -> Iterator[VeraPdf]:
    """A real veraPDF, started once."""
    with VeraPdf() as process:
        yield process


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let cases be made: ``make test ARGS=--accept`` writes what is expected and not there yet."""
    parser.addoption("--accept", action="store_true", help="write what cases lack")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the check of every PDF last, when they are all there."""
    items.sort(key=lambda item: item.name.startswith("test_every_pdf"))


def pytest_configure(config: pytest.Config) -> None:
    """Keep the PDFs of all tests until the last one has seen them."""
    config.option.tmp_path_retention_policy = "all"
