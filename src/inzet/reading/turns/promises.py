"""Lists of promises: each entry is the government's, whoever wrote the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inzet.reading.text import Sentence
from inzet.reading.turns.model import Turn
from inzet.reading.turns.setting import Setting

_NUMBERED = re.compile(r"^(?:[-–•|]\s*)?(?:[A-Z]{1,2}\d{5,6}(?:-\d{1,4})?\W+|\d{1,3}[.)]\s+)")
"""The number of an entry in a register, before its words."""
_ENTRIES = frozenset(("list_item", "table_row"))


def promises(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a list of promises; an entry that tells what is to come is a promise."""
    words = setting.words
    government = setting.office("government")
    closed = False
    for block, sentences in setting.blocks():
        if block.kind == "heading":
            closed = words.closed.search(block.text) is not None
        kept = closed or any(words.kept.search(one.text) for one in sentences)
        for sentence in sentences:
            text = _NUMBERED.sub("", sentence.text)
            moved = words.entry_motion.match(text)
            if moved:
                # What a motion in the list asks is its movers', whatever became of it.
                movers = setting.member(moved["name0"], None, "movers")
                yield sentence, Turn(movers, "nobody", implies="dictum")
                continue
            promised = words.promised.search(text) is not None
            told = promised or (block.kind in _ENTRIES and words.keeps.search(text))
            # Headers and columns beside an entry are nobody's statement; what became of it is told.
            implies = "promise" if told and not kept else None
            voice = "nobody" if block.kind == "table_row" or told or kept else "paper"
            yield sentence, Turn(government, voice, implies=implies)
