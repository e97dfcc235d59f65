"""Columns as the first migrations make them, on each engine. Never changed: what was made by them
stands in records; a migration that needs another kind makes its own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

_NUMBER = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def number(name: str, *, primary: bool = False) -> sa.Column[Any]:
    """A whole number that is always there."""
    return sa.Column(name, _NUMBER, nullable=False, primary_key=primary, autoincrement=False)


def text(name: str, *, primary: bool = False) -> sa.Column[Any]:
    """A text that is always there, put in order by code point."""
    return sa.Column(name, _TEXT, nullable=False, primary_key=primary)


def data(name: str, *, null: bool = False) -> sa.Column[Any]:
    """Bytes."""
    return sa.Column(name, sa.LargeBinary, nullable=null)
