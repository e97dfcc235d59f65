"""The papers of a view: found, listed, and with their texts, bytes and readings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import papers as paper_queries
from inzet.record import query, schema, words
from inzet.record.hydrate import paper_row, papers_lite
from inzet.record.moments import utc_time
from inzet.record.names import HEX, not_found
from inzet.record.rows import (
    EndedPaper,
    Filter,
    Page,
    PaperRow,
    StatementRow,
    TextRow,
)
from inzet.record.sight import MOST, Sight
from inzet.record.vouching import doubtful
from inzet.vocabulary import entries as kinds

_WHOLE = 64
"""Digits of an id."""


class PaperView(Sight):
    """The papers that a reader may see, by id, number or hash."""

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

    def copies(self, paper_id: str) -> tuple[PaperRow, ...]:
        """Every copy of a paper that its organisation released, the one that lists show first.

        Args:
            paper_id: id of any of them.

        Raises:
            NotFound: none, or more than one.
        """
        with self._store.read() as connection:
            values = self._values | {"value": self._paper(connection, paper_id)[5]}
            rows = paper_queries.copied(self._scope).run(connection, values)
            return tuple(self._paper_rows(connection, rows))

    def written(self, paper_id: str) -> tuple[kinds.Paper, tuple[kinds.Extraction, ...]]:
        """A paper as its entry says it, with its extractions, oldest first: to write it again.

        Raises:
            NotFound: none, or more than one.
        """
        with self._store.read() as connection:
            row = self._paper(connection, paper_id)
            values = self._values | {"value": row[5]}
            found = paper_queries.extractions(self._scope).run(connection, values)
        body = kinds.decode(row[2])
        assert isinstance(body, kinds.Paper)
        texts = (kinds.decode(raw[0]) for raw in found)
        return body, tuple(each for each in texts if isinstance(each, kinds.Extraction))

    def originator(self, entry_id: str) -> str:
        """Id of the organisation that wrote an entry; names are what organisations call themselves.

        Raises:
            NotFound: no such entry for this reader.
        """
        entry = schema.entry.c
        found = None
        if len(entry_id) == _WHOLE and HEX.match(entry_id):
            asked = sa.select(entry.feed, entry.body.is_(None), entry.seq)
            asked = asked.where(entry.id == bytes.fromhex(entry_id))
            with self._store.read() as connection:
                rows = connection.execute(asked).all()
            # Others may say that they erased one of this id: what shows its body goes before.
            shown = [(not_here, seq, feed) for feed, not_here, seq in rows if feed in self._feeds]
            found = min(shown)[2] if shown else None
        if found is None:
            raise not_found("entry", entry_id)
        return self._feeds[found].organisation_id

    def ended_papers(self, limit: int = 50) -> tuple[EndedPaper, ...]:
        """Papers that were withdrawn, latest first; one that was erased is nowhere."""
        values = self._values | {"limit": max(1, min(limit, MOST))}
        found: dict[str, EndedPaper] = {}
        with self._store.read() as connection:
            for row in paper_queries.ended(self._scope).run(connection, values):
                body = kinds.decode(row[2])
                assert isinstance(body, kinds.Paper)
                shown = paper_row(body, row[1], body.numbers, self._feeds[row[3]], row[4])
                found.setdefault(row[1], EndedPaper(row=shown, ended=utc_time(row[6])))
        return tuple(found.values())

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

    def referring_to(self, number: str) -> list[StatementRow]:
        """References to an identifier, whether or not its paper is in view, newest first."""
        with self._store.read() as connection:
            return self._by(connection, "named", {"value": words.fold(number.strip())})[::-1]

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
        unsure = doubtful(
            connection, ((self._feeds[row[3]], bytes.fromhex(row[1])) for row in rows)
        )
        for _, paper_id, raw, feed, time, seq in rows:
            body = kinds.decode(raw)
            assert isinstance(body, kinds.Paper)
            numbers = lites[seq].numbers if seq in lites else ()
            row = paper_row(
                body,
                paper_id,
                numbers,
                self._feeds[feed],
                time,
                unsure=bytes.fromhex(paper_id) in unsure,
            )
            shown.append(row)
        return shown
