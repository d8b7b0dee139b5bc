"""Specs for tests: one small letter, to be changed a little."""

from __future__ import annotations

from pathlib import Path

import yaml

BASE = """\
kind: appointment
office: pga
date: 2016-11-03
sender: {name: Peter Thomson}
addressees: all-permanent-representatives
references: [{symbol: A/RES/71/1, adopted: 2016-09-19}]
appointees:
  - {title: H.E. Mr., name: Jürg Lauber, surname: Lauber, post: permanent-representative, state: CH}
role: co-facilitator
task: to lead open and inclusive consultations
"""


def letter(extra: str = "", **changed: str) -> str:
    """Give a small appointment letter; ``changed`` keys get other values, ``extra`` is added."""
    lines = BASE.splitlines(keepends=True)
    for key, value in changed.items():
        start = next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
        end = next(
            (i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines)
        )
        lines[start:end] = [f"{key}: {value}\n"] if value else []
    return "".join(lines) + extra


def long_letter(paragraphs: int, words: int = 60) -> str:
    """Give a letter of many paragraphs."""
    text = "".join(f"  {'It is set in lines ' * (words // 5)}{i}.\n\n" for i in range(paragraphs))
    return letter(extra=f"body: |\n{text}")


def stems_of(specs: list[Path]) -> list[str]:
    """Give the names, without endings, of all letters that specs make: one for each language."""
    found = []
    for path in specs:
        languages = yaml.safe_load(path.read_text("utf-8")).get("languages", ())
        found += [f"{path.stem}.{one}" for one in languages] or [path.stem]
    return sorted(found)
