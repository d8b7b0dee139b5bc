"""Every PDF that any test made is PDF/A-3a and PDF/UA-1, says a real veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verapdf import VeraPdf


def test_every_pdf_of_the_suite_conforms(
    tmp_path_factory: pytest.TempPathFactory, verapdf: VeraPdf, request: pytest.FixtureRequest
) -> None:
    # The print run is for paper, and has no tags.
    found = tmp_path_factory.getbasetemp().rglob("*.pdf")
    pdfs = sorted(path for path in found if path.name != "print.pdf")
    whole_suite = not (request.config.option.keyword or request.config.args_source.name == "ARGS")
    assert len(pdfs) > 20 or not whole_suite, "the suite makes more PDFs than that"
    wrong = []
    seen: set[bytes] = set()
    for pdf in pdfs:
        data = Path(pdf).read_bytes()
        if data in seen:
            continue
        seen.add(data)
        verdict = verapdf.validate(pdf)
        if not verdict.conforms:
            wrong.append(f"{pdf}\n{verdict.describe()}")
    assert not wrong, "\n\n".join(wrong)
