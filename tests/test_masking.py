"""A masked value tells nobody what it hides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint.masking import mask


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        pytest.param("Maribel Quintero", "M•••••• Q•••••••", id="the first letter of long words"),
        pytest.param("Bo Lee", "•• •••", id="short words whole"),
        pytest.param("219-09-9999", "•••-••-••••", id="digits, their form stays"),
        pytest.param("K40417", "K•••••", id="a letter and digits"),
        pytest.param("4K0417", "••••••", id="a digit is never kept"),
        pytest.param("k.adeyemi74@mailbox.example", "•.a••••••••@m••••••.e••••••", id="an address"),
        pytest.param("Jose\u0301", "J••••", id="an accent written apart"),
        pytest.param("①②③-②", "•••-•", id="circled digits"),
        pytest.param("Enzo_Bell", "E••••••••", id="a handle is one word"),
        pytest.param("Mari\u200bbel", "M•••\u200b•••", id="parts of a split word"),
    ],
)
def test_masks(value: str, masked: str) -> None:
    assert mask(value) == masked


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_no_digit_and_no_second_letter_is_shown(value: str) -> None:
    masked = mask(value)
    assert len(masked) == len(value)
    assert not any(char.isnumeric() for char in masked)
    letters = [at for at, char in enumerate(masked) if char.isalpha()]
    assert all(at == 0 or not (value[at - 1].isalnum()) for at in letters)
