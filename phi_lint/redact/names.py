"""Names → roles: "one of our patients", later "our patient" or "they"; "her husband"; "the parents"."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from phi_lint.redact import around_names as around
from phi_lint.redact.spot import DETERMINER, NOUN, REACH, UNCHANGING, VERB, Spot, Wording, begins, cased, cut
from phi_lint.redact.workplaces import workplace
from phi_lint.types import About


@dataclass(frozen=True, slots=True)
class Roles:
    """What people are called in a language, in place of their names."""

    patient: str
    patient_again: str
    patients: str
    relative: str
    relative_again: str
    relatives: str
    parents: str
    couple: str
    somebody: str
    people: str
    """Behind a number."""


ENGLISH = Roles(
    "one of our patients",
    "our patient",
    "some of our patients",
    "a family member",
    "the family member",
    "the family",
    "the parents",
    "a couple",
    "somebody",
    "people",
)
SPANISH = Roles(
    "una persona que atendemos",
    "esa persona",
    "varias personas que atendemos",
    "un familiar",
    "ese familiar",
    "la familia",
    "los padres",
    "una pareja",
    "alguien",
    "personas",
)
WOMAN = replace(SPANISH, patient="una de nuestras pacientes", patient_again="nuestra paciente")
MAN = replace(SPANISH, patient="uno de nuestros pacientes", patient_again="nuestro paciente")
SHORT = Roles(
    "a patient", "they", "patients", "family", "family", "family", "parents", "a couple", "somebody", "people"
)
"""Where the platform has no room for more."""


LAST_NAME = regex.compile(r"(?<!\p{L})(?P<last>\p{Lu}{2,}|\p{Lu}\p{Ll}+),[ \t]+\Z")
LABELLED = regex.compile(r"[ \t]*\r?\n[^\n:]{1,30}:")
"""The next line of a form."""
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
QUOTES = (('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"))


def name(spot: Spot) -> Wording | None:
    """The name as a role, with the title before it; or nothing where the words around say enough."""
    last = LAST_NAME.search(spot.left) if spot.value.isupper() else None
    if last and (last["last"].isupper() or len(spot.value) == 1):  # LAST, FIRST of which only FIRST was seen
        spot = replace(spot, start=spot.start - len(last[0]))
    if spot.value.isupper() and "," in spot.value and (more := regex.match(r"[ \t]\p{Lu}\.?(?!\w)", spot.right)):
        spot = replace(spot, end=spot.end + len(more[0]))
    if (
        "\n" in spot.value
        and (line := LABELLED.search(spot.text, spot.start, spot.end + REACH))
        and line.start() < spot.end
    ):
        spot = replace(spot, end=line.start())
    if regex.search(r"(?:\A|[\s.])\p{L}\Z", spot.value) and regex.match(r"\.(?!\s+\p{Lu}|\s*\Z)", spot.right):
        spot = replace(spot, end=spot.end + 1)  # an initial's full stop
    quoted = (spot.text[spot.start - 1 : spot.start], spot.text[spot.end : spot.end + 1])
    if spot.start and quoted in QUOTES and around.TITLE.search(spot.text[: spot.start - 1][-80:]):
        spot = replace(spot, start=spot.start - 1, end=spot.end + 1)
    link = spot.token
    token = spot.text[link[0] : link[1]]
    if regex.search(r"://|\w\.\p{L}{2,}/|\w@\w+\.\w|^www\.", token) or (
        spot.text[spot.end : spot.end + 1] == "/" or spot.text[: spot.start].endswith("/")
    ):
        return "", *link
    if token.startswith(("#", "@")):
        return _tagged(spot, link)
    return workplace(spot) or _unsaid(spot) or _as_role(spot)


def _tagged(spot: Spot, tag: tuple[int, int]) -> Wording:
    """A hashtag or handle goes whole; inside a sentence that needs it, a role takes its place."""
    before, after = spot.text[: tag[0]][-40:], spot.text[tag[1] : tag[1] + 40]
    needed = around.WANTS_NOUN.search(before) or (VERB.match(after) and Spot(spot.text, *tag, spot.about).begins)
    roles = SPANISH if spot.spanish else ENGLISH
    words = (_several(spot, roles) if spot.count > 1 else roles.patient) if needed else ""
    return (cased(spot.text, tag[0], words) if words else ""), *tag


def _unsaid(spot: Spot) -> Wording | None:
    """The wordings that leave the name out because what stands around says enough."""
    left, right = spot.left, spot.right
    if said := around.SAID.search(left):
        return "", spot.start - len(said[0]), spot.end
    if said := around.SAID_NEXT.match(right):
        return "", spot.start, spot.end + len(said[0])
    if around.HOUSE.match(right) and DETERMINER.search(left):
        return "", spot.start, spot.end + 1
    if house := around.HOUSE_OF.search(left):
        return "", spot.start - len(house["cut"]), spot.end
    if around.MODIFIES.search(left) and NOUN.match(right) and not VERB.match(right) and not spot.spanish:
        return "", spot.start, spot.end + 1
    if around.PROFESSION.search(left):
        back = len(left) - len(left.rstrip())
        return "", spot.start - back, spot.end
    if right.startswith(",") and (job := around.PROFESSION_THEN.search(left)):
        return "", spot.start - len(job["cut"]), spot.end + 1
    if label := around.LABEL.search(left):
        return "", spot.start - len(label[0]), spot.end
    if named := around.NAME_IS.search(left):
        more = around.AND_MORE.match(right)
        return "", spot.start - len(named[0]), spot.end + (len(more[0]) if more else 0)
    if (only := around.PREDICATE.search(left)) and around.CLOSES.match(right):
        at = spot.start - len(only[0])
        if begins(spot.text, at):
            return "", at, spot.end
    if named := around.NAMED.search(left):
        return "", spot.start - len(named[0]), spot.end
    for pattern in (around.AFTER_KIN, around.CHILD_OF, around.OWN_ROLE, around.SPANISH_TITLE):
        if found := pattern.search(left):
            comma = right.startswith(",") and "," in found["cut"]
            if "\n" in found["cut"]:  # the line end stays
                return "", spot.start, spot.end + comma
            return "", spot.start - len(found["cut"]), spot.end + comma
    if (called := _addressed(spot)) is not None:
        return called
    if found := around.APPOSITIVE.search(left):
        keeps = regex.match(r",", right)
        back = len(left) - len(left.rstrip(" ,\n"))
        return "", spot.start - back, spot.end + (1 if keeps else 0)
    if found := around.KIN_FOLLOWS.match(right):
        kept = found["kept"]
        return cased(spot.text, spot.start, kept), spot.start, spot.end + found.end()
    title = around.TITLE.search(left)
    greeted = spot.start - (len(title[0]) if title else 0)
    if (found := around.GREETING.search(spot.text[:greeted][-80:])) and around.VOCATIVE.match(right):
        cheer = regex.match(r"(?i)\s+go\b", right) if found["words"].lower() == "go" else None
        return "", greeted - len(found["cut"]), spot.end + (len(cheer[0]) if cheer else 0)
    if spot.about is About.RELATIVE and around.WORK.search(left) and around.WORKS.search(left[-50:]):
        words, start, end = cut(spot, around.WORK)
        return words, start, end + ("," in spot.value and right.startswith(","))
    if not spot.about.protected and (taken := around.TAKEN_TO.search(left)):
        return "", spot.start - len(taken["cut"]), spot.end
    if found := regex.search(r"\s*\((?:aka\s+|a\.k\.a\.\s+)?\Z", left):
        return ("", spot.start - len(found[0]), spot.end + 1) if right.startswith(")") else None
    return None


def _addressed(spot: Spot) -> Wording | None:
    """Nothing, where the post speaks to the one whom it names."""
    if spot.left.endswith(", ") and (house := around.HOUSE.match(spot.right)):
        spot = replace(spot, end=spot.end + house.end())
    title = around.TITLE.search(spot.left)
    start = spot.start - (len(title[0]) if title else 0)
    if begins(spot.text, start) and (
        around.ADDRESSED.match(spot.right) or (around.CALLED.match(spot.right) and spot.to_you)
    ):
        return "", start, spot.end
    if around.FIRST_WORD.match(spot.right) and not spot.text[:start].strip() and spot.to_you:
        return "", start, spot.end
    if (sent := around.SENT_OFF.search(spot.text[:start][-80:])) and around.CLOSES.match(spot.right):
        return "", start - len(sent["cut"]), spot.end
    before = spot.text[:start].rstrip()
    if not before.endswith(",") or len(before) == start:
        return None
    if spot.text.endswith(", ", 0, start) and around.GOES_ON.match(spot.right) and spot.to_you:
        return "", start, spot.end + 1
    if around.CLOSES.match(spot.right) and spot.to_you:
        return "", start, spot.end
    return None


def _as_role(spot: Spot) -> Wording:
    roles = _roles(spot)
    title = around.TITLE.search(spot.left)
    start = spot.start - (len(title[0]) if title else 0)
    owns = around.POSSESSIVE.match(spot.right)
    if owns and not owns[0].endswith("s") and not spot.value.lower().endswith("s"):
        owns = None  # a closing quote
    end = spot.end
    if kin := around.BARE_KIN.search(spot.left):
        start = spot.start - len(kin[0])
        delivered = kin["kin"].endswith("s") and around.DELIVERED.search(spot.text[:start][-30:])
        words = kin["kin"] if delivered else f"{_the(kin['kin'], spot.spanish)} {kin['kin'].lower()}"
    elif job := around.BARE_JOB.search(spot.left):
        words, start = f"the {job['job'].lower()}", spot.start - len(job[0]) + (job.start("job") - job.start())
    elif around.READS.search(spot.left):
        words = "el nombre de un paciente" if spot.spanish else "a patient's name"
    elif spot.count > 1:
        words = _several(spot, roles)
    elif title and not spot.spanish and regex.search(r"(?i)\bbaby\b", title[0]):
        words = "the baby"
    elif around.MANY.search(spot.left):
        words = roles.people if spot.about is not About.PATIENT else "pacientes" if spot.spanish else "patients"
    elif wants := _determiner(spot, start):
        words = _after_article(spot, wants["the"].lower() in ("el", "la", "un", "una", "este", "esta", "su", "sus"))
    elif spot.in_row:
        words = "un paciente" if spot.spanish else "a patient"
    elif (
        spot.about is About.RELATIVE and not around.KIN_OWNED.match(spot.right) and not around.KIN_OF.search(spot.left)
    ):
        words = roles.relative_again if spot.again else roles.relative
    elif not spot.about.protected:
        words = roles.somebody
    elif spot.again or owns:
        words = "they" if not owns and _can_be_they(spot, start, end, roles) else roles.patient_again
    else:
        words = roles.patient
    if owns:
        words, end = words + ("'" if words.endswith("s") and not spot.spanish else "'s"), spot.end + len(owns[0])
    if spot.shouted:
        return words.upper(), start, end
    if title and regex.match(r"(?:Our|My|The|A|One)\b", title[0]):
        return words[0].upper() + words[1:], start, end
    return cased(spot.text, start, words), start, end


FEMININE = regex.compile(
    r"(?i)(?:madre|mamá|mujer|esposa|hija|hermana|abuela|nieta|tía|sobrina|prima|novia|niña|gemela)s?"
)
"""Of the Spanish words for kin those for women."""


def _the(noun: str, spanish: bool) -> str:
    if not spanish:
        return "the"
    woman = FEMININE.fullmatch(noun.split()[-1]) is not None
    return ("las" if woman else "los") if noun.endswith("s") else "la" if woman else "el"


SEÑORA = regex.compile(r"(?i)\b(?:doña|señora|señorita|sra|srta)\.?\s+\Z")
SEÑOR = regex.compile(r"(?i)\b(?:don|señor|sr)\.?\s+\Z")
EITHER = frozenset("rosario consuelo amparo socorro rocío milagro luca nicola joshua elia noa andrea".split())
"""Given names whose last letter does not tell."""


def _roles(spot: Spot) -> Roles:
    """What people are called here; in Spanish a patient is a woman or a man where title or name tells."""
    if spot.short or not spot.spanish:
        return SHORT if spot.short else ENGLISH
    given = (regex.match(r"\p{L}+", spot.value.casefold()) or [""])[0]
    if SEÑORA.search(spot.left) or (given.endswith("a") and given not in EITHER and not SEÑOR.search(spot.left)):
        return WOMAN
    return MAN if SEÑOR.search(spot.left) or (given.endswith(("o", "ás")) and given not in EITHER) else SPANISH


def _can_be_they(spot: Spot, start: int, end: int, roles: Roles) -> bool:
    """Whether "they" says who, and the verb stays as it is."""
    if not Spot(spot.text, start, end, spot.about).begins or not UNCHANGING.match(spot.right) or roles is not ENGLISH:
        return False
    sentence = regex.split(r"[.!?\n]", spot.text[max(0, start - 120) : start])[-1]
    return not around.PRONOUN.search(sentence + spot.right) and _spoken_of(spot, start)


def _spoken_of(spot: Spot, start: int) -> bool:
    """Whether the text has spoken of the person before, so that "they" says who."""
    words = (*regex.findall(r"\p{L}{2,}", spot.value.casefold()), "patient")
    # Nearly always it has so just before, and a long text is not gone through for each of its names.
    nearness = (spot.text[max(0, start - REACH) : start], spot.text[:start])
    return any(word in before.casefold() for before in nearness for word in words)


def _determiner(spot: Spot, start: int) -> regex.Match[str] | None:
    left = spot.text[max(0, start - 40) : start]
    found = DETERMINER.search(left) or around.ADJECTIVE.search(left)
    return None if found and spot.spanish and found["the"].lower() in ("a", "an") else found


def _after_article(spot: Spot, spanish: bool) -> str:
    """A noun that an article can stand before."""
    if spot.about is About.PATIENT:
        return "paciente" if spanish else "patient"
    if spot.about is About.RELATIVE:
        return "familiar" if spanish else "family" if spot.value.endswith("s") else "family member"
    return "persona" if spanish else "person"


def _several(spot: Spot, roles: Roles) -> str:
    """Two or more people: parents and couples where the text tells that they are."""
    two, patients = spot.count == 2, spot.about is About.PATIENT
    if two and (
        around.WITH_CHILD.match(spot.right) or ((spot.mixed or not patients) and around.PARENTHOOD.search(spot.text))
    ):
        return roles.parents
    if two and (spot.mixed or not patients) and around.COUPLE.search(spot.text):
        return roles.couple
    if patients and roles is ENGLISH:
        return f"{NUMBERS.get(spot.count, 'some')} of our patients"
    if patients:
        return "dos personas que atendemos" if two and spot.spanish else roles.patients
    return roles.relatives if spot.about is About.RELATIVE else roles.somebody
