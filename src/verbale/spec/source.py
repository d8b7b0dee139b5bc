"""Reads a YAML file into a tree that knows its lines, and refuses what a letter never needs.

Every plain scalar stays the text that was typed: ``NO`` is Norway and not false, ``0123`` keeps its
nought, ``12:30`` is not a number of minutes. Anchors, aliases and tags are refused, and so is
anything that would let a small file grow large or deep.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import yaml

from verbale.problems import Outcome, Place, Problem, problem
from verbale.spec.events import Reader, Stopped, mark_of
from verbale.spec.tree import Mark, SourceText, place_in

__all__ = ["MAX_BYTES", "from_bytes", "from_text", "read"]

MAX_BYTES = 256 * 1024
"""The largest spec, in bytes."""

# C0 and C1 controls but tab and line ends; and what hides or reorders text for the reader of the
# spec (U+202A-U+202E, U+2066-U+2069): the program isolates directions itself.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


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
    reader = Reader(name, lines)
    try:
        root = reader.read(text)
    except yaml.MarkedYAMLError as error:
        return Outcome(None, (*reader.problems, _syntax(error, name, lines)))
    except Stopped:
        return Outcome(None, tuple(reader.problems))
    if root is None:
        hint = 'begin with "kind:", or run verbale on one of the examples'
        return _refused("empty-file", Place(file=name), "the file holds no letter", hint)
    return Outcome(SourceText(name, text, root, lines), tuple(reader.problems))


def _refused(code: str, place: Place, message: str, hint: str) -> Outcome[SourceText]:
    return Outcome(None, (problem(code, place, message, hint),))


def _neighbours(path: Path) -> str:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    names = [p.name for p in path.parent.iterdir() if p.suffix in (".yaml", ".yml")]
    close = get_close_matches(path.name, names, 1, 0.6)
    return f"did you mean {path.parent / close[0]}?" if close else "check the name"


def _hidden(text: str, name: str, lines: tuple[str, ...]) -> Iterator[Problem]:
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
        place = place_in(name, lines, mark, 1)
        yield problem("control-character", place, message, "delete this character")


def _syntax(error: yaml.MarkedYAMLError, name: str, lines: tuple[str, ...]) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = place_in(name, lines, mark_of(mark), 1) if mark else Place(file=name)
    what = (error.problem or "it cannot be read").replace("did not find", "there should be")
    context = f" ({error.context})" if error.context else ""
    hint = (
        "check the indent; a text with ': ' or ' #' in it, or that begins with a sign, needs quotes"
    )
    if "\t" in (place.excerpt or ""):
        hint = "indent with spaces: YAML takes no tabs"
    return problem("yaml-syntax", place, f"this is not YAML: {what}{context}", hint)
