"""A stance of several with one of them told by name: ``een aantal lidstaten, waaronder Nederland``.

Both hold it: the group, and the government that is said to be among them. What was matched with
the one gets a second match with the other.
"""

from __future__ import annotations

from dataclasses import replace

from inzet.reading.saying.actors import Actor
from inzet.reading.saying.found import Found, Match

_AMONG = frozenset(("waaronder", "including"))
_OF = 6
"""Words between the group and "waaronder": "leden van de Raad, waaronder …"."""
_FAR = 4
"""Words between "waaronder" and the first of those named: "waaronder ook de Nederlandse …"."""


def among(match: Match, found: Found) -> Match | None:
    """The same stance of the other one, or nothing."""
    if match.cue.act != "position" or match.holder is None or _AMONG.isdisjoint(found.words.bag):
        return None
    at = next(i for i, word in enumerate(found.words.lower) if word in _AMONG)
    before = (a for a in reversed(found.actors) if a.preposition in ("", "door"))
    group = next((a for a in before if 0 <= at - a.end <= _OF), None)
    own = _named(found, at) or _only(found, at)
    if group is None or own is None or group.own or own not in found.actors:
        return None
    if match.holder is group or group in match.joint:
        other = own if not match.own else group
    elif match.holder is own:
        other = group
    else:
        return None
    return replace(match, holder=other, own=other.own, joint=())


def _only(found: Found, at: int) -> Actor | None:
    """The one country behind "waaronder": ``veertien lidstaten, waaronder Frankrijk, …``."""
    behind = [actor for actor in found.actors if actor.start > at]
    if not behind or behind[0].kind != "party" or behind[0].start > at + _FAR:
        return None
    lower, first = found.words.lower, behind[0]
    if any(word not in _LIST for word in lower[at + 1 : first.start]):
        return None
    listed = lower[first.end : first.end + 1] in (["en"], [","]) and len(behind) > 1
    return None if listed and behind[1].start <= first.end + 2 else first


def _named(found: Found, at: int) -> Actor | None:
    """The government that speaks, in the list behind "waaronder"."""
    lower, end = found.words.lower, at + 1
    for actor in found.actors:
        if actor.start < at:
            continue
        between = lower[end : actor.start]
        if len(between) > _FAR or not _LIST.issuperset(between):
            return None
        if actor.own:
            return actor
        end = actor.end
    return None


_LIST = frozenset(
    (
        ",",
        "en",
        "and",
        "the",
        "also",
        "notably",
        "ook",
        "de",
        "het",
        "met",
        "name",
        "naast",
        "uiteraard",
        "tevens",
    )
)
