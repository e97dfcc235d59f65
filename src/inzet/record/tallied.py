"""Counts out of the tallies, where they hold what was asked; elsewhere statements are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import Connection

from inzet.record.query import Scope, Shape
from inzet.record.shades import shows
from inzet.record.store import engine_of, run
from inzet.record.tally import ALL, DATA, DOSSIER, MEETING, PARTY, PERSON, PROCEDURE, READ

NAMED = (DOSSIER, PROCEDURE, PARTY, MEETING)
"""What statements are tallied by beside their act."""
_ASKED = frozenset((*NAMED, "act", "marking"))
"""Filters under which tallies are kept."""
_SORTS = (READ, DATA, PERSON, DATA | PERSON)


def tallied(
    connection: Connection,
    scope: Scope,
    shape: Shape,
    values: Mapping[str, Any],
    by: str | None = None,
) -> dict[tuple[str, str], int] | None:
    """How many statements are shown, by the name they are counted by and their act.

    Args:
        by: one of ``NAMED``, or None for all of them under "".

    Returns:
        None where no tally is kept of what was asked.
    """
    what = _what(shape, by)
    if what is None or not _holds(connection, scope, values):
        return None
    sorts = [sort for sort in _SORTS if _takes(shape, sort)]
    name = values.get(f"f_{what}") if what in shape.fields else None
    if what == PROCEDURE and name is not None and "/" in name:
        return None
    if not scope.feeds or not sorts:
        return {}
    conditions = [
        f"feed IN ({', '.join(map(str, scope.feeds))})",
        f"sort IN ({', '.join(map(str, sorts))})",
    ]
    asked: list[Any] = [what]
    if name is not None:
        conditions.append("name = ?")
        asked.append(name)
    if "act" in shape.fields:
        conditions.append("act = ?")
        asked.append(values["f_act"])
    if "marking" in shape.fields:
        conditions.append("feed IN (SELECT key FROM feed WHERE marking = ?)")
        asked.append(values["f_marking"])
    # In the order of the table, so that nothing is sorted; where it is hashed, by as few as do.
    groups = "name, act, shade"
    if engine_of(connection).groups_in_order:
        groups = f"sort, {groups}"
    sql = (
        "SELECT name, act, shade, SUM(many) FROM tally "
        f"WHERE what = ? AND {' AND '.join(conditions)} GROUP BY {groups}"
    )
    feeds = frozenset(scope.feeds)
    known: dict[str, bool] = {}
    found: Counter[tuple[str, str]] = Counter()
    for name, act, shade, many in run(connection, sql, tuple(asked)):
        if shade not in known:
            known[shade] = shows(shade, feeds)
        if known[shade]:
            found[name, act] += int(many)
    return dict(found)


def _what(shape: Shape, by: str | None) -> str | None:
    """Which tally has what was asked; None for none."""
    plain = Shape(shape.fields, shape.method, None, (False, False), shape.data)
    if shape != plain or not shape.fields <= _ASKED or shape.method not in (None, "rule", "person"):
        return None
    named = {name for name in NAMED if name in shape.fields}
    if by in named and by in (DOSSIER, PROCEDURE):
        # What is on one of them may be on others too, and is counted by those as well.
        return None
    if by is not None:
        named.add(by)
    return named.pop() if len(named) == 1 else None if named else ALL


def _takes(shape: Shape, sort: int) -> bool:
    """Whether statements of a sort match."""
    by_person = bool(sort & PERSON)
    return shape.data in (None, bool(sort & DATA)) and (
        shape.method is None or by_person == (shape.method == "person")
    )


def _holds(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> bool:
    """Whether nothing of what the tallies hold is left out by the limits of a view."""
    if scope.limits - {"arrived_by"}:
        return False
    if "arrived_by" not in scope.limits or not scope.feeds:
        return True
    # A view that ends with what came last shows what there is.
    later = run(
        connection,
        f"SELECT 1 FROM arrival WHERE feed IN ({', '.join(map(str, scope.feeds))}) AND seq > ? "
        "AND first <= last LIMIT 1",
        (values["arrived_by"],),
    )
    return later.first() is None
