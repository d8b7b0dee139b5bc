"""Makes docs/rules.md, the rule book as people read it, from the rules and their examples."""

from __future__ import annotations

from pathlib import Path

from verbale.cli.explain import examples
from verbale.cli.rules import languages_of
from verbale.codes import CODES
from verbale.protocol.states import LANGUAGES
from verbale.rule_codes import FAMILIES
from verbale.rules import BOOK

TARGET = Path(__file__).parent.parent / "docs/rules.md"
HEAD = """\
# The rule book

<!-- Made by tools/make_rules_doc.py from the rules; `make docs` makes it anew. -->

What `verbale check` holds a letter to, after the United Nations Correspondence Manual
(ST/DCS/4/Rev.1), the Editorial Manual and good sense. `check` reads the settled letter and its
words, `check --page` the finished page as well; `render`, `watch`, `batch` and `issue` report the
same. In a batch what all copies share is told once. `verbale rules` lists the rules with their
state in an office's folder, `verbale explain CODE` tells of one, `--json` and `--sarif` give
findings to other programs, and `check --fix` does what can be done safely: it tells each place
that it changed, with `--json` and `--sarif` on standard error, and then what is left.

An **error** stops, a **warning** is shown and stops under `--strict`, an **advice** is shown. An
office says in `verbale.yaml` how much a rule matters to it, `off`, `advice`, `warning` or `error`;
what is an error stays one:

```yaml
rules: {day-at-weekend: off, contraction: error}
```

A spec excuses a finding with a reason, an error too. The reason goes into the record of the letter
when it is issued, and an excuse that excuses nothing is a warning:

```yaml
excuses: {listed-twice: the Legal Counsel gets two copies}
```

Words in quotation marks, in block quotations and in titles of documents are never held against a
letter. An old letter that was transcribed says what it said: besides the rules on the page it is
held to these alone: {old}. A rule that reads words works in the languages that it names.
"""


def text() -> str:
    """Write the whole page."""
    spoken, told = languages_of(), examples()
    old = ", ".join(one.code for one in BOOK if one.old)
    out = [HEAD.replace("{old}", old), "| family | rules |", "|---|---|"]
    for family, rules in FAMILIES.items():
        links = ", ".join(f"[{code}](#{code})" for code in rules)
        out.append(f"| [{family}](#{family}) | {links} |")
    for family, rules in FAMILIES.items():
        out += ["", f"## {family}"]
        for code in rules:
            out += one(code, spoken.get(code, []), told[code])
    return "\n".join(out) + "\n"


def one(code: str, spoken: list[str], example: dict[str, str]) -> list[str]:
    """Write what is told of a rule."""
    rule = CODES[code]
    where = ", ".join(spoken) or "every language"
    where = "all six languages" if set(spoken) == set(LANGUAGES) else where
    facts = f"{rule.severity}; {where}; {example['source']}."
    out = ["", f"### {code}", "", rule.rule, "", f"*{facts}*", ""]
    whole = "\n" in example["wrong"]
    for label in ("wrong", "right"):
        words = example[label].rstrip()
        out += ["```yaml", f"# {label}", words, "```"] if whole else [f"- {label}: {words}"]
    return out


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
