"""What papers say of an item, in their own words, under a line that names the paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.citations import SpanCitation
from inzet.writing.compose.saying import sayings
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Form, Origin

_NOBODY = "impersonal"
"""How a wish is said that no holder is named of."""
_GAP = 1
"""Characters between sentences that follow each other in one paragraph: a space or a new line."""


class Quotes:
    """Quotes the sentences of papers, with all that the record has of them."""

    def __init__(
        self,
        task: Task,
        sources: Sources,
        papers: Mapping[str, PaperRow],
        party: str | None,
        rows: Iterable[StatementRow],
    ) -> None:
        """``rows``: all that was said at the meeting, of which some is quoted."""
        self._task = task
        self._words = task.words
        self._sources = sources
        self._papers = papers
        self._party = party
        self._said: dict[tuple[str, str], list[StatementRow]] = defaultdict(list)
        for row in rows:
            if row.paper is not None:
                self._said[row.paper.id, row.quote].append(row)

    def of(self, key: str, rows: Sequence[StatementRow], role: str) -> Iterable[Block]:
        """A line per paper, and its quotes as items."""
        by_paper: dict[str, list[StatementRow]] = defaultdict(list)
        for row in rows:
            if row.paper is not None:
                by_paper[row.paper.id].append(row)
        for name, said in by_paper.items():
            runs = [run for run in running(said) if not _is_nobodys(run)]
            if runs:
                yield self._line(key, self._papers[name], role)
                yield from (self._quote(name, run, role) for run in runs)

    def _quote(self, paper: str, run: Sequence[StatementRow], role: str) -> Block:
        sentences = dict.fromkeys(row.quote for row in run)
        every = [row for sentence in sentences for row in self._said[paper, sentence]]
        words = (" ".join(sentence.split()) for sentence in sentences)
        private = self._is_anothers(self._papers[paper])
        return Block(
            key=f"{role}/{run[0].identity}",
            form=Form.ITEM,
            origin=Origin.NEW,
            text=self._words("quoted", quote=" ".join(words)),
            sources=self._sources.of(*every),
            says=() if private else sayings(every),
            role=role,
            private=private,
        )

    def _line(self, key: str, paper: PaperRow, role: str) -> Block:
        private = self._is_anothers(paper)
        name = "announced" if role == "announced" else "told"
        return Block(
            key=f"{role}/{key}/{paper.sha256[:12]}",
            form=Form.PARAGRAPH,
            origin=Origin.FRAME,
            text=self._words(name, paper=paper.title, day=self._words.day(paper.said)),
            sources=self._sources.of_paper(paper),
            role=role,
            comment=self._words("remark_quoted") if private else "",
            private=private,
        )

    def _is_anothers(self, paper: PaperRow) -> bool:
        """Whether a person must word it anew: another "we", or another language."""
        other = paper.language not in (None, self._task.language)
        return other or paper.on_behalf_of != self._party


def running(rows: Sequence[StatementRow]) -> list[list[StatementRow]]:
    """Statements of one paper, those of sentences that follow each other together."""
    found: list[list[StatementRow]] = []
    end = -1
    for row in sorted(rows, key=lambda row: (*_span(row), row.identity)):
        start, stop = _span(row)
        if found and start <= end + _GAP:
            found[-1].append(row)
        else:
            found.append([row])
        end = max(end, stop)
    return found


def _is_nobodys(run: Sequence[StatementRow]) -> bool:
    """What "must" be, by nobody's mouth, is not what the government would say."""
    return all(row.content.get("modality") == _NOBODY for row in run)


def _span(row: StatementRow) -> tuple[int, int]:
    citation = row.citation
    return (citation.start, citation.end) if isinstance(citation, SpanCitation) else (0, 0)


__all__ = ["Quotes", "running"]
