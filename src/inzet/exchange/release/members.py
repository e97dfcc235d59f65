"""Who is in an audience, changed: never so that others read what says of itself that they may not.

What bears TLP:RED or TLP:AMBER is kept under an audience of some within the own organisation (see
``foreign.handling``). Letting another organisation into that audience would give it all of that, so
it is refused: what they may read is taken in under an audience of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inzet.exchange.foreign.handling import Handling, Labels, Reach, reach_of
from inzet.exchange.foreign.keeping import recall
from inzet.record import Record
from inzet.vocabulary.entries import ForeignObject
from inzet.vocabulary.errors import InputError
from inzet.vocabulary.objects import describe

_CHUNK = 2_000


def set_members(record: Record, audience: str, members: Iterable[str], *, ground: str) -> None:
    """Makes an audience, or changes it to exactly these members (``Record.define_audience``).

    Raises:
        InputError: others would be let in that may not read what is kept under it.
        UnknownValue: a name that cannot be an audience.
    """
    wanted = set(members)
    own = {record.organisation.id, record.organisation.name}
    if (
        wanted - own
        and audience in record.audiences()
        and reach_of(record, audience) is Reach.SOME
        and (kept := _kept_from_others(record, audience))
    ):
        raise InputError(
            f"under {audience} is what others may not read: it bears {', '.join(kept)}",
            where=audience,
            fix="Make another audience, and take in under it what they may read.",
        )
    record.define_audience(audience, wanted, ground=ground)


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
