"""Several processes go through one record, and find what one finds, in the same order."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.record import Checked, Fault, Record, parts, sharing
from inzet.record.audiences import feeds
from inzet.record.parts import Gone, Part, parts_of
from inzet.record.sharing import Helper, Sharing
from tests.record.world import add_paper, home, statement

TEXT = "Het kabinet steunt de toetreding van Finland."


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Helpers are worth it, and parts have seven entries."""
    monkeypatch.setattr(sharing, "WORTH", 1)
    monkeypatch.setattr(parts, "LENGTH", 7)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Some feeds of some parts each, one of them without entries."""
    with home(tmp_path) as made:
        for marking, papers in (("PUBLIC", 12), ("REL-A", 5), ("INTERNAL", 9)):
            with made.batch(marking) as batch:
                for number in range(papers):
                    text = f"{marking} {number} {TEXT}"
                    paper = add_paper(batch, text, said="2023-02-03")
                    batch.add(statement(paper, text, 0, 30))
        yield made


def spoil(record: Record) -> None:
    """Alters some entries of each feed."""
    connection = sqlite3.connect(record.path)
    connection.execute(
        "UPDATE entry SET body = CAST(replace(body, 'steunt', 'stxunt') AS BLOB) WHERE seq % 11 = 3"
    )
    connection.execute("UPDATE entry SET link = zeroblob(32) WHERE seq IN (20, 60)")
    connection.commit()
    connection.close()


def parts_in(record: Record) -> list[Part]:
    """The parts of the first feed."""
    with record._store.read() as connection:
        public = next(each for each in feeds(connection) if each.marking == "PUBLIC")
        return list(parts_of(connection, public.key))


def test_parts_are_all_of_a_feed_in_its_order(record: Record) -> None:
    made = parts_in(record)
    count = 12 * 3
    with record._store.read() as connection:
        assert list(parts_of(connection, 99)) == []
    assert [each.until[1] for each in made] == [*range(7, count, 7), count]
    assert [each.after for each in made[1:]] == [each.until for each in made[:-1]]
    assert [each.last for each in made] == [False] * (len(made) - 1) + [True]


@pytest.mark.file
@pytest.mark.parametrize("processes", [2, 3])
def test_what_is_found_is_the_same(record: Record, processes: int) -> None:
    assert list(record.verify(processes=processes)) == list(record.verify())
    spoil(record)
    alone = list(record.verify())
    assert sum(isinstance(each, Fault) for each in alone) > 5
    assert list(record.verify(processes=processes)) == alone


def test_helpers_go_through_parts(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    made, own, answered = parts_in(record), [], threading.Event()
    ask = Helper.ask

    def asked(self: Helper, part: Part) -> Gone | None:
        gone = ask(self, part)
        answered.set()
        return gone

    def go(part: Part) -> Gone:
        # Nothing that the helper would find: so it is seen who found what.
        own.append(part)
        assert answered.wait(60)
        return Gone(-1, ())

    monkeypatch.setattr(Helper, "ask", asked)
    found = list(Sharing(record.path, 1).gone_through(made, go))
    assert [part for part, _ in found] == made
    assert 0 < len(own) < len(made)
    for part, gone in found:
        assert gone.count == (-1 if part in own else part.until[1] - max(part.after[1], 0))


@pytest.mark.file
@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/python"])
def test_a_helper_that_ends_or_never_starts_is_done_without(
    record: Record, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    spoil(record)
    alone = list(record.verify())
    monkeypatch.setattr(sys, "executable", program)
    assert list(record.verify(processes=3)) == alone


def test_a_helper_that_cannot_answer_gives_its_part_back(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Helper, "ask", lambda self, part: None)
    assert list(record.verify(processes=2)) == list(record.verify())


def test_who_stops_listening_leaves_no_process(record: Record) -> None:
    shared = Sharing(record.path, 2)
    made = parts_in(record)
    found = shared.gone_through(made, lambda part: Gone(0, ()))
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert all(each.returncode is not None for each in shared.processes)


def test_a_small_record_is_gone_through_alone(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "WORTH", 10_000)
    monkeypatch.setattr(sharing, "Sharing", None)
    assert all(isinstance(each, Checked) for each in record.verify(processes=2))
