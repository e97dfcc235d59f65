"""The view: the only way to read a record, bound to a reader and a moment.

What the reader may not see does not exist here: not as a row, a count, a gap, or another error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from inzet.record import deltas, places, query, recent, words
from inzet.record import history as histories
from inzet.record import hits as hit_queries
from inzet.record import papers as paper_queries
from inzet.record.counting import COUNTED, acts, counted, how_many
from inzet.record.decided import decisions
from inzet.record.deltas import Delta, Mark
from inzet.record.feed_view import FeedView
from inzet.record.hydrate import statement_rows
from inzet.record.indexing import kind_name
from inzet.record.mention_view import MentionView
from inzet.record.moments import utc_text, utc_time
from inzet.record.names import HEX, byte_range, not_found
from inzet.record.object_view import ObjectView
from inzet.record.paper_view import PaperView
from inzet.record.query import Scope, Shape
from inzet.record.readings import readings
from inzet.record.ready import Ready, padded
from inzet.record.renamings import Renaming
from inzet.record.rows import (
    EVERYTHING,
    DecisionRow,
    EndedRow,
    Filter,
    HistoryRow,
    Hit,
    Page,
    PaperRow,
    ReadingRow,
    RuleRow,
    StatementRow,
    asks_statements,
    with_words,
)
from inzet.record.sight import MOST
from inzet.record.tallied import NAMED
from inzet.record.verdicts import rule_rows
from inzet.record.walking import walked
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.judgements import DOSSIER

_VERSIONS = 4
"""Versions of a statement that may be closed at once, as far as lists of those are long enough."""


class View(ObjectView, PaperView, FeedView, MentionView):
    """A record as one reader may see it at one moment; made by ``Record.view``.

    Every method raises ``NotFound`` for what is not there for this reader, in the same words
    whether or not it exists for others.
    """

    # ---- statements ---------------------------------------------------------------------

    def statements(
        self, filter: Filter = EVERYTHING, *, limit: int = 50, after: str | None = None
    ) -> Page[StatementRow]:
        """Current statements that match, newest said first, then as they stand in their paper.

        Args:
            limit: rows on the page, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            UnknownValue: a method or cursor that is none.
        """
        names = self._renamings()
        values = query.values_of(filter, self._moment, names)
        if values is None:
            return Page(())
        values |= self._page(limit, after, "statements")
        shape = Shape.of(filter, names)
        with self._store.read() as connection:
            rows = walked(connection, self._scope, shape, values, as_of=self._moment.as_of)
            shown = statement_rows(
                connection,
                self._scope,
                self._values,
                rows[: values["limit"] - 1],
                self._feeds,
                names,
            )
        return Page(tuple(shown), self._next(rows, values["limit"] - 1, "statements"))

    def paper_statements(self, paper_id: str) -> list[StatementRow]:
        """All current statements of a paper, in the order of its text."""
        with self._store.read() as connection:
            seq = self._paper(connection, paper_id)[5]
            return self._by(connection, "paper", {"value": seq})

    def parliamentary(self, kind: str) -> list[StatementRow]:
        """Statements of one kind of what parliament and government say to each other.

        Args:
            kind: one of ``vocabulary.parliament.PARLIAMENTARY``; in order of arrival.
        """
        return self.of_kind(kind)

    def of_kind(self, kind: str) -> list[StatementRow]:
        """Statements whose content is of one of the kinds that are looked up by name.

        Args:
            kind: one of those, of ``vocabulary.library.LIBRARY``, or ``MEMBERSHIP``; in order of
                arrival.
        """
        with self._store.read() as connection:
            return self._by(connection, "named", {"value": kind_name(kind)})

    def count(self, filter: Filter = EVERYTHING) -> int:
        """How many statements match."""
        names = self._renamings()
        values = query.values_of(filter, self._moment, names)
        if values is None:
            return 0
        shape = Shape.of(filter, names)

        def made() -> int:
            with self._store.read() as connection:
                return how_many(connection, self._scope, shape, values)

        return self.remembered(("count", filter), made)

    def counts(
        self, by: str, filter: Filter = EVERYTHING, *, newest: int | None = None
    ) -> dict[str, int]:
        """How many statements match, per act, dossier, procedure, party, meeting, paper, genre of
        the paper, year in which it was said, or review (``confirmed`` or ``open``).

        Args:
            newest: count only so many of them, the newest said, however many there are.

        Raises:
            UnknownValue: another property.
        """
        if by not in COUNTED:
            raise UnknownValue(f"“{by}” cannot be counted", fix=f"Use {', '.join(COUNTED)}.")
        names = self._renamings()
        values = query.values_of(filter, self._moment, names)
        if values is None:
            return {}
        shape = Shape.of(filter, names)

        def made() -> dict[str, int]:
            with self._store.read() as connection:
                return counted(connection, self._scope, shape, by, values, names, newest)

        return dict(self.remembered(("counts", by, filter, newest), made))

    def acts(self, by: str, filter: Filter = EVERYTHING) -> dict[str, dict[str, int]]:
        """How many statements match of each act, per dossier, procedure, party or meeting.

        Raises:
            UnknownValue: another property, or one that the filter asks for itself.
        """
        if by not in NAMED or getattr(filter, by) is not None:
            raise UnknownValue(f"“{by}” cannot be counted by act", fix=f"Use {', '.join(NAMED)}.")

        def made() -> dict[str, dict[str, int]]:
            names = self._renamings()
            values = query.values_of(filter, self._moment, names)
            if values is None:
                return {}
            with self._store.read() as connection:
                shape = Shape.of(filter, names)
                kept = acts(connection, self._scope, shape, by, values)
            # Of names that people judged what is shown under each is asked for by itself.
            apart = names[by].named() if kept is not None and by in names else frozenset()
            found = {name: told for name, told in (kept or {}).items() if name not in apart}
            for name in self.counts(by, filter) if kept is None or apart else ():
                if kept is None or name in apart:
                    asked = msgspec.structs.replace(filter, **{by: name})
                    found[name] = self.counts("act", asked)
            return dict(sorted(found.items()))

        return dict(self.remembered(("acts", by, filter), made))

    def dossiers(self, procedure: str | None = None) -> tuple[str, ...]:
        """Names of the dossiers in view, or of those of one procedure, by name."""
        asked = {
            "f_from": "" if procedure is None else f"{procedure}/",
            "f_to": "\U0010ffff" if procedure is None else f"{procedure}0",
        }
        with self._store.read() as connection:
            found = query.dossiers(connection, self._scope, self._values | asked)
        judged = self._renamings()[DOSSIER].named()
        asked_for = (name for name in judged if asked["f_from"] <= name < asked["f_to"])
        shown = {name for name in asked_for if self._is_shown(name, found)}
        return tuple(sorted((found - judged) | shown))

    def _is_shown(self, dossier: str, written: set[str]) -> bool:
        """Whether anything is shown on a dossier that people judged of."""
        branches = self._renamings()[DOSSIER].branches(dossier) or ()
        if any(not each.tests and each.written in written for each in branches):
            return True
        # Which statements were parted, or what was written under another procedure, is asked.
        return bool(branches and self.statements(Filter(dossier=dossier), limit=1).items)

    def newest(self, filter: Filter = EVERYTHING, *, limit: int = 50) -> tuple[StatementRow, ...]:
        """Current statements that match, by when their current version came here, latest first."""
        return tuple(
            row
            for row, _, _ in self._recent(
                filter, min(limit, MOST), lambda shape: recent.newest(self._scope, shape)
            )
        )

    def ended(self, filter: Filter = EVERYTHING, *, limit: int = 50) -> tuple[EndedRow, ...]:
        """Statements that matched and no longer stand, as they stood last, latest ended first.

        What was corrected still stands; what was erased is nowhere.
        """
        many = min(limit, MOST) * _VERSIONS
        found = self._recent(filter, many, lambda shape: recent.ended(self._scope, shape))
        last: dict[str, EndedRow] = {}
        for row, time, why in found:
            ended = EndedRow(row=row, ended=utc_time(time), why=why)
            last.setdefault(row.identity, ended)
        return tuple(last.values())[:limit]

    def _recent(
        self, filter: Filter, limit: int, query_of: Callable[[Shape], Ready]
    ) -> list[tuple[StatementRow, Any, Any]]:
        names = self._renamings()
        values = query.values_of(filter, self._moment, names)
        if values is None:
            return []
        values["limit"] = max(1, limit)
        with self._store.read() as connection:
            rows = query_of(Shape.of(filter, names)).run(connection, values)
            shown = statement_rows(
                connection,
                self._scope,
                self._values,
                [row[:8] for row in rows],
                self._feeds,
                names,
            )
        return [(each, row[8], row[9]) for each, row in zip(shown, rows, strict=True)]

    # ---- keeping up ---------------------------------------------------------------------

    def mark(self) -> Mark:
        """How far this view has come; equal marks mean that nothing came between."""
        with self._store.read() as connection:
            return self._mark(connection)

    def mark_at(self, moment: dt.datetime) -> Mark:
        """How far this view had come by a time: what came since is what ``since`` tells."""
        with self._store.read() as connection:
            found = deltas.at_moment(connection, self._scope, self._moment, utc_text(moment))
        return replace(found, scope=(*found.scope, self._judges))

    def place_told(self, key: int, door: str) -> str:
        """A place in a list that somebody else keeps of this record, opaque, for this reader.

        Args:
            door: which list, with all that it was asked for by: another refuses it.
        """
        return self._cursors.make(key, self.reader.id, door)

    def place_of(self, told: str, door: str) -> int:
        """The place that ``place_told`` told of.

        Raises:
            UnknownValue: of another list, reader or record, or no place at all.
        """
        return self._cursors.read(told, self.reader.id, door)

    def tag(self, of: str) -> str:
        """An opaque word for what this reader is shown of something: equal as long as nothing
        came that they may see. It tells nobody how much there is, here or for others.

        Args:
            of: what is shown, such as an address.
        """
        mark = self.mark()
        return self._cursors.word(
            f"{self.reader.id}\0{mark.scope}\0{mark.seq}\0{mark.arrival}\0{mark.link.hex()}\0{of}"
        )

    def reached(self) -> dt.datetime | None:
        """When the last of anything in view came here, corrections and withdrawals too; None of
        nothing."""
        with self._store.read() as connection:
            return deltas.time_of(connection, self._mark(connection))

    def since(self, mark: Mark) -> Delta | None:
        """The statements that what came since a mark is about, as they stood and as they stand.

        None where the mark is of another reader, moment or record, where people have judged of
        names or erased anything since, or where so much came that one had better begin anew.
        """
        with self._store.read() as connection:
            come = self._mark(connection)
            if come.scope != mark.scope:
                return None
            names = self._renamings_until(connection, come.arrival)
            if names != self._renamings_until(connection, mark.arrival):
                return None
            identities = deltas.touched(connection, self._scope, self._values, mark)
            if identities is None or not deltas.continues(connection, self._scope, mark):
                return None
            before = self._standing(connection, identities, mark, names)
            return Delta(come, before, self._standing(connection, identities, come, names))

    def until(self, mark: Mark) -> View:
        """This view as it was when it had come as far as a mark, whatever came after."""
        moment = replace(self._moment, arrived_by=mark.arrival)
        feeds = list(self._feeds.values())
        return View(
            self._store,
            self._cursors,
            self.reader,
            feeds,
            moment,
            self.as_of,
            self.known_on,
            self._judges,
        )

    def _mark(self, connection: Connection) -> Mark:
        mark = deltas.mark_of(connection, self._scope, self._moment)
        return replace(mark, scope=(*mark.scope, self._judges))

    def _standing(
        self,
        connection: Connection,
        identities: set[str],
        mark: Mark,
        names: Mapping[str, Renaming],
    ) -> tuple[StatementRow, ...]:
        scope = Scope.of(self._scope.feeds, replace(self._moment, arrived_by=mark.arrival))
        values = self._values | {"arrived_by": mark.arrival}
        rows = deltas.standing(connection, scope, values, identities)
        return tuple(statement_rows(connection, scope, values, rows, self._feeds, names))

    def rules(self) -> tuple[RuleRow, ...]:
        """What people made of each rule's readings, the most rejected and corrected first."""
        with self._store.read() as connection:
            return rule_rows(connection, self._scope, self._values)

    def statement(self, identity: str) -> StatementRow:
        """The current version of a statement, by its identity, or the entry id of any version
        of it, or their beginning.

        Raises:
            NotFound: none, or more than one of that beginning.
        """
        with self._store.read() as connection:
            return self._statement(connection, identity)

    def history(self, identity: str) -> list[HistoryRow]:
        """Readings, corrections, reviews and withdrawals, in order of arrival; undone ones too.

        Args:
            identity: of the statement, or the entry id of any version, or their beginning.

        Raises:
            NotFound: nothing of that identity.
        """
        typed = identity.strip().lower()
        with self._store.read() as connection:
            asked = [typed, *self._identities(connection, typed)]
            for name in asked:
                found = histories.history(connection, self._scope, self._values, name, self._feeds)
                if found:
                    break
        if not found:
            raise not_found("statement", identity)
        return found

    def decisions(self, by: str, organisation: str, *, limit: int = 8) -> list[DecisionRow]:
        """What a person of an organisation did that stands, the last first.

        Args:
            by: the name that their entries bear.
            limit: how many; what was decided together counts once.
        """

        def made() -> list[DecisionRow]:
            return self._decisions(by, organisation, limit)

        return list(self.remembered(("decisions", by, organisation, limit), made))

    def _decisions(self, by: str, organisation: str, limit: int) -> list[DecisionRow]:
        with self._store.read() as connection:
            return decisions(
                connection,
                self._scope,
                self._values,
                self._feeds,
                by=by,
                organisation=organisation,
                limit=limit,
            )

    def readings(self, identities: Sequence[str]) -> dict[str, list[ReadingRow]]:
        """What was read or imported under these identities, the last of each feed, by identity.

        What a person rejected, corrected or withdrew since is here too, so that it is not
        brought in again; of what was erased there is nothing.
        """
        with self._store.read() as connection:
            return readings(connection, self._scope, self._values, identities, self._feeds)

    def _statement(self, connection: Connection, name: str) -> StatementRow:
        typed = name.strip().lower()
        rows = self._by(connection, "identity", {"value": typed})
        if not rows and HEX.match(typed):
            prefix = {"value": typed, "above": typed + "g"}
            rows = self._by(connection, "identity_prefix", prefix)
            for other in () if rows else self._identities(connection, typed):
                rows = self._by(connection, "identity", {"value": other})
        if len({row.identity for row in rows}) != 1:
            raise not_found("statement", name)
        # The same words read by several organisations: the latest to arrive here.
        return rows[-1]

    def _identities(self, connection: Connection, typed: str) -> list[str]:
        """The identity that an entry id, or its beginning, leads to; none where it is not one."""
        if not HEX.match(typed):
            return []
        values = self._values | byte_range(typed)
        found = query.identities(self._scope).run(connection, values)
        return [row[0] for row in found] if len(found) == 1 else []

    # ---- search -------------------------------------------------------------------------

    def search(
        self,
        typed: str,
        filter: Filter = EVERYTHING,
        *,
        limit: int = 20,
        after: str | None = None,
    ) -> Page[Hit]:
        """Statements and papers with all these words, newest said first; never raises on what
        was typed. A filter leaves statements only; rows of data sets are found when asked for."""
        moved = with_words(filter, typed)
        if moved.data is None:
            moved = msgspec.structs.replace(moved, data=False)
        if asks_statements(filter):
            page = self.statements(moved, limit=limit, after=after)
            return Page(tuple(_statement_hit(row, typed) for row in page.items), page.next)
        values = query.values_of(moved, self._moment)
        if values is None:
            return Page(())
        values |= self._page(limit, after, "statements")
        said = filter.said_from is not None, filter.said_to is not None
        ready = hit_queries.hits(self._scope, after is not None, *said)
        with self._store.read() as connection:
            rows = ready.run(connection, values)
            keys = [row[0] for row in rows[: values["limit"] - 1]]
            shown = tuple(self._hits(connection, keys, typed))
        return Page(shown, self._next(rows, values["limit"] - 1, "statements"))

    def _hits(self, connection: Connection, keys: Sequence[int], typed: str) -> Iterator[Hit]:
        """What stands under keys of the full text, in their order; asked for at once, not each."""
        said = self._statements_at(connection, [key for key in keys if not places.is_paper(key)])
        papers = self._papers_at(connection, [key for key in keys if places.is_paper(key)])
        for key in keys:
            if key in said:
                yield _statement_hit(said[key], typed)
            else:
                row, text = papers[key]
                found = words.snippet(row.title if text is None else text, typed)
                yield Hit(statement=None, paper=row, snippet=found)

    def _statements_at(
        self, connection: Connection, keys: Sequence[int]
    ) -> dict[int, StatementRow]:
        if not keys:
            return {}
        named = padded("key", keys)
        ready = hit_queries.statements(self._scope, len(named))
        rows = ready.run(connection, self._values | named)
        names = self._renamings()
        shown = statement_rows(connection, self._scope, self._values, rows, self._feeds, names)
        return {row[0]: each for row, each in zip(rows, shown, strict=True)}

    def _papers_at(
        self, connection: Connection, keys: Sequence[int]
    ) -> dict[int, tuple[PaperRow, str | None]]:
        """Papers with their texts."""
        if not keys:
            return {}
        named = padded("key", keys)
        rows = hit_queries.papers(self._scope, len(named)).run(connection, self._values | named)
        named = padded("paper", [row[5] for row in rows])
        found = hit_queries.texts(self._scope, len(named)).run(connection, self._values | named)
        texts = {paper: bytes(data).decode() for paper, data in found}
        shown = self._paper_rows(connection, rows)
        return {row[0]: (each, texts.get(row[5])) for row, each in zip(rows, shown, strict=True)}

    # ---- arrivals -----------------------------------------------------------------------

    def last_arrival(self) -> dt.datetime | None:
        """When the newest of the statements and papers in view came here, of whatever day they
        speak; None of none.

        Whoever keeps it can ask later what came after it (``Filter.arrived_after``).
        """
        with self._store.read() as connection:
            rows = paper_queries.last_seen(self._scope).run(connection, self._values)
        return utc_time(rows[0][0]) if rows else None


def _statement_hit(row: StatementRow, typed: str) -> Hit:
    return Hit(statement=row, paper=None, snippet=words.snippet(row.quote, typed))
