"""The report of a meeting: per item what was announced, what was said, what came of it, promised.

What was announced comes from the annotated agenda. What was said and what came of it is a person's
to write, unless papers in the record tell it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from inzet.changes import papers_of
from inzet.meetings import BoundItem, chain, items, participation, said_at
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import Certainty
from inzet.writing.compose import letter
from inzet.writing.compose.facts import (
    days_in_words,
    facts_of,
    meeting_in_words,
    parties_in_words,
    place_name,
    those_who_meet,
)
from inzet.writing.compose.last import agendas_of, whose
from inzet.writing.compose.promises import ToSettle
from inzet.writing.compose.quoting import Quotes
from inzet.writing.compose.sources import Sources
from inzet.writing.compose.standing import Standings
from inzet.writing.compose.task import Task
from inzet.writing.draft import Block, Draft, Form, Kind, Origin

_REPORT = "minister's report"
_SAYS = frozenset((Act.POSITION, Act.DECISION, Act.COMMITMENT, Act.EXPECTATION, Act.STATUS))
"""Acts by which a paper tells what came of an item."""
_NAMES = frozenset(("abbreviation", "agreed_at"))
"""Keys of contents that tell what a package or agreement is called."""
_JOINING = ("partner", "guest", "candidate", "observer")
"""Capacities of those who come for a session."""


def composed(task: Task) -> Draft:
    """The draft."""
    return _Report(task).draft()


class _Report:
    """One report on its way."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._words = task.words
        self._sources = Sources()
        self._facts = facts_of(task.meeting.notice, on=task.on)
        papers = {each.id: each for each in papers_of(task.view)}
        self._papers = papers
        agendas = agendas_of(task.meeting, papers, task.on_behalf_of)
        self._agendas = {each.id: each for each in agendas}
        own = next((each.on_behalf_of for each in agendas), None) or whose(task)
        self._party = task.on_behalf_of or own
        self._settle = ToSettle(task, self._sources, self._party)
        self._standings = Standings(task)
        self._told: set[str] = set()
        self._rows = said_at(task.view, task.meeting)
        self._quotes = Quotes(task, self._sources, papers, self._party, self._rows)
        self._reports = [
            papers[lite.id]
            for lite in task.meeting.papers
            if lite.id in papers
            and papers[lite.id].genre == _REPORT
            and papers[lite.id].on_behalf_of == self._party
        ]

    def draft(self) -> Draft:
        """All of it."""
        task, words = self._task, self._words
        title = letter.title(words, "report_title", task.meeting.notice, self._facts)
        blocks = [self._title(title), *self._opening(), *self._items(), *self._settle.rest()]
        return Draft(
            kind=Kind.REPORT,
            language=task.language,
            meeting=task.meeting.id,
            meeting_name=meeting_in_words(words, task.meeting.notice),
            on=task.on.isoformat(),
            title=title,
            head=letter.head_of_papers(
                words, title, task.view, list(self._agendas.values()), task.language
            ),
            blocks=tuple(blocks),
            sources=self._sources.every(),
            on_behalf_of=self._party,
            compared_with=tuple(self._agendas),
            stamps=self._sources.stamps(),
        )

    def _title(self, title: str) -> Block:
        remarks = []
        if not self._agendas:
            remarks.append(self._words("remark_no_agenda"))
        if self._reports:
            day = self._words.day(self._reports[-1].said)
            remarks.append(self._words("remark_report_exists", day=day))
        return Block(
            key="title",
            form=Form.TITLE,
            origin=Origin.FRAME,
            text=title,
            sources=self._sources.of(*self._task.meeting.sources),
            comment=" ".join(remarks),
        )

    # ---- the meeting itself -------------------------------------------------------------

    def _opening(self) -> Iterable[Block]:
        """Held when and where, who took part."""
        task, words, days = self._task, self._words, self._facts.days()
        who = those_who_meet(words, task.meeting.notice)
        values = {
            "who": who,
            "meeting": meeting_in_words(words, task.meeting.notice),
            "days": days_in_words(words, *days) if days else words("unknown_day"),
            "place": place_name(self._facts.place, task.language) if self._facts.place else "",
        }
        key = "held" if who else "held_meeting"
        text = words(key if self._facts.place else f"{key}_no_place", **values)
        seats = self._seats()
        remarks = [] if not seats else [words("remark_participants")]
        if task.meeting.certainty(task.on) is not Certainty.HELD:
            remarks.insert(0, words("remark_held"))
        yield Block(
            key="opening",
            form=Form.PARAGRAPH,
            origin=Origin.NEW,
            text=" ".join(filter(None, (text, seats, self._prepared()))),
            sources=self._sources.of(*task.meeting.sources),
            comment=" ".join(remarks),
        )

    def _seats(self) -> str:
        """The allies and the invitees at the whole meeting."""
        words, notice = self._words, self._task.meeting.notice
        counted = [one for one in notice.participants if one.party.endswith(" members")]
        if not counted:
            return ""
        held = {code for code, _ in self._new_members()}
        invitees = [
            one.party
            for one in notice.participants
            if one.capacity == "invitee" and one.party not in held
        ]
        count = self._count(counted[0].count)
        if count is None:
            return ""
        if not invitees:
            return words("took_part", count=count)
        invited = words.parties(invitees)
        return words("took_part_with", count=count, parties=invited, n=len(invitees))

    def _count(self, told: int | None) -> int | None:
        """How many members there were when the meeting ended; what the paper tells else."""
        for seats in participation(self._task.meeting):
            for one in seats.delegations:
                over = self._facts.last is not None and self._task.on >= self._facts.last
                if one.members is not None and over:
                    return len(one.members.opening) + len(self._new_members())
        return told

    def _new_members(self) -> list[tuple[str, dt.date]]:
        """Who joined the body during the meeting."""
        found: dict[str, dt.date] = {}
        for seats in participation(self._task.meeting):
            for one in seats.delegations:
                for change in one.members.joined if one.members is not None else ():
                    if change.on <= self._task.on:
                        found.setdefault(change.party, change.on)
        return sorted(found.items())

    def _prepared(self) -> str:
        """The meeting that this one prepared, where its day and place are told."""
        link = self._task.meeting.notice.prepares
        if link is None or link.place is None:
            return ""
        days, words = facts_of(link, on=self._task.on).days(), self._words
        later = next((m for m in chain(self._task.view) if m.id == link.id), None)
        name = meeting_in_words(words, later.notice) if later is not None else link.name
        return words(
            "prepared",
            meeting=name,
            place=place_name(link.place, self._task.language),
            days=words("title_days", days=days_in_words(words, *days)) if days else "",
        )

    # ---- item by item -------------------------------------------------------------------

    def _items(self) -> Iterable[Block]:
        meeting = self._task.meeting
        found = self._without_topics(
            items(meeting, [row for row in self._rows if self._counts(row)])
        )
        yield from self._general([each for each in found if each.session is None])
        for number in dict.fromkeys(each.session for each in found if each.session is not None):
            yield from self._session(number)
            here = [each for each in found if each.session == number]
            # What a session holds outside its items comes first in it.
            for item in sorted(here, key=lambda each: each.title is not None):
                if item.statements or item.title is not None:
                    yield from self._item(item)
        for item in found:
            if item.session is None and any(not self._is_announced(r) for r in item.statements):
                yield from self._item(item)

    def _without_topics(self, found: Iterable[BoundItem]) -> list[BoundItem]:
        """What running text names as a topic, put back in the session that holds it."""
        headed = {
            item.title
            for session in self._task.meeting.notice.sessions
            for item in session.items
            if item.title is not None
        }
        kept: list[BoundItem] = []
        loose: dict[int | None, list[BoundItem]] = defaultdict(list)
        for each in found:
            under = {row.item for row in each.statements}
            if each.title is None or (each.title not in headed and each.title not in under):
                loose[each.session].append(each)
            else:
                kept.append(each)
        for session, parts in loose.items():
            rows = tuple(row for part in parts for row in part.statements)
            dossiers = tuple(dict.fromkeys(name for part in parts for name in part.dossiers))
            kept.append(BoundItem(session, None, dossiers, rows))
        return sorted(kept, key=lambda each: (each.session is None, each.session or 0))

    def _general(self, found: Sequence[BoundItem]) -> Iterable[Block]:
        """What the agenda announced outside its sessions."""
        rows = [row for item in found for row in item.statements if self._is_announced(row)]
        if rows:
            yield self._heading("general", self._words("general"), 1, ())
            yield from self._quotes.of("general", rows, "announced")

    def _is_announced(self, row: StatementRow) -> bool:
        return row.paper is not None and row.paper.id in self._agendas

    def _counts(self, row: StatementRow) -> bool:
        """Whether it is of an agenda, or of a paper that came with the meeting or after it."""
        if row.paper is None or row.paper.id in {each.id for each in self._reports}:
            return False
        if row.paper.id in self._agendas:
            # What a package or agreement is called makes the rest of its item understood.
            named = not _NAMES.isdisjoint(row.content)
            ours = row.act == Act.POSITION and row.party == self._party
            return named or ours
        first = self._facts.first
        return row.act in _SAYS and first is not None and row.said is not None and row.said >= first

    def _session(self, number: int) -> Iterable[Block]:
        found = next(s for s in self._task.meeting.notice.sessions if s.number == number)
        sources = self._task.meeting.sources
        readable = any(row.language in (None, self._task.language) for row in sources)
        text = (
            self._words("session_titled", number=number, title=found.title)
            if found.title and readable
            else self._words("session", number=number)
        )
        yield self._heading(f"session/{number}", text, 1, sources)
        by_capacity: dict[str, list[str]] = defaultdict(list)
        for one in found.participants:
            by_capacity[one.capacity].append(one.party)
        sentences = [
            self._words(
                f"joined_{capacity}", parties=parties_in_words(self._words, codes), n=len(codes)
            )
            for capacity in _JOINING
            if (codes := by_capacity.get(capacity))
        ]
        if sentences:
            yield Block(
                key=f"session/{number}/participants",
                form=Form.PARAGRAPH,
                origin=Origin.NEW,
                text=" ".join(sentences),
                sources=self._sources.of(*self._task.meeting.sources),
                comment=self._words("remark_participants"),
            )

    def _item(self, item: BoundItem) -> Iterable[Block]:
        key = f"{item.session or 0}/{'-'.join((item.title or 'session').casefold().split())}"
        outside = item.session is None
        announced = [row for row in item.statements if self._is_announced(row)]
        since = [row for row in item.statements if not self._is_announced(row)]
        if item.title is not None:
            yield self._item_heading(key, item)
        if not outside:
            yield from self._quotes.of(key, announced, "announced")
        own = [row for row in since if self._party and row.party == self._party]
        others = [row for row in since if row not in own]
        yield from self._quotes.of(key, own, "said")
        yield self._field(key, "said", "remark_said")
        yield from self._quotes.of(key, others, "outcome")
        yield from self._states(item)
        yield self._field(key, "outcome", "remark_outcome_told" if others else "remark_outcome")
        yield from self._settle.of(item.dossiers)

    def _item_heading(self, key: str, item: BoundItem) -> Block:
        """The item as the agenda calls it; of a paper in another language, by its dossiers."""
        rows = item.statements or self._task.meeting.sources
        text, private = str(item.title), False
        foreign = [row for row in item.statements if row.language != self._task.language]
        if item.statements and len(foreign) == len(item.statements):
            titles = [called for name in item.dossiers if (called := self._standings.called(name))]
            private = not titles
            text = " / ".join(dict.fromkeys(titles[:2])) or text
        heading = self._heading(f"item/{key}", text, 2, rows[:1])
        return msgspec.structs.replace(heading, private=private)

    def _states(self, item: BoundItem) -> Iterable[Block]:
        """Where the accessions of the item stand; of members only who joined since the agenda."""
        since = max((str(each.said or "") for each in self._agendas.values()), default=None)
        fresh = [name for name in item.dossiers if name not in self._told]
        for standing in self._standings.sentences(fresh, since):
            self._told |= set(standing.dossiers)
            what = next(iter(standing.says[0].content))
            yield Block(
                key=f"state/{'-'.join(standing.dossiers)}/{what}",
                form=Form.PARAGRAPH,
                origin=Origin.NEW,
                text=standing.text,
                sources=self._sources.of(*standing.rows),
                says=standing.says,
                role="outcome",
            )

    def _field(self, key: str, role: str, remark: str) -> Block:
        return Block(
            key=f"{role}/{key}",
            form=Form.FIELD,
            origin=Origin.FRAME,
            text=self._words(f"field_{role}"),
            role=role,
            comment=self._words(remark),
        )

    def _heading(self, key: str, text: str, level: int, rows: Sequence[StatementRow]) -> Block:
        return Block(
            key=key,
            form=Form.HEADING,
            origin=Origin.FRAME,
            text=text,
            level=level,
            sources=self._sources.of(*rows),
        )
