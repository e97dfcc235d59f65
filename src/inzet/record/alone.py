"""One feed by itself: what stood in it when it had come as far as a place.

What other feeds say of its entries does not count here, so whoever holds the feed is told the
same, on every node and however much else they may read. For what is made of feeds and handed on.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from inzet.record.audiences import Feed
from inzet.record.erasure import COUNTED
from inzet.record.moments import utc_time
from inzet.record.projections import REJECTED, SUPERSEDED, WITHDRAWN
from inzet.record.store import Store, run
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.entries import AnyBody, Correction, Paper, Statement
from inzet.vocabulary.markings import PUBLIC

_CHUNK = 500
_EVER = 2**62
_REMEMBERED = 20_000
DOSSIER, MEETING = "dossier", "meeting"


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on a statement stands so, or stands no more."""

    place: int = field(repr=False)
    epoch: int
    n: int
    """Where in the feed the entry stands that brought it about."""
    entry: str
    """Id of the version that stands; of the one that stood last where none does."""
    statement: Statement
    stands: bool


@dataclass(frozen=True, slots=True)
class Stood:
    """A statement that stands, in its current version."""

    place: int = field(repr=False)
    epoch: int
    n: int
    entry: str
    statement: Statement


class Alone:
    """A feed by itself; made by ``View.alone``.

    A place is that of ``Tailed``: local to this record and never shown.
    """

    def __init__(self, store: Store, feed: Feed) -> None:
        self._store = store
        self.feed = feed
        self._stood: dict[int, Stood] = {}

    # ---- what came -----------------------------------------------------------------------

    def seals(self, epoch: int = 0, n: int = 0) -> list[tuple[int, int, dt.datetime]]:
        """(epoch, last entry under it, when) of the seals of the feed, in order, after one."""
        with self._store.read() as connection:
            rows = run(
                connection,
                "SELECT epoch, n, time FROM seal WHERE feed = ? AND (epoch, n) > (?, ?) "
                "ORDER BY epoch, n",
                (self.feed.key, epoch, n),
            )
            return [(row[0], row[1], utc_time(row[2])) for row in rows]

    def seal_begins(self, place: int) -> int:
        """The place of the first entry under the seal that covers the entry at a place."""
        with self._store.read() as connection:
            row = run(
                connection,
                "SELECT b.seq FROM entry e JOIN entry b ON b.feed = e.feed AND b.epoch = e.epoch "
                "AND b.n = 1 + coalesce((SELECT max(s.n) FROM seal s WHERE s.feed = e.feed "
                "AND s.epoch = e.epoch AND s.n < e.n), 0) WHERE e.seq = ? AND e.feed = ?",
                (place, self.feed.key),
            ).scalar()
        return place if row is None else int(row)

    def stretch(self, epoch: int, n: int) -> tuple[int, int]:
        """The places of an entry and of the last of its epoch; the epoch has come as far."""
        with self._store.read() as connection:
            first, last = run(
                connection,
                "SELECT min(seq), max(seq) FROM entry WHERE feed = ? AND epoch = ? AND n >= ?",
                (self.feed.key, epoch, n),
            ).one()
        return int(first), int(last)

    def changed(self, first: int, last: int) -> dict[int, list[str]]:
        """By place, the identities of statements that an entry changes otherwise than by being
        their first and only reading."""
        with self._store.read() as connection:
            return self._changed(connection, first, last)

    def _changed(self, connection: Connection, first: int, last: int) -> dict[int, list[str]]:
        feed = self.feed.key
        found: dict[int, list[str]] = defaultdict(list)
        again = run(
            connection,
            "SELECT s.entry, s.identity FROM statement s WHERE s.entry BETWEEN ? AND ? "
            "AND s.feed = ? AND (s.correction = 1 "
            "OR EXISTS (SELECT 1 FROM statement o WHERE o.identity = s.identity "
            "AND o.feed = s.feed AND o.entry < s.entry) "
            "OR EXISTS (SELECT 1 FROM closing c WHERE c.target IN (s.entry, s.paper) "
            "AND c.feed = s.feed AND c.closer < s.entry)) ORDER BY s.entry",
            (first, last, feed),
        )
        for place, identity in again:
            found[place].append(identity)
        # What is closed, what stood on a closed paper, and what an undone closing had closed.
        closed = run(
            connection,
            "WITH c AS (SELECT closer AS place, target FROM closing "
            f"WHERE closer BETWEEN ? AND ? AND feed = {feed} "
            f"AND kind IN ('{WITHDRAWN}', '{REJECTED}')), "
            "t AS (SELECT place, target FROM c UNION "
            "SELECT c.place, u.target FROM c JOIN closing u ON u.closer = c.target "
            f"AND u.feed = {feed}) "
            "SELECT DISTINCT t.place, s.identity FROM t JOIN statement s ON s.entry = t.target "
            f"AND s.feed = {feed} UNION "
            "SELECT DISTINCT t.place, s.identity FROM t JOIN statement s ON s.paper = t.target "
            f"AND s.feed = {feed} ORDER BY 1, 2",
            (first, last),
        )
        for place, identity in closed:
            if identity not in found[place]:
                found[place].append(identity)
        return dict(found)

    def again(self, identities: Sequence[str], until: int) -> set[str]:
        """Which of these were read, corrected or closed more than once, or stand on a paper of
        which that is so: those whose turns are worth asking for."""
        feed = self.feed.key
        found: set[str] = set()
        with self._store.read() as connection:
            for start in range(0, len(identities), _CHUNK):
                chunk = identities[start : start + _CHUNK]
                rows = run(
                    connection,
                    "SELECT s.identity FROM statement s "
                    f"WHERE s.identity IN ({_marks(chunk)}) AND s.feed = ? AND s.entry <= ? "
                    "GROUP BY s.identity HAVING count(*) > 1 OR max(CASE WHEN EXISTS (SELECT 1 "
                    "FROM closing c WHERE c.target IN (s.entry, s.paper) AND c.feed = ? "
                    "AND c.closer <= ?) THEN 1 ELSE 0 END) = 1",
                    (*chunk, feed, until, feed, until),
                )
                found |= {row[0] for row in rows}
        return found

    # ---- one statement -------------------------------------------------------------------

    def turns(self, identities: Sequence[str], until: int) -> dict[str, list[Turn]]:
        """How statements came to stand as they do, oldest turn first."""
        made: dict[str, list[Turn]] = {}
        with self._store.read() as connection:
            for start in range(0, len(identities), _CHUNK):
                chunk = list(dict.fromkeys(identities[start : start + _CHUNK]))
                made.update(self._turns(connection, chunk, until))
        return made

    def _turns(
        self, connection: Connection, identities: list[str], until: int
    ) -> dict[str, list[Turn]]:
        versions: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
        rows = run(
            connection,
            f"SELECT identity, entry, paper FROM statement WHERE identity IN ({_marks(identities)})"
            " AND feed = ? AND entry <= ? ORDER BY entry",
            (*identities, self.feed.key, until),
        )
        for identity, entry, paper in rows:
            versions[identity].append((entry, paper))
        targets = {
            each for some in versions.values() for pair in some for each in pair if each is not None
        }
        closings = self._closings(connection, targets, until)
        undone = self._closings(
            connection, {closer for some in closings.values() for closer, _ in some}, until
        )
        undoing = {
            target: min(closer for closer, kind in some if kind == WITHDRAWN)
            for target, some in undone.items()
            if any(kind == WITHDRAWN for _, kind in some)
        }

        def stands(target: int | None, place: int) -> bool:
            return target is None or all(
                closer > place or (kind != SUPERSEDED and undoing.get(closer, place + 1) <= place)
                for closer, kind in closings.get(target, ())
            )

        drafts: dict[str, list[tuple[int, int, bool]]] = {}
        for identity, some in versions.items():
            papers = {paper for _, paper in some if paper is not None}
            closers = {
                closer
                for target in (*(entry for entry, _ in some), *papers)
                for closer, _ in closings.get(target, ())
            }
            events = {entry for entry, _ in some} | closers
            events |= {undoing[closer] for closer in closers if closer in undoing}
            drafts[identity] = list(_steps(some, sorted(events), stands))
        return self._dressed(connection, drafts)

    def _closings(
        self, connection: Connection, targets: Iterable[int], until: int
    ) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        every = sorted(targets)
        for start in range(0, len(every), _CHUNK):
            chunk = every[start : start + _CHUNK]
            rows = run(
                connection,
                f"SELECT target, closer, kind FROM closing WHERE target IN ({_marks(chunk)}) "
                "AND feed = ? AND closer <= ?",
                (*chunk, self.feed.key, until),
            )
            for target, closer, kind in rows:
                found[target].append((closer, kind))
        return found

    def _dressed(
        self, connection: Connection, drafts: dict[str, list[tuple[int, int, bool]]]
    ) -> dict[str, list[Turn]]:
        places = sorted({each for some in drafts.values() for step in some for each in step[:2]})
        entries: dict[int, tuple[str, int, int, AnyBody | None]] = {}
        for start in range(0, len(places), _CHUNK):
            chunk = places[start : start + _CHUNK]
            rows = run(
                connection,
                "SELECT seq, id, epoch, n, kind IN ('statement', 'correction'), body FROM entry "
                f"WHERE seq IN ({_marks(chunk)})",
                tuple(chunk),
            )
            for seq, id_, epoch, n, says, body in rows:
                decoded = kinds.decode(body) if says and body is not None else None
                entries[seq] = id_.hex(), epoch, n, decoded
        made: dict[str, list[Turn]] = {}
        for identity, some in drafts.items():
            turns: list[Turn] = []
            said: str | None = None
            for place, version, standing in some:
                id_, _, _, body = entries[version]
                _, epoch, n, _ = entries[place]
                statement = statement_of(body, said)
                if statement is not None:
                    said = said or statement.said
                    turns.append(Turn(place, epoch, n, id_, statement, standing))
            made[identity] = turns
        return made

    # ---- dossiers and meetings -----------------------------------------------------------

    def touched(self, first: int, last: int) -> dict[str, list[str]]:
        """The dossiers and meetings of which these entries change something, by name.

        What was erased is not known any more, so an erasure changes all of them.
        """
        feed = self.feed.key
        with self._store.read() as connection:
            if self._erased(connection, first, last):
                first = 0
            identities = sorted(
                {each for some in self._changed(connection, first, last).values() for each in some}
            )
            keys = {
                row[0]
                for row in run(
                    connection,
                    "SELECT key FROM statement WHERE entry BETWEEN ? AND ? AND feed = ?",
                    (first, last, feed),
                )
            }
            for start in range(0, len(identities), _CHUNK):
                chunk = identities[start : start + _CHUNK]
                rows = run(
                    connection,
                    f"SELECT key FROM statement WHERE identity IN ({_marks(chunk)}) "
                    "AND feed = ? AND entry <= ?",
                    (*chunk, feed, last),
                )
                keys |= {row[0] for row in rows}
            names: dict[str, set[str]] = {DOSSIER: set(), MEETING: set()}
            every = sorted(keys)
            for start in range(0, len(every), _CHUNK):
                part = every[start : start + _CHUNK]
                names[DOSSIER] |= set(_column(
                    connection,
                    f"SELECT DISTINCT dossier FROM statement_dossier WHERE key IN ({_marks(part)})",
                    part,
                ))  # fmt: skip
                names[MEETING] |= set(_column(
                    connection,
                    "SELECT DISTINCT meeting FROM statement WHERE meeting IS NOT NULL "
                    f"AND key IN ({_marks(part)})",
                    part,
                ))  # fmt: skip
        return {what: sorted(some) for what, some in names.items()}

    def _erased(self, connection: Connection, first: int, last: int) -> int | None:
        """The place of the last erasure among the entries between two places."""
        counted = run(connection, "SELECT 1 FROM meta WHERE name = ?", (COUNTED,))
        if counted.first() is None:
            # Nothing was ever erased here: no need to look at every entry.
            return None
        found = run(
            connection,
            "SELECT max(seq) FROM entry WHERE feed = ? AND seq BETWEEN ? AND ? "
            "AND kind = 'erasure'",
            (self.feed.key, first, last),
        ).scalar()
        return None if found is None else int(found)

    def standing(self, what: str, name: str, until: int, limit: int) -> list[Stood]:
        """The statements that stand on a dossier or about a meeting, newest said first.

        Args:
            what: ``DOSSIER`` or ``MEETING``.
            until: the place as far as which the feed counts.
        """
        source = _source(what)
        feed = self.feed.key
        with self._store.read() as connection:
            rows = run(
                connection,
                f"SELECT s.entry FROM {source} AND s.feed = {feed} AND s.entry <= {int(until)} "
                f"AND {_stands('s.entry', feed, until)} "
                f"AND (s.paper IS NULL OR {_stands('s.paper', feed, until)}) "
                "ORDER BY s.key DESC LIMIT ?",
                (name, limit),
            )
            places = [row[0] for row in rows]
            known = self._stood_at(connection, places)
        return [known[place] for place in places if place in known]

    def _stood_at(self, connection: Connection, places: list[int]) -> dict[int, Stood]:
        """Versions of statements by place. What a dossier lists now it mostly lists next time
        too, so they are remembered; entries never change."""
        found = {place: self._stood[place] for place in places if place in self._stood}
        missing = [place for place in places if place not in found]
        if len(self._stood) > _REMEMBERED:
            self._stood.clear()
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            rows = run(
                connection,
                f"SELECT seq, epoch, n, id, body FROM entry WHERE seq IN ({_marks(chunk)})",
                tuple(chunk),
            )
            for place, epoch, n, id_, raw in rows:
                statement = statement_of(kinds.decode(raw), None) if raw is not None else None
                if statement is not None:
                    found[place] = Stood(place, epoch, n, id_.hex(), statement)
                    self._stood[place] = found[place]
        return found

    def first_of(self, what: str, name: str) -> tuple[int, int] | None:
        """(epoch, n) of the first that the feed says of a dossier or meeting; None of nothing."""
        with self._store.read() as connection:
            row = run(
                connection,
                "SELECT epoch, n FROM entry WHERE seq = (SELECT min(s.entry) "
                f"FROM {_source(what)} AND s.feed = {self.feed.key})",
                (name,),
            ).first()
        return (row[0], row[1]) if row is not None else None

    def last_of(self, what: str, name: str) -> tuple[int, int] | None:
        """(epoch, n) of the last entry that changed something of a dossier or meeting: what is
        said of it, what closed or opened that again, an erasure; None of nothing."""
        feed = self.feed.key
        with self._store.read() as connection:
            row = run(
                connection,
                "WITH s AS (SELECT s.identity, s.entry, s.paper "
                f"FROM {_source(what)} AND s.feed = {feed}), "
                # Versions elsewhere of what is said here count too: it may have been moved.
                "v AS (SELECT DISTINCT v.entry, v.paper FROM s JOIN statement v "
                f"ON v.identity = s.identity AND v.feed = {feed}), "
                f"c AS (SELECT closer FROM closing WHERE feed = {feed} "
                f"AND kind IN ('{WITHDRAWN}', '{REJECTED}') "
                "AND target IN (SELECT entry FROM v UNION SELECT paper FROM v)) "
                "SELECT epoch, n FROM entry WHERE seq = (SELECT max(place) FROM ("
                "SELECT max(entry) AS place FROM v UNION SELECT max(closer) FROM c UNION "
                f"SELECT max(closer) FROM closing WHERE feed = {feed} AND kind = '{WITHDRAWN}' "
                "AND target IN (SELECT closer FROM c) UNION "
                f"SELECT {self._erased(connection, 0, _EVER) or 0} FROM s) places)",
                (name,),
            ).first()
        return (row[0], row[1]) if row is not None else None

    def names(self) -> dict[str, dict[str, tuple[int, int]]]:
        """The dossiers and meetings that the feed speaks of, each with where in the feed (epoch,
        n) the last stands that changed something of it."""
        feed = self.feed.key
        with self._store.read() as connection:
            erased = self._erased(connection, 0, _EVER) or 0
            # By statement the last that said, closed or opened it again, itself or its paper.
            found = (
                "WITH c AS (SELECT target, closer AS place FROM closing "
                f"WHERE feed = {feed} UNION ALL SELECT c.target, u.closer FROM closing c "
                f"JOIN closing u ON u.target = c.closer AND u.kind = '{WITHDRAWN}' "
                f"AND u.feed = {feed} WHERE c.feed = {feed}), "
                f"t AS (SELECT key, entry AS place FROM statement WHERE feed = {feed} "
                "UNION ALL SELECT s.key, c.place FROM c JOIN statement s ON s.entry = c.target "
                f"AND s.feed = {feed} UNION ALL SELECT s.key, c.place FROM c "
                f"JOIN statement s ON s.paper = c.target AND s.feed = {feed}) "
                "SELECT l.name, e.epoch, e.n FROM ({}) l JOIN entry e ON e.seq = "
                f"CASE WHEN l.place > {erased} THEN l.place ELSE {erased} END"
            )
            dossiers = run(connection, found.format(
                "SELECT d.dossier AS name, max(t.place) AS place FROM t "
                "JOIN statement_dossier d ON d.key = t.key GROUP BY d.dossier"
            ))  # fmt: skip
            meetings = run(connection, found.format(
                "SELECT s.meeting AS name, max(t.place) AS place FROM t "
                "JOIN statement s ON s.key = t.key WHERE s.meeting IS NOT NULL GROUP BY s.meeting"
            ))  # fmt: skip
            return {
                what: {name: (epoch, n) for name, epoch, n in rows}
                for what, rows in ((DOSSIER, dossiers), (MEETING, meetings))
            }

    # ---- what is cited -------------------------------------------------------------------

    def cited(self, papers: Iterable[str]) -> dict[str, Paper]:
        """Papers by entry id, as they came: those of this feed, and those that everybody may
        read. Of others there is nothing, however wide they are now."""
        every = sorted(set(papers))
        found: dict[str, Paper] = {}
        with self._store.read() as connection:
            for start in range(0, len(every), _CHUNK):
                chunk = [bytes.fromhex(each) for each in every[start : start + _CHUNK]]
                rows = run(
                    connection,
                    "SELECT e.id, e.body FROM entry e JOIN feed f ON f.key = e.feed "
                    f"WHERE e.id IN ({_marks(chunk)}) AND e.body IS NOT NULL "
                    "AND e.kind = 'paper' AND (f.key = ? OR f.marking = ?) ORDER BY e.id",
                    (*chunk, self.feed.key, PUBLIC),
                )
                for id_, raw in rows:
                    body = kinds.decode(raw)
                    if isinstance(body, Paper):
                        found[id_.hex()] = body
        return found

    def come(self) -> int:
        """The place of the feed's last entry; 0 of none."""
        with self._store.read() as connection:
            found = run(
                connection, "SELECT max(seq) FROM entry WHERE feed = ?", (self.feed.key,)
            ).scalar()
        return int(found or 0)


def statement_of(body: AnyBody | None, said: str | None) -> Statement | None:
    """The statement that an entry brings; a correction inherits when it was said.

    Args:
        said: the day of what it corrects.
    """
    if isinstance(body, Correction):
        day = body.said or body.statement.said or said
        return msgspec.structs.replace(body.statement, said=day, feed=body.feed)
    return body if isinstance(body, Statement) else None


def _steps(
    versions: list[tuple[int, int | None]], events: list[int], stands: Any
) -> Iterator[tuple[int, int, bool]]:
    """(place, version that stands or stood last, whether it stands) where that changes."""
    last: int | None = None
    stood = False
    entries = [entry for entry, _ in versions]
    for place in events:
        here = versions[: bisect_right(entries, place)]
        current = next(
            (
                entry
                for entry, paper in reversed(here)
                if stands(entry, place) and stands(paper, place)
            ),
            None,
        )
        if current is None:
            if stood and last is not None:
                yield place, last, False
            stood = False
        elif not stood or current != last:
            yield place, current, True
            last, stood = current, True


def _source(what: str) -> str:
    if what == DOSSIER:
        return "statement_dossier d JOIN statement s ON s.key = d.key AND d.dossier = ?"
    return "(SELECT 1) one JOIN statement s ON s.meeting = ?"


def _stands(target: str, feed: int, until: int) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM closing c WHERE c.target = {target} AND c.feed = {feed} "
        f"AND c.closer <= {int(until)} AND (c.kind = '{SUPERSEDED}' OR NOT EXISTS ("
        f"SELECT 1 FROM closing u WHERE u.target = c.closer AND u.kind = '{WITHDRAWN}' "
        f"AND u.feed = {feed} AND u.closer <= {int(until)})))"
    )


def _column(connection: Connection, query: str, values: list[int]) -> list[str]:
    return [row[0] for row in run(connection, query, tuple(values))]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
