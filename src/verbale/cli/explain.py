"""``verbale explain``."""

from __future__ import annotations

from typing import cast

import click

from verbale.codes import CODES

__all__ = ["explain"]


@click.command()
@click.argument(
    "code",
    required=False,
    shell_complete=lambda _ctx, _param, typed: [c for c in CODES if c.startswith(typed)],
)
def explain(code: str | None) -> None:
    """Tell the rule behind a problem's code, its source, a wrong and a right example.

    Without CODE, list all codes.

    \b
    Example:
      verbale explain unknown-key
    """
    from verbale.cli import report

    if code is None:
        report.table((one.name, str(one.severity), one.rule) for one in CODES.values())
        return
    found = CODES.get(code)
    if found is None:
        from difflib import get_close_matches

        close = get_close_matches(code, CODES, 1)
        more = f" Did you mean {close[0]}?" if close else " verbale explain lists them."
        raise click.UsageError(f"There is no code {code!r}.{more}")
    example = examples()[code]
    click.echo(f"{click.style(found.name, bold=True)}  ({found.severity})\n")
    click.echo(f"  {found.rule}")
    if "source" in example:
        click.echo(f"  Source: {example['source']}")
    if found.family:
        from verbale.cli.rules import languages_of

        spoken = ", ".join(languages_of().get(code, [])) or "every language"
        click.echo(f"  Of the rule book ({found.family}); works in: {spoken}")
    for label in ("wrong", "right"):
        click.echo(f"\n{label}:")
        for line in example[label].rstrip().splitlines():
            click.echo(f"  {line}")


def examples() -> dict[str, dict[str, str]]:
    """Read the examples of all codes: those of the rule book, family by family, and the others."""
    from pathlib import Path

    from verbale.spec.source import read

    package = Path(__file__).parent.parent
    found: dict[str, dict[str, str]] = {}
    for path in (package / "examples.yaml", *sorted((package / "rules/examples").glob("*.yaml"))):
        source = read(path, path.name, "list of examples").value
        if source is not None:  # The files are the program's own, and tested.
            found |= cast("dict[str, dict[str, str]]", source.data)
    return found
