"""The template engine, shut in: no template reaches files, and no fault reaches the reader raw."""

from __future__ import annotations

import traceback
from contextlib import suppress
from functools import lru_cache

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.bccache import Bucket, BytecodeCache, FileSystemBytecodeCache
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from verbale import __version__
from verbale.problems import Place, Problem, problem
from verbale.templates import Templates

__all__ = ["environment", "fault"]


@lru_cache(maxsize=8)
def environment(templates: Templates) -> ImmutableSandboxedEnvironment:
    """Give the engine over an office's templates; made once for each."""

    def load(name: str) -> tuple[str, str, None] | None:
        text = templates.text(name)
        return None if text is None else (text, templates.origin(name), None)

    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        bytecode_cache=_kept(templates),
        # select_autoescape() would not escape .html.j2.
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _kept(templates: Templates) -> BytecodeCache | None:
    """Keep compiled templates in the cache folder; they are checked against their source."""
    if templates.cache is None:
        return None
    try:
        templates.cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    # Jinja knows a compiled template by its source alone, not by how the engine was set up.
    return _Cache(str(templates.cache), f"__jinja2_{__version__}_autoescape_%s.cache")


class _Cache(FileSystemBytecodeCache):
    """Goes without, where the folder cannot be written or what is in it cannot be read."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, ValueError, TypeError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def fault(error: Exception, name: str, templates: Templates) -> Problem:
    """Word what went wrong in a template, with the template's line.

    Args:
        error: what the engine raised.
        name: the template that was asked for.
        templates: where templates come from, to name the file.
    """
    if isinstance(error, TemplateSyntaxError):
        place = _line(error.filename or templates.origin(name), error.lineno)
        message = f"the template does not follow Jinja2's syntax: {error.message}"
        return problem("template-syntax", place, message, "see the line above and those before it")
    place = _where(error, name, templates)
    if isinstance(error, TemplateNotFound):
        message = f"the template asks for {error.name}, which is not there"
        return problem("template-fails", place, message, "add the file, or correct its name")
    if isinstance(error, UndefinedError):
        message = f"the template uses a value that is not there: {error.message}"
        hint = "docs/new-kind.md tells what a template can use"
        return problem("template-value", place, message, hint)
    message = f"the template fails: {type(error).__name__}: {error}"
    return problem("template-fails", place, message, "mend this line of the template")


def _where(error: Exception, name: str, templates: Templates) -> Place:
    """Find the innermost line of a template in the error's trace."""
    known = {templates.origin(one) for one in templates.files}
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if frame.filename in known and frame.lineno is not None:
            return _line(frame.filename, frame.lineno)
    return Place(file=templates.origin(name))


def _line(file: str, number: int) -> Place:
    return Place(file=file, line=number, column=1)
