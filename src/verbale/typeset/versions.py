"""The versions of all that puts bytes into a PDF."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata

from verbale import __version__

__all__ = ["loaded_versions", "versions"]

_PACKAGES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "brotli",
    "jinja2",
    "markdown-it-py",
    "pikepdf",
    "pillow",
    "tinycss2",
    "tinyhtml5",
    "fontpkg-spectral",
    "fontpkg-noto-serif",
    "fontpkg-amiri",
)


@cache
def _versions() -> dict[str, str]:
    found = {"verbale": __version__, "python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = ""
    return found


def versions() -> dict[str, str]:
    """Give the versions of the packages; "" where one is not there."""
    return dict(_versions())


def loaded_versions() -> dict[str, str]:
    """Give the versions of the packages and of the libraries of the machine: Pango, HarfBuzz.

    Raises:
        OSError: a library is not there.
    """
    from verbale.typeset.engine import weasyprint

    weasyprint()
    from weasyprint.text.ffi import harfbuzz, pango

    number = pango.pango_version()
    found = [0, 0, 0]
    # Of HarfBuzz WeasyPrint declares only the question whether it is new enough.
    for place, most in enumerate((99, 99, 99)):
        while found[place] < most:
            asked = [*found[:place], found[place] + 1, 0, 0][:3]
            if not harfbuzz.hb_version_atleast(*asked):
                break
            found[place] += 1
    return versions() | {
        "harfbuzz": ".".join(map(str, found)),
        "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
    }
