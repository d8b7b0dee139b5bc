"""The HTML letter, in a real browser: for everyone, on every screen, in print."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT, run, untouched
from tests.letters import stems_of

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]


LETTERS = stems_of([*(ROOT / "letters").glob("[!_]*.yaml")])
ENGLISH = next(one for one in LETTERS if one.endswith("-migration"))


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("html")
    ran = run("render", "--output", folder, "--format", "html", cwd=ROOT)
    assert ran.exit == 0, ran.all
    draft = run(
        "render", f"letters/{ENGLISH}.yaml", "-o", folder / "draft", "-f", "html", "--draft",
        cwd=ROOT,
    )  # fmt: skip
    assert draft.exit == 0, draft.all
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without its network."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "set up with make test: it installs Chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, env={**untouched()})
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    # A letter asks nobody for anything.
    page.on("request", lambda r: r.url.startswith(("file:", "data:")) or pytest.fail(r.url))
    yield page
    context.close()


def axe() -> str:
    """Give the text of axe-core, as its Python package carries it."""
    import axe_playwright_python

    found = list(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    return found[0].read_text("utf-8")


def violations(page: Page) -> list[str]:
    page.evaluate(axe())
    result: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']} ({one['impact']}): {one['help']}" for one in result["violations"]]


@pytest.mark.parametrize("letter", LETTERS)
def test_axe_finds_nothing_at_any_width_nor_in_print(
    letter: str, rendered: Path, page: Page
) -> None:
    views = ((360, "screen"), (1280, "screen"), (1280, "print"))
    # In several languages a letter has the same frame: each of them is seen in one of the views.
    in_one = "in-six-languages" in letter
    for width, media in views[LETTERS.index(letter) % 3 :][:1] if in_one else views:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media=media)
        page.goto((rendered / f"{letter}.html").as_uri())
        assert violations(page) == [], (width, media)


def test_axe_finds_nothing_in_a_draft(rendered: Path, page: Page) -> None:
    page.goto((rendered / "draft" / f"{ENGLISH}.html").as_uri())
    assert violations(page) == []
    assert page.locator(".draft-mark").inner_text().casefold() == "draft"


def test_axe_would_find_a_fault(rendered: Path, page: Page) -> None:
    page.goto((rendered / f"{ENGLISH}.html").as_uri())
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert any(one.startswith("html-has-lang") for one in violations(page))


@pytest.mark.parametrize("letter", LETTERS)
def test_it_has_one_heading_landmarks_and_its_language(
    letter: str, rendered: Path, page: Page
) -> None:
    page.goto((rendered / f"{letter}.html").as_uri())
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator("header").count() == 1
    _, _, language = letter.rpartition(".")
    language = language if language in ("ar", "es", "fr", "ru", "zh") else "en"
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.title()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_has_to_be_scrolled_sideways(width: int, rendered: Path, page: Page) -> None:
    # 320 pixels are what 1280 pixels leave at a zoom of 400 % (WCAG 2.2, 1.4.10).
    page.set_viewport_size({"width": width, "height": 640})
    for letter in LETTERS:
        page.goto((rendered / f"{letter}.html").as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, letter


def test_it_is_one_file_without_scripts_or_anything_to_fetch(rendered: Path) -> None:
    for letter in LETTERS:
        html = (rendered / f"{letter}.html").read_text("utf-8")
        assert "<script" not in html
        assert not re.search(r"""(?:src|href)=["'](?!https://undocs\.org/|data:)""", html)
        assert all(
            url.strip("\"' ").startswith("data:") for url in re.findall(r"url\(([^)]*)", html)
        )
        assert "@import" not in html
        assert "@font-face" not in html


def test_it_prints_on_paper_without_the_screens_furniture(rendered: Path, page: Page) -> None:
    page.goto((rendered / f"{ENGLISH}.html").as_uri())
    pdf = page.pdf(format="Letter", path=rendered / "printed.bin")
    assert pdf.startswith(b"%PDF")
    import pikepdf

    with pikepdf.open(rendered / "printed.bin") as printed:
        assert 1 <= len(printed.pages) <= 2
