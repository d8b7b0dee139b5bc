"""Reads a YAML file into a tree that knows its lines, and refuses what a letter never needs.

Every plain scalar stays the text that was typed: ``NO`` is Norway and not false, ``0123`` keeps its
nought, ``12:30`` is not a number of minutes. Anchors, aliases and tags are refused, and so is
anything that would let a small file grow large or deep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from verbale.problems import Outcome, Place, Problem, problem

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Scalar", "SourceText", "from_text", "read"]

MAX_BYTES = 256 * 1024
"""The largest spec, in bytes."""
MAX_DEPTH = 20
"""The deepest nesting of lists and groups."""

# C0 and C1 controls but tab and line ends; and what hides or reorders text for the reader of the
# spec (U+202A-U+202E, U+2066-U+2069): the program isolates directions itself.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_NULLS = frozenset({"null", "~"})

_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
        for step in path.split(".") if path else ():
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
        excerpt = self.lines[mark.line] if mark.line < len(self.lines) else None
        return Place(path, self.file, mark.line + 1, mark.column + 1, max(1, width), excerpt)

    def located(self, found: Problem) -> Problem:
        """Give a problem that names a path its line and column; leave others as they are."""
        if found.place.file is not None:
            return found
        return found.at(self.place(found.place.path, on_key=found.place.on_key))

    def scalars(self) -> Iterator[tuple[str, Scalar]]:
        """Give every value with its path, in the order of the file."""
        yield from _scalars(self.root, "")


def read(path: Path, shown_as: str | None = None) -> Outcome[SourceText]:
    """Read a spec from a file.

    Args:
        path: the file.
        shown_as: how messages name it; its path if not given.

    Returns:
        The text with its tree, or all that is wrong with it.
    """
    name = shown_as or str(path)
    where = Place(file=name)
    if not path.exists():
        return _refused("file-missing", where, f"{name} is not there", _neighbours(path))
    if not path.is_file():
        return _refused("file-unreadable", where, f"{name} is not a file", "name a YAML file")
    try:
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        return _refused("file-unreadable", where, f"{name}: {reason}", "check its permissions")
    return from_bytes(raw, name)


def from_bytes(raw: bytes, name: str) -> Outcome[SourceText]:
    """Read a spec from bytes; ``name`` is how messages call the file."""
    where = Place(file=name)
    if len(raw) > MAX_BYTES:
        hint = "a letter is shorter: put long documents into enclosures"
        return _refused("file-too-large", where, f"over {MAX_BYTES // 1024} kB of text", hint)
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _refused("not-text", where, "the file is binary", "save it as text in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"the file is not text in UTF-8 (byte 0x{raw[error.start]:02X})"
        place = Place(file=name, line=line)
        return _refused("not-text", place, message, "save it with the encoding UTF-8")
    return from_text(text, name)


def from_text(text: str, name: str) -> Outcome[SourceText]:
    """Read a spec from text; ``name`` is how messages call the file."""
    lines = tuple(text.splitlines())
    hidden = tuple(_hidden(text, name, lines))
    if hidden:
        return Outcome(None, hidden)
    reader = _Reader(name, lines)
    try:
        root = reader.read(text)
    except yaml.MarkedYAMLError as error:
        return Outcome(None, (*reader.problems, _syntax(error, name, lines)))
    except _Stop:
        return Outcome(None, tuple(reader.problems))
    if root is None:
        hint = 'begin with "kind:", or run verbale on one of the examples'
        return _refused("empty-file", Place(file=name), "the file holds no letter", hint)
    return Outcome(SourceText(name, text, root, lines), tuple(reader.problems))


class _Stop(Exception):
    """Reading cannot go on; the reason is among the problems."""


class _Reader:
    """Builds the tree from YAML events, so that nothing is expanded before it is refused."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []

    def read(self, text: str) -> Node | None:
        events = iter(yaml.parse(text, Loader=_PARSER))
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report("yaml-documents", event, "a second letter begins here", _SPLIT)
                    raise _Stop
                root = self._node(next(events), events, 1)
        if isinstance(root, Scalar) and not root.value:
            return None
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._report("yaml-depth", event, f"more than {MAX_DEPTH} levels deep", _FLATTEN)
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self._report("yaml-anchor", event, f"*{event.anchor} is an alias", _NO_ANCHOR)
            mark = _mark(event.start_mark)
            return Scalar(event.anchor, mark, mark)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._report("yaml-anchor", event, f"&{event.anchor} is an anchor", _NO_ANCHOR)
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report("yaml-tag", event, f"{tag} is a tag", _NO_TAG)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, events, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._group(event, events, depth)
        return self._scalar(event)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        plain = event.style in (None, "")
        start, end = _mark(event.start_mark), _mark(event.end_mark)
        value = None if plain and event.value in _NULLS else event.value
        literal = plain and start.line == end.line
        return Scalar(value, start, end, literal, empty=plain and not event.value)

    def _items(
        self, start: yaml.SequenceStartEvent, events: Iterator[yaml.Event], depth: int
    ) -> Items:
        items: list[Node] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self._node(event, events, depth + 1)
            self._refuse_empty(item, "an item of this list")
            items.append(item)
        return Items(tuple(items), _mark(start.start_mark))

    def _group(
        self, start: yaml.MappingStartEvent, events: Iterator[yaml.Event], depth: int
    ) -> Group:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar) or not key.value:
                self._report("key-not-text", event, "a key must be a word", "quote it if needed")
                continue
            self._refuse_empty(value, f'"{key.value}"')
            if key.value in entries:
                first = entries[key.value][0].start.line + 1
                message = f'"{key.value}" stands here a second time (first in line {first})'
                hint = "keep one of the two"
                place = _place(self.name, self.lines, key.start, len(key.value))
                self.problems.append(problem("repeated-key", place, message, hint))
                continue
            entries[key.value] = (key, value)
        return Group(tuple(entries.values()), _mark(start.start_mark))

    def _refuse_empty(self, node: Node, what: str) -> None:
        if isinstance(node, Scalar) and node.empty:
            place = _place(self.name, self.lines, node.start, 1)
            hint = "write a value, or delete the line (null says on purpose: none)"
            self.problems.append(problem("empty-value", place, f"{what} has no value", hint))

    def _report(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        place = _place(self.name, self.lines, _mark(event.start_mark), 1)
        self.problems.append(problem(code, place, message, hint))


_SPLIT = "put it into a file of its own; a text that begins with --- needs quotes"
_FLATTEN = "a letter needs no such depth: look for a stray bracket or indent"
_NO_ANCHOR = "write the value out where it is needed; a text that begins with & or * needs quotes"
_NO_TAG = "leave the tag out: values are text; a text that begins with ! needs quotes"


def _refused(code: str, place: Place, message: str, hint: str) -> Outcome[SourceText]:
    return Outcome(None, (problem(code, place, message, hint),))


def _neighbours(path: Path) -> str:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    from difflib import get_close_matches

    names = [p.name for p in path.parent.iterdir() if p.suffix in (".yaml", ".yml")]
    close = get_close_matches(path.name, names, 1, 0.6)
    return f"did you mean {path.parent / close[0]}?" if close else "check the name"


def _hidden(text: str, name: str, lines: tuple[str, ...]) -> Iterator[Problem]:
    import unicodedata

    for count, found in enumerate(_FORBIDDEN.finditer(text)):
        if count == 20:  # A file full of them is one fault, not thousands.
            return
        before = text[: found.start()]
        line = len(before.splitlines()) - (0 if before.endswith(("\n", "\r")) or not before else 1)
        start = max(before.rfind("\n"), before.rfind("\r")) + 1
        mark = Mark(line, found.start() - start)
        character = found.group()
        label = unicodedata.name(character, "a control character")
        message = f"U+{ord(character):04X} ({label}) cannot stand in a letter"
        place = _place(name, lines, mark, 1)
        yield problem("control-character", place, message, "delete this character")


def _syntax(error: yaml.MarkedYAMLError, name: str, lines: tuple[str, ...]) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = _place(name, lines, _mark(mark), 1) if mark else Place(file=name)
    what = (error.problem or "it cannot be read").replace("did not find", "there should be")
    context = f" ({error.context})" if error.context else ""
    hint = "check the indent; a text with ': ' or ' #' in it, or that begins with a sign, needs quotes"
    if "\t" in (place.excerpt or ""):
        hint = "indent with spaces: YAML takes no tabs"
    return problem("yaml-syntax", place, f"this is not YAML: {what}{context}", hint)


def _place(name: str, lines: tuple[str, ...], mark: Mark, width: int) -> Place:
    excerpt = lines[mark.line] if mark.line < len(lines) else None
    return Place("", name, mark.line + 1, mark.column + 1, max(1, width), excerpt)


def _mark(mark: yaml.Mark) -> Mark:
    return Mark(mark.line, mark.column)


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
            if key.value == step:
                return key, value
    return None


def _is_block(node: Node) -> bool:
    return not (isinstance(node, Scalar) and node.literal)


def _span(node: Node) -> tuple[Mark, int]:
    if isinstance(node, Scalar):
        same_line = node.start.line == node.end.line
        return node.start, node.end.column - node.start.column if same_line else 1
    return node.start, 1


def _scalars(node: Node, path: str) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Items):
        for index, item in enumerate(node.items):
            yield from _scalars(item, f"{path}.{index}" if path else str(index))
    else:
        for key, value in node.entries:
            yield from _scalars(value, f"{path}.{key.value}" if path else key.value or "")
