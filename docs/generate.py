"""Write what is made from the rule set and the samples: the README's rule table and each sample's expected report.

python docs/generate.py            write
python docs/generate.py --check    exit 1 where something is out of date
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from phi_lint.lint import Linter, Target, find_targets
from phi_lint.redact import Redactor
from phi_lint.report import FORMATS, View
from phi_lint.rulebook import load
from phi_lint.safe_copy import safe_copy
from phi_lint.types import Identifier

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from models.corpus.marks import read as read_marked  # noqa: E402

SAMPLES = ROOT / "sample_posts"


CORPUS = ROOT / "models" / "corpus"
SHOWN = """
kids-101 places-014 places-021 kids-201 newsroom-057 twins-048 plain-046 kids-080 rural-170 calendar-009 aging-098
aging-010 everyday-033 civic-227 edu-264 confirm-373 edu-255 clinicday-024 spanish-269 noc-161 noc-155 glow-007
aging-190 places-162 hosp-276 aging-058 rural-228 dental-272 days-169 codes-001 calendar-022 device-061 ems-006
everyday-036 aging-259 days-175 noc-127
""".split()
"""Posts of the corpus that are shown before and after redaction, of every kind and in both languages."""
SHOWN_SAMPLES = ("birthday-at-the-home/post.txt", "fundraiser/post.md", "help-desk/post.txt")
BEFORE_AND_AFTER = """# Before and after

{count} invented posts and what `phi-lint redact` makes of them. Every one was read by a person, who would publish what
stands on the right. Words that are taken for names are worded badly more often than these posts show: read a copy
before it goes out.

| post | before | after |
|---|---|---|
{rows}
"""


def between(text: str, mark: str, content: str) -> str:
    """The text with what stands between `<!-- mark -->` and `<!-- /mark -->` replaced."""
    return re.sub(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", lambda m: f"{m[1]}{content}\n{m[2]}", text, flags=re.S)


def rule_table() -> str:
    """The rules of each identifier as a Markdown table."""
    rulebook = load()
    rows = ["| identifier | rules |", "|---|---|"]
    for identifier in Identifier:
        names = [f"`{rule.id.split('/')[1]}`" for rule in rulebook if rule.identifier is identifier]
        if names:
            rows.append(f"| {identifier} {identifier.plain_name} | {' '.join(names)} |")
    return "\n".join(rows)


def before_and_after(linter: Linter) -> str:
    """Invented posts beside their safe copies, as a Markdown page. Each was read by a person before it was listed."""
    corpus = {post.id: post for file in sorted((CORPUS / "train").glob("*.txt")) for post in read_marked(file)}
    posts = [(post.id, post.text, post.platform) for post in (corpus[name] for name in SHOWN)]
    posts += [(path, (SAMPLES / path).read_text(encoding="utf-8"), "") for path in SHOWN_SAMPLES]
    redactor, rows = Redactor(), []
    for name, text, platform in posts:
        target = Target(name if "/" in name else f"{name}.txt", None, text.encode())
        copy = safe_copy(linter, redactor, target, platform or None, True)
        left = f"<br>*{len(copy.left)} left for a person*" if copy.left else ""
        rows.append(f"| `{name}` | {cell(copy.before)} | {cell(copy.after)}{left} |")
    return BEFORE_AND_AFTER.format(count=len(rows), rows="\n".join(rows))


def cell(text: str) -> str:
    """A text as a cell of a Markdown table."""
    plain = html.escape(text.strip(), quote=False).replace("|", "\\|").replace("`", "\\`").replace("*", "\\*")
    return "<br>".join(plain.splitlines())


def expected_report(folder: Path, linter: Linter) -> str:
    """The JSON report of one sample, with paths as seen from the repository's root."""
    targets, _, _ = find_targets([str(folder.relative_to(ROOT))])
    report = linter.check(targets)
    # Version, digest and confidence change with every release; the rest is what a user relies on.
    text = FORMATS["json"](report, View(version="*", rules_digest="*"))
    return re.sub(r'\n *"confidence": [\d.]+,|\n *"reasons": \[[^\]]*\],', "", text) + "\n"


def files() -> Iterator[tuple[Path, str]]:
    """Each generated file and what it should hold."""
    readme = ROOT / "README.md"
    yield readme, between(readme.read_text(encoding="utf-8"), "rules", rule_table())
    linter = Linter(isolated=True)
    yield ROOT / "docs" / "before-and-after.md", before_and_after(linter)
    for folder in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        yield folder / "expected.json", expected_report(folder, linter)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = [(path, text) for path, text in files() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in stale:
        print(f"{path.relative_to(ROOT)}: {'is out of date; run python docs/generate.py' if check else 'written'}")
        if not check:
            path.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
