"""Taking over an object of others: a statement that cites it, on which a hybrid case can rest.

The statement names the entry that keeps the object. The record holds it to that: the entry must be
there, and be released as widely as the statement; verifying looks for it again.
"""

from __future__ import annotations

import json
from typing import Any

from inzet.datasets.stix import STIX_KIND, STIX_RULE
from inzet.record import ObjectRow, Record, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import DATA_RULES, Statement, cell_identity
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.vocabulary.objects import MISP

MISP_RULE = f"{DATA_RULES}misp"
MISP_KIND = "misp"


def identity_of(row: ObjectRow) -> str:
    """The identity of the statement that takes a version of an object over; that of a bundle that
    was imported is the same."""
    place = OutsideCitation(identifier=row.id, says=row.version)
    return cell_identity(place, Act.CONTEXT, None)


def taken_over(view: View, row: ObjectRow) -> str | None:
    """The statement that takes it over, in view; None where there is none."""
    try:
        return view.statement(identity_of(row)).identity
    except NotFound:
        return None


def take_over(record: Record, row: ObjectRow, *, by: str) -> str:
    """Makes the statement that takes an object over; its identity. Where there is one already,
    that one.

    Args:
        row: with its text, as ``View.object`` gives it.
        by: who does so.

    Raises:
        BusyRecord: another program is writing.
    """
    known = taken_over(record.view(record.reader()), row)
    if known is not None:
        return known
    own = row.organisation == record.organisation.name
    with record.batch(row.marking if own or row.marking == PUBLIC else INTERNAL) as batch:
        batch.add(_statement(row, by))
    return identity_of(row)


def _statement(row: ObjectRow, by: str) -> Statement:
    data = json.loads(row.raw)
    said = row.made.date().isoformat() if row.made else None
    content: dict[str, Any] = {"id": row.id, "type": row.type, "entry": row.entry}
    content |= {"name": row.name} if row.name else {}
    content |= {"modified": row.version} if row.version else {}
    stix = row.format != MISP
    content |= {"kind": STIX_KIND, "object": _keepable(data)} if stix else {"kind": MISP_KIND}
    return Statement(
        identity=identity_of(row),
        act=Act.CONTEXT,
        quote=f"{row.type}: {row.name or row.id}",
        citation=OutsideCitation(identifier=row.id, date=said, says=row.source or row.organisation),
        content=content,
        said=said,
        rule=STIX_RULE if stix else MISP_RULE,
        explanation={"taken_over_by": by},
    )


def _keepable(value: Any) -> Any:
    """As a body can hold it: numbers with a fraction, or too large for some, as text."""
    if isinstance(value, dict):
        return {str(key): _keepable(inner) for key, inner in value.items() if str(key).isascii()}
    if isinstance(value, list):
        return [_keepable(inner) for inner in value]
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        return str(value)
    return value
