"""What others sent that bears a classification above what this record may hold: from where it came
and which it was, never what it says. Kept beside the record (``<record>.refused``), for whoever
answers for the node to look through.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import sqlalchemy as sa

from inzet.record import Record
from inzet.record.private import Kind, PrivateFile
from inzet.vocabulary.objects import one_line

MOST = 1000
"""Refusals that are kept, the last ones."""
_metadata = sa.MetaData()
_table = sa.Table(
    "refusal",
    _metadata,
    sa.Column("way", sa.Text, primary_key=True),
    sa.Column("whom", sa.Text, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("first", sa.Text, nullable=False),
    sa.Column("last", sa.Text, nullable=False),
    sa.Column("times", sa.Integer, nullable=False),
)
KIND = Kind(
    holds="refusals", suffix=".refused", tables=_metadata, application_id=0x1EE25AA7, version=1
)


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was refused, each time that it came."""

    way: str
    """``feed``: a feed of a peer or a file of feeds; ``taxii``: a client added it; ``objects``: it
    was pulled or imported."""
    whom: str
    """From whom, or from where."""
    what: str
    """The entry or object."""
    first: dt.datetime
    last: dt.datetime
    times: int


class Refusals:
    """Those of one record."""

    def __init__(self, record: Path | str, now: Callable[[], dt.datetime]) -> None:
        self._file = PrivateFile(KIND.beside(Path(record)), KIND)
        self._now = now

    @classmethod
    def of(cls, record: Record) -> Refusals:
        """Those of a record."""
        return cls(record.path, record.now)

    def note(self, way: str, whom: str, what: Iterable[str]) -> None:
        """Keeps that these were refused; what was before is told once, with how often it came.

        Raises:
            BusyRecord: another program went on writing it.
        """
        named = [one_line(each) for each in what][:MOST]
        if not named:
            return
        now = self._now().astimezone(dt.UTC).isoformat(timespec="seconds")
        with self._file.write() as connection:
            for each in named:
                values = {"way": way, "whom": one_line(whom), "what": each}
                where = [_table.c[name] == value for name, value in values.items()]
                again = _table.update().where(*where).values(last=now, times=_table.c.times + 1)
                if not connection.execute(again).rowcount:
                    connection.execute(
                        _table.insert().values(**values, first=now, last=now, times=1)
                    )
            newest = sa.select(sa.text("rowid")).select_from(_table).order_by(_table.c.last.desc())
            rowids = connection.execute(newest.offset(MOST).limit(-1)).scalars().all()
            for rowid in rowids:
                connection.execute(_table.delete().where(sa.text("rowid = :row")), {"row": rowid})

    def all(self) -> list[Refusal]:
        """Every one, the last first."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(
                sa.select(_table).order_by(_table.c.last.desc(), _table.c.whom, _table.c.what)
            ).all()
        return [
            Refusal(
                way=row.way,
                whom=row.whom,
                what=row.what,
                first=dt.datetime.fromisoformat(row.first),
                last=dt.datetime.fromisoformat(row.last),
                times=row.times,
            )
            for row in rows
        ]
