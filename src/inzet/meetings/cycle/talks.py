"""Debates and written consultations: what is told of each, put together with its report."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.told import Told, day, first_of
from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.parliament import Consultation, Debate, DebateForm, Stage

DEBATES = frozenset(("report of a debate",))
CONSULTATIONS = frozenset(("report of a written consultation", "list of questions and answers"))
"""Genres of papers that report a debate, or a written consultation."""


@dataclass(slots=True)
class Talk:
    """A debate or consultation: its report, and what is told of it elsewhere."""

    stage: Stage
    paper: PaperRow | None = None
    told: list[Told[Debate] | Told[Consultation]] = field(default_factory=list)
    said_on: dt.date | None = None
    """The day on which most of its report was said."""

    @property
    def form(self) -> DebateForm | None:
        """Its form; None of a written consultation, and where nothing tells it."""
        forms = [each.content.form for each in self.told if isinstance(each.content, Debate)]
        # Who says which kind it is knows more than who says that there is a debate.
        forms.sort(key=lambda form: form is DebateForm.DEBATE)
        return next(iter(forms), None)

    @property
    def on(self) -> dt.date | None:
        """Of a debate its day; of a consultation the day of its report."""
        days = [day(each.content.on) for each in self.told if isinstance(each.content, Debate)]
        told = next((each for each in days if each), None)
        return told or self.said_on or (self.paper.said if self.paper else None)

    @property
    def begins(self) -> str | None:
        """Of a debate the minute at which it begins, where a source that has its day tells it."""
        told = [each.content.on for each in self.told if isinstance(each.content, Debate)]
        return next((each for each in told if "T" in each and day(each) == self.on), None)

    @property
    def said(self) -> dt.date | None:
        """The day of its report."""
        return self.paper.said if self.paper else None

    @property
    def deadline(self) -> str | None:
        """Until when groups may send questions."""
        # What was told last, as deadlines are moved.
        told = [each for each in self.told if isinstance(each.content, Consultation)]
        latest = sorted(told, key=lambda one: one.row.said or dt.date.min, reverse=True)
        return first_of([each.content.deadline for each in latest])

    @property
    def committee(self) -> str | None:
        """The committee, as the first source that names it does."""
        return first_of([each.content.committee for each in self.told])

    @property
    def subject(self) -> str | None:
        """What it is about; of a report without one its title."""
        told = first_of([each.content.subject for each in self.told])
        return told or (self.paper.title if self.paper else None)

    @property
    def number(self) -> str | None:
        """Its identifier in the parliament's open data."""
        return first_of([each.content.number for each in self.told])

    @property
    def agenda(self) -> frozenset[str]:
        """Identifiers of the papers on its agenda, folded."""
        return frozenset(
            number.strip().casefold() for each in self.told for number in each.content.papers
        )

    @property
    def rows(self) -> tuple[StatementRow, ...]:
        """The statements that tell of it."""
        return tuple(each.row for each in self.told)

    def may_be(self, other: Talk) -> bool:
        """Whether two are the same: by number, else by day, form and committee."""
        if self.number and other.number:
            return self.number.casefold() == other.number.casefold()
        if (self.stage is Stage.CONSULTATION) != (other.stage is Stage.CONSULTATION):
            return False
        if self.stage is Stage.CONSULTATION:
            same_day = bool(self.deadline) and day(self.deadline) == day(other.deadline)
            return (same_day or bool(self.agenda & other.agenda)) and _agree(self, other)
        return self.on == other.on and self.stage == other.stage and _agree(self, other)


def talks(gathered: Gathered) -> list[Talk]:
    """Every debate and consultation in view, by day; each once, however often it is told."""
    found: list[Talk] = []
    reported: dict[str, Talk] = {}
    for paper in gathered.papers.values():
        stage = stage_of_report(paper)
        if stage is not None:
            talk = reported[paper.id] = Talk(stage, paper)
            found.append(talk)
    loose: list[Talk] = []
    everything: list[Told[Debate] | Told[Consultation]] = [*gathered.debates]
    everything += gathered.consultations
    for told in everything:
        paper_id = told.row.paper.id if told.row.paper else ""
        own = reported.get(paper_id)
        # A report may announce another: only what is of its own kind and day tells of itself.
        if own is not None and _of_itself(own, told):
            own.told.append(told)
        else:
            loose.append(Talk(_stage(told), told=[told]))
    for talk in reported.values():
        assert talk.paper is not None
        talk.stage = _stage(talk.told[0]) if talk.told else talk.stage
        if talk.stage is not Stage.CONSULTATION and not talk.told:
            talk.said_on = _most(gathered, talk.paper)
    for talk in loose:
        same = [each for each in found if each.may_be(talk)]
        if len(same) == 1:
            same[0].told += talk.told
        else:
            found.append(talk)
    return sorted(found, key=_order)


def followed_on(talk: Talk) -> dt.date | None:
    """The day of the debate or consultation that a debate says it follows; None of none."""
    on = talk.on
    for form in _forms():
        match = form.search(talk.subject or "")
        if match is None or on is None:
            continue
        year = int(match["year"]) if match["year"] else on.year
        year += _CENTURY if year < _CENTURY else 0
        try:
            day = dt.date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        # Without a year it is the last such day before it.
        return day if match["year"] or day <= on else day.replace(year=year - 1)
    return None


_CENTURY = 2000


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    written = resources.files("inzet.meetings.cycle").joinpath("words.toml").read_text("utf-8")
    return tuple(re.compile(form, re.I) for form in tomllib.loads(written)["follows"]["forms"])


def stage_of_report(paper: PaperRow) -> Stage | None:
    """The stage that a paper reports by its genre; None where it reports none."""
    if paper.genre in DEBATES:
        return Stage.DEBATE
    return Stage.CONSULTATION if paper.genre in CONSULTATIONS else None


def _of_itself(talk: Talk, told: Told[Debate] | Told[Consultation]) -> bool:
    if isinstance(told.content, Consultation):
        return talk.stage is Stage.CONSULTATION
    if talk.stage is Stage.CONSULTATION:
        return False
    on, said = day(told.content.on), talk.paper.said if talk.paper else None
    return on is None or said is None or on <= said


def _stage(told: Told[Debate] | Told[Consultation]) -> Stage:
    if isinstance(told.content, Consultation):
        return Stage.CONSULTATION
    two_minute = told.content.form is DebateForm.TWO_MINUTE
    return Stage.TWO_MINUTE if two_minute else Stage.DEBATE


def _agree(one: Talk, other: Talk) -> bool:
    """Whether the committees do not speak against it, where both are told."""
    if not one.committee or not other.committee:
        return True
    mine, theirs = one.committee.casefold(), other.committee.casefold()
    return mine in theirs or theirs in mine


def _most(gathered: Gathered, paper: PaperRow) -> dt.date | None:
    """What is said in a debate is said on its day, whenever its report came."""
    said: Iterable[dt.date] = (
        row.said for row in gathered.statements(paper.id) if row.said and row.speaker is not None
    )
    counted = Counter(said)
    return max(counted, key=lambda each: (counted[each], each)) if counted else None


def _order(talk: Talk) -> tuple[dt.date, str, str]:
    on = talk.on or day(talk.deadline) or dt.date.max
    rows = sorted(row.identity for row in talk.rows)
    return on, talk.paper.id if talk.paper else "", rows[0] if rows else ""
