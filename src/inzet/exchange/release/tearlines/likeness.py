"""What of a narrower text stands in a tear-line too: sentences to the letter, names, numbers.

It warns and decides nothing: a name may be harmless, and a paraphrase may tell all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n\s*\n")
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FEWEST = 4
"""Words of a sentence that nobody writes twice by chance."""
_MOST = 50
"""Of each that are told."""
_LONGEST = 300
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is in both.

    Attributes:
        sentences: of the source, as it has them, that stand in the text to the letter.
        names: words that the source writes with a capital within a sentence.
        numbers: of two digits and more.
    """

    sentences: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.sentences or self.names or self.numbers)


def likeness(source: str, text: str) -> Likeness:
    """What of ``source`` stands in ``text`` too, each in the order of the source."""
    there = f" {_folded(text)} "
    found: dict[str, str] = {}
    for sentence in _SENTENCE.split(source):
        folded = _folded(sentence)
        if folded.count(" ") >= _FEWEST - 1 and f" {folded} " in there:
            found.setdefault(folded, " ".join(sentence.split())[:_LONGEST])
    words = {word.casefold() for word in _NAME.findall(text)}
    names = {name for name in _names(source) if name.casefold() in words}
    numbers = set(_NUMBER.findall(text))
    return Likeness(
        tuple(list(found.values())[:_MOST]),
        tuple(name for name in dict.fromkeys(_names(source)) if name in names)[:_MOST],
        tuple(
            each
            for each in dict.fromkeys(_NUMBER.findall(source))
            if sum(map(str.isdigit, each)) > 1 and each in numbers
        )[:_MOST],
    )


def _names(source: str) -> list[str]:
    """Words with a capital that do not begin a sentence, and are not all the text has capitals."""
    found = []
    for sentence in _SENTENCE.split(source):
        words = _NAME.findall(sentence)
        if sentence.isupper():
            continue
        found += [word for word in words[1:] if word[0].isupper() and len(word) >= _SHORTEST]
    return found


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
