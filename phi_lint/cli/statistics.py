"""`--statistics`: how many findings of each severity, of each rule, in each file, instead of the findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import click

from phi_lint.report import View
from phi_lint.report.counts import Tally
from phi_lint.types import Report


def statistics(reports: Iterable[Report], view: View, as_json: bool) -> str:
    """The table for people, or one JSON object."""
    tally = Tally(view)
    unexamined: Counter[str] = Counter()
    for report in reports:
        tally.add(report)
        unexamined.update(f"{failure.file}: {failure.reason}" for failure in report.failures)
    counted = {"by_rule": tally.rules, "by_file": tally.files}
    if as_json:
        told = {name: dict(counter.most_common()) for name, counter in counted.items()}
        numbers = {"posts": tally.posts, "failures": tally.failures, "by_severity": tally.by_severity}
        return json.dumps({**numbers, **told}, ensure_ascii=False, indent=2)
    blocks = [_table("severity", Counter(tally.by_severity))]
    blocks += [_table(name.removeprefix("by_"), counter) for name, counter in counted.items()]
    blocks.append(_table("not examined", unexamined))
    return "\n\n".join([*filter(None, blocks), f"{tally.findings} findings in {tally.posts} posts"])


def _table(head: str, counter: Counter[str]) -> str:
    rows = [f"{count:>7}  {name}" for name, count in counter.most_common() if count]
    return "\n".join([click.style(f"  count  {head}", bold=True), *rows]) if rows else ""
