"""Read folders of rule files into a `Rulebook`, with every fault of every file in one error."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import yaml

from phi_lint.errors import Fault, FaultyRulesError
from phi_lint.rulebook.lines import Loader, lines_of, read
from phi_lint.rulebook.rule import AllOf, Cue, Pattern, Rule, Rulebook, Terms, Where, marked_span
from phi_lint.shipped import shipped
from phi_lint.strict import Path as KeyPath
from phi_lint.strict import Problems, build
from phi_lint.types import Identifier

BUILT_IN = shipped("rules")
CUES = "cues"
FEWEST_EXAMPLES = 3
"""As many leaking and as many safe examples every rule needs."""


def load(folders: Sequence[Path] = (BUILT_IN,), compile_all: bool = False, tried: Collection[Path] = ()) -> Rulebook:
    """The rules and cues of all folders together.

    The built-in patterns, which the tests compile, are compiled when first needed, or now with `compile_all`. The
    patterns of `tried` folders are also tried on texts that could hold them up, which takes a tenth of a second each.
    Raises FaultyRulesError, which lists every fault of every file.
    """
    rules: dict[str, Rule] = {}
    cues: list[Cue] = []
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for folder in _each_once(folders):
        if not folder.is_dir():
            faults.append(Fault(str(folder), None, "is no folder of rules; mend `rules` in the config"))
            continue
        faults += (
            Fault(str(file), None, "would not be read; rename it to end with .yaml") for file in folder.rglob("*.yml")
        )
        for file in sorted(folder.rglob("*.yaml")):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
            compiles = compile_all or folder != BUILT_IN
            tries = any(_same(folder, other) for other in tried)
            parsed = _parse(file, file.relative_to(folder).with_suffix("").as_posix(), compiles, tries)
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


def _each_once(folders: Iterable[Path]) -> list[Path]:
    """The folders in their order, whatever else one is called by: its rules would stand in each other's way."""
    found: list[Path] = []
    for folder in folders:
        if not any(_same(folder, other) for other in found):
            found.append(folder)
    return found


def _same(folder: Path, other: Path) -> bool:
    return folder == other or folder.resolve() == other.resolve()


def _parse(file: Path, expected_id: str, compiles: bool, tries: bool = False) -> Rule | Cue | list[Fault]:
    """One file's rule or cue, or everything that is wrong with it."""
    data = read(file)
    if isinstance(data, Fault):
        return [data]
    problems = Problems()
    kind: type[Rule | Cue] = Cue if expected_id.split("/")[0] == CUES else Rule
    parsed = build(kind, data, problems)
    if isinstance(data, dict) and data.get("id", expected_id) != expected_id:
        problems.add(("id",), f"the id {data['id']!r} must equal the file's path: {expected_id!r}")
    if isinstance(parsed, Rule):
        for key, problem in _rule_faults(parsed):
            problems.add((key,), problem)
    if parsed is not None and compiles:
        for path, problem in _pattern_faults(parsed, tries):
            problems.add(path, problem)
    if parsed is not None and not problems.found:
        return parsed
    lines = lines_of(file)
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


def _pattern_faults(parsed: Rule | Cue, tries: bool) -> Iterable[tuple[KeyPath, str]]:
    """A fault for every pattern that does not compile or, where it is tried, that a text can hold up."""
    parts: list[tuple[KeyPath, object]] = [(("pattern",), parsed)] if isinstance(parsed, Cue) else []
    if isinstance(parsed, Rule):
        nested = parsed.match.all_of if isinstance(parsed.match, AllOf) else ()
        parts = [(("match",), parsed.match), *((("match", "all_of", i), part) for i, part in enumerate(nested))]
    for path, part in parts:
        if isinstance(part, Pattern | Terms | Cue):
            try:
                pattern = part.compiled
            except ValueError as error:
                yield path, str(error)
                continue
            if tries:
                from phi_lint.rulebook.backtracking import BESIDE, HELD_UP, LONGEST, holds_up

                beside = isinstance(part, Cue) and part.where in (Where.BEFORE, Where.AFTER, Where.INSIDE)
                if holds_up(pattern, BESIDE if beside else LONGEST):
                    yield path, HELD_UP


def outline(folders: Sequence[Path] = (BUILT_IN,)) -> list[tuple[str, Identifier, str]]:
    """The id, identifier and message of every rule. The built-in files, which are known to be sound, are only skimmed.

    Raises FaultyRulesError for faults in the others.
    """
    told = []
    for file in sorted(BUILT_IN.rglob("*.yaml")) if BUILT_IN in folders else ():
        if file.parent.name != CUES:
            # What is told stands before `why`, and the rest takes four times as long to read.
            data = yaml.load(file.read_text(encoding="utf-8").split("\nwhy:")[0], Loader)  # noqa: S506 - a safe one
            told.append((str(data["id"]), Identifier(data["identifier"]), str(data["message"])))
    if own := [folder for folder in folders if not _same(folder, BUILT_IN)]:
        told += [(rule.id, rule.identifier, rule.message) for rule in load(own)]
    return told


def find_rule(rule: str, folders: Sequence[Path] = (BUILT_IN,)) -> Rule | None:
    """One rule by its id, without reading the others; None where there is none.

    Raises FaultyRulesError where its file has faults.
    """
    for folder in folders:
        file = folder / f"{rule}.yaml"
        if ".." not in Path(rule).parts and not Path(rule).is_absolute() and file.is_file():
            parsed = _parse(file, rule, compiles=False)
            if isinstance(parsed, list):
                raise FaultyRulesError(parsed)
            return parsed if isinstance(parsed, Rule) else None
    return None
