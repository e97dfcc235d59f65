"""The view: the only way to read a record, bound to a reader and a moment.

What the reader may not see does not exist here: not as a row, a count, a gap, or another error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import deltas, places, query, schema, words
from inzet.record import history as histories
from inzet.record import hits as hit_queries
from inzet.record import papers as paper_queries
from inzet.record.audiences import Feed
from inzet.record.counting import counted
from inzet.record.cursors import Cursors
from inzet.record.deltas import Delta, Mark
from inzet.record.feeds import feed_rows
from inzet.record.hydrate import paper_row, papers_lite, statement_rows
from inzet.record.judged import names_of
from inzet.record.moments import Moment, utc_time
from inzet.record.names import HEX, byte_range, not_found
from inzet.record.parcels import Parcel, parcels
from inzet.record.query import Scope, Shape
from inzet.record.readings import readings
from inzet.record.renamings import UNCHANGED, Renaming
from inzet.record.rows import (
    EVERYTHING,
    FeedRow,
    Filter,
    HistoryRow,
    Hit,
    Page,
    PaperRow,
    Reader,
    ReadingRow,
    RuleRow,
    StatementRow,
    TextRow,
    asks_statements,
    with_words,
)
from inzet.record.store import Store
from inzet.record.verdicts import rule_rows
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.judgements import DOSSIER, MEETING

_COUNTED = ("act", "dossier", "procedure", "party", "meeting", "paper")
_MOST = 1000


class View:
    """A record as one reader may see it at one moment; made by ``Record.view``.

    Every method raises ``NotFound`` for what is not there for this reader, in the same words
    whether or not it exists for others.
    """

    def __init__(
        self,
        store: Store,
        cursors: Cursors,
        reader: Reader,
        feeds: list[Feed],
        moment: Moment,
        as_of: dt.date | None,
        known_on: dt.date | None,
        judges: str | None = None,
    ) -> None:
        self.reader = reader
        self.as_of = as_of
        self.known_on = known_on
        self._store = store
        self._cursors = cursors
        self._feeds = {feed.key: feed for feed in feeds}
        self._moment = moment
        self._scope = Scope.of(tuple(sorted(self._feeds)), moment)
        self._judges = judges
        self._names: Mapping[str, Renaming] | None = None
        self._values: dict[str, Any] = {
            "as_of": moment.as_of,
            "known_on": moment.known_on,
            "arrived_by": moment.arrived_by,
        }

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
        shape, limit = Shape.of(filter, names), values["limit"]
        rows: list[Any] = []
        with self._store.read() as connection:
            for part in ("",) if self.as_of is None else ("early", "timely"):
                if len(rows) < limit:
                    ready = query.statements(self._scope, shape, after is not None, part)
                    rows += ready.run(connection, values | {"limit": limit - len(rows)})
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

    def count(self, filter: Filter = EVERYTHING) -> int:
        """How many statements match."""
        names = self._renamings()
        values = query.values_of(filter, self._moment, names)
        if values is None:
            return 0
        with self._store.read() as connection:
            ready = query.count(self._scope, Shape.of(filter, names))
            return int(ready.run(connection, values)[0][0])

    def counts(self, by: str, filter: Filter = EVERYTHING) -> dict[str, int]:
        """How many statements match, per act, dossier, procedure, party, meeting or paper.

        Raises:
            UnknownValue: another property.
        """
        if by not in _COUNTED:
            raise UnknownValue(f"“{by}” cannot be counted", fix=f"Use {', '.join(_COUNTED)}.")
        names = self._renamings()
        values = query.values_of(filter, self._moment, names)
        if values is None:
            return {}
        with self._store.read() as connection:
            shape = Shape.of(filter, names)
            return counted(connection, self._scope, shape, by, values, names)

    def dossiers(self, procedure: str | None = None) -> tuple[str, ...]:
        """Names of the dossiers in view, or of those of one procedure, by name."""
        asked = {
            "f_from": "" if procedure is None else f"{procedure}/",
            "f_to": "\U0010ffff" if procedure is None else f"{procedure}0",
        }
        with self._store.read() as connection:
            rows = query.dossiers(self._scope).run(connection, self._values | asked)
        found = {row[0] for row in rows}
        judged = self._renamings()[DOSSIER].named()
        # Of names that people judged, those under which something is shown.
        shown = {
            name
            for name in judged
            if asked["f_from"] <= name < asked["f_to"]
            and self.dossier_name(name) == name
            and self.statements(Filter(dossier=name), limit=1).items
        }
        return tuple(sorted((found - judged) | shown))

    # ---- keeping up ---------------------------------------------------------------------

    def mark(self) -> Mark:
        """How far this view has come; equal marks mean that nothing came between."""
        with self._store.read() as connection:
            return self._mark(connection)

    def since(self, mark: Mark) -> Delta | None:
        """The statements that what came since a mark is about, as they stood and as they stand.

        None where the mark is of another reader or moment, where people have judged of names
        since, or where so much came that one had better begin anew.
        """
        with self._store.read() as connection:
            come = self._mark(connection)
            if come.scope != mark.scope:
                return None
            names = self._renamings_until(connection, come.arrival)
            if names != self._renamings_until(connection, mark.arrival):
                return None
            identities = deltas.touched(connection, self._scope, self._values, mark)
            if identities is None:
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

    def _by(self, connection: Connection, by: str, values: dict[str, Any]) -> list[StatementRow]:
        ready = query.statements_by(self._scope, by)
        rows = ready.run(connection, self._values | values)
        names = self._renamings()
        return statement_rows(connection, self._scope, self._values, rows, self._feeds, names)

    # ---- names --------------------------------------------------------------------------

    def dossier_name(self, name: str) -> str:
        """The name under which a dossier is shown: another where people joined the two."""
        return self._renamings()[DOSSIER].shown(name)

    def meeting_name(self, name: str) -> str:
        """The id under which a meeting is shown: another where people joined the two."""
        return self._renamings()[MEETING].shown(name)

    def _renamings(self) -> Mapping[str, Renaming]:
        if self._names is None:
            with self._store.read() as connection:
                self._names = self._renamings_until(connection, self._moment.arrived_by)
        return self._names

    def _renamings_until(
        self, connection: Connection, arrival: int | None
    ) -> Mapping[str, Renaming]:
        own = [feed.key for feed in self._feeds.values() if feed.organisation_id == self._judges]
        return names_of(connection, own, arrival) if own else UNCHANGED

    # ---- papers -------------------------------------------------------------------------

    def papers(
        self,
        *,
        words: str | None = None,
        genre: str | None = None,
        arrived_after: dt.datetime | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[PaperRow]:
        """Papers, newest said first; ``words`` are looked for in their title and text."""
        asked = Filter(words=words, arrived_after=arrived_after)
        values = query.values_of(asked, self._moment)
        if values is None:
            return Page(())
        values |= self._page(limit, after, "papers") | {"genre": genre}
        ready = paper_queries.listed(
            self._scope,
            words is not None,
            genre is not None,
            after is not None,
            arrived_after is not None,
        )
        with self._store.read() as connection:
            rows = ready.run(connection, values)
            shown = self._paper_rows(connection, rows[: values["limit"] - 1])
        return Page(tuple(shown), self._next(rows, values["limit"] - 1, "papers"))

    def paper(self, name: str) -> PaperRow:
        """A paper by its id, its number or its SHA-256; of the hashes the beginning will do.

        Raises:
            NotFound: none, or more than one.
        """
        with self._store.read() as connection:
            return self._paper_rows(connection, [self._paper(connection, name)])[0]

    def find_paper(
        self,
        *,
        sha256: str | None = None,
        number: str | None = None,
        text_sha256: str | None = None,
    ) -> PaperRow | None:
        """The newest paper with these bytes, this number or this extracted text; None."""
        asked: list[tuple[str, dict[str, Any]]] = []
        if sha256 is not None:
            asked.append(("sha256", {"value": sha256, "above": sha256 + "\0"}))
            asked.append(("number", {"value": words.fold(f"sha256:{sha256}")}))
        if number is not None:
            asked.append(("number", {"value": words.fold(number.strip())}))
        if text_sha256 is not None:
            asked.append(("text", {"value": text_sha256}))
        with self._store.read() as connection:
            for by, values in asked:
                rows = self._papers_by(connection, by, values)
                if rows:
                    return self._paper_rows(connection, rows[:1])[0]
        return None

    def cited_by(self, paper_id: str) -> list[StatementRow]:
        """References to a paper in other papers, by any number it is known by, newest first."""
        with self._store.read() as connection:
            seq = self._paper(connection, paper_id)[5]
            return self._by(connection, "referring", {"value": seq})[::-1]

    def text(self, paper_id: str, version: int | None = None) -> TextRow:
        """The extracted text of a paper, newest version unless told."""
        with self._store.read() as connection:
            seq = self._paper(connection, paper_id)[5]
            ready = paper_queries.texts(self._scope, version is not None)
            values = self._values | {"value": seq, "version": version}
            rows = ready.run(connection, values)
        if not rows:
            raise not_found("text of the paper", paper_id)
        body = kinds.decode(rows[0][0])
        assert isinstance(body, kinds.Extraction)
        text = bytes(rows[0][1]).decode()
        return TextRow(text, body.pages, body.marks, body.version, body.extractor, body.places)

    def original(self, paper_id: str) -> bytes:
        """The bytes of a paper as it came."""
        table = schema.blob.c
        with self._store.read() as connection:
            row = self._paper(connection, paper_id)
            body = kinds.decode(row[2])
            assert isinstance(body, kinds.Paper)
            data = connection.execute(
                sa.select(table.data).where(table.sha256 == body.sha256)
            ).scalar()
        if data is None:
            raise not_found("paper", paper_id)
        return bytes(data)

    def reading(self, paper_id: str) -> kinds.Reading | None:
        """The latest reading of a paper; None where it was not read."""
        with self._store.read() as connection:
            seq = self._paper(connection, paper_id)[5]
            ready = paper_queries.readings(self._scope)
            rows = ready.run(connection, self._values | {"value": seq})
        body = kinds.decode(rows[0][0]) if rows else None
        return body if isinstance(body, kinds.Reading) else None

    def _paper(self, connection: Connection, name: str) -> Any:
        typed = name.strip().lower()
        if HEX.match(typed):
            for by in ("id", "sha256"):
                prefix = {"value": typed, "above": typed + "g"}
                rows = self._papers_by(connection, by, prefix)
                if len(rows) == 1 or (rows and len(typed) == 64):
                    return rows[0]
        rows = self._papers_by(connection, "number", {"value": words.fold(name.strip())})
        if rows:
            return rows[0]
        raise not_found("paper", name)

    def _papers_by(self, connection: Connection, by: str, values: dict[str, Any]) -> list[Any]:
        found = paper_queries.found(self._scope, by)
        return found.run(connection, self._values | values)

    def _paper_rows(self, connection: Connection, rows: list[Any]) -> list[PaperRow]:
        lites = papers_lite(connection, self._scope, self._values, {row[5] for row in rows})
        shown = []
        for _, paper_id, raw, feed, time, seq in rows:
            body = kinds.decode(raw)
            assert isinstance(body, kinds.Paper)
            numbers = lites[seq].numbers if seq in lites else ()
            shown.append(paper_row(body, paper_id, numbers, self._feeds[feed], time))
        return shown

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
            kept = rows[: values["limit"] - 1]
            shown = tuple(self._hit(connection, row[0], typed) for row in kept)
        return Page(shown, self._next(rows, values["limit"] - 1, "statements"))

    def _hit(self, connection: Connection, key: int, typed: str) -> Hit:
        if not places.is_paper(key):
            return _statement_hit(self._by(connection, "key", {"value": key})[0], typed)
        raw = self._papers_by(connection, "key", {"value": key})
        row = self._paper_rows(connection, raw)[0]
        values = self._values | {"value": raw[0][5]}
        texts = paper_queries.texts(self._scope, False).run(connection, values)
        searched = bytes(texts[0][1]).decode() if texts else row.title
        return Hit(statement=None, paper=row, snippet=words.snippet(searched, typed))

    # ---- arrivals -----------------------------------------------------------------------

    def last_arrival(self) -> dt.datetime | None:
        """When the newest of the statements and papers in view came here; None of none.

        Whoever keeps it can ask later what came after it (``Filter.arrived_after``).
        """
        with self._store.read() as connection:
            rows = paper_queries.last_seen(self._scope).run(connection, self._values)
        return utc_time(rows[0][0]) if rows else None

    # ---- feeds --------------------------------------------------------------------------

    def feeds(self) -> list[FeedRow]:
        """The feeds this reader may read, by organisation and marking."""
        with self._store.read() as connection:
            return feed_rows(connection, self._feeds.values())

    def parcels(self, feed_id: str) -> Iterator[Parcel]:
        """A feed as it travels to another record: what was sealed together, in order.

        Raises:
            NotFound: no such feed for this reader.
        """
        found = [feed for feed in self._feeds.values() if feed.id == feed_id]
        if not found:
            raise not_found("feed", feed_id)
        return self._parcels(found[0])

    def _parcels(self, feed: Feed) -> Iterator[Parcel]:
        table = schema.organisation.c
        with self._store.read() as connection:
            public_key = connection.execute(
                sa.select(table.public_key).where(table.key == feed.organisation)
            ).scalar_one()
            yield from parcels(connection, feed, public_key)

    # ---- pages --------------------------------------------------------------------------

    def _page(self, limit: int, after: str | None, door: str) -> dict[str, Any]:
        """The values of a page: one row more than asked tells whether there is a next page."""
        place = None if after is None else self._cursors.read(after, self.reader.id, door)
        return {"limit": max(1, min(limit, _MOST)) + 1, "after": place}

    def _next(self, rows: list[Any], limit: int, door: str) -> str | None:
        if len(rows) <= limit:
            return None
        return self._cursors.make(rows[limit - 1][0], self.reader.id, door)


def _statement_hit(row: StatementRow, typed: str) -> Hit:
    return Hit(statement=row, paper=None, snippet=words.snippet(row.quote, typed))
