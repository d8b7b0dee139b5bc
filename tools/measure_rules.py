"""Prints how many slips in good letters the rules find, by class: python -m tools.measure_rules.

With --missed it lists those that can be found and were not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests import measuring

__all__ = ["main"]


def main(missed: bool) -> None:
    """Measure, and print the table in Markdown."""
    specs = measuring.all_specs()
    with tempfile.TemporaryDirectory() as folder:
        project = measuring.good_project(Path(folder) / "project")
        found, took = measuring.measure(project, specs, measuring.drawn(specs))
    print(measuring.table(found, took))
    for one in found if missed else ():
        for slip in one.missed if one.findable else ():
            print(f"{slip.slip} / {slip.name} / {slip.told}")


if __name__ == "__main__":
    main("--missed" in sys.argv[1:])
