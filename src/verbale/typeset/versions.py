"""The versions of all that puts bytes into a PDF."""

from __future__ import annotations

import os
import platform
import re
import sys
from contextlib import suppress
from functools import cache

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
    "pylopdf-fonts-zh-cn",
)


@cache
def _versions() -> dict[str, str]:
    found = {"verbale": __version__, "python": platform.python_version()}
    installed = _installed()
    return found | {package: installed.get(package, "") for package in _PACKAGES}


def _installed() -> dict[str, str]:
    """Give the versions of what is installed, by the names of its folders.

    importlib.metadata reads each package's description for it, which takes fifty times as long.
    """
    found: dict[str, str] = {}
    for folder in reversed(sys.path):
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208
                package, dash, version = name.removesuffix(".dist-info").partition("-")
                if dash and name.endswith(".dist-info"):
                    found[re.sub(r"[-_.]+", "-", package).lower()] = version
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
