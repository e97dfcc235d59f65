"""What was said in a debate or consultation: questions by group with their answers, and turns."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.model import Asked, Discussed
from inzet.meetings.cycle.talks import Talk
from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import NOTICE_RULE, PARTICIPATION_RULE
from inzet.vocabulary.parliament import PARLIAMENTARY, Stage

_ASKED = frozenset(("question", "request"))
_APART = frozenset((NOTICE_RULE, PARTICIPATION_RULE))


def discussed(gathered: Gathered, talks: Iterable[Talk]) -> tuple[Discussed, ...]:
    """Debates and consultations with what was said in them, by day."""
    return tuple(_discussed(gathered, talk) for talk in talks)


def _discussed(gathered: Gathered, talk: Talk) -> Discussed:
    rows = gathered.statements(talk.paper.id) if talk.paper is not None else []
    return Discussed(
        stage=talk.stage,
        form=None if talk.stage is Stage.CONSULTATION else talk.form,
        on=talk.on,
        deadline=talk.deadline,
        committee=talk.committee,
        paper=talk.paper,
        questions=tuple(_asked(gathered, row, talk.paper) for row in rows if is_question(row)),
        turns=tuple(row for row in rows if _is_turn(row)),
        sources=talk.rows,
        begins=talk.begins,
    )


def is_question(row: StatementRow) -> bool:
    """Whether a statement is what parliament asks."""
    return row.act == Act.CONTEXT and row.content.get("kind") in _ASKED


def _is_turn(row: StatementRow) -> bool:
    return (
        row.speaker is not None
        and not is_question(row)
        and row.act != Act.REFERENCE
        and row.rule not in _APART
        and row.content.get("kind") not in PARLIAMENTARY
    )


def _asked(gathered: Gathered, row: StatementRow, paper: PaperRow | None) -> Asked:
    """A question with the passage that its statement says is the answer."""
    answer = row.content.get("answer")
    if paper is None or not isinstance(answer, dict):
        return Asked(row, None)
    start, end = answer.get("start"), answer.get("end")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        return Asked(row, None)
    words = gathered.passage(paper.id, start, end)
    return Asked(row, words, paper) if words.strip() else Asked(row, None)
