"""What a cut leaves behind: empty brackets, doubled commas, a stray space, a small letter at a sentence's start."""

from __future__ import annotations

import regex

from phi_lint.redact.draft import Draft

OPENING = regex.compile(r"""[ \t]?(?P<mark>[(\[{“])[ \t]*\Z""")
CLOSES = {
    opening: regex.compile(r"[ \t]*" + regex.escape(closing))
    for opening, closing in (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"))
}
NEAR = 24
"""Characters before a cut in which what must be mended stands."""
TRAILING = regex.compile(r"(?:[ \t]*[,;:]|[ \t]+[–—-]|[–—])[ \t]*\Z")
CONJUNCTION = regex.compile(r"(?i)(?:,?[ \t]+(?:and|or|&|y|e|o)|,)[ \t]*\Z")
DANGLING = regex.compile(
    r"(?i)(?:[ \t]+(?:under|of|in|on|at|to|from|with|for|by|near|about|around|behind|past|via|de|en|con|por"
    r"|a))?[ \t]+(?:the|a|an|el|la|los|las|un|una)[ \t]*\Z"
)
"""An article whose noun is gone, and its preposition."""
ENDING = regex.compile(r"[ \t]*(?:[,.;:!?)\]…]|\r?\n|\Z)")
LEADING = regex.compile(r"(?i)[ \t]*(?:[,;:–—-]+[ \t]*)*(?:(?:and|or|y|o)\b[ \t]*)?")
BLANKS = regex.compile(r"[ \t]+")
BEFORE_STOP = regex.compile(r"[ \t]+(?=[,.;:!?)…])")
REST_OF_LINE = regex.compile(r"[ \t]*\r?\n")
EMPTIED = regex.compile(r"[.!?…,;:]+[ \t]*")
BEGINS = regex.compile(
    r"""(?:\A|[.!?…]["'”’)*_]*[ \t]+|\n)[ \t]*(?:(?<=\A|\n)(?:\d{1,2}[/.)](?:\d{1,2})?|[-•–])[ \t]+)?["'“‘(¿¡*_]*\Z"""
)
"""A text, sentence or line, behind its bullet or its number in a thread."""
MARKED = regex.compile(r"\n[ \t]*(?:\d{1,2}[/.)](?:\d{1,2})?|[-•–])\Z")
CLOCK = regex.compile(r"\b[ap]\.m\.[ \t]*\Z")
EMOJIS = regex.compile(
    r"(?:\p{Extended_Pictographic}[\N{VARIATION SELECTOR-16}\N{ZERO WIDTH JOINER}\p{EMod}]*[ \t]*)++\Z"
)
"""What may stand before a sentence without being part of it."""
THANKS = regex.compile(r"(?i)\b(?:thanks|thank you|gracias)(?P<comma>,)[ \t]+(?:for|por)\b")
CLOSING_QUOTE = regex.compile(r"""["”](?=[.,;:!?\s)]|\Z)""")
NO_NOUN = regex.compile(
    r"[ \t]+(?:is|was|are|were|has|had|have|isn|wasn|weren|aren|hasn|came|went|called|for|to|of|and|or|but"
    r"|that|who|which|with)\b"
)
"""Words before which an article has lost its noun."""
GOES_ON = regex.compile(
    r",(?=[ \t]+(?:is|was|has|had|will|can|gave|came|went|got|made|took|said|left|rang|[a-z]{3,}ed)\b)"
)
"""The comma behind something between commas, where the verb of the sentence follows."""
ARTICLE = regex.compile(r"(?i)\b(?P<article>an?)(?P<space> )\Z")
SILENT = regex.compile(r"(?i)(?:hour|honest|honou?r|heir)")
CONSONANT = regex.compile(r"(?i)(?:uni|use|one|eu)")
FIELDS = "|^\t"
"""What divides the fields of a message or table; between them nothing is tidied."""


def begins(text: str, at: int) -> bool:
    """Whether a sentence begins at a place of a text, emojis aside; a line that was only wrapped begins none."""
    if emojis := EMOJIS.search(text, max(0, at - 40), at):
        at = emojis.start()
    if BEGINS.search(text[max(0, at - 40) : at] if at > 40 else text[:at]) is None:
        return False
    before = MARKED.sub("\n", text[max(0, at - 40) : at].rstrip(" \t\"'“‘(¿¡*_"))
    before = text[: max(0, at - 40)] + before
    if not before.endswith("\n") or at <= 0:
        return at <= 40 or before[-1:] in ("\n", *".!?…\"'”’)")
    line = before.rstrip("\r\n")
    wrapped = len(line) - line.rfind("\n") > WRAPPED and before.count("\n", len(line)) == 1
    return not (wrapped and line[-1:] not in ".!?:…")


WRAPPED = 60
"""Characters from which on a line that ends without a stop was wrapped, and its sentence goes on."""


def capitals(text: str) -> bool:
    """Whether a text writes its sentences with a capital at all."""
    return any(char.isupper() for char in text[:400])


def in_field(text: str, start: int, end: int) -> bool:
    """Whether a span stands between the dividers of a message, a table or a log line."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if (before and before in FIELDS + "=") or (after and after in FIELDS):
        return True
    line_start = not before or before == "\n"
    tight = after == "," and not text[end + 1 : end + 2].isspace() and end + 1 < len(text)
    return (before == "," and (not after or after in ",\r\n")) or (tight and (line_start or before == ","))


def heal(draft: Draft, at: int, capital: bool) -> None:
    """Mend what a cut at a place has left on both sides of it.

    `capital` says whether the text writes capitals at the beginning of sentences.
    """
    at = _brackets(draft, at)
    timed = draft.text[at : at + 1] == "," and CLOCK.search(draft.text, max(0, at - NEAR), at)
    emptied = begins(draft.text, at) and not timed
    if emptied:
        _cut_right(draft, at, LEADING)
        if EMPTIED.match(draft.text, at):
            _cut_right(draft, at, EMPTIED)
        _blank_line(draft, at)
        while at > 0 and draft.text[at : at + 1] in ("", "\r", "\n") and draft.text[at - 1] in " \t":
            at = at - 1
            draft.replace(at, at + 1, "")
    else:
        if draft.text[:at].rstrip().endswith(",") and GOES_ON.match(draft.text, at):
            draft.replace(at, at + 1, "")
            at = _cut_left(draft, at, TRAILING)
        if ENDING.match(draft.text, at) or NO_NOUN.match(draft.text, at):
            at = _cut_left(draft, at, DANGLING)
        for lead in (CONJUNCTION, TRAILING, CONJUNCTION):
            if ENDING.match(draft.text, at):
                at = _cut_left(draft, at, lead)
        if draft.text[:at].endswith("("):
            _cut_right(draft, at, LEADING)
        at = _spaces(draft, at)
    if thanks := THANKS.search(draft.text, max(0, at - NEAR), at + NEAR):
        draft.replace(thanks.start("comma"), thanks.end("comma"), "")
        at = min(at, len(draft.text))
    _article(draft, at)
    if capital and begins(draft.text, at) and draft.text[at : at + 1].islower():
        draft.replace(at, at + 1, draft.text[at].upper())


def _brackets(draft: Draft, at: int) -> int:
    found = OPENING.search(draft.text, max(0, at - NEAR), at)
    if found is None:
        return at
    close = CLOSES[found["mark"]].match(draft.text, at)
    if close is None:
        return at
    draft.replace(found.start(), close.end(), "")
    return int(found.start())


def _cut_left(draft: Draft, at: int, lead: regex.Pattern[str]) -> int:
    found = lead.search(draft.text, max(0, at - NEAR), at)
    if found is None:
        return at
    draft.replace(found.start(), at, "")
    return int(found.start())


def _cut_right(draft: Draft, at: int, tail: regex.Pattern[str]) -> None:
    found = tail.match(draft.text, at)
    if found is not None and found.end() > at:
        draft.replace(at, found.end(), "")


def _blank_line(draft: Draft, at: int) -> None:
    """A line that held nothing but what was cut goes with it."""
    if at == 0 or draft.text[:at].endswith("\n"):
        _cut_right(draft, at, REST_OF_LINE)


def _spaces(draft: Draft, at: int) -> int:
    """One space where two met, none before a stop or at a line's end."""
    text = draft.text
    while at > 0 and text[at - 1] in " \t" and _closes(text, at):
        draft.replace(at - 1, at, "")
        at, text = at - 1, draft.text
    if BEFORE_STOP.match(text, at) or at == 0 or text[at - 1] == "\n":
        _cut_right(draft, at, BLANKS)
    return at


def _closes(text: str, at: int) -> bool:
    """Whether what follows a place wants no space before it."""
    following = ENDING.match(text, at) or CLOSING_QUOTE.match(text, at)
    return following is not None or text[at : at + 1] in (" ", "\t")


def _article(draft: Draft, at: int) -> None:
    """ "a" or "an" as the word that now follows wants it."""
    begin = at + (1 if draft.text[at : at + 1] == " " else 0)
    found = ARTICLE.search(draft.text, max(0, begin - 4), begin)
    word = draft.text[begin : begin + 6]
    if found is None or not word[:1].isalpha():
        return
    vowel = (word[0].lower() in "aeiou" and not CONSONANT.match(word)) or SILENT.match(word) is not None
    if vowel != (len(found["article"]) == 2):
        draft.replace(found.start("article") + 1, found.end("article"), "n" if vowel else "")
