"""Which later paper may keep which promise: proposed and scored, never set.

A sentence that claims to keep a promise is held against every promise that still waits: the words
of their subjects, the dossier, the day and the member it names, who writes to whom. What a score
is made of is told with it. A person judges.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import msgspec

from inzet.meetings.commitments.claims import Claim, claims, promises_report, said_words
from inzet.meetings.commitments.state import Commitment
from inzet.meetings.commitments.subjects import days_named, shared, subject, telling
from inzet.record import PaperRow, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import NOTICE_RULE, MeetingNotice
from inzet.vocabulary.times import last_day

_PAGE = 200
_FEW = 3
"""For so many promises papers are looked up by the words of their subjects."""
_SAID, _DONE = 0.25, 0.1
"""What a claim is worth that says there was a promise, and one that only gives something."""
_SUBJECT = 0.5
_DOSSIER, _OTHER_DOSSIER = 0.15, -0.3
_DAY, _OTHER_DAY = 0.3, -0.4
_MEMBER, _OTHER_MEMBER = 0.25, -0.6
_REFERS = 0.2
_IN_TIME = 0.05
_LEAST = 0.55
"""A score below this is not proposed."""
_REPORT = 0.6
"""What a report of the very meeting is worth that a promise was to report."""
_REGISTER = 0.9
"""What it is worth that the register of promises names a paper as the one that keeps it."""
_REPORTS = frozenset(("minister's report", "annotated agenda and report"))
"""Genres that report meetings."""
_LEAST_SUBJECT = {"said": 0.25, "done": 0.6}
"""How much of the promise's subject a claim of each kind must have."""
_MARGIN = 0.2
"""How far below its best a sentence may still be proposed for another promise."""
_SPEAK_FOR_THEMSELVES = frozenset(("motion",))
"""Genres in which no government says what it keeps."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A paper that may keep a promise, with the sentence that says so."""

    commitment: Commitment
    paper: PaperRow
    claim: Claim
    score: float
    """0 to 1: how well the claim fits the promise. No probability."""
    reasons: tuple[str, ...]
    """What speaks for it: subject, dossier, day, member, reference, meeting, register, in time."""


def proposals(
    view: View, waiting: Sequence[Commitment], *, papers: Iterable[PaperRow] | None = None
) -> list[Proposal]:
    """Papers that may keep these promises, best first for each, in the order of the promises.

    Promises that were judged to be kept or lapsed get none. Every paper that is later than the
    first of the promises is read for claims.

    Args:
        papers: read only these for claims.
    """
    asked = [_Promise(each) for each in waiting if each.waits]
    if not asked:
        return []
    found: dict[tuple[str, str], Proposal] = {}
    since = min((each.said for each in asked), default=dt.date.min)
    only = None if papers is None else list(papers)
    for paper in _speaking_of(view, asked, since) if only is None else only:
        able = [each for each in asked if each.may_be_kept_by(paper)]
        if able:
            for proposal in _of_paper(view, paper, able):
                key = proposal.commitment.row.identity, paper.id
                if key not in found or found[key].score < proposal.score:
                    found[key] = proposal
    for proposal in _registered(asked, None if only is None else {each.id for each in only}):
        key = proposal.commitment.row.identity, proposal.paper.id
        found[key] = _borne_out(found[key]) if key in found else proposal
    order = {each.row.identity: place for place, each in enumerate(waiting)}
    return sorted(
        found.values(),
        key=lambda each: (order[each.commitment.row.identity], -each.score, each.paper.id),
    )


class _Promise:
    """A promise with what is compared of it."""

    def __init__(self, commitment: Commitment) -> None:
        self.commitment = commitment
        self.row = commitment.row
        self.said = self.row.said or dt.date.min

    @cached_property
    def subject(self) -> dict[str, float]:
        """The words of its subject with their weight."""
        return subject(self._text, self.row.language)

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words of which a paper that gives what was promised has at least one."""
        return telling(self._text, self.row.language)

    @cached_property
    def _text(self) -> str:
        text = self.row.quote
        if self.commitment.due_words:
            text = text.replace(self.commitment.due_words, " ")
        if self.commitment.member:
            text = text.replace(self.commitment.member, " ")
        return text

    @cached_property
    def wants_report(self) -> bool:
        """Whether it is to tell of a meeting afterwards."""
        return promises_report(self.row.quote, self.row.language)

    def is_about(self, named: str, language: str | None) -> bool:
        """Whether its subject is no more than what is named here."""
        given = subject(named, language)
        return all(weight < 1.0 or stem in given for stem, weight in self.subject.items())

    def may_be_kept_by(self, paper: PaperRow) -> bool:
        """Whether a paper is later, and of the same government to the same parliament."""
        if paper.said is None or paper.said < self.said:
            return False
        if self.row.paper is not None and self.row.paper.id == paper.id:
            return False
        if paper.on_behalf_of and self.row.party and paper.on_behalf_of != self.row.party:
            return False
        to, addressee = self.commitment.to, paper.addressee
        return not (to and addressee) or addressee == f"parliament of {to}"


def _speaking_of(view: View, asked: Sequence[_Promise], since: dt.date) -> Iterator[PaperRow]:
    """The later papers; of a few promises only those that have a word of their subjects, or one
    of those by which papers say that there was a promise."""
    if len(asked) > _FEW or not all(each.telling for each in asked):
        yield from _later(view, since, None)
        return
    seen: set[str] = set()
    words = said_words().union(*(each.telling for each in asked))
    for word in sorted(words):
        for paper in _later(view, since, f'"{word}"'):
            if paper.id not in seen:
                seen.add(paper.id)
                yield paper


def _later(view: View, since: dt.date, words: str | None) -> Iterator[PaperRow]:
    after: str | None = None
    while True:
        page = view.papers(words=words, limit=_PAGE, after=after)
        for paper in page.items:
            if (paper.said or paper.arrived.date()) < since:
                return
            if paper.genre not in _SPEAK_FOR_THEMSELVES:
                yield paper
        if page.next is None:
            return
        after = page.next


def _of_paper(view: View, paper: PaperRow, able: Sequence[_Promise]) -> Iterator[Proposal]:
    claimed = list(claims(view.text(paper.id).text, paper.language))
    reports = paper.genre in _REPORTS and any(each.wants_report for each in able)
    if not claimed and not reports:
        return
    rows = view.paper_statements(paper.id)
    if reports:
        for promise in able:
            yield from _reported(promise, paper, rows)
    for claim in map(partial(_Heard, paper), claimed):
        scored = [
            proposal for promise in able if (proposal := _scored(promise, claim, rows)) is not None
        ]
        best = max((each.score for each in scored), default=0.0)
        yield from (each for each in scored if each.score >= best - _MARGIN)


def _reported(
    promise: _Promise, paper: PaperRow, rows: Sequence[StatementRow]
) -> Iterator[Proposal]:
    """The paper, where it reports the meeting that a promise was to report."""
    if not promise.wants_report or promise.row.meeting is None:
        return
    for row in rows:
        if row.rule != NOTICE_RULE or row.meeting != promise.row.meeting:
            continue
        notice = msgspec.convert(row.content["meeting"], MeetingNotice)
        last = notice.to or notice.from_
        over = last is not None and paper.said is not None and last_day(last) <= paper.said
        if not over or not promise.is_about(f"{notice.name} {paper.title}", paper.language):
            continue
        due = promise.commitment.due
        timely = due is not None and paper.said is not None and paper.said <= due
        start, end = getattr(row.citation, "start", 0), getattr(row.citation, "end", 0)
        claim = Claim("report", "report", start, end, row.quote, ())
        score = _REPORT + (_IN_TIME if timely else 0.0)
        reasons = ("meeting", "in time") if timely else ("meeting",)
        yield Proposal(promise.commitment, paper, claim, round(score, 3), reasons)


def _registered(asked: Iterable[_Promise], papers: set[str] | None) -> Iterator[Proposal]:
    """The letters that the register names as keeping a promise."""
    for promise in asked:
        told = promise.commitment.registered
        if told is None or told.content.kept is False:
            continue
        for letter in told.letters:
            if promise.may_be_kept_by(letter) and (papers is None or letter.id in papers):
                claim = Claim("register", "register", 0, 0, "", ())
                yield Proposal(promise.commitment, letter, claim, _REGISTER, ("register",))


def _borne_out(found: Proposal) -> Proposal:
    """A paper that says itself that it keeps a promise, and that the register names too."""
    return replace(found, score=max(found.score, _REGISTER), reasons=(*found.reasons, "register"))


class _Heard:
    """A claim with what is compared of it."""

    def __init__(self, paper: PaperRow, claim: Claim) -> None:
        self.paper = paper
        self.claim = claim
        self.subject = subject(claim.quote, paper.language)

    @cached_property
    def days(self) -> frozenset[dt.date]:
        return days_named(self.claim.quote, self.paper.language, self.paper.said)


def _scored(promise: _Promise, heard: _Heard, rows: Sequence[StatementRow]) -> Proposal | None:
    paper, claim = heard.paper, heard.claim
    part = shared(promise.subject, heard.subject)
    if part < _LEAST_SUBJECT[claim.kind]:
        return None
    points: dict[str, float] = defaultdict(float)
    points["claim"] = _SAID if claim.kind == "said" else _DONE
    points["subject"] = _SUBJECT * part
    points["dossier"] = _dossier(promise, claim, rows)
    points["member"] = _member(promise, claim)
    points["day"] = _day(promise, heard)
    points["reference"] = _REFERS if _refers(promise, rows) else 0.0
    due = promise.commitment.due
    points["in time"] = _IN_TIME if due and paper.said and paper.said <= due else 0.0
    score = round(min(1.0, sum(points.values())), 3)
    if score < _LEAST:
        return None
    reasons = tuple(name for name, value in points.items() if value > 0 and name != "claim")
    return Proposal(promise.commitment, paper, claim, score, reasons)


def _dossier(promise: _Promise, claim: Claim, rows: Sequence[StatementRow]) -> float:
    """Whether the claim stands where its paper speaks of the promise's dossiers."""
    wanted = set(promise.row.dossiers)
    at = [row for row in rows if getattr(row.citation, "start", -1) == claim.start]
    given = {name for row in at or rows for name in row.dossiers}
    if not wanted or not given:
        return 0.0
    return _DOSSIER if wanted & given else _OTHER_DOSSIER


def _member(promise: _Promise, claim: Claim) -> float:
    member = promise.commitment.member
    if not member or not claim.members:
        return 0.0
    wanted = _last(member)
    return _MEMBER if any(wanted == _last(each) for each in claim.members) else _OTHER_MEMBER


def _last(name: str) -> str:
    """The last word of a name, by which members are told apart."""
    return name.replace("(", " (").split(" (")[0].split()[-1].casefold() if name.strip() else ""


def _day(promise: _Promise, heard: _Heard) -> float:
    """Whether the claim names the day of the promise, or of another one."""
    if promise.row.said in heard.days:
        return _DAY
    said = heard.paper.said
    past = [day for day in heard.days if said is not None and day < said]
    return _OTHER_DAY if past and heard.claim.kind == "said" else 0.0


def _refers(promise: _Promise, rows: Sequence[StatementRow]) -> bool:
    paper = promise.row.paper
    return paper is not None and any(
        row.act == Act.REFERENCE and row.resolved is not None and row.resolved.id == paper.id
        for row in rows
    )
