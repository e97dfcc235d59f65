"""What newer papers announce of a meeting beside the last agenda: its sessions and new items."""

from __future__ import annotations

from collections.abc import Iterable

from inzet.changes.items import AgendaItem, ItemChange, compare_items, items_of
from inzet.changes.sides import Side
from inzet.meetings import CitedNotice, cited, said_at
from inzet.writing.compose.beside import Beside
from inzet.writing.compose.carrying import Section
from inzet.writing.compose.last import LastPaper
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Form, Origin

_FEW = 4
"""Sentences of other papers that are quoted to the drafter under a new item."""


class Announced:
    """What is announced of the meeting of a draft, and the blocks of its new items."""

    def __init__(
        self, task: Task, sources: Sources, beside: Beside, last: LastPaper | None
    ) -> None:
        self._task = task
        self._words = task.words
        self._sources = sources
        self._beside = beside
        self._last = last

    def called_now(self, section: Section) -> str | None:
        """What newer papers call the session whose heading this is; None where they do not, or
        call it the same."""
        if section.session is None or section.level != 1:
            return None
        titles = [
            session.title
            for each in self.notices()
            for session in each.notice.sessions
            if session.number == section.session and session.title
        ]
        same = any(title.casefold() in section.title.casefold() for title in titles)
        return titles[-1] if titles and not same else None

    def notices(self) -> list[CitedNotice]:
        """Notices of this meeting that tell sessions, in papers other than the last agenda."""
        last = self._last.paper.id if self._last is not None else None
        found = [cited(self._task.view, row) for row in self._task.meeting.sources]
        return [
            each
            for each in found
            if each.notice.id == self._task.meeting.id
            and each.notice.sessions
            and (each.row.paper is None or each.row.paper.id != last)
        ]

    def changes(self, last: LastPaper) -> tuple[ItemChange, ...]:
        """What became of the items of last time; nothing where no paper announces items."""
        announced = self.notices()
        if not announced:
            return ()
        earlier = items_of(Side(last.meeting, (last.paper,), (), (last.notice,)))
        later = items_of(Side(self._task.meeting, (), (), tuple(announced)))
        return compare_items(earlier, later)

    def blocks(self, items: Iterable[AgendaItem]) -> Iterable[Block]:
        """New items, each with what is known of it and a field for its text."""
        for item in items:
            yield from self.item(item)

    def item(self, item: AgendaItem) -> Iterable[Block]:
        """One of them."""
        yield Block(
            key=f"item/{item.session}/{'-'.join(item.title.casefold().split())}",
            form=Form.HEADING,
            origin=Origin.NEW,
            text=item.title,
            level=2 if item.title != item.session_title else 1,
            sources=self._sources.of(item.row),
            role="new",
            comment=self._words("remark_new_item") if self._last is not None else "",
        )
        yield from self._known(item)
        yield from self._beside.of(list(item.dossiers))
        yield self.text_field(item.title)

    def _known(self, item: AgendaItem) -> Iterable[Block]:
        """What papers on this meeting say under the item, for the drafter."""
        rows = said_at(self._task.view, self._task.meeting)
        under = [row for row in rows if row.item == item.title and row.paper is not None]
        for row in under[:_FEW]:
            assert row.paper is not None
            yield Block(
                key=f"known/{row.identity}",
                form=Form.PARAGRAPH,
                origin=Origin.NEW,
                text=self._words(
                    "known_quote",
                    paper=row.paper.numbers[0] if row.paper.numbers else row.paper.title,
                    quote=" ".join(row.quote.split()),
                ),
                sources=self._sources.of(row),
                role="new",
                private=True,
            )

    def text_field(self, title: str) -> Block:
        """The field for what the government is to say on it."""
        return Block(
            key=f"text/{'-'.join(title.casefold().split())}",
            form=Form.FIELD,
            origin=Origin.FRAME,
            text=self._words("field_text"),
            role="said",
        )


__all__ = ["Announced"]
