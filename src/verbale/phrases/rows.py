"""Lists the phrases of a language: each with its key, its English, its use and its source."""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from verbale.phrases.notes import note_of
from verbale.problems import join_path
from verbale.protocol.languages import Language
from verbale.protocol.sources import PhraseSource, source_of
from verbale.spec.tree import Data

__all__ = ["Phrase", "phrases_of", "settings_at", "text_at"]

_SETTINGS = ("language", "name", "direction", "sources")
"""Groups of a language's file that no letter prints."""
_OWN = ("again_by_words", "persons", "offices")
"""Groups whose keys or items are each language's own: English is no measure of them."""
_GENDERS = ("m", "f")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One leaf text of a language's words, or one that English has and the language has not."""

    steps: tuple[str, ...]
    """The keys and list indexes that lead to it."""
    words: str
    """"" where the language has none."""
    english: str
    note: str
    """What it is used for."""
    source: PhraseSource

    @property
    def key(self) -> str:
        """Its key path, dots of a key escaped: ``posts.minister.written.f``."""
        return join_path(*self.steps)

    @property
    def state(self) -> str:
        """``verified``, ``unverified`` or, where there are no words, ``missing``."""
        return self.source.state if self.words else "missing"


def phrases_of(words: Data, english: Data, language: Language) -> tuple[Phrase, ...]:
    """List the phrases of a language in the order of its file.

    Args:
        words: the language's data: the package's with the office's own laid over it.
        english: the same of English, against which what is missing is found.
        language: the same words read, for their sources.
    """
    found = list(_leaves(words, Language, ()))
    lacking = [
        (steps, "")
        for steps, text in _leaves(english, Language, ())
        if text and steps[0] not in _OWN and not _has(words, steps)
    ]
    groups = list(dict.fromkeys(steps[0] for steps, _ in (*found, *lacking)))
    ordered = sorted((*found, *lacking), key=lambda one: groups.index(one[0][0]))
    return tuple(
        Phrase(
            steps,
            text,
            "" if steps[0] in _OWN and words is not english else text_at(english, steps),
            note_of(steps),
            source_of(language.sources, steps),
        )
        for steps, text in ordered
    )


def text_at(data: Data, steps: Sequence[str]) -> str:
    """Give the text at a key path; of words by gender, both; "" if there is none."""
    found = _at(data, steps)
    if found is None and steps and steps[-1] in _GENDERS:
        found = _at(data, steps[:-1])
    if isinstance(found, dict):
        found = " / ".join(str(found[one]) for one in _GENDERS if found.get(one))
    return found if isinstance(found, str) else ""


def _at(data: Data, steps: Sequence[str]) -> Data:
    for step in steps:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def _has(words: Data, steps: Sequence[str]) -> bool:
    """Tell whether a language has a phrase, be it in another shape: by gender, or in more lines."""
    if _at(words, steps) is not None:
        return True
    above = _at(words, steps[:-1])
    return isinstance(above, (str, list)) and bool(above)


def _leaves(
    data: Data, shape: Any, steps: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every text with the steps to it, and no settings: a gender, a yes or no."""
    if isinstance(data, dict):
        for key, value in data.items():
            if steps or key not in _SETTINGS:
                yield from _leaves(value, _below(shape, key), (*steps, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _leaves(value, _below(shape, ""), (*steps, str(index)))
    elif isinstance(data, str) and not _is_setting(shape):
        yield steps, data


def settings_at(data: Data, steps: Sequence[str]) -> dict[str, str]:
    """Give what a group says that is no words: that a title makes an Excellency, a post's rank."""
    shape: Any = Language
    for step in steps:
        shape = _below(shape, step)
    group = _at(data, steps)
    if not isinstance(group, dict):
        return {}
    return {
        key: value
        for key, value in group.items()
        if isinstance(value, str) and _is_setting(_below(shape, key))
    }


def _is_setting(shape: Any) -> bool:
    return shape is bool or get_origin(shape) is Literal


def _below(shape: Any, key: str) -> Any:
    """Give the type of what stands under a key; None where the model does not tell."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        field = shape.model_fields.get(key)
        return _bare(field.annotation) if field is not None else None
    arguments = get_args(shape)
    if get_origin(shape) in (dict, tuple, list) and arguments:
        return _bare(arguments[-1] if get_origin(shape) is dict else arguments[0])
    return None


def _bare(shape: Any) -> Any:
    """Take the wrappings off a type: what checks it, and that it may be none."""
    while True:
        if hasattr(shape, "__metadata__"):
            shape = get_args(shape)[0]
        elif get_origin(shape) in (Union, types.UnionType):
            shape = next(one for one in get_args(shape) if one is not type(None))
        else:
            return shape
