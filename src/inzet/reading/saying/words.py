"""A sentence as words with flags: the plain stuff that clauses, holders and frames work on."""

from __future__ import annotations

import re

from inzet.reading.saying.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:[-’'./&][^\W_]+)*-?|[^\w\s]|_")


class Words:
    """Tokens of one sentence: as written, in lower case, with their flags and offsets."""

    __slots__ = ("bag", "ends", "flags", "lower", "starts", "text", "tokens")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        spans = [match.span() for match in _WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.tokens = [text[start:end] for start, end in spans]
        self.lower = [token.lower() for token in self.tokens]
        if "commissie" in self.tokens:
            self._committee()
        self.bag = frozenset(self.lower)
        look = lexicon.flags.get
        self.flags = [look(word, 0) for word in self.lower]

    def _committee(self) -> None:
        """Papers write the European Commission with a capital, a committee of parliament not."""
        for i, token in enumerate(self.tokens):
            if token == "commissie" and (not i or self.lower[i - 1] != "europese"):
                self.lower[i] = "kamercommissie"

    def __len__(self) -> int:
        return len(self.tokens)

    def span(self, start: int, end: int) -> str:
        """The text of tokens ``start`` to ``end`` (not included)."""
        return self.text[self.starts[start] : self.ends[end - 1]] if end > start else ""
