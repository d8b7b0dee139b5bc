"""The keys that a kind of letter adds, as ``templates/<kind>/kind.yaml`` tells them.

A new kind is a folder and nothing else: its templates, and this file if it has keys of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from verbale.faults import fault
from verbale.problems import join_path
from verbale.spec.model import LetterSpec, Part, Person, Reference
from verbale.spec.values import Clock, Day, Flag, Line, RoleText, Text

__all__ = ["FILE", "TAKEN", "Key", "Kind", "model_of"]

_RESERVED = frozenset({"self", "caller", "loop", "varargs", "kwargs", "true", "false", "none"})
"""Names that the template engine takes for its own."""
TAKEN = frozenset(
    {
        "address_rows",
        "address_slots",
        "again",
        "body",
        "cite",
        "clock",
        "day",
        "draft",
        "formula",
        "furniture",
        "gender",
        "honour",
        "its",
        "join",
        "kept",
        "language",
    }
    | {
        "letter",
        "medium",
        "paragraph",
        "pronouns",
        "prose",
        "recipient",
        "screen_styles",
        "signatory",
        "slot",
        "these",
    }
    | {"vocative", "weekday", "whom"}
)
"""The names that every template has, which no key can have."""

FILE = "kind.yaml"
"""The file of a kind's folder that tells its keys."""

_ONE: dict[str, Any] = {
    "line": Line,
    "text": Text,
    "role": RoleText,
    "day": Day,
    "time": Clock,
    "flag": Flag,
    "gender": Literal["f", "m"],
    "person": Person,
    "reference": Reference,
}
_SEVERAL: dict[str, Any] = {"texts": Text, "people": Person, "references": Reference}


class Key(BaseModel):
    """One key that a kind adds."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    value: Literal[
        "line", "text", "role", "day", "time", "flag", "gender", "person", "reference",
        "texts", "people", "references", "group",
    ]  # fmt: skip
    says: str
    """What it says, for the reference and for editors."""
    example: str = ""
    """What stands in a new spec; a placeholder is made if there is none."""
    examples: dict[str, str] = {}
    """The same in other languages, by code: how its words go on in their sentence there."""
    needed: Flag = False
    unless: str = ""
    """A key of every letter, in whose place it is needed: a note's body may say it all."""
    default: Flag | None = None
    """Of a flag that is not given."""
    goes_with: str = ""
    """Another key of the kind, without which this one is printed nowhere."""
    keys: dict[str, Key] = Field({}, description="The keys of a group.")

    @model_validator(mode="after")
    def _group_has_keys(self) -> Key:
        if (self.value == "group") != bool(self.keys):
            raise fault("bad-value", "a group has keys:, and only a group has", "add or drop keys:")
        return self


class Kind(BaseModel):
    """A kind of letter: what it is for, and the keys it adds."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    says: str
    """What the kind is for, in a sentence."""
    needs: tuple[str, ...] = ()
    """Keys of every letter that this kind cannot do without."""
    without: tuple[str, ...] = ()
    """Keys of every letter that this kind has no place for: a new spec does not offer them."""
    to_missions: Flag = False
    """Whether it is written to missions, and not to those who represent them."""
    addressees: str = "all-permanent-representatives"
    """Who is addressed in a new spec."""
    keys: dict[str, Key] = {}

    @model_validator(mode="after")
    def _names_are_free(self) -> Kind:
        for where, names in (("needs", self.needs), ("without", self.without)):
            for name in names:
                if name not in LetterSpec.model_fields:
                    hint = "see docs/spec.md for the keys of every letter"
                    raise fault("bad-value", f'"{name}" is not a key of every letter', hint, where)
        for name in set(self.needs) & set(self.without):
            message = f'"{name}" is both needed and without place'
            raise fault("bad-value", message, "keep one of the two", "without")
        for name in self.keys:
            if name in LetterSpec.model_fields:
                hint = "choose another name: this one means the same in every letter"
                raise fault("bad-value", f'"{name}" is a key of every letter', hint, f"keys.{name}")
            if self.keys[name].unless and self.keys[name].unless not in LetterSpec.model_fields:
                message = f'"{self.keys[name].unless}" is not a key of every letter'
                raise fault("bad-value", message, "name another key", f"keys.{name}.unless")
            if self.keys[name].goes_with not in ("", *self.keys):
                message = f'"{self.keys[name].goes_with}" is not a key of this kind'
                raise fault("bad-value", message, "name another key", f"keys.{name}.goes_with")
        _refuse_taken_names(self.keys, "keys")
        return self


def _refuse_taken_names(keys: dict[str, Key], path: str) -> None:
    """Refuse names that a model, a group of values or a template needs for itself."""
    for name, key in keys.items():
        taken = name in TAKEN | _RESERVED or hasattr(BaseModel, name) or hasattr(Mapping, name)
        if taken or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            hint = "use small letters and _, and a name the program does not need itself"
            raise fault("bad-value", f'"{name}" cannot name a key', hint, join_path(path, name))
        for inner, one in key.keys.items():
            if one.goes_with:
                place = f"{path}.{name}.keys.{inner}.goes_with"
                hint = "leave it out: needed: true says that a group has it"
                raise fault("bad-value", "goes_with is for keys outside groups", hint, place)
        _refuse_taken_names(key.keys, f"{path}.{name}.keys")


def model_of(kind: Kind) -> type[LetterSpec]:
    """Make the model of a kind: the common keys, and its own."""
    if not kind.keys and not kind.needs:
        return LetterSpec
    common = LetterSpec.model_fields
    fields = {name: _needed(name) for name in kind.needs if not common[name].is_required()}
    fields |= {name: _field(name, key) for name, key in kind.keys.items()}
    pairs = {name: key.goes_with for name, key in kind.keys.items() if key.goes_with}
    either = {name: key.unless for name, key in kind.keys.items() if key.needed and key.unless}
    checked: dict[str, Any] = {
        "pairs": model_validator(mode="after")(_together(pairs)),
        "either": model_validator(mode="after")(_one_of(either)),
    }
    model: type[LetterSpec] = create_model(
        "LetterOfKind", __base__=LetterSpec, __validators__=checked, **fields
    )
    return model


def _together(pairs: Mapping[str, str]) -> Callable[[LetterSpec], LetterSpec]:
    """Make the check that a key is not given without the one it goes with."""

    def check(spec: LetterSpec) -> LetterSpec:
        for name, other in pairs.items():
            if _is_given(getattr(spec, name)) and not _is_given(getattr(spec, other)):
                hint = f"add {other}: {type(spec).model_fields[other].description}"
                message = f'"{name}" is given, but not "{other}", without which it is not printed'
                raise fault("missing-key", message, hint, name)
        return spec

    return check


def _one_of(either: Mapping[str, str]) -> Callable[[LetterSpec], LetterSpec]:
    """Make the check that a key is given that is needed unless another one is."""

    def check(spec: LetterSpec) -> LetterSpec:
        for name, other in either.items():
            if not _is_given(getattr(spec, name)) and not _is_given(getattr(spec, other)):
                hint = f"add {name}: {type(spec).model_fields[name].description}"
                raise fault("missing-key", f'the key "{name}" is missing', hint)
        return spec

    return check


def _is_given(value: Any) -> bool:
    return value is not None and value is not False and value != ()


def _needed(name: str) -> Any:
    """Give type and default of a common key that the kind cannot do without."""
    field = LetterSpec.model_fields[name]
    annotation: Any = field.annotation
    if isinstance(field.default, tuple):
        return annotation, Field(description=field.description, min_length=1)
    inner = next(one for one in get_args(annotation) if one is not type(None))
    return inner, Field(description=field.description)


def _field(name: str, key: Key) -> Any:
    """Give type and default of a key."""
    if key.value == "group":
        inner = {inner_name: _field(inner_name, one) for inner_name, one in key.keys.items()}
        annotation: Any = create_model(name.title().replace("_", ""), __base__=Part, **inner)
    elif key.value in _SEVERAL:
        one: Any = _SEVERAL[key.value]
        annotation = tuple[one, ...]
        least = 1 if key.needed else 0
        default = ... if key.needed else ()
        return annotation, Field(default, description=key.says, min_length=least, max_length=100)
    else:
        annotation = _ONE[key.value]
    if key.needed and not key.unless:
        return annotation, Field(description=key.says)
    if key.value == "flag":
        return annotation, Field(bool(key.default), description=key.says)
    return annotation | None, Field(None, description=key.says)
