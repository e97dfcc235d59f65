"""Lists of promises: each entry is the government's, whoever wrote the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inzet.reading.text import Sentence
from inzet.reading.turns.model import Turn
from inzet.reading.turns.setting import Setting

_NUMBERED = re.compile(r"^(?:[-–•|]\s*)?[A-Z]{1,2}\d{5,6}(?:-\d{1,4})?\W+")
"""The number of an entry in a register, before its words."""
_ENTRIES = frozenset(("list_item", "table_row"))


def promises(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a list of promises; an entry that tells what is to come is a promise."""
    words = setting.words
    government = setting.office("government")
    for block, sentences in setting.blocks():
        kept = any(words.kept.search(one.text) for one in sentences)
        for sentence in sentences:
            text = _NUMBERED.sub("", sentence.text)
            promised = words.promised.search(text) is not None
            told = promised or (block.kind in _ENTRIES and words.keeps.search(text))
            # Headers and columns beside an entry are nobody's statement.
            implies = "promise" if told and not kept else None
            yield sentence, Turn(government, "nobody", implies=implies)
