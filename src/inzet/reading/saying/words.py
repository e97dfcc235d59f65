"""A sentence as words with flags: the plain stuff that clauses, holders and frames work on."""

from __future__ import annotations

import re

from inzet.reading.saying.lexicon import Lexicon

_WORD = re.compile(r"[^\W_]+(?:[-’'./&][^\W_]+)*-?|[^\w\s]|_")


class Words:
    """Tokens of one sentence: as written, in lower case, with their flags and offsets."""

    __slots__ = ("_spans", "_word", "bag", "flags", "lower", "text", "tokens")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._cut(text, _WORD)
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

    def _cut(self, text: str, word: re.Pattern[str]) -> None:
        self.text, self._word = text, word
        self.tokens: list[str] = word.findall(text)
        self._spans: list[tuple[int, int]] | None = None

    def place(self, at: int) -> tuple[int, int]:
        """Where a token begins and ends in the text; of most sentences nobody asks."""
        if self._spans is None:
            self._spans = [match.span() for match in self._word.finditer(self.text)]
        return self._spans[at]

    def __len__(self) -> int:
        return len(self.tokens)

    def span(self, start: int, end: int) -> str:
        """The text of tokens ``start`` to ``end`` (not included)."""
        return self.text[self.place(start)[0] : self.place(end - 1)[1]] if end > start else ""
