"""Holds a letter to the rule book, as the office has set it and the spec excuses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from verbale import page as pages
from verbale import rules
from verbale.document import Page
from verbale.letter import Letter
from verbale.problems import Problem
from verbale.project import Project
from verbale.protocol.languages import Language
from verbale.rules import Policy, Reading
from verbale.settle import Known
from verbale.spec.model import LetterSpec

__all__ = ["policy_of", "reading", "review", "unused"]


def policy_of(project: Project, spec: LetterSpec, *, strict: bool = False) -> Policy:
    """Give how much findings matter in a letter."""
    return Policy(project.settings.rules, spec.excuses, strict)


def reading(
    letter: Letter,
    language: Language,
    known: Known,
    today: date | None,
    page: Page | None = None,
) -> Reading:
    """Give a letter as rules read it.

    Args:
        letter: the settled letter.
        language: its words.
        known: the States and the references that are known.
        today: the day on which it is read.
        page: the filled page, where there is one.
    """
    blocks = pages.blocks(page) if page is not None else ()
    return Reading(letter, language, known.states, known.references, today, blocks)


def review(read: Reading, policy: Policy) -> tuple[Problem, ...]:
    """Hold one letter to all rules but those on its page: on its text only where there is one."""
    if not read.blocks:
        return rules.look(read, ("letter", "reader"), policy)
    return rules.look(read, policy=policy)


def unused(policy: Policy, found: Sequence[Problem], *, page: bool) -> Iterable[Problem]:
    """Report excuses that excuse nothing.

    Args:
        policy: with the excuses.
        found: all that was found, judged.
        page: whether the rules on the finished page were looked at.
    """
    read = [one.code for one in rules.BOOK]
    read += [one.code for one in rules.PAGE_BOOK] if page else []
    return policy.unused(found, read)
