"""Lays out a language of a project: its words, its phrases, and what the templates say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from verbale.phrases.overlay import Own
from verbale.phrases.paragraphs import TemplateText, template_texts
from verbale.phrases.rows import Phrase, phrases_of
from verbale.problems import Outcome, Place, did_you_mean, problem
from verbale.project import Project, shipped_language
from verbale.protocol.languages import Language
from verbale.spec.tree import Data

__all__ = ["Desk", "desk"]


@dataclass(frozen=True)
class Desk:
    """A language as an office has it."""

    language: Language
    own: Own
    phrases: tuple[Phrase, ...]
    texts: tuple[TemplateText, ...]
    """What the templates of all kinds say in it."""
    target: Path
    """Where the office's own file is, or would be."""


def desk(project: Project, code: str, shown: str = "") -> Outcome[Desk]:
    """Lay out a language.

    Args:
        project: the office's project.
        code: the language's code.
        shown: the file that names the language, if one does.

    Returns:
        The language, or what is wrong with its words; an unknown one is a problem.
    """
    found = project.language(code)
    if found is None:
        hint = did_you_mean(code, _known(project), f"known: {', '.join(_known(project))}")
        message = f'there are no words for the language "{code[:40]}"'
        place = Place(file=shown or f"templates/languages/{code[:40]}.yaml")
        return Outcome(None, (problem("unknown-language", place, message, hint),))
    if found.value is None:
        return Outcome(None, found.problems)
    own = _own(project, code, found.value.name)
    words = own.words
    english = words if code == "en" else _own(project, "en", "English").words
    own = replace(own, english=english)
    phrases = phrases_of(words, english, found.value)
    target = project.root / "templates" / "languages" / f"{code}.yaml"
    texts = template_texts(project.templates, code)
    return Outcome(Desk(found.value, own, phrases, texts, target), found.problems)


def _own(project: Project, code: str, name: str) -> Own:
    file = f"languages/{code}.yaml"
    shipped: Data = shipped_language(code)
    raw = project.templates.files.get(file)
    return Own(project.templates.origin(file), raw, shipped, name)


def _known(project: Project) -> list[str]:
    """Give the codes of the languages that have templates."""
    kinds = project.templates.kinds
    return sorted({code for kind in kinds for code in project.templates.languages_of(kind)})
