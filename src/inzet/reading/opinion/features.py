"""What a classifier looks at in a sentence: its words, pairs of words, and the ends of words.

The same in every language; nothing here knows a word.
"""

from __future__ import annotations

import itertools
import re

_WORD = re.compile(r"[^\W\d_]+|\d+|[?:]")
_ENDING = 4
_LONG = 7
"""From this length on the ending of a word counts for itself: it tells a participle or a noun."""


def features(text: str, headings: tuple[str, ...] = ()) -> frozenset[str]:
    """The features of a sentence under its headings, as short strings.

    Numbers count only as numbers, and a name inside the sentence (a capital) also as a name, so
    that what is learned on one paper serves for another.
    """
    words = _WORD.findall(text)
    lower = ["0" if word.isdigit() else word.lower() for word in words]
    found = {"w " + word for word in lower}
    padded = ["^", *lower, "$"]
    # Lists, not generators: every sentence has a hundred of these.
    found.update([f"p {a} {b}" for a, b in itertools.pairwise(padded)])
    found.update([f"g {a} {b}" for a, b in zip(padded, padded[2:], strict=False)])
    found.update(["e " + word[-_ENDING:] for word in lower if len(word) >= _LONG])
    if any(map(str.isupper, [word[0] for word in words[1:]])):
        found.add("n")
    for heading in headings[-1:]:
        found.update(f"h {word.lower()}" for word in _WORD.findall(heading) if not word.isdigit())
    found.add(f"l {min(len(words) // 8, 5)}")
    return frozenset(found)
