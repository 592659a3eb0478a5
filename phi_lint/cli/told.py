"""What `redact` says of what it did: what was covered, what is left for a person, what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from phi_lint.endings import are_subtitles
from phi_lint.masking import mask
from phi_lint.report.wording import what_failed, where_failed
from phi_lint.types import Failure

if TYPE_CHECKING:
    from phi_lint.safe_copy import SafeCopy
    from phi_lint.safe_medium import SafeMedium


def told(copies: Sequence[SafeCopy], failures: Sequence[Failure], show_phi: bool, quiet: bool) -> Iterator[str]:
    """The lines of standard error."""
    for copy in copies:
        yield from _left(copy, show_phi)
        yield from (f"{copy.file}: could be published instead: {offer}" for offer in copy.offers)
        if copy.untouched:
            media = "1 attached medium is" if copy.untouched == 1 else f"{copy.untouched} attached media are"
            yield f"{copy.file}: {media} not redacted; add -o FOLDER or --in-place, or look before you publish"
        for path, reason in copy.media.by_hand:
            yield f"{copy.file}: left for a person: {path} {reason}"
    if not quiet:
        done = {made.file: made for copy in copies for made in copy.media.made if made.changed or made.unheard}
        yield from (f"{made.file.as_posix()}: {_done(made)}" for made in done.values())
    for failure in failures:
        yield f"{where_failed(failure)}: not redacted: {what_failed(failure)}"
    if not quiet:
        yield _summary(copies)


def _left(copy: SafeCopy, show_phi: bool) -> Iterator[str]:
    for finding in copy.left:
        value = " ".join((finding.value if show_phi else mask(finding.value)).split())
        place = f"{copy.file}:{finding.place.line}" if finding.place.line else copy.file
        place += f" ({finding.passage.media})" if finding.passage.media not in (None, copy.file) else ""
        yield f"{place}: left for a person: {finding.message} ({value})  [{finding.rule}]"


def _done(made: SafeMedium) -> str:
    """What became of a medium, in words."""
    faces = "1 face" if made.faces == 1 else f"{made.faces} faces"
    places = "1 place" if made.places == 1 else f"{made.places} places"
    seen = " and ".join(what for what, count in ((faces, made.faces), (places, made.places)) if count)
    words = [f"{seen} covered"] if seen else []
    if made.content is not None:
        words += ["subtitles rewritten" if are_subtitles(made.file.name) else "metadata removed"]
    words += ["sound left out, which nobody listened to"] if made.silenced else []
    words += ["sound kept, which nobody listened to"] if made.unheard else []
    words += [f"renamed to {made.name}"] if made.renamed else []
    return ", ".join(words)


def _summary(copies: Sequence[SafeCopy]) -> str:
    media = {made.file for copy in copies for made in copy.media.made if made.changed}
    changed = sum(copy.changed for copy in copies) + len(media)
    left = sum(bool(copy.left or copy.media.by_hand) for copy in copies)
    checked = "checked again" if all(copy.verified for copy in copies) else "not checked again"
    count = len({copy.file for copy in copies} | {str(made.file) for copy in copies for made in copy.media.made})
    files = "1 file" if count == 1 else f"{count} files"
    return f"{files}, {changed} rewritten, {checked}; {left} with something left for a person"
