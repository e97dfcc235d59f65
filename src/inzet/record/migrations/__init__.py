"""Migrations of the log: how its tables became what they are, a numbered step at a time.

A new record is made at the newest step at once. One that an earlier version made is brought there
when it is opened, each step in a transaction of its own. Only the tables that hold truth are
migrated: projections are made anew instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.store import Store, insert

BEFORE = "0001"
"""The step at which records are that no migration was ever noted in; some have of the next."""


def noted(connection: Connection) -> str:
    """The step that a record is at."""
    if not sa.inspect(connection).has_table(schema.migration.name):
        return BEFORE
    found = connection.execute(sa.select(schema.migration.c.version_num)).scalar()
    return BEFORE if found is None else str(found)


def note_newest(connection: Connection) -> None:
    """Notes in a record whose tables were all made just now that it is at the newest step."""
    insert(connection, schema.migration, [(schema.MIGRATION,)])


def is_behind(connection: Connection) -> bool:
    """Whether steps are to be taken; a record that is ahead of this version is not behind."""
    return noted(connection) < schema.MIGRATION


def migrate(store: Store) -> Iterator[str]:
    """Takes the steps that a record is behind, one at each turn; yields the number of each taken.

    Whoever stops halfway leaves a record that is at an earlier step, whole.

    Raises:
        BusyRecord: another program went on writing.
    """
    while True:
        with store.write() as connection:
            # Read while nobody else writes: another process may have taken it just now.
            at = noted(connection)
            if at >= schema.MIGRATION:
                return
            step = _take_next(connection, at)
        yield step


def upgrade_from_nothing(connection: Connection) -> None:
    """Takes every step in an empty database; what creating does at once."""
    at = ""
    while at < schema.MIGRATION:
        at = _take_next(connection, at)


def _take_next(connection: Connection, at: str) -> str:
    # Imported only where there is something to do: it takes longer than opening a record.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(Path(__file__).parent))
    step = list(scripts.iterate_revisions("head", at or "base"))[-1]
    context = MigrationContext.configure(connection)
    with Operations.context(context):
        step.module.upgrade()
    context.stamp(scripts, step.revision)
    return step.revision
