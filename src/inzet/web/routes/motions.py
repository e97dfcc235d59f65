"""Motions, as they stand on the day of the page, and one motion."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from inzet.meetings import meeting
from inzet.meetings.cycle import motion, motions
from inzet.meetings.cycle.model import MotionState
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.vocabulary.parliament import Result
from inzet.web.answers import remembers
from inzet.web.present.meetings import title_of
from inzet.web.present.motions import answers, motion_line, votes
from inzet.web.present.statements import lines
from inzet.web.visit import Visit, page

OPEN = "open"
"""Adopted or taken over, and no paper in view says that it was carried out."""
_STANDINGS = (OPEN, *(str(each.value) for each in Result), "none")


@page
@remembers()
def board(visit: Visit) -> Response:
    """``GET /motions``: newest first; ``?standing`` shows those of one standing."""
    found = motions(visit.view, on=visit.moment.day)
    wanted = visit.asked("standing")
    if wanted and wanted not in _STANDINGS:
        raise UnknownValue(
            f"“{wanted}” is not a standing of a motion",
            where="standing",
            fix=f"Use {', '.join(_STANDINGS)}.",
        )
    counts = {name: sum(_has(each, name) for each in found) for name in _STANDINGS}
    shown = [each for each in found if not wanted or _has(each, wanted)]
    return visit.show(
        "motions.html",
        {"motions": shown, "day": visit.moment.day},
        rows=[_cells(each) for each in shown],
        motions=[motion_line(each, visit.words) for each in shown],
        counts={name: n for name, n in counts.items() if n},
        total=len(found),
    )


@page
@remembers()
def one(visit: Visit) -> Response:
    """``GET /motions/{id}``: what it asks, what was said of it, the vote, what was done."""
    t = visit.words
    found = motion(visit.view, visit.path("id"), on=visit.moment.day)
    return visit.show(
        "motion.html",
        {"motion": found},
        motion=motion_line(found, t),
        votes=votes(found, t),
        voted=t.day(found.voted_on),
        answers=answers(found, t),
        sources=lines(found.sources, t),
        around=_meeting(visit, found),
    )


def _meeting(visit: Visit, found: MotionState) -> tuple[str, str] | None:
    """The meeting whose cycle it belongs to: where it is shown, and its name."""
    if found.meeting is None:
        return None
    try:
        around = meeting(visit.view, found.meeting)
    except NotFound:
        return None
    return f"/meetings/{around.id}", title_of(around.notice, visit.words)


def _has(found: MotionState, standing: str) -> bool:
    if standing == OPEN:
        return found.open
    return standing == (found.result.value if found.result else "none")


def _cells(found: MotionState) -> dict[str, object]:
    return {
        "motion": found.id,
        "title": found.title,
        "movers": "; ".join(each.name for each in found.movers),
        "groups": "; ".join(dict.fromkeys(each.group for each in found.movers if each.group)),
        "moved_on": found.moved_on,
        "appreciation": found.appreciation,
        "result": found.result,
        "voted_on": found.voted_on,
        "in_favour": "; ".join(found.in_favour),
        "against": "; ".join(found.against),
        "execution": found.execution,
        "meeting": found.meeting,
        "answered_in": " ".join(each.id for each in found.answered_in),
        "statements": " ".join(each.identity for each in found.sources),
    }


ROUTES = [Route("/motions", board), Route("/motions/{id}", one)]
