"""The same name twice in a post is the same person: what is known of one occurrence holds for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from phi_lint.judge.weigh import Opinion
from phi_lint.types import About, Mention, Part, Post

SURE = 0.85
"""From this chance on an opinion is handed on to the same name's other occurrences."""
UNSURE = 0.8
"""Below this chance an opinion takes over a surer one."""
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
    words = regex.findall(r"\p{L}[\p{L}'-]*\p{L}", name.casefold())
    return frozenset(regex.sub(r"'s$", "", word) for word in words) - TITLES


def agree(mentions: Sequence[Mention], opinions: Sequence[Opinion]) -> list[Opinion]:
    """The opinions with sure ones handed on to unsure ones about the same name."""
    names = [words_of(mention.text) for mention in mentions]
    agreed = list(opinions)
    for index, (name, opinion) in enumerate(zip(names, opinions, strict=True)):
        if not name or (opinion.chance >= UNSURE and opinion.about is not About.UNKNOWN):
            continue
        kin = [
            other
            for other, theirs in zip(opinions, names, strict=True)
            if other is not opinion
            and other.chance >= SURE
            and other.about is not About.UNKNOWN
            and theirs
            and (name <= theirs or theirs <= name)
        ]
        if kin:
            # Where one name is told to be a patient's and a nurse's, it counts as the patient's.
            surest = max(kin, key=lambda other: (other.about.protected, other.chance))
            reason = f"the same name is {surest.about}'s elsewhere in the post"
            agreed[index] = replace(surest, reasons=(reason, *surest.reasons[:1]))
    return agreed


def echoes(post: Post, known: Sequence[Mention], taken: Sequence[Mention]) -> list[tuple[Mention, int]]:
    """Further occurrences of known names that no detector saw, each with the index of the name it repeats.

    In running text only as whole words with a capital; inside hashtags, handles, links and file names
    wherever the letters stand.
    """
    found: list[tuple[Mention, int]] = []
    for index, mention in enumerate(known):
        for word in sorted(words_of(mention.text) - COMMON, key=len, reverse=True):
            if len(word) < SHORTEST:
                continue
            pattern = regex.compile(rf"(?i){regex.escape(word)}")
            for passage in post.passages:
                for hit in pattern.finditer(passage.text):
                    if _is_echo(passage.text, hit.start(), hit.end(), passage.part) and not any(
                        other.passage is passage and other.start < hit.end() and other.end > hit.start()
                        for other in (*taken, *(echo for echo, _ in found))
                    ):
                        found.append((replace(mention, passage=passage, start=hit.start(), end=hit.end()), index))
    return found


def _is_echo(text: str, start: int, end: int, part: Part) -> bool:
    """Whether the letters found stand as a name there."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if not left.isalpha() and not right.isalpha() and text[start].isupper():
        return True
    run = regex.search(r"\S*\Z", text[:start])
    joined = part in (Part.LINK, Part.FILE_NAME) or (run is not None and regex.match(r"[#@]|https?:|www\.", run[0]))
    return bool(joined)
