"""Writes changed phrases into an office's own file of a language, and reads the result.

The file keeps its comments and its order: only what changed is laid into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from verbale.phrases.changes import Change, Changes
from verbale.phrases.columns import PHRASES
from verbale.phrases.rows import settings_at
from verbale.problems import Outcome, Place, Problem, problem, split_path
from verbale.protocol.languages import Language
from verbale.spec.parse import laid_over, parse_as
from verbale.spec.source import from_bytes
from verbale.spec.tree import Data

if TYPE_CHECKING:
    from ruamel.yaml import YAML

__all__ = ["Own", "overlaid"]


@dataclass(frozen=True)
class Own:
    """A language as an office has it."""

    file: str
    """How messages name the office's own file."""
    raw: bytes | None
    """That file; None where there is none yet."""
    shipped: Data
    """The package's words; None where it has none."""
    name: str
    """The language's name in English."""
    english: Data = None
    """The words of English, by whose settings a post or title is that the language lacks."""

    @property
    def words(self) -> Data:
        """The words that there are: the package's with the office's own laid over them."""
        if self.raw is None:
            return self.shipped
        source = from_bytes(self.raw, self.file, "language").value
        return laid_over(self.shipped, source.data if source is not None else {})


def overlaid(own: Own, found: Changes) -> Outcome[bytes]:
    """Lay changes into an office's own file.

    Args:
        own: the language as the office has it, without fault.
        found: the changes.

    Returns:
        The new file; or, where the language would no longer be good, everything that is wrong with
        it, each with the cell that asks for it.
    """
    if not found.changed:
        return Outcome(own.raw or b"")
    yaml = _yaml()
    tree, words = _tree(own, yaml), own.words
    for change in found.changed:
        if change.reworded:
            _put(tree, own, words, change.phrase.steps, change.words)
    _tell(tree, words, found.changed)
    out = StringIO()
    yaml.dump(tree, out)
    raw = out.getvalue().encode()
    problems = tuple(_checked(raw, own, found))
    return Outcome(None if any(one.stops for one in problems) else raw, problems)


def _tree(own: Own, yaml: YAML) -> Any:
    """Read the office's own file with its comments, or begin one."""
    from ruamel.yaml.comments import CommentedMap

    if own.raw is not None:
        return yaml.load(own.raw.decode("utf-8-sig"))
    tree = CommentedMap()
    head = f"The office's own words of {own.name}, laid over the package's key by key."
    tree.yaml_set_start_comment(head)
    return tree


def _tell(tree: Any, words: Data, changed: Sequence[Change]) -> None:
    """Write the sources of changed phrases into their group, which is begun as the last."""
    known = words.get("sources") if isinstance(words, dict) else None
    for change in changed:
        told = known.get(change.phrase.key) if isinstance(known, dict) else None
        entry = _told(change, told if isinstance(told, dict) else {})
        _group(tree, "sources")[change.phrase.key] = entry


def _group(tree: Any, name: str) -> Any:
    from ruamel.yaml.comments import CommentedMap

    if name not in tree:
        tree[name] = CommentedMap()
    return tree[name]


def _yaml() -> YAML:
    from ruamel.yaml import YAML
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.resolver import VersionedResolver

    class Texts(VersionedResolver):
        """Takes every value for text, as specs are read: NO is Norway, 0123 keeps its nought."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            if kind is ScalarNode:
                return self.DEFAULT_SCALAR_TAG
            return super().resolve(kind, value, implicit)

    yaml = YAML()
    yaml.Resolver = Texts
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _put(tree: Any, own: Own, words: Data, steps: Sequence[str], text: str) -> None:
    """Put a text at a key path, with the groups and lists that lead to it."""
    here, now = tree, words
    for depth, (step, follows) in enumerate(zip(steps, (*steps[1:], None), strict=True), 1):
        key: Any = step
        if isinstance(here, list):
            key = min(int(step), len(here))
            if key == len(here):
                here.append(None)
        now = _below(now, step)
        if follows is None:
            here[key] = _quoted(text)
            return
        if isinstance(here, dict) and not isinstance(here.get(key), (dict, list)):
            here[key] = None
        if here[key] is None:
            here[key] = _begun(now, follows)
            if now is None and isinstance(here[key], dict):
                here[key].update(settings_at(own.english, steps[:depth]))
        here = here[key]


def _below(now: Data, step: str) -> Data:
    if isinstance(now, dict):
        return now.get(step)
    if isinstance(now, list) and step.isdigit() and int(step) < len(now):
        return now[int(step)]
    return None


def _begun(now: Data, follows: str) -> Any:
    """Begin a group or list in the office's own file, over what the words have there now."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(now, list) or (now is None and follows.isdigit()):
        # A list takes the place of the one it is laid over, so it is written whole.
        begun = CommentedSeq(_copied(one) for one in now or ())
        begun.fa.set_flow_style()
        return begun
    group = CommentedMap()
    if isinstance(now, str):
        # A word for all is parted by gender: each has it until it is changed.
        group.update(m=_quoted(now), f=_quoted(now))
    if follows in ("m", "f"):
        group.fa.set_flow_style()
    return group


def _copied(one: Data) -> Any:
    if isinstance(one, str):
        return _quoted(one)
    if isinstance(one, list):
        return [_copied(each) for each in one]
    return {key: _copied(each) for key, each in (one or {}).items()}


def _quoted(text: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(text)


def _told(change: Change, told: Mapping[str, Data]) -> Any:
    """Write a phrase's source; what is laid over something else has to empty it."""
    from ruamel.yaml.comments import CommentedMap

    entry = CommentedMap()
    values = change.source.model_dump()
    for field in ("source", "state", "by", "on"):
        if field == "state" or values[field] or told.get(field):
            plain = field in ("state", "on") and values[field]
            entry[field] = values[field] if plain else _quoted(values[field])
    entry.fa.set_flow_style()
    return entry


def _checked(raw: bytes, own: Own, found: Changes) -> list[Problem]:
    """Read the new file as the program will; a fault is told at the cell that asks for it."""
    source = from_bytes(raw, own.file, "language")
    problems = list(source.problems)
    if source.value is not None:
        words = parse_as(source.value, Language, "a language's words", over=own.shipped)
        problems += words.problems
    return [_at_its_cell(one, found) for one in problems]


def _at_its_cell(one: Problem, found: Changes) -> Problem:
    steps = split_path(one.place.path)
    for change in found.changed:
        mine = list(change.phrase.steps)
        shared = min(len(mine), len(steps))
        if shared and mine[:shared] == steps[:shared]:
            place = Place(file=found.file, line=change.row)
            message = f"{PHRASES}, {change.at}: {change.phrase.key}: {one.message}"
            return problem(one.code, place, message, one.hint)
    return one
