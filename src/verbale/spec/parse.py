"""Turns a source text into a letter spec, or says all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from verbale.problems import Outcome, Place, Problem, did_you_mean, join_path, problem
from verbale.spec.model import Addressee, LetterSpec, Person
from verbale.spec.tree import Data, SourceText
from verbale.spec.values import RoleText, Text

__all__ = ["kind_of", "laid_over", "parse", "parse_as", "rest_of"]

M = TypeVar("M", bound=BaseModel)
Step = str | int

_GROUP = "a group of keys"
_SHAPES = {"model_type": _GROUP, "dict_type": _GROUP, "model_attributes_type": _GROUP}
_SHAPES |= {"list_type": "a list", "tuple_type": "a list", "string_type": "a text"}
_MOST = 100
"""How many problems of one file are worded; with more, something else is the matter."""


def parse(source: SourceText, model: type[LetterSpec] = LetterSpec) -> Outcome[LetterSpec]:
    """Read a letter spec.

    Args:
        source: the text of the spec.
        model: the model of its kind.

    Returns:
        The spec, or every problem of its shape, each with its line and column.
    """
    return parse_as(source, model, "a letter")


def parse_as(source: SourceText, model: type[M], what: str, over: Data = None) -> Outcome[M]:
    """Read any file that has a model.

    Args:
        source: the text of the file.
        model: its model.
        what: how messages name it.
        over: what the file only says differently: its own keys are laid over these.
    """
    if not isinstance(source.data, dict):
        hint = 'begin with a key and a colon, as "kind: appointment"'
        found = problem("wrong-shape", source.place(), f"{what} is a group of keys", hint)
        return Outcome(None, (found,))
    empty = {path for path, scalar in source.scalars() if scalar.empty}
    try:
        return Outcome(model.model_validate(laid_over(over, source.data)))
    except ValidationError as error:
        details = [one for one in error.errors() if not _follows(one)][:_MOST]
        problems = (_problem(one, source, model, what) for one in details)
        # A key without a value was reported when the file was read.
        kept = (one for one in problems if one.place.path not in empty)
        return Outcome(None, tuple(dict.fromkeys(source.located(one) for one in kept)))


def laid_over(base: Data, own: Data) -> Data:
    """Lay groups over groups, key by key; anything else takes the place of what it is laid over."""
    if isinstance(base, dict) and isinstance(own, dict):
        return base | {key: laid_over(base.get(key), one) for key, one in own.items()}
    return own


def rest_of(
    source: SourceText, model: type[LetterSpec] = LetterSpec
) -> tuple[LetterSpec, frozenset[str]]:
    """Read what can be read of a spec that is not whole, so that more can be said of it.

    Returns:
        A spec in which the keys at fault are left out or stand empty, and the names of those keys.
        It is fit for looking for further problems, and for nothing else.
    """
    data = source.data if isinstance(source.data, dict) else {}
    values: dict[str, Any] = {}
    faulty = set()
    for name, field in model.model_fields.items():
        if name not in data and not field.is_required():
            continue
        annotation: Any = field.rebuild_annotation() if field.metadata else field.annotation
        adapter: TypeAdapter[Any] = TypeAdapter(annotation)
        try:
            values[name] = adapter.validate_python(data[name])
        except (ValidationError, KeyError):
            faulty.add(name)
            if field.is_required():
                values[name] = _stand_in(field.annotation)
    return model.model_construct(**values), frozenset(faulty)


def _stand_in(annotation: Any) -> Any:
    """Give an empty value of a type."""
    if annotation in (Text, RoleText):
        return annotation("")
    if annotation is str:
        return ""
    return () if get_origin(annotation) is tuple else None


def kind_of(source: SourceText) -> str:
    """Give the kind that a spec names; "" if it names none."""
    kind = source.data.get("kind") if isinstance(source.data, dict) else None
    return kind if isinstance(kind, str) else ""


def _follows(detail: ErrorDetails) -> bool:
    """Tell whether an error only follows from another: a list of failed items counts as empty."""
    if detail["type"] != "too_short" or not isinstance(detail["input"], (list, tuple)):
        return False
    return len(detail["input"]) >= int(detail["ctx"]["min_length"])


def _problem(
    detail: ErrorDetails, source: SourceText, model: type[BaseModel], what: str
) -> Problem:
    context = detail.get("ctx", {})
    steps = _as_written(detail["loc"], source.data)
    path = join_path(*steps)
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(steps, model, what)
    if kind == "missing":
        return _missing_key(steps, model, source)
    if "said" in context:
        at = context["at"]
        of_key = detail["loc"][-1:] == ("[key]",)
        place = Place(path=".".join(part for part in (path, at) if part), on_key=bool(at) or of_key)
        return problem(kind, place, str(context["said"]), str(context["hint"]))
    if kind in _SHAPES:
        inner = _model_at(steps, model)
        first = next(iter(inner.model_fields), "name") if inner is not None else "name"
        hint = _shape_hint(_owner(steps), _SHAPES[kind], detail["input"], first)
        return problem("wrong-shape", path, f'"{_owner(steps)}" should be {_SHAPES[kind]}', hint)
    if kind == "literal_error":
        message = f"this is none of {context['expected']}"
        return problem("bad-value", path, message, "write one of them")
    if kind in ("too_short", "too_long"):
        return _wrong_length(kind, path, detail)
    return problem("bad-value", path, detail["msg"], "see docs/spec.md")


def _as_written(loc: Iterable[Step], data: Data) -> tuple[Step, ...]:
    """Drop the steps that short forms put between, as in ``addressees.0.person``."""
    steps: list[Step] = []
    here: Data = data
    for step in loc:
        if isinstance(here, dict) and step in here:
            here = here[str(step)]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        elif isinstance(step, int) or step in ("person", "instead", "list", "[key]"):
            continue
        else:
            here = None
        steps.append(step)
    return tuple(steps)


def _owner(steps: tuple[Step, ...]) -> str:
    """Name the innermost key of a path."""
    return next((step for step in reversed(steps) if isinstance(step, str)), "this")


def _unknown_key(steps: tuple[Step, ...], model: type[BaseModel], what: str) -> Problem:
    name = str(steps[-1])
    keys = _keys(steps[:-1], model)
    owner = f'"{_owner(steps[:-1])}"' if len(steps) > 1 else what
    hint = did_you_mean(name, keys, f"known here: {', '.join(keys)}")
    place = Place(path=join_path(*steps), on_key=True)
    return problem("unknown-key", place, f'"{name}" is not a key of {owner}', hint)


def _keys(steps: tuple[Step, ...], model: type[BaseModel]) -> list[str]:
    """Give the keys that may stand in the group that a path leads to."""
    group = _model_at(steps, model)
    if group is None:
        return []
    keys = [field.alias or key for key, field in group.model_fields.items()]
    if group is Addressee or (group is Person and "addressees" in steps):
        # A person's keys may stand there without "person".
        keys = [*Person.model_fields, *(f.alias or k for k, f in Addressee.model_fields.items())]
        keys.remove("person")
    return [key for key in dict.fromkeys(keys) if key != "left_out"]


def _missing_key(steps: tuple[Step, ...], model: type[BaseModel], source: SourceText) -> Problem:
    name = str(steps[-1])
    group = _model_at(steps[:-1], model)
    field = group.model_fields.get(name) if group else None
    hint = field.description if field and field.description else "add it"
    on_key = len(steps) > 1 and not isinstance(steps[-2], int)
    place = source.place(join_path(*steps[:-1]), on_key=on_key)
    return problem("missing-key", place, f'the key "{name}" is missing', f"{name}: {hint}")


def _wrong_length(kind: str, path: str, detail: ErrorDetails) -> Problem:
    context = detail["ctx"]
    count = len(detail["input"]) if isinstance(detail["input"], (list, tuple, dict)) else 0
    if kind == "too_short":
        message = f"this list has {count} entries; {context['min_length']} is the least"
        hint = "name more, or leave the key out where that is allowed"
        code = "empty-text" if count == 0 else "bad-value"
        return problem(code, path, "this list is empty" if count == 0 else message, hint)
    message = f"this list has {count} entries; {context['max_length']} is the most"
    return problem("text-too-long", path, message, "split the letter")


def _model_at(steps: Iterable[Step], model: type[BaseModel]) -> type[BaseModel] | None:
    """Find the model of the group that a path leads to."""
    here: Any = model
    for step in steps:
        here = _inner(here)
        if isinstance(here, type) and issubclass(here, BaseModel):
            if isinstance(step, int):
                continue
            fields = {f.alias or key: f for key, f in here.model_fields.items()}
            here = fields[step].annotation if step in fields else None
        elif get_origin(here) is dict:
            here = get_args(here)[1]
    here = _inner(here)
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def _inner(annotation: Any) -> Any:
    """Take the wrappings off an annotation, such as ``X | None`` and ``tuple[X, ...]``."""
    while not isinstance(annotation, type) and get_origin(annotation) is not dict:
        parts = [one for one in get_args(annotation) if one not in (type(None), ...)]
        if not parts:
            return annotation
        annotation = parts[0]
    if get_origin(annotation) is tuple:
        return _inner(get_args(annotation)[0])
    return annotation


def _shape_hint(name: str, shape: str, found: Any, first: str) -> str:
    """Say how one text is written where a group or a list is wanted."""
    if isinstance(found, str) and found and shape == _GROUP:
        return f"write its keys in braces, as {name}: {{{first}: ...}}, or below it with an indent"
    if isinstance(found, (str, dict)) and found and shape == "a list":
        return f"begin each item with a dash, or put brackets round it, as {name}: [...]"
    return _INDENT


_INDENT = "check the indent, and the dash that begins each item of a list"
