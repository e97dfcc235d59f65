"""The servers that are pulled from, beside the record: address, collections, marking, how far.

A private file (``<record>.pulls``), no part of any feed. It holds **no password and no token**:
only where one is, the name of a variable of the environment or of a file that the operator guards.
It can be thrown away; the next run then asks for everything again, and finds that it is here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from inzet.exchange.taxii.client import Place
from inzet.record.private import Kind, PrivateFile
from inzet.vocabulary.errors import InputError, NotFound, UnreadableFile

SUFFIX = ".pulls"
_metadata = sa.MetaData()
_LARGEST = 64 * 1024


def _text(name: str, *, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, primary_key=primary)


_source = sa.Table(
    "source",
    _metadata,
    _text("address", primary=True),
    _text("marking"),
    _text("user"),
    _text("secret"),
    # Names of collections, one a line; "" for all.
    _text("collections"),
)
_place = sa.Table(
    "place",
    _metadata,
    _text("address", primary=True),
    _text("objects", primary=True),
    _text("added_after"),
    _text("next"),
)
PULLS = Kind("servers that are pulled from", SUFFIX, _metadata, 0x494E5A50, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """A server that is pulled from."""

    address: str
    marking: str
    user: str = ""
    """"" for nobody, or where a token says who asks."""
    secret: str = ""
    """Where its password or token is: ``env:NAME`` or ``file:PATH``; "" where there is none."""
    collections: tuple[str, ...] = ()
    """None: all."""


class Remembered:
    """The servers of one record."""

    def __init__(self, record: Path) -> None:
        self._file = PrivateFile(PULLS.beside(record), PULLS)

    def sources(self) -> list[Source]:
        """All of them, by address."""
        with self._file.read() as connection:
            if connection is None:
                return []
            rows = connection.execute(sa.select(_source).order_by(_source.c.address)).fetchall()
        return [_of(row) for row in rows]

    def source(self, address: str) -> Source | None:
        """One by its address; None where it is not remembered."""
        return next((each for each in self.sources() if each.address == address), None)

    def keep(self, source: Source) -> None:
        """Remembers a server, in place of what was known of it."""
        row = {
            "address": source.address,
            "marking": source.marking,
            "user": source.user,
            "secret": checked(source.secret),
            "collections": "\n".join(source.collections),
        }
        with self._file.write() as connection:
            connection.execute(_source.delete().where(_source.c.address == source.address))
            connection.execute(_source.insert().values(**row))

    def forget(self, address: str) -> None:
        """Forgets a server and how far it came; what was taken stays.

        Raises:
            NotFound: it is not remembered.
        """
        if self.source(address) is None:
            raise NotFound(f"nothing is pulled from “{address[:80]}”", fix="See inzet taxii list.")
        with self._file.write() as connection:
            for table in (_source, _place):
                connection.execute(table.delete().where(table.c.address == address))
        self._file.wipe()

    def place(self, address: str, objects: str) -> Place:
        """How far a collection came."""
        with self._file.read() as connection:
            row = (
                connection
                and connection.execute(
                    sa.select(_place.c.added_after, _place.c.next).where(
                        _place.c.address == address, _place.c.objects == objects
                    )
                ).first()
            )
        return Place(row.added_after, row.next) if row else Place()

    def reached(self, address: str, objects: str, place: Place) -> None:
        """Keeps how far a collection came."""
        row = {"added_after": place.added_after, "next": place.next}
        with self._file.write() as connection:
            connection.execute(
                _place.delete().where(_place.c.address == address, _place.c.objects == objects)
            )
            connection.execute(_place.insert().values(address=address, objects=objects, **row))


def secret(told: str, environment: Mapping[str, str] = os.environ) -> str:
    """The password or token that lies where it is told.

    Raises:
        InputError: nothing is there, or it is no place.
        UnreadableFile: the file cannot be read.
    """
    kind, _, name = checked(told).partition(":")
    if kind == "env":
        found = environment.get(name, "")
    else:
        try:
            found = Path(name).read_text(encoding="utf-8")[:_LARGEST].strip()
        except (OSError, UnicodeDecodeError):
            raise UnreadableFile("the file with the secret cannot be read", where=name) from None
    if not found or not found.isprintable():
        raise InputError("there is no password or token there", where=told)
    return found


def checked(told: str) -> str:
    """Where a secret is, never the secret itself.

    Raises:
        InputError: it is no place.
    """
    kind, _, name = told.partition(":")
    if told and (kind not in ("env", "file") or not name):
        raise InputError(
            "a secret is not typed: say where it is",
            where="--secret",
            fix="Give env:NAME, a variable of the environment, or file:PATH.",
        )
    return told


def _of(row: sa.Row[Any]) -> Source:
    named = tuple(each for each in row.collections.split("\n") if each)
    return Source(row.address, row.marking, row.user, row.secret, named)
