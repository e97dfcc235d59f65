"""The keys of organisations as this record knows them: which are believed, and which wait.

A succession that the key of before has signed is believed at once, by whoever it is brought; the
first that is learnt of one key is the one that counts. What contradicts it, and what the key of
before could not sign, waits for a person who compares the fingerprint; their word goes before all
else, as it comes from the organisation by another way.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.findings import RESTORE_OWN, Checked, Fault
from inzet.record.keys import Key, fingerprint, signed
from inzet.record.store import insert, rows, value
from inzet.record.successions import (
    KeyChain,
    Succession,
    Why,
    chain,
    packed,
    proven,
    unpacked,
    without_word,
)
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.errors import BrokenRecord

MOST_WAITING = 16
"""Successions of one organisation that wait; the oldest make room."""


class Standing(enum.IntEnum):
    """What a succession counts for here."""

    WAITING = 0
    BELIEVED = 1
    SET_ASIDE = 2


@dataclass(frozen=True, slots=True)
class Learnt:
    """What became of successions that somebody brought."""

    keys: KeyChain
    """As they are believed now."""
    new: int = 0
    """Successions that are believed since."""
    waits: KeyChain | None = None
    """What somebody says that they are, and a person has to confirm."""


def chain_of(connection: Connection, organisation: str, first: bytes = b"") -> KeyChain:
    """The keys of an organisation that are believed here.

    Args:
        organisation: its id.
        first: its first key, where nothing of it may be here; else it is looked up.
    """
    # Written out, as it is asked for each batch.
    sql = "SELECT packed FROM succession WHERE organisation = ? AND standing = ? ORDER BY number"
    raws = rows(connection, sql, (organisation, int(Standing.BELIEVED)))
    found = tuple(unpacked(raw) for (raw,) in raws)
    if found:
        return KeyChain(found[0].old, found)
    if not first:
        key = value(connection, "SELECT public_key FROM organisation WHERE id = ?", (organisation,))
        first = bytes(key) if key is not None else b""
    return KeyChain(first)


def every_key(connection: Connection, organisation: str) -> frozenset[bytes]:
    """All keys that an organisation was ever believed to have here."""
    table = schema.succession.c
    keys = set(chain_of(connection, organisation).keys)
    rows = connection.execute(
        sa.select(table.packed).where(
            table.organisation == organisation, table.standing != Standing.WAITING
        )
    ).scalars()
    for each in map(unpacked, rows):
        keys |= {each.old, each.new}
    return frozenset(keys)


def waiting(connection: Connection, organisation: str) -> list[KeyChain]:
    """The chains of keys that an organisation is said to have, and nobody has confirmed."""
    table = schema.succession.c
    rows = connection.execute(
        sa.select(table.packed, table.standing)
        .where(table.organisation == organisation)
        .order_by(table.time, table.number)
    )
    known = {(one := unpacked(raw)).id: (one, standing) for raw, standing in rows}
    followed = {one.before for one, standing in known.values() if standing == Standing.WAITING}
    found = []
    for one, standing in known.values():
        if standing != Standing.WAITING or one.id in followed:
            continue
        steps: list[Succession] = [one]
        while steps[0].before in known:
            steps.insert(0, known[steps[0].before][0])
        found.append(KeyChain(steps[0].old, tuple(steps)))
    return found


def learn(connection: Connection, keys: KeyChain, *, own: str, time: str) -> Learnt:
    """Takes in what somebody brought of an organisation's keys, after it was proven.

    What is known already, or less than that, changes nothing.

    Args:
        own: id of the organisation whose record it is; of its own keys nobody tells it.
        time: now, UTC.
    """
    organisation = keys.organisation
    here = chain_of(connection, organisation, keys.first)
    shared = keys.shared(here)
    if shared == len(keys.successions):
        return Learnt(here)
    if organisation == own:
        return Learnt(here, waits=keys)
    fresh = keys.successions[shared:]
    count = 0
    if shared == len(here.successions):
        for each in fresh:
            if each.why is Why.LOST:
                break
            count += 1
        _put(connection, fresh[:count], Standing.BELIEVED, time)
    now = KeyChain(keys.first, keys.successions[: shared + count]) if count else here
    if count == len(fresh):
        return Learnt(now, new=count)
    _put(connection, fresh[count:], Standing.WAITING, time)
    return Learnt(now, new=count, waits=keys)


def _put(
    connection: Connection, successions: tuple[Succession, ...], standing: Standing, time: str
) -> None:
    table = schema.succession
    for each in successions:
        row = (each.id.hex(), each.organisation.hex(), each.number, packed(each))
        known = connection.execute(
            sa.select(table.c.standing).where(table.c.id == each.id.hex())
        ).scalar()
        if known is None:
            insert(connection, table, [(*row, int(standing), "", time, b"")])
        elif standing is Standing.BELIEVED:
            _stand(connection, each.id, standing)
    if standing is Standing.WAITING and successions:
        _make_room(connection, successions[0].organisation.hex())


def _make_room(connection: Connection, organisation: str) -> None:
    table = schema.succession.c
    held = connection.execute(
        sa.select(table.id)
        .where(table.organisation == organisation, table.standing == Standing.WAITING)
        .order_by(table.time.desc(), table.number.desc())
    ).scalars()
    for id_ in list(held)[MOST_WAITING:]:
        connection.execute(schema.succession.delete().where(table.id == id_))


def _stand(connection: Connection, id_: bytes, standing: Standing) -> None:
    table = schema.succession
    connection.execute(table.update().where(table.c.id == id_.hex()).values(standing=int(standing)))


def believe(
    connection: Connection, key: Key, keys: KeyChain, *, person: str, time: str
) -> KeyChain:
    """Believes a chain because a person compared the fingerprint of its last key.

    What was believed and is not in it counts no more.

    Args:
        key: of this node, which signs that the person did.
    """
    here = chain_of(connection, keys.organisation, keys.first)
    shared = keys.shared(here)
    for each in here.successions[shared:]:
        _stand(connection, each.id, Standing.SET_ASIDE)
    _put(connection, keys.successions[shared:], Standing.BELIEVED, time)
    dismiss(connection, keys.organisation)
    last = keys.latest
    assert last is not None
    table = schema.succession
    connection.execute(
        table.update()
        .where(table.c.id == last.id.hex())
        .values(
            confirmed_by=person,
            time=time,
            signature=key.sign(_confirming(last.id.hex(), person, time)),
        )
    )
    return keys


def dismiss(connection: Connection, organisation: str) -> None:
    """Lets go of what waits: a person has said which key is the one."""
    table = schema.succession
    connection.execute(
        table.delete().where(
            table.c.organisation == organisation, table.c.standing == Standing.WAITING
        )
    )


def _confirming(id_: str, person: str, time: str) -> bytes:
    return canonical_bytes({"is": "confirming", "succession": id_, "by": person, "time": time})


def add_own(connection: Connection, succession: Succession, time: str) -> None:
    """Adds a change of the own key."""
    _put(connection, (succession,), Standing.BELIEVED, time)


def sign_again(connection: Connection, key: Key) -> None:
    """Signs with another key of this node what persons confirmed here."""
    table = schema.succession
    rows = connection.execute(
        sa.select(table.c.id, table.c.confirmed_by, table.c.time).where(table.c.confirmed_by != "")
    ).all()
    for id_, person, time in rows:
        connection.execute(
            table.update()
            .where(table.c.id == id_)
            .values(signature=key.sign(_confirming(id_, person, time)))
        )


def verify(connection: Connection, own: KeyChain) -> Iterator[Checked | Fault]:
    """Every succession: that it is proven, and believed on the word that it takes."""
    table = schema.succession.c
    rows = connection.execute(sa.select(*table).order_by(table.organisation, table.number)).all()
    confirmed: dict[str, set[bytes]] = {}
    for row in rows:
        where = f"change {row.number} of the key of {row.organisation[:8]}"
        try:
            found = unpacked(row.packed)
        except BrokenRecord as error:
            yield Fault(error.what, where, RESTORE_OWN)
            return
        told = (found.id.hex(), found.organisation.hex(), found.number)
        if told != (row.id, row.organisation, row.number):
            yield Fault("what is kept of a change of a key was altered", where, RESTORE_OWN)
        if row.confirmed_by:
            message = _confirming(row.id, row.confirmed_by, row.time)
            if signed(own.current, message, row.signature):
                confirmed.setdefault(row.organisation, set()).add(found.id)
            else:
                yield Fault("that a person confirmed a key was altered", where, RESTORE_OWN)
    for organisation in sorted({row.organisation for row in rows}):
        yield from _chain(connection, organisation, own, confirmed.get(organisation, set()))
    yield Checked("changes of keys", len(rows))


def _chain(
    connection: Connection, organisation: str, own: KeyChain, confirmed: set[bytes]
) -> Iterator[Fault]:
    keys = chain_of(connection, organisation)
    where = f"the keys of {organisation[:8]}"
    try:
        if keys.first and fingerprint(keys.first) != organisation:
            raise BrokenRecord("the keys of an organisation are another's")
        if keys.first:
            proven(keys)
    except BrokenRecord as error:
        yield Fault(error.what, where, RESTORE_OWN)
        return
    if organisation == own.organisation:
        return
    # Who confirmed a later key has confirmed all that lead to it.
    last = max((n for n, each in enumerate(keys.successions) if each.id in confirmed), default=-1)
    rest = KeyChain(keys.first, keys.successions[last + 1 :])
    if without_word(rest) is not None:
        yield Fault("a key is believed that nobody vouches for", where, RESTORE_OWN)


__all__ = [
    "Learnt",
    "Standing",
    "add_own",
    "believe",
    "chain",
    "chain_of",
    "dismiss",
    "every_key",
    "learn",
    "sign_again",
    "verify",
    "waiting",
]
