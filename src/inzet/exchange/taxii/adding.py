"""What clients add and delete: an object is an entry, kept as it came; deleting withdraws it."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from inzet.exchange.foreign.ceiling import Ceiling
from inzet.exchange.refusals import Refusals
from inzet.exchange.taxii.asked import SPECS, Asked, counted, told, version_key
from inzet.exchange.taxii.collections import Collection, inbox_of
from inzet.exchange.taxii.shelf import Shelf
from inzet.record import Record
from inzet.record.batch import Batch
from inzet.vocabulary.entries import ForeignObject, Withdrawal
from inzet.vocabulary.errors import InputError, InzetError, NotFound, NotOwner

DEEPEST = 100
"""Levels of objects and lists within one object."""
LARGEST = 2 * 2**20
"""Bytes of one object."""
MOST_OBJECTS = 20_000
"""In one request."""
MOST_VERSIONS = 1_000
"""Of one object in one collection."""
KEPT = dt.timedelta(days=1)
"""How long it can be asked what became of a request."""
_ID = re.compile(
    r"([a-z][a-z0-9-]{1,249})--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"
)
_GROUND = "deleted by who added it"


class _Envelope(msgspec.Struct):
    objects: list[msgspec.Raw]


class _Head(msgspec.Struct):
    """What must be known of an object; all else stays as it came."""

    id: str = ""
    type: str = ""
    spec_version: str = ""
    created: str = ""
    modified: str = ""


_envelopes = msgspec.json.Decoder(_Envelope)
_heads = msgspec.json.Decoder(_Head)


@dataclass(frozen=True, slots=True)
class Sent:
    """An object as a client sent it: an entry to be, or why it is none."""

    id: str
    version: str
    spec: str = ""
    raw: str = ""
    type: str = ""
    wrong: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Which version of the object it is."""
        return version_key(self.version) or self.version, self.spec

    def told(self, message: str = "") -> dict[str, str]:
        """As a status tells of it."""
        found = {"id": self.id, **({"version": self.version} if self.version else {})}
        return {**found, "message": message} if message else found


def sent(body: bytes) -> list[Sent]:
    """The objects of an envelope, those that cannot be taken among them.

    Raises:
        InputError: it is no envelope, holds no object, or too many.
    """
    try:
        raws = _envelopes.decode(body).objects
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise InputError(
            f"this is no envelope of objects: {str(error)[:200]}",
            fix='Send {"objects": [ … ]}, as TAXII 2.1 says.',
        ) from None
    if not 1 <= len(raws) <= MOST_OBJECTS:
        raise InputError(
            f"an envelope holds from 1 to {MOST_OBJECTS:,} objects here",
            fix="Send them in several requests.",
        )
    return [_object(bytes(each)) for each in raws]


def _object(raw: bytes) -> Sent:
    try:
        head, text = _heads.decode(raw), raw.decode()
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return Sent("", "", wrong=f"this is no object: {str(error)[:200]}")
    version = head.modified or head.created
    found = Sent(head.id[:300], version[:100], raw=text, type=head.type)
    if not head.created and not head.modified:
        # Only what is observed has neither, and that by STIX 2.1 alone.
        found = replace(found, spec=head.spec_version or "2.1")
    else:
        found = replace(found, spec=head.spec_version or "2.0")
    wrong = _wrong(head, found, raw)
    return replace(found, wrong=wrong) if wrong else found


def _wrong(head: _Head, found: Sent, raw: bytes) -> str:
    match = _ID.match(head.id)
    if match is None:
        return "its id is not one of STIX: a type, two hyphens, a UUID"
    if match[1] != head.type:
        return "its id begins with another type than its own"
    if found.spec not in SPECS:
        return f"STIX {found.spec[:20]} is not taken here; 2.0 and 2.1 are"
    for name, value in (("created", head.created), ("modified", head.modified)):
        if value and version_key(value) is None:
            return f"{name} is no time such as 2016-01-01T01:01:01.000Z"
    if len(raw) > LARGEST:
        return f"it is larger than {LARGEST // 2**20} MB"
    if raw.count(b"{") + raw.count(b"[") > DEEPEST and _depth(raw) > DEEPEST:
        return f"it is nested deeper than {DEEPEST} levels"
    return ""


def _depth(raw: bytes) -> int:
    deepest = depth = 0
    inside = escaped = False
    for byte in raw:
        if inside:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                inside = False
        elif byte == 0x22:
            inside = True
        elif byte in b"{[":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"}]":
            depth -= 1
    return deepest


def add(
    record: Record, shelf: Shelf, to: Collection, objects: list[Sent], *, source: str, whose: str
) -> dict[str, Any]:
    """Adds objects to a collection in one batch; what became of each, as a TAXII status.

    What is there already in that version is no failure, and is not added again.

    Args:
        source: the organisation whose client it is.
        whose: who may ask what became of it.

    Raises:
        BusyRecord: another program is writing.
    """
    begun = dt.datetime.now(dt.UTC)
    done: list[dict[str, str]] = []
    failed = [each.told(each.wrong) for each in objects if each.wrong]
    good = [each for each in objects if not each.wrong]
    above: list[str] = []
    if good:
        _make(record, to, source)
        ceiling = Ceiling(record)
        ceiling.learn((each.raw, f"stix-{each.spec}") for each in good)
        with record.batch(to.marking) as batch:
            # Whoever writes is alone, so nobody adds the same in between.
            view = record.view(record.reader())
            number = shelf.follow(record, view, to.feed)
            there = shelf.versions(number, (each.id for each in good))
            for each in good:
                known = there.setdefault(each.id, set())
                if why := ceiling.above(each.raw, f"stix-{each.spec}"):
                    failed.append(each.told(why))
                    above.append(each.id)
                elif each.version and each.key in known:
                    done.append(each.told("It was here already."))
                elif len(known) >= MOST_VERSIONS:
                    failed.append(
                        each.told(f"There are {MOST_VERSIONS:,} versions of it; delete some.")
                    )
                else:
                    _add(batch, each, source, done, failed)
                    known.add(each.key)
        Refusals.of(record).note("taxii", source, above)
    status: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "status": "complete",
        "request_timestamp": told(counted(begun)),
        "total_count": len(objects),
        "success_count": len(done),
        **({"successes": done} if done else {}),
        "failure_count": len(failed),
        **({"failures": failed} if failed else {}),
        "pending_count": 0,
    }
    keep(shelf, status, whose)
    return status


def keep(shelf: Shelf, status: dict[str, Any], whose: str) -> None:
    """Keeps a status for a day."""
    now = counted(dt.datetime.now(dt.UTC))
    kept = int(KEPT.total_seconds()) * 1_000_000
    shelf.keep_status(status["id"], whose, now, msgspec.json.encode(status), kept=kept)


def _add(
    batch: Batch,
    each: Sent,
    source: str,
    done: list[dict[str, str]],
    failed: list[dict[str, str]],
) -> None:
    body = ForeignObject(
        format=f"stix-{each.spec}",
        object_id=each.id,
        object_type=each.type,
        version=each.version,
        raw=each.raw,
        source=source,
    )
    try:
        batch.add(body)
    except InzetError as error:
        failed.append(each.told(error.what))
    else:
        done.append(each.told())


def _make(record: Record, to: Collection, source: str) -> None:
    """Makes an inbox, where this is the first that is added."""
    if to.stands or to.marking in record.audiences():
        return
    reader = next((each for each in record.readers() if inbox_of(each) == to.marking), None)
    if reader is None:
        raise NotFound("there is no such collection")
    record.define_audience(
        to.marking, [reader.id], ground=f"what clients of {source} add, for them and for us"
    )


def delete(record: Record, shelf: Shelf, to: Collection, asked: Asked, *, source: str) -> int:
    """Withdraws the versions of an object that are asked for; how many there were.

    Args:
        asked: of one object.

    Raises:
        NotFound: none of these versions.
        NotOwner: another organisation added it, or nobody did.
    """
    if not asked.specs:
        asked = replace(asked, specs=SPECS)
    with record.batch(to.marking) as batch:
        view = record.view(record.reader())
        number = shelf.follow(record, view, to.feed)
        page = shelf.page(number, replace(asked, limit=MOST_VERSIONS * 2), 0)
        if not page.items:
            raise NotFound("there is no such object", fix="Its versions tell what there is.")
        for each in page.items:
            if not each.foreign or each.source not in ("", source):
                raise NotOwner(
                    "only who added an object deletes it", fix="Ask the organisation it is of."
                )
        said = dt.datetime.now(dt.UTC).date().isoformat()
        for entry in dict.fromkeys(each.entry.hex() for each in page.items):
            batch.add(Withdrawal(target=entry, ground=_GROUND, said=said))
    return len(page.items)
