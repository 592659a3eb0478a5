"""Numbers, addresses on the net, links and codes → nothing, with the label or preposition before them."""

from __future__ import annotations

from dataclasses import replace

import regex

from phi_lint.redact.spot import REACH, VERB, Spot, Wording, cased, cut

NOUN = (
    r"(?:last\s+(?:four|4)(?:\s+digits)?|MRN|MBI|SN|S/N|ser\.?|DOB|SSN|SS|MCR|NPI|DEA|VIN|IMEI|MAC|UDI|IP|ID|Rx|acct|account|member|subscriber"
    r"|policy|group|plan|claim|invoice|statement|"
    r"chart|case|ticket|record|medical\s+record|social(?:\s+security)?|medicare|medicaid|license|licence|plate"
    r"|tag|serial|device|lot|passport|"
    r"phone|telephone|tel|cell|mobile|fax|e-?mail|card|specimen|accession|prescription|confirmation|reference"
    r"|ref|auth|pin|code|link|number|no\.|"
    r"expediente|teléfono|tel[eé]f|cel|correo|cuenta|póliza|seguro)"
)
COUNT = r"(?:\s*(?:no\.?|number|num\.?|id|ids|\#|núm\.?|número))?"
LABEL = regex.compile(
    rf"(?i)(?:(?:\b(?:at|on|to|under|via|from|with|for|by|en|al)\s+)?(?:\b(?:her|his|their|the|my|our|patient"
    rf"|pt|su|el|la)(?:['’]s)?\s+)?(?:(?:gate|door|access|alarm|lock|locker|entry|new|old)\s+)?\b{NOUN}s?{COUNT}(?:\s*\#|\s*[:=]|\s+(?:ending|ends)(?:\s+in)?|\s+of)?\s*\#?\s*)\Z"
)
IS = regex.compile(
    rf"(?i)(?:\b(?:(?:her|his|their|the|my|our|your|su|el)\s+)?\p{{L}}+['’]s\s+|\b(?:her|his|their|the|my|our|your|patient"
    rf"|pt|su|el)\s+(?:\p{{L}}+\s+)?)?\b(?:{NOUN}"
    rf"|number|digits|address|page|site|número){COUNT}(?:\s+(?:is|was|es)|['’]s)\s*:?\s*\Z"
)
LEAD = regex.compile(
    r"(?i)(?:^|(?<=[\s(,;]))(?:(?:over|here|directly|live)\s+)?(?:at|on|to|under|via|from|with|in|by|through|as"
    r"|ending(?:\s+in)?|ends\s+in|en|al|por|de)\s+(?:the\s+)?(?:\#\s*)?\Z"
)
SIGN = regex.compile(r"(?:\#|№)\s*\Z")
COMMAND = regex.compile(
    r"(?i)(?:^|[.!?…\n]\s*)(?:please\s+)?(?:call|text|e-?mail|phone|fax|visit|see|dm|ring|write|venmo|donate"
    r"|read|click|more|info|details|llame|llamar|escriba)(?:\s+(?:to|at|here|on|al?))?\s*:?\s*\Z"
)
STOP = regex.compile(r"\s*(?:[.!?]+|\n|\Z)")
NUMERIC = regex.compile(
    r"(?i)\d|@|\.\p{L}{2,}|://|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|double|dot|at|uno"
    r"|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|cero)\b|print|template|scan"
)
ALONE = regex.compile(r"(?:\A|[.;:!?–—\n(])\s*\Z")
ALONE_OR_LISTED = regex.compile(r"(?:\A|[.,;:!?–—\n(])\s*\Z")
PLACED = regex.compile(
    r"(?i)(?:^|(?<=[\s(,;]))(?:over\s+|back\s+|down\s+|up\s+)?(?:in|from|to|at|of|on|by|into|near|outside|for"
    r"|with|en|de|del|desde|hasta|al?|beside|next\s+to|behind|inside)\s+(?:the\s+|my\s+|our\s+|la\s+|el\s+)?\Z"
)


def number(spot: Spot) -> Wording | None:
    """Nothing, with the label before it; None where what was found is no number, address or code."""
    if not NUMERIC.search(spot.value):
        return None
    if more := regex.match(r"[.:-]\d[\w.:-]*", spot.right):
        spot = replace(spot, end=spot.end + len(more[0].rstrip(".:-")))
    whole = spot.token
    token = spot.text[whole[0] : whole[1]]
    if "://" in token or regex.search(r"\w\.\p{L}{2,}/|@\w+\.\w", token) or token.startswith(("#", "@")):
        start, end = min(whole[0], spot.start), max(whole[1], spot.end)
        spot = Spot(spot.text, start, end, spot.about)
    if (command := COMMAND.search(spot.left)) and STOP.match(spot.right):
        words = regex.search(r"(?i)(?:please\s+)?\p{L}[\p{L}-]*(?:\s+(?:to|at|here|on|al?))?\s*:?\s*\Z", command[0])
        return "", spot.start - len(words[0] if words else ""), spot.end
    if said := IS.search(spot.left):
        return "", spot.start - len(said[0]), spot.end
    if regex.match(r"(?i)\s+(?:de|of)\s+(?!the\b)", spot.right) and (label := LABEL.search(spot.left)):
        kept = regex.search(r"[\s:=#]*\Z", label[0])  # whose it is follows: "the chart 0012 of Ines"
        return "", spot.start - len(kept[0] if kept else ""), spot.end
    label = LABEL.search(spot.left)
    start = spot.start - (len(label[0]) if label else 0)
    alone = (ALONE if label else ALONE_OR_LISTED).search(spot.text, max(0, start - REACH), start) is not None
    if alone and VERB.match(spot.right):
        people = ("una persona que atendemos" if spot.spanish else "one of our patients") if label else "the page"
        if not label and not regex.search(r"\p{L}", spot.value):
            people = "ese número" if spot.spanish else "that number"
        return cased(spot.text, start, people), start, spot.end
    return cut(spot, LABEL, IS, LEAD, SIGN)


ROOM_BEFORE = regex.compile(r"(?i)(?:\b(?:room|rm|bed|bay|chair|pod|unit|number|no\.|cama|cuarto)|\#)\s*\Z")
PLAIN_WORD = regex.compile(r"(?<![\w-])\p{L}{3,}(?![\w-])")
KNOWN = regex.compile(
    rf"(?i){NOUN}|room|bed|bay|chair|pod|unit|door|window|side|hall|hallway|floor|slot|box|number|station"
    rf"|cubicle|suite|north|south|east|west|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|the|our|cama"
    r"|cuarto|habitación|trace|recovery|triage|trauma"
)
"""The words of a place or code inside the house; any other makes a characteristic, which a person must reword."""
CODE = regex.compile(r"(?i)\d|\b(?:room|bed|bay|chair|pod|cama)\s+\p{L}+|^\p{Lu}$")

SHARES = regex.compile(r"(?i)\b(?:shar(?:e[sd]?|ing)|comparten?|compartían)\s+\Z")


def unique(spot: Spot) -> Wording | None:
    """A room, bed or code goes with its lead, or stands for its patient; a unique characteristic is for a person."""
    if spot.start and spot.text[spot.start - 1] in "@#":
        return "", *spot.token
    if more := regex.search(r"\d(?P<more>\s+(?:de|del|of|for|para|and|I))\Z", spot.value):
        spot = replace(spot, end=spot.end - len(more["more"]))
    if SHARES.search(spot.left) and STOP.match(spot.right) and CODE.search(spot.value):
        return "una habitación" if spot.spanish else "a room", spot.start, spot.end
    if regex.fullmatch(r"\d{1,2}", spot.value) and not ROOM_BEFORE.search(spot.left):
        return None
    if not CODE.search(spot.value) or any(not KNOWN.fullmatch(word) for word in PLAIN_WORD.findall(spot.value)):
        return None
    whole = spot.token
    if spot.text[whole[0]] in "#@" or "://" in spot.text[whole[0] : whole[1]]:
        return "", *whole
    if (lead := PLACED.search(spot.left)) is not None:
        start = spot.start - len(lead[0])
        stays = regex.search(
            r"(?i)(?:\b(?:is|was|are|were|am)|['’](?:s|re|m))\s+\Z", spot.text[max(0, start - 12) : start]
        )
        return "here" if stays and not spot.spanish else "", start, spot.end
    if regex.match(
        r"(?i)(?:room|rm|bed|bay|chair|pod|cama|cuarto"
        r"|habitación)",
        spot.value,
    ) and VERB.match(spot.right):
        return (
            cased(spot.text, spot.start, "una persona que atendemos" if spot.spanish else "one of our patients"),
            spot.start,
            spot.end,
        )
    return cut(spot, LABEL, IS, LEAD, SIGN)
