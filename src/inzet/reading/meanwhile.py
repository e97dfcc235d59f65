"""Two people at once: what happened to a statement since somebody looked at it.

A form carries the last thing that was known of its statement. Where more is known when it comes
back, nothing is written, and whoever sent it is told what the other did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inzet.vocabulary.errors import Outdated

if TYPE_CHECKING:
    from inzet.record import HistoryRow, View


class JudgedMeanwhile(Outdated):
    """Something happened to a statement since it was shown; nothing was overwritten.

    Attributes:
        identity: of the statement.
        happened: what did, oldest first.
    """

    def __init__(self, identity: str, happened: list[HistoryRow]) -> None:
        last = happened[-1]
        who = last.by or "the reader"
        super().__init__(
            f"{who} was here before you: this was {_DID.get(last.verdict or last.kind, last.kind)}"
            " while you looked at it",
            where=identity[:12],
            fix="Look at what it is now, then decide; nothing was overwritten.",
        )
        self.identity = identity
        self.happened = happened


_DID = {
    "correction": "corrected",
    "withdrawal": "put back as it was",
    "reading": "read again",
}


def last_of(view: View, identity: str) -> str:
    """Id of the last thing that happened to a statement: what its form carries as ``seen``.

    Of one that nobody looked at, the ``entry`` of its row serves as well.

    Raises:
        NotFound: this reader sees no such statement.
    """
    return view.history(identity)[-1].entry


def unless_judged(view: View, identity: str, seen: str) -> None:
    """That nothing happened to a statement since ``seen``; without one, nothing is asked.

    Raises:
        JudgedMeanwhile: something did.
        NotFound: this reader sees no such statement.
    """
    if not seen:
        return
    history = view.history(identity)
    place = next((n for n, each in enumerate(history, 1) if each.entry == seen), 0)
    since = history[place:]
    came = {each.entry for each in since}
    # What came and was taken back meanwhile leaves it as it was.
    stands = [each for each in since if not each.undone and each.target not in came]
    if stands:
        raise JudgedMeanwhile(identity, stands)


__all__ = ["JudgedMeanwhile", "last_of", "unless_judged"]
