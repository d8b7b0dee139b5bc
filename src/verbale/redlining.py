"""Two letters compared: specs, specs of another day in git, and letters of the archive."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verbale import page as pages
from verbale import pipeline, redline
from verbale import typeset as typesetter
from verbale.archive.faults import missing
from verbale.archive.store import Store
from verbale.archiving import letter
from verbale.destinations import Shown
from verbale.document import Page, Pdf, Sheet
from verbale.problems import Outcome, Place, problem
from verbale.project import Project
from verbale.spec.source import from_bytes
from verbale.spec.tree import SourceText

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
        if colon and not _is_there(path):
            return _of_git(project, revision, inside, named)
        return _of_spec(project, path, named, shown)
    store = Store(project.archive)
    found = letter(store, named)
    if found.value is None:
        return Outcome(None, found.problems)
    known, record = found.value
    kept = record.sides[0]
    try:
        text = "\n\n".join(store.get(one.text).decode() for one in record.sides)
        source = from_bytes(store.get(record.spec.sha256), record.spec.name, "letter")
    except (OSError, ValueError) as error:
        return Outcome(None, (missing(store, known.called, error),))
    if source.value is None:
        return Outcome(None, source.problems)
    # Its day and its number were given when it was issued.
    given = {"date": known.date, "reference": known.reference}
    told = _told(source.value) | {key: one for key, one in given.items() if one}
    said = [known.called, known.date, *([known.status] if known.status != "issued" else [])]
    said += [f"the first of {known.copies} copies"] if record.sent_to else []
    return Outcome(Side(", ".join(said), kept.language, text, told), found.problems)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # No file has so long a name.


def _of_spec(project: Project, path: Path, named: str, shown: Shown) -> Outcome[Side]:
    read = pipeline.opened(project, path, shown)
    if read.value is None:
        return Outcome(None, read.problems)
    source, parsed = read.value
    found = list(read.problems)
    texts = []
    for code in parsed.in_languages:
        made = pipeline.made(project, parsed, code, typeset=False)
        found += [pipeline.located(project, source, one) for one in made.problems]
        if made.value is None:
            return Outcome(None, tuple(dict.fromkeys(found)))
        texts.append(pages.plain_text(made.value.page))
    words = "\n\n".join(texts)
    return Outcome(
        Side(named, parsed.in_languages[0], words, _told(source)), tuple(dict.fromkeys(found))
    )


def _told(source: SourceText) -> dict[str, Any]:
    """Give the keys of a spec; a letter's date and number first, as they stand on its page."""
    data: dict[str, Any] = source.data if isinstance(source.data, dict) else {}
    return {key: data[key] for key in ("date", "reference") if key in data} | data


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
