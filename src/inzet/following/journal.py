"""The journal beside the record: what was fetched when, from where, and what became of it.

A file of its own (``<record>.following``), no part of any feed: it never travels, is shown to
nobody but the record's own organisation, and can be thrown away; the next run then asks for
everything again, and finds that it is here. It holds no titles and no words of papers.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from inzet.vocabulary.errors import BusyRecord, UnreadableFile

SUFFIX = ".following"
_VERSION = 1
_TABLES = """
create table if not exists followed (
  source text, dossier text, marking text, since text, began text, ran text, told text,
  primary key (source, dossier)) strict;
create table if not exists cursor (
  source text, dossier text, stage text, value text,
  primary key (source, dossier, stage)) strict;
create table if not exists item (
  source text, id text, dossier text, stage text, changed text, address text,
  etag text, modified text, sha256 text, paper text, outcome text, reason text, at text,
  tries integer, primary key (source, id)) strict;
create table if not exists fetched (
  at text, source text, dossier text, id text, address text, etag text, sha256 text,
  size integer, outcome text) strict;
create index if not exists item_dossier on item (source, dossier);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is known of one thing of a source."""

    id: str
    changed: str = ""
    address: str = ""
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    paper: str = ""
    """Entry id of the paper it is in the record; of what data told, the statement's identity."""
    outcome: str = ""
    reason: str = ""
    tries: int = 0
    """Runs in a row in which it failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A dossier that is followed."""

    source: str
    dossier: str
    marking: str
    since: str | None
    began: str
    ran: str | None
    """When it was last followed to the end (UTC); None: it never was."""
    told: Mapping[str, int]
    """How many things there are by outcome."""


class Journal:
    """The journal of a record; open it for one run at a time.

    Args:
        record: path of the record.

    Raises:
        BusyRecord: another program is following.
        UnreadableFile: there is something else in its place.
    """

    def __init__(self, record: Path) -> None:
        self.path = record.with_name(record.name + SUFFIX)
        fresh = not self.path.exists()
        if fresh:
            self.path.touch(mode=0o600)
        self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=0.2)
        try:
            # Held until it is closed or its program dies: two runs would take papers twice.
            self._connection.execute("pragma locking_mode = exclusive")
            self._connection.execute("pragma synchronous = normal")
            self._connection.execute("begin exclusive")
            self._connection.execute("commit")
            (version,) = self._connection.execute("pragma user_version").fetchone()
            if version not in (0, _VERSION):
                raise sqlite3.DatabaseError("of a newer version")
            self._connection.executescript(_TABLES)
            self._connection.execute(f"pragma user_version = {_VERSION}")
        except sqlite3.DatabaseError as error:
            self._connection.close()
            if "locked" in str(error) or "busy" in str(error):
                raise BusyRecord(
                    "this record is following already, in another program",
                    where=str(self.path),
                    fix="Wait until that is done.",
                ) from None
            raise UnreadableFile(
                f"the journal of what was followed cannot be read ({error})",
                where=str(self.path),
                fix="Move it away; the next run makes another, and takes nothing twice.",
            ) from None

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file, for others to follow."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()

    # ---- dossiers ----------------------------------------------------------------------------

    def follows(self, source: str, dossier: str) -> Followed | None:
        """A dossier as it is followed; None where it is not."""
        for each in self.followed():
            if (each.source, each.dossier) == (source, dossier):
                return each
        return None

    def followed(self) -> list[Followed]:
        """Every dossier that is followed, by name."""
        return _followed(self._connection)

    def begin(self, source: str, dossier: str, *, marking: str, since: str | None) -> None:
        """Notes that a dossier is followed; from another day than before it begins anew."""
        before = self.follows(source, dossier)
        if before is not None and before.since != since:
            self.forget_cursors(source, dossier)
        self._connection.execute(
            "insert into followed values (?, ?, ?, ?, ?, null, null) on conflict do update"
            " set marking = excluded.marking, since = excluded.since",
            (source, dossier, marking, since, _now()),
        )

    def ended(self, source: str, dossier: str) -> None:
        """Notes that it was followed to the end."""
        self._connection.execute(
            "update followed set ran = ? where source = ? and dossier = ?",
            (_now(), source, dossier),
        )

    def again(self, source: str, dossier: str) -> None:
        """Forgets what failed or was refused, so that it is asked for again."""
        self.forget_cursors(source, dossier)
        self._connection.execute(
            "update item set changed = '', tries = 0 where source = ? and dossier = ?"
            " and outcome in ('failed', 'refused')",
            (source, dossier),
        )

    # ---- cursors -----------------------------------------------------------------------------

    def cursors(self, source: str, dossier: str) -> dict[str, str]:
        """From where to go on, by stage."""
        rows = self._connection.execute(
            "select stage, value from cursor where source = ? and dossier = ?", (source, dossier)
        )
        return dict(rows.fetchall())

    def reach(self, source: str, dossier: str, stage: str, value: str) -> None:
        """Notes how far a stage has come."""
        self._connection.execute(
            "insert or replace into cursor values (?, ?, ?, ?)", (source, dossier, stage, value)
        )

    def forget_cursors(self, source: str, dossier: str) -> None:
        """Has a dossier asked for from its beginning; what is known of its things stays."""
        self._connection.execute(
            "delete from cursor where source = ? and dossier = ?", (source, dossier)
        )

    # ---- things ------------------------------------------------------------------------------

    def item(self, source: str, id_: str) -> Item | None:
        """What is known of one thing."""
        row = self._connection.execute(
            "select id, changed, address, etag, modified, sha256, paper, outcome, reason, tries"
            " from item where source = ? and id = ?",
            (source, id_),
        ).fetchone()
        if row is None:
            return None
        names = Item.__dataclass_fields__
        return Item(**dict(zip(names, row, strict=True)))

    def known(self, source: str, ids: list[str]) -> set[str]:
        """What there is of these ids, with what begins with one of them and a colon."""
        rows = self._connection.execute(
            "select item.id from json_each(?) asked join item on item.source = ? and"
            " (item.id = asked.value"
            " or item.id between asked.value || ':' and asked.value || ';')",
            (json.dumps(ids), source),
        )
        return {row[0] for row in rows}

    def note(self, source: str, dossier: str, stage: str, item: Item) -> None:
        """Notes what became of one thing; at once on disk."""
        self._connection.execute(
            "insert or replace into item values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source,
                item.id,
                dossier,
                stage,
                item.changed,
                item.address,
                item.etag,
                item.modified,
                item.sha256,
                item.paper,
                item.outcome,
                item.reason[:500],
                _now(),
                item.tries,
            ),
        )

    def log(self, source: str, dossier: str, item: Item, size: int) -> None:
        """Adds a line on what was fetched."""
        self._connection.execute(
            "insert into fetched values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                _now(),
                source,
                dossier,
                item.id,
                item.address,
                item.etag,
                item.sha256,
                size,
                item.outcome,
            ),
        )

    def fetches(self) -> list[tuple[str, ...]]:
        """All lines on what was fetched: when, source, dossier, id, address, ETag, hash, bytes,
        outcome; oldest first."""
        rows = self._connection.execute("select * from fetched order by rowid")
        return [tuple(map(str, row)) for row in rows]


def followed_by(record: Path) -> list[Followed] | None:
    """What a record follows, without making its journal or holding it; None while a run does.

    Args:
        record: path of the record.
    """
    path = record.with_name(record.name + SUFFIX)
    if not path.exists():
        return []
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)
    try:
        return _followed(connection)
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()


def _followed(connection: sqlite3.Connection) -> list[Followed]:
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for source, dossier, outcome, count in connection.execute(
        "select source, dossier, outcome, count(*) from item group by 1, 2, 3 order by 3"
    ):
        counts.setdefault((source, dossier), {})[outcome] = count
    rows = connection.execute(
        "select source, dossier, marking, since, began, ran from followed order by 2, 1"
    )
    return [
        Followed(
            source=source,
            dossier=dossier,
            marking=marking,
            since=since,
            began=began,
            ran=ran,
            told=counts.get((source, dossier), {}),
        )
        for source, dossier, marking, since, began, ran in rows
    ]


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
