"""The order in which a paper is written down: each block whole, then what parted it in print."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.reading.load.pdf.blocks import Block
from inzet.reading.load.pdf.lines import Line
from inzet.reading.load.pdf.pages import LaidOut, Page


@dataclass(slots=True)
class Item:
    """Something to write: cells of lines under one mark."""

    kind: str
    level: int
    cells: list[list[Line]]


def ordered(paper: LaidOut) -> list[Item]:
    """Everything on the pages in reading order.

    A paragraph that runs on to the next page is whole; notes, feet and heads that part it in
    print follow it. So a quote is one span of the text, and every line still has its page.
    """
    out: list[Item] = []
    waiting: list[Item] = []
    last: Item | None = None
    for page in paper.pages:
        head = [Item("furniture", 0, [[line]]) for line in page.head]
        first = next((block for block in page.blocks if not block.column.aside), None)
        if first is not None and id(first) in paper.more:
            waiting.extend(head)
        else:
            out.extend(waiting + head)
            waiting = []
        for block in page.blocks:
            if id(block) in paper.more and last is not None:
                last.cells[0].extend(block.lines)
                continue
            item = Item(_kind(block, paper), block.level, [list(cell) for cell in block.cells])
            if block.column.aside and waiting:
                waiting.append(item)
                continue
            out.extend(waiting)
            waiting = []
            out.append(item)
            if not block.column.aside:
                last = item
        waiting.extend(_after(page))
    return out + waiting


def _kind(block: Block, paper: LaidOut) -> str:
    return "title" if block is paper.title else block.kind


def _after(page: Page) -> list[Item]:
    """What stands under the text of a page, or across it."""
    return [
        *(Item("paragraph", 0, [[line]]) for line in page.others),
        *(Item("note", note.number, [note.lines]) for note in page.notes),
        *(Item("furniture", 0, [[line]]) for line in page.foot),
    ]
