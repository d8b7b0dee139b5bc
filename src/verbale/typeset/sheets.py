"""Looks for stylesheets that are broken: what a typesetter passes over without a word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tinycss2

from verbale.document import Sheet
from verbale.problems import Place, Problem, problem

__all__ = ["faults"]

_NESTED = frozenset({"media", "page", "font-face", "supports", "layer"})


@lru_cache(maxsize=64)
def faults(sheet: Sheet) -> tuple[Problem, ...]:
    """Report each place where a stylesheet does not follow the syntax of CSS."""
    rules = tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)
    return tuple(_problem(node, sheet) for node in _errors(rules))


def _errors(nodes: list[Any]) -> Iterator[Any]:
    for node in nodes:
        if node.type == "error":
            yield node
        elif node.type == "qualified-rule" or (
            node.type == "at-rule" and node.content and node.lower_at_keyword in _NESTED
        ):
            yield from _errors(
                tinycss2.parse_blocks_contents(
                    node.content, skip_comments=True, skip_whitespace=True
                )
            )


def _problem(node: Any, sheet: Sheet) -> Problem:
    lines = sheet.text.splitlines()
    excerpt = lines[node.source_line - 1] if node.source_line <= len(lines) else None
    place = Place("", sheet.file, node.source_line, node.source_column, 1, excerpt)
    message = f"the stylesheet does not follow the syntax of CSS: {node.message}"
    return problem("style-broken", place, message, "look for a missing colon, semicolon or brace")
