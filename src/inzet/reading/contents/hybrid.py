"""The ordered steps of work on hybrid threats, as a sentence lists them.

Reads one sentence; writes the steps as concepts, in the order in which it names them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from inzet.reading.contents.concepts import concepts, named
from inzet.reading.contents.context import PaperContext
from inzet.reading.languages import table, usable
from inzet.reading.text import Sentence

_LEAST = 3


def steps(sentence: Sentence, paper: PaperContext) -> dict[str, Any]:
    """``count`` and ``ordered``; empty for a sentence that lists no steps."""
    lower = sentence.text.lower()
    language = usable(sentence.language)
    if not any(part in lower for part in _triggers(language)):
        return {}
    words = concepts(sentence.text, "step_words", language)
    ordered = named(sentence.text, "step", language)
    if not words or len(ordered) < _LEAST:
        return {}
    counts = [
        int(one.value)
        for one in paper.mentioned(sentence).quantities
        if one.unit == "count" and one.value.isdigit() and one.end <= words[0].end + 1
    ]
    return {"count": counts[0] if counts else len(ordered), "ordered": ordered}


@lru_cache(maxsize=8)
def _triggers(language: str) -> tuple[str, ...]:
    return tuple(table(language, "concepts").get("triggers", {}).get("steps", ()))
