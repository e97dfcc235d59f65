"""What the tests of travelling share: two records that meet, and one organisation twice."""

from __future__ import annotations

import shutil
from pathlib import Path

from inzet.record import Fault, Record
from tests.record.world import Clock, add_paper, home


def send(source: Record, to: Record, reader: str = "PUBLIC", **more: str) -> int:
    """What a reader may have of a record goes over, from where the other is; how many were new."""
    view = source.view(source.reader(reader))
    state = to.view(to.reader(reader)).state() if reader == "PUBLIC" else {}
    return sum(
        to.receive_all(view.parcels(feed.id, state.get(feed.id)), view.bytes_of(feed.id), **more)
        for feed in view.feeds()
    )


def sound(record: Record) -> bool:
    """Whether everything proves, projections included."""
    return [f for f in record.verify(projections=True) if isinstance(f, Fault)] == []


def write(record: Record, *texts: str, marking: str = "PUBLIC") -> list[str]:
    """Papers, each in a batch and under a seal of its own; their ids."""
    found = []
    for text in texts:
        with record.batch(marking) as batch:
            found.append(add_paper(batch, text))
    return found


def titles(record: Record, reader: str = "PUBLIC") -> set[str]:
    """The titles of the papers that a reader sees."""
    return {row.title for row in record.view(record.reader(reader)).papers(limit=100).items}


def public(record: Record) -> str:
    """The id of the first feed that anybody may read."""
    return record.view(record.reader("PUBLIC")).feeds()[0].id


def twins(folder: Path, *common: str) -> tuple[Record, Record]:
    """One organisation with two records that go on from the same papers: each may sign what the
    other does not know of."""
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    with home(folder / "one", Clock()) as record:
        write(record, *common)
        record._store.settle()
    for suffix in ("", ".key"):
        shutil.copy(folder / "one" / f"home.db{suffix}", folder / "two" / f"home.db{suffix}")
    return (
        Record.open(folder / "one" / "home.db", Clock()),
        Record.open(folder / "two" / "home.db", Clock()),
    )
