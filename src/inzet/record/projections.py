"""The projections: tables that speed up views, made from the entries in order of arrival.

Appending and rebuilding run the same code over the same entries, so they give the same rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inzet.record import claims, places, schema, words
from inzet.record.indexing import index_paper, named_in, object_words, paper_text, text_of
from inzet.record.moments import said_day, utc_time, valid_days
from inzet.record.shades import CORRECTED as CORRECTED
from inzet.record.shades import REJECTED as REJECTED
from inzet.record.shades import REPLACED as REPLACED
from inzet.record.shades import SUPERSEDED as SUPERSEDED
from inzet.record.shades import WITHDRAWN as WITHDRAWN
from inzet.record.store import insert, rows
from inzet.record.taken import Taken
from inzet.record.tally import Tally
from inzet.vocabulary import entries as kinds
from inzet.vocabulary import objects
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Body

NOW = "~"
"""When what is being written is sealed: after everything that was."""


class Fresh(msgspec.Struct, frozen=True, gc=False):
    """An entry to project; ``today`` is the day number it arrived on."""

    seq: int
    id: bytes
    feed: int
    organisation: int
    arrival: int
    today: int
    body: Body
    sealed: str = NOW
    """When its organisation sealed it (UTC), by which what it says in several feeds is ordered."""


class Version(msgspec.Struct, frozen=True, gc=False):
    """A reading or correction of one identity by one organisation."""

    entry: int
    correction: bool
    feed: int
    day: int
    arrival: int


@dataclass(slots=True)
class _NewPaper:
    """A paper that is not written yet, so that the words of its text go in at once."""

    row: tuple[Any, ...]
    """Of ``schema.paper`` but for its extraction."""
    body: kinds.Paper
    extraction: int | None = None
    version: int = 0
    text_sha256: str = ""
    quoted: dict[int, list[words.Quoted]] = field(default_factory=lambda: defaultdict(list))
    """What statements in its language quote of it, by the version of its text."""


@dataclass(slots=True)
class _Rows:
    """Rows waiting to be written, by table."""

    of: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    statements: list[tuple[Any, ...]] = field(default_factory=list)
    dossiers: list[tuple[Any, ...]] = field(default_factory=list)
    stems: list[tuple[int, int, str]] = field(default_factory=list)
    papers: dict[int, _NewPaper] = field(default_factory=dict)

    def add(self, table: sa.Table, *values: Any) -> None:
        self.of[table.name].append(values)


def review_of(identity: str, target: int, correction: bool) -> str:
    """What a review counts for: all readings of an identity, or one correction alone."""
    return f"{identity}#{target}" if correction else identity


class Projector:
    """Projects entries, a slice at a time; keeps nothing between slices but what saves look-ups."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._papers: dict[str, tuple[int, bytes]] = {}
        self._taken = Taken(connection)
        self._tally = Tally(connection)

    def project(self, fresh: Sequence[Fresh]) -> None:
        """Adds the rows of these entries to every projection."""
        if not fresh:
            return
        self._rows = _Rows()
        self._days: dict[int, int] = {}
        self._sealing = {item.seq: item.sealed for item in fresh}
        self._copies: dict[tuple[int, str], list[Version]] = {}
        self._known = {item.id: item for item in fresh}
        self._closed: set[tuple[int, str]] = set()
        self._texts: list[tuple[int, int]] = []
        self._claims = claims.are_here(self._connection)
        if self._claims:
            fresh = [*self._claimed(fresh), *fresh]
            self._known = {item.id: item for item in fresh}
        statements = [item for item in fresh if isinstance(item.body, _STATEMENTS)]
        self._load_versions(statements, fresh)
        self._taken.load(_wanted(statements))
        for item in fresh:
            handler = _HANDLERS.get(type(item.body))
            if handler is not None:
                handler(self, item, item.body)
        self._write()
        for paper, version in self._texts:
            self._moved(claims.rest(self._connection, paper, version))
        self._tally.add([(item.seq, item.feed, item.body) for item in statements])
        self._tally.settle(self._closed)

    # ---- claims -------------------------------------------------------------------------

    def _claimed(self, fresh: Sequence[Fresh]) -> list[Fresh]:
        """Has what rested on claims to these entries rest on them; returns the reviews that came
        before what they are of."""
        found = set(claims.claimed(self._connection, [item.id for item in fresh]))
        came = [item for item in fresh if item.id in found]
        for item in came:
            self._moved(claims.come(self._connection, item.id, item.seq))
        judged = [item.id for item in came if isinstance(item.body, _STATEMENTS)]
        if not judged:
            return []
        return [
            Fresh(
                each.seq,
                bytes(each.id),
                each.feed,
                each.organisation,
                each.arrival,
                places.day_of(utc_time(each.time).date()),
                kinds.decode(each.body),
            )
            for each in claims.overdue(self._connection, judged, fresh[0].seq)
        ]

    def _moved(self, statements: Iterable[int]) -> None:
        """Has statements counted anew that rest on another entry now."""
        self._closed.update((entry, SUPERSEDED) for entry in statements)

    # ---- statements ---------------------------------------------------------------------

    def _statement(self, item: Fresh, body: kinds.Statement) -> None:
        self._put_statement(item, body, said_day(body.said, item.today), correction=False)

    def _correction(self, item: Fresh, body: kinds.Correction) -> None:
        day = self._day_of_target(item, body)
        self._put_statement(item, body.statement, day, correction=True)

    def _day_of_target(self, item: Fresh, body: kinds.Correction) -> int:
        if body.said:
            return said_day(body.said, item.today)
        seq = self._own(item, body.target)
        if seq in self._days:
            return self._days[seq]
        table = schema.statement.c
        found = self._connection.execute(sa.select(table.day).where(table.entry == seq)).scalar()
        return item.today if found is None else int(found)

    def _put_statement(
        self, item: Fresh, body: kinds.Statement, day: int, *, correction: bool
    ) -> None:
        citation = body.citation
        span = citation if isinstance(citation, SpanCitation) else None
        paper = self._paper_of(span.paper, item.seq) if span else None
        start = span.start if span else None
        key = self._place(
            places.statement_key(day, paper[1] if paper else None, start, body.identity),
            alone=paper is None,
        )
        first, last = valid_days(body.valid_from, body.valid_to, day)
        waiting = self._rows
        waiting.statements.append(
            (
                key,
                item.seq,
                item.feed,
                item.organisation,
                body.identity,
                _ACTS[body.act],
                body.party,
                paper[0] if paper else None,
                start,
                body.meeting,
                body.session,
                body.rule,
                int(correction),
                day,
                first,
                last,
                item.arrival,
            )
        )
        for dossier in dict.fromkeys(body.dossiers):
            waiting.dossiers.append((dossier, key, item.feed))
        for name in named_in(body):
            waiting.add(schema.reference, name, key, item.feed)
        if first < day:
            for part in places.spans(first, day - 1):
                for dossier in dict.fromkeys(("", *body.dossiers)):
                    waiting.add(schema.statement_early, dossier, part, key, item.feed, first)
        quote = words.stems(body.quote, body.language)
        beside = words.stems(words.beside(body), body.language)
        waiting.stems.append((key, item.feed, f"{quote} {beside}"))
        new = waiting.papers.get(paper[0]) if paper else None
        if new is not None and span is not None and new.body.language == body.language:
            told = words.Quoted(span.start, span.end, body.quote, quote)
            new.quoted[span.extraction].append(told)
        self._days[item.seq] = day
        if body.identity in self._again:
            version = Version(item.seq, correction, item.feed, day, item.arrival)
            self._close_versions(item.organisation, body.identity, version)

    def _close_versions(self, organisation: int, identity: str, new: Version) -> None:
        """One version of an identity is shown: the latest correction, else the latest reading."""
        versions = self._versions[organisation, identity]
        for old in versions:
            if new.correction and old.correction and old.feed != new.feed:
                earlier, later = self._in_order(old, new)
                self._close(earlier.entry, later.entry, CORRECTED, later)
            elif new.correction:
                self._close(old.entry, new.entry, CORRECTED, new)
            elif old.correction:
                self._close(new.entry, old.entry, CORRECTED, old)
            elif old.feed != new.feed:
                earlier, later = self._in_order(old, new)
                self._close(earlier.entry, later.entry, REPLACED, later)
            elif old.arrival != new.arrival:
                # Within one batch nothing is a re-reading: both stay.
                self._close(old.entry, new.entry, SUPERSEDED, new)
        if not new.correction:
            for rejection in self._rejections[organisation, identity]:
                self._close(new.entry, rejection.entry, REJECTED, rejection)
        versions.append(new)

    def _in_order(self, one: Version, other: Version) -> tuple[Version, Version]:
        """Of two versions in different feeds of one organisation the one it sealed first, and the
        other.

        Feeds travel by themselves and come in any order, and everybody is to see the same.
        """
        return (
            (one, other)
            if (self._sealed(one), one.arrival) <= (self._sealed(other), other.arrival)
            else (other, one)
        )

    def _sealed(self, version: Version) -> str:
        """When a version was sealed; what is being written now is later than all that was."""
        known = self._sealing.get(version.entry)
        if known is not None:
            return known
        entry, arrival, seal = schema.entry.c, schema.arrival.c, schema.seal.c
        found = self._connection.execute(
            sa.select(seal.time)
            .select_from(
                schema.entry.join(schema.arrival, arrival.seq == entry.arrival).join(
                    schema.seal,
                    sa.and_(
                        seal.feed == arrival.feed,
                        seal.epoch == arrival.epoch,
                        seal.n == arrival.last,
                    ),
                )
            )
            .where(entry.seq == version.entry)
        ).scalar()
        return NOW if found is None else str(found)

    def _close(self, target: int, closer: int, kind: str, by: Version) -> None:
        self._rows.add(schema.closing, target, closer, kind, by.feed, by.day, by.arrival)

    def _load_versions(self, statements: Sequence[Fresh], fresh: Sequence[Fresh]) -> None:
        seen = Counter([_identity(item.body) for item in statements])
        self._versions: dict[tuple[int, str], list[Version]] = defaultdict(list)
        self._rejections: dict[tuple[int, str], list[Version]] = defaultdict(list)
        self._load(sorted(seen))
        # Nearly every statement is the first of its identity, and nothing judges it in this slice.
        self._again = {identity for identity, often in seen.items() if often > 1}
        self._again |= {identity for _, identity in (*self._versions, *self._rejections)}
        for item in fresh:
            if isinstance(item.body, kinds.Review):
                known = self._known.get(bytes.fromhex(item.body.target))
                if known is not None and isinstance(known.body, _STATEMENTS):
                    self._again.add(_identity(known.body))

    def _load(self, identities: list[str]) -> None:
        """What the file knows of these identities, in order of arrival."""
        for chunk in _chunks(identities):
            marks = ", ".join("?" * len(chunk))
            # Written out, as putting five hundred marks together costs more than the query.
            found = rows(
                self._connection,
                "SELECT organisation, identity, entry, correction, feed, day, arrival "
                f"FROM statement WHERE identity IN ({marks}) ORDER BY entry",
                tuple(chunk),
            )
            for organisation, identity, entry, correction, *rest in found:
                version = Version(entry, bool(correction), *rest)
                self._versions[organisation, identity].append(version)
            reviews = rows(
                self._connection,
                "SELECT organisation, identity, entry, feed, day, arrival "
                f"FROM review WHERE identity IN ({marks}) AND verdict = '{REJECTED}' "
                "ORDER BY entry",
                tuple(chunk),
            )
            for organisation, identity, entry, *rest in reviews:
                self._rejections[organisation, identity].append(Version(entry, False, *rest))

    # ---- closings -----------------------------------------------------------------------

    def _withdrawal(self, item: Fresh, body: kinds.Withdrawal) -> None:
        by = Version(item.seq, False, item.feed, said_day(body.said, item.today), item.arrival)
        self._close(self._own(item, body.target), item.seq, WITHDRAWN, by)

    def _review(self, item: Fresh, body: kinds.Review) -> None:
        target = self._target(body.target)
        if target is None:
            return
        seq, organisation, correction, identity = target
        by = Version(item.seq, False, item.feed, said_day(body.said, item.today), item.arrival)
        subject = review_of(identity, seq, correction)
        self._rows.add(
            schema.review,
            item.seq,
            subject,
            item.organisation,
            seq,
            body.verdict,
            body.by,
            item.feed,
            by.day,
            item.arrival,
        )
        if body.verdict != REJECTED or organisation != item.organisation:
            return
        if correction:
            self._close(seq, item.seq, REJECTED, by)
            return
        if (organisation, identity) not in self._versions:
            self._load([identity])
        self._rejections[organisation, identity].append(by)
        for version in self._versions[organisation, identity]:
            if not version.correction:
                self._close(version.entry, item.seq, REJECTED, by)

    def _target(self, target: str) -> tuple[int, int, bool, str] | None:
        """(number, organisation, is a correction, identity) of a statement or correction."""
        known = self._known.get(bytes.fromhex(target))
        if known is not None:
            if not isinstance(known.body, _STATEMENTS):
                return None
            correction = isinstance(known.body, kinds.Correction)
            return known.seq, known.organisation, correction, _identity(known.body)
        table, entry = schema.statement.c, schema.entry.c
        row = self._connection.execute(
            sa.select(table.entry, table.organisation, table.correction, table.identity)
            .join_from(schema.entry, schema.statement, entry.seq == table.entry)
            .where(entry.id == bytes.fromhex(target))
        ).first()
        return (row[0], row[1], bool(row[2]), row[3]) if row else None

    # ---- papers -------------------------------------------------------------------------

    def _paper(self, item: Fresh, body: kinds.Paper) -> None:
        day = said_day(body.said, item.today)
        key = self._place(places.paper_key(day, item.id))
        self._papers[item.id.hex()] = item.seq, item.id
        row = key, item.seq, item.feed, item.id.hex(), body.sha256, body.genre, day, item.arrival
        self._rows.papers[item.seq] = _NewPaper(row, body)
        self._close_copies(
            item.organisation, body.sha256, Version(item.seq, False, item.feed, day, item.arrival)
        )
        self._numbers(item, item.seq, body.numbers, day)

    def _close_copies(self, organisation: int, sha256: str, new: Version) -> None:
        """Of a paper that one organisation released twice the later copy is shown to who reads
        both."""
        copies = self._copies.setdefault((organisation, sha256), [])
        # Written out, as it is asked for each paper.
        here = rows(
            self._connection,
            "SELECT p.entry, p.feed, p.day, p.arrival FROM paper p JOIN feed f ON f.key = p.feed "
            "WHERE p.sha256 = ? AND f.organisation = ?",
            (sha256, organisation),
        )
        known = {old.entry for old in copies} | {new.entry}
        copies += [
            Version(entry, False, in_feed, day, arrival)
            for entry, in_feed, day, arrival in here
            if entry not in known
        ]
        for old in copies:
            if old.feed != new.feed:
                earlier, later = self._in_order(old, new)
                self._close(earlier.entry, later.entry, REPLACED, later)
        copies.append(new)

    def _numbers(self, item: Fresh, paper: int, numbers: Iterable[str], day: int) -> None:
        for printed in dict.fromkeys(numbers):
            self._rows.add(
                schema.number,
                words.fold(printed),
                paper,
                item.seq,
                printed,
                item.feed,
                day,
                item.arrival,
            )

    def _alias(self, item: Fresh, body: kinds.Alias) -> None:
        numbers = list(body.numbers)
        if body.sha256:
            numbers.append(f"sha256:{body.sha256}")
        self._numbers(item, self._seq(body.paper), numbers, said_day(body.said, item.today))

    def _extraction(self, item: Fresh, body: kinds.Extraction) -> None:
        paper = self._own(item, body.paper)
        if self._claims:
            self._texts.append((paper, body.version))
        self._rows.add(
            schema.extraction,
            item.seq,
            paper,
            body.version,
            body.text_sha256,
            item.feed,
            said_day(body.said, item.today),
            item.arrival,
        )
        new = self._rows.papers.get(paper)
        if new is None:
            self._write()
            index_paper(self._connection, paper)
        elif new.extraction is None or body.version >= new.version:
            new.extraction, new.version = item.seq, body.version
            new.text_sha256 = body.text_sha256

    def _reading(self, item: Fresh, body: kinds.Reading) -> None:
        day = said_day(body.said, item.today)
        paper = self._seq(body.paper)
        self._rows.add(schema.reading, item.seq, paper, item.feed, day, item.arrival)

    def _membership(self, item: Fresh, body: kinds.Membership) -> None:
        self._rows.add(
            schema.membership,
            item.seq,
            item.feed,
            body.organisation,
            int(body.joins),
            said_day(body.said, item.today),
            item.arrival,
        )

    def _object(self, item: Fresh, body: kinds.ForeignObject) -> None:
        found = objects.known(body)
        self._rows.add(
            schema.foreign,
            item.seq,
            item.feed,
            found.id,
            found.type,
            body.format,
            found.version,
            found.made,
            found.name,
            body.source,
            found.digest,
            said_day(body.said, item.today),
            item.arrival,
        )
        for name, how in found.links():
            self._rows.add(schema.foreign_link, name, item.seq, how, item.feed)
        self._rows.stems.append((item.seq, item.feed, object_words(found)))

    # ---- look-ups and writing -----------------------------------------------------------

    def _place(self, wanted: int, *, alone: bool = False) -> int:
        """The key of a row that would like to have this one."""
        if self._taken.is_full:
            self._write()
            self._taken.forget()
        return self._taken.nearest(wanted, alone=alone)

    def _seq(self, entry_id: str) -> int:
        """The local number of an entry that is known to be here."""
        raw = bytes.fromhex(entry_id)
        known = self._known.get(raw)
        if known is not None:
            return known.seq
        return self._meant(raw)

    def _meant(self, raw: bytes, by: int = claims.ANY_TIME) -> int:
        found = rows(self._connection, "SELECT seq FROM entry WHERE id = ?", (raw,))
        if len(found) == 1:
            return int(found[0][0])
        return claims.meant(self._connection, raw, by)

    def _own(self, item: Fresh, entry_id: str) -> int:
        """The local number of what an entry closes, or is the text of: of its own organisation."""
        raw = bytes.fromhex(entry_id)
        known = self._known.get(raw)
        if known is not None and known.feed == item.feed:
            return known.seq
        found = rows(self._connection, "SELECT seq FROM entry WHERE id = ?", (raw,))
        if len(found) == 1:
            return int(found[0][0])
        return claims.own(self._connection, raw, item.feed, item.organisation, item.seq) or 0

    def _paper_of(self, entry_id: str, by: int) -> tuple[int, bytes]:
        """The local number of a paper, or what stands for it, as the entry ``by`` means it."""
        if entry_id in self._papers:
            return self._papers[entry_id]
        raw = bytes.fromhex(entry_id)
        known = self._known.get(raw)
        if known is not None and known.seq < by:
            return known.seq, raw
        found = rows(self._connection, "SELECT seq, body IS NULL FROM entry WHERE id = ?", (raw,))
        if len(found) > 1:
            return claims.meant(self._connection, raw, by), raw
        seq, empty = found[0]
        if not empty:
            # It stays what it is. Who else says that an empty one is theirs may come still.
            if len(self._papers) > 10_000:
                self._papers.clear()
            self._papers[entry_id] = int(seq), raw
        return int(seq), raw

    def _write(self) -> None:
        made, self._rows = self._rows, _Rows()
        for new in made.papers.values():
            made.add(schema.paper, *new.row, new.extraction)
            language = new.body.language
            told = words.stems(paper_text(new.body, ""), language)
            if new.extraction:
                # What is quoted of it is most of it, and its stems are known by now.
                text = text_of(self._connection, new.text_sha256)
                told = f"{told} {words.stems_of(text, language, new.quoted[new.version])}"
            made.stems.append((new.row[0], new.row[2], told))
        made.of[schema.statement.name] = made.statements
        made.of[schema.statement_dossier.name] = made.dossiers
        for table in schema.PROJECTIONS:
            waiting = made.of.get(table.name, [])
            if table in _BY_PLACE:
                waiting.sort()
            insert(self._connection, table, waiting, known=True)
        # SQLite's full text writes out what it has whenever a row comes before the last.
        made.stems.sort()
        words.add(self._connection, made.stems)
        self._closed.update((row[0], row[2]) for row in made.of.get(schema.closing.name, ()))


def _wanted(statements: Sequence[Fresh]) -> Iterable[int]:
    """The keys that statements on no paper would like to have; each is in a group by itself."""
    for item in statements:
        body = item.body
        if isinstance(body, kinds.Statement) and not isinstance(body.citation, SpanCitation):
            day = said_day(body.said, item.today)
            yield places.statement_key(day, None, None, body.identity)


def _identity(body: Body) -> str:
    if isinstance(body, kinds.Correction):
        return body.statement.identity
    assert isinstance(body, kinds.Statement)
    return body.identity


def _chunks(values: list[str]) -> Iterable[list[str]]:
    return (values[start : start + 500] for start in range(0, len(values), 500))


_STATEMENTS = (kinds.Statement, kinds.Correction)
_ACTS = {act: act.value for act in Act}
_BY_PLACE = (schema.statement, schema.statement_dossier, schema.statement_early, schema.reference)
"""Written in the order of their keys, as neighbours stand on one page."""
_HANDLERS: dict[type[Body], Callable[[Projector, Fresh, Any], None]] = {
    kinds.Statement: Projector._statement,
    kinds.Correction: Projector._correction,
    kinds.Withdrawal: Projector._withdrawal,
    kinds.Review: Projector._review,
    kinds.Paper: Projector._paper,
    kinds.Alias: Projector._alias,
    kinds.Extraction: Projector._extraction,
    kinds.Reading: Projector._reading,
    kinds.Membership: Projector._membership,
    kinds.ForeignObject: Projector._object,
}
