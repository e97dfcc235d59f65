"""Of two editions in one record the newer is shown, whichever came first."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path

import msgspec
import pytest

from inzet.record import Filter, Parcel, Record
from inzet.record import editions as pinned
from inzet.record.keys import Key, fingerprint
from inzet.reference import feed

TIME = "2026-11-28T12:00:00.000000Z"


def edition(name: str, quote: str) -> Parcel:
    """An edition of one statement that says this."""
    said = msgspec.structs.replace(next(feed.statements()), quote=quote)
    packed = feed.sealed(feed.organisation_of(name), Key(secrets.token_bytes(32)), TIME, [said])
    return feed.parcel_of(packed)


def quotes(record: Record, arrived_by: dt.datetime | None = None) -> list[str]:
    view = record.view(record.reader("PUBLIC"), arrived_by=arrived_by)
    return [row.quote for row in view.statements(Filter()).items]


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> tuple[Parcel, Parcel]:
    older, newer = edition("2026-11", "older"), edition("2027-05", "newer")
    ids = tuple(fingerprint(each.public_key) for each in (older, newer))
    monkeypatch.setattr(pinned, "PINNED", ids)
    return older, newer


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_newer_takes_the_place_of_the_older(
    tmp_path: Path, both: tuple[Parcel, Parcel], order: tuple[int, int]
) -> None:
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        record.receive(both[order[0]])
        assert quotes(record) == [("older", "newer")[order[0]]]
        record.receive(both[order[1]])
        assert quotes(record) == ["newer"]
        view = record.view(record.reader("PUBLIC"))
        assert [row.organisation for row in view.feeds()] == [feed.organisation_of("2027-05")]
        assert view.count() == 1
        assert not any(hasattr(each, "fix") for each in record.verify(projections=True))


def test_an_edition_that_nobody_pinned_changes_nothing(tmp_path: Path) -> None:
    with Record.create(tmp_path / "r.db", "Ministry") as record:
        for parcel in (edition("1", "one"), edition("2", "two")):
            record.receive(parcel)
        assert sorted(quotes(record)) == ["one", "two"]


def test_for_audit_the_older_is_seen_as_long_as_it_was_alone(
    tmp_path: Path, both: tuple[Parcel, Parcel]
) -> None:
    clock = iter(dt.datetime(2026, 12, day, tzinfo=dt.UTC) for day in range(1, 31))
    with Record.create(tmp_path / "r.db", "Ministry", now=lambda: next(clock)) as record:
        first, second = both
        record.receive(first)  # on the first of December
        record.receive(second)  # on the second
        between = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
        assert quotes(record, arrived_by=between) == ["older"]
        assert quotes(record) == ["newer"]
