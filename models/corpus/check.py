"""Check the marked corpus: balanced marks, known letters, unique ids, near-duplicate frames; then count.

    python models/corpus/check.py [FILE ...]      default: every file of train/ and dev/

Prints every fault with file, post and mend, then a table of letters and audiences. Exits 1 on any fault.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from models.corpus.marks import MARK, MarkedPost, parse  # noqa: E402

ID = re.compile(r"[a-z-]+-\d+")
PLATFORMS = frozenset(
    "facebook instagram x threads bluesky mastodon linkedin tiktok youtube reddit nextdoor tumblr pinterest "
    "google yelp healthgrades newsletter blog sms whatsapp slack picture".split()
)
FRAME_WORDS = 6
"""A run of this many words, marks blanked, that two posts share is a repeated frame."""


def read(path: Path) -> tuple[list[MarkedPost], list[str]]:
    """The posts of one file and the faults of their headers."""
    posts: list[MarkedPost] = []
    faults: list[str] = []
    for chunk in re.split(r"(?m)^(?=### )", path.read_text(encoding="utf-8")):
        head, _, body = chunk.partition("\n")
        try:
            if chunk.strip():
                posts.append(parse(head, body.strip("\n")))
        except ValueError as error:
            faults.append(f"{path}: {error}")
    return posts, faults


def mark_faults(post: MarkedPost) -> list[str]:
    """What is wrong inside one post."""
    where = post.id
    faults = []
    if not ID.fullmatch(post.id):
        faults.append(f"{where}: the id is no prefix and number, such as derm-017")
    if post.platform not in PLATFORMS:
        faults.append(f"{where}: unknown platform {post.platform!r}")
    if not post.marked.strip():
        faults.append(f"{where}: no text")
    for found in MARK.finditer(post.marked):
        value = found["phi"] or found["decoy"] or ""
        if found["letter"] == "Q" or (found["letter"] is None and found["about"] is None):
            faults.append(f"{where}: mark {found[0]!r} names no letter of a text and nobody it is about")
        if set(value) & set("[]{}"):
            faults.append(f"{where}: mark {found[0]!r} holds a bracket; close it")
        if value != value.strip():
            faults.append(f"{where}: mark {found[0]!r} begins or ends with a space; move it outside")
        if value.startswith(("@", "#")):
            faults.append(f"{where}: mark {found[0]!r} holds its @ or #; move it outside")
    rest = MARK.sub("", post.marked)
    for sign in ("[[", "]]", "{{", "}}"):
        if sign in rest:
            at = rest.index(sign)
            faults.append(f"{where}: a mark that does not parse near {rest[max(0, at - 20) : at + 40]!r}")
            break
    return faults


def frames(post: MarkedPost) -> set[str]:
    """All runs of FRAME_WORDS words of the post, with every mark blanked."""
    words = re.findall(r"[\w'’]+|_", MARK.sub(" _ ", post.marked).lower())
    return {" ".join(words[i : i + FRAME_WORDS]) for i in range(len(words) - FRAME_WORDS + 1)}


def frame_faults(posts: list[MarkedPost]) -> list[str]:
    """Pairs of posts that share more than a quarter of the shorter one's frames."""
    owners: dict[str, list[int]] = {}
    all_frames = [frames(post) for post in posts]
    for index, own in enumerate(all_frames):
        for frame in own:
            if frame.count("_") < FRAME_WORDS - 2:
                owners.setdefault(frame, []).append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indices in owners.values():
        if len(indices) < 20:
            shared.update((a, b) for i, a in enumerate(indices) for b in indices[i + 1 :])
    return [
        f"{posts[b].id} repeats the frame of {posts[a].id} ({count} runs); write it anew"
        for (a, b), count in shared.items()
        if count * 4 > min(len(all_frames[a]), len(all_frames[b]))
    ]


def tally(posts: list[MarkedPost]) -> str:
    """Counts per letter, per audience, per platform."""
    marks: Counter[str] = Counter()
    for post in posts:
        for found in MARK.finditer(post.marked):
            marks[found["about"] or found["letter"] + (found["relative"] or "")] += 1
    clean = sum(post.clean for post in posts)
    share = clean / len(posts) if posts else 0.0
    rows = [f"{len(posts)} posts, {clean} clean ({share:.0%})"]
    rows += ["  ".join(f"{name} {count}" for name, count in sorted(marks.items()))]
    rows += ["  ".join(f"{n} {c}" for n, c in Counter(post.platform for post in posts).most_common())]
    return "\n".join(rows)


def main(names: list[str]) -> int:
    paths = [Path(name) for name in names] or [*sorted(HERE.glob("train/*.txt")), *sorted(HERE.glob("dev/*.txt"))]
    posts: list[MarkedPost] = []
    faults: list[str] = []
    for path in paths:
        read_posts, head_faults = read(path)
        posts += read_posts
        faults += head_faults
    for post_id, count in Counter(post.id for post in posts).items():
        if count > 1:
            faults.append(f"id {post_id} is used {count} times; number it anew")
    faults += [fault for post in posts for fault in mark_faults(post)]
    faults += frame_faults(posts)
    if faults:
        print(*faults, sep="\n")
    print(tally(posts))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
