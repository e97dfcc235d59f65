"""Sayings as a timeline: lanes from one occasion to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inzet.dossiers.pictures import Dot, Lane, Stop, Timeline
from inzet.dossiers.sayings.occasions import Occasion
from inzet.dossiers.sayings.saying import Saying
from inzet.dossiers.sayings.shown import Shown
from inzet.dossiers.values import Value


@dataclass(frozen=True, slots=True)
class Placed:
    """A saying with the lane it stands in."""

    lane: Lane
    occasion: Occasion
    saying: Saying
    by: str = ""
    """Whose it is, where the lane does not say so."""


def timeline(placed: Sequence[Placed], title: str, shown: Shown) -> tuple[Timeline, ...]:
    """A timeline of what was placed, lanes in the order of their first; none of nothing."""
    if not placed:
        return ()
    lanes = dict.fromkeys(each.lane for each in placed)
    occasions = sorted({each.occasion for each in placed})
    return (
        Timeline(
            key="timeline",
            title=title,
            table="timeline",
            lanes=tuple(lanes),
            stops=tuple(_stop(each, shown) for each in occasions),
            dots=tuple(_dots(placed, shown)),
        ),
    )


def by_holder(sayings: Iterable[Saying], shown: Shown) -> Iterator[Placed]:
    """Each in the lane of its holder, on its occasion; what papers say of themselves goes last."""
    for each in sorted(sayings, key=lambda one: not one.who):
        lane = Lane(f"of {each.who}", shown.who(each.who))
        yield Placed(lane, each.occasion, each)


def _stop(occasion: Occasion, shown: Shown) -> Stop:
    return Stop(_key(occasion), occasion.name(shown.words), occasion.first)


def _key(occasion: Occasion) -> str:
    return occasion.meeting or occasion.first.isoformat()


def _dots(placed: Iterable[Placed], shown: Shown) -> Iterator[Dot]:
    for each in placed:
        row = each.saying.row
        value = Value(row.identity, (row,))
        kind = shown.kind(each.saying)
        yield Dot(each.lane.key, _key(each.occasion), kind, str(row.act), each.by, value)
