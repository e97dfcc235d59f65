"""The sources of a draft: every statement that it rests on, told so that it can be found again."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.citations import SpanCitation, outside_words
from inzet.writing.draft import Source, notices


class Sources:
    """Collects sources in the order in which blocks name them, each once."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._found: list[Source] = []
        self._stamps: dict[str, None] = {}

    def of(self, *rows: StatementRow | None) -> tuple[int, ...]:
        """The places of these statements among the sources; None is passed over."""
        return tuple(dict.fromkeys(self._add(row) for row in rows if row is not None))

    def of_paper(self, paper: PaperRow, words: str = "") -> tuple[int, ...]:
        """The place of a paper where no statement is meant, by what is printed in it: these words,
        else its title, as a source without words is none."""
        return (self._add_paper(paper, " ".join(words.split()) or paper.title),)

    def every(self) -> tuple[Source, ...]:
        """All that were named."""
        return tuple(self._found)

    def stamps(self) -> tuple[str, ...]:
        """Notices that they bear, each once."""
        return notices(self._stamps)

    def stamp(self, told: Iterable[str]) -> None:
        """Notices that the draft carries for what is no statement."""
        self._stamps.update(dict.fromkeys(each for each in told if each))

    def _add(self, row: StatementRow) -> int:
        if row.identity not in self._at:
            self._keep(row.identity, self._source(row))
        return self._at[row.identity]

    def _add_paper(self, paper: PaperRow, words: str) -> int:
        name = f"{paper.id} {words}"
        if name not in self._at:
            source = Source(
                statement="",
                marking=paper.marking,
                title=paper.title,
                quote=words,
                paper=paper.id,
                number=paper.numbers[0] if paper.numbers else None,
                said=paper.said.isoformat() if paper.said else None,
                stamp=paper.stamp,
            )
            self._keep(name, source)
        return self._at[name]

    def _keep(self, name: str, source: Source) -> None:
        self._at[name] = len(self._found)
        self._found.append(source)
        self.stamp((source.stamp,))

    def _source(self, row: StatementRow) -> Source:
        paper = row.paper
        return Source(
            statement=row.identity,
            marking=row.marking,
            title=paper.title if paper is not None else outside_words(row.citation),
            # What a table says is its cell.
            quote=row.quote.strip() or outside_words(row.citation),
            paper=paper.id if paper is not None else None,
            number=paper.numbers[0] if paper is not None and paper.numbers else None,
            said=row.said.isoformat() if row.said else None,
            page=_page(row),
            stamp=paper.stamp if paper is not None else "",
        )


def _page(row: StatementRow) -> int | None:
    return row.citation.page if isinstance(row.citation, SpanCitation) else None


__all__ = ["Sources"]
