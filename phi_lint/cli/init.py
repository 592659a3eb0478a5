"""`phi-lint init`: the few questions that matter, and a phi-lint.toml with the practice profile."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click

from phi_lint.config import OWN_FILE

HOOK_FILE = ".pre-commit-config.yaml"
FILES = (
    r"(?i)\.(txt|text|rst|md|markdown|x?html?|csv|tsv|tab|xls[xm]|jsonl?|ndjson|ya?ml"
    r"|jpe?g|jfif|a?png|gif|webp|tiff?|bmp|hei[cf]|avif|pdf|svg|dcm|dicom|mp4|m4v|mov|webm|mkv|avi|srt|vtt)$"
)
HOOK = f"""\
repos:
  - repo: local  # the phi-lint that is installed
    hooks:
      - id: phi-lint
        name: phi-lint
        entry: phi-lint check --force-exclude
        language: system
        files: {FILES}
        require_serial: true
        verbose: true
"""
QUESTIONS = {
    "names": ("--organisation", "Names of the organisation, as posts write them"),
    "staff": ("--staff", "Staff who are named in posts"),
    "phones": ("--phone", "Your published phone numbers"),
    "faxes": ("--fax", "Your fax numbers"),
    "emails": ("--email", "Your published e-mail addresses"),
    "sites": ("--site", "Your web sites"),
    "addresses": ("--address", "Your street addresses (separate several by ;)"),
    "handles": ("--handle", "Your accounts, as in @tidewaterdental"),
}
"""For each key of the practice profile its flag and its question."""


NUMBERS = ("phones", "faxes")
FEWEST_DIGITS = 7
"""Of a telephone number, as in 555-0133: what has fewer would match no number in a post."""
COMMA = re.compile(
    r",(?!\s*(?:inc|incorporated|ll[cp]|l\.l\.[cp]|p\.?l\.?l\.?c|p\.?c|p\.?a|ltd|corp|co"
    r"|m\.?d|d\.?o|d\.?d\.?s|d\.?m\.?d|d\.?p\.?m|d\.?c|o\.?d|r\.?n|n\.?p|ph\.?d|pharm\.?d|dvm|jr|sr)\.?\s*(?:,|$))",
    re.I,
)
"""Between two names; the comma before a company's legal form or a degree belongs to the name."""


def _numbers(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Raises BadParameter for what is no telephone number."""
    if parameter.name in NUMBERS and (wrong := _no_number(values)):
        raise click.BadParameter(wrong)
    return values


def _no_number(values: tuple[str, ...]) -> str | None:
    """What is wrong with the first that is no telephone number."""
    wrong = (value for value in values if sum(map(str.isdecimal, value)) < FEWEST_DIGITS)
    return next((f"{value!r} is no telephone number; write it as 208-555-0133" for value in wrong), None)


def _flags(command: click.decorators.FC) -> click.decorators.FC:
    for name, (flag, question) in reversed(QUESTIONS.items()):
        command = click.option(flag, name, multiple=True, callback=_numbers, help=f"{question}.")(command)
    return command


@click.command()
@_flags
@click.option("--hook/--no-hook", default=None, help=f"Write {HOOK_FILE}, too.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
@click.option("--force", is_flag=True, help=f"Write over a {OWN_FILE} that is there.")
def init(hook: bool | None, yes: bool, force: bool, **given: tuple[str, ...]) -> int:
    """Write phi-lint.toml with your practice profile, so that what is yours is never taken for a patient's."""
    file = Path(OWN_FILE)
    if file.exists() and not force:
        raise click.UsageError(f"{OWN_FILE} is here already; edit it, or write over it with --force")
    asks = not yes and not any(given.values()) and can_answer()
    profile = {name: _asked(name, question) if asks else given[name] for name, (_, question) in QUESTIONS.items()}
    if asks and hook is None:
        hook = click.confirm("Check posts before each commit (pre-commit)?", default=True)
    _write(file, settings(profile))
    click.echo(f"wrote {file}")
    if hook:
        _offer_hook()
    click.echo("Next: phi-lint check")
    return 0


def can_answer() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty()


def settings(profile: dict[str, tuple[str, ...]]) -> str:
    """The config file as text."""
    lines = ['fail-on = "high"      # what stops a post: low, medium, high or critical', "", "[practice]"]
    for name, (_, question) in QUESTIONS.items():
        # A JSON string is a TOML string but for DEL, which JSON may leave as it is.
        words = ", ".join(json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f") for word in profile[name])
        lines.append(f"{name} = [{words}]".ljust(40) + f"  # {question}")
    return "\n".join(lines) + "\n"


def _asked(name: str, question: str) -> tuple[str, ...]:
    """The answer to a question, which is put again where it cannot be."""
    while True:
        words = separated(click.prompt(f"{question} (Enter for none)", default="", show_default=False), name)
        wrong = _no_number(words) if name in NUMBERS else None
        if wrong is None:
            return words
        click.echo(wrong)


def separated(answer: str, name: str) -> tuple[str, ...]:
    """The words of an answer: apart by semicolons where there is one or an address is asked for, else by commas."""
    words = answer.split(";") if ";" in answer or name == "addresses" else COMMA.split(answer)
    return tuple(word.strip() for word in words if word.strip())


def _offer_hook() -> None:
    """Write the hook's config, or say what to add to the one that is there."""
    file = Path(HOOK_FILE)
    if file.exists():
        click.echo(f"{HOOK_FILE} is here already; add to its repos:\n\n{HOOK.split(chr(10), 1)[1]}")
        return
    _write(file, HOOK)
    click.echo(f"wrote {file}; now: pip install pre-commit && pre-commit install")


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(file), f"cannot be written: {error.strerror}") from None
