"""A letter to many, beside other ways to make it, in one run on the same letter and recipients.

    python benchmarks/batch.py            # 1, 195, 2,000 letters
    python benchmarks/batch.py 20000      # and so many

Verbale's letters are PDF/A-3a and PDF/UA-1, addressed one by one, hashed, with a dispatch list;
Typst's are PDF/A-3a, its compiler kept, one input a letter; the plain loop is WeasyPrint's own
write_pdf with one font configuration. All are bound to one core. Prints medians, ratios and the
most memory that each took; exits with 1 if a limit is passed.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import render

from verbale.protocol.states import States
from verbale.typeset.fonts import FACES, font_file

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "letters" / "example-circular-high-level-week.yaml"
DAY = date(2024, 7, 15)
ROUNDS = 3


def main(words: list[str]) -> int:
    """Measure, print the table, and say whether the limits are kept."""
    if words[:1] == ["--loop"]:
        return plain_loop(Path(words[1]))
    if words[:1] == ["--typst"]:
        return typst_loop(Path(words[1]))
    counts = [1, 195, 2000, *map(int, words)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, max(counts))
        return report(measure(folder, counts), counts)


def prepare(folder: Path, most: int) -> None:
    """Write the lists, the page for the plain loop, and the letter for Typst."""
    first = ["Ana", "Boris", "Chloé", "Dmitri", "Elif", "Farid", "Grace", "Hugo", "Inés", "Jürg"]
    last = ["Okafor", "Lindqvist", "Haddad", "Nakamura", "Gómez", "Ceesay", "Novák", "Silva"]
    codes = [one.name.code for one in States().all(DAY, "en") if one.status == "member"]
    names = itertools.product(first, last, range(1, most // 80 + 2))
    rows = [
        f"r{i},{codes[i % len(codes)]},H.E. Mr.,{a} {b} {n}"
        for i, (a, b, n) in enumerate(itertools.islice(names, most))
    ]
    (folder / "rows.json").write_text(json.dumps(rows), "utf-8")
    (folder / "letter.html").write_text(page_for_the_loop(), "utf-8")
    (folder / "letter.typ").write_text(TYPST, "utf-8")


def measure(folder: Path, counts: list[int]) -> dict[tuple[str, int], list[tuple[float, float]]]:
    """Run each way for each number of letters, in turn: seconds and megabytes of each."""
    rows = json.loads((folder / "rows.json").read_text("utf-8"))
    found: dict[tuple[str, int], list[tuple[float, float]]] = {}
    me = [sys.executable, str(Path(__file__))]
    for round_number in range(ROUNDS):
        for count in counts:
            if count > 2000 and round_number:
                continue
            listed = folder / f"{count}.csv"
            listed.write_text("\n".join(["id,state,title,name", *rows[:count]]) + "\n", "utf-8")
            out = folder / f"out-{round_number}-{count}"
            batch = [sys.executable, "-m", "verbale", "batch", str(SPEC), "--to", str(listed)]
            ways = {
                "verbale batch": [*batch, "--output", str(out)],
                "typst": [*me, "--typst", str(listed)],
            }
            if count <= 195:
                ways["plain loop"] = [*me, "--loop", str(listed)]
            if count == 1:
                html, pdf = folder / "letter.html", folder / "out.pdf"
                ways["weasyprint"] = [sys.executable, "-m", "weasyprint", str(html), str(pdf)]
            for name, command in ways.items():
                found.setdefault((name, count), []).append(timed(command))
    return found


def timed(command: list[str]) -> tuple[float, float]:
    """Run a command on one core: seconds, and the most memory it took in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(
        ["taskset", "-c", "0", *command],
        cwd=ROOT,
        env=render.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    seconds = time.perf_counter() - start
    if status:
        raise RuntimeError(f"{command}: {said.decode()}")
    return seconds, usage.ru_maxrss / 1024


def report(found: dict[tuple[str, int], list[tuple[float, float]]], counts: list[int]) -> int:
    """Print the tables; 1 if a limit is passed."""
    median = {key: statistics.median(s for s, _ in one) for key, one in found.items()}
    memory = {key: max(m for _, m in one) for key, one in found.items()}
    print(f"{'whole command':<18}" + "".join(f"{count:>20,}" for count in counts))
    for name in ("verbale batch", "typst", "plain loop", "weasyprint"):
        cells = [
            f"{median[name, count]:>9.2f} s {memory[name, count]:>5.0f} MB"
            if (name, count) in median
            else f"{'-':>18}"
            for count in counts
        ]
        print(f"{name:<18}" + "  ".join(cells))
    further = {
        name: (median[name, count] - median[name, 1]) / (count - 1) * 1000
        for name, count in (("verbale batch", 2000), ("typst", 2000), ("plain loop", 195))
    }
    mine = further["verbale batch"]
    print(f"\n{'each further letter':<18}{'ms':>8}{'ratio':>9}{'at least':>10}")
    good = True
    for name, least in (("verbale batch", 1.0), ("typst", 3.0), ("plain loop", 35.0)):
        ratio = further[name] / mine
        good &= ratio >= least
        print(f"{name:<18}{further[name]:>8.2f}{ratio:>9.1f}{least:>10.0f}")
    whole = median["verbale batch", 195] / median["typst", 195]
    good &= whole <= 1.5
    print(f"\n195 letters, whole command, beside Typst's: {whole:.2f} (at most 1.5)")
    most = max(counts)
    if most > 2000:
        flat = memory["verbale batch", most]
        good &= flat < 300
        slope = (median["verbale batch", most] - median["verbale batch", 2000]) / (most - 2000)
        print(
            f"{most:,} letters: {flat:.0f} MB (under 300), {slope * 1000:.2f} ms each further one"
        )
    return 0 if good else 1


def rows_of(listed: Path) -> list[dict[str, str]]:
    """Read the recipients of a list."""
    import csv

    with listed.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain_loop(listed: Path) -> int:
    """Make each letter by WeasyPrint's own write_pdf."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    html = (listed.parent / "letter.html").read_text("utf-8")
    out = listed.parent / "loop"
    out.mkdir(exist_ok=True)
    fonts = FontConfiguration()
    for row in rows_of(listed):
        own = html.replace("@NAME@", row["name"]).replace("@STATE@", row["state"])
        document = weasyprint.HTML(string=own).render(font_config=fonts)
        data = document.write_pdf(pdf_variant="pdf/a-3a")
        hashlib.sha256(data).hexdigest()
        (out / f"{row['id']}.pdf").write_bytes(data)
    return 0


def typst_loop(listed: Path) -> int:
    """Make each letter by Typst, its compiler kept."""
    import typst

    out = listed.parent / "typst"
    out.mkdir(exist_ok=True)
    compiler = typst.Compiler(
        str(listed.parent / "letter.typ"),
        root=str(listed.parent),
        font_paths=[str(font_file(FACES[0]).parent)],
        ignore_system_fonts=True,
    )
    for row in rows_of(listed):
        data = compiler.compile(
            format="pdf",
            sys_inputs={"name": row["name"], "state": row["state"]},
            pdf_standards=["a-3a"],
        )
        hashlib.sha256(data).hexdigest()
        (out / f"{row['id']}.pdf").write_bytes(data)
    return 0


def page_for_the_loop() -> str:
    """Give the letter's page as one HTML file, its addressee to be put in."""
    address = "His Excellency<br>Mr. @NAME@<br>Permanent Representative of @STATE@<br>"
    address += "to the United Nations<br>New York"
    pattern = r'(<address class="addressee"[^>]*>).*?(</address>)'
    whole = render.self_contained(SPEC)
    return re.sub(pattern, rf"\1{address}\2", whole, count=1, flags=re.DOTALL)


TYPST = """\
#let day = datetime(year: 2024, month: 7, day: 15)
#set document(title: "Arrangements for the general debate", author: "Office", date: day)
#set page(paper: "us-letter", margin: (left: 29mm, right: 33mm, top: 28mm, bottom: 22mm))
#set text(font: "Spectral", size: 11pt, lang: "en")
#set par(first-line-indent: 13mm, leading: 5pt)
#align(center)[UNITED NATIONS #h(2em) NATIONS UNIES]
#align(center)[#text(size: 8pt)[THE PRESIDENT OF THE GENERAL ASSEMBLY]]
#v(10mm)
#align(right)[15 July 2024]
#v(15mm)
Excellency,

I have the honour to refer to resolution A/RES/57/301, by which the Assembly decided on the
opening of its regular sessions and of its general debate, and to inform you of the arrangements
for the general debate of the seventy-ninth session.

The general debate will open on Tuesday, 24 September 2024. In keeping with established practice:

- statements in the general debate are limited to fifteen minutes;
- the list of speakers is kept by the Secretariat, with which delegations may exchange their places;
- delegations are encouraged to submit their statements in advance, for the interpreters.

I should be grateful if you would communicate the name and the title of the speaker of your
delegation no later than 30 August 2024.

Should your delegation require further information, the focal point in my Office is Mr. Tomás
Villar, Senior Adviser.

Please accept, Excellency, the assurances of my highest consideration.

#v(15mm)
#h(57%) Elena Marchetti
#place(bottom + left)[His Excellency \\
Mr. #sys.inputs.at("name") \\
Permanent Representative of #sys.inputs.at("state") \\
to the United Nations \\
New York]
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
