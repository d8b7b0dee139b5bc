"""The templates, stylesheets and images of an office, read once.

A name is found in the project's ``templates/`` first, then in the package's. What was read does not
change during a run, so that one run makes one edition.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from verbale.problems import Place, Problem, problem

__all__ = ["ASSET", "Templates", "media_type", "packaged"]

MAX_FILE = 20 * 1024 * 1024
"""The largest file taken from a templates folder, in bytes."""
ASSET = re.compile(r"""asset:/([^\s"'()<>]+)""")
"""How templates and stylesheets name an image or a font: ``asset:/letterheads/pga/emblem.svg``."""

# Not the machine's own list: what a letter's bytes depend on is the same everywhere.
_TEXTS = frozenset({".j2", ".css", ".yaml", ".svg"})
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_MEDIA |= {"gif": "image/gif", "webp": "image/webp", "ttf": "font/ttf", "otf": "font/otf"}


def media_type(name: str) -> str:
    """Tell a file's media type by the ending of its name."""
    return _MEDIA.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")


@dataclass(frozen=True, eq=False)
class Templates:
    """Every file of the templates folders, by name, with where it came from."""

    files: Mapping[str, bytes]
    origins: Mapping[str, str]
    cache: Path | None = None
    """A folder to keep compiled templates in, so that the next run need not compile them."""

    @classmethod
    def read(cls, *roots: Path, cache: Path | None = None) -> tuple[Templates, tuple[Problem, ...]]:
        """Read folders; what an earlier one has comes before the same name in a later one.

        Returns:
            The templates that can be read, and a problem for each that cannot.
        """
        files: dict[str, bytes] = {}
        origins: dict[str, str] = {}
        found: list[Problem] = []
        for root in roots:
            for path in _files_below(root, found):
                name = path.relative_to(root).as_posix()
                if name in files:
                    continue
                try:
                    files[name] = _content(path)
                    origins[name] = str(path)
                except (OSError, ValueError) as error:
                    found.append(_unreadable(path, error))
        read = cls(MappingProxyType(files), MappingProxyType(origins), cache)
        return read, tuple(found)

    def text(self, name: str) -> str | None:
        """Give a file's text, or None if there is none of that name."""
        raw = self.files.get(name)
        return None if raw is None else raw.decode("utf-8")

    def origin(self, name: str) -> str:
        """Say where a file is, for messages: its path, or where it would be."""
        return self.origins.get(name, f"templates/{name}")

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds there are: folders that hold a template for some language."""
        pattern = re.compile(r"([^/]+)/[a-z]{2,3}(?:-[A-Z][a-z]{3})?\.html\.j2")
        found = (pattern.fullmatch(name) for name in self.files)
        return tuple(sorted({match[1] for match in found if match} - {"layouts"}))

    def paragraphs_of(self, kind: str) -> tuple[str, ...]:
        """The names of the paragraphs of a kind's first template and of the layouts it extends."""
        found: list[str] = []
        name: str | None = f"{kind}/{next(iter(self.languages_of(kind)), '')}.html.j2"
        while name is not None and (text := self.text(name)) is not None:
            found += _PARAGRAPH.findall(text)
            match = _EXTENDS.search(text)
            name = match[1] if match and match[1] != name else None
        return tuple(dict.fromkeys(found))

    def languages_of(self, kind: str) -> tuple[str, ...]:
        """The languages a kind has templates in."""
        ending = ".html.j2"
        names = (n.removeprefix(f"{kind}/") for n in self.files if n.startswith(f"{kind}/"))
        return tuple(sorted(n.removesuffix(ending) for n in names if n.endswith(ending)))


_EXTENDS = re.compile(r"""\{%-?\s*extends\s+["']([^"']+)""")
_PARAGRAPH = re.compile(r"""\{%-?\s*call\s+paragraph\(\s*["'](\w+)""")


@cache
def packaged() -> Path:
    """Find the templates that come with the program."""
    here = Path(__file__).parent
    inside = here / "templates"
    # In a checkout they stand at the top, where an office's developers look for them.
    return inside if inside.is_dir() else here.parent.parent / "templates"


def _files_below(root: Path, found: list[Problem]) -> Iterator[Path]:
    """Give the files below a folder, hidden ones left out; unreadable folders are reported."""

    def unreadable(error: OSError) -> None:
        found.append(_unreadable(Path(error.filename), error))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)


def _content(path: Path) -> bytes:
    """Read a file.

    Raises:
        OSError: it cannot be read.
        ValueError: it is too large, or is no text where it should be.
    """
    if not path.is_file():
        raise ValueError("it is not a file")
    if path.stat().st_size > MAX_FILE:
        raise ValueError(f"it is larger than {MAX_FILE // 1024 // 1024} MB")
    raw = path.read_bytes()
    if path.suffix in _TEXTS:
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise ValueError(f"line {line} is not text in UTF-8") from None
    return raw


def _unreadable(path: Path, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    hint = "mend its permissions or its content, or take it away"
    return problem(
        "template-unreadable", Place(file=str(path)), f"it cannot be used: {reason}", hint
    )
