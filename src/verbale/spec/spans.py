"""Where each character of a value stands in the file, however YAML has it written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["is_plain", "spans"]

Span = tuple[int, int]
Unit = tuple[int, int, str]
"""A piece of the file, from and to, and what the value has of it."""

_FOLD = r"[ \t]*\n[ \t\n]*"
_UNITS = {
    "": re.compile(rf"{_FOLD}|.", re.DOTALL),
    "'": re.compile(rf"{_FOLD}|''|.", re.DOTALL),
    '"': re.compile(
        rf"{_FOLD}|\\(?:\n[ \t]*|x[0-9A-Fa-f]{{2}}|u[0-9A-Fa-f]{{4}}|U[0-9A-Fa-f]{{8}}|.)|.",
        re.DOTALL,
    ),
}
_ESCAPES = {
    **{"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"},
    **{"e": "\x1b", "N": "\x85", "_": "\u00a0", "L": "\u2028", "P": "\u2029", "\n": ""},
}


def is_plain(written: str) -> bool:
    """Tell whether a value stands without quotes."""
    return written[:1] not in ("'", '"', "|", ">")


def spans(written: str, value: str) -> list[Span] | None:
    """Tell where each character of a value stands.

    Args:
        written: the value as the file has it, with its quotes or the head of its block.
        value: what YAML reads there.

    Returns:
        From and to in ``written`` for each character; two that are written as one, as two line
        breaks may be, have the same. None where it cannot be told for sure.
    """
    for units in _readings(written):
        found: list[Span] = []
        read = []
        for start, end, text in units:
            found += [(start, end)] * len(text)
            read.append(text)
        # A block's last line breaks may be dropped.
        if "".join(read).rstrip("\n") == value.rstrip("\n"):
            return found[: len(value)] if len(found) >= len(value) else None
    return None


def _readings(written: str) -> Iterator[Iterable[Unit]]:
    """Give the ways in which what is written may be read: of a block, for each indent."""
    if written[:1] not in ("|", ">"):
        yield _flow(written)
        return
    head = written.find("\n") + 1
    if not head:
        return
    first = next((one for one in written[head:].split("\n") if one.strip()), "")
    for indent in range(len(first) - len(first.lstrip(" ")), 0, -1):
        lines = list(_lines(written, head, indent))
        yield _literal(lines) if written[0] == "|" else _folded(lines)


def _flow(written: str) -> Iterator[Unit]:
    quote = "" if is_plain(written) else written[0]
    inner = range(len(quote), len(written) - len(quote))
    for match in _UNITS[quote].finditer(written, inner.start, inner.stop):
        yield match.start(), match.end(), _read(match[0], quote)


def _read(piece: str, quote: str) -> str:
    if piece == "''" and quote == "'":
        return "'"
    if len(piece) > 1 and piece[0] == "\\":
        code = piece[1]
        return chr(int(piece[2:], 16)) if code in "xuU" and piece[2:] else _ESCAPES.get(code, code)
    breaks = piece.count("\n")
    return piece if not breaks else " " if breaks == 1 else "\n" * (breaks - 1)


def _lines(written: str, head: int, indent: int) -> Iterator[tuple[int, str]]:
    """Give the lines of a block without their indent, each with where it begins."""
    at = head
    for line in written[head:].split("\n"):
        lead = min(indent, len(line) - len(line.lstrip(" ")))
        yield at + lead, line[lead:]
        at += len(line) + 1


def _characters(start: int, line: str) -> Iterator[Unit]:
    for i, one in enumerate(line, start):
        yield i, i + 1, one


def _literal(lines: list[tuple[int, str]]) -> Iterator[Unit]:
    for number, (start, line) in enumerate(lines):
        yield from _characters(start, line)
        end = start + len(line)
        follows = lines[number + 1][0] if number + 1 < len(lines) else end
        yield end, follows, "\n"


def _folded(lines: list[tuple[int, str]]) -> Iterator[Unit]:
    """Read a folded block: one line break is a space, but beside lines that are set in further."""
    before: tuple[int, str] | None = None
    empty = 0
    for start, line in lines:
        if not line:
            empty += 1
            continue
        if before is None:
            yield start, start, "\n" * empty
        else:
            further = before[1][0] in " \t" or line[0] in " \t"
            between = "\n" * (empty + further) or " "
            yield before[0] + len(before[1]), start, between
        yield from _characters(start, line)
        before, empty = (start, line), 0
    if before is not None:
        end = before[0] + len(before[1])
        yield end, end, "\n" * max(1, empty)
