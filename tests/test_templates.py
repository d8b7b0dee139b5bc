"""A broken template names template, line and what is missing; the typesetter is shut in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Ran
from tests.conftest import run_here as run
from tests.letters import letter

Written = Callable[..., Path]
TEMPLATE = "templates/appointment/en.html.j2"


@pytest.fixture
def broken(project: Path, written: Written) -> Callable[[str, str], Ran]:
    """Render a good spec with one file of the templates replaced or added."""

    def render(name: str, text: str) -> Ran:
        path = project / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        written(letter())
        ran = run("render", cwd=project)
        assert not (project / "output").exists() or ran.exit == 0
        return ran

    return render


def shipped(name: str) -> str:
    return (ROOT / "templates" / name).read_text("utf-8")


def test_a_missing_value_names_template_line_and_value(broken: Callable[..., Ran]) -> None:
    text = shipped("appointment/en.html.j2").replace("{{ task }}", "{{ tusk }}")
    line = next(i for i, one in enumerate(text.splitlines(), 1) if "tusk" in one)
    ran = broken("appointment/en.html.j2", text)
    assert ran.exit == 1
    assert f"{TEMPLATE}:{line}:1  error  template-value:" in ran.err
    assert "'tusk' is undefined" in ran.err


def test_a_missing_attribute_is_named(broken: Callable[..., Ran]) -> None:
    text = shipped("appointment/en.html.j2").replace("{{ task }}", "{{ letter.sender.rank }}")
    ran = broken("appointment/en.html.j2", text)
    assert "template-value" in ran.err
    assert "rank" in ran.err


def test_a_syntax_error_names_template_and_line(broken: Callable[..., Ran]) -> None:
    ran = broken("appointment/en.html.j2", "{% extends 'layouts/letter.en.html.j2' %}\n{% if %}\n")
    assert ran.exit == 1
    assert f"{TEMPLATE}:2:1  error  template-syntax:" in ran.err


def test_a_fault_in_a_layout_names_the_layout(broken: Callable[..., Ran]) -> None:
    text = shipped("layouts/letter.html.j2").replace("{{ letter.reference }}", "{{ 1 / 0 }}")
    text = text.replace("{% if letter.reference %}", "{% if true %}")
    ran = broken("layouts/letter.html.j2", text)
    assert "templates/layouts/letter.html.j2:" in ran.err
    assert "template-fails: the template fails: ZeroDivisionError" in ran.err


def test_a_template_that_asks_for_another_that_is_not_there(broken: Callable[..., Ran]) -> None:
    ran = broken("appointment/en.html.j2", "{% extends 'layouts/none.html.j2' %}")
    assert "asks for layouts/none.html.j2, which is not there" in ran.err


@pytest.mark.parametrize(
    "code", ["{{ ''.__class__.__mro__ }}", "{{ letter.__class__.__init__.__globals__ }}"]
)
def test_a_template_cannot_reach_into_the_program(broken: Callable[..., Ran], code: str) -> None:
    text = shipped("appointment/en.html.j2").replace("{{ task }}", code)
    ran = broken("appointment/en.html.j2", text)
    assert ran.exit == 1
    assert "unsafe" in ran.err


def test_a_missing_image_is_named_with_the_line_that_names_it(
    project: Path, written: Written
) -> None:
    written(letter())
    head = project / "templates/letterheads/pga"
    head.mkdir(parents=True)
    css = '.emblem {\n  background: url("asset:/letterheads/pga/arms.svg");\n}\n'
    (head / "letterhead.css").write_text(css)
    ran = run("check", "--json", cwd=project)
    assert ran.exit == 1
    (found,) = json.loads(ran.out)
    assert found["code"] == "image-missing"
    assert found["file"].endswith("letterheads/pga/letterhead.css")
    assert (found["line"], found["column"]) == (2, 20)
    assert "letterheads/pga/arms.svg" in found["hint"]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "http://127.0.0.1:9/x.png",
        "ftp://127.0.0.1/x",
        "font:/Other.ttf",
        "data:image/png;base64,AAAA",
    ],
)
def test_the_typesetter_reaches_named_assets_and_nothing_else(
    project: Path, written: Written, url: str
) -> None:
    written(letter())
    head = project / "templates/letterheads/pga"
    head.mkdir(parents=True)
    (head / "letterhead.css").write_text(f'.emblem {{ background: url("{url}") }}')
    (head / "letterhead.html.j2").write_text('<p class="emblem">x</p>')
    ran = run("render", cwd=project)
    assert ran.exit == 1, ran.all
    assert "asset-refused" in ran.all
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="file:///etc/passwd">x</object>',
        '<style>@import "file:///etc/passwd";</style>',
        '<style>@font-face { font-family: X; src: url("file:///etc/passwd") }</style>',
    ],
)
def test_no_element_of_a_page_reaches_a_file(project: Path, written: Written, html: str) -> None:
    written(letter())
    head = project / "templates/letterheads/pga"
    head.mkdir(parents=True)
    (head / "letterhead.html.j2").write_text(html)
    ran = run("render", cwd=project)
    assert ran.exit == 1, ran.all
    assert "asset-refused" in ran.all


def test_an_asset_outside_the_templates_is_not_there(project: Path, written: Written) -> None:
    written(letter())
    (project / "secret.svg").write_text("<svg/>")
    head = project / "templates/letterheads/pga"
    head.mkdir(parents=True)
    (head / "letterhead.css").write_text(".x { background: url(asset:/../secret.svg) }")
    ran = run("render", cwd=project)
    assert ran.exit == 1
    assert "image-missing" in ran.all


def test_an_asset_of_an_inline_style_goes_into_the_page(project: Path, written: Written) -> None:
    written(letter())
    head = project / "templates/letterheads/pga"
    head.mkdir(parents=True)
    style = "background: url(asset:/letterheads/pga/emblem.svg)"
    (head / "letterhead.html.j2").write_text(f'<h1 style="{style}">Office</h1>')
    ran = run("render", "--format", "html", cwd=project)
    assert ran.exit == 0, ran.all
    html = (project / "output" / "letter.html").read_text("utf-8")
    assert '<h1 style="background: url(data:image/svg+xml;base64,' in html
    assert "asset:/" not in html


def test_an_svg_reaches_nothing_either(project: Path, written: Written) -> None:
    written(letter())
    head = project / "templates/letterheads/pga"
    head.mkdir(parents=True)
    (head / "emblem.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'viewBox="0 0 9 9"><image width="9" height="9" xlink:href="file:///etc/passwd"/></svg>'
    )
    ran = run("render", cwd=project)
    assert ran.exit == 1, ran.all
    assert "asset-refused" in ran.all


def test_a_projects_template_comes_before_the_packages(broken: Callable[..., Ran]) -> None:
    text = shipped("appointment/en.html.j2").replace("I wish to refer to", "I write with regard to")
    ran = broken("appointment/en.html.j2", text)
    assert ran.exit == 0, ran.all


def test_an_unreadable_image_is_a_problem(project: Path, written: Written) -> None:
    written(letter())
    head = project / "templates/letterheads/pga"
    head.mkdir(parents=True)
    (head / "emblem.svg").write_text("this is no picture")
    ran = run("render", cwd=project)
    assert ran.exit == 1, ran.all
    assert "image-missing" in ran.all


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:9/x", "font:/Other.ttf"])
def test_the_fetcher_itself_stops_at_what_is_no_asset(url: str) -> None:
    from verbale.typeset import engine

    engine.weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    from verbale.typeset.assets import Fetcher

    fetcher = Fetcher({"asset:/a.svg": b"<svg/>"})
    assert fetcher.fetch("asset:/a.svg").read() == b"<svg/>"
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch(url)
    assert fetcher.refused == url
