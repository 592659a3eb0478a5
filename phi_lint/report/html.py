"""A page for a privacy officer: filters, the text with highlights, pictures with boxes; it loads nothing from anywhere.

The page's own frame lies beside this file as `html_page.html`.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path

from phi_lint.masking import mask
from phi_lint.report.counts import Tally, counted, shown
from phi_lint.report.view import View
from phi_lint.report.wording import details, what_failed, where_failed
from phi_lint.types import Finding, Report, Severity, Verdict

PAGE = Path(__file__).with_name("html_page.html")
PICTURES = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".gif": "gif", ".webp": "webp"}
"""What a browser shows as a picture, by its ending."""
LARGEST_PICTURE = 4_000_000
"""Bytes; larger ones are named and not put into the page."""


def write(report: Report, view: View) -> str:
    """One HTML document that needs no other file."""
    findings = sorted(shown(report, view.min_severity, view.show_all), key=lambda f: (f.file, f.post))
    tally = Tally(view)
    tally.add(report)
    posts = "\n".join(
        _post(file, post, list(own), view)
        for (file, post), own in groupby(findings, key=lambda finding: (finding.file, finding.post))
    )
    failures = "".join(f"<li><b>{escape(where_failed(f))}</b> {escape(what_failed(f))}</li>" for f in report.failures)
    fills = {
        "counts": "".join(
            f'<span class="count {name}"><b>{count}</b> {name}</span>' for name, count in tally.by_severity.items()
        ),
        "checked": ", ".join(
            [
                f"{counted(tally.posts, 'post')} checked",
                f"{counted(tally.skipped, 'file')} skipped",
                counted(tally.failures, "failure"),
                tally.unexamined,
            ]
        ),
        "privacy": "Values are shown in clear: handle this page as PHI." if view.show_phi else "Values are masked.",
        "severities": _options(severity.label for severity in sorted(Severity, reverse=True)),
        "identifiers": _options(sorted({f"{f.identifier} {f.identifier.plain_name}" for f in findings})),
        "abouts": _options(sorted({f.about.value for f in findings})),
        "failures": f'<section class="failures"><h2>Not examined</h2><ul>{failures}</ul></section>' if failures else "",
        "posts": posts or '<p class="none">No findings.</p>',
        "version": escape(f"phi-lint {view.version}, rules {view.rules_digest[:12]}"),
    }
    page = PAGE.read_text(encoding="utf-8")
    for name, content in fills.items():
        page = page.replace(f"<!-- {name} -->", content, 1)
    return page.rstrip()


def _options(words: Iterable[str]) -> str:
    return "".join(f"<option>{escape(word)}</option>" for word in words)


def _post(file: str, post: str, findings: list[Finding], view: View) -> str:
    """One post: its texts or pictures, each with its findings marked, and what is said of them."""
    passages: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        passages[id(finding.passage)].append(finding)
    texts = "".join(_passage(own, view) for own in passages.values())
    cards = "".join(_card(finding, view) for finding in findings)
    return (
        f'<article class="post"><h2>{escape(file)} <small>{escape(post)}</small></h2>{texts}<ol>{cards}</ol></article>'
    )


def _passage(findings: list[Finding], view: View) -> str:
    passage = findings[0].passage
    head = f"<h3>{passage.part.value.replace('_', ' ')}{f' of {escape(passage.media)}' if passage.media else ''}</h3>"
    if not view.show_phi:  # the text around a finding may hold what nobody found
        marks = "".join(f"<p>… {_mark(finding, mask(finding.value))} …</p>" for finding in findings)
        return f"<div>{head}<blockquote>{marks}</blockquote></div>"
    picture = _picture(findings)
    pieces, at = [], 0
    for finding in sorted(findings, key=lambda f: f.start):
        if finding.start >= at:
            pieces += [escape(passage.text[at : finding.start]), _mark(finding, finding.value)]
            at = finding.end
    pieces.append(escape(passage.text[at:]))
    return f"<div>{head}{picture}<blockquote>{''.join(pieces)}</blockquote></div>"


def _picture(findings: list[Finding]) -> str:
    """The picture itself with a box for each finding; only in a page that shows values in clear."""
    media = findings[0].passage.media
    kind = PICTURES.get(Path(media).suffix.lower()) if media else None
    boxes = [finding for finding in findings if finding.box]
    if media is None or kind is None or not boxes:
        return ""
    near = Path(findings[0].file).parent / media
    file = near if near.is_file() else Path(media)
    if not file.is_file() or file.stat().st_size > LARGEST_PICTURE:
        return ""
    data = base64.b64encode(file.read_bytes()).decode()
    rects = "".join(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'.format(f.severity.label, *f.box)
        for f in boxes
        if f.box
    )
    return f'<figure><img src="data:image/{kind};base64,{data}" alt=""><svg>{rects}</svg></figure>'


def _mark(finding: Finding, text: str) -> str:
    return f'<mark class="{finding.severity.label}" title="{escape(finding.message)}">{escape(text)}</mark>'


def _card(finding: Finding, view: View) -> str:
    """What is said of one finding, with what the filters ask for."""
    value = finding.value if view.show_phi else mask(finding.value)
    place = f"line {finding.place.line}, column {finding.place.column}" if finding.place.line else ""
    place = place or ", ".join(details(finding))
    identifier = f"{finding.identifier} {finding.identifier.plain_name}"
    data = {"severity": finding.severity.label, "identifier": identifier, "about": finding.about.value}
    attributes = "".join(f' data-{name}="{escape(told)}"' for name, told in data.items())
    lines = [
        f'<b class="{finding.severity.label}">{finding.severity.label}</b> {escape(finding.message)}'
        f" <code>{escape(finding.rule)}</code>",
        f"<q>{escape(value)}</q> <small>{escape(place)}</small>",
        f"Why: {escape('; '.join(finding.reasons))}; in all {finding.confidence:.0%} sure",
    ]
    if finding.suggestion is not None:
        lines.append(f"Write: {escape(finding.suggestion.text) or 'nothing in its place; delete it'}")
    if finding.verdict is not Verdict.REPORTED:
        lines.append(f"{finding.verdict.value}: {escape(finding.verdict_reason or '')}")
    return f'<li class="finding"{attributes}>{"<br>".join(lines)}</li>'
