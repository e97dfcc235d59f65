"""What the clean text of a block states: the statements that reading it back must give again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from inzet.record import StatementRow
from inzet.vocabulary.meetings import NOTICE_RULE, PARTICIPATION_RULE, REFERENCE_RULE
from inzet.writing.draft import Saying

_BESIDE = frozenset((NOTICE_RULE, PARTICIPATION_RULE, REFERENCE_RULE, "person"))
"""Rules of what is kept beside the statements of a reading."""
_INHERENT = ("kind", "polarity", "modality", "event", "count", "of", "pending", "name", "targets")
"""Keys whose values follow from the sentence alone, not from the day or meeting of its paper."""


def sayings(rows: Iterable[StatementRow], as_it_stood: bool = True) -> tuple[Saying, ...]:
    """What sentences with these statements say when they stand in a draft.

    Args:
        as_it_stood: the words are the paper's own; else facts in them were put right, and only
            who says what on which dossier is sure to come back.
    """
    return tuple(
        Saying(
            act=row.act,
            party=row.party,
            dossiers=row.dossiers,
            content=_inherent(row.content) if as_it_stood else {},
        )
        for row in rows
        if row.rule not in _BESIDE and not row.corrected
    )


def _inherent(content: dict[str, Any]) -> dict[str, Any]:
    return {key: content[key] for key in _INHERENT if key in content}


__all__ = ["sayings"]
