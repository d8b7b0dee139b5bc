"""What a spec is read beside: States, the references of the office, where problems are placed."""

from __future__ import annotations

from collections.abc import Iterable

from verbale import settle
from verbale.problems import Outcome, Problem, problem
from verbale.project import Project
from verbale.spec.model import LetterSpec, Reference
from verbale.spec.tree import SourceText

__all__ = ["known", "located", "unknown"]


def known(project: Project, spec: LetterSpec) -> Outcome[settle.Known]:
    """Gather what is known beside the spec; the office's own files may be at fault."""
    states = project.states
    none: dict[str, Reference] = {}
    cited = project.references if spec.references else Outcome(none)
    problems = (*states.problems, *cited.problems)
    if states.value is None or cited.value is None or any(one.stops for one in problems):
        return Outcome(None, problems)
    return Outcome(settle.Known(states.value, cited.value), problems)


def located(project: Project, source: SourceText, found: Problem) -> Problem:
    """Give a problem its line: in the spec, or in verbale.yaml where it is the office's."""
    if found.place.path.startswith("offices.") and project.source is not None:
        return project.source.located(found)
    return source.located(found)


def unknown(project: Project, spec: LetterSpec, code: str) -> Iterable[Problem]:
    """Word which of office and language is not known."""
    language = project.language(code)
    if project.office(spec.office) is None:
        known = ", ".join(project.settings.offices)
        message = f'there is no office "{spec.office}"'
        yield problem("unknown-office", "office", message, f"known in verbale.yaml: {known}")
    if language is None:
        path = "languages" if spec.languages else "language"
        message = f'there are no words for the language "{code}"'
        hint = f"write a code such as en, or add templates/languages/{code}.yaml"
        # FR, French, zh-CN.
        near = code.casefold()[:2]
        if near != code and near in project.templates.languages_of(spec.kind):
            hint = f'did you mean "{near}"?'
        yield problem("unknown-language", path, message, hint)
    else:
        yield from language.problems
