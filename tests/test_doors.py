"""The GitHub action, the GitLab template and the README's lines for them have the documented shape."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import regex
import yaml
from phi_lint.cli import COMMANDS, cli
from phi_lint.cli.check import check

ROOT = Path(__file__).parents[1]
ACTION = {"name", "author", "description", "inputs", "outputs", "runs", "branding"}
"""Keys of an action, as GitHub's metadata syntax lists them."""
STEP = {"id", "if", "name", "run", "shell", "env", "uses", "with", "working-directory", "continue-on-error"}
JOB = {"stage", "image", "variables", "before_script", "script", "after_script", "artifacts", "rules", "allow_failure"}
"""Keys of a GitLab job that a template may need."""


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


def flags(line: str) -> set[str]:
    return {word for word in shlex.split(line) if word.startswith("-") and word != "--"}


KNOWN = {flag for parameter in check.params for flag in parameter.opts}


def test_the_action_has_the_documented_shape() -> None:
    action = load("action.yml")
    assert set(action) <= ACTION
    assert all(set(each) <= {"description", "required", "default"} for each in action["inputs"].values())
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert set(step) <= STEP
        assert ("uses" in step) != ("run" in step)
        assert "shell" in step or "uses" in step
    used = set(regex.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text()))
    assert used == set(action["inputs"])
    assert flags(action["inputs"]["args"]["default"]) <= KNOWN


def test_no_input_of_the_action_is_put_into_a_script() -> None:
    """What a pull request names must never run."""
    assert all("${{" not in step.get("run", "") for step in load("action.yml")["runs"]["steps"])


def test_the_gitlab_template_has_the_documented_shape() -> None:
    (job,) = load("docs/gitlab-ci.yml").values()
    assert set(job) <= JOB
    assert all(isinstance(line, str) for line in job["script"])
    report = job["artifacts"]["reports"]["codequality"]
    (line,) = (line for line in job["script"] if line.startswith("phi-lint check"))
    assert line.endswith(report)
    assert flags(line) <= KNOWN


@pytest.mark.parametrize("block", regex.findall(r"(?s)```yaml\n(.*?)```", (ROOT / "README.md").read_text()))
def test_the_readme_shows_each_in_five_lines(block: str) -> None:
    assert len([line for line in block.splitlines() if not line.startswith("#")]) <= 5
    assert yaml.safe_load(block)


DOORS = ("action.yml", "docs/gitlab-ci.yml", ".pre-commit-hooks.yaml", "README.md", "docs/safe-copies.md")
CALLED = regex.compile(rf"""phi-lint"? (?P<words>(?:{"|".join(COMMANDS)})\b[^`'|#&;)\n]*)""")
"""Where the program is called, up to what ends the call."""
PROSE = regex.compile(r"[—,.…(:]|\s{2,}")
"""What follows a call in running text."""


def calls() -> list[tuple[str, str]]:
    """Every call of the program that a door makes or shows, variables replaced by what they usually hold."""
    action = load("action.yml")["inputs"]
    usual = {"$ARGS": action["args"]["default"], "$PATHS": action["paths"]["default"], "$PHI_LINT_PATHS": "posts"}
    found = []
    for name in DOORS:
        for call in CALLED.finditer((ROOT / name).read_text()):
            words = call["words"]
            for variable, value in usual.items():
                words = words.replace(variable, value)
            found.append((name, words.strip()))
    return found


@pytest.mark.parametrize(("door", "call"), calls(), ids=lambda each: each)
def test_every_call_names_a_command_and_flags_that_exist(door: str, call: str) -> None:
    words = shlex.split(PROSE.split(call)[0] if door.endswith(".md") else call)
    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None, f"{door}: {call}"
    command.make_context(words[0], words[1:])  # a flag or a choice that is none is a usage error


def test_the_doors_are_seen() -> None:
    assert {door for door, _ in calls()} == set(DOORS)
