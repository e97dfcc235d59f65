"""A dossier or meeting as a MISP event.

The event's report is the cited prose, so what is withdrawn goes from it when MISP pulls again;
attributes are the papers it cites, which stay: MISP never takes away an attribute that a feed no
longer has. Every id is the same on every node, and so are times: they are those of the feed.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from typing import Any

from inzet.exchange.stix.doubting import LABEL
from inzet.exchange.stix.frame import strictest
from inzet.exchange.stix.ids import NAMESPACE
from inzet.exchange.stix.making import Maker
from inzet.exchange.stix.saying import handled
from inzet.exchange.stix.shapes import named_objects, source_of, tags
from inzet.record import Stood
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.times import first_day

Event = dict[str, Any]

RELEASE = "inzet-release"
"""The namespace of tags that say to whom a feed is released."""
_GALAXIES = {"DISARM": "disarm-techniques", "mitre-attack": "mitre-attack-pattern"}
_ACTORS = ("threat-actor", "intrusion-set")
_COLOURS = {
    "tlp:clear": "#ffffff",
    "tlp:green": "#33ff00",
    "tlp:amber": "#ffc000",
    "tlp:amber+strict": "#ffc000",
    "tlp:red": "#ff2b2b",
}
_URL = re.compile(r"https?://[^\s<>]+")
_UNDEFINED, _COMPLETE = "4", "2"


def made_uuid(*of: str) -> str:
    """The UUID of a part of an event."""
    return str(uuid.uuid5(NAMESPACE, "\0".join(("misp", *of))))


def event_uuid(feed: str, what: str, name: str) -> str:
    """The UUID of the event of a dossier or meeting in a feed."""
    return made_uuid(feed, what, name)


def seconds(stamp: str) -> str:
    """A stamp as MISP writes times: seconds since 1970."""
    return str(int(dt.datetime.fromisoformat(stamp).timestamp()))


def organisation(maker: Maker) -> dict[str, str]:
    """Who made the events of a feed."""
    feed = maker.frame.feed
    return {"uuid": made_uuid("organisation", feed.organisation_id), "name": feed.organisation_name}


def event(maker: Maker, what: str, name: str) -> Event:
    """The event of a dossier or meeting.

    Args:
        what: ``DOSSIER`` or ``MEETING``.
    """
    feed = maker.frame.feed
    title, prose, quoted = maker.told(what, name, maker.alone.come())
    id_ = event_uuid(feed.id, what, name)
    time = seconds(maker.shown_time(what, name))
    return {
        "uuid": id_,
        "info": title,
        "date": _day(quoted, time),
        "timestamp": time,
        "publish_timestamp": time,
        "published": True,
        "analysis": _COMPLETE,
        "threat_level_id": _UNDEFINED,
        "Orgc": organisation(maker),
        "Tag": [_tag(each) for each in _tags(maker, what, name, quoted)],
        "Attribute": _attributes(maker, id_, quoted),
        "Object": [],
        "EventReport": [
            {
                "uuid": made_uuid(id_, "report"),
                "name": title,
                "content": prose,
                "timestamp": time,
                "deleted": False,
            }
        ],
    }


def listed(made: Event) -> Event:
    """What a manifest says of an event."""
    names = ("Orgc", "Tag", "info", "date", "analysis", "threat_level_id", "timestamp")
    return {name: made[name] for name in names}


def _day(quoted: list[Stood], time: str) -> str:
    """The day of the last that is said; of nothing the day on which it was sealed."""
    said = max((each.statement.said for each in quoted if each.statement.said), default=None)
    if said is not None:
        return first_day(said).isoformat()
    return dt.datetime.fromtimestamp(int(time), dt.UTC).date().isoformat()


def _tags(maker: Maker, what: str, name: str, quoted: list[Stood]) -> Iterable[str]:
    marking = maker.frame.feed.marking
    label = strictest((maker.frame.ceiling, *(handled(each.statement) for each in quoted)))
    found = [f"tlp:{label}", f'{RELEASE}:marking="{marking}"', f'inzet:{what}="{name}"']
    if any(maker.doubting.of(each.epoch, each.n) for each in quoted):
        found.append(f"inzet:{LABEL}")
    for each in quoted:
        found += tags(each.statement.content)
        for kind, _, called, code in named_objects(each.statement):
            galaxy = _GALAXIES.get(source_of(code))
            if kind in _ACTORS:
                found.append(f'misp-galaxy:threat-actor="{called}"')
            elif kind == "attack-pattern" and galaxy:
                full = f"{called} - {code}" if galaxy == "mitre-attack-pattern" else called
                found.append(f'misp-galaxy:{galaxy}="{full}"')
    return dict.fromkeys(found)


def _tag(name: str) -> Event:
    return {"name": name, "colour": _COLOURS.get(name, "#22558c"), "local": False}


def _attributes(maker: Maker, event_id: str, quoted: list[Stood]) -> list[Event]:
    """The sources of what is quoted: papers by hash and address, others by address."""
    found: dict[tuple[str, str], Event] = {}

    def add(kind: str, value: str, comment: str, time: str) -> None:
        found.setdefault(
            (kind, value),
            {
                "uuid": made_uuid(event_id, kind, value),
                "type": kind,
                "category": "External analysis",
                "value": value,
                "comment": comment,
                "to_ids": False,
                "disable_correlation": False,
                "timestamp": time,
            },
        )

    # Oldest first: an attribute keeps the time at which it was first there.
    for each in sorted(quoted, key=lambda one: (one.epoch, one.n)):
        time = seconds(maker.clock.at(each.epoch, each.n))
        paper, citation = maker.cited(each), each.statement.citation
        if paper is not None:
            comment = ", ".join((paper.title, *paper.numbers[:1]))
            add("sha256", paper.sha256, comment, time)
            if _URL.fullmatch(paper.source):
                add("link", paper.source, comment, time)
        elif isinstance(citation, OutsideCitation):
            address = _URL.search(citation.identifier)
            if address:
                add("link", address[0], citation.identifier.partition(" <")[0], time)
    return list(found.values())
