"""This agenda beside the last: what is new in it, dropped, reworded, and what was carried over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.changes import Became, Comparison, PositionChange, marked
from inzet.meetings import Meeting, chain, meeting
from inzet.record import PaperRow
from inzet.vocabulary.errors import UnknownValue
from inzet.web.answers import remembers
from inzet.web.exports import statement_cells
from inzet.web.present.beside import sheets
from inzet.web.present.meetings import meeting_line
from inzet.web.present.papers import paper_line
from inzet.web.visit import Visit, page
from inzet.web.who import Right
from inzet.writing.compose.sheet.around import AGENDAS, Around
from inzet.writing.compose.task import Task
from inzet.writing.draft import Kind


@page
@remembers()
def of_meeting(visit: Visit) -> Response:
    """``GET /meetings/{id}/beside``: each agenda of a meeting beside the last one of its kind."""
    found = meeting(visit.view, visit.path("id"))
    return _show(visit, [found], None)


@page
@remembers()
def of_paper(visit: Visit) -> Response:
    """``GET /papers/{id}/beside``: this agenda beside the last one; ``?became`` shows one kind,
    ``?part`` the next pairs of a long one."""
    row = visit.view.paper(visit.path("id"))
    about = [
        each
        for each in chain(visit.view)
        if not each.mentioned_only and any(lite.id == row.id for lite in each.papers)
    ]
    return _show(visit, about if row.genre in AGENDAS else [], row)


def _show(visit: Visit, meetings: Sequence[Meeting], paper: PaperRow | None) -> Response:
    t, day = visit.words, visit.moment.day
    became = visit.asked("became")
    if became and became not in list(Became):
        raise UnknownValue(
            f"“{became}” is nothing that a position becomes",
            where="became",
            fix=f"Use {', '.join(Became)}.",
        )
    found = [(each, one) for each in meetings for one in compared(visit, each, paper)]
    comparisons = [one for _, one in found]
    first = meetings[0] if meetings else None
    visit.note((paper, comparisons))
    shown, part = sheets(comparisons, t, only=became, asked=visit.asked("part"))
    return visit.show(
        "beside.html",
        {"comparisons": [_plain(each) for each in comparisons], "stamped": _papers(comparisons)},
        rows=[_cells(one, each) for one in comparisons for each in one.positions],
        sheets=shown,
        part=part,
        became=became,
        paper=paper_line(paper, t) if paper is not None else None,
        meetings=[meeting_line(each, day, t) for each in meetings],
        note=first.id if first is not None and visit.may(Right.DRAFT) and found else "",
        is_agenda=paper is None or paper.genre in AGENDAS,
    )


def compared(visit: Visit, found: Meeting, paper: PaperRow | None) -> tuple[Comparison, ...]:
    """The agendas of a meeting beside the last of their kind, as the debate note compares them.

    Args:
        paper: only those that hold this one.
    """
    said = [each.said for each in found.papers if each.said]
    on = visit.moment.known_on or max([dt.date.today(), *said])
    task = Task(
        record=visit.record,
        reader=visit.view.reader,
        view=visit.view,
        kind=Kind.DEBATE,
        meeting=found,
        language=visit.words.language,
        on=on,
        on_behalf_of=None,
    )
    comparisons = visit.view.remembered(("beside", found.id, on), lambda: Around(task).comparisons)
    return tuple(
        each
        for each in comparisons
        if paper is None or any(row.id == paper.id for row in each.later.papers)
    )


def _papers(comparisons: Iterable[Comparison]) -> tuple[PaperRow, ...]:
    return tuple(
        row for one in comparisons for side in (one.earlier, one.later) for row in side.papers
    )


def _plain(one: Comparison) -> dict[str, Any]:
    return {
        "chain": one.chain,
        "genre": one.kind.genre,
        "on_behalf_of": one.kind.on_behalf_of,
        "earlier": {"meeting": one.earlier.meeting.id, "papers": one.earlier.papers},
        "later": {"meeting": one.later.meeting.id, "papers": one.later.papers},
        "skipped": one.skipped,
        "items": [
            {
                "went": str(each.went),
                "title": each.item.title,
                "earlier_session": each.earlier.session if each.earlier else None,
                "session": each.later.session if each.later else None,
                "difference": marked(each.steps),
                "statement": each.item.row.identity,
            }
            for each in one.items
        ],
        "positions": [
            {
                "became": str(each.became),
                "part": each.part,
                "judged": each.judged,
                "difference": marked(each.steps),
                "earlier": each.earlier,
                "later": each.later,
            }
            for each in one.positions
        ],
    }


def _cells(one: Comparison, each: PositionChange) -> dict[str, object]:
    titles = ["; ".join(row.title for row in side.papers) for side in (one.earlier, one.later)]
    return {
        "became": str(each.became),
        "earlier": each.earlier.quote if each.earlier else "",
        "later": each.later.quote if each.later else "",
        "difference": marked(each.steps),
        "earlier_paper": titles[0],
        "later_paper": titles[1],
        **statement_cells(each.row),
    }


ROUTES = [Route("/meetings/{id}/beside", of_meeting), Route("/papers/{id}/beside", of_paper)]
