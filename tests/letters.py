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

_LETTER = """\
kind: letter
office: pga
date: 2016-11-03
addressees: {title: H.E. Mr., name: Jürg Lauber, post: permanent-representative, state: CH}
sender: {name: Peter Thomson}
body: |
  I have the honour to refer to the consultations of last week.
"""
_NOTE = """\
kind: note-verbale
office: mission
reference: 118/2016
date: 2016-11-03
addressees: {mission: CH}
matter: refer to the consultations of last week
"""
_CIRCULAR = """\
kind: circular
office: pga
date: 2016-11-03
sender: {name: Peter Thomson}
addressees: all-permanent-representatives
matter: inform you that consultations will be held
"""
_TRANSMITTAL = """\
kind: transmittal
office: pga
date: 2016-11-03
sender: {name: Peter Thomson}
addressees: all-permanent-representatives
enclosures: [Report of the consultations]
transmitted: the report of the consultations
"""
_INVITATION = """\
kind: invitation
office: pga
date: 2016-11-03
sender: {name: Peter Thomson}
addressees: all-permanent-representatives
meeting:
  {name: an informal meeting, date: 2016-11-21, start: "10:00", place: Conference Room 3}
"""
GOOD = {
    "appointment": BASE,
    "letter": _LETTER,
    "note": _NOTE,
    "circular": _CIRCULAR,
    "transmittal": _TRANSMITTAL,
    "invitation": _INVITATION,
}
"""Small good letters by what they are, into which examples of rules are put."""


def with_keys(text: str, keys: str, language: str = "") -> str:
    """Give a spec with other keys in the place of its own, and more; in a language if given."""
    own = {line.split(":")[0] for line in keys.splitlines() if line[:1].isalpha()}
    own |= {"language"} if language else set()
    kept, keeps = [], True
    for line in text.splitlines(keepends=True):
        if line[:1] not in (" ", "\t", "\n"):
            keeps = line.split(":")[0] not in own
        kept += [line] if keeps else []
    lead = f"language: {language}\n" if language else ""
    return "".join(kept) + lead + keys


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
