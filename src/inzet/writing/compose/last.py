"""The paper of last time: the last of its kind in the chain, taken apart in its own order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inzet.changes import papers_of
from inzet.changes.moment import Series
from inzet.meetings import CitedNotice, Meeting, chain, cited
from inzet.reading.layout.structure import structure
from inzet.reading.mentions import SentenceMentions, mentions_in
from inzet.reading.text import Block, Extracted, Mark, Sentence, Structured
from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.meetings import NOTICE_RULE
from inzet.writing.compose.task import Task

AGENDAS = frozenset(("annotated agenda", "annotated agenda and report"))
"""Genres that announce a meeting."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the paper, where it stands in its block, and what the record has of it."""

    text: str
    start: int
    """In the text of its block."""
    end: int
    mentions: SentenceMentions
    rows: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class LastPaper:
    """A paper and what is in it."""

    paper: PaperRow
    meeting: Meeting
    notice: CitedNotice
    """The meeting as this paper tells it."""
    structured: Structured
    sentences: Mapping[int, tuple[Told, ...]]
    """By index of the block they stand in."""
    rows: tuple[StatementRow, ...]
    same_chain: bool
    """False: its meeting is of another format and prepares the one that is drafted for."""

    @property
    def language(self) -> str:
        """Of the paper."""
        return self.paper.language or self.structured.language or ""

    def heading_mentions(self, block: Block) -> SentenceMentions:
        """What a heading mentions."""
        return mentions_in(block.text, self.language, self.paper.said)


def last_agenda(task: Task) -> LastPaper | None:
    """The last annotated agenda before the meeting: of its chain, on behalf of the same party.

    Where its chain has none, that of the last meeting that prepares it. None: there is neither.
    """
    found = _last(task)
    if found is None:
        return None
    near, paper, meeting = found
    return taken_apart(task.view, paper, meeting, near)


def whose(task: Task) -> str | None:
    """On whose behalf the last annotated agenda before the meeting was."""
    found = _last(task)
    return found[1].on_behalf_of if found is not None else None


def _last(task: Task) -> tuple[bool, PaperRow, Meeting] | None:
    view, own = task.view, task.meeting
    series, papers = Series(view), {each.id: each for each in papers_of(view)}
    of = series.of(own.id)
    found: list[tuple[bool, dt.date, int, str, PaperRow, Meeting]] = []
    for each in chain(view):
        near = of is not None and series.of(each.id) == of
        if each.id == own.id or not (near or each.id in own.prepared_by):
            continue
        if own.first is not None and each.first is not None and each.first >= own.first:
            continue
        for paper in agendas_of(each, papers, task.on_behalf_of):
            when = each.first or dt.date.min
            found.append((near, when, paper.size, paper.sha256, paper, each))
    if not found:
        return None
    near, _, _, _, paper, meeting = max(found, key=lambda one: one[:4])
    return near, paper, meeting


def agendas_of(
    meeting: Meeting, papers: Mapping[str, PaperRow], on_behalf_of: str | None
) -> list[PaperRow]:
    """The annotated agendas of a meeting, oldest said first."""
    every = (papers[lite.id] for lite in meeting.papers if lite.id in papers)
    wanted = [
        paper
        for paper in every
        if paper.genre in AGENDAS and on_behalf_of in (None, paper.on_behalf_of)
    ]
    return sorted(wanted, key=lambda paper: (str(paper.said or ""), paper.sha256))


def structured_of(view: View, paper: PaperRow) -> Structured:
    """The blocks and sentences of a paper's text as it was extracted."""
    text = view.text(paper.id)
    return structure(
        Extracted(
            text=text.text,
            pages=text.pages,
            marks=tuple(Mark(*mark) for mark in text.marks),
            extractor=text.extractor,
            media_type=paper.media_type,
        ),
        language=paper.language,
    )


def taken_apart(view: View, paper: PaperRow, meeting: Meeting, same_chain: bool) -> LastPaper:
    """A paper's blocks and sentences, each sentence with its statements."""
    structured = structured_of(view, paper)
    rows = tuple(view.paper_statements(paper.id))
    notice = next(
        (
            cited(view, row)
            for row in rows
            if row.rule == NOTICE_RULE and row.meeting == meeting.id and "meeting" in row.content
        ),
        CitedNotice(meeting.notice, meeting.sources[0]),
    )
    return LastPaper(
        paper=paper,
        meeting=meeting,
        notice=notice,
        structured=structured,
        sentences=_sentences(structured, rows, paper.said),
        rows=rows,
        same_chain=same_chain,
    )


def _sentences(
    structured: Structured, rows: Sequence[StatementRow], said: dt.date | None
) -> dict[int, tuple[Told, ...]]:
    spans = [
        (row.citation.start, row.citation.end, row)
        for row in rows
        if isinstance(row.citation, SpanCitation)
    ]
    found: dict[int, list[Told]] = defaultdict(list)
    for sentence in structured.sentences:
        start = _at(structured.blocks[sentence.block], sentence)
        here = [row for begin, end, row in spans if sentence.start <= begin < sentence.end]
        found[sentence.block].append(
            Told(
                text=sentence.text,
                start=start,
                end=start + len(sentence.text),
                mentions=mentions_in(sentence.text, sentence.language, said),
                rows=tuple(sorted(here, key=lambda row: (row.act, row.identity))),
            )
        )
    return {block: tuple(told) for block, told in found.items()}


def _at(block: Block, sentence: Sentence) -> int:
    """Where a sentence begins in the text of its block."""
    return next((at for at, offset in enumerate(block.offsets) if offset >= sentence.offsets[0]), 0)


__all__ = [
    "AGENDAS",
    "LastPaper",
    "Told",
    "agendas_of",
    "last_agenda",
    "structured_of",
    "taken_apart",
]
