"""Puts right words into a spec in the place of wrong ones, and touches nothing else of it.

Only the words change within what stands in the file: comments, order, quotes, indents and line ends
stay. What comes of it is read again, and every value has to be what it should be.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from verbale.problems import Fix, Place, Problem, join_path, split_path
from verbale.protocol.languages import LANGUAGE
from verbale.rules.fixable import only_marks, places
from verbale.spec.source import from_bytes
from verbale.spec.spans import is_plain, spans
from verbale.spec.tree import Data, Items, Mark, Node, Scalar, SourceText

__all__ = ["Changed", "Edit", "Fixed", "fixed"]

_BOM = b"\xef\xbb\xbf"
_NO_VALUE = "the spec does not have these words there"
_QUOTED = "they stand in a quotation, or within a longer word"
_CONTRARY = "another finding asks for other words there"
_WRITTEN = "what the file would hold then does not read so"
_NOT_MARKS = "it would change more than quotation marks"


@dataclass(frozen=True, slots=True)
class Edit:
    """Other text for a piece of a file, counted in characters of :attr:`SourceText.text`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Words that were put right, or were not, and why."""

    place: Place
    code: str
    old: str
    new: str
    why: str = ""
    """Why they were not put right; "" where they were."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A spec as it is after its fixes."""

    raw: bytes
    changes: tuple[Changed, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(slots=True)
class _Value:
    """A value of the spec with what is to be changed in it."""

    scalar: Scalar
    start: int
    """Where it stands in the text."""
    written: str
    fixes: list[tuple[Problem, Fix]] = field(default_factory=list)

    def words(self) -> str:
        return self.scalar.value or ""


@dataclass(frozen=True, slots=True)
class _Put:
    """New words for those of a value from one character to another."""

    start: int
    end: int
    new: str
    found: Problem


_Done = tuple[_Value, list[_Put], list[Edit]]
"""A value, what is to be changed in it, and how the file is to be edited for it."""


def fixed(source: SourceText, found: Iterable[Problem]) -> Fixed:
    """Apply the fixes that findings carry.

    Args:
        source: the spec.
        found: findings of it; those that are excused, that carry no fix, or that are of another
            file are passed over.

    Returns:
        The spec's new bytes, the same as before where nothing could be changed, and for each place
        what was changed or why it was not.
    """
    values, left = _gathered(source, found)
    done: list[_Done] = []
    for value in values:
        puts, why_not = _puts(value)
        left += [_left(one, why) for one, why in why_not]
        if puts:
            done.append((value, puts, _edits(value, puts)))
    if not _good(source, done):
        done, refused = _one_by_one(source, done)
        left += [_left(put.found, _WRITTEN) for put in refused]
    edits = sorted((one for _, _, made in done for one in made), key=lambda one: one.start)
    told = [one for value, puts, _ in done for one in _told(source, value, puts)]
    order = sorted(dict.fromkeys((*told, *left)), key=_in_order)
    return Fixed(_raw(source, edits), tuple(order), tuple(edits))


def _gathered(
    source: SourceText, found: Iterable[Problem]
) -> tuple[Iterable[_Value], list[Changed]]:
    """Bring the fixes to the values that they are for; each once, however many ask for it."""
    values: dict[Mark, _Value] = {}
    asked = set()
    left = []
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    for one in found:
        if one.fix is None or one.excused or one.place.file != source.file:
            continue
        scalar = _scalar(source, one.fix.path)
        if scalar is None or not one.fix.old or one.fix.old not in (scalar.value or ""):
            left.append(_left(one, _NO_VALUE))
            continue
        key = (scalar.start, one.fix.old, one.fix.new)
        if key in asked:
            continue
        asked.add(key)
        if scalar.start not in values:
            start = starts[scalar.start.line] + scalar.start.column
            end = starts[scalar.end.line] + scalar.end.column
            values[scalar.start] = _Value(scalar, start, source.text[start:end])
        values[scalar.start].fixes.append((one, one.fix))
    return values.values(), left


def _scalar(source: SourceText, path: str) -> Scalar | None:
    """Find the value of a path; a short form is the one value that its last key would have."""
    found = source.scalar(path)
    steps = split_path(path)
    if found is None and len(steps) > 1 and not LANGUAGE.fullmatch(steps[-1]):
        found = source.scalar(join_path(*steps[:-1]))
    return found


def _puts(value: _Value) -> tuple[list[_Put], list[tuple[Problem, str]]]:
    """Find where a value's words are to be changed; of two that meet the second is for later."""
    puts: list[_Put] = []
    left: list[tuple[Problem, str]] = []
    for one, fix in value.fixes:
        if fix.marks and not only_marks(fix):
            left.append((one, _NOT_MARKS))
            continue
        at = [(i, i + len(fix.old)) for i in places(value.words(), fix)]
        puts += [_Put(start, end, fix.new, one) for start, end in at]
        if not at:
            left.append((one, _QUOTED))
    asked: dict[tuple[int, int], set[str]] = {}
    for put in puts:
        asked.setdefault((put.start, put.end), set()).add(put.new)
    contrary = {at for at, words in asked.items() if len(words) > 1}
    kept: list[_Put] = []
    for put in sorted(puts, key=lambda one: (one.start, -one.end)):
        if (put.start, put.end) in contrary:
            left.append((put.found, _CONTRARY))
        elif not kept or put.start >= kept[-1].end:
            kept.append(put)
    return kept, left


def _edits(value: _Value, puts: Sequence[_Put]) -> list[Edit]:
    """Word the changes as the file has the value written; none where that cannot be told."""
    at = spans(value.written, value.words())
    if at is None:
        return []
    edits = []
    for put in puts:
        start, end = at[put.start][0], at[put.end - 1][1]
        # Two line breaks that are written as one cannot be parted.
        cut = put.start and at[put.start] == at[put.start - 1]
        if cut or (put.end < len(at) and at[put.end] == at[put.end - 1]):
            return []
        new = _as_written(value, put, at)
        edits.append(Edit(value.start + start, value.start + end, new))
    return edits


def _as_written(value: _Value, put: _Put, at: Sequence[tuple[int, int]]) -> str:
    """Word new words in the value's own quotes, with line breaks where the old ones had them."""
    gaps = [
        (value.words()[i], value.written[slice(*at[i])])
        for i in range(put.start, put.end)
        if value.words()[i] in " \n"
    ]
    pieces = re.split(r"([ \n])", put.new)
    for i, gap in enumerate(range(1, len(pieces), 2)):
        if i < len(gaps) and gaps[i][0] == pieces[gap]:
            pieces[gap] = gaps[i][1]
    pieces[::2] = [_escaped(one, value.written[:1]) for one in pieces[::2]]
    return "".join(pieces)


def _escaped(words: str, quote: str) -> str:
    if quote == "'":
        return words.replace("'", "''")
    return words.replace("\\", "\\\\").replace('"', '\\"') if quote == '"' else words


def _quoted(value: _Value, edits: Sequence[Edit]) -> list[Edit]:
    """Put a plain value into quotes, since its new words need them; its line breaks stay."""
    text = _applied(value.written, edits, value.start)
    end = value.start + len(value.written)
    return [Edit(value.start, end, f'"{_escaped(text, chr(34))}"')]


def _one_by_one(source: SourceText, wanted: Sequence[_Done]) -> tuple[list[_Done], list[_Put]]:
    """Change values one by one; those that cannot be changed so that they read right are left."""
    done: list[_Done] = []
    refused: list[_Put] = []
    for value, puts, edits in wanted:
        ways = [edits] if edits else []
        if edits and is_plain(value.written):
            ways.append(_quoted(value, edits))
        way = next((one for one in ways if _good(source, [(value, puts, one)])), None)
        if way is not None:
            done.append((value, puts, way))
        else:
            refused += puts
    if not _good(source, done):
        return [], [put for _, puts, _ in wanted for put in puts]
    return done, refused


def _good(source: SourceText, done: Iterable[_Done]) -> bool:
    """Tell whether the file, read again, has the new words, and all else as it was."""
    edits: list[Edit] = []
    new: dict[Mark, str] = {}
    for value, puts, made in done:
        if not made:
            return False
        edits += made
        changes = [Edit(one.start, one.end, one.new) for one in puts]
        new[value.scalar.start] = _applied(value.words(), changes)
    read = from_bytes(_raw(source, sorted(edits, key=lambda one: one.start)), source.file)
    return read.good and read.value is not None and read.value.data == _with(source.root, new)


def _with(node: Node, new: Mapping[Mark, str]) -> Data:
    """Give a tree's plain values, some of them changed."""
    if isinstance(node, Scalar):
        return new.get(node.start, node.value)
    if isinstance(node, Items):
        return [_with(one, new) for one in node.items]
    return {key.value or "": _with(one, new) for key, one in node.entries}


def _applied(text: str, edits: Iterable[Edit], offset: int = 0) -> str:
    """Apply edits, which are in order and do not meet."""
    parts, at = [], 0
    for one in edits:
        parts += [text[at : one.start - offset], one.new]
        at = one.end - offset
    return "".join((*parts, text[at:]))


def _raw(source: SourceText, edits: Sequence[Edit]) -> bytes:
    """Apply edits to the bytes of the file, whose line ends and mark of order stay."""
    raw = source.raw or source.text.encode()
    if not edits:
        return raw
    text = raw.decode("utf-8-sig")
    pairs = [m.start() - i for i, m in enumerate(re.finditer("\r\n", text))]
    ending = "\r\n" if pairs else "\r" if "\r" in text else "\n"
    there = [
        Edit(
            one.start + bisect_left(pairs, one.start),
            one.end + bisect_left(pairs, one.end),
            one.new.replace("\n", ending),
        )
        for one in edits
    ]
    return (_BOM if raw.startswith(_BOM) else b"") + _applied(text, there).encode()


def _told(source: SourceText, value: _Value, puts: Iterable[_Put]) -> Iterator[Changed]:
    """Tell what is changed in a value, each place with its line and column."""
    at = spans(value.written, value.words()) or []
    for put in puts:
        start = value.start + at[put.start][0]
        line = source.text.count("\n", 0, start)
        column = start - (source.text.rfind("\n", 0, start) + 1)
        old = value.words()[put.start : put.end]
        place = source.at(Mark(line, column), len(old), put.found.place.path)
        yield Changed(place, put.found.code, old, put.new)


def _left(one: Problem, why: str) -> Changed:
    fix = one.fix or Fix("", "", "")
    return Changed(one.place, one.code, fix.old, fix.new, why)


def _in_order(one: Changed) -> tuple[int, int]:
    return one.place.line or 0, one.place.column or 0
