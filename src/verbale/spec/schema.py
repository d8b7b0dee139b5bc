"""The JSON Schema of specs, for editors that know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from verbale.protocol.languages import LANGUAGE
from verbale.spec.model import Addressee, Enclosure, LetterSpec, ParagraphChange, Person, Reference

__all__ = ["schema_of"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(models: Mapping[str, type[LetterSpec]]) -> dict[str, Any]:
    """Give the schema of the specs of some kinds.

    Args:
        models: the model of each kind.

    Returns:
        JSON Schema (draft 2020-12) that takes what :func:`verbale.spec.parse.parse` takes, short
        forms included, and that offers each kind its own keys.
    """
    kinds: list[dict[str, Any]] = []
    definitions: dict[str, Any] = {}
    for kind, model in models.items():
        schema = model.model_json_schema(by_alias=True, schema_generator=GenerateJsonSchema)
        own = schema.pop("$defs", {})
        renamed = {name: _name(name, kind) for name in own}
        definitions |= {renamed[name]: _redirected(one, renamed) for name, one in own.items()}
        schema = dict(_redirected(schema, renamed))
        schema["properties"]["kind"] = {"const": kind, **_described(schema["properties"]["kind"])}
        schema["title"] = kind
        kinds.append(schema)
    for name, part in definitions.items():
        _loosen(name.split(".")[-1], part)
    for schema in kinds:
        _lists(schema)
    result: dict[str, Any] = {"$schema": _DIALECT, "title": "A letter spec of Verbale"}
    result["$defs"] = definitions
    if len(kinds) == 1:
        return result | kinds[0]
    # "if kind is this, then ...", so that an editor reports against the kind that is meant.
    names = [schema["title"] for schema in kinds]
    result |= {"type": "object", "required": ["kind"]}
    result["properties"] = {"kind": {"enum": names}}
    result["allOf"] = [
        {"if": {"properties": {"kind": {"const": schema["title"]}}}, "then": schema}
        for schema in kinds
    ]
    return result


_COMMON = {
    "Addressee", "Enclosure", "Mentions", "ParagraphChange", "Person", "Reference", "Replied",
}  # fmt: skip


def _name(name: str, kind: str) -> str:
    return name if name in _COMMON else f"{kind}.{name}"


def _described(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key == "description"}


def _redirected(value: Any, names: Mapping[str, str]) -> Any:
    """Point references at definitions' new names."""
    if isinstance(value, dict):
        found = {key: _redirected(one, names) for key, one in value.items()}
        if isinstance(found.get("$ref"), str):
            name = found["$ref"].removeprefix("#/$defs/")
            found["$ref"] = f"#/$defs/{names.get(name, name)}"
        return found
    return [_redirected(one, names) for one in value] if isinstance(value, list) else value


def _loosen(name: str, part: dict[str, Any]) -> None:
    """Let a group be written in its short form, as the model does."""
    shape = dict(part)
    properties = shape.get("properties", {})
    properties.pop("left_out", None)
    short: list[dict[str, Any]] = []
    words = {"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 1}
    words["propertyNames"] = {"pattern": f"^{LANGUAGE.pattern}(/{LANGUAGE.pattern})*$"}
    if name == Reference.__name__:
        short = [{"type": "string", "minLength": 1}]
    elif name == Enclosure.__name__:
        short = [{"type": "string", "minLength": 1}, words]
    elif name == ParagraphChange.__name__:
        short = [{"type": "null"}, {"type": "string", "minLength": 1}, words]
    elif name == Addressee.__name__:
        person = Person.model_json_schema(by_alias=True)
        properties |= person["properties"] | {"salutation": properties["salutation"]}
        short = [{"type": "string", "minLength": 1}]
    if short:
        part.clear()
        part["anyOf"] = [shape, *short]


def _lists(schema: dict[str, Any]) -> None:
    """Let one addressee stand without the list."""
    addressees = schema["properties"]["addressees"]
    described = _described(addressees)
    [many] = [one for one in addressees["anyOf"] if one.get("type") == "array"]
    schema["properties"]["addressees"] = {
        "anyOf": [*addressees["anyOf"], many["items"]],
        **described,
    }
