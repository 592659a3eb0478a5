"""The same name twice in a post is the same person: what is known of one occurrence holds for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from phi_lint.judge.taken import Taken
from phi_lint.judge.weigh import Opinion
from phi_lint.rulebook.hints import Searched
from phi_lint.types import About, Mention, Part, Post

WORD = regex.compile(r"\p{L}[\p{L}'-]*\p{L}")
SPACE_BEFORE = regex.compile(r"(?r)\s")
"""The last one before a place."""
LONGEST_RUN = 2000
"""Characters; no link is longer."""
JOINING = regex.compile(r"[#@]|https?:|www\.")
"""How hashtags, handles and links begin."""
SURE = 0.85
"""From this chance on an opinion is handed on to the same name's other occurrences."""
UNSURE = 0.8
"""Below this chance an opinion takes over a surer one."""
INTRODUCED = 0.95
"""Below this chance part of a name is whoever carries all of it with a title, licence letters or a welcome."""
SHORTEST = 4
"""Letters that a name needs to be looked for inside hashtags, handles, links and file names."""
TITLES = frozenset(
    "dr mr mrs ms mx miss sir prof rev fr sr sra don doña nurse doctor md do rn np pa dds dmd phd jr iii ii the of and "
    "von van de la del el al bin".split()
)
COMMON = frozenset(
    "hope will summer art bill june rusty chase precious grace faith joy rose lily daisy ivy violet iris olive ruby "
    "pearl amber jade dawn autumn april may august angel star sky rain river mark frank pat drew jack max guy king "
    "prince major dean bishop pope hunter mason page story royal destiny mercy honor justice liberty true happy "
    "merry carol sandy crystal ginger candy honey sage basil clay flint gray brown green white black young small "
    "long short strong love moon day winter snow frost field wood stone hill banks waters care health hospital team "
    "help pray prayers".split()
)
"""Words that are names only sometimes: they are not looked for where no detector saw them."""


def words_of(name: str) -> frozenset[str]:
    """The telling words of a name, in lower case, without titles and one-letter initials."""
    return frozenset(word.removesuffix("'s") for word in WORD.findall(name.casefold())) - TITLES


def agree(mentions: Sequence[Mention], opinions: Sequence[Opinion]) -> list[Opinion]:
    """The opinions with sure ones handed on to unsure ones about the same name."""
    names = [words_of(mention.text) for mention in mentions]
    agreed = list(opinions)
    sure = _sure(names, opinions)
    for index, (name, opinion) in enumerate(zip(names, opinions, strict=True)):
        surely = opinion.chance if opinion.about is not About.UNKNOWN else 0.0
        kin = [
            (theirs, told)
            for word in name
            for theirs, told in sure.get(word, {}).items()
            if name <= theirs or theirs <= name
        ]
        wholes = [-told[-1] for theirs, told in kin if name < theirs]
        staff = [i for i in wholes if opinions[i].about is About.STAFF and opinions[i].told]
        if staff and surely < INTRODUCED and not any(opinions[i].about.protected for i in wholes):
            agreed[index] = _handed_on(opinions[staff[0]])
        elif kin and surely < UNSURE:
            agreed[index] = _handed_on(opinions[-max(told for _, told in kin)[-1]])
    return agreed


def _handed_on(opinion: Opinion) -> Opinion:
    reason = f"the same name is {opinion.about}'s elsewhere in the post"
    return replace(opinion, reasons=(reason, *opinion.reasons[:1]))


def _sure(
    names: Sequence[frozenset[str]], opinions: Sequence[Opinion]
) -> dict[str, dict[frozenset[str], tuple[bool, float, int]]]:
    """For each word the names with it of which an opinion is sure, and of each its surest: the greatest tuple."""
    sure: dict[str, dict[frozenset[str], tuple[bool, float, int]]] = {}
    for index, (name, opinion) in enumerate(zip(names, opinions, strict=True)):
        if opinion.chance >= SURE and opinion.about is not About.UNKNOWN:
            # Where one name is told to be a patient's and a nurse's, it counts as the patient's; the first of equals.
            told = (opinion.about.protected, opinion.chance, -index)
            for word in name:
                others = sure.setdefault(word, {})
                others[name] = max(others.get(name, told), told)
    return sure


def echoes(post: Post, known: Sequence[Mention], taken: Sequence[Mention]) -> list[tuple[Mention, int]]:
    """Further occurrences of known names that no detector saw, each with the index of the name it repeats.

    In running text only as whole words with a capital; inside hashtags, handles, links and file names
    wherever the letters stand.
    """
    found: list[tuple[Mention, int]] = []
    spans = Taken()
    for mention in taken:
        spans.add(id(mention.passage), mention.start, mention.end)
    texts = [(passage, Searched(passage.text)) for passage in post.passages] if known else []
    sought: set[str] = set()
    for index, mention in enumerate(known):
        for word in sorted(words_of(mention.text) - COMMON - sought, key=lambda word: (-len(word), word)):
            if len(word) < SHORTEST:
                continue
            sought.add(word)
            for passage, text in texts:
                for start, end in _places(word, text):
                    if _is_echo(passage.text, start, end, passage.part) and not spans.overlaps(id(passage), start, end):
                        spans.add(id(passage), start, end)
                        found.append((replace(mention, passage=passage, start=start, end=end), index))
    return found


def _places(word: str, text: Searched) -> Iterator[tuple[int, int]]:
    """Where a word stands in a text, whatever its case."""
    if not word.isascii() or text.lowered is None:  # letters that lower case alone does not make equal
        yield from (hit.span() for hit in regex.finditer(rf"(?i){regex.escape(word)}", text.text))
        return
    at = text.lowered.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.lowered.find(word, at + len(word))


def _is_echo(text: str, start: int, end: int, part: Part) -> bool:
    """Whether the letters found stand as a name there."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if not left.isalpha() and not right.isalpha() and text[start].isupper():
        return True
    space = SPACE_BEFORE.search(text, max(0, start - LONGEST_RUN), start)
    return part in (Part.LINK, Part.FILE_NAME) or bool(JOINING.match(text, space.end() if space else 0, start))
