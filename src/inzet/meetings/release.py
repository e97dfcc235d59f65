"""Whether what an entry refers to is released at least as widely as the entry itself."""

from __future__ import annotations

from inzet.record import Record, StatementRow
from inzet.vocabulary.errors import ReferenceInward
from inzet.vocabulary.markings import INTERNAL, PUBLIC


def as_wide(record: Record, row: StatementRow, marking: str) -> None:
    """That everybody who may read ``marking`` may read this statement too.

    The record holds a citation to this; what stands in an entry's content is held to it here.

    Raises:
        ReferenceInward: somebody might not.
    """
    if row.marking == PUBLIC or marking == INTERNAL:
        return
    if row.organisation == record.organisation.name:
        if row.marking == marking:
            return
        audiences = record.audiences()
        readers, wanted = audiences.get(row.marking), audiences.get(marking)
        if readers is not None and wanted is not None and set(wanted) <= set(readers):
            return
    raise ReferenceInward(
        f"not everybody who may read {marking} may read what this refers to",
        where=f"{row.identity[:12]} ({row.marking})",
        fix=f"Write it under {row.marking}, or release what it refers to first.",
    )
