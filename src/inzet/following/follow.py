"""Following a dossier: asks its source what is new, takes it, and notes in the journal what became
of it, one thing at a time. A run that is ended goes on where it was."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from inzet.following.journal import Followed, Item, Journal
from inzet.following.source import Fetched, Gone, Last, News, Offered, Since, Source, Told
from inzet.following.taking import Taker, paper_of
from inzet.following.telling import tell, untell
from inzet.reading.intake import Outcome as Intake
from inzet.record import Record
from inzet.vocabulary.errors import BrokenRecord, BusyRecord, InzetError, Unreachable
from inzet.vocabulary.publication import Published

_IN_A_ROW = 3
"""Failures in a row after which a source is left in peace."""
_RUNS = 5
"""Runs in which one thing may fail before it no longer holds up what comes after it."""
_TOGETHER = 100
"""Statements of data that are sealed together."""


class Outcome(StrEnum):
    """What became of one thing."""

    NEW = "new"
    VERSION = "changed"
    """A paper whose text changed: the new text stands beside the earlier one."""
    COPY = "copy"
    """The same paper as other bytes."""
    KNOWN = "known"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    """It was erased from this record, and is not fetched again."""
    REFUSED = "refused"
    """It will not do another time either: unreadable, classified, too large, no longer there."""
    FAILED = "failed"
    """Tried again the next time."""
    TOLD = "told"
    """What the data says, written as a statement."""
    CORRECTED = "corrected"
    """What the data says has changed."""
    UNTOLD = "untold"
    """What the data said no longer holds."""
    WOULD = "would take"
    """On a dry run."""


_OF_INTAKE = {
    Intake.NEW: Outcome.NEW,
    Intake.KNOWN: Outcome.KNOWN,
    Intake.REREAD: Outcome.KNOWN,
    Intake.ALIAS: Outcome.COPY,
    Intake.VERSION: Outcome.VERSION,
}
_DATA = frozenset((Outcome.TOLD, Outcome.CORRECTED, Outcome.UNTOLD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a dossier is to be followed; None means as the last time.

    Attributes:
        marking: under which it is kept; the first time the source's own.
        since: nothing of before this day.
        limit: papers to fetch at most in this run.
        dry: only tell what would be taken.
        again: also what failed or was refused before.
        by: who follows.
    """

    marking: str | None = None
    since: dt.date | None = None
    limit: int | None = None
    dry: bool = False
    again: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one thing.

    Attributes:
        id: as the source knows it.
        name: a number of it, or what it is.
        paper: entry id of the paper; "" where there is none.
        why: of what was refused or failed: the reason; else what may be worth a look.
        error: what went wrong.
    """

    outcome: Outcome
    id: str
    name: str = ""
    title: str = ""
    paper: str = ""
    why: str = ""
    error: InzetError | None = None


class Run:
    """One run over one dossier; iterate over it to have it done.

    Args:
        record: None only on a dry run.
        journal: None only on a dry run, where there is none yet.
        dossier: in the source's spelling.

    Raises (while iterating):
        UnknownValue: the source has no such dossier, or the record no such marking.
        Unreachable: the source cannot be asked; what was taken is kept.
        BusyRecord: another program is writing.
    """

    def __init__(
        self,
        record: Record | None,
        source: Source,
        dossier: str,
        journal: Journal | None,
        wishes: Wishes,
    ) -> None:
        self._record, self._source, self._dossier = record, source, dossier
        self._journal, self._wishes = journal, wishes
        before = journal.follows(source.name, dossier) if journal else None
        self.marking = wishes.marking or (before.marking if before else source.marking)
        self.since = _since(wishes, before)
        self.more = False
        """Whether the limit left something for another run."""
        self._fetched = self._in_a_row = 0
        self._broken: set[str] = set()
        self._waiting: list[Told] = []

    def __iter__(self) -> Iterator[Done]:
        name, dossier, journal = self._source.name, self._dossier, self._journal
        if journal is not None and not self._wishes.dry:
            if self._wishes.again:
                journal.again(name, dossier)
            day = self.since.isoformat() if self.since else None
            journal.begin(name, dossier, marking=self.marking, since=day)
        for news in self._source.news(dossier, self._from()):
            if isinstance(news, Offered) and self._is_enough(news):
                self.more = True
                break
            yield from self._done(news)
        yield from self._flush()
        if journal is not None and not self._wishes.dry and not self.more:
            journal.ended(name, dossier)

    def _from(self) -> Since:
        journal = self._journal
        if journal is None:
            return Since(day=self.since)
        before = journal.follows(self._source.name, self._dossier)
        day = self.since.isoformat() if self.since else None
        anew = before is None or before.since != day or self._wishes.again
        cursors = {} if anew else journal.cursors(self._source.name, self._dossier)
        return Since(cursors, self.since, lambda ids: journal.known(self._source.name, ids))

    def _done(self, news: News) -> Iterator[Done]:
        if self._wishes.dry:
            yield from self._would(news)
        elif isinstance(news, Offered):
            yield self._offered(news)
        elif isinstance(news, Told):
            self._waiting.append(news)
            if len(self._waiting) >= _TOGETHER:
                yield from self._flush()
        else:
            yield from self._flush()
            if isinstance(news, Gone):
                yield from self._gone(news)
            elif news.stage not in self._broken:
                self._notes.reach(self._source.name, self._dossier, news.stage, news.cursor)

    # ---- papers ------------------------------------------------------------------------------

    def _item(self, id_: str) -> Item | None:
        return self._journal.item(self._source.name, id_) if self._journal else None

    def _is_new(self, offered: Offered, item: Item | None) -> bool:
        """Whether it has to be asked for."""
        if item is None or item.changed != offered.changed:
            return item is None or item.outcome != Outcome.ERASED
        return item.outcome in (Outcome.FAILED, Outcome.WITHDRAWN)

    def _is_enough(self, offered: Offered) -> bool:
        limit = self._wishes.limit
        full = limit is not None and self._fetched >= limit
        return full and self._is_new(offered, self._item(offered.id))

    def _offered(self, offered: Offered) -> Done:
        item = self._item(offered.id) or Item(id=offered.id)
        if not self._is_new(offered, item if item.outcome else None):
            return self._told(offered, Outcome(item.outcome), item, quiet=True)
        record, taker = self._writing, self._taker
        before = paper_of(record.view(record.reader()), item.paper)
        if item.paper and before is None:
            item = replace(item, changed=offered.changed, etag="", modified="", sha256="")
            return self._noted(offered, Outcome.ERASED, item)
        self._fetched += 1
        last = Last(etag=item.etag, modified=item.modified, sha256=item.sha256)
        try:
            fetched = self._source.fetch(offered, last if before else Last())
            done = self._taken(offered, item, fetched, taker)
            self._in_a_row = 0
        except Unreachable as error:
            done = self._failed(offered, item, error)
        except (BusyRecord, BrokenRecord):
            raise
        except InzetError as error:
            item = replace(item, changed=offered.changed, reason=str(error))
            return self._noted(offered, Outcome.REFUSED, item, error)
        if item.outcome == Outcome.WITHDRAWN and done.outcome is not Outcome.FAILED:
            taker.mark(done.paper, offered, Published.BACK, _today())
        return done

    def _taken(self, offered: Offered, item: Item, fetched: Fetched, taker: Taker) -> Done:
        item = replace(
            item,
            changed=offered.changed,
            address=fetched.address or offered.address,
            etag=fetched.etag,
            modified=fetched.modified,
            reason="",
            tries=0,
        )
        if fetched.data is None:
            return self._noted(offered, Outcome.KNOWN, item)
        kept = taker.take(offered, fetched.data, item.paper)
        item = replace(
            item,
            sha256=hashlib.sha256(fetched.data).hexdigest(),
            paper=kept.paper,
            reason=kept.remark,
        )
        return self._noted(offered, _OF_INTAKE[kept.outcome], item, size=len(fetched.data))

    def _failed(self, offered: Offered, item: Item, error: Unreachable) -> Done:
        item = replace(item, reason=str(error), tries=item.tries + 1)
        self._in_a_row += 1
        if item.tries >= _RUNS:
            # It would hold up everything after it for ever.
            item = replace(item, changed=offered.changed)
            return self._noted(offered, Outcome.REFUSED, item, error)
        self._broken.add(offered.stage)
        done = self._noted(offered, Outcome.FAILED, item, error)
        if self._in_a_row >= _IN_A_ROW:
            raise Unreachable(
                f"{_IN_A_ROW} papers in a row could not be fetched, the last because {error.what}",
                where=error.where,
                fix="Follow again later; it goes on from here.",
            )
        return done

    def _noted(
        self,
        offered: Offered,
        outcome: Outcome,
        item: Item,
        error: InzetError | None = None,
        size: int = 0,
    ) -> Done:
        item = replace(item, outcome=str(outcome), address=item.address or offered.address)
        self._notes.note(self._source.name, self._dossier, offered.stage, item)
        self._notes.log(self._source.name, self._dossier, item, size)
        return self._told(offered, outcome, item, error)

    def _told(
        self,
        offered: Offered,
        outcome: Outcome,
        item: Item,
        error: InzetError | None = None,
        *,
        quiet: bool = False,
    ) -> Done:
        """What is said of a paper; of one that was dealt with before only that it is known."""
        if quiet:
            outcome = Outcome.KNOWN
        return Done(
            outcome=outcome,
            id=offered.id,
            name=next(iter(offered.numbers), offered.id),
            title=offered.title,
            paper=item.paper,
            why="" if quiet else item.reason,
            error=error,
        )

    # ---- what data says ------------------------------------------------------------------------

    def _flush(self) -> Iterator[Done]:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        items = {each.id: self._item(each.id) for each in waiting}
        back = [
            each.statement.identity
            for each in waiting
            if (item := items[each.id]) is not None and item.outcome == Outcome.UNTOLD
        ]
        told = [
            each.statement.identity
            for each in waiting
            if (item := items[each.id]) is not None and item.outcome == Outcome.TOLD
        ]
        statements = [each.statement for each in waiting]
        said = tell(self._writing, self.marking, statements, back=back, told=told)
        for each in waiting:
            identity = each.statement.identity
            item = Item(id=each.id, paper=identity, outcome=str(Outcome.TOLD))
            self._notes.note(self._source.name, self._dossier, each.stage, item)
            if identity in said.new | said.changed:
                outcome = Outcome.TOLD if identity in said.new else Outcome.CORRECTED
                kind = str(each.statement.content.get("kind") or each.statement.act)
                yield Done(outcome=outcome, id=each.id, name=kind, title=each.statement.quote)

    def _gone(self, gone: Gone) -> Iterator[Done]:
        item = self._item(gone.id)
        if item is None or item.outcome in (Outcome.WITHDRAWN, Outcome.UNTOLD, Outcome.ERASED):
            return
        offered = Offered(id=gone.id, changed="", address=item.address, stage=gone.stage)
        if item.outcome in _DATA:
            why = gone.why or "no longer in the data of the source"
            if untell(self._writing, item.paper, on=gone.on, why=why):
                yield Done(outcome=Outcome.UNTOLD, id=gone.id, why=why)
            item = replace(item, outcome=str(Outcome.UNTOLD))
            self._notes.note(self._source.name, self._dossier, gone.stage, item)
        elif item.paper and self._taker.mark(item.paper, offered, Published.WITHDRAWN, gone.on):
            done = self._noted(offered, Outcome.WITHDRAWN, item)
            paper = self._writing.view(self._writing.reader()).paper(item.paper)
            yield replace(done, name=next(iter(paper.numbers), gone.id), title=paper.title)

    # ---- the rest ------------------------------------------------------------------------------

    def _would(self, news: News) -> Iterator[Done]:
        if isinstance(news, Offered):
            new = self._is_new(news, self._item(news.id))
            self._fetched += new
            outcome = Outcome.WOULD if new else Outcome.KNOWN
            yield self._told(news, outcome, Item(id=news.id))
        elif isinstance(news, Told) and self._item(news.id) is None:
            kind = str(news.statement.content.get("kind") or news.statement.act)
            yield Done(outcome=Outcome.WOULD, id=news.id, name=kind, title=news.statement.quote)

    @property
    def _writing(self) -> Record:
        assert self._record is not None
        return self._record

    @property
    def _notes(self) -> Journal:
        assert self._journal is not None
        return self._journal

    @property
    def _taker(self) -> Taker:
        return Taker(
            self._writing, self._source.name, self._source.title, self.marking, self._wishes.by
        )


def follow(
    record: Record | None,
    source: Source,
    dossier: str,
    journal: Journal | None,
    wishes: Wishes,
) -> Run:
    """A run over one dossier, which happens while it is iterated over; see `Run`."""
    return Run(record, source, dossier, journal, wishes)


def _since(wishes: Wishes, before: Followed | None) -> dt.date | None:
    if wishes.since is not None:
        return wishes.since
    return dt.date.fromisoformat(before.since) if before and before.since else None


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()
