"""The ``verbale`` command and the list of its commands, each loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
import types
from contextlib import suppress

import click

from verbale import __version__
from verbale.notices import told_to

__all__ = ["main"]

# Pydantic would look through every installed package for plugins; none is wanted where untrusted
# text is read. Even where it is told so it loads all of importlib.metadata to find none, a tenth of
# the time of `verbale check`: this stands in for its loader, and is not missed if that moves.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
_LOADER = types.ModuleType("pydantic.plugin._loader")
_LOADER.get_plugins = tuple  # type: ignore[attr-defined]
sys.modules.setdefault(_LOADER.__name__, _LOADER)

_COMMANDS = {
    "archive": "Find issued letters, make them again, prove them.",
    "issue": "Number a letter, make it, and keep it in the archive.",
    "batch": "Make a letter for each recipient of a mailing list.",
    "mailing": "Begin, check and count mailing lists.",
    "check": "Read specs and say what is wrong with them.",
    "explain": "Tell the rule behind a problem's code.",
    "diff": "Show what changed between two letters, word by word.",
    "kinds": "List the kinds of letter there are.",
    "new": "Begin a spec: commented, and ready to render.",
    "schema": "Print the JSON Schema of specs, for editors.",
    "doctor": "Say what is there and what is missing on this machine.",
    "init": "Lay out a new office's folder.",
    "phrases": "Give a language's words to a translator, and take them back.",
    "rules": "List the rules that letters are held to.",
    "states": "List the States on a day, as they were called.",
    "transcribe": "Make specs of old letters: text, PDF, DOCX, mail.",
    "watch": "Render a spec at every save.",
    "render": "Make letters: PDF, HTML or plain text.",
}


class _Lazy(click.Group):
    """Knows its commands by name and one line, so that ``--help`` loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"verbale.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], _COMMANDS, 1)
            if close:
                message = f"{error.message} Did you mean {close[0]}?"
                raise click.UsageError(message, ctx) from None
            raise


def main(args: list[str] | None = None, prog_name: str = "verbale") -> None:
    """Run the command.

    Raises:
        SystemExit: always, with the exit code: 0 good, 1 a problem stops, 2 wrong use.
    """
    try:
        _verbale.main(args, prog_name)
    except OSError as error:
        # What is said cannot be written, as to a full disk; there is nobody else to tell.
        with suppress(OSError):
            sys.stderr.write(f"verbale: {error.strerror or error}\n")
        sys.stdout = sys.stderr = None
        sys.exit(1)


@click.group(
    "verbale",
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", message="verbale %(version)s")
def _verbale() -> None:
    """Turn YAML letter specs into official letters.

    \b
    verbale check                   read every spec of letters/
    verbale render                  make them all, into output/
    verbale render letters/a.yaml   make one
    """
    told_to(lambda words: click.echo(words, err=True))
