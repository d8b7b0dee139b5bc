"""How fast the program is, beside ``python -m weasyprint`` on the same HTML in the same run.

Prints medians and ratios; exits with 1 if a ratio is over its limit. Machines are noisy: the rounds
are interleaved, so that all are measured under the same load.
"""

from __future__ import annotations

import base64
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from verbale import page as pages
from verbale import settle
from verbale.project import open_project
from verbale.spec.parse import kind_of, parse
from verbale.spec.source import read
from verbale.typeset.fonts import FACES, font_file

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "letters" / "2016-appointment-global-compact-migration.yaml"
ROUNDS = 9
FURTHER = 25
"""Further letters in one run."""


def main() -> int:
    """Measure, print a table, and say whether the limits are kept."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = measure(folder)
        rows["watch"] = saves(folder)
    return report(rows)


def measure(folder: Path) -> dict[str, list[float]]:
    """Run every command once a round, in turn."""
    html = folder / "letter.html"
    html.write_text(self_contained(), "utf-8")
    python = sys.executable
    verbale = [python, "-m", "verbale"]
    weasyprint = [python, "-m", "weasyprint", "--pdf-variant", "pdf/a-3a", "--pdf-tags"]
    many = [str(path) for path in copies(folder)]
    out = ["--output", str(folder / "out"), "--format", "pdf"]
    commands = {
        "weasyprint": [*weasyprint, str(html), str(folder / "out.pdf")],
        "help": [*verbale, "--help"],
        "check": [*verbale, "check", str(SPEC)],
        "render": [*verbale, "render", str(SPEC), *out],
        "render-html-too": [*verbale, "render", str(SPEC), *out[:-1], "pdf,html"],
        "many": [*verbale, "render", *many, *out[:-1], "pdf,html"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for round_number in range(ROUNDS + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            one_core = ["taskset", "-c", "0", *command]
            subprocess.run(one_core, check=True, capture_output=True, cwd=ROOT, env=environment())
            if round_number:  # The first warms the caches of the disk.
                seconds[name].append(time.perf_counter() - start)
    return seconds


def saves(folder: Path) -> list[float]:
    """Measure from the save of a spec that is watched to the new page in its folder."""
    spec = folder / "watched.yaml"
    text = SPEC.read_text("utf-8")
    spec.write_text(text, "utf-8")
    page = folder / "watched" / "watched.pdf"
    command = [sys.executable, "-m", "verbale", "watch", str(spec), "--output", str(page.parent)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    )
    seconds = []
    try:
        while not page.exists():
            time.sleep(0.05)
        time.sleep(1.0)  # Until the folders are watched.
        for number in range(ROUNDS):
            before = page.stat().st_ino  # Every letter is a new file, put in the old one's place.
            spec.write_text(text.replace("2016-11-03", f"2016-12-{number + 1:02}"), "utf-8")
            start = time.perf_counter()
            while page.stat().st_ino == before:
                time.sleep(0.002)
                if time.perf_counter() - start > 10:
                    raise TimeoutError("a save was not seen")
            seconds.append(time.perf_counter() - start)
            time.sleep(0.3)
    finally:
        process.terminate()
        process.wait(10)
    return seconds


def environment() -> dict[str, str]:
    """Give both programs what users have: modules compiled once and kept."""
    left_out = "PYTHONDONTWRITEBYTECODE"
    return {name: value for name, value in os.environ.items() if name != left_out}


def report(seconds: dict[str, list[float]]) -> int:
    """Print the table; 1 if a limit is passed."""
    median = {name: statistics.median(values) for name, values in seconds.items()}
    base = median["weasyprint"]
    limits = {"help": 0.35, "check": 0.4, "render": 1.6}
    good = True
    print(f"{'command':<34}{'median':>9}{'ratio':>8}{'limit':>8}")
    print(f"{'python -m weasyprint, same HTML':<34}{base * 1000:>6.0f} ms{1:>8.2f}")
    for name, limit in limits.items():
        ratio = median[name] / base
        good &= ratio <= limit
        row = f"verbale {name.replace('help', '--help')}"
        print(f"{row:<34}{median[name] * 1000:>6.0f} ms{ratio:>8.2f}{limit:>8.2f}")
    further = (median["many"] - median["render-html-too"]) / (FURTHER - 1)
    good &= further <= 0.06
    print(f"{'each further letter, PDF and HTML':<34}{further * 1000:>6.1f} ms{'':>8}{'60 ms':>8}")
    good &= median["watch"] <= 0.5
    row = "verbale watch, from save to page"
    print(f"{row:<34}{median['watch'] * 1000:>6.0f} ms{'':>8}{'500 ms':>8}")
    return 0 if good else 1


def copies(folder: Path) -> list[Path]:
    """Write letters that differ in their date."""
    text = SPEC.read_text("utf-8")
    (folder / "specs").mkdir()
    paths = []
    for number in range(FURTHER):
        path = folder / "specs" / f"letter-{number:02}.yaml"
        path.write_text(
            text.replace("as_of: 2016-11-03", f"date: 2016-11-{number + 1:02}"), "utf-8"
        )
        paths.append(path)
    return paths


def self_contained(path: Path = SPEC) -> str:
    """Give a letter's page as one HTML file, with the same styles, fonts and emblem."""
    project = open_project(ROOT).value
    source = read(path).value
    assert project is not None
    assert source is not None
    model = project.model(kind_of(source))
    spec, language = parse(source, model).value, project.language("en")
    office = project.office("pga")
    assert spec is not None
    assert language is not None
    assert language.value is not None
    assert office is not None
    letter = settle.letter(spec, language.value, "pga", office).value
    assert letter is not None
    page = pages.fill(letter, language.value, project.templates).value
    assert page is not None
    faces = "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{font_file(face).as_uri()}"); '
        f"font-weight: {face.weight}; font-style: {face.style} }}\n"
        for face in FACES
    )
    html = page.html.replace(
        "<style>", f"<style>{faces}{''.join(sheet.text for sheet in page.stylesheets)}", 1
    )
    for url, data in page.assets.items():
        encoded = base64.b64encode(data).decode()
        html = html.replace(url, f"data:image/svg+xml;base64,{encoded}")
    return html


if __name__ == "__main__":
    sys.exit(main())
