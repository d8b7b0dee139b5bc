"""Reads a YAML file into a tree that knows its lines, and refuses what a letter never needs.

Every plain scalar stays the text that was typed: ``NO`` is Norway and not false, ``0123`` keeps its
nought, ``12:30`` is not a number of minutes. Anchors, aliases and tags are refused, and so is
anything that would let a small file grow large or deep.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import yaml

from verbale.problems import Outcome, Place, Problem, problem
from verbale.spec.events import FORBIDDEN, Reader, Stopped, mark_of, no_character
from verbale.spec.tree import Mark, SourceText, place_in

__all__ = ["MAX_BYTES", "from_bytes", "from_text", "read"]

MAX_BYTES = 256 * 1024
"""The largest spec, in bytes."""


def read(path: Path, shown_as: str | None = None, what: str = "letter") -> Outcome[SourceText]:
    """Read a YAML file.

    Args:
        path: the file.
        shown_as: how messages name it; its path if not given.
        what: what the file should hold, for messages.

    Returns:
        The text with its tree, or all that is wrong with it.
    """
    name = shown_as or str(path)
    where = Place(file=name)
    try:
        if not os.path.lexists(path):
            return _refused("file-missing", where, f"{name} is not there", _neighbours(path))
        if not path.is_file():
            return _refused("file-unreadable", where, f"{name} is not a file", "name a YAML file")
        with path.open("rb") as handle:
            raw = handle.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "cannot be read"
        hint = "check its name and its permissions"
        return _refused("file-unreadable", where, f"{name}: {reason}", hint)
    return from_bytes(raw, name, what)


def from_bytes(raw: bytes, name: str, what: str = "letter") -> Outcome[SourceText]:
    """Read YAML from bytes; ``name`` is how messages call the file, ``what`` what it holds."""
    where = Place(file=name)
    if len(raw) > MAX_BYTES:
        hint = f"a {what} is shorter"
        if what == "letter":
            hint = "a letter is shorter: put long documents into enclosures"
        return _refused("file-too-large", where, f"over {MAX_BYTES // 1024} kB of text", hint)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "the file is text in UTF-16, not in UTF-8"
        return _refused("not-text", where, message, "save it with the encoding UTF-8")
    if b"\x00" in raw:
        return _refused("not-text", where, "the file is binary", "save it as text in UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"the file is not text in UTF-8 (byte 0x{raw[error.start]:02X})"
        place = Place(file=name, line=line)
        return _refused("not-text", place, message, "save it with the encoding UTF-8")
    read = from_text(text, name, what)
    return read if read.value is None else Outcome(replace(read.value, raw=raw), read.problems)


def from_text(text: str, name: str, what: str = "letter") -> Outcome[SourceText]:
    """Read YAML from text; ``name`` is how messages call the file, ``what`` what it holds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    hidden = tuple(_hidden(name, lines))
    if hidden:
        return Outcome(None, hidden)
    reader = Reader(name, lines, what)
    try:
        root = reader.read(text)
    except yaml.MarkedYAMLError as error:
        return Outcome(None, (*reader.problems, _syntax(error, name, lines)))
    except Stopped:
        return Outcome(None, tuple(reader.problems))
    if root is None:
        hint = "write what it is to say, or take the file away"
        if what == "letter":
            hint = 'begin with "kind:", or copy one of the examples'
        return _refused("empty-file", Place(file=name), f"the file holds no {what}", hint)
    return Outcome(SourceText(name, text, root, lines), tuple(reader.problems))


def _refused(code: str, place: Place, message: str, hint: str) -> Outcome[SourceText]:
    return Outcome(None, (problem(code, place, message, hint),))


def _neighbours(path: Path) -> str:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    names = [p.name for p in path.parent.iterdir() if p.suffix in (".yaml", ".yml")]
    close = get_close_matches(path.name, names, 1, 0.6)
    return f"did you mean {path.parent / close[0]}?" if close else "check the name"


def _hidden(name: str, lines: tuple[str, ...]) -> Iterator[Problem]:
    """Report characters that cannot stand in a letter; a file full of them is one fault."""
    found = (
        no_character(match.group(), place_in(name, lines, Mark(number, match.start())))
        for number, line in enumerate(lines)
        if not line.isascii() or not line.isprintable()
        for match in FORBIDDEN.finditer(line)
    )
    yield from islice(found, 20)


def _syntax(error: yaml.MarkedYAMLError, name: str, lines: tuple[str, ...]) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = place_in(name, lines, mark_of(mark), 1) if mark else Place(file=name)
    what = (error.problem or "it cannot be read").replace("did not find expected", "expected")
    context = f" ({error.context})" if error.context else ""
    hint = "check the indent; quote a text that has ': ' or ' #' in it, or begins with a sign"
    if "\t" in (place.excerpt or ""):
        hint = "indent with spaces: YAML takes no tabs"
    return problem("yaml-syntax", place, f"this is not YAML: {what}{context}", hint)
