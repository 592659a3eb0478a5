"""What to publish instead where no rewrite is honest: texts that confirm nothing and tell nobody's story."""

from __future__ import annotations

from collections.abc import Sequence

from phi_lint.redact.spot import Spot
from phi_lint.types import About, Finding, Identifier, Post

REVIEW_SITES = frozenset({"google", "yelp", "healthgrades"})
REPLY = (
    "Thank you for taking the time to write. Privacy rules keep us from saying anything about anybody here. "
    "Please call our office: we would like to listen."
)
REPLY_IN_SPANISH = (
    "Gracias por tomarse el tiempo de escribir. Las reglas de privacidad no nos permiten decir nada sobre nadie aquí. "
    "Por favor, llame a nuestra oficina: queremos escuchar."
)
STORY = "Some stories are not ours to tell. To everybody on our team: thank you for the care that you give every day."
STORY_IN_SPANISH = "Hay historias que no nos toca contar. A todo nuestro equipo: gracias por su trabajo de cada día."


def offer(post: Post, left: Sequence[Finding]) -> str | None:
    """A neutral text for a post in which findings are left for a person; None where a word here and there will do."""
    if not any(finding.identifier in (Identifier.X, Identifier.R) for finding in left):
        return None
    text = max((passage.text for passage in post.passages), key=len, default="")
    spanish = Spot(text, 0, len(text), About.UNKNOWN).spanish
    confirms = any(finding.identifier is Identifier.X for finding in left)
    if post.reply_to or post.platform in REVIEW_SITES or (confirms and "you" in text.lower().split()):
        return REPLY_IN_SPANISH if spanish else REPLY
    return STORY_IN_SPANISH if spanish else STORY
