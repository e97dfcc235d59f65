"""Labels: what stands before a colon at the beginning of lines, with another value each time.

Reads lines or blocks in order; writes the labels among them ("Aard bespreking", "Document"). They
are known by coming back, each time beside lines of their kind, and not by their words: a day before
a colon ("Vrijdag: Libië") stands above text of its own, and what opens a turn is somebody's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from inzet.reading.layout.headings import LIST_MARK, session_heading
from inzet.reading.layout.openers import opener
from inzet.reading.text import Block

_LABEL = re.compile(r"(?P<label>[^\W\d_][\w’'()/-]*(?: [\w’'()/-]+){0,5}) ?:\s+(?=\S)")
_LONGEST = 60
_OFTEN = 2
"""So many times a label is used at least."""
_SEVERAL = 2
"""So many labels that come back tell that a paper is a form."""


def label_of(text: str) -> str | None:
    """What may be the label of a line, in small letters."""
    found = _LABEL.match(text[:_LONGEST])
    if found is None or not text[0].isupper() or LIST_MARK.match(text):
        return None
    return found["label"].casefold()


def labels(texts: Sequence[str]) -> frozenset[str]:
    """The labels of a paper that is a form, at least in part; none of any other.

    Args:
        texts: its lines or blocks, in order.
    """
    every = [label_of(text) for text in texts]
    counts = Counter(one for one in every if one)
    often = {one for one, times in counts.items() if times >= _OFTEN}
    if len(often) < _SEVERAL:
        return frozenset()
    beside: Counter[str] = Counter()
    for i, (one, text) in enumerate(zip(every, texts, strict=True)):
        if one is None or one not in often:
            continue
        near = {*every[max(0, i - 1) : i], *every[i + 1 : i + 2]}
        # The same twice in a row is no form ("Libië: sancties", "Libië: hulp"), nor is who speaks.
        if one in near or opener(text) is not None or session_heading(text) is not None:
            often.discard(one)
        beside[one] += bool(near & often - {one})
    found = frozenset(one for one in often if 2 * beside[one] >= counts[one])
    return found if len(found) >= _SEVERAL else frozenset()


def without_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with lines that begin with a label as text and not as headings."""
    known = labels([block.text for block in blocks])
    return [
        replace(block, kind="paragraph", level=0)
        if block.kind == "heading" and label_of(block.text) in known
        else block
        for block in blocks
    ]
