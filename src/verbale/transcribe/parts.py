"""The parts of an old letter, in its own order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from verbale.transcribe.units import Unit

__all__ = ["Part", "Parted"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter, by the name that the spec has for it."""

    name: str
    units: tuple[Unit, ...]

    @property
    def rows(self) -> list[str]:
        """Its lines; those of units are parted by an empty one."""
        found: list[str] = []
        for unit in self.units:
            found += ["", *unit.rows] if found else unit.rows
        return found

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(unit.text for unit in self.units)


@dataclass
class Parted:
    """A letter in its parts, in its own order."""

    parts: list[Part] = field(default_factory=list)
    is_note: bool = False
    evidence: int = 0
    """How much speaks for a letter at all: salutation, close, formula and the like."""

    def get(self, name: str) -> Part | None:
        """Give the first part of a name."""
        return next((one for one in self.parts if one.name == name), None)

    def add(self, name: str, units: Iterable[Unit]) -> None:
        """Add units as a part, or to the last one, if that has the same name."""
        some = tuple(units)
        if not some:
            return
        if self.parts and self.parts[-1].name == name and name != "body":
            self.parts[-1] = Part(name, (*self.parts[-1].units, *some))
        else:
            self.parts.append(Part(name, some))
