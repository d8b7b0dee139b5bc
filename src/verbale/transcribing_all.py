"""Many old letters, file by file: a spec each, and a table of what came of them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from verbale import output
from verbale.destinations import Shown
from verbale.problems import Place, Problem, problem
from verbale.project import Project
from verbale.transcribe.reading import Reader
from verbale.transcribing import FIELDS, Transcript, transcribe

__all__ = ["Done", "Task", "files_in", "shares", "tasks", "transcribe_all"]

_SPECS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Task:
    """A file, and where its spec goes."""

    source: Path
    spec: Path


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a file."""

    source: Path
    spec: Path | None
    """The spec that was written."""
    transcript: Transcript | None
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        """Whether no spec was made, or it does not say what the letter says."""
        return any(one.stops for one in self.problems)


def files_in(folder: Path) -> list[Path]:
    """Find the files below a folder that may be old letters: all but hidden ones and specs.

    Raises:
        OSError: the folder cannot be read.
    """
    next(folder.iterdir(), None)
    return sorted(
        path
        for path in folder.rglob("*")
        if not path.is_dir()
        and path.suffix.lower() not in _SPECS
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def tasks(sources: Iterable[Path], to: Path | None) -> list[Task]:
    """Say where each file's spec goes: beside it, or into a folder; names are told apart.

    Args:
        sources: the files.
        to: a folder, or for one file its spec; None for beside each.
    """
    named = list(dict.fromkeys(sources))
    if to is not None and to.suffix.lower() in _SPECS:
        return [Task(one, to) for one in named]
    places = [(to or one.parent) / f"{one.stem}.yaml" for one in named]
    many = Counter(str(place).casefold() for place in places)
    found: list[Task] = []
    taken: set[str] = set()
    for one, place in zip(named, places, strict=True):
        if many[str(place).casefold()] > 1:
            # letter.txt and letter.pdf: each is named whole.
            place = place.with_name(f"{one.name.replace('.', '-')}.yaml")
        number = 2
        first = place
        while str(place).casefold() in taken:
            place = first.with_name(f"{first.stem}-{number}.yaml")
            number += 1
        taken.add(str(place).casefold())
        found.append(Task(one, place))
    return found


def transcribe_all(
    project: Project,
    todo: Sequence[Task],
    today: date,
    *,
    proof: bool = True,
    overwrite: bool = False,
    shown: Shown = str,
) -> Iterator[Done]:
    """Make a spec of each file; one that cannot be read does not keep the others.

    Args:
        project: the project.
        todo: the files, and where their specs go.
        today: the day of the transcription.
        proof: whether words are compared.
        overwrite: whether a spec that is there already may be written over.
        shown: how messages name files.
    """
    with Reader() as reader:
        for task in todo:
            yield _one(project, reader, task, today, proof, overwrite, shown)


def _one(
    project: Project,
    reader: Reader,
    task: Task,
    today: date,
    proof: bool,
    overwrite: bool,
    shown: Shown,
) -> Done:
    name = shown(task.source)
    if os.path.lexists(task.spec) and not overwrite:
        spec = shown(task.spec)
        message = f"{spec} is already there"
        hint = "name another folder with -o, or give --overwrite"
        where = Place(file=name)
        return Done(task.source, None, None, (problem("spec-exists", where, message, hint),))
    source = reader.read(task.source, name)
    if source.value is None:
        return Done(task.source, None, None, source.problems)
    made = transcribe(project, source.value, name, today, proof=proof)
    found = (*source.problems, *made.problems)
    if made.value is None:
        return Done(task.source, None, None, found)
    wrote = output.write({task.spec: made.value.text.encode()})
    told = (*found, *_told(made.value, name), *wrote.problems)
    return Done(task.source, task.spec if wrote.good else None, made.value, told)


def _told(one: Transcript, name: str) -> Iterator[Problem]:
    """Say what is to be settled, what the letter lacks, and where the words are not the same."""
    where = Place(file=name)
    for said in one.unsure:
        yield problem("to-settle", where, said, "settle it in the spec, and take the comment out")
    if one.missing:
        message = f"the letter has no {', no '.join(one.missing)}"
        yield problem("part-missing", where, message, "nothing was put in its place")
    for found in one.problems if not one.equal else ():
        if found.stops:
            yield found.at(where)
    for differ in one.differences or ():
        after = f" after “{differ.after}”" if differ.after else ""
        message = f"“{differ.old[:80]}” of the letter is “{differ.new[:80]}” in the spec{after}"
        hint = "correct the spec by hand, and compare again: verbale render SPEC --format txt"
        yield problem("words-differ", where, message, hint)


def shares(done: Sequence[Done]) -> list[tuple[str, str]]:
    """Tell of how many letters the words are equal, and in how many each fact was found."""
    letters = [one.transcript for one in done if one.transcript is not None]
    rows = [
        ("files", str(len(done))),
        ("letters", _share(len(letters), len(done))),
        ("words equal", _share(sum(one.equal for one in letters), len(letters))),
    ]
    for kind, count in Counter(one.kind for one in letters).most_common():
        rows.append((f"kind {kind}", _share(count, len(letters))))
    for name in FIELDS:
        count = sum(name in one.found for one in letters)
        rows.append((f"{name} found", _share(count, len(letters))))
    settled = sum(not one.unsure for one in letters)
    rows.append(("nothing to settle", _share(settled, len(letters))))
    return rows


def _share(count: int, whole: int) -> str:
    return f"{count} of {whole} ({100 * count / whole:.1f} %)" if whole else "0 of 0"
