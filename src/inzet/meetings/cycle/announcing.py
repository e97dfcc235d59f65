"""Which papers announce a meeting, report it, or go with one that does."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from inzet.meetings.cycle.gathered import Gathered
from inzet.meetings.cycle.model import Placed, Unplaced
from inzet.meetings.meeting import Meeting
from inzet.meetings.notices import CitedNotice
from inzet.record import PaperRow
from inzet.vocabulary.meetings import Certainty
from inzet.vocabulary.parliament import Stage

_AGENDAS = frozenset(("annotated agenda", "annotated agenda and report"))
_REPORTS = frozenset(("minister's report", "annotated agenda and report"))
_OF_THE_MEETING = frozenset(
    ("communiqué", "council conclusions", "press statement", "statement", "remarks", "fact sheet")
)
"""Genres that come from the meeting itself."""
_OTHERWISE = frozenset((None, "letter", "explanatory memorandum"))
"""Genres that announce or report a meeting where their words do so."""
DECISION_NOTE = "decision note"
_ASKED = "decision asked"
"""What the content of a statement says that tells what a note asks to decide."""
_AFTER = dt.timedelta(days=3)
"""How long after its last day what a meeting itself put out may be dated."""


@dataclass(slots=True)
class Found:
    """What was found to belong to which meeting, and what fits several."""

    placed: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    unplaced: list[Unplaced] = field(default_factory=list)


def announcing(gathered: Gathered) -> Found:
    """Papers at the stages agenda, decision note, meeting and report, by meeting."""
    found = Found()
    for paper_id, cited in gathered.notices.items():
        paper = gathered.papers[paper_id]
        for each in cited:
            placed = _placed(paper, each, gathered.meetings.get(each.notice.id))
            if placed is not None:
                found.placed[each.notice.id].append(placed)
    for note in gathered.papers.values():
        if note.genre == DECISION_NOTE:
            _place_note(gathered, note, found)
    return found


def _placed(paper: PaperRow, cited: CitedNotice, meeting: Meeting | None) -> Placed | None:
    if meeting is None:
        return None
    held = cited.notice.certainty == Certainty.HELD or _after(paper, meeting)
    if paper.genre in _OF_THE_MEETING:
        first, last = meeting.first, meeting.last
        if first is None or last is None or paper.said is None:
            return None
        if first <= paper.said <= last + _AFTER and held:
            return Placed(paper, Stage.MEETING, "comes from the meeting itself")
        return None
    if held and (paper.genre in _REPORTS or paper.genre in _OTHERWISE):
        return Placed(paper, Stage.REPORT, "reports the meeting")
    if not held and (paper.genre in _AGENDAS or paper.genre in _OTHERWISE):
        return Placed(paper, Stage.AGENDA, "announces the meeting")
    return None


def _after(paper: PaperRow, meeting: Meeting) -> bool:
    return paper.said is not None and meeting.last is not None and paper.said > meeting.last


def _place_note(gathered: Gathered, note: PaperRow, found: Found) -> None:
    """A decision note: by the paper whose number it bears, else the one it refers to, else the
    one meeting that it speaks of."""
    letters: dict[str, PaperRow] = {}
    meetings: dict[str, list[str]] = defaultdict(list)
    for meeting, papers in found.placed.items():
        for placed in papers:
            if placed.stage in (Stage.AGENDA, Stage.REPORT):
                letters[placed.paper.id] = placed.paper
                meetings[placed.paper.id].append(meeting)
    own = _numbers(note) | _said_to_go_with(gathered, note)
    numbered = {id_ for id_, each in letters.items() if own & _numbers(each)}
    named = numbered or {id_ for id_, each in letters.items() if _refers(gathered, note, each)}
    fits = {
        meeting: f"goes with {name_of(letters[id_])}"
        for id_ in sorted(named)
        for meeting in meetings[id_]
    }
    if not fits:
        spoken = {each.notice.id for each in gathered.notices.get(note.id, ())}
        fits = dict.fromkeys(sorted(spoken), "speaks of the meeting")
    # A letter about two meetings has one note for both; two letters might each have it.
    if len(numbered) == 1 or len(named) == 1 or len(fits) == 1:
        for meeting, why in fits.items():
            found.placed[meeting].append(Placed(note, Stage.DECISION_NOTE, why))
    elif fits:
        found.unplaced.append(
            Unplaced(note, Stage.DECISION_NOTE, note.title, tuple(sorted(fits.items())))
        )


def name_of(paper: PaperRow) -> str:
    """A paper by its first number, else its title."""
    return next(iter(paper.numbers), paper.title)


def _numbers(paper: PaperRow) -> set[str]:
    return {number.casefold() for number in paper.numbers}


def _said_to_go_with(gathered: Gathered, note: PaperRow) -> set[str]:
    """Numbers of papers of which the note itself says that it goes with them."""
    return {
        str(row.content["paper"]).casefold()
        for row in gathered.statements(note.id)
        if row.content.get("kind") == _ASKED and row.content.get("paper")
    }


def _refers(gathered: Gathered, note: PaperRow, paper: PaperRow) -> bool:
    """Whether a note refers to a paper of about its own day."""
    own = _numbers(paper)
    return _together(note, paper) and any(
        (row.resolved is not None and row.resolved.id == paper.id)
        or str(row.content.get("id", "")).casefold() in own
        for row in gathered.references(note.id)
    )


_TOGETHER = dt.timedelta(days=14)


def _together(note: PaperRow, paper: PaperRow) -> bool:
    """Whether they are of about the same day: a note refers to many papers of long before."""
    if note.said is None or paper.said is None:
        return False
    return abs(note.said - paper.said) <= _TOGETHER
