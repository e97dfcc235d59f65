"""How widely an object may be kept, by what it says of itself: TLP, MISP's distribution, a
classification, a release of another Inzet.

| it says | it may be read by |
| --- | --- |
| nothing, TLP:CLEAR (WHITE) | whoever is chosen |
| TLP:GREEN, a distribution to a community, a sharing group | anybody but the public |
| TLP:AMBER, AMBER+STRICT, this organisation only | the own organisation |
| a marking that nobody explains | the own organisation |
| TLP:RED | an audience of some within the own organisation |
| REL-…: a release | that audience, or the own organisation |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from inzet.datasets.stix import CLOSED, OPEN, tlp_label
from inzet.record import Record
from inzet.vocabulary.classifications import borne
from inzet.vocabulary.markings import INTERNAL, PUBLIC, Classification


class Reach(IntEnum):
    """Who reads, the widest first."""

    ANYBODY = 0
    AUDIENCE = 1
    OWN = 2
    SOME = 3


@dataclass(frozen=True, slots=True)
class Handling:
    """What an object asks of whoever keeps it."""

    label: str = ""
    """What it bears, for people."""
    reach: Reach = Reach.ANYBODY
    """No wider than this."""
    release: str = ""
    """An audience that may read it all the same."""
    classification: Classification = Classification.UNCLASSIFIED

    def with_(self, other: Handling) -> Handling:
        """Both: the stricter of each."""
        first, second = (other, self) if other.reach > self.reach else (self, other)
        return Handling(
            first.label or second.label,
            first.reach,
            first.release if first.release == second.release or not second.release else "",
            max(self.classification, other.classification),
        )


FREE = Handling()
_TLP = {
    "GREEN": Reach.AUDIENCE,
    "AMBER": Reach.OWN,
    "AMBER+STRICT": Reach.OWN,
    "RED": Reach.SOME,
}
_RELEASE = re.compile(r"(REL-[A-Z0-9][A-Z0-9-]{0,60}):")
_TAG_TLP = re.compile(r"tlp:(?:\d:)?\"?([a-z+]+)\"?\Z", re.IGNORECASE)
_NATO = {
    "NR": Classification.RESTRICTED,
    "NC": Classification.CONFIDENTIAL,
    "NS": Classification.SECRET,
    "CTS": Classification.TOP_SECRET,
}
_DISTRIBUTIONS = {
    "0": Handling("your organisation only", Reach.OWN),
    "1": Handling("this community only", Reach.AUDIENCE),
    "2": Handling("connected communities", Reach.AUDIENCE),
    "4": Handling("a sharing group", Reach.AUDIENCE),
}
"""Of events of MISP; 3 is everybody."""


class Labels:
    """What marking definitions say, by their id."""

    def __init__(self) -> None:
        self._known: dict[str, Handling] = dict.fromkeys(OPEN, FREE)
        for key, label in CLOSED.items():
            self._known[key] = _of_tlp(label)

    def learn(self, definition: Mapping[str, Any]) -> None:
        """Takes note of a marking definition; one of the fixed ids says what the standard says."""
        key = definition.get("id")
        if definition.get("type") == "marking-definition" and isinstance(key, str):
            self._known.setdefault(key, _of_definition(definition))

    def knows(self, key: str) -> bool:
        """Whether a definition came before."""
        return key in self._known

    def of(self, data: Mapping[str, Any], format: str) -> Handling:
        """What an object asks."""
        return self._of_event(data) if format == "misp" else self._of_stix(data)

    def _of_stix(self, data: Mapping[str, Any]) -> Handling:
        found = FREE
        for ref in _marking_refs(data):
            told = self._known.get(ref, Handling("a marking that nobody explains", Reach.OWN))
            found = found.with_(told)
        return found

    def _of_event(self, event: Mapping[str, Any]) -> Handling:
        found = _DISTRIBUTIONS.get(str(event.get("distribution", "3")), FREE)
        for tag in _tags(event):
            found = found.with_(_of_tag(tag))
        return found


class Placing:
    """Under which marking objects are kept: asked of the record once for all that come together.

    Args:
        marking: what was chosen.

    Raises:
        UnknownValue: there is no such marking.
    """

    def __init__(self, record: Record, marking: str) -> None:
        self._marking = marking
        self.reach = reach_of(record, marking)
        self._ceiling = record.ceiling

    def of(self, asked: Handling) -> tuple[str | None, str]:
        """(the marking: the one that was chosen, the own organisation's where that is too wide,
        None where that would be too wide as well or nothing of it may be held; why)."""
        if why := self.above(asked):
            return None, why
        if asked.release == self._marking or self.reach >= asked.reach:
            return self._marking, ""
        if asked.reach <= Reach.OWN:
            return INTERNAL, ""
        return None, (
            f"it bears {asked.label}: take it in under an audience of some within your organisation"
        )

    def above(self, asked: Handling) -> str:
        """Why nothing of it may be held at all; "" where it may."""
        return self.over(asked.classification)

    def over(self, found: Classification) -> str:
        """Why what bears a classification may not be held; "" where it may."""
        if found <= self._ceiling:
            return ""
        name = Classification(found).name.replace("_", " ").lower()
        return f"it bears a classification ({name}) above what this record may hold"


def reach_of(record: Record, marking: str) -> Reach:
    """Who reads the own feed under a marking.

    Raises:
        UnknownValue: there is no such audience.
    """
    if marking == PUBLIC:
        return Reach.ANYBODY
    if marking == INTERNAL:
        return Reach.OWN
    readers = record.who_reads(marking)
    own = record.organisation.id
    alone = readers is not None and all(reader.id == own for reader in readers)
    return Reach.SOME if alone else Reach.AUDIENCE


def _of_tlp(label: str) -> Handling:
    name = label.removeprefix("TLP:").upper()
    # A label that the protocol does not have is handled as its strictest but one.
    return Handling(f"TLP:{name}", _TLP.get(name, Reach.OWN))


def _of_definition(definition: Mapping[str, Any]) -> Handling:
    label = tlp_label(definition)
    found = _of_tlp(label) if label else FREE
    for extension in _values(definition.get("extensions")):
        told = extension.get("tlp_2_0") if isinstance(extension, dict) else None
        if isinstance(told, str) and told.lower() not in ("clear", "white"):
            found = found.with_(_of_tlp(told))
    inner = definition.get("definition")
    statement = inner.get("statement") if isinstance(inner, dict) else None
    for text in (definition.get("name"), statement):
        if isinstance(text, str):
            found = found.with_(_of_words(text[:4000]))
    return found


def _of_words(text: str) -> Handling:
    """What a statement in a marking definition asks."""
    level = max((borne(line.strip()) for line in text.splitlines()), default=FREE.classification)
    release = _RELEASE.match(text)
    if release:
        return Handling(release[1], Reach.OWN, release[1], level)
    return replace(FREE, classification=level)


def _of_tag(tag: str) -> Handling:
    tlp = _TAG_TLP.match(tag)
    if tlp:
        name = tlp[1].upper()
        return FREE if name in ("CLEAR", "WHITE") else _of_tlp(name)
    parts = re.split(r'[:="]+', tag.replace("-", " ").replace("_", " "))
    level = max((borne(part.strip()) for part in parts), default=FREE.classification)
    if tag.lower().startswith("nato:classification"):
        level = max(level, *(_NATO.get(part.strip(), level) for part in parts))
    return Handling(tag[:60] if level else "", classification=level)


def _marking_refs(data: Mapping[str, Any]) -> Iterable[str]:
    refs = data.get("object_marking_refs")
    if isinstance(refs, list):
        yield from (ref for ref in refs if isinstance(ref, str))
    granular = data.get("granular_markings")
    for each in granular if isinstance(granular, list) else ():
        if isinstance(each, dict) and isinstance(each.get("marking_ref"), str):
            yield each["marking_ref"]


def _tags(event: Mapping[str, Any]) -> Iterable[str]:
    """Of the event, its attributes and objects: it is kept as one."""
    waiting: list[Any] = [event]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, dict):
            continue
        for tag in _values(each.get("Tag")):
            if isinstance(tag, dict) and isinstance(tag.get("name"), str):
                yield tag["name"][:300]
        for name in ("Attribute", "Object", "EventReport"):
            waiting += _values(each.get(name))


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
