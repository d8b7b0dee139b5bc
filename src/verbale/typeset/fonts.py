"""The bundled fonts: which there are, their files, and the engine's own set of fonts.

All are TrueType files from Python packages, never the machine's, so that a letter looks the same
everywhere. Letters are set in Spectral; what it lacks comes from Noto Serif (Greek, letters of
African and other languages) and Amiri (Arabic). Those that need it have the Chinese font as well
(:mod:`verbale.typeset.chinese`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from verbale.document import Font, Page
from verbale.typeset import chinese

__all__ = ["FACES", "Face", "all_of", "bundled", "face_rules", "font_file", "own_of", "shut_in"]


@dataclass(frozen=True, slots=True)
class Face:
    """One font file, under the name by which stylesheets call it."""

    family: str
    package: str
    file: str
    weight: str = "normal"
    style: str = "normal"

    @property
    def url(self) -> str:
        """How the typesetter asks for it. The name is part of the bytes of a PDF: keep it."""
        return f"font:/{self.file}"


FACES = (
    Face("Spectral", "fontpkg_spectral", "Spectral-Regular.ttf"),
    Face("Spectral", "fontpkg_spectral", "Spectral-Italic.ttf", style="italic"),
    Face("Spectral", "fontpkg_spectral", "Spectral-Bold.ttf", weight="bold"),
    Face("Spectral", "fontpkg_spectral", "Spectral-BoldItalic.ttf", "bold", "italic"),
    Face("Noto Serif", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    Face("Amiri", "fontpkg_amiri", "Amiri-Regular.ttf"),
    Face("Amiri", "fontpkg_amiri", "Amiri-Bold.ttf", weight="bold"),
)


def shut_in() -> None:
    """Keep the machine's fonts and the clock out of what is typeset.

    Must run before WeasyPrint is loaded: fontconfig reads its settings once.
    """
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "data" / "fonts.conf")
    # fontTools, which subsets variable fonts, writes the time into them.
    os.environ["SOURCE_DATE_EPOCH"] = "0"


def face_rules(faces: Iterable[Face | Font] = FACES) -> str:
    """Write the ``@font-face`` rules of faces."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.url}"); '
        f"font-weight: {face.weight}; font-style: {face.style} }}\n"
        for face in faces
    )


def bundled() -> Iterator[Font]:
    """Give the bundled fonts with their bytes."""
    for face in FACES:
        yield Font(face.url, face.family, face.weight, face.style, font_file(face).read_bytes())


def all_of(with_chinese: bool) -> tuple[Font, ...]:
    """Give the bundled fonts with their bytes, and the Chinese one where it is needed and there."""
    return (with_chinese and _with_chinese()) or tuple(bundled())


def own_of(page: Page) -> tuple[Font, ...]:
    """Give the fonts that a page is set in; none where they are the bundled ones alone.

    A page with fonts of its own that does not need the Chinese one among them, such as a letter's
    English text beside its Chinese one, is set without it: so it was set when it was made.
    """
    if not chinese.is_needed(page):
        return tuple(font for font in page.fonts if font.family != chinese.FAMILY)
    return page.fonts or _with_chinese()


@cache
def _with_chinese() -> tuple[Font, ...]:
    """Give the bundled fonts and the Chinese one; none where it is not there."""
    font = chinese.font()
    return () if font is None else (*bundled(), font)


def missing_faces() -> Iterator[Face]:
    """Give the faces whose file is not there."""
    for face in FACES:
        if not font_file(face).is_file():
            yield face


@cache
def font_file(face: Face) -> Path:
    """Give a face's file; a path that is not there if its package is not."""
    spec = find_spec(face.package)
    locations = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(locations[0]) if locations else Path("/", face.package)
    return folder / "files" / face.file
