"""Events and tasks of a meeting and its parliamentary cycle, from a view."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TypedDict

from inzet.meetings import Meeting, chain
from inzet.meetings import meeting as meeting_named
from inzet.meetings.commitments import Commitment, Keeping
from inzet.meetings.cycle import Discussed, cycle
from inzet.record import PaperLite, PaperRow, StatementRow, View
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.markings import PUBLIC
from inzet.vocabulary.meetings import Certainty, Session
from inzet.vocabulary.parliament import Consultation, Debate, Stage
from inzet.vocabulary.parties import party_name
from inzet.writing.render.calendar.entries import Entry, Kind, Moment, moment
from inzet.writing.render.printable import printable
from inzet.writing.render.published import address
from inzet.writing.render.words import day, words

_DOMAIN = "inzet"
_STATUS = {
    Certainty.EXPECTED: "TENTATIVE",
    Certainty.CONFIRMED: "CONFIRMED",
    Certainty.HELD: "CONFIRMED",
    Certainty.CANCELLED: "CANCELLED",
    # Nobody knows: iCalendar has no word for it, so nothing is said but in words.
    Certainty.UNKNOWN: "",
}
_KEEPING = {
    Keeping.OPEN: "NEEDS-ACTION",
    Keeping.OVERDUE: "NEEDS-ACTION",
    Keeping.PARTLY: "IN-PROCESS",
    Keeping.KEPT: "COMPLETED",
    Keeping.LAPSED: "CANCELLED",
}
_NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def entries(
    view: View, meeting: str, *, on: dt.date, language: str
) -> tuple[str, tuple[Entry, ...]]:
    """The name of a meeting, and all of it and its cycle that a calendar can hold.

    Raises:
        NotFound: no such meeting for this reader.
    """
    found = meeting_named(view, meeting)
    around = cycle(view, found.id, on=on)
    told = Told(language, on)
    events = {each.id: each.sources for each in chain(view)}
    made = [
        *told.meeting(found),
        *(each for talk in around.discussions for each in told.discussed(talk, found)),
        # A deadline moves with its event, so what tells of the event is a source of it.
        *(told.promise(each, events.get(each.due_event or "", ())) for each in around.promises),
    ]
    return told.name(found), tuple({each.uid: each for each in made}.values())


class _Resting(TypedDict):
    changed: dt.datetime
    public: bool
    url: str


class Told:
    """Tells entries in one language, as they stand on a day."""

    def __init__(self, language: str, on: dt.date) -> None:
        self._language = language
        self._on = on
        everything = words(language)
        self._words: dict[str, str] = everything["calendar"]
        self._forms: dict[str, str] = everything["debate_forms"]
        self._page: str = everything["page_short"]

    @property
    def withdrawn(self) -> str:
        """That something no longer stands in the record."""
        return self._words["withdrawn"]

    def talk(self, content: Debate | Consultation) -> str:
        """What kind of talk it is."""
        if isinstance(content, Debate):
            return self._forms.get(content.form, self._words["debate"])
        return self._words["consultation"]

    @staticmethod
    def talk_uid(stage: Stage, meeting: str, named: str) -> str:
        """What names a debate or consultation of a meeting."""
        return f"{stage.replace(' ', '-')}-{meeting}-{named}@{_DOMAIN}"

    def name(self, meeting: Meeting) -> str:
        """What the meeting is called."""
        return printable(meeting.notice.name or meeting.id)

    def meeting(self, meeting: Meeting) -> Iterator[Entry]:
        """The meeting and its sessions, as far as their days are known."""
        notice = meeting.notice
        uid = f"meeting-{meeting.id}@{_DOMAIN}"
        first, last = moment(notice.from_), moment(notice.to or notice.from_)
        rows = meeting.sources
        undated = [one for one in notice.sessions if moment(one.on) is None]
        if first is not None and last is not None:
            certainty = meeting.certainty(self._on)
            titles = "; ".join(_title(one, self._words["session"]) for one in undated)
            yield Entry(
                kind=Kind.EVENT,
                uid=uid,
                summary=self.name(meeting),
                category=self._words["meeting"],
                starts=first,
                ends=_day(last),
                place=printable(notice.place or ""),
                status=_STATUS[certainty],
                description=self._described(
                    self._words[certainty],
                    self._words["no_day"].format(titles=titles) if titles else "",
                    rows=rows,
                ),
                **_resting(rows),
            )
        for session in notice.sessions:
            starts = moment(session.on)
            if starts is not None:
                yield self._session(meeting, session, starts, uid if first else "")

    def _session(self, meeting: Meeting, session: Session, starts: Moment, part_of: str) -> Entry:
        certainty = meeting.certainty_of(session, self._on)
        title = _title(session, self._words["session"])
        return Entry(
            kind=Kind.EVENT,
            uid=f"session-{meeting.id}-{session.number}@{_DOMAIN}",
            summary=f"{title} ({printable(meeting.notice.abbreviation or self.name(meeting))})",
            category=self._words["session"],
            starts=starts,
            ends=_day(starts),
            place=printable(meeting.notice.place or ""),
            status=_STATUS[certainty],
            description=self._described(self._words[certainty], rows=meeting.sources),
            part_of=part_of,
            **_resting(meeting.sources),
        )

    def discussed(self, talk: Discussed, meeting: Meeting) -> Iterator[Entry]:
        """A debate with a known day, or the end of a written consultation."""
        committee = printable(talk.committee or "")
        about = f"{self._words['committee']}: {committee}" if committee else ""
        rows = talk.sources
        description = self._described(about, rows=rows, paper=talk.paper)
        resting = _resting(rows, talk.paper)
        if talk.stage is Stage.CONSULTATION:
            yield Entry(
                kind=Kind.TASK,
                uid=_talk_uid(talk, meeting),
                summary=f"{self._words['consultation']} ({self.name(meeting)})",
                category=self._words["consultation"],
                due=moment(talk.deadline),
                status="COMPLETED" if talk.paper else "NEEDS-ACTION",
                description=description,
                **resting,
            )
        elif talk.on is not None:
            form = self._forms[talk.form] if talk.form else self._words["debate"]
            yield Entry(
                kind=Kind.EVENT,
                uid=_talk_uid(talk, meeting),
                summary=f"{form}: {self.name(meeting)}",
                category=self._words["debate"],
                starts=_minute(talk) or talk.on,
                ends=talk.on,
                # That it was held is known by its report.
                status="CONFIRMED" if talk.paper else "TENTATIVE" if talk.on >= self._on else "",
                description=description,
                **resting,
            )

    def promise(self, promise: Commitment, event: tuple[StatementRow, ...]) -> Entry:
        """A promise, with the last day on which it is kept in time.

        Args:
            event: the notices of the meeting that its deadline is bound to.
        """
        judged = promise.judgement
        rows = [promise.row, *([judged.row] if judged else [])]
        party = promise.row.party
        told = [
            f"{self._words['by']}: {party_name(party, self._language)}" if party else "",
            f"{self._words['to']}: {printable(promise.member)}" if promise.member else "",
            self._deadline(promise),
            self._kept(promise),
        ]
        resting = _resting((*rows, *event))
        return Entry(
            kind=Kind.TASK,
            uid=f"{promise.row.identity}@{_DOMAIN}",
            summary=f"{self._words['promise']}: {printable(promise.what)}",
            category=self._words["promise"],
            due=promise.due,
            status=_KEEPING[promise.keeping],
            description=self._described(*told, rows=rows[:1]),
            changed=resting["changed"],
            public=resting["public"],
            url=_resting(rows[:1])["url"],
        )

    def _deadline(self, promise: Commitment) -> str:
        parts = []
        if promise.due is None:
            parts.append(self._words["undated"])
        elif not promise.due_is_day and promise.due_earliest is not None:
            parts.append(
                self._words["between"].format(
                    earliest=self._day(promise.due_earliest), latest=self._day(promise.due)
                )
            )
        if promise.due_words:
            parts.append(self._words["words"].format(words=printable(promise.due_words)))
        return " ".join(parts)

    def _kept(self, promise: Commitment) -> str:
        if promise.keeping is Keeping.OPEN:
            return ""
        told = self._words[promise.keeping.replace(" ", "_")]
        paper = promise.judgement.paper if promise.judgement else None
        return f"{told}: {printable(paper.title)}" if paper else told

    def _day(self, one: dt.date) -> str:
        return day(one.isoformat(), self._language)

    def _described(
        self, *told: str, rows: Iterable[StatementRow] = (), paper: PaperRow | None = None
    ) -> str:
        """Stamps first, then what is told, then each source with its words."""
        rows = tuple(rows)
        papers = (paper, *(row.paper for row in rows))
        stamps = dict.fromkeys(printable(one.stamp) for one in papers if one and one.stamp)
        lines = [*stamps, *told]
        lines += [line for row in rows for line in (f"“{printable(row.quote)}”", self._cited(row))]
        if paper is not None and all(row.paper is None or row.paper.id != paper.id for row in rows):
            lines.append(self._named(paper))
        return "\n".join(dict.fromkeys(line for line in lines if line))

    def _cited(self, row: StatementRow) -> str:
        if row.paper is None:
            return ""
        page = row.citation.page if isinstance(row.citation, SpanCitation) else None
        return self._named(row.paper, f"{self._page} {page}" if page is not None else "")

    def _named(self, paper: PaperLite | PaperRow, page: str = "") -> str:
        said = self._day(paper.said) if paper.said else ""
        parts = (printable(paper.title), *paper.numbers[:1], said, page)
        return f"— {', '.join(part for part in parts if part)}"


def _title(session: Session, word: str) -> str:
    return printable(session.title or "").strip() or f"{word} {session.number}"


def _day(one: Moment) -> dt.date:
    return one.date() if isinstance(one, dt.datetime) else one


def _minute(talk: Discussed) -> dt.datetime | None:
    """The hour of a debate, where the source that gives its day gives that too."""
    for row in reversed(talk.sources):
        told = moment(str(row.content.get("on") or ""))
        if isinstance(told, dt.datetime) and told.date() == talk.on:
            return told
    return None


def _talk_uid(talk: Discussed, meeting: Meeting) -> str:
    """The number in the parliament's open data; else the oldest source, else its report."""
    number = next((row.content["number"] for row in talk.sources if row.content.get("number")), "")
    oldest = min(
        (row.identity for row in talk.sources), default=talk.paper.id if talk.paper else ""
    )
    return Told.talk_uid(talk.stage, meeting.id, str(number or oldest))


def _resting(rows: Iterable[StatementRow], paper: PaperRow | None = None) -> _Resting:
    """What follows from the sources of an entry: when it changed, who may see it, where it is."""
    rows = tuple(rows)
    arrived = [row.arrived for row in rows] + ([paper.arrived] if paper else [])
    markings = {row.marking for row in rows} | ({paper.marking} if paper else set())
    numbers = [number for row in reversed(rows) if row.paper for number in row.paper.numbers]
    numbers += list(paper.numbers) if paper else []
    return {
        "changed": max(arrived, default=_NEVER),
        "public": markings <= {PUBLIC},
        "url": next((found for number in numbers if (found := address(number))), ""),
    }
