"""Every dossier in one line, kept up to date as statements come: for a page that is often seen."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from inzet.dossiers.answer import Asked, Cell
from inzet.dossiers.asking import day_of
from inzet.dossiers.folding import Folding, fold
from inzet.dossiers.members import MEMBERSHIP_RULE, Roll, roll
from inzet.dossiers.procedure import Procedure
from inzet.dossiers.registry import procedures
from inzet.dossiers.sayings import Mentioned, SayingProcedure, as_laid_out
from inzet.dossiers.values import Value
from inzet.meetings import Standing, standings
from inzet.record import Delta, Filter, Mark, StatementRow, View
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.entries import DATA_RULES

_DATA = ""
"""Stands for the act of rows of data sets, which are counted apart."""
_KEPT = 32
"""Readers and moments of which a summary is kept."""
_LINES = 8
"""Days and languages of each, in which lines are kept."""

_Line = tuple[Cell | None, tuple[str, ...]]
"""A line, and the identities of what it rests on where it names no sources."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A dossier in one line."""

    standing: Standing
    line: Cell | None
    """Where it stands; None where its procedure is not known here. Some lines name no sources: see
    ``sourced``."""
    rests_on: tuple[str, ...] = ()
    """The identities of the statements behind a line that names none itself."""

    @property
    def dossier(self) -> str:
        """Its name."""
        return self.standing.dossier


def sourced(summaries: Sequence[Summary], view: View) -> list[Summary]:
    """Summaries whose lines all name their sources, which are read for those that do not."""
    found = view.statements_of(each for one in summaries for each in one.rests_on)
    return [_sourced(each, found) for each in summaries]


def _sourced(summary: Summary, found: Mapping[str, StatementRow]) -> Summary:
    if summary.line is None or not summary.rests_on:
        return summary
    rows = as_laid_out((found[each] for each in summary.rests_on if each in found), summary.dossier)
    value = Value(len(summary.rests_on), rows)
    return replace(summary, line=replace(summary.line, value=value))


class Summaries:
    """The summary of all dossiers, for any reader and moment; may be shared between threads.

    What was folded for a reader and moment is kept, and of what comes only what it touches is
    told anew; days and languages share it. What is kept is what a reader may see: the feeds are
    part of what it is kept by.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self, view: View, *, language: str = "en", today: dt.date | None = None
    ) -> list[Summary]:
        """Every dossier in view, by name."""
        mark, on = view.mark(), day_of(view, today)
        with self._lock:
            kept = _brought_up(self._kept.get(mark.scope), view, mark)
            self._kept[mark.scope] = kept
            self._kept.move_to_end(mark.scope)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            lines = kept.told(on, language)
            return [Summary(kept.standings[name], *lines[name]) for name in sorted(kept.standings)]


@dataclass(slots=True)
class _Kept:
    mark: Mark
    roll: Roll
    foldings: dict[str, Folding[Any, Any] | Mentioned]
    standings: dict[str, Standing]
    lines: OrderedDict[tuple[dt.date, str], dict[str, _Line]]
    """By day and language, the line of each dossier as far as it was told, and what it rests on."""

    def told(self, on: dt.date, language: str) -> dict[str, _Line]:
        """The lines of one day in one language; those that are missing are told."""
        lines = self.lines.setdefault((on, language), {})
        self.lines.move_to_end((on, language))
        while len(self.lines) > _LINES:
            self.lines.popitem(last=False)
        for name, standing in self.standings.items():
            if name not in lines:
                lines[name] = self._line(standing, on, language)
        return lines

    def forget(self, names: Iterable[str]) -> None:
        """Lines that are to be told again."""
        for lines in self.lines.values():
            for name in names:
                lines.pop(name, None)

    def _line(self, standing: Standing, on: dt.date, language: str) -> _Line:
        folding = self.foldings.get(standing.procedure)
        if folding is None:
            return None, ()
        asked = Asked(on, standing.dossier, language=language)
        rests_on = folding.rests_on(asked) if isinstance(folding, Mentioned) else ()
        return folding.line(asked, self.roll), rests_on


def _brought_up(kept: _Kept | None, view: View, mark: Mark) -> _Kept:
    if kept is not None and kept.mark == mark:
        return kept
    delta = view.since(kept.mark) if kept is not None else None
    if kept is None or delta is None:
        # Up to the mark and no further: what comes meanwhile is the next delta's.
        return _anew(view.until(mark), mark)
    _apply(kept, view.until(delta.mark), delta)
    kept.mark = delta.mark
    return kept


def _anew(view: View, mark: Mark) -> _Kept:
    foldings = {name: _folding(view, each) for name, each in procedures().items()}
    known = {standing.dossier: standing for standing in standings(view)}
    return _Kept(mark, roll(view), foldings, known, OrderedDict())


def _folding(view: View, procedure: Procedure[Any, Any]) -> Folding[Any, Any] | Mentioned:
    """What the lines of a procedure follow from: of what is laid out as it was said, when and
    where, which is a tenth of reading it."""
    if isinstance(procedure, SayingProcedure):
        return Mentioned.of(view, procedure)
    return fold(view, procedure)


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
    kept.forget(_to_say_again(kept, view, delta, touched))


def _about(procedure: str, rows: Iterable[StatementRow]) -> list[StatementRow]:
    return [row for row in rows if any(procedure_of(name) == procedure for name in row.dossiers)]


def _count(kept: _Kept, view: View, dossier: str, came: Counter[str]) -> None:
    known = kept.standings.get(dossier)
    before = known.counts if known is not None else {}
    data = came.pop(_DATA, 0) + (known.data if known is not None else 0)
    acts = sorted({*before, *came})
    counts = {act: n for act in acts if (n := before.get(act, 0) + came[act])}
    if not counts and not data:
        kept.standings.pop(dossier, None)
        kept.forget([dossier])
        return
    latest = view.statements(Filter(dossier=dossier, data=False), limit=1).items if counts else ()
    kept.standings[dossier] = Standing(dossier, counts, latest[0] if latest else None, data)


def _to_say_again(kept: _Kept, view: View, delta: Delta, touched: Iterable[str]) -> list[str]:
    """The dossiers whose line may have changed."""
    rows: Sequence[StatementRow] = (*delta.before, *delta.now)
    if any(row.rule == MEMBERSHIP_RULE for row in rows):
        kept.roll = roll(view)
        return list(kept.standings)
    wanted = {name for name in touched if name in kept.standings}
    # Also those that are gone: what they no longer tell, others were told by.
    for name in touched:
        procedure = procedures().get(procedure_of(name))
        if procedure is None or procedure.line_alone:
            continue
        if procedure.shared is None or name in procedure.shared:
            prefix = f"{procedure.name}/"
            wanted |= {each for each in kept.standings if each.startswith(prefix)}
    return sorted(wanted)
