"""The shelf: always what the feed says, in its order, for every filter, whatever happened."""

from __future__ import annotations

import itertools
import random
import shutil
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inzet.exchange.taxii import asked as asking
from inzet.exchange.taxii.asked import Asked, counted, version_key
from inzet.exchange.taxii.shelf import Shelf
from inzet.record import Record
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.errors import BusyRecord, NotFound
from tests.exchange.taxii.objects import DAY, ids, named, put, stamp, stix
from tests.record.world import Clock, home

MARKING = "REL-A"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with home(tmp_path) as made:
        yield made


def feed_of(record: Record, marking: str = MARKING) -> str:
    view = record.view(record.reader())
    return next(each.id for each in view.sources if each.marking == marking)


def shown(record: Record, shelf: Shelf, asked: Asked | None = None, marking: str = MARKING) -> Any:
    """Everything that is asked for, page by page."""
    view = record.view(record.reader())
    feed = shelf.follow(record, view, feed_of(record, marking))
    asked = asked or Asked(versions=("all",))
    found: list[bytes] = []
    after = 0
    while True:
        page = shelf.bodies(feed, asked, after)
        assert len(page.items) <= asked.limit
        found += [each.raw for each in page.items]
        if not page.more:
            return ids(found)
        after = page.items[-1].key


def test_objects_come_in_the_order_in_which_they_were_added(record: Record) -> None:
    shelf = Shelf(record.path)
    put(record, MARKING, stix(3), stix(1))
    assert shown(record, shelf) == ids_of(stix(3), stix(1))
    put(record, MARKING, stix(2))
    assert shown(record, shelf) == ids_of(stix(3), stix(1), stix(2))
    assert stat.S_IMODE(shelf.path.stat().st_mode) == 0o600


def ids_of(*objects: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["id"], each["modified"][:10]) for each in objects]


def test_a_page_of_every_size_neither_skips_nor_repeats(record: Record) -> None:
    put(record, MARKING, *(stix(each) for each in range(12)))
    put(record, MARKING, *(stix(each, 1) for each in range(0, 12, 2)))
    shelf = Shelf(record.path)
    for asked in (Asked(), Asked(versions=("all",)), Asked(versions=("first", "last"))):
        whole = shown(record, shelf, asked)
        assert len(whole) == len(set(whole))
        for limit in (1, 2, 5, 13):
            assert shown(record, shelf, replace(asked, limit=limit)) == whole


def test_every_filter_says_what_the_words_of_the_specification_say(record: Record) -> None:
    chance = random.Random(7)
    shelf = Shelf(record.path)
    put_there: list[tuple[int, dict[str, Any]]] = []
    for _ in range(12):
        new = [
            stix(
                number,
                chance.randrange(6),
                type_=("indicator", "malware")[number % 2],
                spec=chance.choice(("2.0", "2.1", "2.1")),
            )
            for number in chance.sample(range(6), 3)
        ]
        put(record, MARKING, *new)
        view = record.view(record.reader())
        time = counted(view.tail(feed_of(record))[-1].arrived)
        for each in new:
            if not any(_same(each, other) for _, other in put_there):
                put_there.append((time, each))
    times = [0, *sorted({time for time, _ in put_there})]
    wanted = itertools.product(
        (times[0], times[1], times[6]),
        ((), ("indicator",), ("malware", "indicator"), ("report",)),
        ((), (named(2),), (named(1, "malware"), named(0), named(99))),
        (("last",), ("first",), ("all",), ("first", "last"), ("first", version(3)), (version(2),)),
        ((), ("2.0",), ("2.1",), ("2.0", "2.1"), ("3.0",)),
    )
    several = 0
    for after, types, which, versions, specs in wanted:
        asked = Asked(after, which, types, versions, specs, limit=4)
        expected = ids_of(*model(put_there, asked))
        several += len(expected) > 4
        assert shown(record, shelf, asked) == expected, asked
    assert several > 20


def version(day: float) -> str:
    key = version_key(stamp(day))
    assert key is not None
    return key


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in ("id", "modified", "spec_version"))


def model(objects: list[tuple[int, dict[str, Any]]], asked: Asked) -> list[dict[str, Any]]:
    """The same in the fewest words: what matches the rest, then which version of it."""
    rest = [
        each
        for time, each in objects
        if time > asked.after
        and (not asked.types or each["type"] in asked.types)
        and (not asked.ids or each["id"] in asked.ids)
        and (not asked.specs or each.get("spec_version", "2.0") in asked.specs)
    ]
    kept = []
    for each in rest:
        alike = [other for other in rest if other["id"] == each["id"]]
        newest = max(other.get("spec_version", "2.0") for other in alike)
        if not asked.specs and each.get("spec_version", "2.0") != newest:
            continue
        if not asked.specs:
            alike = [other for other in alike if other.get("spec_version", "2.0") == newest]
        modified = [other["modified"] for other in alike]
        for one in asked.versions:
            if (
                one == "all"
                or (one == "last" and each["modified"] == max(modified))
                or (one == "first" and each["modified"] == min(modified))
                or one == version_key(each["modified"])
            ):
                kept.append(each)
                break
    return kept


def test_what_is_deleted_goes_and_its_earlier_version_is_the_last_again(record: Record) -> None:
    shelf = Shelf(record.path)
    first, second = put(record, MARKING, stix(1, 1), stix(1, 2))
    assert shown(record, shelf, Asked()) == ids_of(stix(1, 2))
    with record.batch(MARKING) as batch:
        batch.add(Withdrawal(target=second))
    assert shown(record, shelf, Asked()) == ids_of(stix(1, 1))
    with record.batch(MARKING) as batch:
        batch.add(Withdrawal(target=first))
    assert shown(record, shelf) == []
    put(record, MARKING, stix(1, 2))
    assert shown(record, shelf) == ids_of(stix(1, 2))


def test_what_is_given_back_is_served_again_and_is_new(record: Record) -> None:
    shelf = Shelf(record.path)

    def close(target: str) -> str:
        with record.batch(MARKING) as batch:
            return batch.add(Withdrawal(target=target))

    def serves(*objects: dict[str, Any]) -> None:
        """It does, laid ready step by step and at once, and the view shows as many."""
        whole = shown(record, shelf)
        assert whole == ids_of(*objects)
        shutil.copy(record.path, record.path.with_name("anew.db"))
        anew = Shelf(record.path.with_name("anew.db"))
        assert shown(record, anew) == whole
        anew.close()
        anew.path.unlink()
        assert record.view(record.reader()).object_count() == len({each["id"] for each in objects})

    one, two = stix(1, 1), stix(2, 1)
    first, _ = put(record, MARKING, one, two)
    withdrawal = close(first)
    serves(two)
    put(record, MARKING, stix(3, 1))
    since = counted(record.view(record.reader()).tail(feed_of(record))[-1].arrived)
    close(withdrawal)
    serves(two, stix(3, 1), one)
    assert shown(record, shelf, Asked(since)) == ids_of(one)
    close(first)
    serves(two, stix(3, 1))
    [second] = put(record, MARKING, one)
    serves(two, stix(3, 1), one)
    once, twice = close(second), close(second)
    close(once)
    serves(two, stix(3, 1))
    close(twice)
    serves(two, stix(3, 1), one)
    close(second)
    serves(two, stix(3, 1))


def test_the_same_version_twice_stands_while_either_does(record: Record) -> None:
    shelf = Shelf(record.path)
    [first] = put(record, MARKING, stix(1, 1))
    with record.batch(MARKING) as batch:
        withdrawal = batch.add(Withdrawal(target=first))
    [second] = put(record, MARKING, stix(1, 1))
    for target in (withdrawal, second):
        with record.batch(MARKING) as batch:
            batch.add(Withdrawal(target=target))
        assert shown(record, shelf) == ids_of(stix(1, 1))
    with record.batch(MARKING) as batch:
        batch.add(Withdrawal(target=first))
    assert shown(record, shelf) == []


def test_a_shelf_that_is_thrown_away_or_damaged_is_made_anew(record: Record) -> None:
    shelf = Shelf(record.path)
    put(record, MARKING, stix(1), stix(2))
    whole = shown(record, shelf)
    shelf.close()
    shelf.path.unlink()
    assert shown(record, shelf) == whole
    shelf.close()
    shelf.path.write_bytes(b"SQLite format 3\0" + b"nonsense" * 600)
    assert shown(record, Shelf(record.path)) == whole
    # Damaged between being brought up to date and being read.
    feed = shelf.follow(record, record.view(record.reader()), feed_of(record))
    shelf.close()
    shelf.path.write_bytes(b"SQLite format 3\0" + b"nonsense" * 600)
    with pytest.raises(BusyRecord, match="anew"):
        shelf.page(feed, Asked(), 0)
    assert shown(record, shelf) == whole


def test_a_shelf_of_another_version_is_made_anew(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(record.path)
    put(record, MARKING, stix(1))
    shown(record, shelf)
    with shelf._file.write() as connection:
        connection.exec_driver_sql("UPDATE object SET raw = x'7b7d'")
    assert shelf.bodies(1, Asked(), 0).items[0].raw == b"{}"
    monkeypatch.setattr("inzet.exchange.taxii.shelf.made_by", lambda: "other")
    assert shown(record, Shelf(record.path)) == ids_of(stix(1))


def test_a_backup_that_went_on_otherwise_is_told_apart(tmp_path: Path) -> None:
    clock = Clock()
    with home(tmp_path, clock) as record:
        put(record, MARKING, stix(1))
        path = record.path
    shutil.copy(path, tmp_path / "backup")
    shelf = Shelf(path)
    with Record.open(path, now=clock) as record:
        put(record, MARKING, stix(2))
        assert shown(record, shelf) == ids_of(stix(1), stix(2))
    shutil.copy(tmp_path / "backup", path)
    with Record.open(path, now=clock) as record:
        put(record, MARKING, stix(3))
        assert shown(record, shelf) == ids_of(stix(1), stix(3))


def test_what_was_erased_leaves_no_trace(record: Record) -> None:
    shelf = Shelf(record.path)
    entry, _ = put(record, MARKING, stix(1, name="zebrafinch"), stix(2))
    shown(record, shelf)
    assert b"zebrafinch" in shelf.path.read_bytes()
    record.erase(entry, by="a.devries", ground="spill")
    assert shown(record, shelf) == ids_of(stix(2))
    assert b"zebrafinch" not in shelf.path.read_bytes()


def test_what_was_erased_can_be_let_go_of_at_once(record: Record) -> None:
    shelf = Shelf(record.path)
    entry, _ = put(record, MARKING, stix(1, name="zebrafinch"), stix(2))
    shown(record, shelf)
    shelf.let_go_of_erased(record)
    assert b"zebrafinch" in shelf.path.read_bytes()
    record.erase(entry, by="a.devries", ground="spill")
    shelf.let_go_of_erased(record)
    assert b"zebrafinch" not in shelf.path.read_bytes()
    assert shown(record, shelf) == ids_of(stix(2))


def test_nobody_has_a_feed_laid_ready_that_they_may_not_read(record: Record) -> None:
    shelf = Shelf(record.path)
    put(record, MARKING, stix(1))
    feed = feed_of(record)
    shown(record, shelf)
    with pytest.raises(NotFound):
        shelf.follow(record, record.view(record.reader("Beta")), feed)


def test_several_may_bring_it_up_to_date_at_once(record: Record) -> None:
    put(record, MARKING, *(stix(each) for each in range(50)))
    shelves = [Shelf(record.path) for _ in range(6)]
    found: list[Any] = []
    threads = [
        threading.Thread(target=lambda shelf=shelf: found.append(shown(record, shelf)))
        for shelf in shelves
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(found) == 6
    assert all(each == ids_of(*(stix(number) for number in range(50))) for each in found)


def test_a_page_is_found_by_an_index_and_nothing_is_sorted(record: Record) -> None:
    from inzet.exchange.taxii import selecting

    shelf = Shelf(record.path)
    put(record, MARKING, stix(1))
    shown(record, shelf)
    with shelf._file.read() as connection:
        assert connection is not None
        for asked in (
            Asked(),
            Asked(types=("indicator",)),
            Asked(versions=("all",)),
            Asked(types=("indicator",), versions=("all",)),
            Asked(versions=(version(1),)),
            Asked(types=("indicator", "malware")),
        ):
            found = selecting.keys(1, asked, 5, 10)
            assert found is not None
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {found[0]}", tuple(found[1]))
            told = [row[3] for row in plan]
            assert not any(each.startswith("SCAN object") for each in told), told
            if len(asked.types) < 2:
                assert not any("B-TREE" in each for each in told), told


def test_times_are_compared_as_times() -> None:
    assert version_key("2024-01-01T00:00:00.500Z") == version_key("2024-01-01T00:00:00.5Z")
    ordered = ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.25Z", "2024-01-01T00:00:00.5Z"]
    keys = [version_key(each) for each in ordered]
    assert keys == sorted(keys, key=str)
    assert asking.microseconds("2024-01-01T00:00:00.000001Z") == counted(DAY) + 1
    for wrong in ("2024-01-01", "2024-01-01T00:00:00", "2024-13-01T00:00:00Z", "x", ""):
        assert version_key(wrong) is None
        assert asking.microseconds(wrong) is None
