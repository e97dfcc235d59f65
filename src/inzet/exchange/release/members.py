"""Who is in an audience, changed: by key where one is known, and never so that others read what
says of itself that they may not.

A member by name alone reads nothing, as nobody can prove a name. A name becomes a key where exactly
one organisation bears it, of those whose feeds are here and those that a person confirmed as peers;
where several do, whoever changes the audience is asked which.

What bears TLP:RED or TLP:AMBER is kept under an audience of some within the own organisation (see
``foreign.handling``). Letting another organisation into that audience would give it all of that, so
it is refused: what they may read is taken in under an audience of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from inzet.exchange.foreign.handling import Handling, Labels, Reach, reach_of
from inzet.exchange.foreign.keeping import recall
from inzet.exchange.peers import Peers
from inzet.record import Record
from inzet.vocabulary.entries import ForeignObject
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.objects import describe

_CHUNK = 2_000


def set_members(record: Record, audience: str, members: Iterable[str], *, ground: str) -> None:
    """Makes an audience, or changes it to exactly these members (``Record.define_audience``).

    Raises:
        InputError: others would be let in that may not read what is kept under it; or a name is
            that of several.
        UnknownValue: a name that cannot be an audience.
    """
    wanted = set(members)
    # Who needs to know some markings alone changes none, and is told nothing before that.
    if record.reader().markings is None:
        wanted = {by_key(record, each) for each in wanted}
    # Asked while nobody can add to it any more what they may not read.
    unless = partial(_refuse_wider, record, audience, wanted)
    record.define_audience(audience, wanted, ground=ground, unless=unless)


class Hindered(msgspec.Struct, frozen=True, kw_only=True):
    """A member who cannot take in all of a feed, as its entries cite feeds that they may not
    read: a feed is taken in only as far as what it cites is there."""

    name: str
    feeds: tuple[str, ...]
    """Those feeds: the marking, with whose it is where that is another organisation."""


def hindered(
    record: Record, audience: str, members: Iterable[str] | None = None
) -> tuple[Hindered, ...]:
    """Who in an audience cannot take in all that is released under it.

    Args:
        members: who would be in it, by id or name; None for who is.
    """
    view, own = record.view(record.reader()), record.organisation.id
    feed = next(
        (each for each in view.sources if (each.organisation_id, each.marking) == (own, audience)),
        None,
    )
    if feed is None:
        return ()
    names = {each.id: each.name for each in record.readers()}
    who = record.audiences().get(audience, ()) if members is None else members
    inside = {by_key(record, each) for each in who} - {own}
    missing: dict[str, list[str]] = {}
    for cited in view.cited(feed.id) if inside else ():
        readers = record.who_reads(cited.marking, cited.organisation_id)
        theirs = "" if cited.organisation_id == own else f" of {cited.organisation_name}"
        for each in inside - {reader.id for reader in readers} if readers is not None else ():
            missing.setdefault(each, []).append(f"{cited.marking}{theirs}")
    found = (Hindered(name=names.get(each, each), feeds=tuple(missing[each])) for each in missing)
    return tuple(sorted(found, key=lambda each: each.name))


def _refuse_wider(record: Record, audience: str, wanted: set[str]) -> None:
    if not wanted - {record.organisation.id} or audience not in record.audiences():
        return
    if reach_of(record, audience) is Reach.SOME and (kept := _kept_from_others(record, audience)):
        raise InputError(
            f"under {audience} is what others may not read: it bears {', '.join(kept)}",
            where=audience,
            fix="Make another audience, and take in under it what they may read.",
        )


def by_key(record: Record, member: str) -> str:
    """The id of a member, told by id or name; the name where no key is known by it.

    Raises:
        InputError: several organisations bear the name.
    """
    known = {each.id: each.name for each in record.readers()[1:] if each.id != each.name}
    peers = {each.id: each.name for each in Peers(record.path, record.organisation.id).confirmed()}
    if member in known or member in peers:
        return member
    found = sorted(id_ for id_, name in (*known.items(), *peers.items()) if name == member)
    if len({*found}) > 1:
        raise InputError(
            f"several organisations are called {member}",
            where="members",
            fix=f"Say which, by its fingerprint: {', '.join(dict.fromkeys(found))}.",
        )
    return found[0] if found else member


def _kept_from_others(record: Record, audience: str) -> list[str]:
    """What objects bear that are for the own organisation alone; those too that were withdrawn,
    as their versions stay to be read."""
    labels, found = Labels(), set()
    for body in _objects(record, audience):
        try:
            object_ = describe(body.raw, body.format)
        except InputError:
            continue
        recall(record, labels, [object_])
        asked: Handling = labels.of(object_.data, body.format)
        if asked.reach > Reach.AUDIENCE and asked.release != audience:
            found.add(asked.label)
    return sorted(found)


def _objects(record: Record, audience: str) -> Iterator[ForeignObject]:
    view = record.view(record.reader())
    for feed in view.sources:
        if (feed.organisation_id, feed.marking) != (record.organisation.id, audience):
            continue
        place = 0
        while came := view.tail(feed.id, place, limit=_CHUNK):
            place = came[-1].place
            yield from (each.body for each in came if isinstance(each.body, ForeignObject))
