"""`--statistics`: how many findings of each severity, of each rule, in each file, instead of the findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import click

from phi_lint.report import View
from phi_lint.report.counts import Tally, counted
from phi_lint.report.wording import what_failed
from phi_lint.types import Report


def statistics(reports: Iterable[Report], view: View, as_json: bool) -> str:
    """The table for people, or one JSON object."""
    tally = Tally(view)
    unexamined: Counter[str] = Counter()
    for report in reports:
        tally.add(report)
        unexamined.update(f"{failure.file}: {what_failed(failure)}" for failure in report.failures)
    tables = {"by_rule": tally.rules, "by_file": tally.files}
    if as_json:
        told = {name: dict(counter.most_common()) for name, counter in tables.items()}
        numbers = {
            "posts": tally.posts,
            "failures": tally.failures,
            "not_examined": tally.not_examined,
            "by_severity": tally.by_severity,
        }
        return json.dumps({**numbers, **told}, ensure_ascii=False, indent=2)
    blocks = [_table("severity", Counter(tally.by_severity))]
    blocks += [_table(name.removeprefix("by_"), counter) for name, counter in tables.items()]
    blocks.append(_table("not examined", unexamined))
    last = f"{counted(tally.findings, 'finding')} in {counted(tally.posts, 'post')}"
    last += f" ({tally.unexamined})" if tally.not_examined else ""
    return "\n\n".join([*filter(None, blocks), last])


def _table(head: str, counter: Counter[str]) -> str:
    rows = [f"{count:>7}  {name}" for name, count in counter.most_common() if count]
    return "\n".join([click.style(f"  count  {head}", bold=True), *rows]) if rows else ""
