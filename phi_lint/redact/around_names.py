"""What stands around a name, as patterns: titles, kinship, greetings, jobs, words that introduce it."""

from __future__ import annotations

import regex

KIN = (
    r"(?:husband|wife|spouse|partner|fianc[eé]e?|boyfriend|girlfriend|mother|father|mom|mum|mommy|mama|dad"
    r"|daddy|papa|son|"
    r"daughter|brother|sister|twin|grandma|grandpa|grandmother|grandfather|granddaughter|grandson|aunt|uncle"
    r"|niece|nephew|"
    r"cousin|parent|grandparent|bab(?:y|ie)|newborn|infant|toddler|kid|child|triplet|dog|cat|horse|pony|puppy|kitten|neighbou?r|roommate"
    r"|caregiver|boss|employer|stepmom|stepdad|"
    r"esposo|esposa|marido|mujer|madre|padre|mamá|papá|hijo|hija|hermano|hermana|abuelo|abuela|nieto|nieta|tío"
    r"|tía|sobrino|"
    r"sobrina|primo|prima|novio|novia|bebé|niño|niña|gemel[oa])s?"
)
OF_WHOM = (
    r"(?:her|his|their|the|our|my|your|a|whose|both|all|two|three|four|five|su|sus|la|el|los|las|mi|mis|un|una"
    r"|cuy[oa]s?|dos|tres|cuatro)"
)
WORDS = (
    r"(?:(?!(?:and|or|when|while|if|as|that|because|so|then|in|on|at|with|of|to|for|from|is|was|y|o|con|que|cuando)\b)"
    r"[\p{L}'’-]+\s+){0,2}?"
)
AFTER_KIN = regex.compile(
    rf"(?i)\b(?:{OF_WHOM}|\p{{L}}+['’]s)\s+{WORDS}{KIN}(?P<cut>\s*,?\s+(?:(?:mr|mrs|ms|sr|sra)\.?\s+)?)\Z"
)
CHILD_OF = regex.compile(rf"(?i)\b{KIN}\s+(?:de|of)\s+(?:(?-i:\p{{Lu}})[\p{{L}}'’-]+\s?){{1,3}}(?P<cut>,\s+)\Z")
"""Whose kin it is, and then what the kin is called: "the dad of Ines, Tom"."""
KIN_OF = regex.compile(rf"(?i)\b{KIN}\s+(?:de|of)\s+\Z")
DELIVERED = regex.compile(r"(?i)\b(?:deliver|welcom|expect|carry)\p{L}*\s+\Z|\b(?:has|have|had|with)\s+\Z")
BARE_KIN = regex.compile(rf"(?i)\b(?P<kin>(?:(?:new|proud|loving|devoted)\s+)*{KIN})\s+\Z")
KIN_FOLLOWS = regex.compile(rf"(?i)\A,?\s+(?P<kept>{OF_WHOM}\s+{WORDS}{KIN})\b(?P<close>,)?")
ROLE = (
    r"(?:patient|client|resident|warrior|fighter|survivor|guest|friend|champion|hero|superstar|kiddo|rock\s?star|"
    r"girl|guy|gal|lady|gentleman|man|woman|boy|kid|baby|pt|paciente|residente|guerrer[oa])"
)
WARM = (
    r"(?:(?:own|very\s+own|dear|sweet|little|littlest|tiny|brave|beloved|lovely|young|old|longtime|former"
    r"|favou?rite|amazing|wonderful|incredible|newest|poor|quer?ida?o?)\s+)*"
)
HONORIFIC = (
    r"(?:(?:mr|mrs|ms|mx|miss|rev|reverend|pastor|rabbi|deacon|coach|sir|madam|councilman|councilwoman"
    r"|mayor|judge|sheriff|sgt|cpl|lt|capt|col|maj|pfc|sr|sra|srta|don|doña|señora|señor|señorita|monsieur|madame|mademoiselle|signora?)\.?\s+)"
)
TITLE = regex.compile(
    rf"(?i)(?:\b(?:(?:(?:our|my|the|a|an|this|one\s+of\s+our)\s+)?{WARM}{ROLE}s?,?\s+|(?:our|my)\s+{WARM}|"
    rf"(?:sweet|little|tiny|brave|baby|dear|poor)\s+|{HONORIFIC}(?:(?:and|&|y)\s+{HONORIFIC})?))+\Z"
)
OWN_ROLE = regex.compile(
    rf"(?i)\b(?:her|his|their|your|(?:\p{{L}}+['’]s))\s+{WARM}{ROLE}s?(?P<cut>,?\s+{HONORIFIC}*)\Z"
)
"""Somebody's patient or friend, which says enough."""
SPANISH_TITLE = regex.compile(
    rf"(?i)\b(?P<role>(?:nuestr[oa]s?|un[oa]?|l[ao]s?|el|est[ea])\s+{WARM}(?:pacientes?|residentes?"
    rf"|guerrer[oa]s?))(?P<cut>,?\s+{HONORIFIC}*)\Z"
)
NAMED = regex.compile(
    rf"(?i)(?<!\b(?:is|was|are|were|be|been|being|i|we|they|you|he|she|who|and)|['’]s),?\s+(?:named|called|by\s+the\s+name\s+of|llamad[oa]"
    rf"|de\s+nombre)\s+{HONORIFIC}?\Z"
)
PREDICATE = regex.compile(r"(?i)\b(?:he|she|this|that|it)(?:['’]s|\s+(?:is|was))\s+\Z")
"""A sentence that does nothing but name somebody."""
NAME_IS = regex.compile(
    r"(?i)\b(?:(?:his|her|their|my|the|our|su|el)\s+(?:\p{L}+['’]s\s+)?)?(?:names?|nombre)(?:\s+(?:is|was|are"
    r"|es|era)|['’]s)\s+\Z"
)
AND_MORE = regex.compile(r"(?i)\A\s*(?:,\s*(?:and\s+|y\s+)?|\s+and\s+)(?=\p{L})")
LABEL = regex.compile(
    r"(?i)\b(?:patient(?:['’]s)?(?:\s+name)?|pt(?:\s+name)?|full\s+name|name|paciente|nombre)\s*[:=]\s*\Z"
)
APPOSITIVE = regex.compile(
    r"(?i)\b(?:an?|one\s+of\s+our|another|this|that|our|my|the|un[oa]?|nuestr[oa])\s+"
    rf"(?:[\p{{L}}-]+\s+){{0,2}}{ROLE}s?,\s+\Z"
)
GREETING = regex.compile(
    r"(?i)(?:^|[.!?…\n]\s*|[¡\p{So}\s])(?P<words>(?:hi|hello|hey|dear|thanks|thank\s+you|so\s+sorry|sorry"
    r"|happy\s+(?:\p{L}+\s+)?birthday|congrat\w*|welcome(?:\s+(?:home|back))?|"
    r"good\s+(?:luck|job|morning)|way\s+to\s+go|go|get\s+well(?:\s+soon)?|rest\s+(?:easy|in\s+peace)|goodbye|bye"
    r"|hola|gracias|feliz\s+cumpleaños|felicidades|bienvenid[oa]|estimad[oa]))"
    rf"(?P<cut>,?\s+(?:to\s+)?{HONORIFIC}?)\Z"
)
VOCATIVE = regex.compile(
    r"(?i)\A\s*(?:,(?!\s*(?:who|whose|que|quien)\b)|[!.:\n–—]|\p{So}|\Z"
    r"|\s(?:for|from|and|por|de|we|you|nos|go)\b)"
)
SENT_OFF = regex.compile(
    r"(?i)(?:^|[.!?…\n¡]\s*|\p{So}\s*)(?:(?:and|we)\s+)?(?:we|welcome|happy|congrat\p{L}*|thanks?|go|love|miss|rest|sleep|bravo|viva|well\s+done|please|sorry|yes|no"
    r"|goodbye|good|see|get|keep|hang|bienvenid[oa]s?|feliz|felicidades|gracias|descansa|hasta|ánimo|fuerza)\b"
    r"[^.!?\n,]{0,60}(?P<cut>,\s+)\Z"
)
"""A wish, and at its end, after a comma, whom it is for."""
ADDRESSED = regex.compile(
    r"(?i)\A\s*[,–—:-]?\s+(?:we|you|your|i)(?:\b|['’])|\A\s*[,–—:-]\s+(?:thank|thanks|our|it|please|sorry|so"
    r"|gracias|lo|nos|le|su|(?:is|are|do|did|can|could|will|would|have)\s+(?:it|you|your|this|that|these|we))\b"
)
WORK = regex.compile(r"(?i)(?:\s+(?:at|for|with|from|over\s+at|down\s+at|en)|@)\s+(?:the\s+|la\s+|el\s+)?\Z")
WANTS_NOUN = regex.compile(
    r"(?i)\b(?:of|to|for|with|and|by|from|is|was|are|meet|congratulate|love|loves|hug|miss|see|like|a|de|con"
    r"|para|y|the)\s+\Z"
)
CALLED = regex.compile(r"(?i)\A\s*(?:[!:–—]|,\s+(?!\d|who|whose|a|an|the|and|is|was|our|her|his|age|aged)\b)")
GOES_ON = regex.compile(r",\s+\p{Ll}")
"""Behind a name between commas: its sentence."""
CLOSES = regex.compile(r"\s*(?:[.!?:;]|\p{So}|\Z)")
"""Behind a name after a comma: nothing more."""
FIRST_WORD = regex.compile(r"(?i)\A,\s+(?!\d|who|whose|age|aged|our|her|his|and)")
WORKS = regex.compile(
    r"(?i)\b(?:work|job|employ|teach|taught|driv|drove|cook|coach|weld|retire|boss|manage|shift|clerk|own"
    r"|bartend|trabaj)\p{L}*"
)
HOUSE = regex.compile(
    r"(?i)\A\s+(?:famil(?:y|ies)|household|clan|twins|triplets|quads|siblings|brothers|sisters|couple|baby|boys"
    r"|girls|kids|children|familia)\b"
)
HOUSE_OF = regex.compile(r"(?i)\bfamilia(?P<cut>\s+)\Z")
JOB = (
    r"(?i)\b(?:our|my|the|a|an|her|his|their|this|local)\s+(?:[\p{Ll}’'-]+\s+){0,4}?(?!(?:after|over|never"
    r"|other|another|under|later|ever|however|together|rather|remember|whether|either|for)\b)"
    r"(?:\p{Ll}{3,}(?:er|or|ist|ian|man|woman|ee)|graduate|student|veteran|widow|widower|alum|alumnus|chief"
    r"|captain|bride|groom)"
)
PROFESSION = regex.compile(rf"{JOB}\s+\Z")
"""A job or standing, with its article, right before a name."""
PROFESSION_THEN = regex.compile(rf"{JOB}(?P<cut>,\s+)\Z")
"""The same before a name between commas."""
BARE_JOB = regex.compile(
    r"(?:^|[.!?…\n]\s*)(?P<job>Driver|Passenger|Pedestrian|Cyclist|Biker|Motorcyclist|Hiker|Climber|Skier|Swimmer|Pilot"
    r"|Farmer|Rancher|Teacher|Veteran|Survivor|Runner)\s+\Z"
    r"|(?i:\b(?P<job>firefighter|paramedic|deputy|officer|trooper|dispatcher|captain|lieutenant|sergeant|chaplain|chef"
    r"|volunteer|midwife|doula|interpreter|trainer|groomer|instructor))\s+\Z"
)
"""A job without an article."""
MANY = regex.compile(r"(?i)\b(?:two|three|four|five|six|several|many|both|other|dos|tres|cuatro|varias|varios)\s+\Z")
"""What wants people, not one of them."""
READS = regex.compile(
    r"(?i)\b(?:tag|band|wristband|bracelet|label|sticker|sign|badge|chart|board|whiteboard|screen|monitor|card|note"
    r"|envelope|cup|bag|vial|tube|form|header|name|pulsera|etiqueta|letrero|pantalla|pizarra)s?"
    r"(?:\s+(?:that|which|still|just|que))?\s+(?:reads?|says?|said|spells?|shows?|showed|dice|decía|dec[ií]an)"
    r"\s*:?\s*[\"“'‘]?\Z"
)
"""A thing on which something is written."""
SAID_NEXT = regex.compile(
    r"(?i)\A\s+(?=(?:one of our patients|our patient|a family member|the family member"
    r"|una persona que atendemos|esa persona|un familiar|somebody)\b)"
)
SAID = regex.compile(
    r"(?i)(?<=\b(?:one of our patients|a family member|the family member|una persona que atendemos|esa persona"
    r"|un familiar|somebody))\s+\Z"
)
"""A role stands before the name already."""
POSSESSIVE = regex.compile(r"\A['’](?:s\b|(?=\s))")
KIN_OWNED = regex.compile(rf"(?i)\A['’]s\s+{KIN}\b")
PARENTHOOD = regex.compile(
    r"(?i)\b(?:baby|newborn|babies|twins|son|daughter|born|nicu|parents|arrived|pounds|lbs?|bebé|nació|hij[oa]"
    r"|padres)\b"
)
WITH_CHILD = regex.compile(
    r"(?i)\A,?\s+(?:\p{L}+\s+){0,3}?(?:and|with|took|brought|welcomed|love|y|con)\s+(?:their|su|sus)\s+(?:\p{L}+\s+){0,2}?"
    r"(?:baby|babies|newborn|son|daughter|twins|triplets|child|children|kids?|boy|girl|beb[ée]s?|hij[oa]s?|niñ[oa]s?)\b"
)
"""Behind two names: their child."""
COUPLE = regex.compile(
    r"(?i)\b(?:married|wedding|anniversary|husband\s+and\s+wife|couple|engaged|newlyweds?|honeymoon|sweethearts"
    r"|casad[oa]s|aniversario|boda|pareja|novios)\b"
)
PRONOUN = regex.compile(r"(?i)\b(?:he|she|his|her|him|hers)\b")
TAKEN_TO = regex.compile(r"(?i)\b(?:airlifted|flown|transported|rushed|transferred|taken|brought)(?P<cut>\s+to\s+)\Z")
"""Before a hospital that was taken for a name."""
MODIFIES = regex.compile(r"(?i)\b(?:the|her|his|their|its|our)\s+\Z")
"""Before a name and a noun: the name says of which kind that is."""
ADJECTIVE = regex.compile(r"(?i)\b(?P<the>an?|another)\s+\p{Ll}+(?:ed|ing|ful|ous|less|est)\s+\Z")
"""An article and a word that only a noun can follow."""
