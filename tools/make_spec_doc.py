"""Makes docs/spec.md, the reference of a spec's keys, from the model."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from verbale.office import Office
from verbale.project import Project, open_project
from verbale.spec import model
from verbale.spec.kinds import Key
from verbale.spec.values import RoleText, Text

TARGET = Path(__file__).parent.parent / "docs/spec.md"
HEAD = """\
# The keys of a spec

<!-- Made by tools/make_spec_doc.py from the model; `make docs` makes it anew. -->

A spec is a YAML file. Every value is text, a list or a group of keys. A *text* may be given for all
languages at once, or by language where `languages:` names several:

```yaml
subject: {en: The review, fr: L'examen}
sender: {name: {en/es/fr: Peter Thomson, ru: Питер Томсон}}
```

What several languages share stands once, under their codes with strokes between them. A text that
one of the letter's languages lacks is an error; one given once for several languages is a warning.

A *day* is written year-month-day, as `2016-11-03`. Texts that the template sets inside a sentence
have no full stop of their own. `body` and changed paragraphs are CommonMark: paragraphs, lists,
quotations, headings and emphasis; HTML, links, images, code blocks and tables are printed as they
were typed, and run together.
"""
PARTS: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("A person", model.Person, "`sender`, `appointees` and, in short, `addressees`."),
    (
        "Who is addressed",
        model.Addressee,
        "`addressees`: one or a list of them. A text alone is a `list`; a person's keys may stand "
        "here without `person`.",
    ),
    ("A reference", model.Reference, "`references`. A text alone is a `symbol`."),
    ("The letter answered", model.Replied, "`in_reply_to`."),
    ("An enclosure", model.Enclosure, "`enclosures`. A text alone is a `title`."),
    (
        "A changed paragraph",
        model.ParagraphChange,
        "`paragraphs`, by the paragraph's name. `null` leaves it out; a text alone is `instead`.",
    ),
)


def text() -> str:
    """Write the whole page."""
    common = set(model.LetterSpec.model_fields)
    out = [HEAD, "## Every letter\n", table(model.LetterSpec, common)]
    project = open_project(TARGET.parent.parent).value
    assert project is not None
    for kind in project.templates.kinds:
        about = project.kind(kind).value
        assert about is not None
        out += [f"## Kind `{kind}`\n", f"{about.says}\n"]
        names = ", ".join(f"`{name}`" for name in project.templates.paragraphs_of(kind))
        out += [f"Paragraphs: {names}.\n"] if names else []
        unused = ", ".join(f"`{name}`" for name in about.without)
        out += [f"It has no place for {unused}.\n"] if unused else []
        own = set(about.keys)
        if own:
            its_model = project.model(kind)
            out += ["Besides the keys of every letter:\n", table(its_model, own)]
            if told := examples(about.keys):
                out += [told]
            for name, key in about.keys.items():
                if key.keys:
                    group = inner_model(its_model.model_fields[name].annotation)
                    inner = set(group.model_fields)
                    out += [f"`{name}` is a group of these:\n", table(group, inner)]
    for title, part, where in PARTS:
        out += [f"## {title}\n", f"{where}\n", table(part, set(part.model_fields))]
    out += [
        "## An office\n",
        "In `verbale.yaml`, under `offices:` by its key; beside `offices:`, "
        "`rules:` says how much rules of the [rule book](rules.md) matter.\n",
    ]
    out += [table(Office, set(Office.model_fields)), known(project)]
    return "\n".join(out)


def examples(keys: Mapping[str, Key], above: str = "") -> str:
    """Write how the words of a kind's keys go on in other languages than English, as a list."""
    lines = []
    for name, key in keys.items():
        told = ", ".join(f"`{code}: {words}`" for code, words in sorted(key.examples.items()))
        lines += [f"- `{above}{name}`: {told}"] if told else []
        if key.keys:
            lines += examples(key.keys, f"{name}.").splitlines()[2:]
    head = "How they go on in other languages than English:"
    return "\n".join((head, "", *lines)) + "\n" if lines else ""


def known(project: Project) -> str:
    """Write what values are known: lists, posts, titles, roles, classifications."""
    language = project.language("en")
    assert language is not None
    words = language.value
    assert words is not None
    rows = (
        ("`list` of `addressees`", words.lists),
        ("`post`", words.posts),
        ("`title`", words.titles),
        ("`role`", words.roles),
        ("`classification`", words.classifications),
    )
    out = [
        "## What is known by name\n",
        "Posts, titles and roles may be given in words as well; lists and classifications may not. "
        "A State is named by its code or by any of its names (`verbale states`). An office adds to "
        "them: [data.md](data.md).\n",
        "| value | known |",
        "|---|---|",
    ]
    out += [f"| {what} | {', '.join(f'`{one}`' for one in values)} |" for what, values in rows]
    return "\n".join(out) + "\n"


def inner_model(annotation: typing.Any) -> type[BaseModel]:
    """Find the model of a group that may be left out."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(inner_model(one) for one in typing.get_args(annotation) if one is not type(None))


def table(part: type[BaseModel], names: set[str]) -> str:
    """Write the keys of a group as a table."""
    rows = ["| key | value | what it says |", "|---|---|---|"]
    for name, field in part.model_fields.items():
        if name not in names or name == "left_out":
            continue
        needed = " **(needed)**" if field.default is PydanticUndefined else ""
        value = kind_of(field.annotation)
        rows.append(f"| `{field.alias or name}` | {value} | {field.description}{needed} |")
    return "\n".join(rows) + "\n"


def kind_of(annotation: typing.Any) -> str:
    """Name the shape of a value."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(kind_of(one) for one in arguments if one is not type(None))
    if origin is typing.Literal:
        return " or ".join(f"`{one}`" for one in arguments)
    if origin is typing.Annotated:
        return kind_of(arguments[0])
    if origin is tuple:
        return f"list of {kind_of(arguments[0])}"
    if origin is dict:
        return f"{kind_of(arguments[1])}, by name"
    names = {Text: "text", RoleText: "text", str: "one line", date: "day", bool: "true or false"}
    names |= {int: "whole number", time: "time"}
    return names.get(annotation, "group") if annotation in names else "group"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
