"""Letters as rules read them, made by hand: what one rule finds in one text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from tests.conftest import ROOT
from verbale import rules
from verbale.document import Block
from verbale.letter import Facts, Letter, Named, SenderOffice
from verbale.problems import Problem
from verbale.project import Project, open_project
from verbale.rules import Reading
from verbale.spec.model import Reference


@cache
def _project() -> Project:
    project = open_project(ROOT).value
    assert project is not None
    return project


def found(
    code: str,
    words: str,
    language: str = "en",
    *,
    path: str = "body",
    blocks: tuple[Block, ...] = (),
    known: Mapping[str, Reference] | None = None,
    **letter: Any,
) -> list[Problem]:
    """Hold a letter of 3 November 2016 with one text to one rule: what it finds."""
    about = _project().language(language)
    assert about is not None
    assert about.value is not None
    base = {
        "kind": "letter",
        "language": language,
        "office": SenderOffice("pga", "Office", None),
        "as_of": date(2016, 11, 3),
        "sender": Named("Peter Thomson"),
        "addressed": (),
        "vocative": "Excellency",
        "texts": Facts({path: words}),
    }
    one = Reading(Letter(**{**base, **letter}), about.value, references=known or {}, blocks=blocks)
    book = [rule for rule in rules.BOOK if rule.code == code]
    assert book, f"no rule has the code {code}"
    return list(rules.look(one, book=book))
