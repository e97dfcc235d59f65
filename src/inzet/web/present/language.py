"""A phrase through the papers in words: its wordings beside each other, and who used which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inzet.changes import Worded, Wording, difference
from inzet.changes.difference import is_same
from inzet.record import StatementRow
from inzet.vocabulary.citations import SpanCitation
from inzet.web.present.differences import Piece, inline, whole
from inzet.web.present.papers import PaperLine, paper_line
from inzet.web.present.statements import SHORT
from inzet.web.words import Words


@dataclass(frozen=True, slots=True)
class Use:
    """A paper in the line of a phrase."""

    paper: PaperLine
    worded: str
    path: str
    """Its sentence, where a statement stands in it; else the paper."""
    page: int | None
    share: str
    """How much of the phrase stands there."""
    pieces: tuple[Piece, ...]
    """Its sentence, with its difference to the one before; nothing where it was dropped."""
    language: str


@dataclass(slots=True)
class Variant:
    """A wording, and the papers that have it."""

    sentence: str
    pieces: tuple[Piece, ...]
    """With its difference to the first wording in the same language."""
    language: str
    uses: list[Use] = field(default_factory=list)

    @property
    def parties(self) -> list[str]:
        """For whom those papers speak, each once."""
        return list(dict.fromkeys(each.paper.party for each in self.uses if each.paper.party))


def uses(found: Sequence[Wording], paths: dict[str, str], t: Words) -> list[Use]:
    """The line, oldest first.

    Args:
        paths: where the sentence of a paper is shown, by id of the paper.
    """
    made = []
    for each in found:
        paper = paper_line(each.paper, t)
        pieces: tuple[Piece, ...] = ()
        if each.sentence is not None:
            changed = each.worded in (Worded.REWORDED, Worded.BACK)
            pieces = inline(each.steps, each.sentence) if changed else whole(each.sentence)
        made.append(
            Use(
                paper=paper,
                worded=str(each.worded),
                path=paths.get(each.paper.id, paper.path),
                page=each.citation.page if each.citation else None,
                share=f"{round(each.likeness * 100)} %",
                pieces=pieces,
                language=each.paper.language or "",
            )
        )
    return made


def variants(found: Sequence[Wording], told: Sequence[Use]) -> list[Variant]:
    """Its wordings, oldest first, each with the papers that have it in the same words."""
    kept: list[Variant] = []
    first: dict[str, str] = {}
    for each, use in zip(found, told, strict=True):
        if each.sentence is None:
            continue
        same = next((one for one in kept if _same(one, each)), None)
        if same is None:
            before = first.setdefault(use.language, each.sentence)
            steps = difference(before, each.sentence) if before != each.sentence else ()
            pieces = inline(steps, each.sentence) if steps else whole(each.sentence)
            same = Variant(each.sentence, pieces, use.language)
            kept.append(same)
        same.uses.append(use)
    return kept


def _same(one: Variant, each: Wording) -> bool:
    assert each.sentence is not None
    return (each.paper.language or "") == one.language and is_same(
        difference(one.sentence, each.sentence)
    )


def path_of(paper: str, citation: SpanCitation, rows: Iterable[StatementRow]) -> str:
    """Where a sentence of a paper is shown: at a statement that stands in it."""
    for row in rows:
        where = row.citation
        if isinstance(where, SpanCitation) and citation.start <= where.start < citation.end:
            return f"/papers/{paper[:SHORT]}#s-{row.identity[:SHORT]}"
    return f"/papers/{paper[:SHORT]}"
