"""Read folders of rule files into a `Rulebook`, with every fault of every file in one error."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from phi_lint.errors import Fault, FaultyRulesError
from phi_lint.rulebook.lines import read
from phi_lint.rulebook.rule import Cue, Rule, Rulebook, marked_span
from phi_lint.shipped import shipped
from phi_lint.strict import Problems, build
from phi_lint.types import Identifier

BUILT_IN = shipped("rules")
CUES = "cues"
FEWEST_EXAMPLES = 3
"""As many leaking and as many safe examples every rule needs."""


def load(folders: Sequence[Path] = (BUILT_IN,)) -> Rulebook:
    """The rules and cues of all folders together.

    Raises FaultyRulesError, which lists every fault of every file.
    """
    rules: dict[str, Rule] = {}
    cues: list[Cue] = []
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for folder in folders:
        if not folder.is_dir():
            faults.append(Fault(str(folder), None, "is no folder of rules; mend `rules` in the config"))
            continue
        faults += (
            Fault(str(file), None, "would not be read; rename it to end with .yaml") for file in folder.rglob("*.yml")
        )
        for file in sorted(folder.rglob("*.yaml")):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
            parsed = _parse(file, file.relative_to(folder).with_suffix("").as_posix())
            if isinstance(parsed, Cue):
                cues.append(parsed)
            elif isinstance(parsed, Rule) and parsed.id in rules:
                faults.append(Fault(str(file), 1, f"another file has the id {parsed.id!r}; choose another"))
            elif isinstance(parsed, Rule):
                rules[parsed.id] = parsed
            else:
                faults += parsed
    if faults:
        raise FaultyRulesError(faults)
    return Rulebook(rules, tuple(cues), digest.hexdigest())


def _parse(file: Path, expected_id: str) -> Rule | Cue | list[Fault]:
    """One file's rule or cue, or everything that is wrong with it."""
    content = read(file)
    if isinstance(content, Fault):
        return [content]
    data, lines = content
    problems = Problems()
    kind: type[Rule | Cue] = Cue if expected_id.split("/")[0] == CUES else Rule
    parsed = build(kind, data, problems)
    if isinstance(data, dict) and data.get("id", expected_id) != expected_id:
        problems.add(("id",), f"the id {data['id']!r} must equal the file's path: {expected_id!r}")
    if isinstance(parsed, Rule):
        for key, problem in _rule_faults(parsed):
            problems.add((key,), problem)
    if parsed is not None and not problems.found:
        return parsed
    return [
        Fault(str(file), next((lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in lines), 1), text)
        for path, text in problems.found
    ]


def _rule_faults(rule: Rule) -> Iterable[tuple[str, str]]:
    """What a well-formed rule may still lack: the key it concerns and the mend."""
    folder = rule.id.split("/")[0]
    known = {identifier.folder for identifier in Identifier}
    if folder in known and folder != rule.identifier.folder:
        yield "identifier", f"{rule.identifier} belongs into {rule.identifier.folder}, not {folder}"
    for key, examples in (("leaks", rule.leaks), ("safe", rule.safe)):
        if len(examples) < FEWEST_EXAMPLES:
            yield key, f"{key!r} has {len(examples)} examples; give at least {FEWEST_EXAMPLES}"
    for example in rule.leaks:
        try:
            marked_span(example if isinstance(example, str) else example.text)
        except ValueError as error:
            yield "leaks", str(error)
