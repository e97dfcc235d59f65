"""What became of the items of an earlier agenda in the next one of the chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inzet.changes.assignment import assigned
from inzet.changes.difference import Step, difference, is_same
from inzet.changes.relations import relation
from inzet.changes.sentence import Said, Sentence, sentence
from inzet.changes.sides import Side
from inzet.meetings import CitedNotice
from inzet.record import StatementRow

_TITLE, _DOSSIERS = 0.6, 0.4
"""What it weighs that the titles are alike, and that the dossiers are where both have any."""
_ENOUGH = 0.4


class Went(StrEnum):
    """What an item is to the other agenda."""

    NEW = "new"
    DROPPED = "dropped"
    MOVED = "moved"
    """It stands in both, in a session of another number."""
    RETITLED = "retitled"
    """It stands in both, in the same session, under another title."""
    SAME = "same"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of an agenda; a session without items of its own counts as one."""

    title: str
    session: int
    session_title: str | None
    dossiers: tuple[str, ...]
    language: str | None
    row: StatementRow
    """The notice that announces it."""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item of two agendas, or of one of them."""

    went: Went
    earlier: AgendaItem | None
    later: AgendaItem | None
    steps: tuple[Step, ...] = ()
    """How the later title differs from the earlier."""

    @property
    def item(self) -> AgendaItem:
        """The item to show: the later one where there is one."""
        found = self.later or self.earlier
        assert found is not None
        return found


def items_of(side: Side) -> tuple[AgendaItem, ...]:
    """The items of an agenda in order, each once."""
    found: dict[tuple[int, str], AgendaItem] = {}
    for cited in side.notices:
        for item in _items(cited):
            found.setdefault((item.session, item.title.casefold()), item)
    return tuple(found.values())


def _items(cited: CitedNotice) -> list[AgendaItem]:
    found = []
    for session in cited.notice.sessions:
        titled = [item for item in session.items if item.title]
        named = titled or [*session.items, *session.topics][:1]
        for item in named:
            title = item.title if item in session.items and item.title else session.title
            title = title or item.title
            if title:
                found.append(
                    AgendaItem(
                        title,
                        session.number,
                        session.title,
                        item.dossiers,
                        cited.row.language,
                        cited.row,
                    )
                )
        if not named and session.title:
            found.append(
                AgendaItem(
                    session.title, session.number, session.title, (), cited.row.language, cited.row
                )
            )
    return found


def compare_items(
    earlier: Sequence[AgendaItem], later: Sequence[AgendaItem]
) -> tuple[ItemChange, ...]:
    """What became of each item, in the order of the later agenda, what was dropped last."""
    ones, others = [_sentence(each) for each in earlier], [_sentence(each) for each in later]
    gains = {
        (a, b): gain
        for a in range(len(ones))
        for b in range(len(others))
        if (gain := _alike(earlier[a], ones[a], later[b], others[b])) >= _ENOUGH
    }
    taken = assigned(gains)
    came_from = {b: a for a, b in taken.items()}
    found = [
        _change(earlier[came_from[b]], item) if b in came_from else ItemChange(Went.NEW, None, item)
        for b, item in enumerate(later)
    ]
    found += [
        ItemChange(Went.DROPPED, item, None) for a, item in enumerate(earlier) if a not in taken
    ]
    return tuple(found)


def _change(before: AgendaItem, after: AgendaItem) -> ItemChange:
    steps = difference(before.title, after.title)
    if before.session != after.session:
        return ItemChange(Went.MOVED, before, after, steps)
    return ItemChange(Went.SAME if is_same(steps) else Went.RETITLED, before, after, steps)


def _sentence(item: AgendaItem) -> Sentence:
    return sentence(Said(item.title, item.language))


def _alike(before: AgendaItem, one: Sentence, after: AgendaItem, other: Sentence) -> float:
    if before.title.casefold() == after.title.casefold():
        return 1.0 + (0.1 if before.session == after.session else 0.0)
    some, others = set(before.dossiers), set(after.dossiers)
    titles = _titles(one, other)
    if not some or not others:
        return titles
    return _TITLE * titles + _DOSSIERS * len(some & others) / len(some | others)


def _titles(one: Sentence, other: Sentence) -> float:
    """What part of the content words of both stands in the other."""
    some, others = one.content, other.content
    if not some or not others:
        return 0.0
    found = sum(max(relation(a, b, one.thesaurus) for b in others) for a in some)
    found += sum(max(relation(a, b, one.thesaurus) for a in some) for b in others)
    return found / (len(some) + len(others))
