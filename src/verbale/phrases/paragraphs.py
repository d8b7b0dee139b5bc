"""Takes out of the templates what they say themselves, paragraph by paragraph, to be read beside.

A template's text is given as it is written, with what it asks and fills in: it is for reading, and
an import never changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from verbale.templates import Templates

__all__ = ["TemplateText", "template_texts"]

_TAG = re.compile(r"\{#.*?#\}|\{%-?\s*(?P<said>.*?)\s*-?%\}", re.DOTALL)
_OPENS = re.compile(
    r"""(?:block\s+(?P<block>\w+)|call\s+paragraph\(\s*["'](?P<paragraph>\w+)|call\b)"""
)


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A named paragraph or block of a kind's template, in English and in a language."""

    kind: str
    """The kind, or the layout that the kinds of this language share: ``layouts/letter``."""
    file: str
    """The template in the language: ``templates/letter/fr.html.j2``."""
    paragraph: str
    english: str
    words: str
    """"" where the language has no such template or paragraph."""


def template_texts(templates: Templates, language: str) -> tuple[TemplateText, ...]:
    """List what the templates of all kinds say, and the layouts of the language and of English."""
    found: list[TemplateText] = []
    for kind, english, own in _files(templates, language):
        said = dict(_named(templates.text(english) or ""))
        ours = dict(_named(templates.text(own) or ""))
        found += [
            TemplateText(kind, f"templates/{own}", name, said.get(name, ""), ours.get(name, ""))
            for name in dict.fromkeys((*said, *ours))
        ]
    return tuple(found)


def _files(templates: Templates, language: str) -> Iterator[tuple[str, str, str]]:
    """Give kinds and layouts, each with its file in English and in the language."""
    for kind in templates.kinds:
        yield kind, f"{kind}/en.html.j2", f"{kind}/{language}.html.j2"
    form = re.compile(rf"(layouts/[\w-]+)\.(?:en|{re.escape(language)})\.html\.j2")
    layouts = {match[1] for name in templates.files if (match := form.fullmatch(name))}
    for layout in sorted(layouts):
        yield layout, f"{layout}.en.html.j2", f"{layout}.{language}.html.j2"


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Give the named parts of a template; of one within another, the outer has the name alone."""
    open_parts: list[tuple[str, list[str]]] = []
    found: list[tuple[str, str]] = []
    at = 0
    for tag in _TAG.finditer(text):
        said = tag["said"] or ""
        before, at = text[at : tag.start()], tag.end()
        if open_parts:
            open_parts[-1][1].append(before)
        if opens := _OPENS.match(said):
            open_parts.append((opens["block"] or opens["paragraph"] or "", []))
        elif open_parts and re.match(r"end(?:block|call)\b", said):
            name, parts = open_parts.pop()
            if name:
                found.append((name, dedent("".join(parts)).strip()))
            if open_parts:
                open_parts[-1][1].append(f"[{name}]" if name else "".join(parts))
        elif open_parts and not tag.group().startswith("{#"):
            open_parts[-1][1].append(tag.group())
    names = "|".join(re.escape(name) for name, _ in found)
    shell = re.compile(rf"(?:\s|\[(?:{names})\])*")
    yield from (one for one in found if not shell.fullmatch(one[1]))
