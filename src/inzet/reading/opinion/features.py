"""What a classifier looks at in a sentence: its words and pairs of them, what kind of thing they
say, and what the grammar saw there and beside it.

The same in every language; nothing here knows a word.
"""

from __future__ import annotations

import itertools
import re

from inzet.reading.contents.context import PaperContext
from inzet.reading.opinion.evidence import Evidence
from inzet.reading.opinion.senses import senses
from inzet.reading.text import Sentence

_WORD = re.compile(r"[^\W\d_]+|\d+|[?:]")
_ENDING = 4
_LONG = 7
"""From this length on the ending of a word counts for itself: it tells a participle or a noun."""


def features(text: str, headings: tuple[str, ...] = (), language: str = "") -> frozenset[str]:
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
    known = senses(language)
    for heading in headings[-1:]:
        above = [word.lower() for word in _WORD.findall(heading) if not word.isdigit()]
        found.update(f"h {word}" for word in above)
        found.update(f"hv {sense}" for sense in known.of(above))
    found.add(f"l {min(len(words) // 8, 5)}")
    said = known.of(lower)
    found.update(f"v {sense}" for sense in said)
    apart = [one for one, _ in itertools.groupby(said)]
    found.update(f"vv {a} {b}" for a, b in itertools.pairwise(apart))
    if apart:
        found.add(f"v1 {apart[0]}")
    return frozenset(found)


def seen(sentence: Sentence, paper: PaperContext, evidence: Evidence) -> frozenset[str]:
    """The features of a sentence with what the grammar saw in it and what was read beside it."""
    own = evidence.signs.get(sentence.id, frozenset())
    made = set(own)
    made |= features(sentence.text, paper.headings(sentence), sentence.language)
    who = next((sign[2:] for sign in own if sign in _SUBJECTS), "another")
    said = [one[2:] for one in made if one.startswith("v ")]
    made.update(f"s {who} v {one}" for one in said)
    for at, where in ((sentence.id - 1, "b"), (sentence.id + 1, "f")):
        made.update(f"{where} {act}" for act in evidence.read.get(at, ()))
    return frozenset(made)


_SUBJECTS = frozenset(("s own", "s nothing", "s thing"))
