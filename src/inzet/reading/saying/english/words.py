"""An English sentence as words with flags; what is clitic (’s, ’ll, n’t) is a word of its own."""

from __future__ import annotations

import re

from inzet.reading.saying.english.lexicon import EnglishLexicon
from inzet.reading.saying.lexicon import Word
from inzet.reading.saying.words import Words

_CLITIC = "s|ll|re|ve|m|d|t"
_WORD = re.compile(
    rf"[^\W_]+(?:[-./&][^\W_]+|['’](?!(?:{_CLITIC})\b)[^\W_]+)*"
    rf"|['’](?:{_CLITIC})\b|[^\w\s]|_",
    re.I,
)


class EnglishWords(Words):
    """Tokens of one sentence: as written, in lower case, with their flags and offsets."""

    __slots__ = ()

    def __init__(self, text: str, lexicon: EnglishLexicon) -> None:
        self._cut(text, _WORD)
        self.lower = [token.lower() for token in self.tokens]
        if "’t" in self.lower or "'t" in self.lower:
            self._unclip(lexicon)
        self.bag = frozenset(self.lower)
        look = lexicon.flags.get
        self.flags = [look(word, 0) for word in self.lower]
        if not lexicon.adverbial.keys().isdisjoint(self.bag):
            self._adverbials(lexicon)

    def _unclip(self, lexicon: EnglishLexicon) -> None:
        """ "won’t": will, not."""
        for i, word in enumerate(self.lower):
            if word in ("’t", "'t") and i and self.lower[i - 1] in lexicon.clipped:
                self.lower[i - 1] = lexicon.clipped[self.lower[i - 1]]
                self.lower[i] = "not"

    def _adverbials(self, lexicon: EnglishLexicon) -> None:
        """ "of course", "in particular": adverbs of two words."""
        for i, word in enumerate(self.lower[1:], 1):
            if self.lower[i - 1] in lexicon.adverbial.get(word, ()):
                self.flags[i - 1] = self.flags[i] = Word.ADVERB
