"""Projections made anew: out of sight, going on where it was broken off, and the same rows."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from inzet.record import Fault, Record, rebuild, schema
from inzet.record.remaking import Progress
from inzet.record.store import Store, open_store, run
from inzet.vocabulary.errors import Remaking
from tests.record.world import add_paper, home, statement

FORK = multiprocessing.get_context("fork")
TEXT = "Finland joins the alliance. Sweden is a candidate. Pledges are kept."


class Broken(Exception):
    """Ends a making."""


def write(record: Record, *titles: str, marking: str = "PUBLIC") -> list[str]:
    """A paper of each title with a statement; the ids of the papers."""
    papers = []
    with record.batch(marking) as batch:
        for title in titles:
            text = f"{title}. {TEXT}"
            papers.append(add_paper(batch, text, title=title, said="2023-02-03"))
            batch.add(statement(papers[-1], text, 0, len(title) + 1))
    return papers


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of some slices of entries."""
    return some_slices(tmp_path, monkeypatch)


@pytest.fixture
def either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, each_engine: None) -> Path:
    """The same on each engine."""
    return some_slices(tmp_path, monkeypatch)


def some_slices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with home(tmp_path) as record:
        write(record, *(f"Word{number} stands" for number in range(20)))
        write(record, *(f"Inside{number} stands" for number in range(5)), marking="INTERNAL")
    monkeypatch.setattr(rebuild, "SLICE", 7)
    return record.path


def make_stale(path: Path) -> None:
    with opened(path) as store, store.write() as connection:
        run(connection, "UPDATE meta SET value = '0' WHERE name = 'projections'")


def made(path: Path) -> str:
    """The version of its tables."""
    with opened(path) as store, store.read() as connection:
        return str(run(connection, "SELECT value FROM meta WHERE name = 'projections'").scalar())


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Store]:
    store = open_store(path)
    try:
        yield store
    finally:
        store.close()


def found(record: Record) -> int:
    return len(record.view(record.reader()).search("finland", limit=100).items)


def faults(path: Path) -> list[Fault]:
    with Record.open(path) as record:
        return [each for each in record.verify(projections=True) if isinstance(each, Fault)]


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every projection, the full text too."""
    with opened(path) as store, store.read() as connection:
        every = {
            table.name: sorted(map(tuple, connection.execute(sa.select(table))), key=repr)
            for table in schema.PROJECTIONS
        }
        every["words"] = list(store.engine.all_words(connection))
        return every


def beside(path: Path) -> set[str]:
    """What lies beside a record."""
    with opened(path) as store:
        place = store.beside()
        state = place.state()
        place.close()
    files = {each.name for each in path.parent.iterdir() if ".making" in each.name}
    return files | ({"a place"} if state else set())


def break_off(path: Path, after: int) -> None:
    """Opens a record whose tables are to be made anew, up to some slices."""
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        if len(told) == after:
            raise Broken

    with pytest.raises(Broken):
        Record.open(path, told=tell)


def test_the_same_rows_as_appending(either: Path) -> None:
    before = rows(either)
    make_stale(either)
    told: list[Progress] = []
    with Record.open(either, told=told.append) as record:
        assert found(record) == 25
        record.rebuild()
    assert rows(either) == before
    assert faults(either) == []
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert len(told) > 8, "a slice at a time"
    assert told[-1].percent == 100
    assert beside(either) == set(), "nothing is left beside it"


def test_it_goes_on_where_it_was_broken_off(path: Path) -> None:
    before = rows(path)
    make_stale(path)
    break_off(path, 4)
    with pytest.raises(Remaking, match="35 %") as caught:
        Record.open(path, wait=False)
    assert caught.value.percent == 35
    told: list[Progress] = []
    Record.open(path, told=told.append).close()
    assert told[0].done == 35, "not from the beginning"
    assert rows(path) == before
    assert faults(path) == []


def test_killed_at_any_moment_it_ends_the_same(either: Path) -> None:
    before = rows(either)
    chance = random.Random(8)
    killed = 0
    for _ in range(5):
        make_stale(either)
        child = FORK.Process(target=Record.open, args=(either,))
        child.start()
        time.sleep(chance.uniform(0.005, 0.12))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        killed += child.exitcode == -signal.SIGKILL
        # Until all is made the record has what it had; then all that is new.
        assert made(either) in ("0", str(schema.PROJECTION_VERSION))
        assert rows(either) == before
    assert killed
    Record.open(either).close()
    assert rows(either) == before
    assert faults(either) == []


def test_readers_and_writers_go_on_meanwhile(either: Path) -> None:
    titles = [f"Late{number} stands" for number in range(4)]
    with Record.open(either) as record, Record.open(either) as other:
        seen = []

        def tell(progress: Progress) -> None:
            if progress.done < progress.total and titles:
                write(other, titles.pop())
            seen.append(found(other))

        record.rebuild(tell)
        assert seen == sorted(seen)
        assert seen[0] == 26, "all there ever was, from the first slice on"
        assert not titles
        assert found(record) == 29
    assert faults(either) == []


def test_what_is_erased_meanwhile_is_nowhere(either: Path) -> None:
    with Record.open(either) as record, Record.open(either) as other:
        (secret,) = write(record, "Zwaluwstaart stands")
        told = []

        def tell(progress: Progress) -> None:
            told.append(progress.done)
            if progress.done == progress.total and secret not in erased:
                erased.extend(other.erase(secret, by="Jan", ground="law"))

        erased: list[str] = []
        record.rebuild(tell)
        assert told.count(7) == 2, "it was begun again"
    assert erased
    assert faults(either) == []
    assert not [row for row in rows(either)["words"] if "zwaluwstaart" in str(row)]


@pytest.mark.file
def test_what_is_erased_is_not_left_in_what_was_broken_off(path: Path) -> None:
    with Record.open(path) as record:
        (secret,) = write(record, "Zwaluwstaart stands")

        def tell(progress: Progress) -> None:
            if progress.done == progress.total:
                raise Broken

        with pytest.raises(Broken):
            record.rebuild(tell)
        left = [each.read_bytes() for each in path.parent.iterdir() if ".making" in each.name]
        assert any(b"zwaluwstaart" in each for each in left)
        record.erase(secret, by="Jan", ground="law")
        assert beside(path) == set()


def test_a_backup_in_its_place_is_not_gone_on_with(path: Path, tmp_path: Path) -> None:
    """What was made of the one is not taken for made of the other."""
    backup = path.read_bytes()
    with Record.open(path) as record:
        write(record, *(f"Later{number} stands" for number in range(20)))
    make_stale(path)
    break_off(path, 20)
    path.write_bytes(backup)
    with Record.open(path) as record:
        write(record, *(f"Other{number} stands" for number in range(30)))
    make_stale(path)
    told: list[Progress] = []
    Record.open(path, told=told.append).close()
    assert told[0].done == 7
    assert faults(path) == []


@pytest.mark.file
@pytest.mark.parametrize("content", [b"", b"no database" * 1000, None])
def test_what_lies_in_the_way_is_replaced(path: Path, content: bytes | None) -> None:
    before = rows(path)
    making = path.with_name(path.name + ".making")
    if content is None:
        with closing(sqlite3.connect(making)) as file:
            file.execute("CREATE TABLE making (name TEXT PRIMARY KEY, value TEXT)")
            file.execute("INSERT INTO making VALUES ('version', '3')")
            file.commit()
    else:
        making.write_bytes(content)
    make_stale(path)
    Record.open(path).close()
    assert rows(path) == before
    assert beside(path) == set()


@pytest.mark.parametrize("dies", [False, True])
def test_a_second_process_waits_and_goes_on_where_the_first_dies(either: Path, dies: bool) -> None:
    before = rows(either)
    make_stale(either)
    reached, go_on = FORK.Event(), FORK.Event()

    def first() -> None:
        def tell(progress: Progress) -> None:
            if progress.done == 28:
                reached.set()
                go_on.wait(10)
                if dies:
                    os.kill(os.getpid(), signal.SIGKILL)

        Record.open(either, told=tell).close()

    child = FORK.Process(target=first)
    child.start()
    assert reached.wait(10)
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        go_on.set()

    with Record.open(either, told=tell) as record:
        assert found(record) == 25
    child.join()
    assert told[0].elsewhere
    assert told[0].done == 28, "it tells how far the other is"
    made_here = [each for each in told if not each.elsewhere]
    assert [each.done for each in made_here[:1]] == ([35] if dies else [])
    assert rows(either) == before


def test_many_open_it_at_once(path: Path) -> None:
    before = rows(path)
    make_stale(path)
    made: list[int] = []

    def open_it() -> None:
        with Record.open(path, told=lambda each: made.append(0 if each.elsewhere else each.done)):
            pass

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(set(made) - {0}) == sorted(each for each in made if each), "each slice once"
    assert rows(path) == before


@pytest.mark.file
def test_the_record_cannot_be_written_to_while_the_tables_are_filled(path: Path) -> None:
    """A name that is not there would be found in the record: then too nothing of it is lost."""
    store = open_store(path)
    place = store.beside()
    assert place.hold()
    place.empty()
    with place.filling() as connection:
        connection.exec_driver_sql("DROP TABLE statement")
        with pytest.raises(Exception, match="readonly"):
            connection.exec_driver_sql("DROP TABLE statement")
    place.discard()
    place.close()
    store.close()
