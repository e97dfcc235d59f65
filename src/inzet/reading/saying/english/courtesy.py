"""What is said for courtesy or to say what one is going to speak of: neither stance nor promise.

"I thank the Minister for his statement", "It is a pleasure to serve under your chairmanship",
"I would like to make a statement": the verbs are those of stances, the words they stand with tell.
Data: ``languages/en/courtesy.toml``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from inzet.reading.gated import Gated
from inzet.reading.languages import table


def is_courtesy(text: str, language: str) -> bool:
    """Whether a sentence only thanks, greets or announces what its speaker comes to.

    Args:
        text: the sentence.
        language: its language.
    """
    return any(one.search(text) is not None for one in _patterns(language))


@lru_cache(maxsize=4)
def _patterns(language: str) -> tuple[Gated, ...]:
    data = table(language, "courtesy")
    classes = {key: f"(?:{'|'.join(words)})" for key, words in data.get("classes", {}).items()}
    found = []
    for one in data.get("patterns", ()):
        pattern = one
        for key, either in classes.items():
            pattern = pattern.replace(f"{{{key}}}", either)
        found.append(Gated(pattern, re.I))
    return tuple(found)
