"""On PostgreSQL a record can be spread by its feeds: every key bears one, and nothing is used that
engines lack which spread tables over machines (Citus, YugabyteDB)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import Connection

from inzet.record import Filter, Record, schema
from inzet.record.engines import by_feed
from inzet.record.store import open_store, rows, run
from inzet.vocabulary.acts import Act
from tests.canary.plant import Planted, plant
from tests.canary.test_view_crawl import WHO, Crawl, methods, moments
from tests.record.conftest import in_databases
from tests.record.engines.before import old
from tests.record.engines.cluster import Cluster
from tests.record.engines.test_contract import Slice
from tests.record.travelling import sound
from tests.record.world import MARKINGS, add_paper, home, statement

MARK = "inzet_record"
"""Tells that a database is a record; one row, of the node."""
UNIQUE = """
SELECT t.relname, x.indisprimary, ARRAY(
    SELECT CAST(a.attname AS TEXT) FROM unnest(x.indkey) WITH ORDINALITY AS k(number, place)
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number ORDER BY k.place)
FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid
WHERE x.indisunique AND t.relnamespace = CAST('public' AS regnamespace)
"""
LACKED = {
    "constraints that are no key": "SELECT conname FROM pg_constraint WHERE contype NOT IN "
    "('p', 'u') AND connamespace = CAST('public' AS regnamespace)",
    "triggers": "SELECT tgname FROM pg_trigger",
    "sequences, views": "SELECT relname FROM pg_class WHERE relkind NOT IN ('r', 'i') "
    "AND relnamespace = CAST('public' AS regnamespace)",
    "functions": "SELECT proname FROM pg_proc WHERE pronamespace = CAST('public' AS regnamespace)",
    "policies": "SELECT polname FROM pg_policy",
    "extensions": "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'",
}
NEVER = re.compile(
    r"\b(LOCK TABLE|pg_(try_)?advisory|LISTEN|NOTIFY|nextval|setval|SERIAL|GENERATED|REFERENCES"
    r"|(TRIGGER|FUNCTION|PROCEDURE|EXTENSION|RULE|POLICY|SEQUENCE|VIEW)|OVER \(|MERGE INTO"
    r"|TABLESAMPLE|GROUPING SETS|ROLLUP|INHERITS|DEFERRABLE|WITH RECURSIVE|ctid|xmin)"
)
"""Not to be found in any statement."""


@pytest.fixture(params=["fresh", "migrated"])
def record(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    postgresql: Cluster,
) -> Iterator[Record]:
    """In a database, with a paper; as it was made, or as it was brought up."""
    with in_databases(postgresql, monkeypatch):
        with home(tmp_path) as made, made.batch("PUBLIC") as batch:
            add_paper(batch, "text about Finland")
        if request.param == "migrated":
            store = open_store(made.path)
            with store.write() as connection:
                old(connection)
            store.close()
        with Record.open(made.path) as opened:
            yield opened


def test_every_key_bears_what_its_table_is_spread_by(record: Record) -> None:
    with record._store.read() as connection:
        found = rows(connection, UNIQUE)
        sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        there = {name for (name,) in rows(connection, sql)}
        lacked = {what: rows(connection, sql) for what, sql in LACKED.items()}
    assert lacked == {what: [] for what in LACKED}
    tables = {*(table.name for table in schema.metadata.tables.values()), "words", MARK}
    assert there == tables
    keys = {name: columns for name, primary, columns in found if primary}
    spread = tables - by_feed.OF_THE_NODE - {MARK}
    assert {name: keys[name][0] for name in spread} == {
        name: "sha256" if name == "blob" else "feed" for name in spread
    }
    for name, _, columns in found:
        assert name not in spread or by_feed.spread_by(name) in columns, (name, columns)
    assert keys["entry"] == ["feed", "epoch", "n"]
    assert keys["statement"] == ["feed", "key"]


def test_what_was_brought_up_is_sound_and_found(record: Record) -> None:
    assert sound(record)
    assert len(record.view(record.reader()).search("finland").items) == 1
    with record.batch("PUBLIC") as batch:
        add_paper(batch, "text about Sweden")
    assert len(record.view(record.reader()).search("text").items) == 2
    assert sound(record)


@contextmanager
def logged(server: Cluster) -> Iterator[list[str]]:
    """Every statement that the server is given meanwhile, by its own log."""
    log, told = server.folder / "log", list[str]()
    server.sql("ALTER ROLE inzet SET log_statement = 'all'")
    start = log.stat().st_size
    try:
        yield told
    finally:
        server.sql("ALTER ROLE inzet RESET log_statement")
    text = log.read_bytes()[start:].decode()
    # What goes on for several lines is set in behind a tab.
    for line in text.replace("\n\t", " ").splitlines():
        _, found, sql = line.partition("LOG:  ")
        if found and sql.startswith(("statement: ", "execute ")):
            told.append(sql.partition(": ")[2])


def test_no_statement_asks_for_what_such_engines_lack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Cluster
) -> None:
    with in_databases(postgresql, monkeypatch), logged(postgresql) as told:
        planted = plant(tmp_path / "record.db")
        with Record.open(planted.path) as record:
            _ask(planted, record)
            record.rebuild()
            row = record.view(record.reader()).statements(limit=1).items[0]
            record.erase(row.entry, by="somebody", ground="a mistake")
            assert sound(record)
    assert len(told) > 1_000
    assert [sql for sql in told if NEVER.search(sql)] == []
    # What waits for others waits for one row.
    locking = {sql for sql in told if re.search(r"\bFOR\s+(UPDATE|SHARE|NO KEY|KEY)", sql)}
    assert all(sql.startswith("SELECT value FROM meta WHERE name = ") for sql in locking), locking


def _ask(planted: Planted, record: Record) -> None:
    """Some of what can be asked, of every method of a view."""
    reader = "Homeland, REL-ALLY alone"
    crawl: Crawl = Slice(planted, reader)
    for method in methods():
        for moment in moments(method, WHO.index(reader))[:2]:
            for _ in getattr(crawl, method)(record.view(planted.reader(record, reader), **moment)):
                pass


LARGE = ("entry", "statement", "statement_dossier", "statement_early", "reference", "words")
"""Tables that no question of one thing may go through."""
READ = re.compile(rf"Seq Scan on ({'|'.join(LARGE)})\b")

BY_KEY = re.compile(rf"using (?:{'|'.join(LARGE)})_pkey on .*\n *(.*)")
"""By a key that begins with the feed, and what of it is asked for."""


@contextmanager
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Any]]]:
    """Every query that this process asks meanwhile, with its values."""
    execute, told = psycopg.Cursor.execute, list[tuple[str, Any]]()

    def recording(self: Any, query: Any, params: Any = None, **more: Any) -> Any:
        if isinstance(query, str) and query.lstrip().startswith(("SELECT", "WITH")):
            told.append((query, params))
        return execute(self, query, params, **more)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.Cursor, "execute", recording)
        yield told


def test_look_ups_and_the_newest_go_by_an_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: Cluster
) -> None:
    with in_databases(postgresql, monkeypatch), home(tmp_path) as record:
        papers, identities = _fill(record)
        with record._store.write() as connection:
            run(connection, "ANALYZE")
        with asked(monkeypatch) as queries:
            day = dt.date(2023, 6, 1)
            for as_of, known_on in ((None, None), (day, None), (None, day)):
                view = record.view(record.reader("Alfa"), as_of=as_of, known_on=known_on)
                view.statements(Filter(dossier="accession/B"), limit=20)
                view.statements(Filter(meeting="m2"), limit=5)
                view.statements(Filter(paper=papers[1]))
                view.statements(limit=20)
                view.search("seldom", limit=20)
                view.find_paper(number="t1")
                view.referring_to(papers[1])
                view.dossiers()
                view.statement(identities[9])
                view.history(identities[9])
            view = record.view(record.reader())
            for feed in view.feeds():
                next(view.parcels(feed.id))
            _fill(record, number=99, many=2)
        assert len(queries) > 100
        with record._store.read() as connection:
            # A table as small as these is read whole where that is quicker; here it is not to be,
            # so that it is only where no index would do.
            run(connection, "SET LOCAL enable_seqscan = off")
            for sql, values in dict(queries).items():
                plan = _plan(connection, sql, values)
                assert not READ.search(plan), f"{sql}\n{plan}"
                told = [cond for cond in BY_KEY.findall(plan) if "feed" not in cond]
                assert not told, f"{sql}\n{plan}"


def _plan(connection: Connection, sql: str, values: Any) -> str:
    cursor = connection.connection.cursor()
    cursor.execute(f"EXPLAIN {sql}", values)
    return "\n".join(line for (line,) in cursor.fetchall())


def _fill(record: Record, *, number: int = 0, many: int = 12) -> tuple[list[str], list[str]]:
    """Papers in four feeds, with forty statements each."""
    papers, identities = [], []
    for paper in range(number, number + many):
        said = f"2023-{1 + paper % 12:02}-{1 + paper % 28:02}"
        lines = [f"line {paper} {line} said" for line in range(40)]
        lines[7] += " seldom" * (paper == 7)
        with record.batch(MARKINGS[paper % 4]) as batch:
            text, at = "\n".join(lines), 0
            papers.append(add_paper(batch, text, said=said, numbers=(f"t{paper}",), language="en"))
            for place, line in enumerate(lines):
                made = statement(
                    papers[-1],
                    text,
                    at,
                    at + len(line),
                    said=said,
                    dossiers=(f"accession/{'ABCDEFGHIJ'[place % 10]}",),
                    meeting=f"m{paper % 5}",
                    valid_from="2022-05" if place % 7 == 0 else None,
                    act=Act.REFERENCE if place % 9 == 0 else Act.POSITION,
                    content={"id": f"t{paper - 1}"} if place % 9 == 0 else {},
                )
                batch.add(made)
                identities.append(made.identity)
                at += len(line) + 1
    return papers, identities
