"""Turns a source text into a letter spec, or says all that is wrong with it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from verbale.problems import Outcome, Place, Problem, problem
from verbale.spec.model import LetterSpec, model_of
from verbale.spec.tree import Data, SourceText

__all__ = ["parse", "parse_as"]

M = TypeVar("M", bound=BaseModel)
_SHAPES = {"model_type": "a group of keys", "dict_type": "a group of keys", "list_type": "a list"}
_SHAPES |= {
    "tuple_type": "a list",
    "string_type": "a text",
    "model_attributes_type": _SHAPES["dict_type"],
}


def parse(source: SourceText) -> Outcome[LetterSpec]:
    """Read a letter spec.

    Args:
        source: the text of the spec.

    Returns:
        The spec, or every problem of its shape, each with its line and column.
    """
    data = source.data
    if not isinstance(data, dict):
        hint = 'begin with a key, as "kind: appointment"'
        place = source.place()
        return Outcome(None, (problem("wrong-shape", place, "a spec is a group of keys", hint),))
    kind = data.get("kind")
    return parse_as(source, model_of(kind if isinstance(kind, str) else ""), "a letter")


def parse_as(source: SourceText, model: type[M], what: str) -> Outcome[M]:
    """Read any file that has a model; ``what`` names it in messages."""
    empty = {path for path, scalar in source.scalars() if scalar.empty}
    try:
        return Outcome(model.model_validate(source.data))
    except ValidationError as error:
        details = [one for one in error.errors() if not _follows(one)]
        found = [_problem(one, source, model, what) for one in details]
    # A key without a value was reported when the file was read.
    kept = [p for p in found if p.place.path not in empty]
    return Outcome(None, tuple(_unique(source.located(p) for p in kept)))


def _follows(detail: ErrorDetails) -> bool:
    """Tell whether an error only follows from another: a list of failed items counts as empty."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _unique(problems: Any) -> list[Problem]:
    return list(dict.fromkeys(problems))


def _problem(
    detail: ErrorDetails, source: SourceText, model: type[BaseModel], what: str
) -> Problem:
    context = detail.get("ctx", {})
    path = ".".join(str(step) for step in detail["loc"])
    path = _as_written(path, source.data)
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path, model, what)
    if kind == "missing":
        return _missing_key(path, model)
    if "said" in context:
        at = context["at"]
        place = Place(path=".".join(part for part in (path, at) if part), on_key=bool(at))
        return problem(kind, place, str(context["said"]), str(context["hint"]))
    if kind in _SHAPES:
        name = path.rsplit(".", 1)[-1] or what
        return problem("wrong-shape", path, f'"{name}" should be {_SHAPES[kind]}', _INDENT)
    if kind == "literal_error":
        message = f"this is none of {context['expected']}"
        return problem("bad-value", path, message, "write one of them")
    if kind in ("too_short", "too_long"):
        return _wrong_length(kind, path, context)
    return problem("bad-value", path, detail["msg"], "see docs/spec.md")


def _as_written(path: str, data: Data) -> str:
    """Drop the steps that short forms put between, as in ``addressees.0.person``."""
    steps: list[str] = []
    here: Data = data
    for step in path.split(".") if path else ():
        if isinstance(here, dict) and step in here:
            here = here[step]
        elif isinstance(here, list) and step.isdigit() and int(step) < len(here):
            here = here[int(step)]
        elif step.isdigit() or step in ("person", "instead", "list"):
            continue
        else:
            here = None
        steps.append(step)
    return ".".join(steps)


def _unknown_key(path: str, model: type[BaseModel], what: str) -> Problem:
    *parents, name = path.split(".")
    group = _model_at(parents, model)
    keys = [field.alias or key for key, field in group.model_fields.items()] if group else []
    keys = [key for key in keys if key != "left_out"]
    close = get_close_matches(name, keys, 1, 0.6)
    owner = f'"{parents[-1]}"' if parents and not parents[-1].isdigit() else what
    if len(parents) > 1 and parents[-1].isdigit():
        owner = f'"{parents[-2]}"'
    hint = f'did you mean "{close[0]}"?' if close else f"known here: {', '.join(keys)}"
    place = Place(path=path, on_key=True)
    return problem("unknown-key", place, f'"{name}" is not a key of {owner}', hint)


def _missing_key(path: str, model: type[BaseModel]) -> Problem:
    *parents, name = path.split(".")
    group = _model_at(parents, model)
    field = group.model_fields.get(name) if group else None
    hint = field.description if field and field.description else "add it"
    place = Place(path=".".join(parents), on_key=not (parents and parents[-1].isdigit()))
    return problem("missing-key", place, f'the key "{name}" is missing', f"{name}: {hint}")


def _wrong_length(kind: str, path: str, context: dict[str, Any]) -> Problem:
    if kind == "too_short":
        hint = "name one, or leave the key out where that is allowed"
        return problem("empty-text", path, "this list is empty", hint)
    message = (
        f"this list has {context['actual_length']} entries; {context['max_length']} is the most"
    )
    return problem("text-too-long", path, message, "split the letter")


def _model_at(path: list[str], model: type[BaseModel]) -> type[BaseModel] | None:
    """Find the model of the group that a path leads to."""
    here: type[BaseModel] | None = model
    for step in path:
        if step.isdigit() or here is None:
            continue
        by_alias = {f.alias or key: f for key, f in here.model_fields.items()}
        field = by_alias.get(step)
        here = _model_in(field.annotation) if field else None
        if here is not None and "person" in here.model_fields and step == "addressees":
            continue
    return here


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _model_in(part)
        if found is not None:
            return found
    return None


_INDENT = "check the indent, and the dash that begins each item of a list"
