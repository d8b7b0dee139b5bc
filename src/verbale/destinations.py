"""Where letters go, and which of them would meet there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from verbale.problems import Place, Problem, problem

__all__ = ["Shown", "clashes", "output_name", "over_letters", "over_specs"]

Shown = Callable[[Path], str]
"""How a file is named in messages."""


def output_name(spec: Path, language: str, languages: int, ending: str) -> str:
    """Name the file of a letter: the spec's stem, its language if it has several, the ending."""
    middle = f".{language}" if languages > 1 else ""
    return f"{spec.stem}{middle}.{ending}"


def clashes(specs: Sequence[Path], shown: Shown) -> dict[Path, tuple[Problem, ...]]:
    """Report specs whose letters would have one name; case-blind disks count."""
    by_name: dict[str, list[Path]] = {}
    for spec in specs:
        by_name.setdefault(spec.stem.casefold(), []).append(spec)
    return {
        spec: (
            problem(
                "output-collision",
                Place(file=shown(spec)),
                f"its letter has the same name as that of {shown(other)}",
                "rename one of the two specs",
            ),
        )
        for same in by_name.values()
        for spec in same
        for other in [one for one in same if one != spec][:1]
    }


def over_specs(files: Iterable[Path], sources: set[Path], shown: Shown) -> tuple[Problem, ...]:
    """Report a letter that would be written over one of the specs, whose real paths are given."""
    return tuple(
        problem(
            "output-collision",
            Place(file=shown(path)),
            f"{path.name} would be written over a spec",
            "name another folder with --output",
        )
        for path in files
        if path.resolve() in sources
    )


def over_letters(
    files: Iterable[Path], spec: Path, taken: dict[str, Path], shown: Shown
) -> list[Problem]:
    """Report a letter that another spec of this run has made: a.fr.yaml, and a.yaml in French."""
    found = []
    for path in files:
        other = taken.setdefault(str(path).casefold(), spec)
        if other != spec:
            message = f"{path.name.rstrip('.')} is already the letter of {shown(other)}"
            place = Place(file=shown(spec))
            found.append(problem("output-collision", place, message, "rename one of the two specs"))
    return found
