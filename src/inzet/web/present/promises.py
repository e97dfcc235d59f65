"""Commitments in words: due when, and what is known of their keeping."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.meetings import Commitment
from inzet.web.present.statements import Line, line
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as it stands on the day of the page."""

    line: Line
    keeping: str
    due: str


def promise(commitment: Commitment, t: Words) -> Promise:
    """One commitment in words; where no deadline is known, none is said."""
    due = ""
    if commitment.before is not None:
        due = t("due.before", day=t.day(commitment.before))
    elif commitment.due is not None:
        due = t("due.by", day=t.day(commitment.due))
    elif commitment.due_words:
        due = commitment.due_words
    return Promise(line=line(commitment.row, t), keeping=str(commitment.keeping), due=due)
