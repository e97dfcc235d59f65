"""Two pages for six sections: each has a share of the room, and what one leaves others may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inzet.writing.compose.debate.entries import Entry, Fitted, Section
from inzet.writing.compose.sheet.naming import Letters

SHARES: Mapping[str, float] = {
    "new": 0.22,
    "dropped": 0.17,
    "reworded": 0.22,
    "overdue": 0.09,
    "open": 0.10,
    "question": 0.20,
}
"""Of the lines that are left beside head and headings."""
FIRST = ("overdue", "question", "reworded", "dropped", "new", "open")
"""Which section gets a line first of what the others leave."""
MORE = 1.25
"""Lines that it takes to tell how many are left out, and where they are."""


def fit(sections: Sequence[Section], room: float, letters: Letters) -> list[Fitted]:
    """What of each section is printed, in the order given.

    Nothing is passed over: of each section the first lines by rank are shown. What is not shown
    is told in a line of its own, for which there is room.

    Args:
        room: lines for all of them, headings not counted.
        letters: for measuring; the letters that papers get in it do not count.
    """
    costs = {entry.key: entry.lines(letters) for section in sections for entry in section.entries}
    ranked = {
        section.name: sorted(section.entries, key=lambda entry: (entry.rank, entry.key))
        for section in sections
    }
    taken = dict.fromkeys(ranked, 0)
    beside = {section.name: section.beside for section in sections}

    def used(name: str, count: int) -> float:
        found = sum(costs[entry.key] for entry in ranked[name][:count])
        return found + (MORE if count < len(ranked[name]) or beside[name] else 0.0)

    def spent() -> float:
        return sum(used(name, count) for name, count in taken.items())

    for name, entries in ranked.items():
        share = SHARES.get(name, 0.1) * room
        while taken[name] < len(entries) and used(name, taken[name] + 1) <= share:
            taken[name] += 1
    grown = True
    while grown:
        grown = False
        for name in sorted(ranked, key=_turn):
            count = taken[name]
            if count == len(ranked[name]):
                continue
            if spent() - used(name, count) + used(name, count + 1) <= room:
                taken[name] += 1
                grown = True
    return [_fitted(section, ranked[section.name], taken[section.name]) for section in sections]


def _turn(name: str) -> int:
    return FIRST.index(name) if name in FIRST else len(FIRST)


def _fitted(section: Section, ranked: list[Entry], count: int) -> Fitted:
    shown = sorted(ranked[:count], key=lambda entry: (entry.place, entry.rank, entry.key))
    return Fitted(section, tuple(shown), tuple(ranked[count:]))
