"""Builds the tree from YAML's events, so that nothing is expanded before it is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from verbale.problems import Place, Problem, problem
from verbale.spec.tree import Group, Items, Mark, Node, Scalar, place_in

__all__ = ["FORBIDDEN", "MAX_DEPTH", "Reader", "Stopped", "mark_of", "no_character"]

MAX_DEPTH = 20
"""The deepest nesting of lists and groups."""

# C0 and C1 controls but tab and line feed; line and paragraph separators, which YAML and editors
# count differently; what hides or reorders text for the reader of the spec (the program isolates
# directions itself) or is not seen at all.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What cannot stand in a letter."""

_NULLS = frozenset({"null", "~"})
# libyaml where PyYAML was built with it: the same events, ten times as fast.
_PARSER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SPLIT = "put it into a file of its own; a text that begins with --- needs quotes"
_FLATTEN = "a letter needs no such depth: look for a stray bracket or indent"
_NO_ANCHOR = "write the value out where it is needed; a text that begins with & or * needs quotes"
_NO_TAG = "leave the tag out: values are text; a text that begins with ! needs quotes"


class Stopped(Exception):
    """Reading cannot go on; the reason is among the problems."""


class Reader:
    """Builds the tree from YAML events, so that nothing is expanded before it is refused."""

    def __init__(self, name: str, lines: tuple[str, ...], what: str) -> None:
        self.name = name
        self.what = what
        self.lines = lines
        self.problems: list[Problem] = []

    def read(self, text: str) -> Node | None:
        """Read one document; None if there is nothing in it.

        Raises:
            Stopped: reading cannot go on; the reason is among the problems.
            yaml.MarkedYAMLError: the text is not YAML.
        """
        events = iter(yaml.parse(text, Loader=_PARSER))
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(
                        "yaml-documents", event, f"a second {self.what} begins here", _SPLIT
                    )
                    raise Stopped
                root = self._node(next(events), events, 1)
        if isinstance(root, Scalar) and not root.value:
            return None
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            self._report("yaml-depth", event, f"more than {MAX_DEPTH} levels deep", _FLATTEN)
            raise Stopped
        if isinstance(event, yaml.AliasEvent):
            self._report("yaml-anchor", event, f"*{event.anchor} is an alias", _NO_ANCHOR)
            mark = mark_of(event.start_mark)
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

    def _scalar(self, event: Any) -> Scalar:
        plain = event.style in (None, "")
        start, end = mark_of(event.start_mark), mark_of(event.end_mark)
        hidden = FORBIDDEN.search(event.value)
        if hidden is not None:
            # It was written as an escape, such as "\\e"; typed as it is, it was found before.
            place = place_in(self.name, self.lines, start)
            self.problems.append(no_character(hidden.group(), place))
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
        return Items(tuple(items), mark_of(start.start_mark))

    def _group(
        self, start: yaml.MappingStartEvent, events: Iterator[yaml.Event], depth: int
    ) -> Group:
        entries: dict[str, tuple[Scalar, Node]] = {}
        event: Any
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            if isinstance(key, Scalar) and key.value is None:
                key = replace(key, value=event.value)  # A key is a word, even if it is "null".
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar) or not key.value:
                self._report(
                    "key-not-text", event, "a key must be a word", "write the key before the colon"
                )
                continue
            self._refuse_empty(value, f'"{key.value}"')
            if key.value in entries:
                first = entries[key.value][0].start.line + 1
                message = f'"{key.value}" stands here a second time (first in line {first})'
                hint = "keep one of the two"
                place = place_in(self.name, self.lines, key.start, len(key.value))
                self.problems.append(problem("repeated-key", place, message, hint))
                continue
            entries[key.value] = (key, value)
        return Group(tuple(entries.values()), mark_of(start.start_mark))

    def _refuse_empty(self, node: Node, what: str) -> None:
        if isinstance(node, Scalar) and node.empty:
            place = place_in(self.name, self.lines, node.start, 1)
            hint = "write a value, or delete the line (null says on purpose: none)"
            self.problems.append(problem("empty-value", place, f"{what} has no value", hint))

    def _report(self, code: str, event: yaml.Event, message: str, hint: str) -> None:
        place = place_in(self.name, self.lines, mark_of(event.start_mark), 1)
        self.problems.append(problem(code, place, message, hint))


def no_character(character: str, place: Place) -> Problem:
    """Word that a character cannot stand in a letter."""
    name = unicodedata.name(character, "a control character")
    message = f"U+{ord(character):04X} ({name}) cannot stand in a letter"
    return problem("control-character", place, message, "delete this character")


def mark_of(mark: Any) -> Mark:
    """Take a mark of YAML's."""
    return Mark(mark.line, mark.column)
