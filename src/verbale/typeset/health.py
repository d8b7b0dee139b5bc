"""Looks whether all that typesetting needs is there, without stumbling over what is not."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from verbale.typeset.fonts import FACES, missing_faces

__all__ = ["Part", "examine"]

_DEBIAN = "apt-get install {}"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that letters need or are faster with."""

    name: str
    good: bool
    said: str
    mend: str = ""
    """The command that mends it."""
    needed: bool = True
    """Whether no letter can be made without it."""


def examine() -> Iterator[Part]:
    """Examine Python, the packages, the libraries and the fonts."""
    yield Part("Python", sys.version_info >= (3, 11), sys.version.split()[0], "use 3.11 or newer")
    for package in ("weasyprint", "pydyf", "pydantic", "jinja2", "pyyaml", "markdown-it-py"):
        yield _package(package)
    yield _library("Pango", "libpango-1.0.so.0", _pango, "libpango-1.0-0")
    yield _library("PangoFT2", "libpangoft2-1.0.so.0", lambda _: "", "libpangoft2-1.0-0")
    yield _library("HarfBuzz", "libharfbuzz.so.0", _harfbuzz, "libharfbuzz0b")
    yield _subset()
    yield _fonts()


def _package(name: str) -> Part:
    mend = f"{sys.executable} -m pip install {name}"
    try:
        return Part(name, True, version(name))
    except PackageNotFoundError:
        return Part(name, False, "not installed", mend)


def _library(
    name: str, file: str, ask: Callable[[ctypes.CDLL], str], package: str, needed: bool = True
) -> Part:
    mend = _DEBIAN.format(package)
    try:
        library = ctypes.CDLL(_named(file))
    except OSError:
        return Part(name, False, f"{file} cannot be loaded", mend, needed)
    return Part(name, True, ask(library) or "loaded", mend, needed)


def _named(file: str) -> str:
    """Name a library for this system: as on Linux, or as the system finds it."""
    if sys.platform.startswith("linux"):
        return file
    stem = file.removeprefix("lib").split(".so")[0]
    return ctypes.util.find_library(stem) or file


def _subset() -> Part:
    part = _library(
        "harfbuzz-subset", "libharfbuzz-subset.so.0", lambda _: "", "libharfbuzz-subset0", False
    )
    if part.good:
        return part
    said = "not there: letters take four times as long and have other bytes"
    return Part(part.name, False, said, part.mend, needed=False)


def _pango(library: ctypes.CDLL) -> str:
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())


def _harfbuzz(library: ctypes.CDLL) -> str:
    library.hb_version_string.restype = ctypes.c_char_p
    return str(library.hb_version_string().decode())


def _fonts() -> Part:
    missing = list(missing_faces())
    families = len({face.package for face in FACES})
    if not missing:
        return Part("fonts", True, f"{len(FACES)} faces of {families} families")
    packages = sorted({face.package.replace("_", "-") for face in missing})
    mend = f"{sys.executable} -m pip install {' '.join(packages)}"
    return Part("fonts", False, f"missing: {', '.join(face.file for face in missing)}", mend)
