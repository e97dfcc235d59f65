"""Objects of others in a record, for tests: the fewest words that make one."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from typing import Any

from inzet.record import Record
from inzet.vocabulary.entries import ForeignObject

_NEEDED: dict[str, dict[str, Any]] = {
    "indicator": {
        "pattern": "[ipv4-addr:value = '198.51.100.1']",
        "pattern_type": "stix",
        "valid_from": "2024-01-01T00:00:00Z",
    },
    "malware": {"is_family": False},
}
"""What each type must have."""
DAY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def stamp(days: float) -> str:
    """So many days after the first of 2024, as STIX writes a time."""
    return (DAY + dt.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def named(number: int, type_: str = "indicator") -> str:
    """The id of the object of this number."""
    return f"{type_}--{uuid.UUID(int=number, version=4)}"


def stix(
    number: int, modified: float = 0, *, type_: str = "indicator", spec: str = "2.1", **more: Any
) -> dict[str, Any]:
    """A version of an object, modified on a day."""
    made: dict[str, Any] = {
        "type": type_,
        "id": named(number, type_),
        "created": stamp(0),
        "modified": stamp(modified),
        "name": f"object {number}",
        **_NEEDED.get(type_, {}),
        **more,
    }
    return {"spec_version": "2.1", **made} if spec == "2.1" else made


def foreign(made: dict[str, Any], source: str = "") -> ForeignObject:
    """It as an entry."""
    return ForeignObject(
        format=f"stix-{made.get('spec_version', '2.0')}",
        object_id=made["id"],
        object_type=made["type"],
        version=made.get("modified", ""),
        raw=json.dumps(made),
        source=source,
    )


def put(record: Record, marking: str, *objects: dict[str, Any], source: str = "") -> list[str]:
    """Adds objects in one batch; the ids of their entries."""
    with record.batch(marking) as batch:
        return [batch.add(foreign(each, source)) for each in objects]


def ids(raws: Iterable[bytes]) -> list[tuple[str, str]]:
    """Of objects as they are served: id and day of modification."""
    found = [json.loads(each) for each in raws]
    return [(each["id"], each.get("modified", "")[:10]) for each in found]
