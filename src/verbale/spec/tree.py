"""The tree of a YAML file, which knows where each of its values stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from verbale.problems import Place, Problem, join_path, split_path

__all__ = ["Data", "Group", "Items", "Mark", "Node", "Scalar", "SourceText", "place_in"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text: line and column from 0, as YAML counts."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as typed; ``value`` is None for ``null`` and ``~``."""

    value: str | None
    start: Mark
    end: Mark
    literal: bool = False
    """Whether the text stands in the file as it is: plain, on one line."""
    empty: bool = False
    """Whether nothing at all was written."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    start: Mark


@dataclass(frozen=True, slots=True)
class Group:
    """A group of keys, in the order they were written."""

    entries: tuple[tuple[Scalar, Node], ...]
    start: Mark


Node = Scalar | Items | Group
Data = str | None | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text and the tree read from it."""

    file: str
    text: str
    root: Node
    lines: tuple[str, ...] = field(repr=False)
    raw: bytes = field(default=b"", repr=False)
    """The file as it was read."""

    @property
    def data(self) -> Data:
        """The tree as plain values: text, None, lists and dicts."""
        return _data(self.root)

    def place(self, path: str = "", *, on_key: bool = False) -> Place:
        """Find a path such as ``appointees.0.state`` in the file.

        Where the path leads further than the file goes (a key that is missing), the place is the
        deepest part that is there.
        """
        node, key = self.root, None
        for step in split_path(path):
            found = _step(node, step)
            if found is None:
                # A short form has no such step: "addressees.0.mission" may be "addressees.mission".
                if step.isdigit():
                    continue
                break
            key, node = found
        mark, width = _span(key if key is not None and (on_key or _is_block(node)) else node)
        return self.at(mark, width, path)

    def at(self, mark: Mark, width: int = 1, path: str = "") -> Place:
        """Give the place of a mark, with its line as excerpt."""
        return replace(place_in(self.file, self.lines, mark, width), path=path)

    def located(self, found: Problem) -> Problem:
        """Give a problem that names a path its line and column; leave others as they are."""
        if found.place.file is not None:
            return found
        if not found.place.path:
            return found.at(Place(file=self.file))  # It is the whole letter's.
        place = found.place
        exact = self._words(place) if place.words else None
        return found.at(exact or self.place(place.path, on_key=place.on_key))

    def scalar(self, path: str) -> Scalar | None:
        """Find the value that a path leads to; None where there is none, or a group or list."""
        node = self.root
        for step in split_path(path):
            found = _step(node, step)
            if found is not None:
                node = found[1]
            elif not step.isdigit():
                return None
        return node if isinstance(node, Scalar) else None

    def _words(self, place: Place) -> Place | None:
        """Find the words that are meant within a value, as they first stand there."""
        value = self.scalar(place.path)
        if value is None:
            return None
        written = r"\s+".join(map(re.escape, place.words.split()))
        lines = self.lines[value.start.line : value.end.line + 1]
        match = re.compile(written).search("\n".join(lines), value.start.column)
        if match is None:
            return None  # It is written otherwise, as "\u2019".
        before = "\n".join(lines)[: match.start()]
        mark = Mark(value.start.line + before.count("\n"), match.start() - (before.rfind("\n") + 1))
        width = len(match[0].partition("\n")[0])
        return replace(self.at(mark, width, place.path), words=place.words)

    def scalars(self) -> Iterator[tuple[str, Scalar]]:
        """Give every value with its path, in the order of the file."""
        yield from _scalars(self.root, ())


def place_in(name: str, lines: tuple[str, ...], mark: Mark, width: int = 1) -> Place:
    """Give the place of a mark in a file, with its line as excerpt."""
    excerpt = lines[mark.line] if mark.line < len(lines) else None
    return Place("", name, mark.line + 1, mark.column + 1, max(1, width), excerpt)


def _data(node: Node) -> Data:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return [_data(item) for item in node.items]
    return {key.value or "": _data(value) for key, value in node.entries}


def _step(node: Node, step: str) -> tuple[Scalar | None, Node] | None:
    if isinstance(node, Items):
        index = int(step) if step.isdigit() else len(node.items)
        return (None, node.items[index]) if index < len(node.items) else None
    if isinstance(node, Group):
        for key, value in node.entries:
            # Words in several languages stand under "en/fr".
            if key.value == step or step in (key.value or "").split("/"):
                return key, value
    return None


def _is_block(node: Node) -> bool:
    return not (isinstance(node, Scalar) and node.literal)


def _span(node: Node) -> tuple[Mark, int]:
    if isinstance(node, Scalar):
        same_line = node.start.line == node.end.line
        return node.start, node.end.column - node.start.column if same_line else 1
    return node.start, 1


def _scalars(node: Node, steps: tuple[str | int, ...]) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        yield join_path(*steps), node
    elif isinstance(node, Items):
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*steps, index))
    else:
        for key, value in node.entries:
            yield from _scalars(value, (*steps, key.value or ""))
