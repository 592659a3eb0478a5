"""Write what is made from the rule set and the samples: the README's rule table and each sample's expected report.

    python docs/generate.py            write
    python docs/generate.py --check    exit 1 where something is out of date
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from phi_lint.lint import Linter, find_targets
from phi_lint.report import FORMATS, View
from phi_lint.rulebook import load
from phi_lint.types import Identifier

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_posts"


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
