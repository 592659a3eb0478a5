"""What the practice profile lists is the organisation's own; what it does not list is nobody's by it."""

from __future__ import annotations

import pytest
from phi_lint.config import Practice
from phi_lint.judge.evidence import Witnesses
from phi_lint.rulebook import Rulebook
from phi_lint.types import About, Mention, Passage, Post

OWN = Practice(
    names=("Tidewater Dental",),
    staff=("Dr. Anneke Vos", "Tobias O'Bell"),
    phones=("(208) 555-0134",),
    faxes=("+1 208 555 0135",),
    addresses=("12 Harbor Lane, Boise, ID 83702",),
    emails=("info@tidewaterdental.example",),
    sites=("tidewaterdental.example",),
    handles=("@tidewaterdental",),
)
NAME, PLACE, PHONE, FAX = (
    "a-names/patient",
    "b-geography/in-context",
    "d-phone-numbers/formatted",
    "e-fax-numbers/labelled",
)
MAIL, LINK = "f-email-addresses/address", "n-web-urls/in-context"
ROWS = [
    pytest.param(NAME, "Dr. Anneke Vos", About.STAFF, id="staff"),
    pytest.param(NAME, "anneke", About.STAFF, id="by the first name, in lower case"),
    pytest.param(NAME, "Tobias O’Bell", About.STAFF, id="another apostrophe"),
    pytest.param(NAME, "Tidewater Dental", About.ORGANISATION, id="the practice's name"),
    pytest.param(NAME, "@tidewaterdental", About.ORGANISATION, id="its handle"),
    pytest.param(NAME, "Annek", None, id="half a word"),
    pytest.param(NAME, "Anneke Quintero", None, id="another surname"),
    pytest.param(PHONE, "208.555.0134", About.ORGANISATION, id="a phone in another form"),
    pytest.param(PHONE, "+1 208 555 0134", About.ORGANISATION, id="with the country"),
    pytest.param(PHONE, "555-0134", About.ORGANISATION, id="without the area"),
    pytest.param(PHONE, "208-555-0199", None, id="another number"),
    pytest.param(PHONE, "509-555-0134", None, id="another area"),
    pytest.param(FAX, "208-555-0135", About.ORGANISATION, id="fax"),
    pytest.param(PLACE, "12 Harbor Lane", About.ORGANISATION, id="part of the address"),
    pytest.param(PLACE, "12 Harbor Street", None, id="another street"),
    pytest.param(MAIL, "Info@TidewaterDental.example", About.ORGANISATION, id="e-mail, whatever the case"),
    pytest.param(MAIL, "rosalind@tidewaterdental.example", None, id="another mailbox of the domain"),
    pytest.param(LINK, "tidewaterdental.example", About.ORGANISATION, id="site"),
    pytest.param(LINK, "tidewaterdental.example.evil.example", None, id="a site that only begins like it"),
]


@pytest.mark.parametrize(("rule", "text", "about"), ROWS)
def test_own_data_is_known(rule: str, text: str, about: About | None, rulebook: Rulebook) -> None:
    passage = Passage(text)
    mention = Mention(rule, passage, 0, len(text), 0.9, "the test")
    book = Rulebook(rulebook.rules, (), "")
    voices = Witnesses(Post("a.txt", "a", (passage,)), book, OWN).hear(mention)
    assert [voice.about for voice in voices] == ([about] if about else [])
    assert all(voice.reason == "it is listed in the practice profile" for voice in voices)
