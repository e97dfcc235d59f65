"""The objects of others in a view: found, listed, with their versions and what they came as."""

from __future__ import annotations

import datetime as dt
from typing import Any

from inzet.record import objects, words
from inzet.record.hydrate import moment
from inzet.record.names import HEX, byte_range, not_found
from inzet.record.objects import COUNTED, Asked
from inzet.record.rows import ANY_OBJECT, ObjectFilter, ObjectRow, Page
from inzet.record.sight import MOST, Sight
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.objects import known

_SINCE = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class ObjectView(Sight):
    """Objects of others' tools that a reader may see, by id and version."""

    def objects(
        self, filter: ObjectFilter = ANY_OBJECT, *, limit: int = 50, after: str | None = None
    ) -> Page[ObjectRow]:
        """The newest version of each object that matches, latest arrived first, without its text.

        Args:
            limit: rows on the page, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            UnknownValue: a cursor that is none.
        """
        values = objects.values_of(filter, self._moment)
        if values is None:
            return Page(())
        values |= self._page(limit, after, "objects")
        ready = objects.listed(self._scope, Asked.of(filter), after is not None)
        with self._store.read() as connection:
            rows = ready.run(connection, values)
        most = values["limit"] - 1
        shown = tuple(self._object_row(row, filter.words) for row in rows[:most])
        return Page(shown, self._next(rows, most, "objects"))

    def object_count(self, filter: ObjectFilter = ANY_OBJECT) -> int:
        """How many objects match, whatever their versions."""
        values = objects.values_of(filter, self._moment)
        if values is None:
            return 0
        ready = objects.counted(self._scope, Asked.of(filter), None)

        def made() -> int:
            with self._store.read() as connection:
                return int(ready.run(connection, values)[0][0])

        return self.remembered(("object_count", filter), made)

    def object_counts(
        self, by: str, filter: ObjectFilter = ANY_OBJECT, *, newest: int | None = None
    ) -> dict[str, int]:
        """How many objects match per type, format, source, marking or organisation.

        Args:
            newest: count only so many of them, the last that came, however many there are.

        Raises:
            UnknownValue: another property.
        """
        if by not in COUNTED:
            raise UnknownValue(f"“{by}” cannot be counted", fix=f"Use {', '.join(COUNTED)}.")
        values = objects.values_of(filter, self._moment)
        if values is None:
            return {}
        ready = objects.counted(self._scope, Asked.of(filter), by, newest is not None)
        values["newest"] = newest

        def made() -> dict[str, int]:
            with self._store.read() as connection:
                found: dict[str, int] = {}
                for name, how_many in ready.run(connection, values):
                    found[name] = found.get(name, 0) + how_many
                return found

        return dict(self.remembered(("object_counts", by, filter, newest), made))

    def object(self, name: str, version: str | None = None) -> ObjectRow:
        """An object as it came, by its id or the id of its entry: its newest version that stands.

        Args:
            version: that version instead; of several contents the one that came last.

        Raises:
            NotFound: none, withdrawn, or not of that version.
        """
        typed = name.strip()
        values = self._values | {"value": typed, "version": version, "limit": 1}
        ready = objects.versions(self._scope, True, version is not None)
        with self._store.read() as connection:
            rows = ready.run(connection, values)
            if not rows and version is None and HEX.match(typed.lower()):
                asked = self._values | byte_range(typed.lower())
                rows = objects.by_entry(self._scope).run(connection, asked)
        if len(rows) != 1:
            raise not_found("object", name)
        return self._object_row(rows[0])

    def object_versions(self, object_id: str) -> tuple[ObjectRow, ...]:
        """Every version of an object in view, made last first, withdrawn ones too: for audit.

        The same id and version with another content is another row; empty where nothing is.
        """
        values = self._values | {"value": object_id.strip(), "limit": MOST}
        ready = objects.versions(self._scope, False, False)
        with self._store.read() as connection:
            return tuple(self._object_row(row) for row in ready.run(connection, values))

    def _object_row(self, row: tuple[Any, ...], typed: str | None = None) -> ObjectRow:
        _, entry, feed_key, time, object_id, kind, format, version, made, name, source = row[:11]
        disputed, withdrawn, body = row[11:]
        raw = snippet = ""
        if body is not None:
            decoded = kinds.decode(body)
            assert isinstance(decoded, kinds.ForeignObject)
            raw = decoded.raw if typed is None else ""
            snippet = words.snippet(known(decoded).text(), typed) if typed is not None else ""
        feed = self._feeds[feed_key]
        return ObjectRow(
            entry=bytes(entry).hex(),
            id=object_id,
            type=kind,
            format=format,
            version=version,
            made=_SINCE + dt.timedelta(microseconds=made) if made else None,
            name=name,
            source=source,
            organisation=feed.organisation_name,
            marking=feed.marking,
            arrived=moment(time),
            disputed=bool(disputed),
            withdrawn=moment(withdrawn) if withdrawn else None,
            snippet=snippet,
            raw=raw,
        )
