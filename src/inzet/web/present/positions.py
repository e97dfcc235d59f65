"""Positions over time in words: a table of occasions, and one line of wordings after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from inzet.changes import Became, Told
from inzet.record import PaperLite, StatementRow
from inzet.web.present.differences import Piece, inline, readable, whole
from inzet.web.present.papers import paper_line
from inzet.web.present.statements import Line, line
from inzet.web.words import Words

_SHOWN = 2
"""Wordings that a cell of the table has room for."""
_TELLING = (Became.CHANGED, Became.NEW, Became.REWORDED, Became.SAME)


@dataclass(frozen=True, slots=True)
class Wording:
    """A position as one paper words it, its differences marked."""

    line: Line
    pieces: tuple[Piece, ...]
    became: str
    stance: str
    before: Line | None
    """The wording it came from."""
    was: tuple[Piece, ...]
    """That one in full, where so little stayed that marks would only confuse; else nothing."""
    judged: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """A column: the paper in which something was said, or a day."""

    key: str
    day: str
    label: str
    path: str
    meeting: str
    """Where its meeting is shown; "" where it is of none."""
    retold: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier of one party, or a party on one dossier, through the occasions."""

    title: str
    path: str
    """All its wordings, one after the other; "" where there is no such page."""
    about: str
    """Where what the row is about is shown; "" for a party."""
    cells: tuple[tuple[tuple[Wording, ...], int], ...]
    """Of each occasion the most telling wordings, and how many more there are."""


@dataclass(frozen=True, slots=True)
class Said:
    """An occasion with every wording on it."""

    occasion: Occasion
    wordings: tuple[Wording, ...]


def wording(told: Told, t: Words) -> Wording:
    """One wording."""
    marked = readable(told.steps)
    before = line(told.before, t) if told.before is not None else None
    apart = before is not None and told.became is not Became.SAME and not marked
    shown = line(told.row, t)
    return Wording(
        line=shown,
        pieces=inline(told.steps, told.row.quote),
        became=str(told.became),
        stance=shown.gist,
        before=before,
        was=whole(told.before.quote) if apart and told.before is not None else (),
        judged=told.judged,
    )


def occasion(row: StatementRow, t: Words) -> Occasion:
    """The column that a statement stands in."""
    day = t.day(row.said) or t("said.undated")
    meeting = f"/meetings/{row.meeting}" if row.meeting else ""
    if row.paper is None:
        return Occasion(f"{row.said}", day, "", "", meeting, False)
    shown = paper_line(row.paper, t)
    return Occasion(_key(row.paper), day, shown.label, shown.path, meeting, shown.retold)


def _key(paper: PaperLite) -> str:
    return f"{paper.said} {paper.id}"


def said(told: Sequence[Told], t: Words) -> list[Said]:
    """Wordings by occasion, the newest first."""
    found: dict[str, tuple[Occasion, list[Told]]] = {}
    for each in told:
        where = occasion(each.row, t)
        kept, some = found.setdefault(where.key, (where, []))
        some.append(each)
        if not kept.meeting and where.meeting:
            found[where.key] = (where, some)
    return [
        Said(where, tuple(wording(each, t) for each in some))
        for where, some in reversed(found.values())
    ]


def rows(
    told: Sequence[Told],
    occasions: Sequence[Occasion],
    keys: Callable[[StatementRow], Iterable[str]],
    shown: Callable[[str], tuple[str, str, str]],
    t: Words,
) -> list[Row]:
    """The table: a row per key that positions have.

    Args:
        told: in order of said.
        occasions: the columns, oldest first.
        keys: under which rows a position stands.
        shown: the title of a row, where all its wordings are, and where its subject is shown.
    """
    by_key: dict[str, dict[str, list[Told]]] = {}
    columns = {each.key for each in occasions}
    for each in told:
        at = occasion(each.row, t).key
        if at in columns:
            for key in keys(each.row):
                by_key.setdefault(key, {}).setdefault(at, []).append(each)
    # What was spoken of last stands first; then by title.
    places = {each.key: place for place, each in enumerate(occasions)}
    titled = sorted(
        (-max(places[at] for at in cells), *shown(key), key) for key, cells in by_key.items()
    )
    return [
        Row(
            title, path, about, tuple(_cell(by_key[key].get(each.key, ()), t) for each in occasions)
        )
        for _, title, path, about, key in titled
    ]


def _cell(told: Sequence[Told], t: Words) -> tuple[tuple[Wording, ...], int]:
    telling = sorted(told, key=lambda each: _TELLING.index(each.became))[:_SHOWN]
    return tuple(wording(each, t) for each in telling), max(0, len(told) - _SHOWN)
