"""A test record with given collections, objects and dates: for the test suites of other servers.

``python -m inzet.exchange.taxii.seeding FILE.json --record R`` makes the record, its accounts and
its settings; ``inzet serve --record R --accounts`` serves them. Kept are ids of collections,
titles, and the dates on which objects were added. Never for a record that is to be used: the
log of arrivals says what the file says.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from inzet.accounts import Accounts
from inzet.exchange.taxii import settings
from inzet.exchange.taxii.adding import sent
from inzet.exchange.taxii.asked import counted, microseconds, version_key
from inzet.exchange.taxii.settings import Named, Root, Settings
from inzet.exchange.taxii.shelf import Shelf
from inzet.record import Record
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.entries import ForeignObject
from inzet.vocabulary.errors import InputError, InzetError, UnreadableFile

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_DAY = 86_400 * 1_000_000
ANYBODYS = "*"
"""Whose status it is that a file gives: whoever asks."""


class Dated(msgspec.Struct):
    """When a version of an object was added."""

    id: str
    date_added: str
    version: str = ""


class Given(msgspec.Struct, kw_only=True):
    """A collection with its objects, and a date for each."""

    id: str
    title: str
    description: str = ""
    alias: str = ""
    can_read: bool = True
    can_write: bool = False
    media_types: tuple[str, ...] = ()
    objects: tuple[msgspec.Raw, ...] = ()
    manifest: tuple[Dated, ...] = ()
    """One for each version; where a version has none, it was added with the one before."""


class Person(msgspec.Struct, kw_only=True):
    """Somebody who may log in."""

    name: str
    password: str
    may_add: bool = True
    collections: tuple[str, ...] | None = None
    """Ids of those they may read; None: all."""


class Part(msgspec.Struct, kw_only=True):
    """A root."""

    name: str
    title: str = ""
    description: str = ""
    path: str = ""
    max_content_length: int = settings.LONGEST
    collections: tuple[Given, ...] = ()
    status: tuple[dict[str, Any], ...] = ()


class File(msgspec.Struct, kw_only=True):
    """What is given."""

    title: str = ""
    description: str = ""
    contact: str = ""
    default: str = ""
    page: int = 1000
    users: tuple[Person, ...] = ()
    roots: tuple[Part, ...]


@dataclass(slots=True)
class _Clock:
    now: int

    def __call__(self) -> dt.datetime:
        return _EPOCH + dt.timedelta(microseconds=self.now)


def read(path: Path) -> File:
    """What a file gives: in the shape of ``File``, or that of medallion's data.

    Raises:
        UnreadableFile: it cannot be read, or gives something else.
    """
    try:
        raw = path.read_bytes()
        plain = msgspec.json.decode(raw)
        if isinstance(plain, dict) and "/discovery" in plain:
            return _of_roots(plain)
        return msgspec.json.decode(raw, type=File)
    except (OSError, *MALFORMED) as error:
        raise UnreadableFile(
            f"this gives no collections: {error}", where=str(path), fix="See docs/taxii.md."
        ) from None


def _of_roots(plain: dict[str, Any]) -> File:
    """Roots by name, each with ``information``, ``collections`` and ``status``."""
    discovery = plain["/discovery"]
    default = str(discovery.get("default", "")).rstrip("/").rpartition("/")[2]
    roots = [
        {"name": name, "path": f"/{name}/", **of.get("information", {}), **_lists(of)}
        for name, of in plain.items()
        if isinstance(of, dict) and "collections" in of
    ]
    given = {
        **{name: discovery.get(name, "") for name in ("title", "description", "contact")},
        "default": default if any(each["name"] == default for each in roots) else "",
        "roots": roots,
    }
    return msgspec.json.decode(msgspec.json.encode(given), type=File)


def _lists(of: dict[str, Any]) -> dict[str, Any]:
    return {name: of.get(name, []) for name in ("collections", "status")}


def seed(path: Path, given: File, *, organisation: str = "Test") -> None:
    """Makes a record at a path, with its accounts and settings.

    Raises:
        UnreadableFile: there is a record already.
        InputError: an object that cannot be kept, or a date that is none.
    """
    markings = {
        (root.name, each.id): f"TAXII-{number}-{place}"
        for number, root in enumerate(given.roots, 1)
        for place, each in enumerate(root.collections, 1)
    }
    planned = sorted(_planned(given, markings), key=lambda each: each[0])
    clock = _Clock(planned[0][0] - _DAY if planned else counted(dt.datetime.now(dt.UTC)))
    with Record.create(path, organisation, now=clock) as record:
        for marking in markings.values():
            record.define_audience(marking, [], ground="a collection of a test")
        start = 0
        while start < len(planned):
            clock.now, marking, _ = planned[start]
            end = start
            with record.batch(marking) as batch:
                while end < len(planned) and planned[end][:2] == (clock.now, marking):
                    batch.add(planned[end][2])
                    end += 1
            start = end
    settings.write(path, _settings(given, markings))
    _people(path, given, markings)
    shelf = Shelf(path)
    now = counted(dt.datetime.now(dt.UTC))
    for root in given.roots:
        for status in root.status:
            raw = msgspec.json.encode(status)
            shelf.keep_status(str(status["id"]), ANYBODYS, now, raw, kept=_DAY)
    shelf.close()


def _planned(
    given: File, markings: dict[tuple[str, str], str]
) -> Iterator[tuple[int, str, ForeignObject]]:
    for root in given.roots:
        for each in root.collections:
            last = counted(dt.datetime.now(dt.UTC))
            for raw in each.objects:
                found = sent(b'{"objects":[%s]}' % bytes(raw))[0]
                if found.wrong:
                    raise InputError(found.wrong, where=found.id or each.title)
                last = _added(each, found.id, found.version) or last
                body = ForeignObject(
                    format=f"stix-{found.spec}",
                    object_id=found.id,
                    object_type=found.type,
                    version=found.version,
                    raw=found.raw,
                )
                yield last, markings[root.name, each.id], body


def _added(given: Given, id_: str, version: str) -> int | None:
    dated = [each for each in given.manifest if each.id == id_]
    exact = [each for each in dated if version_key(each.version) == version_key(version)]
    for each in exact or (dated if not version else []):
        time = microseconds(each.date_added)
        if time is None:
            raise InputError(f"“{each.date_added}” is no time", where=id_)
        return time
    return None


def _settings(given: File, markings: dict[tuple[str, str], str]) -> Settings:
    roots = tuple(
        Root(
            name=root.name,
            title=root.title,
            description=root.description,
            path=root.path,
            max_content_length=root.max_content_length,
            collections=tuple(
                Named(
                    marking=markings[root.name, each.id],
                    id=each.id.lower(),
                    title=each.title,
                    description=each.description,
                    alias=each.alias,
                    reads=each.can_read,
                    adds=each.can_write,
                    media_types=each.media_types,
                )
                for each in root.collections
            ),
        )
        for root in given.roots
    )
    return Settings(
        title=given.title,
        description=given.description,
        contact=given.contact,
        default=given.default,
        page=given.page,
        roots=roots,
    )


def _people(path: Path, given: File, markings: dict[tuple[str, str], str]) -> None:
    accounts = Accounts(path)
    try:
        for each in given.users:
            only = None
            if each.collections is not None:
                only = [name for (_, id_), name in markings.items() if id_ in each.collections]
            role = "contributor" if each.may_add else "reader"
            accounts.people.add(
                each.name, roles=[role], password=each.password, markings=only, tried=True
            )
    finally:
        accounts.close()


def main(arguments: list[str] | None = None) -> int:
    """Makes the record that is asked for; 0, or 2 where it cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m inzet.exchange.taxii.seeding")
    parser.add_argument("file", type=Path, help="collections, as docs/taxii.md tells")
    parser.add_argument("--record", type=Path, required=True, help="where to make the test record")
    parser.add_argument("--organisation", default="Test")
    parser.add_argument(
        "--user", action="append", default=[], metavar="NAME:PASSWORD", help="besides the file's"
    )
    asked = parser.parse_args(arguments)
    try:
        given = read(asked.file)
        for each in asked.user:
            name, _, password = re.sub(r"\s", "", each).partition(":")
            given.users = (*given.users, Person(name=name, password=password))
        seed(asked.record, given, organisation=asked.organisation)
    except InzetError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    many = sum(len(each.objects) for root in given.roots for each in root.collections)
    sys.stdout.write(f"{asked.record}: {many} objects in {len(given.roots)} roots.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
