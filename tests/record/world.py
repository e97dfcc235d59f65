"""A small world for the tests of the record: a clock, papers, statements, and a plain model.

The model says in the fewest words what a view must show; it reads all entries each time and
knows nothing of keys, projections or SQL.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inzet.record import Batch, Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import AnyBody, statement_identity
from inzet.vocabulary.times import first_day, last_day

MARKINGS = ("PUBLIC", "REL-A", "REL-AB", "INTERNAL")
READERS = {
    "PUBLIC": {"PUBLIC"},
    "Beta": {"PUBLIC", "REL-AB"},
    "Alfa": {"PUBLIC", "REL-A", "REL-AB"},
    "Home": set(MARKINGS),
}
"""Who reads which markings of the organisation Home."""


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = dt.datetime(2023, 3, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now

    def sleep(self, days: int) -> None:
        """Moves on."""
        self.now += dt.timedelta(days=days)


def home(folder: Path, clock: Clock | None = None, name: str = "home.db") -> Record:
    """A record of the organisation Home with two audiences."""
    return audiences(Record.create(folder / name, "Home", now=clock or Clock()))


def audiences(record: Record) -> Record:
    """Defines the two audiences of Home."""
    record.define_audience("REL-A", ["Alfa"])
    record.define_audience("REL-AB", ["Alfa", "Beta"])
    return record


def add_paper(batch: Batch, text: str, *, said: str | None = None, **more: Any) -> str:
    """A paper whose bytes are its text, with that text as version 1."""
    data = text.encode()
    sha256 = batch.keep(data)
    more.setdefault("title", text[:40])
    paper = batch.add(
        kinds.Paper(sha256=sha256, media_type="text/plain", size=len(data), said=said, **more)
    )
    batch.add(
        kinds.Extraction(
            paper=paper, version=1, extractor="test 1", text_sha256=sha256, length=len(text)
        )
    )
    return paper


def statement(paper: str, text: str, start: int, end: int, **more: Any) -> kinds.Statement:
    """A statement that quotes ``text[start:end]`` of a paper."""
    act = more.pop("act", Act.POSITION)
    holder = more.setdefault("holder", "het kabinet")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    more.setdefault("identity", statement_identity(sha256, start, end, act, holder))
    return kinds.Statement(
        act=act,
        quote=text[start:end],
        citation=SpanCitation(paper=paper, extraction=1, start=start, end=end),
        **more,
    )


@dataclass(frozen=True)
class Kept:
    """An entry as the model keeps it."""

    id: str
    body: AnyBody
    marking: str
    arrival: int
    arrived: dt.date


@dataclass
class Model:
    """Everything that was added, in order of arrival."""

    entries: list[Kept] = field(default_factory=list)

    def by_id(self, entry_id: str) -> Kept:
        """The entry with this id."""
        return next(kept for kept in self.entries if kept.id == entry_id)

    def day(self, kept: Kept) -> dt.date:
        """The effective day it was said."""
        if kept.body.said:
            return first_day(kept.body.said)
        if isinstance(kept.body, kinds.Correction):
            return self.day(self.by_id(kept.body.target))
        return kept.arrived

    def shown(
        self,
        markings: set[str],
        as_of: dt.date | None,
        known_on: dt.date | None,
        arrived_by: int | None,
    ) -> dict[str, kinds.Statement]:
        """Entry id → statement, for everything that a view must show."""
        seen = [
            kept
            for kept in self.entries
            if kept.marking in markings
            and (known_on is None or self.day(kept) <= known_on)
            and (arrived_by is None or kept.arrival <= arrived_by)
        ]
        targets = {
            kept.id: kept.body.target for kept in seen if isinstance(kept.body, kinds.Withdrawal)
        }

        def undone(entry_id: str) -> bool:
            return any(t == entry_id and not undone(w) for w, t in targets.items())

        found: dict[str, kinds.Statement] = {}
        for kept in seen:
            body = _said(kept.body)
            if body is None or undone(kept.id) or self._closed(kept, seen, undone):
                continue
            assert isinstance(body.citation, SpanCitation)
            if undone(body.citation.paper) or not self._holds(kept, body, as_of):
                continue
            found[kept.id] = body
        return found

    def _holds(self, kept: Kept, body: kinds.Statement, as_of: dt.date | None) -> bool:
        if as_of is None:
            return True
        start = first_day(body.valid_from) if body.valid_from else self.day(kept)
        end = last_day(body.valid_to) if body.valid_to else dt.date.max
        return start <= as_of <= end

    def _closed(self, kept: Kept, seen: list[Kept], undone: Any) -> bool:
        mine = _said(kept.body)
        assert mine is not None
        for other in seen:
            body = other.body
            if isinstance(body, kinds.Review):
                target = self.by_id(body.target)
                if body.verdict != "rejected" or undone(other.id):
                    continue
                same = _identity(target.body) == mine.identity
                both_readings = _is_reading(kept.body) and _is_reading(target.body)
                if target.id == kept.id or (same and both_readings):
                    return True
            if other.id == kept.id or _identity(body) != mine.identity:
                continue
            later = self.entries.index(other) > self.entries.index(kept)
            if isinstance(body, kinds.Correction) and not undone(other.id):
                if _is_reading(kept.body) or later:
                    return True
                continue
            if not (_is_reading(body) and _is_reading(kept.body)):
                continue
            if other.marking == kept.marking:
                if later and other.arrival != kept.arrival:
                    return True
            elif later and not undone(other.id):
                return True
        return False


def _said(body: AnyBody) -> kinds.Statement | None:
    if isinstance(body, kinds.Correction):
        return body.statement
    return body if isinstance(body, kinds.Statement) else None


def _identity(body: AnyBody) -> str | None:
    said = _said(body)
    return said.identity if said else None


def _is_reading(body: AnyBody) -> bool:
    return isinstance(body, kinds.Statement)
