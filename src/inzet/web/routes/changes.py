"""What changed between two moments, and what is new here since somebody last looked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from inzet.changes import (
    NOW,
    Changes,
    Comparison,
    Looks,
    Moment,
    Went,
    arrivals,
    changes,
    marked,
    moment,
)
from inzet.meetings import Meeting, chain
from inzet.meetings.cycle import motions
from inzet.record import PaperRow, View
from inzet.vocabulary.errors import InputError
from inzet.web.answers import remembers
from inzet.web.present.changes import by_dossier, counts, motions_moved, promises_counted
from inzet.web.present.meetings import title_of
from inzet.web.present.papers import paper_line
from inzet.web.present.statements import lines
from inzet.web.visit import Visit, action, page
from inzet.web.who import Right

_PAPERS = 40
"""New papers that are named; the list of papers has the others."""
_STATEMENTS = 60


@page
@remembers()
def between(visit: Visit) -> Response:
    """``GET /changes``: ``?since`` a meeting or day, ``?until`` another; the last meeting before
    the newest paper by default; ``?part`` the next of a long list."""
    t, view, day = visit.words, visit.view, visit.moment.day
    meetings = [each for each in chain(view) if not each.mentioned_only and each.last]
    newest = _newest(view)
    asked = visit.asked("since") or _default(meetings, newest, day)
    if not asked:
        return visit.show(
            "changes.html",
            {"since": None},
            rows=[],
            found=None,
            meetings=_choices(meetings, visit),
            since="",
            until="",
            looked=visit.may(Right.DRAFT),
        )
    since, until = _moments(visit, asked)
    found = view.remembered(
        ("changes", since, until, day, t.language),
        lambda: changes(
            visit.record,
            view.reader,
            since,
            until,
            today=day,
            language=t.language,
            memory=visit.made.memory,
        ),
    )
    before, after = (
        each.view(visit.record, view.reader, None if each.day else visit.made.memory)
        for each in (since, until)
    )
    moved = visit.remembered(
        "motions moved",
        lambda: motions_moved(
            motions(before, on=since.day or day), motions(after, on=until.day or day), t
        ),
        since,
        until,
    )
    papers, more = _papers(after, since, until)
    groups, part = by_dossier(found, t, visit.asked("part"))
    return visit.show(
        "changes.html",
        _plain(found, papers),
        rows=_rows(found, papers),
        found=found,
        meetings=_choices(meetings, visit),
        since=asked,
        until=visit.asked("until"),
        from_=_named(since, meetings, visit),
        to=_named(until, meetings, visit),
        groups=groups,
        part=part,
        positions=counts(found),
        promises=promises_counted(found),
        motions=moved,
        papers=[paper_line(each, t) for each in papers],
        papers_more=more,
        beside=_beside(found),
        looked=visit.may(Right.DRAFT),
    )


def _looked(visit: Visit) -> dt.datetime | None:
    """How far whoever visits had got when they last looked."""
    return Looks(visit.record).last(visit.view.reader, visit.person)


@page
@remembers(_looked)
def new_here(visit: Visit) -> Response:
    """``GET /changes/new``: what came here since whoever visits last marked it seen."""
    t, view = visit.words, visit.view
    visit.require(Right.DRAFT)
    looked = _looked(visit)
    found = arrivals(view, looked)
    shown = found.statements[:_STATEMENTS]
    return visit.show(
        "changes-new.html",
        {
            "arrived_since": found.after,
            "last_arrival": found.last,
            "papers": [{"paper": paper, "counts": n} for paper, n in found.papers],
            "statements": found.statements,
            "rows_of_data": found.rows,
            "stamped": [paper for paper, _ in found.papers],
        },
        rows=[
            *(
                _row(
                    "paper",
                    "new",
                    party=paper.on_behalf_of,
                    paper=paper.title,
                    stamp=paper.stamp,
                )
                for paper, _ in found.papers
            ),
            *(
                _row(
                    str(row.act),
                    "corrected" if row.corrected else "new",
                    dossier=" ".join(row.dossiers),
                    party=row.party,
                    words=row.quote,
                    paper=row.paper.title if row.paper else "",
                    statement=row.identity,
                    stamp=row.paper.stamp if row.paper else "",
                )
                for row in found.statements
            ),
        ],
        looked=t.day(looked.date()) if looked else "",
        papers=[
            (
                paper_line(paper, t),
                ", ".join(t(f"tally.{act}", n=n) for act, n in sorted(by_act.items())),
            )
            for paper, by_act in found.papers
        ],
        statements=lines(shown, t),
        statements_more=len(found.statements) - len(shown),
        of_data=found.rows,
        last=found.last.isoformat() if found.last else "",
        nothing=found.none,
    )


@action(Right.DRAFT)
def seen(visit: Visit, form: Mapping[str, str]) -> Response:
    """``POST /changes/seen``: keeps that whoever visits has seen what came here until then."""
    last = visit.view.last_arrival()
    try:
        told = dt.datetime.fromisoformat(form.get("until", "").strip())
    except ValueError:
        raise InputError(
            "it is not told until when everything was seen",
            where="until",
            fix="Use the button on the page of what is new here.",
        ) from None
    told = told if told.tzinfo else told.replace(tzinfo=dt.UTC)
    if last is not None:
        # Nobody has seen what is still to come.
        Looks(visit.record).keep(visit.view.reader, min(told, last), visit.person)
    return visit.go("/changes/new")


def _moments(visit: Visit, asked: str) -> tuple[Moment, Moment]:
    everything = visit.record.view(visit.view.reader, memory=visit.made.memory)
    since = moment(everything, asked, where="since")
    until = visit.asked("until")
    if until:
        return since, moment(everything, until, where="until")
    return since, Moment(visit.moment.known_on) if visit.moment.known_on else NOW


def _default(meetings: list[Meeting], newest: PaperRow | None, day: dt.date) -> str:
    """The last meeting that was over before the newest paper; "" where there is none."""
    if newest is None or newest.said is None:
        return ""
    over = [each for each in meetings if each.last and each.last < min(newest.said, day)]
    return over[-1].id if over else ""


def _newest(view: View) -> PaperRow | None:
    return next(iter(view.papers(limit=1).items), None)


def _choices(meetings: list[Meeting], visit: Visit) -> list[tuple[str, str]]:
    """Meetings to choose from, the last first."""
    return [(each.id, title_of(each.notice, visit.words)) for each in reversed(meetings)]


def _named(one: Moment, meetings: list[Meeting], visit: Visit) -> tuple[str, str]:
    """A moment in words, and the page of its meeting."""
    t = visit.words
    found = next((each for each in meetings if each.id == one.meeting), None)
    if found is not None:
        return title_of(found.notice, t), f"/meetings/{found.id}"
    return (t.day(one.day) if one.day else t("moment.today")), ""


def _papers(after: View, since: Moment, until: Moment) -> tuple[list[PaperRow], bool]:
    """Papers said between two moments, newest first, and whether there are more."""
    if since.day is None or (until.day is not None and until.day <= since.day):
        return [], False
    found = [
        each
        for each in after.papers(limit=_PAPERS + 1).items
        if each.said is not None and each.said > since.day
    ]
    return found[:_PAPERS], len(found) > _PAPERS


def _beside(found: Changes) -> list[tuple[str, str]]:
    """The later agendas that stand beside an earlier one, and where."""
    return [
        (one.chain, f"/meetings/{one.later.meeting.id}/beside")
        for one in found.comparisons
        if one.kind.genre.startswith("annotated agenda")
    ]


def _plain(found: Changes, papers: list[PaperRow]) -> dict[str, Any]:
    return {
        "since": found.since,
        "until": found.until,
        "comparisons": [
            {
                "chain": one.chain,
                "genre": one.kind.genre,
                "on_behalf_of": one.kind.on_behalf_of,
                "earlier": one.earlier.papers,
                "later": one.later.papers,
                "items": [
                    {"went": str(each.went), "title": each.item.title}
                    for each in one.items
                    if each.went != Went.SAME
                ],
                "positions": [
                    {
                        "became": str(each.became),
                        "difference": marked(each.steps),
                        "earlier": each.earlier,
                        "later": each.later,
                    }
                    for each in one.positions
                    if each.became != "same"
                ],
                "kept": one.kept,
            }
            for one in found.comparisons
        ],
        "dossiers": [
            {"dossier": each.dossier, "earlier": each.earlier, "later": each.later}
            for each in found.dossiers
        ],
        "commitments": [
            {
                "moved": str(each.moved),
                "due_earlier": each.due[0],
                "due": each.due[1],
                "statement": each.commitment.row,
            }
            for each in found.commitments
        ],
        "papers": papers,
        "alone": [{"paper": each.paper, "why": each.why} for each in found.alone],
        "stamped": [
            row for one in found.comparisons for row in (*one.earlier.papers, *one.later.papers)
        ],
    }


def _rows(found: Changes, papers: list[PaperRow]) -> list[dict[str, object]]:
    rows = [row for one in found.comparisons for row in _positions(one)]
    rows += [
        _row("dossier", "moved", dossier=each.dossier, earlier=each.earlier, later=each.later)
        for each in found.dossiers
        if each.earlier != each.later
    ]
    for promised in found.commitments:
        row = promised.commitment.row
        rows.append(
            _row(
                "commitment",
                str(promised.moved),
                dossier=" ".join(row.dossiers),
                party=row.party,
                earlier=promised.due[0],
                later=promised.due[1],
                words=row.quote,
                paper=row.paper.title if row.paper else "",
                statement=row.identity,
                stamp=row.paper.stamp if row.paper else "",
            )
        )
    rows += [
        _row("paper", "new", party=each.on_behalf_of, paper=each.title, stamp=each.stamp)
        for each in papers
    ]
    return rows


def _positions(one: Comparison) -> list[dict[str, object]]:
    return [
        _row(
            "position",
            str(each.became),
            dossier=" ".join(each.row.dossiers),
            party=each.row.party,
            earlier=each.earlier.quote if each.earlier else "",
            later=each.later.quote if each.later else "",
            words=marked(each.steps),
            paper=each.row.paper.title if each.row.paper else "",
            statement=each.row.identity,
            stamp=each.row.paper.stamp if each.row.paper else "",
        )
        for each in one.positions
        if each.became != "same"
    ]


def _row(what: str, change: str, **cells: object) -> dict[str, object]:
    names = ("dossier", "party", "earlier", "later", "words", "paper", "statement", "stamp")
    return {"what": what, "change": change, **{name: cells.get(name) for name in names}}


ROUTES = [
    Route("/changes", between),
    Route("/changes/new", new_here),
    Route("/changes/seen", seen, methods=["POST"]),
]
