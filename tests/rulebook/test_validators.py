"""Numbers that prove what they are, and near misses that must not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phi_lint.rulebook.validators import VALIDATORS
from phi_lint.rulebook.zip3 import public_zip3

YES = [
    ("luhn", "79927398713", "the example of ISO/IEC 7812-1's annex, as textbooks give it"),
    ("card", "4111 1111 1111 1111", "a test card, in groups"),
    ("card", "3782-822463-10005", "fifteen digits"),
    ("npi", "1234567893", "CMS's own example of the check digit"),
    ("vin", "1M8GDM9AXKP042788", "the example of 49 CFR 565 with the check digit X"),
    ("vin", "1m8gdm9axkp042788", "lower case"),
    ("dea", "AB1234563", "(1+3+5) + 2(2+4+6) ends with 3"),
    ("mbi", "1EG4-TE5-MK73", "CMS's own sample card"),
    ("mbi", "1EG4TE5MK73", "without dashes"),
    ("itin", "900-70-0000", "the lowest of an assigned group"),
    ("itin", "912-94-1234", "group 94"),
    ("ip", "192.0.2.17", "an address for documentation, RFC 5737"),
    ("ip", "[2001:db8::1]", "in brackets, as in links"),
    ("phone", "208-555-0134", "a number for fiction"),
    ("phone", "555-0134", "without an area code"),
    ("phone", "(208) 555-0134 ext. 12", "with an extension"),
    ("phone", "2O8-555-Ol34", "letters that a picture's text confuses with digits"),
    ("iban", "GB82 WEST 1234 5698 7654 32", "the example of ISO 13616"),
    ("imei", "49-015420-323751-8", "the example of 3GPP TS 23.003"),
    ("over_89", "90", "the first age that is an identifier"),
    ("over_89", "104 years", "with its word"),
]
NO = [
    ("luhn", "79927398710", "one digit off"),
    ("luhn", "0000000000", "all zeros pass the sum and prove nothing"),
    ("card", "4111 1111 111", "too short, whatever its sum"),
    ("npi", "1234567890", "a wrong check digit"),
    ("npi", "3234567893", "an NPI begins with 1 or 2"),
    ("vin", "1M8GDM9A1KP042788", "a wrong check digit"),
    ("vin", "IM8GDM9AXKP042788", "I is not used"),
    ("dea", "AB1234562", "a wrong check digit"),
    ("dea", "OB1234563", "no registrant type O"),
    ("mbi", "1SG4-TE5-MK73", "S is never used"),
    ("mbi", "0EG4-TE5-MK73", "it does not begin with 0"),
    ("itin", "900-93-0000", "group 93 is not assigned"),
    ("itin", "800-70-0000", "it begins with 9"),
    ("itin", "900-70-00", "too short"),
    ("ip", "999.1.1.1", "no octet"),
    ("ip", "1.2.3", "a version"),
    ("phone", "12", "too short"),
    ("phone", "no number", "no digits"),
    ("iban", "GB82 WEST 1234 5698 7654 33", "one digit off"),
    ("imei", "490154203237517", "a wrong check digit"),
    ("over_89", "89", "the last age that may be told"),
    ("over_89", "125", "nobody's age"),
    ("over_89", "old", "no digits"),
]


@pytest.mark.parametrize(("name", "text"), [pytest.param(*row[:2], id=f"{row[0]}: {row[2]}") for row in YES])
def test_real_ones_pass(name: str, text: str) -> None:
    assert VALIDATORS[name](text)


@pytest.mark.parametrize(("name", "text"), [pytest.param(*row[:2], id=f"{row[0]}: {row[2]}") for row in NO])
def test_near_misses_do_not(name: str, text: str) -> None:
    assert not VALIDATORS[name](text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30) | st.from_regex(r"[\w .\-:]{0,24}", fullmatch=True))
def test_any_text_gets_a_yes_or_a_no(text: str) -> None:
    assert {type(check(text)) for check in VALIDATORS.values()} == {bool}


@pytest.mark.parametrize(
    ("three", "public"),
    [
        pytest.param("832", True, id="Idaho's capital: many people"),
        pytest.param("036", False, id="restricted by every census"),
        pytest.param("059", False, id="both"),
        pytest.param("063", False, id="2000 only"),
        pytest.param("753", False, id="the stricter list of 2010 only"),
    ],
)
def test_restricted_zip3_areas(three: str, public: bool) -> None:
    assert public_zip3(three) is public
