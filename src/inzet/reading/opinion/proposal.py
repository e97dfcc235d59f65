"""A proposal: that a sentence does something, by words that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from inzet.reading.contents.context import PaperContext
from inzet.reading.opinion.evidence import Evidence
from inzet.reading.text import Sentence

ACTS = frozenset(
    ("position", "commitment", "status", "condition", "decision", "expectation", "agenda")
)
"""What can be proposed; ``agenda`` becomes a context of that kind."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an opinion says of one sentence."""

    sentence: int
    """Id of the sentence."""
    act: str
    quote: str
    """Verbatim from that sentence."""
    holder: str | None = None
    """The holder's words, verbatim from the sentence; ``own`` for the government that speaks."""
    party: str | None = None
    """Whose it is, where an earlier stage told; else it is looked up by the holder's words."""
    rule: str = "model"
    """Who says so, as it stands in the statement: ``classifier.position``, ``model.<name>``."""
    against: bool = False
    """Whether a stance is against what it is about."""
    certainty: str | None = None
    """The opinion's own figure, a decimal string; never shown as precision."""


OWN = "own"


@dataclass(frozen=True, slots=True)
class Opined:
    """The proposals of one opinion, and what it has to say in plain words."""

    proposals: tuple[Proposal, ...] = ()
    notes: tuple[str, ...] = ()
    doubted: frozenset[tuple[int, str]] = frozenset()
    """(sentence, act) of what the rules read and this opinion does not believe."""
    turned: frozenset[tuple[int, str, str]] = frozenset()
    """(sentence, rule, polarity) of stances that the rules read and that go the other way."""


class Opinion(Protocol):
    """Something that proposes."""

    sends: bool
    """Whether text of the paper leaves this process."""

    def propose(
        self, paper: PaperContext, silent: Sequence[Sentence], evidence: Evidence
    ) -> Opined:
        """Proposals, and what it does not believe of what was read; never raises for its source.

        Args:
            silent: the sentences in which the rules found nothing.
            evidence: what the rules made of every sentence.
        """
        ...


def batches(sentences: Iterable[Sentence], size: int) -> Iterable[list[Sentence]]:
    """Sentences in lists of at most ``size``."""
    batch: list[Sentence] = []
    for sentence in sentences:
        batch.append(sentence)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
