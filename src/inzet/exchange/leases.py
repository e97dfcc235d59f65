"""Leases: how long another organisation's feed is passed on without news of that organisation.

An organisation that was put out of an audience is told so in a feed that it cannot read any more,
and neither can who was cut off since. So a node passes on another's feed only while it has heard,
within the lease, that the feed lacks nothing: from the organisation's own signed word of how far
it had come (`Standing`), whichever way that came, while it holds the feed up to there. Feeds that
everybody may read have nobody to put out, and no lease.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from inzet.exchange.frames import Standing
from inzet.exchange.signing import Sign
from inzet.record import View
from inzet.record.audiences import Feed
from inzet.record.feeds import Places
from inzet.record.keys import signed
from inzet.record.moments import utc_text, utc_time
from inzet.vocabulary.markings import PUBLIC

DAYS = 7
"""Where nothing else was set for a marking."""
MOST_DAYS = 366
AHEAD = dt.timedelta(minutes=5)
"""How far another's clock may be before ours."""


class Passing(StrEnum):
    """Whether a feed is passed on."""

    OWN = "own"
    PUBLIC = "public"
    HEARD = "heard"
    """Within the lease."""
    LAPSED = "lapsed"
    """Nothing was heard for longer than the lease."""
    BEHIND = "behind"
    """Its organisation has written more than came here."""
    UNHEARD = "unheard"
    """Nothing was ever heard of how far it had come."""

    @property
    def goes(self) -> bool:
        """Whether it is served to others."""
        return self in (Passing.OWN, Passing.PUBLIC, Passing.HEARD)


@dataclass(frozen=True, slots=True)
class Lease:
    """A feed, and whether this node passes it on."""

    feed: Feed
    passing: Passing
    days: int = 0
    heard: dt.datetime | None = None
    """When its organisation last said how far it had come."""
    until: dt.datetime | None = None
    """Until when it is passed on where nothing more is heard."""


def stated(feed: str, places: Places, *, time: dt.datetime, sign: Sign) -> Standing:
    """One's own word of how far a feed has come, signed."""
    epoch, (n, head) = max(places.items())
    blank = Standing(feed=feed, epoch=epoch, n=n, head=head, time=utc_text(time), signature=b"")
    return replace(blank, signature=sign(blank.message()))


def is_true(standing: Standing, public_key: bytes, now: dt.datetime) -> bool:
    """Whether it is by whose feed it is, and not of the future."""
    try:
        ahead = utc_time(standing.time) > now + AHEAD
    except ValueError:
        return False
    return not ahead and signed(public_key, standing.message(), standing.signature)


def leases(
    view: View,
    own: str,
    standings: Mapping[str, Standing],
    days: Mapping[str, int],
    now: dt.datetime,
) -> list[Lease]:
    """Each feed of a view, and whether it is passed on.

    Args:
        own: id of the organisation whose record it is.
        standings: what was last heard, by feed; proven when it came.
        days: leases that were set, by marking.
    """
    return [_lease(view, feed, own, standings.get(feed.id), days, now) for feed in view.sources]


def _lease(
    view: View,
    feed: Feed,
    own: str,
    said: Standing | None,
    days: Mapping[str, int],
    now: dt.datetime,
) -> Lease:
    if feed.organisation_id == own:
        return Lease(feed, Passing.OWN)
    if feed.marking == PUBLIC:
        return Lease(feed, Passing.PUBLIC)
    lasts = days.get(feed.marking, DAYS)
    if said is None:
        return Lease(feed, Passing.UNHEARD, lasts)
    heard = utc_time(said.time)
    until = heard + dt.timedelta(days=lasts)
    if not view.holds(feed.id, said.epoch, (said.n, said.head)):
        passing = Passing.BEHIND
    else:
        passing = Passing.HEARD if now <= until else Passing.LAPSED
    return Lease(feed, passing, lasts, heard, until)
