"""The SQL of a page: which keys, by the index that fits, so that a page costs what is on it."""

from __future__ import annotations

from inzet.exchange.taxii.asked import ALL, FIRST, LAST, SPECS, Asked
from inzet.exchange.taxii.schema import CURRENT

Values = list[object]
_ONE_SCAN = "SELECT key "


def rows(
    columns: str, feed: int, asked: Asked, after: int, limit: int
) -> tuple[str, Values] | None:
    """What is asked for after a key, oldest first; None: nothing can match."""
    found = keys(feed, asked, after, limit)
    if found is None:
        return None
    sql, values = found
    if sql.startswith(_ONE_SCAN):
        # One index tells all of it: the rows are gone to once.
        return f"SELECT {columns} {sql.removeprefix(_ONE_SCAN)}", values
    return f"SELECT {columns} FROM object WHERE key IN ({sql}) ORDER BY key", values


def keys(feed: int, asked: Asked, after: int, limit: int) -> tuple[str, Values] | None:
    """The keys of what is asked for after a key, oldest first; None: nothing can match.

    Args:
        limit: at most so many.
    """
    specs = tuple(each for each in SPECS if each in asked.specs)
    if asked.specs and not specs:
        return None
    if asked.ids:
        return _of_ids(feed, asked, specs, after, limit)
    parts: list[str] = []
    values: Values = []
    for type_ in asked.types or (None,):
        for version in asked.versions:
            where, given = _one(asked, specs, version)
            if type_ is not None:
                where, given = f"type = ? AND {where}", [type_, *given]
            parts.append(
                f"SELECT key FROM object{_by(type_, version, specs)} "
                f"WHERE feed = ? AND {where} AND key > ? "
                "ORDER BY key LIMIT ?"
            )
            values += [feed, *given, after, limit]
    if len(parts) == 1:
        return parts[0], values
    union = " UNION ".join(f"SELECT key FROM ({each})" for each in parts)
    return f"SELECT * FROM (SELECT key FROM ({union}) ORDER BY key LIMIT ?)", [*values, limit]


def _by(type_: str | None, version: str, specs: tuple[str, ...]) -> str:
    """Which index: SQLite cannot know that what is superseded may be most of a feed."""
    if version != LAST or specs:
        return ""
    return f" INDEXED BY object_current{'' if type_ is None else '_type'}"


def _of_ids(
    feed: int, asked: Asked, specs: tuple[str, ...], after: int, limit: int
) -> tuple[str, Values]:
    values: Values = [feed, *asked.ids]
    where = [f"id IN ({_marks(asked.ids)})"]
    if asked.types:
        where.append(f"type IN ({_marks(asked.types)})")
        values += asked.types
    either = []
    for version in asked.versions:
        clause, given = _one(asked, specs, version)
        either.append(f"({clause})")
        values += given
    where.append(f"({' OR '.join(either)})")
    # The unary plus keeps SQLite to the index of ids.
    sql = (
        f"SELECT key FROM object WHERE feed = ? AND {' AND '.join(where)} AND +key > ? "
        "ORDER BY +key LIMIT ?"
    )
    return sql, [*values, after, limit]


def _one(asked: Asked, specs: tuple[str, ...], version: str) -> tuple[str, Values]:
    """What one kind of version asks of a row. Which is the last, or the first, or by the newest
    specification is asked of what else matches, so of what was added after the moment asked for."""
    clauses: list[str] = []
    values: Values = []
    any_ = "_any" if len(specs) > 1 else ""
    if version == LAST:
        if not specs:
            # The words of the index, so that it is used.
            clauses.append(CURRENT)
        clauses.append(f"later{any_} <= ?")
        values.append(asked.after)
    elif version == FIRST:
        clauses.append(f"earlier{any_} <= ?")
        values.append(asked.after)
    elif version != ALL:
        clauses.append("version = ?")
        values.append(version)
    if not specs:
        clauses.append("newer <= ?")
        values.append(asked.after)
    elif len(specs) == 1:
        clauses.append("spec = ?")
        values.append(specs[0])
    return " AND ".join(clauses) or "1", values


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
