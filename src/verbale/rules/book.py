"""The rule book: every rule, and how a letter is held to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

from verbale.document import Pdf
from verbale.problems import Problem, problem
from verbale.rules import (
    address,
    cited_by_number,
    cited_in_text,
    close,
    dated_in_text,
    days,
    days_in_text,
    enclosures,
    facts,
    membership,
    names_again,
    naming,
    notes,
    opening,
    references,
    states_of_day,
    style,
    wording,
)
from verbale.rules import page as pages
from verbale.rules import page_lines as lines
from verbale.rules.policy import AS_THEY_ARE, Policy
from verbale.rules.reading import Reading
from verbale.rules.rule import PageRule, Rule

__all__ = ["BOOK", "PAGE_BOOK", "look", "page"]

T = TypeVar("T")
BOOK: tuple[Rule, ...] = (
    *address.RULES,
    *close.RULES,
    *names_again.RULES,
    *wording.RULES,
    *opening.RULES,
    *notes.RULES,
    *style.RULES,
    *naming.RULES,
    *references.RULES,
    *cited_in_text.RULES,
    *cited_by_number.RULES,
    *dated_in_text.RULES,
    *facts.RULES,
    *days.RULES,
    *days_in_text.RULES,
    *states_of_day.RULES,
    *membership.RULES,
    *enclosures.RULES,
)
"""Every rule on a letter and its words, in the order in which letters are held to them."""
PAGE_BOOK: tuple[PageRule, ...] = (*pages.RULES, *lines.RULES)
"""Every rule on the finished page."""


def look(
    reading: Reading,
    at: Iterable[Literal["letter", "reader", "text"]] = ("letter", "reader", "text"),
    policy: Policy = AS_THEY_ARE,
    book: Iterable[Rule] = BOOK,
) -> tuple[Problem, ...]:
    """Hold a letter to rules.

    A rule that fails is reported as a problem of the rule, and the letter goes on.

    Args:
        reading: the letter.
        at: which rules: those that look at the letter, at whom it addresses, at its text.
        policy: what is turned off, raised and excused.
        book: the rules.
    """
    wanted = set(at)
    found: list[Problem] = []
    for rule in book:
        if rule.at in wanted and _holds(rule, reading) and not policy.is_off(rule.code):
            found += _looked(rule.code, rule.look, reading)
    return policy.judged(dict.fromkeys(found))


def page(
    pdf: Pdf, policy: Policy = AS_THEY_ARE, book: Iterable[PageRule] = PAGE_BOOK
) -> tuple[Problem, ...]:
    """Hold a finished page to rules: see :func:`look`.

    Args:
        pdf: the typeset letter, with where things landed.
        policy: what is turned off, raised and excused.
        book: the rules.
    """
    found: list[Problem] = []
    for rule in book:
        if not policy.is_off(rule.code):
            found += _looked(rule.code, rule.look, pdf)
    return policy.judged(dict.fromkeys(found))


def _looked(code: str, rule: Callable[[T], Iterable[Problem]], what: T) -> list[Problem]:
    try:
        return list(rule(what))
    except Exception as error:  # Whatever a rule does, the letter goes on.
        message = f'the rule "{code}" failed: {type(error).__name__}: {error}'
        hint = f"report it; until it is mended, rules: {{{code}: off}} in verbale.yaml"
        return [problem("rule-failed", "", message, hint)]


def _holds(rule: Rule, reading: Reading) -> bool:
    """Tell whether a letter is held to a rule: by its language, and its age."""
    if rule.languages and reading.letter.language not in rule.languages:
        return False
    return rule.old or not reading.letter.original
