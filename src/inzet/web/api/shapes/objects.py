"""Objects of other organisations' tools: as a list has them, and one as it came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from inzet.record import ObjectRow
from inzet.vocabulary.markings import PUBLIC
from inzet.web.api.shapes.common import Shape


class ForeignObject(Shape, frozen=True, kw_only=True):
    """One version of an object of STIX or MISP."""

    id: str
    type: str
    format: str
    """`stix-2.1`, `stix-2.0` or `misp`."""
    version: str
    """As it is written; empty where it has none."""
    name: str
    """What it is called; empty where it does not say."""
    entry: str
    """Id of the entry that keeps it."""
    source: str
    """The collection, feed, file or client it came by."""
    organisation: str
    """Whose feed keeps it."""
    marking: str
    arrived: dt.datetime
    disputed: bool
    """Another content is kept under the same id and version."""
    withdrawn: dt.datetime | None
    """When its withdrawal came; null while it stands."""

    def audited(self) -> Iterator[str]:
        """What of it is kept for the audit, where not everybody may see it."""
        if self.marking != PUBLIC:
            yield self.entry


class ObjectList(Shape, frozen=True, kw_only=True):
    """The newest version of each object, the last that came first."""

    items: tuple[ForeignObject, ...]
    next: str | None
    """Address of the rest; null at the end."""


class ObjectOne(ForeignObject, frozen=True, kw_only=True):
    """An object as it came, and its versions."""

    raw: str
    """Its JSON text, not a character changed."""
    versions: tuple[ForeignObject, ...]
    """Made last first, withdrawn ones too."""


def object_shape(row: ObjectRow) -> ForeignObject:
    """A version as the API tells it."""
    return ForeignObject(**_told(row))  # type: ignore[arg-type]


def object_one(row: ObjectRow, versions: tuple[ObjectRow, ...]) -> ObjectOne:
    """An object as the API tells it."""
    shown = tuple(object_shape(each) for each in versions)
    return ObjectOne(**_told(row), raw=row.raw, versions=shown)  # type: ignore[arg-type]


def _told(row: ObjectRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in ForeignObject.__struct_fields__}
