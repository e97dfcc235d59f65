"""The statement that a sentence makes, whoever found it: rule or opinion."""

from __future__ import annotations

from typing import Any

from inzet.reading.contents import validity
from inzet.reading.contents.context import PaperContext
from inzet.reading.precision import precision_of
from inzet.reading.result import ReadStatement
from inzet.reading.text import Block, Sentence
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import statement_identity

_ID_LENGTH = 16


def made(
    paper: PaperContext,
    sha256: str,
    sentence: Sentence,
    *,
    act: Act,
    party: str | None,
    holder: str | None,
    rule: str,
    content: dict[str, Any],
    dossiers: tuple[str, ...],
    explanation: dict[str, Any],
) -> ReadStatement:
    """One statement, with its place in the paper and how precise its rule was measured to be.

    Args:
        sha256: of the paper's bytes, for the id.
        party: whose act it is; ``holder`` are the words for it.
    """
    start, end = sentence.start, sentence.end
    block, about = paper.block(sentence), paper.meeting(sentence)
    valid_from, valid_to = validity(act, content)
    return ReadStatement(
        id=statement_identity(sha256, start, end, act, holder)[:_ID_LENGTH],
        act=str(act),
        party=party,
        holder=holder,
        dossier=dossiers[0] if dossiers else None,
        dossiers=tuple(dossiers),
        session=block.session,
        item=_item(block),
        meeting=about.id if about else None,
        quote=sentence.text,
        start=start,
        end=end,
        page=sentence.page,
        rule=rule,
        reading_precision=precision_of(rule, sentence.language),
        content=content,
        valid_from=valid_from,
        valid_to=valid_to,
        explanation=explanation,
        speaker=paper.turn(sentence).speaker,
    )


def _item(block: Block) -> str | None:
    """The heading of the agenda item; the heading of a session is no item."""
    deepest = 2 if block.session is not None else 1
    return block.path[-1] if len(block.path) >= deepest else None
