"""The command line: one file a command. Only this room prints and exits."""

from __future__ import annotations

import sys

import click

from phi_lint import __version__
from phi_lint.cli.check import check
from phi_lint.cli.explain import explain
from phi_lint.cli.rules import rules
from phi_lint.errors import PhiLintError

FAULT = 2
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="phi-lint")
def cli() -> None:
    """Find what identifies a patient in a post before it is published."""


for command in (check, explain, rules):
    cli.add_command(command)


def main() -> None:
    """The entry point: every mistake of the user's ends in a message and exit code 2, never in a traceback."""
    try:
        code = cli.main(standalone_mode=False)
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
        # A traceback could quote the post, so only where it happened is told.
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        where = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "an unknown place"
        click.echo(f"phi-lint: internal error ({type(error).__name__} at {where}); please report it", err=True)
        code = FAULT
    sys.exit(code if isinstance(code, int) else 0)
