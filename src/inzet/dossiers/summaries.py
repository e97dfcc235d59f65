"""Every dossier in one line, kept up to date as statements come: for a page that is often seen."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.answer import Asked, Cell
from inzet.dossiers.asking import day_of
from inzet.dossiers.folding import Folding, fold
from inzet.dossiers.members import MEMBERSHIP_RULE, Roll, roll
from inzet.dossiers.registry import procedures
from inzet.meetings import Standing, standings
from inzet.record import Delta, Filter, Mark, StatementRow, View
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.entries import DATA_RULES

_DATA = ""
"""Stands for the act of rows of data sets, which are counted apart."""
_KEPT = 32
"""Readers and moments of which a summary is kept."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A dossier in one line."""

    standing: Standing
    line: Cell | None
    """Where it stands; None where its procedure is not known here."""

    @property
    def dossier(self) -> str:
        """Its name."""
        return self.standing.dossier


class Summaries:
    """The summary of all dossiers, for any reader and moment; may be shared between threads.

    What was made for a reader and moment is kept, and of what comes only what it touches is made
    anew. What is kept is what a reader may see: the feeds are part of what it is kept by.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self, view: View, *, language: str = "en", today: dt.date | None = None
    ) -> list[Summary]:
        """Every dossier in view, by name."""
        mark, on = view.mark(), day_of(view, today)
        key = (mark.scope, on, language)
        with self._lock:
            kept = self._kept.get(key)
            self._kept[key] = kept = _brought_up(kept, view, mark, on, language)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return [kept.summaries[name] for name in sorted(kept.summaries)]


@dataclass(slots=True)
class _Kept:
    mark: Mark
    on: dt.date
    language: str
    roll: Roll
    foldings: dict[str, Folding[Any, Any]]
    summaries: dict[str, Summary]


def _brought_up(kept: _Kept | None, view: View, mark: Mark, on: dt.date, language: str) -> _Kept:
    if kept is not None and kept.mark == mark:
        return kept
    delta = view.since(kept.mark) if kept is not None else None
    if kept is None or delta is None:
        # Up to the mark and no further: what comes meanwhile is the next delta's.
        return _anew(view.until(mark), mark, on, language)
    _apply(kept, view.until(delta.mark), delta)
    kept.mark = delta.mark
    return kept


def _anew(view: View, mark: Mark, on: dt.date, language: str) -> _Kept:
    foldings = {name: fold(view, each) for name, each in procedures().items()}
    kept = _Kept(mark, on, language, roll(view), foldings, {})
    for standing in standings(view):
        kept.summaries[standing.dossier] = _summary(kept, standing)
    return kept


def _apply(kept: _Kept, view: View, delta: Delta) -> None:
    touched: dict[str, Counter[str]] = {}
    for rows, weight in ((delta.before, -1), (delta.now, 1)):
        for row in rows:
            for dossier in row.dossiers:
                act = _DATA if row.rule.startswith(DATA_RULES) else row.act
                touched.setdefault(dossier, Counter())[act] += weight
    for folding in kept.foldings.values():
        folding.drop(row.identity for row in delta.before)
        folding.take(_about(folding.procedure.name, delta.now))
    for dossier, counts in touched.items():
        _count(kept, view, dossier, counts)
    for name in _to_say_again(kept, view, delta, touched):
        kept.summaries[name] = _summary(kept, kept.summaries[name].standing)


def _about(procedure: str, rows: Iterable[StatementRow]) -> list[StatementRow]:
    return [row for row in rows if any(procedure_of(name) == procedure for name in row.dossiers)]


def _count(kept: _Kept, view: View, dossier: str, came: Counter[str]) -> None:
    known = kept.summaries.get(dossier)
    before = known.standing.counts if known is not None else {}
    data = came.pop(_DATA, 0) + (known.standing.data if known is not None else 0)
    acts = sorted({*before, *came})
    counts = {act: n for act in acts if (n := before.get(act, 0) + came[act])}
    if not counts and not data:
        kept.summaries.pop(dossier, None)
        return
    latest = view.statements(Filter(dossier=dossier, data=False), limit=1).items if counts else ()
    standing = Standing(dossier, counts, latest[0] if latest else None, data)
    kept.summaries[dossier] = Summary(standing, known.line if known is not None else None)


def _to_say_again(kept: _Kept, view: View, delta: Delta, touched: Iterable[str]) -> list[str]:
    """The dossiers whose line may have changed."""
    rows: Sequence[StatementRow] = (*delta.before, *delta.now)
    if any(row.rule == MEMBERSHIP_RULE for row in rows):
        kept.roll = roll(view)
        return list(kept.summaries)
    wanted = {name for name in touched if name in kept.summaries}
    # Also those that are gone: what they no longer tell, others were told by.
    for name in touched:
        procedure = procedures().get(procedure_of(name))
        if procedure is None or procedure.line_alone:
            continue
        if procedure.shared is None or name in procedure.shared:
            prefix = f"{procedure.name}/"
            wanted |= {each for each in kept.summaries if each.startswith(prefix)}
    return sorted(wanted)


def _summary(kept: _Kept, standing: Standing) -> Summary:
    folding = kept.foldings.get(standing.procedure)
    if folding is None:
        return Summary(standing, None)
    asked = Asked(kept.on, standing.dossier, language=kept.language)
    return Summary(standing, folding.line(asked, kept.roll))
