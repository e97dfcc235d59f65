"""Points of an agenda, in groups under its chapters: what becomes of them as sessions.

Reads and writes :class:`Group`. Groups whose neighbours are sessions fall apart into sessions;
groups of which only some are sessions are joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from inzet.reading.announcement.agenda import numbering
from inzet.reading.announcement.openers import is_meal
from inzet.reading.layout.headings import is_closing, is_numbered, strip_number
from inzet.reading.text import Block
from inzet.vocabulary.meetings import Item


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an agenda: a heading, or a line of a list."""

    block: Block
    title: str | None = None
    """Where it is not the whole block."""

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def item(self) -> Item:
        title = self.title or strip_number(self.block.text).rstrip(" :")
        return Item(title=title, quote=self.text, start=self.block.start, end=self.block.end)


@dataclass(slots=True)
class Group:
    """The items under one chapter of a meeting's part, or under none."""

    chapter: Block | None
    items: list[Point] = field(default_factory=list)
    title: str | None = None
    """What the chapter calls it, where that is not the whole block."""
    sure: bool = False
    """The chapter is a session by its own words, or opens the part of one of several meetings."""
    part: bool = False
    """The latter: a session only where items stand under it."""
    alone: bool = False
    """It is told in the heading of its one point ("Nepal (lunch)"), and holds no other."""
    after: bool = False
    """What closes the agenda, behind a session that it is no part of."""
    heads: bool = False
    """No text of its own stands under the chapter, but right below it the heading of a point."""
    own: bool = False
    """The chapter is the name of the meeting: a session beside that of another formation."""

    @property
    def kept(self) -> bool:
        """Whether it is worth a session."""
        return bool(self.items) or (self.sure and not self.part)

    @property
    def called(self) -> str | None:
        """The words of its chapter."""
        return self.title or (self.chapter.text if self.chapter else None)


def apart(groups: Sequence[Group]) -> Iterator[Group]:
    """Groups whose headings all are sessions, as their neighbours say that they are."""
    for group in groups:
        own = [one for one in group.items if one.block.kind != "heading"]
        if group.chapter is not None:
            yield Group(group.chapter, own, group.title, sure=True, part=group.part)
            own = []
        for one in group.items:
            if one.block.kind == "heading":
                if not is_closing(one.text):
                    yield Group(one.block, own, sure=True)
                own = []


def joined(groups: Sequence[Group]) -> Iterator[Group]:
    """Groups of which only some are sessions; what stands under another chapter is under none."""
    current: Group | None = None
    for group in groups:
        if group.sure:
            if current is not None:
                yield current
            current = Group(
                group.chapter, list(group.items), group.title, sure=True, part=group.part
            )
        elif current is None:
            current = Group(None, list(group.items))
        elif group.items and (
            group.after or (current.called is not None and is_meal(current.called))
        ):
            yield current
            current = Group(None, list(group.items))
        else:
            current.items += group.items
    if current is not None:
        yield current


def told_apart(chapters: Sequence[Group], groups: Sequence[Group]) -> bool:
    """Whether what stands under chapters tells itself apart from them: by number or capitals."""
    items = [item for one in chapters for item in one.items]
    heads = [one.chapter.text for one in chapters if one.chapter]
    marks = {numbering(one) for one in heads}
    others = {numbering(item.text) for one in groups for item in one.items}
    if len(marks) == 1 and None not in marks:
        # "I. Algemene Zaken" above points that bear other numbers or none.
        return not marks & others
    if marks != {None}:
        return False
    capitals = all(map(str.isupper, heads)) and not any(item.text.isupper() for item in items)
    return capitals or all(is_numbered(item.text) for item in items)
