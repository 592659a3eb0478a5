"""Several findings of one post, rewritten together, and every seam that a cut leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest
import regex
from phi_lint.redact.draft import Draft, apply
from phi_lint.redact.rewrite import Known, rewrite
from phi_lint.redact.wording import Style
from phi_lint.sourcemap import SourceMap
from phi_lint.types import About, Finding, Identifier, Passage

from fixtures import MakeFinding

MARK = regex.compile(r"\[\[(?P<letter>[A-Z])(?P<relative>\.relative)?\|(?P<value>[^\]]*)\]\]")


def marked(text: str, make_finding: MakeFinding) -> tuple[str, list[Finding]]:
    """A text with marks as in the corpus, without them, and its findings."""
    plain, spans = "", []
    last = 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        spans.append((mark, len(plain), len(plain) + len(mark["value"])))
        plain += mark["value"]
        last = mark.end()
    plain += text[last:]
    passage = Passage(plain, source=SourceMap.shifted(len(plain)))
    template = make_finding("[[x]]")
    return plain, [
        replace(
            template,
            passage=passage,
            start=start,
            end=end,
            identifier=Identifier(mark["letter"]),
            about=About.RELATIVE if mark["relative"] else About.PATIENT,
        )
        for mark, start, end in spans
    ]


ROWS = [
    pytest.param(
        "So proud of our patient [[A|Maria Gonzalez]], 34, who finished her last round of chemo on [[C|March 3rd]]!",
        "So proud of one of our patients, 34, who finished her last round of chemo!",
        id="name, an age that may stay, a date",
    ),
    pytest.param(
        "Congratulations to proud parents [[A.relative|Kate]] and [[A.relative|Tom Rivers]]!",
        "Congratulations to the proud parents!",
        id="a couple after a word for them",
    ),
    pytest.param(
        "[[A.relative|Kate]] and [[A.relative|Tom Rivers]] took their newborn home.",
        "The parents took their newborn home.",
        id="a couple with a child",
    ),
    pytest.param("[[A|Ines]] and [[A|Otto]] danced.", "Two of our patients danced.", id="two patients are no parents"),
    pytest.param(
        "[[A|Ines Vaart]] rang the bell. [[A|Ines]] cried. We love [[A|Ines]].",
        "One of our patients rang the bell. They cried. We love our patient.",
        id="who was named before",
    ),
    pytest.param(
        "[[A|Ines]] is home. [[A|Ines]] is glad.",
        "One of our patients is home. Our patient is glad.",
        id='no "they is"',
    ),
    pytest.param("Her husband [[A.relative|Gunnar]], 70, waits.", "Her husband, 70, waits.", id="kinship and an age"),
    pytest.param("[[A.relative|Gunnar]], her husband, waits.", "Her husband waits.", id="kinship after the name"),
    pytest.param("Dad [[A.relative|Tom]] never left.", "The dad never left.", id="kinship with no article"),
    pytest.param(
        "In by [[C|Monday]], [[C|Tuesday]] and [[C|May 3]], out again.", "In, out again.", id="a list of days is one"
    ),
    pytest.param("She came from [[B|Duluth]], Minnesota.", "She came from Minnesota.", id="the state may stay"),
    pytest.param("(MRN [[H|00123456]]) She is home.", "She is home.", id="empty brackets go"),
    pytest.param("On [[C|March 3]], she went home.", "She went home.", id="a capital for the new first word"),
    pytest.param("she came [[C|yesterday]]'s noon bus", "she came the noon bus", id="a date that owns"),
    pytest.param("[[C|Friday]] was her last day.", "That day was her last day.", id="a date as the subject"),
    pytest.param("Her surgery is [[C|Friday]].", "Her surgery is coming up.", id="a date as the predicate"),
    pytest.param("Our [[C|97]]-year-old resident won.", "Our resident won.", id="an age over 89 before a noun"),
    pytest.param("Happy [[C|97]]th birthday!", "Happy birthday!", id="an ordinal age"),
    pytest.param("She turned [[C|101]].", "She celebrated a birthday.", id="an age turned"),
    pytest.param("a [[C|Friday]] admission", "an admission", id="the article follows the word"),
    pytest.param("Call [[D|208-555-0134]]. Thanks!", "Thanks!", id="nothing is left to call"),
    pytest.param("MRN [[H|00123456]]\nBed clean", "Bed clean", id="an empty line goes"),
    pytest.param("Thank you, [[A|Ines]]!", "Thank you!", id="who is spoken to"),
    pytest.param("[[A|Ines]], we are sorry.", "We are sorry.", id="who is spoken to, first"),
    pytest.param("Meet #[[A|InesVaart]] of ward two", "Meet one of our patients of ward two", id="a tag as a word"),
    pytest.param("We ran! #strong #[[A|InesVaart]] #run", "We ran! #strong #run", id="a tag among tags"),
    pytest.param("user=[[A|ines.vaart]] src=[[O|192.0.2.7]]", "user= src=", id="a log line keeps its form"),
    pytest.param("PID|1||[[A|VAART^INES]]||[[C|19470812]]|F", "PID|1|||||F", id="a message keeps its fields"),
    pytest.param("[[R|room 6]] has rung again", "one of our patients has rung again", id="a room as a person"),
    pytest.param("Su hija [[A.relative|Rosaura]] vino.", "Su hija vino.", id="Spanish kinship"),
    pytest.param(
        "Nuestra paciente Doña [[A|Eulalia Camacho]] ya está en casa.",
        "Nuestra paciente ya está en casa.",
        id="a Spanish title",
    ),
    pytest.param(
        "Ayer vimos a [[A|Eulalia]] con las enfermeras.",
        "Ayer vimos a una de nuestras pacientes con las enfermeras.",
        id="Spanish, a woman by her name",
    ),
    pytest.param("[[A|Tomás]] ya está sano.", "Uno de nuestros pacientes ya está sano.", id="Spanish, a man"),
    pytest.param(
        "[[A|Rosario]] está en casa con las enfermeras.",
        "Una persona que atendemos está en casa con las enfermeras.",
        id="Spanish, a name that does not tell",
    ),
    pytest.param(
        "El papá de [[A.relative|Emilia]], [[A.relative|Tomás]], cantó para las enfermeras.",
        "El papá de una de nuestras pacientes cantó para las enfermeras.",
        id="the child of somebody who is named next",
    ),
    pytest.param("¡Gracias, familia [[A.relative|Brandt]]!", "¡Gracias, familia!", id="a Spanish family"),
    pytest.param(
        "Doña [[A|Eulalia]] cumplió [[C|95]] años en la clínica.",
        "Una de nuestras pacientes celebró su cumpleaños en la clínica.",
        id="a Spanish birthday",
    ),
    pytest.param(
        "[[A|Kate]] and [[A|Tom Rivers]] took their baby home.", "The parents took their baby home.", id="their child"
    ),
    pytest.param(
        "Married 61 years: [[A|Kate]] and [[A.relative|Tom Rivers]]!", "Married 61 years: a couple!", id="a couple"
    ),
    pytest.param(
        "We love [[A|Tom]], and [[A|Tom]] loves us.",
        "We love one of our patients, and our patient loves us.",
        id="the same name twice is no list",
    ),
    pytest.param("[[A|Tom]]'s and [[A|Ada]]'s new hips", "Two of our patients' new hips", id="two who own"),
    pytest.param(
        "Ada's mom, [[A.relative|Linda]], and [[A.relative|Ada]]'s dad",
        "Ada's mom and our patient's dad",
        id="a comma that closes",
    ),
    pytest.param(
        "She leaves two sons, [[A.relative|Pete]] and [[A.relative|Paul]], behind.",
        "She leaves two sons behind.",
        id="kin and a list of names",
    ),
    pytest.param(
        "The [[A|Ruiz]] triplets, [[A.relative|Ava]], [[A.relative|Eli]], and [[A|Sol]], are home.",
        "The triplets are home.",
        id="who is a patient or a relative matters little there",
    ),
    pytest.param(
        "Grandparents [[A.relative|Lou]] and [[A.relative|Bea]] drove.",
        "The grandparents drove.",
        id="kin in the plural",
    ),
    pytest.param("She delivered twins [[A|Ada]] and [[A|Ben]].", "She delivered twins.", id="kin behind a verb"),
    pytest.param("Dr. Chen and her patient [[A|Tom Brandt]] met.", "Dr. Chen and her patient met.", id="her patient"),
    pytest.param("The driver, [[A|Tom]], was fine.", "The driver was fine.", id="a job and a name between commas"),
    pytest.param("Crash. Driver [[A|Tom]], 34, was fine.", "Crash. The driver, 34, was fine.", id="a bare job"),
    pytest.param("Welcome to the world, [[A|Hazel]]!", "Welcome to the world!", id="at the end of a wish"),
    pytest.param(
        "Happy birthday to [[A|Tom]], who turned [[C|92]]!",
        "Happy birthday to one of our patients, who celebrated a birthday!",
        id="a wish that goes on",
    ),
    pytest.param("She is [[C|104]] years old.", "She is 90 or older.", id="an age in years"),
    pytest.param('He felt "like a [[C|Tuesday]]."', 'He felt "like any other day."', id="a day that is none"),
    pytest.param("Born at 4 a.m. [[C|this morning]], 8 lb.", "Born at 4 a.m., 8 lb.", id="a time ends no sentence"),
    pytest.param("At the [[B|Tamsui Street]] crash we ran.", "At the crash we ran.", id="a place that says which"),
    pytest.param("He has a pin of her [[A|Bell]] league.", "He has a pin of her league.", id="a name that says which"),
    pytest.param(
        "We called [[A|Tom]], and [[A|Ada]] was told.",
        "We called one of our patients, and one of our patients was told.",
        id="a new clause, no list",
    ),
    pytest.param("Born [[C|the week the war]] ended, in bed.", "Born, in bed.", id="a day told by what happened"),
    pytest.param("Come [[C|Fri 8]]:40.", "Come.", id="a time that was cut"),
    pytest.param("Same as [[C|last week]].", "Same as before.", id="a comparison"),
    pytest.param("This is [[A|Tom]]! He rang it.", "He rang it.", id="a sentence that only names"),
    pytest.param(
        "Thanks to dispatcher [[A|Noelle]] for it.", "Thanks to the dispatcher for it.", id="a job, no article"
    ),
    pytest.param("his dog, [[A.relative|Rex]], waits", "his dog waits", id="a dog"),
    pytest.param("his family's page is [[N|x.example/bell]]. Bye.", "Bye.", id="whose page it is"),
    pytest.param(
        "Home:\n- [[A|Ines]], hip\n- [[A|Otto]], knee",
        "Home:\n- A patient, hip\n- A patient, knee",
        id="a list of points",
    ),
    pytest.param(
        "List: [[A|Ines]] [[C|3/4]], [[A|Otto]] [[C|3/9]], [[A|Ada]] [[C|3/2]].",
        "List: several of our patients.",
        id="several who would read the same",
    ),
    pytest.param("Thank you, [[A.relative|Park]] family, for it.", "Thank you for it.", id="a family that is thanked"),
    pytest.param(
        "[[A|Tom Brandt]] of [[B|Twin Falls]], Idaho, is home.",
        "One of our patients from Idaho, is home.",
        id="of a town in a state",
    ),
    pytest.param("They share [[R|Room 118]].", "They share a room.", id="a room that is shared"),
    pytest.param(
        "The tag reads [[A|KESSLER]], [[A|MARJORIE]] A. and fell.",
        "The tag reads a patient's name and fell.",
        id="what is written on a thing",
    ),
    pytest.param(
        "Home: [[A|Ines Vaart]] [[C|03/14/1951]]\nHome: [[A|Otto Bell]] [[C|11/02/1948]]",
        "Home: a patient\nHome: a patient",
        id="rows, and their column of birthdays",
    ),
    pytest.param(
        "7:30 [[A|Vaart]] - knee\n9:00 [[A|Bell]] - hip",
        "7:30 a patient - knee\n9:00 a patient - hip",
        id="rows by the hour",
    ),
    pytest.param(
        "1/2 We met.\n2/2 [[A|Ines]] rang it.",
        "1/2 We met.\n2/2 One of our patients rang it.",
        id="a capital behind a part's number",
    ),
    pytest.param("[[A|INES VAART]] IS CANCER FREE!", "ONE OF OUR PATIENTS IS CANCER FREE!", id="a text in capitals"),
    pytest.param(
        "So proud of @[[A|ines_vaart]] and @[[A|otto.bell]] today",
        "So proud of two of our patients today",
        id="two handles",
    ),
    pytest.param("[[A|Ines]]'s MRN is [[H|00123456]] and she knows it.", "She knows it.", id="whose number it is"),
    pytest.param(
        "Found chart [[H|00123456]] of [[A|Ines]] here.",
        "Found chart of one of our patients here.",
        id="a number and whose it is",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_together(text: str, expected: str, make_finding: MakeFinding) -> None:
    plain, findings = marked(text, make_finding)
    draft, left = rewrite(plain, findings, Known(), Style.NATURAL)
    assert draft.text == expected
    assert not left
    assert apply(plain, draft.edits()) == draft.text


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        pytest.param(Style.LABEL, "our patient [NAME], MRN [NUMBER], on [DATE]", id="label"),
        pytest.param(Style.MASK, "our patient •••• •••••, MRN ••••••••, on ••••• •", id="mask keeps the length"),
    ],
)
def test_styles(style: Style, expected: str, make_finding: MakeFinding) -> None:
    plain, findings = marked("our patient [[A|Ines Vaart]], MRN [[H|00123456]], on [[C|March 3]]", make_finding)
    draft, _ = rewrite(plain, findings, Known(), style)
    assert draft.text == expected


def test_what_redaction_wrote_is_never_rewritten(make_finding: MakeFinding) -> None:
    plain, findings = marked("one of our [[A|patients]] and [[[A|NAME]]]", make_finding)
    draft, _ = rewrite(plain, findings, Known(), Style.NATURAL)
    assert draft.text == plain


def test_a_draft_tells_its_edits() -> None:
    draft = Draft("our Ines is home")
    draft.replace(4, 8, "patient")
    assert [(edit.start, edit.end, edit.text) for edit in draft.edits()] == [(4, 8, "patient")]
    draft.replace(0, 0, "so ")
    assert apply("our Ines is home", draft.edits()) == "so our patient is home"
