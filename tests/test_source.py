"""The YAML reader: keeps what was typed, knows where it stands, refuses the rest; never raises."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verbale.spec.parse import parse
from verbale.spec.source import MAX_BYTES, from_bytes, from_text, read
from verbale.spec.tree import Data, SourceText

WORDS = st.text(string.ascii_letters + "éü \"':#-&*!%@`{}[],|>?\\ñЖ中0123456789.~", max_size=30)
KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=8)
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def source(text: str) -> SourceText:
    found = from_text(text, "letter.yaml")
    assert found.value is not None, found.problems
    return found.value


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=5))
def test_what_was_typed_comes_back_as_text(data: dict[str, Data]) -> None:
    # Quoted, so that no value is taken for nothing at all.
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', default_flow_style=False)
    assert source(text).data == data


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    found = from_text(text, "letter.yaml")
    assert found.value is not None or found.problems


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_raise(raw: bytes) -> None:
    found = from_bytes(raw, "letter.yaml")
    assert found.value is not None or found.problems


PIECES = (
    *("kind: appointment", "role: [a, {b: c}]", "  - x", "date: 2016-11-03", "? a", "- b", "%TAG"),
    *("&a x: *a", "!!int 3: 4", "---", "...", "a: >", "  text", "{", "]", "\t", ""),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_mixture_of_yaml_makes_reader_or_model_raise(lines: list[str]) -> None:
    found = from_text("\n".join(lines), "letter.yaml")
    if found.value is not None:
        parsed = parse(found.value)
        assert parsed.value is not None or parsed.problems
    for one in found.problems:
        assert one.hint
        assert one.place.file == "letter.yaml"


@given(st.dictionaries(KEYS, st.text(string.ascii_letters, min_size=1), min_size=1, max_size=6))
def test_a_place_points_at_the_value(data: dict[str, str]) -> None:
    found = source("".join(f"{key}:   {value}\n" for key, value in data.items()))
    for key, value in data.items():
        place = found.place(key)
        assert place.line is not None
        assert place.column is not None
        line = found.lines[place.line - 1]
        assert line[place.column - 1 : place.column - 1 + place.width] == value


@pytest.mark.parametrize("typed", ["NO", "no", "yes", "on", "0123", "12:30", "1.10", "=", "1e3"])
def test_a_plain_value_stays_the_text_that_was_typed(typed: str) -> None:
    assert source(f"a: {typed}\n").data == {"a": typed}


def test_null_is_said_by_two_words_only() -> None:
    assert source("a: null\nb: ~\nc: Null\nd: 'null'\n").data == {
        "a": None,
        "b": None,
        "c": "Null",
        "d": "null",
    }


def test_a_path_through_lists_leads_to_its_line() -> None:
    found = source("appointees:\n  - {name: A}\n  - name: B\n    state: XX\n")
    place = found.place("appointees.1.state")
    assert (place.line, place.column, place.width) == (4, 12, 2)
    assert found.place("appointees.1.surname").line == 3, "what is missing is placed at its group"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xff\xfek\x00", "not-text"),
        (b"kind: \xe9\n", "not-text"),
        (b"kind: a\x00b\n", "not-text"),
        (b"\x7fELF\x01\x01\x00", "not-text"),
        (b"kind: a\x1b[31m\n", "control-character"),
        (b"a: x\n" * (MAX_BYTES // 4), "file-too-large"),
        (b"", "empty-file"),
        (b"\xef\xbb\xbf", "empty-file"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, code: str) -> None:
    found = from_bytes(raw, "letter.yaml")
    assert found.value is None
    assert [one.code for one in found.problems] == [code]


def test_ten_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.yaml"
    path.write_bytes(b"task: " + b"x" * 10_000_000)
    assert [one.code for one in read(path).problems] == ["file-too-large"]
    assert [one.code for one in read(Path("/dev/zero")).problems] == ["file-unreadable"]


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    found = from_bytes("\ufeffkind: appointment\r\nrole: chair\r\n".encode(), "letter.yaml")
    assert found.value is not None
    assert found.value.data == {"kind": "appointment", "role": "chair"}


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    )
    found = from_text(bomb, "letter.yaml")
    assert {one.code for one in found.problems} == {"yaml-anchor"}
