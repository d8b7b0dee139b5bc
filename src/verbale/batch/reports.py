"""What an office gets beside the letters: the dispatch list, the coverage, the manifest."""

from __future__ import annotations

import csv
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata
from io import StringIO

from verbale import __version__
from verbale.batch.plan import Part
from verbale.batch.run import Wrote
from verbale.mailing import Coverage

__all__ = ["coverage_json", "dispatch", "manifest", "safe_cell"]

_COLUMNS = ("id", "mission", "language", "pages", "file", "sha256", "e-mail")
_PACKAGES = ("weasyprint", "pydyf", "fonttools", "jinja2", "pikepdf", "fontpkg-spectral")


def safe_cell(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def dispatch(rows: Iterable[Sequence[str]]) -> bytes:
    """Write the list to tick off: a row for each copy, in the order of the list."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    # Spreadsheets take UTF-8 for what it is only with this mark before it.
    return out.getvalue().encode("utf-8-sig")


def coverage_json(coverage: Coverage) -> bytes:
    """Write what a list covers of the Members."""
    return (json.dumps(coverage.as_dict(), ensure_ascii=False, indent=1) + "\n").encode()


def manifest(
    inputs: Mapping[str, object], parts: Sequence[Part], wrote: Sequence[Wrote], seconds: float
) -> bytes:
    """Write what the batch was made of: inputs, versions, plates, letters laid out in full."""
    full = [{"id": one.stem, "why": one.full} for one in wrote if one.full]
    told = {
        "version": 1,
        "inputs": inputs,
        "made_with": versions(),
        "letters": len(wrote),
        "failed": [one.stem for one in wrote if any(p.stops for p in one.problems)],
        "plates": [
            {"key": part.key, "language": part.page.language, "letters": len(part.copies)}
            for part in parts
            if not part.full and len(part.copies) > 1
        ],
        "in_full": full,
        "seconds": round(seconds, 3),
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def versions() -> dict[str, str]:
    """Give the versions of all that puts bytes into a PDF."""
    found = {"verbale": __version__, "python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = ""
    return found
