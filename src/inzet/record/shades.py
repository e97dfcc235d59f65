"""Under which feeds a statement is not shown: its closings, as far as they count, as one word.

A closing hides a statement from whoever reads the feed it stands in, unless they also read
something that undoes it, which may be undone in turn (see ``query.Scope``). All of that is a
matter of feeds alone, so the same word says it of every statement that is closed alike; who reads
which feeds tells whether it is shown.

A shade is a word for each closing, in order: the feed it stands in and, in brackets, the feeds of
what undoes it, each with the feeds of what undoes that behind a plus: ``3``, ``3(5)``,
``3(5,7+2+4) 6``. Nothing closes what has no shade; what nobody can see has ``GONE``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

CORRECTED, REJECTED, SUPERSEDED, WITHDRAWN = "corrected", "rejected", "superseded", "withdrawn"
REPLACED = "replaced"
"""Said later by the same organisation in another of its feeds, as where it was released more
widely: closes it for those who read both, as long as that stands."""

OPEN = ""
GONE = "*"
"""Closed for everybody who may read the statement, by what stands beside it in its own feed."""

Undoing = tuple[int, frozenset[int]]
"""The feed of what undoes a closing, and the feeds of what undoes that."""
Closing = tuple[int, frozenset[Undoing]]
"""The feed of a closing, and what undoes it."""


def shade(own: int, closings: Iterable[Closing]) -> str:
    """The word for some closings of a statement.

    Args:
        own: the feed of the statement: who is shown it reads that one, so that what stands there
            counts for all of them.
    """
    found: set[str] = set()
    for feed, undoings in closings:
        left = {(by, again) for by, again in undoings if own not in again}
        if (own, frozenset()) in left:
            continue
        if feed == own and not left:
            return GONE
        within = ",".join(sorted("+".join(map(str, (by, *sorted(again)))) for by, again in left))
        found.add(f"{feed}({within})" if within else str(feed))
    return " ".join(sorted(found))


def shows(word: str, feeds: frozenset[int]) -> bool:
    """Whether a statement of this shade is shown to who reads these feeds, its own among them."""
    if not word:
        return True
    return word != GONE and not any(_closes(each, feeds) for each in _parsed(word))


def _closes(closing: Closing, feeds: frozenset[int]) -> bool:
    feed, undoings = closing
    return feed in feeds and not any(by in feeds and not again & feeds for by, again in undoings)


@lru_cache(maxsize=4096)
def _parsed(word: str) -> tuple[Closing, ...]:
    return tuple(_closing(each) for each in word.split(" "))


def _closing(word: str) -> Closing:
    feed, _, within = word.partition("(")
    parts = within.rstrip(")").split(",") if within else ()
    undoings = ([int(feed) for feed in part.split("+")] for part in parts)
    return int(feed), frozenset((by, frozenset(again)) for by, *again in undoings)
