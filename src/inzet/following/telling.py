"""What a source's data says, into the record: each thing once, a change in the place of the last.

A thing keeps its identity over its changes, so that a later statement takes the place of an earlier
one from the day on which it was said; as known before that day, the earlier one stands. What a
person rejected, corrected or withdrew stays so until the data says something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inzet.record import Record, StatementRow, View
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.entries import Statement, Withdrawal
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import PUBLIC


@dataclass(frozen=True, slots=True)
class Said:
    """What became of statements, by identity."""

    new: frozenset[str]
    changed: frozenset[str]


def tell(
    record: Record,
    marking: str,
    statements: Iterable[Statement],
    *,
    back: Iterable[str] = (),
    told: Iterable[str] = (),
) -> Said:
    """Writes what is new or changed of these statements, in one sealed batch.

    Args:
        back: identities of what was withdrawn because the source had it no longer.
        told: identities of what was written before; what is not here any more was erased.
    """
    wanted = {each.identity: each for each in statements}
    again, once = frozenset(back), frozenset(told)
    with record.batch(marking) as batch:
        view = record.view(record.reader(), as_written=True)
        before = view.readings(list(wanted))
        new: set[str] = set()
        changed: set[str] = set()
        for identity, statement in wanted.items():
            ours = [
                each
                for each in before.get(identity, ())
                if each.organisation == record.organisation.name
                and each.marking in (marking, PUBLIC)
            ]
            known = any(_says(each.statement, statement) for each in ours)
            if identity in once and identity not in before:
                continue
            if known and not (identity in again and _standing(view, identity) is None):
                continue
            batch.add(statement)
            (changed if ours and identity not in again else new).add(identity)
    return Said(frozenset(new), frozenset(changed))


def untell(record: Record, identity: str, *, on: str, why: str) -> bool:
    """Closes what data said, from a day on; False where nothing of it stands."""
    row = _standing(record.view(record.reader(), as_written=True), identity)
    if row is None or row.organisation != record.organisation.name:
        return False
    with record.batch(row.marking) as batch:
        batch.add(Withdrawal(target=row.entry, said=on, ground=why))
    return True


def _standing(view: View, identity: str) -> StatementRow | None:
    try:
        return view.statement(identity)
    except NotFound:
        return None


def _says(old: Statement, new: Statement) -> bool:
    """Whether two say the same, whenever the source last touched it."""
    return _told(old) == _told(new)


def _told(each: Statement) -> bytes:
    parts = [str(each.act), each.party, each.holder, list(each.dossiers), each.quote]
    return canonical_bytes([*parts, each.valid_from, each.valid_to, each.content])
