"""Changing the own key: in the record, in one transaction, and in the file beside it.

The new key lies beside the old one before the record is written to, and takes its place after; so
whenever it is broken off, one of the two fits the record, and opening it takes that one.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import suppress
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import keyring, schema, vouching
from inzet.record.audiences import doubts_of, feeds
from inzet.record.heads import RESTORED, least_epoch
from inzet.record.keyring import chain_of
from inzet.record.keys import Key, Organisation, fingerprint
from inzet.record.moments import just_after, utc_text
from inzet.record.settings import LOGGED, message_of, settings_of
from inzet.record.store import insert, run
from inzet.record.successions import KeyChain, Succession, Why, chain, made, packed
from inzet.vocabulary.errors import InputError, InzetError, UnreadableFile

KEY = ".key"
FRESH = ".key.new"
"""The new key while it is not the record's yet."""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What changing the own key came to."""

    succession: Succession
    seals: int
    """Seals of before it that the new key vouches for."""
    doubtful: int
    """Feeds in which something is doubtful since."""


class Held:
    """The key beside a record, as it is now: another process may change it.

    Args:
        path: of the record.
    """

    def __init__(self, path: Path, key: Key, organisation: str) -> None:
        self._path = beside(path, KEY)
        self._key = key
        self._organisation = organisation
        self._seen = _seen(self._path)

    @property
    def now(self) -> Key:
        """The key, read again where its file was written since."""
        seen = _seen(self._path)
        if seen != self._seen:
            with suppress(InzetError):
                self._take(Key.load(self._path))
            self._seen = seen
        return self._key

    def fitting(self, public: bytes) -> Key:
        """The key with this public one.

        Raises:
            UnreadableFile: it is not here.
        """
        if self.now.public != public:
            for path in (self._path, self._path.with_name(self._path.name + ".new")):
                with suppress(InzetError):
                    self._take(Key.load(path))
                if self._key.public == public:
                    break
            else:
                raise UnreadableFile(
                    "the key of this record was changed, and the new one is not here",
                    where=str(self._path),
                    fix="Put the new key's file beside the record; nothing was written.",
                )
        return self._key

    def _take(self, key: Key) -> None:
        with suppress(InzetError):
            if fingerprint(first_of(key)) == self._organisation:
                self._key = key


def _seen(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_ino, found.st_mtime_ns)


def first_of(key: Key) -> bytes:
    """The first public key of the organisation whose key it is.

    Raises:
        BrokenRecord: its file tells of changes that do not prove.
    """
    return chain(key.successions).first if key.successions else key.public


def beside(path: Path, suffix: str) -> Path:
    """A file that lies beside a record."""
    return path.with_name(path.name + suffix)


def fit(path: Path, keys: KeyChain) -> Key:
    """The key beside a record that signs for it now, or goes on from there.

    Raises:
        UnreadableFile: missing, or another.
    """
    place = beside(path, KEY)
    fresh = beside(path, FRESH)
    if fresh.exists():
        # A change was broken off; whether before or after it counted the record tells.
        with suppress(InzetError):
            key = Key.load(fresh)
            if key.public == keys.current:
                fresh.replace(place)
                return key
    key = Key.load(place)
    if key.public == keys.current or goes_on(key, keys):
        return key
    if key.public in keys.keys:
        last = keys.latest
        assert last is not None
        raise UnreadableFile(
            f"this is the key of before {last.time[:10]}, when it was replaced",
            where=str(place),
            fix="Put the new key's file in its place.",
        )
    raise UnreadableFile(
        "the key beside the record is not its organisation's",
        where=str(place),
        fix="Put back the key file that was made with this record.",
    )


def goes_on(key: Key, keys: KeyChain) -> bool:
    """Whether a key came after those that a record knows, by what its file tells."""
    if not key.successions:
        return False
    with suppress(InzetError):
        told = chain(key.successions, keys.first)
        return told.current == key.public and told.shared(keys) == len(keys.successions)
    return False


def catch_up(connection: Connection, key: Key, own: Organisation, now: dt.datetime) -> int:
    """Has a record of before a change know of it: what its key's file tells; returns how many."""
    keys = chain_of(connection, own.id, own.public_key)
    told = chain(key.successions, own.public_key)
    fresh = told.successions[len(keys.successions) :]
    for each in fresh:
        keyring.add_own(connection, each, utc_text(now))
    if fresh:
        _settle(connection, key, own, told, at_least=int(now.timestamp() * 1000))
    return len(fresh)


def change(
    connection: Connection,
    path: Path,
    old: Key | None,
    own: Organisation,
    *,
    why: Why,
    since: dt.datetime | None,
    now: dt.datetime,
) -> Changed:
    """Puts a new key in the place of the own one, all but its file.

    Args:
        old: the key of until now; None where it is lost.
        since: from when on the old one counts no more; now where it is not given.

    Raises:
        InputError: a moment that is still to come.
    """
    keys = chain_of(connection, own.id, own.public_key)
    table = schema.arrival.c
    last = connection.execute(sa.select(sa.func.max(table.time))).scalar()
    time = max(utc_text(now), just_after(last) if last else "")
    moment = time if since is None else utc_text(since)
    if moment > time:
        raise InputError("that moment is to come", where="--since", fix="Give an earlier one.")
    new = Key.generate()
    succession = made(
        keys,
        old,
        new,
        why=why,
        since=moment,
        epoch=_epoch(connection, own, keys, now),
        time=time,
    )
    after = KeyChain(keys.first, (*keys.successions, succession))
    new = new.following((*keys.packed, packed(succession)))
    fresh = beside(path, FRESH)
    fresh.unlink(missing_ok=True)
    new.keep(fresh)
    keyring.add_own(connection, succession, time)
    seals = _settle(connection, new, own, after, at_least=succession.epoch)
    mine = {feed.key for feed in feeds(connection) if feed.organisation_id == own.id}
    doubtful = doubts_of(connection).keys() & mine
    return Changed(succession=succession, seals=seals, doubtful=len(doubtful))


def finish(path: Path) -> None:
    """Has the new key's file take the place of the old one's."""
    beside(path, FRESH).replace(beside(path, KEY))
    handle = os.open(path.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _epoch(connection: Connection, own: Organisation, keys: KeyChain, now: dt.datetime) -> int:
    """In which own feeds go on: after all that they have, called after its time."""
    epoch, feed, who = schema.epoch.c, schema.feed.c, schema.organisation.c
    highest = connection.execute(
        sa.select(sa.func.max(epoch.epoch))
        .join_from(schema.epoch, schema.feed, feed.key == epoch.feed)
        .join(schema.organisation, who.key == feed.organisation)
        .where(who.id == own.id)
    ).scalar()
    before = keys.latest.epoch if keys.latest else 0
    return max(int(now.timestamp() * 1000), least_epoch(connection), (highest or 0) + 1, before + 1)


def _settle(
    connection: Connection, key: Key, own: Organisation, keys: KeyChain, *, at_least: int
) -> int:
    """Signs with the new key what stands here under the old: settings, seals, what was found."""
    last = keys.latest
    assert last is not None
    epoch = max(at_least, last.epoch, least_epoch(connection))
    settings = settings_of(connection)
    marks = msgspec.json.decode(settings.get(LOGGED, "[]"), type=list[tuple[int, str]])
    table = schema.arrival.c
    row = connection.execute(
        sa.select(table.seq, table.link).order_by(table.seq.desc()).limit(1)
    ).first()
    mark = (row.seq, row.link.hex()) if row else (0, "")
    marks += [mark] * (len(keys.successions) - len(marks))
    settings[LOGGED] = msgspec.json.encode(marks).decode()
    changed = {
        LOGGED: settings[LOGGED],
        "signature": key.sign(message_of(settings)).hex(),
        RESTORED: str(epoch),
    }
    for name, value in changed.items():
        run(connection, "DELETE FROM meta WHERE name = ?", (name,))
        insert(connection, schema.meta, [(name, value)])
    keyring.sign_again(connection, key)
    mine = [feed for feed in feeds(connection) if feed.organisation_id == own.id]
    count = vouching.vouch_for_own(connection, key, mine, last)
    vouching.weigh_all(connection, mine, own.id)
    return count
