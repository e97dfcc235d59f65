"""What a client sees is kept from one request to the next only while nothing came."""

from __future__ import annotations

from pathlib import Path

from inzet.record import Record
from inzet.web.taxii.server import Seen, Server
from tests.record.world import Clock, add_paper, home


def _ask(server: Server, record: Record, reader: str) -> Seen:
    return server.seen(record, record.reader(reader), record.log_end())


def _markings(seen: Seen) -> set[str]:
    return {feed.marking for feed in seen.view.sources}


def test_what_is_seen_is_that_of_before_only_while_nothing_came(tmp_path: Path) -> None:
    clock, server = Clock(), Server()
    with home(tmp_path, clock) as record:
        first = _ask(server, record, "Alfa")
        assert _markings(first) == {"REL-A", "REL-AB"}
        assert _ask(server, record, "Alfa") is first
        assert _ask(server, record, "Beta") is not first
        assert _markings(_ask(server, record, "Beta")) == {"REL-AB"}
        with record.batch("PUBLIC") as batch:
            add_paper(batch, "Iets.")
        assert "PUBLIC" in _markings(_ask(server, record, "Alfa"))
        record.define_audience("REL-A", [])
        assert _markings(_ask(server, record, "Alfa")) == {"REL-AB", "PUBLIC"}
        kept = _ask(server, record, "Alfa")
        clock.sleep(days=1)
        assert _ask(server, record, "Alfa") is not kept, "who is in an audience goes by the day"
        with Record.open(record.path, clock) as other:
            assert _ask(server, other, "Alfa").of is other
        narrowed = server.seen(record, record.reader().narrowed(("REL-A",)), record.log_end())
        assert "REL-AB" not in _markings(narrowed)
        assert "REL-AB" in _markings(_ask(server, record, "Home"))


def test_an_empty_record_is_looked_at_each_time(tmp_path: Path) -> None:
    server = Server()
    with Record.create(tmp_path / "one.db", "One") as record:
        assert _ask(server, record, "One") is not _ask(server, record, "One")
