"""Commitments in words: due when, and what is known of their keeping."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.meetings import Commitment
from inzet.web.present.statements import SHORT, Line, line, paper_label
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as it stands on the day of the page."""

    line: Line
    keeping: str
    due: str
    judged: str
    """What a person judged of it: kept on which day, late or not, or why it lapsed; else ""."""
    paper: str
    """The paper that keeps it, in a few words; "" where none does."""
    path: str
    """Where that paper is shown."""
    number: str = ""
    """By which the register of promises has it; "" where none is told."""
    register: str = ""
    """How the register of promises has it, as its word; "" where it is silent."""
    letters: tuple[tuple[str, str], ...] = ()
    """The papers that the register names and that are in view: in a few words, and where shown."""


def promise(commitment: Commitment, t: Words) -> Promise:
    """One commitment in words; where no deadline is known, none is said."""
    due = ""
    if commitment.before is not None:
        due = t("due.before", day=t.day(commitment.before))
    elif commitment.due is not None:
        due = t("due.by", day=t.day(commitment.due))
    elif commitment.due_words:
        due = commitment.due_words
    judgement = commitment.judgement
    keeper = judgement.paper if judgement else None
    return Promise(
        line=line(commitment.row, t),
        keeping=str(commitment.keeping),
        due=due,
        judged=_judged(commitment, t),
        paper=paper_label(keeper.title, keeper.numbers) if keeper else "",
        path=f"/papers/{keeper.id[:SHORT]}" if keeper else "",
        number=commitment.number or "",
        register=_registered(commitment, t),
        letters=tuple(
            (paper_label(each.title, each.numbers), f"/papers/{each.id[:SHORT]}")
            for each in (commitment.registered.letters if commitment.registered else ())
        ),
    )


def _registered(commitment: Commitment, t: Words) -> str:
    told = commitment.registered
    if told is None:
        return ""
    if told.on is None:
        return t("commitment.register", words=told.words)
    return t("commitment.register-on", words=told.words, day=t.day(told.on))


def _judged(commitment: Commitment, t: Words) -> str:
    judgement = commitment.judgement
    if judgement is None:
        return ""
    if judgement.paper is None:
        return judgement.ground
    on = t("commitment.kept-on", day=t.day(judgement.since))
    return f"{on} ({t('commitment.late')})" if commitment.late else on
