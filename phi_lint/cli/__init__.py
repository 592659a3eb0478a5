"""The command line: one file a command, imported when it is called. Only this room prints and exits."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from phi_lint import __version__
from phi_lint.errors import PhiLintError, internal_error

FAULT = 2
INTERRUPTED = 130
COMMANDS = {
    "check": "Check posts: files, folders, or - for standard input.",
    "redact": "Write safe copies that can be published.",
    "rules": "List the rules, in the order of the regulation.",
    "explain": "Explain a rule: why, examples, the mend, the regulation.",
    "baseline": "Accept findings with a reason, a reviewer and an expiry.",
    "init": "Write phi-lint.toml with your practice profile.",
    "doctor": "Say what is installed, what is missing, what that costs.",
    "completion": "Print the completion script of a shell.",
}
"""Each command, which lies in the module of its name, and what `--help` says of it."""


class Commands(click.Group):
    """Imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"phi_lint.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="phi-lint")
def cli() -> None:
    """Find what identifies a patient in a post before it is published."""


def main() -> None:
    """The entry point: every mistake of the user's ends in a message and exit code 2, never in a traceback."""
    try:
        code = cli.main(prog_name="phi-lint", standalone_mode=False)
    except click.exceptions.Abort:
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = FAULT
    except PhiLintError as error:
        click.echo(f"phi-lint: {error}", err=True)
        code = FAULT
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        click.echo(f"phi-lint: {internal_error(error)}", err=True)
        code = FAULT
    sys.exit(code if isinstance(code, int) else 0)
