"""Every PDF that any test made is PDF/A-3a and PDF/UA-1, says a real veraPDF."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
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
    alike = {pdf.read_bytes(): pdf for pdf in pdfs}
    # Two at once: it takes one core for each, and is the longest of all tests.
    with VeraPdf() as second, ThreadPoolExecutor(2) as pool:
        halves = [[*alike.values()][start::2] for start in (0, 1)]
        found_wrong = pool.map(faults, (verapdf, second), halves)
        wrong = [one for half in found_wrong for one in half]
    assert not wrong, "\n\n".join(wrong)


def faults(verapdf: VeraPdf, pdfs: list[Path]) -> list[str]:
    """Say what is wrong with those that do not conform."""
    verdicts = {pdf: verapdf.validate(pdf) for pdf in pdfs}
    return [f"{pdf}\n{one.describe()}" for pdf, one in verdicts.items() if not one.conforms]
