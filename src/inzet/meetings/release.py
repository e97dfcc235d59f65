"""Whether what an entry refers to is released at least as widely as the entry itself."""

from __future__ import annotations

from inzet.record import Record, StatementRow
from inzet.vocabulary.errors import ReferenceInward
from inzet.vocabulary.markings import INTERNAL


def as_wide(record: Record, row: StatementRow, marking: str) -> None:
    """That everybody who may read ``marking`` may read this statement too.

    The record holds a citation to this; what stands in an entry's content is held to it here.

    Raises:
        ReferenceInward: somebody might not.
    """
    held_to(record, row.marking, row.organisation, marking, where=row.identity[:12])


def held_to(record: Record, named: str, organisation: str, marking: str, *, where: str) -> None:
    """That everybody who may read an entry under ``marking`` may read what it names.

    Args:
        named, organisation: under which marking that stands, in whose feed.
        where: what is named, in a few signs.

    Raises:
        ReferenceInward: somebody might not.
        UnknownValue: ``marking`` was not defined.
    """
    if marking == INTERNAL or may_read(record, named, organisation, marking):
        return
    raise ReferenceInward(
        f"not everybody who may read {marking} may read what this refers to",
        where=f"{where} ({named})",
        fix=f"Write it under {named}, or release what it refers to first."
        if organisation == record.organisation.name
        else f"Write it under {INTERNAL}, or for readers of {organisation}'s {named} alone.",
    )


def may_read(record: Record, named: str, organisation: str, marking: str) -> bool:
    """Whether all who may read one's own ``marking`` may read another's, as far as is known."""
    readers = record.who_reads(named, organisation)
    if readers is None:
        return True
    wanted = record.who_reads(marking)
    return wanted is not None and {each.id for each in wanted} <= {each.id for each in readers}
