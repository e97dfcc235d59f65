"""How many statements there are, kept up as entries come, so that nobody has to count them.

A tally is a number for each feed, name, act, sort and shade (see ``shades``). What a reader is
shown is the sum over the feeds they read of the shades that show: so a closing in a feed they may
not read takes nothing from their count, and what they are told is what counting would tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.engine import Connection

from inzet.record.shades import (
    GONE,
    OPEN,
    REPLACED,
    SUPERSEDED,
    WITHDRAWN,
    Closing,
    Undoing,
    shade,
)
from inzet.record.store import rows, run
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act, procedure_of
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import DATA_RULES
from inzet.vocabulary.judgements import PERSON as PERSON_RULE

ALL, DOSSIER, PROCEDURE, PARTY, MEETING = "", "dossier", "procedure", "party", "meeting"
"""What is tallied: every statement, and by each of these names."""
READ, DATA, PERSON = 0, 1, 2
"""What sort a statement is of: read by rule; a row of a data set; written by a person. The last
two together are a row that a person corrected."""
_CHUNK = 500
T = TypeVar("T")

_ACTS = {act: act.value for act in Act}
Cell = tuple[int, str, int, str | None, str | None, tuple[str, ...]]
"""(feed, act, sort, party, meeting, dossiers): statements of one cell are tallied alike."""


class _Statement(NamedTuple):
    entry: int
    feed: int
    paper: int | None
    cell: Cell


class Tally:
    """Keeps the tallies of a record, a slice of entries at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._came: Counter[tuple[Cell, str]] = Counter()
        self._on: dict[str, list[int]] = defaultdict(list)

    def add(self, came: Iterable[tuple[int, int, kinds.Body]]) -> None:
        """Counts statements and corrections that came, as if nothing closed them yet.

        Args:
            came: (entry, feed, body) of each.
        """
        cells = []
        for entry, feed, body in came:
            said = body if type(body) is kinds.Statement else _said(body)
            cells.append((_cell(feed, said, said is not body), OPEN))
            citation = said.citation
            if type(citation) is SpanCitation:
                self._on[citation.paper].append(entry)
        self._came.update(cells)

    def forget(self, entries: Iterable[int]) -> None:
        """Counts statements no longer that are about to be erased."""
        for chunk in _chunks(sorted(entries)):
            self._leave(self._statements(chunk))

    def settle(self, closed: Iterable[tuple[int, str]]) -> None:
        """Counts anew what closings that came or went are about, and writes what was counted.

        Args:
            closed: their targets and kinds.
        """
        targets = self._reached(closed) + self._on_closed()
        for chunk in _chunks(targets):
            self._shade(self._statements(chunk))
            # Few of them are papers, and a paper may have any number of statements.
            for paper in self._papers(chunk):
                for part in _chunks(self._of_paper(paper)):
                    self._shade(self._statements(part))
        self._write()

    # ---- which statements ---------------------------------------------------------------

    def _reached(self, closed: Iterable[tuple[int, str]]) -> list[int]:
        """What closings are about, and what that had closed where they undo it, twice over."""
        direct = set(closed)
        found = {target for target, _ in direct}
        undone = {target for target, kind in direct if kind == WITHDRAWN}
        for _ in range(2):
            undone = {
                target
                for chunk in _chunks(sorted(undone))
                for (target,) in self._select(
                    "SELECT DISTINCT target FROM closing WHERE kind <> ? AND closer IN",
                    chunk,
                    SUPERSEDED,
                )
            }
            found |= undone
        return sorted(found)

    def _on_closed(self) -> list[int]:
        """What came on papers that were closed before."""
        on, self._on = self._on, defaultdict(list)
        sql = (
            "SELECT e.id FROM entry e JOIN closing c ON c.target = e.seq "
            "WHERE c.kind <> ? AND e.id IN"
        )
        papers = [bytes.fromhex(each) for each in on]
        closed = (self._select(sql, chunk, REPLACED) for chunk in _chunks(papers))
        return [entry for rows in closed for (raw,) in rows for entry in on[bytes(raw).hex()]]

    def _statements(self, entries: Sequence[int]) -> list[_Statement]:
        sql = (
            "SELECT s.entry, s.feed, s.paper, e.body FROM statement s "
            "JOIN entry e ON e.seq = s.entry WHERE e.body IS NOT NULL AND s.entry IN"
        )
        return [
            _Statement(entry, feed, paper, _cell_of(feed, kinds.decode(raw)))
            for entry, feed, paper, raw in self._select(sql, entries)
        ]

    def _papers(self, wanted: Sequence[int]) -> list[int]:
        return [row[0] for row in self._select("SELECT entry FROM paper WHERE entry IN", wanted)]

    def _of_paper(self, paper: int) -> list[int]:
        return [
            row[0] for row in self._select("SELECT entry FROM statement WHERE paper IN", [paper])
        ]

    # ---- shades -------------------------------------------------------------------------

    def _shade(self, statements: Sequence[_Statement]) -> None:
        """Moves statements to the shade they have now."""
        entries = [each.entry for each in statements]
        papers = {each.paper for each in statements if each.paper is not None}
        before, of = self._shades(entries), self._closings(entries)
        # Of a copy that takes the place of another its statements tell for themselves.
        of_papers = self._closings(sorted(papers), but=REPLACED)
        gone: list[int] = []
        rows: list[tuple[int, int, str]] = []
        for each in statements:
            over = of_papers[each.paper] if each.paper is not None else ()
            then, now = before.get(each.entry, OPEN), shade(each.feed, (*of[each.entry], *over))
            if now != then:
                self._came[each.cell, then] -= 1
                self._came[each.cell, now] += 1
                gone += [each.entry] if then else []
                rows += [(each.entry, each.feed, now)] if now else []
        self._unshade(gone)
        self._run("INSERT INTO shaded (entry, feed, shade) VALUES (?, ?, ?)", rows)

    def _leave(self, statements: Sequence[_Statement]) -> None:
        before = self._shades([each.entry for each in statements])
        for each in statements:
            self._came[each.cell, before.get(each.entry, OPEN)] -= 1
        self._unshade(list(before))

    def _shades(self, entries: Sequence[int]) -> dict[int, str]:
        sql = "SELECT entry, shade FROM shaded WHERE entry IN"
        return dict(self._select(sql, entries))

    def _unshade(self, entries: Sequence[int]) -> None:
        self._run("DELETE FROM shaded WHERE entry = ?", [(entry,) for entry in entries])

    def _closings(self, targets: Sequence[int], but: str = "") -> dict[int, list[Closing]]:
        """The closings of entries, with what undoes them; those of one kind left out."""
        found: dict[int, list[Closing]] = defaultdict(list)
        rows = self._closing_rows(targets)
        undoings = self._undoings([closer for _, closer, kind, _ in rows if kind != SUPERSEDED])
        for target, closer, kind, feed in rows:
            if kind != but:
                # What a later reading replaced stays closed, whatever becomes of that one.
                undone = () if kind == SUPERSEDED else undoings[closer]
                found[target].append((feed, frozenset(undone)))
        return found

    def _undoings(self, closers: Sequence[int]) -> dict[int, list[Undoing]]:
        found: dict[int, list[Undoing]] = defaultdict(list)
        rows = self._withdrawals(closers)
        again: dict[int, set[int]] = defaultdict(set)
        for target, _, feed in self._withdrawals([by for _, by, _ in rows]):
            again[target].add(feed)
        for target, by, feed in rows:
            found[target].append((feed, frozenset(again[by])))
        return found

    def _withdrawals(self, targets: Sequence[int]) -> list[tuple[int, int, int]]:
        return [
            (target, closer, feed)
            for target, closer, kind, feed in self._closing_rows(targets)
            if kind == WITHDRAWN
        ]

    def _closing_rows(self, targets: Sequence[int]) -> list[tuple[int, int, str, int]]:
        sql = "SELECT target, closer, kind, feed FROM closing WHERE target IN"
        chunks = _chunks(sorted(set(targets)))
        return [row for chunk in chunks for row in self._select(sql, chunk)]

    # ---- the tables ---------------------------------------------------------------------

    def _write(self) -> None:
        came, self._came = self._came, Counter()
        changes: Counter[tuple[str, int, str, str, str, int]] = Counter()
        for (cell, word), many in came.items():
            if many and word != GONE:
                for what, name in _names(cell):
                    changes[what, cell[2], name, cell[1], word, cell[0]] += many
        rows = sorted((*key, many) for key, many in changes.items() if many)
        self._run(
            "INSERT INTO tally (what, sort, name, act, shade, feed, many) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (what, sort, name, act, shade, feed) "
            "DO UPDATE SET many = tally.many + excluded.many",
            rows,
        )
        self._run(
            "DELETE FROM tally WHERE what = ? AND sort = ? AND name = ? AND act = ? AND shade = ? "
            "AND feed = ? AND many = 0",
            [row[:-1] for row in rows if row[-1] < 0],
        )

    def _select(self, sql: str, wanted: Sequence[int | bytes], *values: Any) -> list[Any]:
        """The rows of a query that ends in ``IN``."""
        if not wanted:
            return []
        marks = ", ".join("?" * len(wanted))
        return rows(self._connection, f"{sql} ({marks})", (*values, *wanted))

    def _run(self, sql: str, rows: list[Any]) -> None:
        if rows:
            run(self._connection, sql, rows)


def _cell_of(feed: int, body: kinds.Body) -> Cell:
    said = _said(body)
    return _cell(feed, said, said is not body)


def _said(body: kinds.Body) -> kinds.Statement:
    said = body.statement if isinstance(body, kinds.Correction) else body
    assert isinstance(said, kinds.Statement)
    return said


def _cell(feed: int, body: kinds.Statement, correction: bool) -> Cell:
    sort = DATA if body.rule.startswith(DATA_RULES) else READ
    if correction or body.rule == PERSON_RULE:
        sort |= PERSON
    return feed, _ACTS[body.act], sort, body.party, body.meeting, body.dossiers


def _names(cell: Cell) -> Iterator[tuple[str, str]]:
    """What the statements of a cell are tallied by, each name once."""
    *_, party, meeting, dossiers = cell
    yield ALL, ""
    if party is not None:
        yield PARTY, party
    if meeting is not None:
        yield MEETING, meeting
    for name in dict.fromkeys(dossiers):
        yield DOSSIER, name
    for name in dict.fromkeys(map(procedure_of, dossiers)):
        yield PROCEDURE, name


def _chunks(wanted: Sequence[T]) -> Iterator[Sequence[T]]:
    return (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))
