"""Writes a spec as YAML, with what each value rests on as comments."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from verbale.transcribe.facts import Guess

__all__ = ["yaml"]

_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()’-]*[\w.)’])?")
_SPECIAL = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})
_WIDTH = 96


def yaml(
    keys: Mapping[str, Any], guesses: Sequence[Guess], head: Sequence[str], unsure: Sequence[str]
) -> str:
    """Write a spec.

    Args:
        keys: its keys in order; texts with line breaks become blocks.
        guesses: what they rest on.
        head: sentences for the top.
        unsure: what is to be settled.
    """
    lines = [line for sentence in head for line in _comment(sentence)]
    if unsure:
        lines += ["#", "# To settle:"]
        lines += [line for one in unsure for line in _comment(f"- {one}", "  ")]
    by_key: dict[str, list[Guess]] = {}
    for guess in guesses:
        by_key.setdefault(guess.key, []).append(guess)
    for key, value in keys.items():
        for guess in [one for one in by_key.get(key, ()) if one.words][:12]:
            doubt = "" if guess.sure else " (unsure)"
            lines += _comment(f"{key}{doubt}: rests on “{_cut(guess.words)}”")[:2]
        lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def _comment(sentence: str, indent: str = "") -> list[str]:
    # Names of files hold what no spec may.
    plain = "".join("�" if unicodedata.category(c)[0] == "C" else c for c in sentence if c != "\n")
    clean = " ".join(plain.split())
    return textwrap.wrap(
        clean, _WIDTH, initial_indent="# ", subsequent_indent=f"# {indent}", break_long_words=False
    )


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) < 90 else f"{words[:60]} … {words[-24:]}"


def _entry(key: str, value: Any, indent: str) -> list[str]:
    """Write one key and its value."""
    if isinstance(value, str) and "\n" in value:
        deeper = indent + "  "
        # A block keeps its lines; one that began with a space would need its depth told.
        return [
            f"{indent}{key}: |",
            *(f"{deeper}{line}".rstrip() for line in value.strip("\n").split("\n")),
        ]
    if isinstance(value, Mapping):
        if all(
            not isinstance(one, (Mapping, list, tuple)) and "\n" not in str(one)
            for one in value.values()
        ):
            flow = ", ".join(f"{name}: {_scalar(one, flow=True)}" for name, one in value.items())
            if len(flow) < _WIDTH:
                return [f"{indent}{key}: {{{flow}}}"]
        inner = [line for name, one in value.items() for line in _entry(name, one, indent + "  ")]
        return [f"{indent}{key}:", *inner]
    if isinstance(value, (list, tuple)):
        return [f"{indent}{key}:", *(line for one in value for line in _item(one, indent + "  "))]
    return [f"{indent}{key}: {_scalar(value)}"]


def _item(value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        # A part of the original that stands elsewhere in the spec is named, and no more.
        if len(value) == 1 and None in value.values():
            return [f"{indent}- {next(iter(value))}"]
        lines = [line for name, one in value.items() for line in _entry(name, one, indent + "  ")]
        return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{indent}- {_scalar(value)}"]


def _scalar(value: Any, *, flow: bool = False) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, int)):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _SPECIAL and "  " not in text
    if plain and not (flow and "," in text):
        return text
    return json.dumps(text, ensure_ascii=False)
