"""Three-digit ZIP areas with 20,000 people or fewer, whose first three digits must not be kept either.

45 CFR 164.514(b)(2)(i)(B). The list is data with its source; where censuses disagree, the union counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

RESTRICTED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "2000 census, HHS de-identification guidance": frozenset(
            "036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split()
        ),
        "2010 census, public code (unofficial)": frozenset(
            "036 059 102 203 205 369 556 692 821 823 878 879 884 893 202 204 753 772".split()
        ),
    }
)


def public_zip3(three: str) -> bool:
    """Whether the first three digits of a ZIP code may be kept."""
    return not any(three in areas for areas in RESTRICTED.values())
