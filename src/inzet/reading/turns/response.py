"""A government's response to a report of a committee: what it quotes of the report is the
committee's, all else its own.

A recommendation is quoted with the number of its paragraph, or under its own number.
"""

from __future__ import annotations

from collections.abc import Iterator

from inzet.reading.languages import usable
from inzet.reading.text import Sentence, Structured
from inzet.reading.turns.model import PAPER, Turn
from inzet.reading.turns.setting import Setting
from inzet.reading.turns.words import turn_words

_HEAD = 700
"""Characters from the top in which a paper says that it responds."""


def responds(structured: Structured) -> bool:
    """Whether a paper is a response to a committee's report."""
    words = turn_words(usable(structured.language))
    return words.responds.search(structured.extracted.text[:_HEAD]) is not None


def response(setting: Setting) -> Iterator[tuple[Sentence, Turn]]:
    """Sentences of a response with whose they are."""
    asks = Turn(setting.members(()), "speaker")
    for _, sentences in setting.blocks():
        quoted = any(setting.words.quotes.search(one.text) for one in sentences)
        for sentence in sentences:
            yield sentence, asks if quoted else PAPER
