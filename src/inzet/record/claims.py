"""Claims: entries that came without a body, of which only the feed they stand in says that they
are its own.

An id is the hash of a body, and the body names its feed: an entry with a body is of one feed,
whoever else says its id. One that came empty may bear the id of anybody's entry. So an id is one
entry *in a feed*, and what refers to it means the entry that shows its body, or showed it here.
Where none did, it means the only one there is; where organisations differ, none of them, so that
none can close it: the first of them then stands with a minus, which is the number of no entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy.engine import Connection

from inzet.record import schema
from inzet.record.audiences import Feed
from inzet.record.findings import RESTORE_OWN, Fault
from inzet.record.indexing import text_of
from inzet.record.quoting import quote_is_at
from inzet.record.shades import SUPERSEDED
from inzet.record.store import insert, rows, run, value
from inzet.record.tally import Tally
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.citations import SpanCitation

ANY_TIME = 2**62
"""After every entry."""
_CHUNK = 500
_RESTING = ("statement", "number", "reading")
"""Tables that bear the local number of a paper which may be another organisation's."""


class _Row(NamedTuple):
    """An entry with an id."""

    seq: int
    feed: int
    organisation: int
    claimed: int
    """Whether it came empty."""
    here: int
    """Whether its body is."""


class Overdue(NamedTuple):
    """A review that came before what it is of, with all that is needed to project it."""

    seq: int
    id: bytes
    feed: int
    organisation: int
    arrival: int
    time: str
    body: bytes


# ---- what an id means -----------------------------------------------------------------------


def meant(connection: Connection, entry_id: bytes, by: int = ANY_TIME) -> int:
    """The local number of the entry that is meant by an id which is here, or what stands for it.

    Args:
        by: the entry that means it. What came before the body that it means rests on a claim,
            until it is found to fit (see ``rest``).
    """
    found = _rows(connection, entry_id)
    true = _true(found)
    if true is not None and (true.seq < by or len(found) == 1):
        return true.seq
    return _nobodys(found)


def own(
    connection: Connection, entry_id: bytes, feed: int, organisation: int, by: int = ANY_TIME
) -> int | None:
    """The entry with an id that an organisation means which closes or erases its own: in the same
    feed, or else the first in its others; None where there is none before ``by``."""
    found = [
        (each.feed != feed, each.seq)
        for each in _rows(connection, entry_id)
        if each.organisation == organisation and each.seq < by
    ]
    return min(found)[1] if found else None


def came_before(connection: Connection, entry_id: str, seq: int) -> bool:
    """Whether an entry came while of what it refers to there were only claims."""
    true = _true(_rows(connection, bytes.fromhex(entry_id)))
    return true is not None and 0 < seq < true.seq


def _rows(connection: Connection, entry_id: bytes) -> list[_Row]:
    sql = (
        "SELECT e.seq, e.feed, f.organisation, CASE WHEN c.n IS NULL THEN 0 ELSE 1 END, "
        "CASE WHEN e.body IS NULL THEN 0 ELSE 1 END FROM entry e JOIN feed f ON f.key = e.feed "
        "LEFT JOIN claim c ON c.feed = e.feed AND c.epoch = e.epoch AND c.n = e.n "
        "WHERE e.id = ? ORDER BY e.seq"
    )
    return [_Row(*each) for each in rows(connection, sql, (entry_id,))]


def _true(found: Sequence[_Row]) -> _Row | None:
    """The entry that shows its body, or showed it here."""
    shown = [each for each in found if each.here] or [each for each in found if not each.claimed]
    return shown[0] if shown else None


def _nobodys(found: Sequence[_Row]) -> int:
    first = found[0].seq
    return first if len({each.organisation for each in found}) == 1 else -first


# ---- claims that come -----------------------------------------------------------------------


def keep(
    connection: Connection, feed: Feed, epoch: int, empty: Iterable[tuple[int, bytes]]
) -> None:
    """Keeps of entries that they came empty; they are given by place and id."""
    kept = [(feed.key, epoch, n, entry_id) for n, entry_id in empty]
    insert(connection, schema.claim, kept)


def differ(connection: Connection, ids: Sequence[bytes] | None = None) -> None:
    """Has nothing rest on a claim any more that another organisation makes too.

    Args:
        ids: of which some came empty just now; None for all that ever did.
    """
    if ids is None:
        ids = [bytes(each) for (each,) in rows(connection, "SELECT DISTINCT id FROM claim")]
    touched: list[int] = []
    for entry_id in _among(connection, "SELECT id FROM entry WHERE id IN", ids, often=True):
        found = _rows(connection, entry_id)
        nobodys = _nobodys(found)
        if nobodys < 0 and found[0].claimed:
            touched += _move(connection, found[0].seq, nobodys, _RESTING)
    if touched:
        Tally(connection).settle([(entry, SUPERSEDED) for entry in touched])


# ---- what is claimed that comes -------------------------------------------------------------


def are_here(connection: Connection) -> bool:
    """Whether anything came empty, ever."""
    return value(connection, "SELECT 1 FROM claim LIMIT 1") is not None


def claimed(connection: Connection, ids: Sequence[bytes]) -> list[bytes]:
    """Those of these ids that came empty in any feed."""
    return _among(connection, "SELECT id FROM claim WHERE id IN", ids)


def come(connection: Connection, entry_id: bytes, seq: int) -> list[int]:
    """Has what rested on claims rest on the entry itself, which came now; statements as far as they
    fit, once its text is here. Returns those that moved."""
    found = _rows(connection, entry_id)
    first, nobodys = found[0].seq, _nobodys(found)
    if first >= seq:
        return []
    for old in (first, -first):
        _move(connection, old, seq, _RESTING[1:])
    return _move(connection, first, nobodys, _RESTING[:1]) if nobodys < 0 else []


def overdue(connection: Connection, ids: Sequence[bytes], before: int) -> list[Overdue]:
    """Reviews that came before the statements with these ids, of which there were claims."""
    sql = (
        "SELECT e.seq, e.id, e.feed, f.organisation, e.arrival, a.time, e.body FROM entry e "
        "JOIN arrival a ON a.seq = e.arrival JOIN feed f ON f.key = e.feed "
        "WHERE e.kind = 'review' AND e.body IS NOT NULL AND e.seq < ? "
        "AND NOT EXISTS (SELECT 1 FROM review r WHERE r.entry = e.seq) ORDER BY e.seq"
    )
    wanted = {each.hex() for each in ids}
    found = (Overdue(*each) for each in rows(connection, sql, (before,)))
    return [each for each in found if _target(each.body) in wanted]


def _target(raw: bytes) -> str:
    body = kinds.decode(raw)
    return body.target if isinstance(body, kinds.Review) else ""


def rest(connection: Connection, paper: int, version: int) -> list[int]:
    """Has statements that came before a paper rest on it, where they quote what this version of its
    text says; returns them."""
    found = _claims_before(connection, paper)
    sql = "SELECT text_sha256 FROM extraction WHERE paper = ? AND version = ?"
    sha256 = value(connection, sql, (paper, version))
    if not found or sha256 is None:
        return []
    text = text_of(connection, sha256)
    fitting = [
        entry
        for entry, said, cited in _citing(connection, _nobodys(found), version)
        if quote_is_at(said.quote, text, cited.start, cited.end)
    ]
    _put(connection, fitting, paper)
    return fitting


def let_go(connection: Connection, paper: int, version: int | None) -> list[int]:
    """Has statements that came before a paper rest on claims again, as it, or this version of its
    text, is about to be erased, and nothing shows any more that they fit; returns them."""
    found = _claims_before(connection, paper)
    if not found:
        return []
    before = [entry for entry, _, _ in _citing(connection, paper, version) if entry < paper]
    _put(connection, before, _nobodys(found))
    return before


def _claims_before(connection: Connection, paper: int) -> list[_Row]:
    """All entries with the id of a paper, where some came before it."""
    if not are_here(connection):
        return []
    raw = value(connection, "SELECT id FROM entry WHERE seq = ?", (paper,))
    found = _rows(connection, bytes(raw))
    return found if found[0].seq < paper else []


def _citing(
    connection: Connection, paper: int, version: int | None
) -> Iterator[tuple[int, kinds.Statement, SpanCitation]]:
    """The statements that rest on a paper, or on what stands for it, and cite this version."""
    sql = (
        "SELECT s.entry, e.body FROM statement s JOIN entry e ON e.seq = s.entry "
        "WHERE s.paper = ? AND e.body IS NOT NULL ORDER BY s.entry"
    )
    for entry, raw in rows(connection, sql, (paper,)):
        body = kinds.decode(raw)
        said = body.statement if isinstance(body, kinds.Correction) else body
        assert isinstance(said, kinds.Statement)
        cited = said.citation
        if isinstance(cited, SpanCitation) and version in (None, cited.extraction):
            yield entry, said, cited


# ---- the tables -----------------------------------------------------------------------------


def _among(
    connection: Connection, sql: str, ids: Sequence[bytes], *, often: bool = False
) -> list[bytes]:
    """The ids of these that a query ending in ``IN`` gives, each once; or those it gives twice."""
    found: list[bytes] = []
    for start in range(0, len(ids), _CHUNK):
        chunk = tuple(ids[start : start + _CHUNK])
        marks = ", ".join("?" * len(chunk))
        having = " HAVING count(*) > 1" if often else ""
        asked = f"{sql} ({marks}) GROUP BY id{having} ORDER BY id"
        found += [bytes(each) for (each,) in rows(connection, asked, chunk)]
    return found


def _move(connection: Connection, old: int, new: int, tables: Iterable[str]) -> list[int]:
    """Has what rests on one number rest on another; returns the statements among it."""
    found: list[int] = []
    for table in tables:
        if table == "statement":
            sql = "SELECT entry FROM statement WHERE paper = ? ORDER BY entry"
            found = [entry for (entry,) in rows(connection, sql, (old,))]
        run(connection, f"UPDATE {table} SET paper = ? WHERE paper = ?", (new, old))
    return found


def _put(connection: Connection, entries: Iterable[int], paper: int) -> None:
    changes = [(paper, entry) for entry in entries]
    if changes:
        run(connection, "UPDATE statement SET paper = ? WHERE entry = ?", changes)


def verify(connection: Connection) -> Iterator[Fault]:
    """That what is said to have come empty is empty here, under the same id."""
    sql = (
        "SELECT c.feed, c.epoch, c.n FROM claim c LEFT JOIN entry e "
        "ON e.feed = c.feed AND e.epoch = c.epoch AND e.n = c.n AND e.id = c.id "
        "AND e.body IS NULL WHERE e.seq IS NULL ORDER BY c.feed, c.epoch, c.n"
    )
    for _, epoch, n in rows(connection, sql):
        yield Fault(
            "an entry is said to have come empty that is another",
            f"entry {n} of epoch {epoch}",
            RESTORE_OWN,
        )
