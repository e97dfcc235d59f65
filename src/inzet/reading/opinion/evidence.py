"""Evidence: what the rules made of each sentence of a paper, for whoever gives an opinion on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from inzet.reading.saying.holders import Named

Holder = tuple[str | None, str | None]
"""(party, words) of whoever holds something."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything is keyed by the id of the sentence."""

    refused: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """(cue, reason) of what the rules refused."""
    signs: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """What the grammar saw; see :mod:`inzet.reading.saying.signs`."""
    leads: Mapping[int, Holder] = field(default_factory=dict)
    """Whose the main verb is, where it is somebody's."""
    read: Mapping[int, Mapping[str, Holder]] = field(default_factory=dict)
    """What was read: act → who holds it; ``agenda`` for what is on the table."""
    named: Mapping[int, tuple[Named, ...]] = field(default_factory=dict)
    """Everybody who is named, in order."""
    passed: Mapping[int, Mapping[str, tuple[Holder, ...]]] = field(default_factory=dict)
    """What cues found and another was preferred to: act → who would hold it."""
    stances: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """(rule, polarity) of the stances that were read."""
    firm: frozenset[tuple[int, str]] = frozenset()
    """(sentence, act) of what was read with more than its cue: it belongs to a dossier
    or a motion."""
    told: frozenset[int] = frozenset()
    """Sentences that were read as what is told of a dossier, such as the steps it goes by."""
