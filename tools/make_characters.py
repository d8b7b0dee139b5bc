"""Makes src/verbale/rules/data/characters.txt: the characters that the bundled fonts have."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from verbale.typeset.fonts import FACES, font_file

TARGET = Path(__file__).parent.parent / "src/verbale/rules/data/characters.txt"


def ranges() -> list[tuple[int, int]]:
    """Give the ranges of characters that one face or another has."""
    points: set[int] = set()
    for face in FACES:
        with TTFont(font_file(face), lazy=True) as font:
            points |= set(font.getBestCmap())
    found: list[tuple[int, int]] = []
    for point in sorted(points):
        if found and found[-1][1] == point - 1:
            found[-1] = (found[-1][0], point)
        else:
            found.append((point, point))
    return found


def text() -> str:
    """Write the ranges, one a line."""
    head = "# The characters that the bundled fonts have. Made by tools/make_characters.py.\n"
    return head + "".join(f"{first:04X}-{last:04X}\n" for first, last in ranges())


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="ascii")
