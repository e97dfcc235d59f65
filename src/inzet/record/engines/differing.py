"""Parts of queries that engines say in different words."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

_FEW = 6
"""Runs of numbers up to which they are compared one by one."""


class _Condition(FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """Stands as it is, where SQLAlchemy would compare it with 1."""
        return self


class matches(_Condition):  # noqa: N801 -- it reads as the function of SQL it is
    """That a row of the full text has the words of the value ``f_words`` (``words.expression``)."""

    name = "matches"
    inherit_cache = True

    def __init__(self) -> None:
        super().__init__(sa.bindparam("f_words"))


@compiles(matches)
def _matches(element: matches, compiler: SQLCompiler, **options: Any) -> str:
    return f"words MATCH {compiler.process(element.clauses, **options)}"


@compiles(matches, "postgresql")
def _matches_vector(element: matches, compiler: SQLCompiler, **options: Any) -> str:
    words = compiler.process(element.clauses, **options)
    told = [f"words.vector @@ CAST({words} AS tsquery)"]
    for name, how in (("phrases", "LIKE"), ("options", "~")):
        empty, asked = (
            compiler.process(sa.bindparam(f"f_words_{name}"), **options) for _ in range(2)
        )
        # COALESCE, as the planner takes whatever it is for true of every second row: what it makes
        # of a phrase has it read the whole table for the few rows that it expects. Where there is
        # none it leaves the rest of the case out, so that no text is looked at.
        told.append(
            f"CASE WHEN CAST({empty} AS TEXT[]) = '{{}}' THEN TRUE "
            f"ELSE COALESCE(' ' || words.stems || ' ' {how} ALL (CAST({asked} AS TEXT[])), FALSE) "
            "END"
        )
    return " AND ".join(told)


class one_of(_Condition):  # noqa: N801
    """That a column is one of some numbers of our own, which are written into the query."""

    name = "one_of"
    inherit_cache = False

    def __init__(self, column: ColumnElement[Any], numbers: tuple[int, ...]) -> None:
        super().__init__(column)
        self.numbers = numbers


@compiles(one_of)
def _in_runs(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    """As runs, where they are few: of a list SQLite makes a table each time that it is asked, and
    looks each row up in it."""
    column = compiler.process(element.clauses, **options)
    runs: list[list[int]] = []
    for number in sorted(set(element.numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    if len(runs) > _FEW:
        return _in_list(element, compiler, **options)
    told = [
        f"{column} = {run[0]}" if len(run) == 1 else f"{column} BETWEEN {run[0]} AND {run[-1]}"
        for run in runs
    ]
    return f"({' OR '.join(told)})"


@compiles(one_of, "postgresql")
def _in_list(element: one_of, compiler: SQLCompiler, **options: Any) -> str:
    column = compiler.process(element.clauses, **options)
    return f"{column} IN ({', '.join(map(str, element.numbers))})"


class before_slash(FunctionElement[str]):  # noqa: N801
    """What stands before the first slash of a text, or all of it."""

    type = sa.Text()
    inherit_cache = True
    name = "before_slash"


@compiles(before_slash)
def _before_slash(element: before_slash, compiler: SQLCompiler, **options: Any) -> str:
    text = compiler.process(element.clauses, **options)
    return f"substr({text}, 1, instr({text} || '/', '/') - 1)"


@compiles(before_slash, "postgresql")
def _split_part(element: before_slash, compiler: SQLCompiler, **options: Any) -> str:
    return f"split_part({compiler.process(element.clauses, **options)}, '/', 1)"


class among(_Condition):  # noqa: N801
    """That a column is one of the texts in the value ``name``, which is a ``tuple``: however many
    there are, the query is the same."""

    name = "among"
    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        super().__init__(column, sa.bindparam(name))


@compiles(among)
def _among(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, value = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({value}))"


@compiles(among, "postgresql")
def _any_of(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, value = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} = ANY (CAST({value} AS TEXT[]))"
