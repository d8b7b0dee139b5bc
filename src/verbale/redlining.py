"""Two letters compared: specs, specs of another day in git, and letters of the archive."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale import page as pages
from verbale import pipeline, redline
from verbale import typeset as typesetter
from verbale.archive.store import Store
from verbale.archiving import letter
from verbale.destinations import Shown
from verbale.document import Page, Pdf, Sheet
from verbale.letter import as_json
from verbale.problems import Outcome, Place, problem
from verbale.project import Project

__all__ = ["Compared", "Side", "compare", "side", "typeset"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two letters: its words and its facts."""

    name: str
    language: str
    text: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed."""

    title: str
    language: str
    words: tuple[redline.Change, ...]
    facts: tuple[redline.FactChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not self.facts and all(one.what == "same" for one in self.words)

    @property
    def html(self) -> str:
        """The changes as a page."""
        return redline.as_html(self.title, self.language, self.words, self.facts)


def side(project: Project, named: str, shown: Shown = str) -> Outcome[Side]:
    """Read one of two letters.

    Args:
        project: the project.
        named: a spec's file, ``REV:path`` for one that git keeps, or a letter of the archive.
        shown: how messages name files.
    """
    path = Path(named)
    revision, colon, inside = named.partition(":")
    if path.suffix.lower() in (".yaml", ".yml"):
        if colon and not path.exists():
            return _of_git(project, revision, inside, named)
        return _of_spec(project, path, named, shown)
    store = Store(project.archive)
    found = letter(store, named)
    if found.value is None:
        return Outcome(None, found.problems)
    kept = found.value[1].sides[0]
    try:
        text, told = store.get(kept.text).decode(), json.loads(store.get(kept.letter))
    except (OSError, ValueError) as error:
        hint = "verbale archive verify tells what is wrong, and how to mend it"
        where = Place(file=str(store.root))
        return Outcome(None, (problem("blob-spoilt", where, str(error), hint),))
    return Outcome(Side(named, kept.language, text, told))


def _of_spec(project: Project, path: Path, named: str, shown: Shown) -> Outcome[Side]:
    read = pipeline.opened(project, path, shown)
    if read.value is None:
        return Outcome(None, read.problems)
    source, parsed = read.value
    filled = pipeline.made(project, parsed, parsed.in_languages[0], typeset=False)
    found = tuple(pipeline.located(project, source, one) for one in filled.problems)
    if filled.value is None:
        return Outcome(None, (*read.problems, *found))
    one = filled.value
    told = json.loads(as_json(one.letter))
    return Outcome(Side(named, one.letter.language, pages.plain_text(one.page), told))


def _of_git(project: Project, revision: str, inside: str, named: str) -> Outcome[Side]:
    """Read a spec as git has it; the rest, such as templates and names, is today's."""
    where = Place(file=named)
    if revision.startswith("-") or not revision:
        message = f'"{revision}" is no revision'
        return Outcome(
            None, (problem("file-missing", where, message, "write HEAD, a tag or a hash"),)
        )
    command = ["git", "-C", str(Path.cwd()), "cat-file", "blob", f"{revision}:./{inside}"]
    try:
        run = subprocess.run(command, capture_output=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return Outcome(None, (problem("file-missing", where, "git cannot be run", "install git"),))
    if run.returncode != 0:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        message = f"git does not have it: {said[0] if said else 'no such file'}"
        hint = "write it as HEAD:letters/a.yaml"
        return Outcome(None, (problem("file-missing", where, message, hint),))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(inside).name
        path.write_bytes(run.stdout)
        return _of_spec(project, path, named, lambda _: named)


def compare(old: Side, new: Side) -> Compared:
    """Compare two letters."""
    title = f"Changes from {old.name} to {new.name}"
    changed = redline.facts(old.facts, new.facts)
    return Compared(title, new.language, redline.words(old.text, new.text), changed)


def typeset(compared: Compared) -> Outcome[Pdf]:
    """Typeset the changes as a PDF."""
    from datetime import date

    page = Page(
        title=compared.title,
        language=compared.language,
        html=compared.html,
        screen=compared.html,
        stylesheets=(Sheet("redline", redline.STYLE),),
        assets={},
        as_of=date(1970, 1, 1),
    )
    return typesetter.pdf(page)
