"""Runs the typesetter: loads it, shuts it in, and turns what goes wrong into problems."""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from functools import cache, lru_cache
from io import StringIO
from typing import Any, TypeVar

from verbale.document import Font, Page
from verbale.problems import Outcome, Place, Problem, problem
from verbale.typeset import arabic, fonts

__all__ = ["run", "weasyprint"]

T = TypeVar("T")
_NAME_IT = "name images by asset:/ and put them in templates/"
_LOCK = threading.Lock()
"""Pango's font map is shared by all pages of the process and is not safe between threads."""


def run(page: Page, work: Callable[[Any], T], *, behind: int = 0) -> Outcome[T]:
    """Lay a page out, and do something with the document; no fault of it gets any further.

    Args:
        page: the page.
        work: takes WeasyPrint's document.
        behind: how many pages at its end are not the letter's.

    Returns:
        What the work gave, or what went wrong in layout or in the work.
    """
    missing = [face.file for face in fonts.missing_faces()]
    if missing:
        message = f"bundled fonts are missing: {', '.join(missing)}"
        return _failed("typesetter-missing", message, "see what verbale doctor says")
    try:
        weasyprint()
    except OSError as error:
        message = f"a library of the typesetter is missing: {str(error).splitlines()[0]}"
        return _failed("typesetter-missing", message, "see what verbale doctor says")
    with _LOCK:
        return _run(page, work, behind)


def _run(page: Page, work: Callable[[Any], T], behind: int) -> Outcome[T]:
    from verbale.typeset.assets import Fetcher
    from verbale.typeset.sheets import faults

    broken = tuple(fault for sheet in page.stylesheets for fault in faults(sheet))
    if broken:
        return Outcome(None, broken)
    fetcher = Fetcher(page.assets)
    typesetter = weasyprint()
    try:
        with _listening() as said:
            html = typesetter.HTML(string=page.html, url_fetcher=fetcher, media_type="print")
            own = fonts.own_of(page)
            sheets = [_sheet(sheet.text, own) for sheet in page.stylesheets]
            document = html.render(font_config=_font_configuration(own), stylesheets=sheets)
            lower_foot(document, behind)
            value = work(document)
    except typesetter.urls.FatalURLFetchingError as error:
        return _refused(fetcher.refused or str(error))
    except RecursionError:
        return _failed("typesetting-failed", "the text is nested too deep", "flatten its lists")
    except OSError as error:
        message = f"the page cannot be typeset: {error.strerror or error}"
        return _failed("typesetting-failed", message, "look for space and permissions in /tmp")
    except Exception as error:  # A fault of the typesetter is a problem too, never a stack trace.
        message = f"the page cannot be typeset: {type(error).__name__}: {error}"
        return _failed("typesetting-failed", message, "leave out what was changed last")
    if fetcher.refused is not None:
        # Within an SVG image WeasyPrint goes on after what was to stop it.
        return _refused(fetcher.refused)
    found = tuple(_heard(said))
    return Outcome(None, found) if found else Outcome(value)


def lower_foot(document: Any, behind: int = 0) -> None:
    """Let enclosures and copies stand at the foot of the last page (ST/DCS/4/Rev.1, paras. 32-35).

    No CSS says so: a box at a page's foot is out of the flow, and would keep no room for itself. So
    it is laid out in the flow, and what is left of the page is then put above it.

    Args:
        document: the layout.
        behind: how many pages at its end are not the letter's.
    """
    number = len(document.pages) - behind - 1
    last = document.pages[number]
    earlier = document.pages[:number]
    if "foot" not in last.anchors or any("foot" in page.anchors for page in earlier):
        return
    box = last._page_box
    foot = next(
        one
        for one in box.descendants()
        if one.element is not None
        and hasattr(one.element, "get")
        and one.element.get("id") == "foot"
    )
    left = box.content_box_y() + box.height - (foot.position_y + foot.margin_height())
    if left > 0:
        foot.translate(dy=left)
        # Links and anchors are gathered when a page is made of its box.
        document.pages[number] = type(last)(box)


@cache
def weasyprint() -> Any:
    """Load WeasyPrint, which takes half a second, when it is first needed.

    Raises:
        OSError: Pango or another library is not there.
    """
    typesetter = _loaded()
    arabic.reads_glyphs(typesetter.pdf.stream)
    return typesetter


def _loaded() -> Any:
    fonts.shut_in()
    with warnings.catch_warnings():
        # It is on purpose that fontconfig has no fonts of the machine.
        warnings.filterwarnings("ignore", "No fonts configured in FontConfig")
        with suppress(OSError), _names_not_searched():
            import weasyprint as typesetter

            return typesetter
        import weasyprint as typesetter  # A machine where they are not found by name.
    return typesetter


@contextmanager
def _names_not_searched() -> Iterator[None]:
    """Let libraries be found by their whole names alone, as the machine's loader finds them.

    For each of a dozen other names that WeasyPrint tries first, Python would run ldconfig, a
    compiler and a linker, to find nothing: a fifth of a second in all.
    """
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        # What it prints where a library is missing is told by who comes after.
        with redirect_stdout(StringIO()):
            yield
    finally:
        ctypes.util.find_library = search


@lru_cache(maxsize=4)
def _font_configuration(own: tuple[Font, ...] = ()) -> Any:
    """Load the bundled fonts, or others instead, once for all pages that have them."""
    from weasyprint.text.fonts import FontConfiguration

    from verbale.typeset.assets import Fetcher

    configuration = FontConfiguration()
    rules = fonts.face_rules(own or fonts.FACES)
    fetcher = Fetcher({font.url: font.data for font in own})
    weasyprint().CSS(string=rules, font_config=configuration, url_fetcher=fetcher)
    return configuration


@lru_cache(maxsize=32)
def _sheet(text: str, own: tuple[Font, ...]) -> Any:
    """Parse a stylesheet, once for all pages that have it."""
    from verbale.typeset.assets import Fetcher

    # Its images are fetched when the page is laid out, by the page's own fetcher.
    configuration = _font_configuration(own)
    return weasyprint().CSS(string=text, font_config=configuration, url_fetcher=Fetcher({}))


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    ear = Ear(logging.WARNING)
    before = list(logger.handlers), logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield said
    finally:
        logger.handlers, logger.propagate = before


def _heard(said: list[str]) -> Iterator[Problem]:
    """Turn what was logged into problems: a glyph or an image that failed."""
    for line in dict.fromkeys(said):
        if ".notdef" in line:
            yield _no_glyph(line)
        elif line.startswith(("Failed to load image", "Failed to render SVG")):
            message = f"an image cannot be read: {line}"
            yield problem("image-missing", Place(), message, "replace the image file")
        elif "URI reference without a base URI" in line:
            message = f"the page asks for what is no asset: {line}"
            yield problem("asset-refused", Place(), message, _NAME_IT)


def _no_glyph(line: str) -> Problem:
    characters = re.findall(r'"(.*)"|\'(.*)\'', line)
    text = "".join(characters[0]) if characters else line
    names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '?')}" for c in text if not c.isspace())
    message = f"no bundled font has {names}"
    return problem("glyph-missing", Place(), message, "write it in other characters")


def _refused(url: str | None) -> Outcome[Any]:
    message = f"the page asks for {url}, which is not one of its assets"
    return _failed("asset-refused", message, _NAME_IT)


def _failed(code: str, message: str, hint: str) -> Outcome[Any]:
    return Outcome(None, (problem(code, Place(), message, hint),))
