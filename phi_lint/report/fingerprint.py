"""A name for a finding that stays the same from run to run and tells nothing of its value.

A digest of the value itself could be undone by trying every number, so the place in the post is digested instead.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from phi_lint.types import Finding


def fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with 32 hexadecimal digits made of file, post, part, rule and how often these came before."""
    before: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        place = (finding.file, finding.post, finding.passage.part.value, finding.passage.media or "", finding.rule)
        told = "\0".join((*place, str(before[place])))
        before[place] += 1
        yield finding, hashlib.sha256(told.encode()).hexdigest()[:32]
