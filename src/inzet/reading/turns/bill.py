"""Papers on a bill: the questions of a committee, and the government's note that answers them.

A committee's report (*verslag*) is its groups' from the first word to the last. A note in answer is
the government's, and tells in between what the groups asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.text import Sentence
from inzet.reading.turns.consultation import Groups, consultation
from inzet.reading.turns.model import Turn
from inzet.reading.turns.setting import Setting

_TOP = 20
"""In how many blocks from the top it is said which of the two a paper is."""


def bill(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a paper on a bill with whose they are."""
    if asks(setting):
        yield from consultation(setting, part="questions")
        return
    groups = Groups(setting)
    for _, sentences in setting.blocks():
        speaks: Turn | None = None
        for sentence in sentences:
            opens = groups.opened(sentence)
            goes_on = speaks is not None and setting.words.goes_on.search(sentence.text)
            speaks = opens or (speaks if goes_on else None)
            if speaks is not None:
                yield sentence, groups.asked(speaks, sentence)


def asks(setting: Setting) -> bool:
    """Whether the committee speaks: its top says that it reports, and is no answer to a report."""
    structured, words = setting.structured, setting.words
    texts = [structured.title, *(block.text for block in structured.blocks[:_TOP])]
    if any(words.bill_answers.search(text) for text in texts):
        return False
    return any(words.bill_asks.search(text) for text in texts)
