"""To which meeting a debate, consultation or motion belongs: the surest sign that tells decides.

Signs are tried from the surest to the weakest. The first that tells anything decides: where it
leads to one meeting that is the one; where it leads to several nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from inzet.meetings.cycle.announcing import name_of
from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.model import Placed
from inzet.meetings.cycle.names import file_of
from inzet.meetings.cycle.talks import Talk
from inzet.meetings.cycle.told import day
from inzet.meetings.meeting import Meeting
from inzet.record import PaperRow
from inzet.vocabulary.parliament import Motion, Stage
from inzet.vocabulary.parties import party_name

Fits = dict[str, str]
"""Meetings that something may belong to, and why."""

_LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper that announces or reports a meeting."""

    paper: PaperRow
    meeting: str
    stage: Stage


class Fitting:
    """Fits things to meetings by the papers that announce and report these."""

    def __init__(self, gathered: Gathered, placed: dict[str, list[Placed]]) -> None:
        self._gathered = gathered
        self._letters = [
            Letter(each.paper, meeting, each.stage)
            for meeting, papers in placed.items()
            for each in papers
            if each.stage in (Stage.AGENDA, Stage.REPORT)
        ]
        self._by_number: dict[str, list[Letter]] = {}
        self._by_paper: dict[str, list[Letter]] = {}
        for letter in self._letters:
            self._by_paper.setdefault(letter.paper.id, []).append(letter)
            for number in letter.paper.numbers:
                self._by_number.setdefault(number.casefold(), []).append(letter)
        self._committees: dict[str, set[str]] = {}

    # ---- debates and consultations --------------------------------------------------------

    def talk(self, talk: Talk, followed: Fits | None = None) -> Fits:
        """The meetings that a debate or consultation may belong to, by the surest sign.

        Args:
            followed: where the debate belongs that its title says it follows.
        """
        on = _earliest(talk)
        signs: tuple[Callable[[], Fits], ...] = (
            lambda: self._said_so(talk),
            lambda: self._letters_of(self._on_agenda(talk), on, "has {name} on its agenda"),
            lambda: followed or {},
            lambda: self._letters_of(self._referred(talk.paper), on, "refers to {name}"),
            lambda: self._named(talk, on),
            lambda: self._by_committee(talk, on),
        )
        return next((fits for sign in signs if (fits := sign())), {})

    def learn(self, talk: Talk, meeting: str) -> None:
        """That a committee debates the meetings of a body, for those without another sign."""
        found = self._gathered.meetings.get(meeting)
        if talk.committee and found is not None:
            self._committees.setdefault(talk.committee.casefold(), set()).add(_kind(found))

    def _said_so(self, talk: Talk) -> Fits:
        """By itself, or by the letter that announces the meeting and the debate about it."""
        agendas = {each.paper.id for each in self._letters if each.stage is Stage.AGENDA}
        shown = (
            meeting
            for each in talk.told
            if (meeting := each.own_meeting or each.row.meeting)
            and (each.own_meeting or (each.row.paper is not None and each.row.paper.id in agendas))
        )
        return dict.fromkeys(self._known(shown), "what tells of it names the meeting")

    def _on_agenda(self, talk: Talk) -> list[Letter]:
        return [letter for number in talk.agenda for letter in self._by_number.get(number, ())]

    def _referred(self, paper: PaperRow | None) -> list[Letter]:
        if paper is None:
            return []
        found: list[Letter] = []
        for row in self._gathered.references(paper.id):
            if row.resolved is not None and row.resolved.id in self._by_paper:
                found += self._by_paper[row.resolved.id]
            else:
                found += self._by_number.get(str(row.content.get("id", "")).casefold(), ())
        return found

    def _letters_of(self, letters: Iterable[Letter], on: dt.date | None, why: str) -> Fits:
        """The meetings of these papers: those still to come go before those that are over.

        A debate before a meeting has the reports of earlier ones on its agenda too.
        """
        ahead: Fits = {}
        announced: Fits = {}
        reported: Fits = {}
        for letter in sorted(letters, key=lambda each: (each.meeting, each.paper.id)):
            told = why.format(name=name_of(letter.paper))
            if letter.stage is Stage.REPORT:
                reported.setdefault(letter.meeting, told)
                continue
            announced.setdefault(letter.meeting, told)
            last = self._gathered.meetings[letter.meeting].last
            if on is None or last is None or last >= on:
                ahead.setdefault(letter.meeting, told)
        return ahead or announced or reported

    def _named(self, talk: Talk, on: dt.date | None) -> Fits:
        """The meetings to come that its statements name; of none the one that is over."""
        if talk.paper is None:
            return {}
        named = self._known(self._gathered.named_meetings(talk.paper.id))
        ahead = [each for each in named if self._is_ahead(each, on)]
        return dict.fromkeys(ahead or named, "its statements name the meeting")

    def _is_ahead(self, meeting: str, on: dt.date | None) -> bool:
        last = self._gathered.meetings[meeting].last
        return on is None or last is None or last >= on

    def _by_committee(self, talk: Talk, on: dt.date | None) -> Fits:
        """Between the agenda and the meeting, by a committee that debates meetings like it."""
        kinds = self._committees.get((talk.committee or "").casefold(), set())
        subject = (talk.subject or "").casefold()
        fits: Fits = {}
        for meeting in self._between(on):
            found = self._gathered.meetings[meeting]
            if _kind(found) in kinds:
                fits[meeting] = f"by {talk.committee}, between the agenda and the meeting"
            elif any(name in subject for name in _body_names(found)):
                fits[meeting] = f"about {found.notice.body}, between the agenda and the meeting"
        return fits

    def _between(self, on: dt.date | None) -> list[str]:
        if on is None:
            return []
        found = set()
        for letter in self._letters:
            first = self._gathered.meetings[letter.meeting].first
            said = letter.paper.said
            if letter.stage is Stage.AGENDA and said and first and said <= on <= first:
                found.add(letter.meeting)
        return sorted(found)

    def _known(self, names: Iterable[str]) -> list[str]:
        shown = (self._gathered.view.meeting_name(name) for name in names)
        return sorted({name for name in shown if name in self._gathered.meetings})

    # ---- motions --------------------------------------------------------------------------

    def motion(
        self,
        motion: str,
        told: Iterable[tuple[Motion, str | None, str | None]],
        talks: Iterable[tuple[Talk, Fits]],
        paper: PaperRow | None,
    ) -> Fits:
        """The meetings that a motion may belong to.

        Args:
            told: its content, the meeting of the statement, and the paper that tells it.
            talks: debates with where they belong.
            paper: the paper that the motion is.
        """
        told, talks = list(told), list(talks)
        named = self._known(meeting for _, meeting, _ in told if meeting)
        if named:
            return dict.fromkeys(named, "what tells of it names the meeting")
        tellers = {id_ for _, _, id_ in told if id_}
        fits: Fits = {}
        for talk, where in talks:
            if talk.paper is not None and talk.paper.id in tellers:
                fits |= dict.fromkeys(where, f"moved in the debate of {talk.on}")
        on = next((moved for each, _, _ in told if (moved := day(each.on))), None)
        on = on or (paper.said if paper is not None else None)
        return (
            fits
            or self._moved_on(motion, on, talks)
            or self._letters_of(self._referred(paper), on, "refers to {name}")
            or self._in_file(motion, on)
        )

    def _moved_on(self, motion: str, on: dt.date | None, talks: list[tuple[Talk, Fits]]) -> Fits:
        """By the debates of its day about papers of its file; a two-minute debate goes first."""
        file = file_of(motion)
        if on is None or file is None:
            return {}
        that_day = [
            (talk, where)
            for talk, where in talks
            if where
            and talk.stage is not Stage.CONSULTATION
            and talk.on == on
            and file in self._files(talk, where)
        ]
        quick = [each for each in that_day if each[0].stage is Stage.TWO_MINUTE]
        fits: Fits = {}
        for talk, where in quick or that_day:
            form = str(talk.form or talk.stage)
            fits |= dict.fromkeys(where, f"moved in the {form} of {on}, in the same file")
        return fits

    def _files(self, talk: Talk, where: Fits) -> set[str]:
        numbers = [*talk.agenda, *(talk.paper.numbers if talk.paper else ())]
        numbers += [
            number
            for letter in self._letters
            if letter.meeting in where
            for number in letter.paper.numbers
        ]
        return {file for number in numbers if (file := file_of(number))}

    def _in_file(self, motion: str, on: dt.date | None) -> Fits:
        """By its file, where it was moved between the agenda and the meeting."""
        file = file_of(motion)
        if file is None:
            return {}
        wanted = set(self._between(on))
        return {
            letter.meeting: f"in the file of {name_of(letter.paper)}, before the meeting"
            for letter in self._letters
            if letter.meeting in wanted
            and letter.stage is Stage.AGENDA
            and file in {file_of(number) for number in letter.paper.numbers}
        }


def _earliest(talk: Talk) -> dt.date | None:
    """The day by which a talk began: of a consultation its deadline comes before its report."""
    days = [each for each in (talk.on, day(talk.deadline)) if each is not None]
    return min(days, default=None)


def _kind(meeting: Meeting) -> str:
    """What meetings are alike: those of one body and format."""
    return f"{meeting.notice.body}/{meeting.notice.format}"


def _body_names(meeting: Meeting) -> set[str]:
    body = meeting.notice.body
    if not body:
        return set()
    names = {body, *(party_name(body, language) for language in _LANGUAGES)}
    return {name.casefold() for name in names}
