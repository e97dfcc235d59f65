"""The tools: each asks one question of a view; all only read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from inzet import changes as compared
from inzet.dossiers import answer, plain_answer
from inzet.dossiers.summaries import Summaries, sourced
from inzet.mcp.asking import (
    Asked,
    Call,
    Cursor,
    Dossier,
    Language,
    Limit,
    Maker,
    Party,
    Tool,
)
from inzet.mcp.telling import citation, citations, cut, paper, statement, statements
from inzet.meetings import Commitment, Keeping, Meeting, chain, commitments, meeting
from inzet.meetings.cycle import cycle
from inzet.record import Filter, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.parties import party_name

TOOLS: dict[str, Tool] = {}
_ROWS = 40
"""Rows of a table; the page of the dossier has all."""
_SOURCES = 3
"""Sources of one value that are named; statement has each in full."""
_AROUND = 600
"""Characters of the text before and after a quote."""
_summaries = Summaries()


def _tool(name: str, title: str, says: str, takes: type[Asked]) -> Callable[[Maker], Maker]:
    def declare(make: Maker) -> Maker:
        TOOLS[name] = Tool(name, title, says, takes, make)
        return make

    return declare


# ---- search and papers -----------------------------------------------------------------


class Search(Asked, frozen=True, kw_only=True):
    words: Annotated[str, Meta(min_length=1, max_length=200, description="All of these words.")]
    act: Act | None = None
    party: Party | None = None
    dossier: Dossier | None = None
    said_from: dt.date | None = None
    said_to: dt.date | None = None
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool("search", "Search", "Statements and papers with all these words, newest first.", Search)
def _search(call: Call) -> dict[str, Any]:
    asked: Search = call.asked
    wanted = Filter(
        act=asked.act,
        party=asked.party,
        dossier=asked.dossier,
        said_from=asked.said_from,
        said_to=asked.said_to,
        data=False,
    )
    page = call.view.search(asked.words, wanted, limit=asked.limit, after=asked.cursor)
    return {
        "items": [
            statement(hit.statement)
            if hit.statement
            else {**(paper(hit.paper) if hit.paper else {}), "snippet": _untrusted(hit.snippet)}
            for hit in page.items
        ],
        "next": page.next,
    }


class Papers(Asked, frozen=True, kw_only=True):
    words: Annotated[str, Meta(max_length=200, description="In its title or text.")] | None = None
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool(
    "papers",
    "Papers",
    "Papers in the record, newest said first; the text of each is a resource.",
    Papers,
)
def _papers(call: Call) -> dict[str, Any]:
    asked: Papers = call.asked
    page = call.view.papers(words=asked.words, limit=asked.limit, after=asked.cursor)
    return {"items": [paper(row) for row in page.items], "next": page.next}


# ---- statements ------------------------------------------------------------------------


class Positions(Asked, frozen=True, kw_only=True):
    party: Party | None = None
    dossier: Dossier | None = None
    meeting: str | None = None
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool(
    "positions",
    "Positions",
    "What a party holds, finds or will say, over time, newest first; of a dossier or meeting.",
    Positions,
)
def _positions(call: Call) -> dict[str, Any]:
    asked: Positions = call.asked
    wanted = Filter(
        act=Act.POSITION, party=asked.party, dossier=asked.dossier, meeting=asked.meeting
    )
    page = call.view.statements(wanted, limit=asked.limit, after=asked.cursor)
    return {"items": statements(page.items), "next": page.next, "total": call.view.count(wanted)}


class One(Asked, frozen=True, kw_only=True):
    id: Annotated[
        str, Meta(min_length=4, max_length=64, description="The identity, or its beginning.")
    ]


@_tool(
    "statement",
    "Statement with its citation",
    "One statement in full: its words, the text around them, what they were read as, corrections.",
    One,
)
def _statement(call: Call) -> dict[str, Any]:
    row = call.view.statement(call.asked.id)
    return {
        **statement(row, whole=True),
        "around": _around(call, row),
        "history": [
            {"what": each.kind, "verdict": each.verdict, "said": each.said, "undone": each.undone}
            for each in call.view.history(row.identity)
        ],
        "citations": citations([row]),
    }


def _around(call: Call, row: StatementRow) -> dict[str, str] | None:
    if row.paper is None or not isinstance(row.citation, SpanCitation):
        return None
    text = call.view.text(row.paper.id, row.citation.extraction).text
    first, last = max(0, row.citation.start - _AROUND), row.citation.end + _AROUND
    return _untrusted(text[first:last], 4 * _AROUND)


# ---- commitments -----------------------------------------------------------------------


class Commitments(Asked, frozen=True, kw_only=True):
    party: Party | None = None
    dossier: Dossier | None = None
    keeping: Keeping | None = None
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool(
    "commitments",
    "Commitments",
    "What was promised, soonest due first: due when, kept by what. No deadline in the paper means "
    "no deadline here.",
    Commitments,
)
def _commitments(call: Call) -> dict[str, Any]:
    asked: Commitments = call.asked
    wanted = Filter(party=asked.party, dossier=asked.dossier)
    found = [
        each
        for each in commitments(call.view, on=call.day, wanted=wanted)
        if asked.keeping in (None, each.keeping)
    ]
    return _sliced([_promise(each) for each in found], asked.limit, asked.cursor) | {"on": call.day}


def _promise(each: Commitment) -> dict[str, Any]:
    judged = each.judgement
    keeper = judged.paper if judged else None
    return {
        **statement(each.row),
        "keeping": str(each.keeping),
        "due": each.due,
        "due_earliest": each.due_earliest,
        "due_before": each.before,
        "due_event": each.due_event,
        "due_words": _untrusted(each.due_words) if each.due_words else None,
        "form": each.form,
        "register_number": each.number,
        "kept_by": {"paper": keeper.id, "numbers": list(keeper.numbers)} if keeper else None,
    }


# ---- meetings --------------------------------------------------------------------------


class Meetings(Asked, frozen=True, kw_only=True):
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool("meetings", "Meetings", "The chain of meetings in order of their days.", Meetings)
def _meetings(call: Call) -> dict[str, Any]:
    found = chain(call.view)
    return _sliced([_line(each, call) for each in found], call.asked.limit, call.asked.cursor)


class AtMeeting(Asked, frozen=True, kw_only=True):
    id: Annotated[str, Meta(min_length=1, max_length=200, description="As meetings gives it.")]
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool(
    "meeting",
    "Meeting",
    "One meeting: days, place, sessions, participants, the parliamentary cycle around it, and "
    "what is said about it.",
    AtMeeting,
)
def _meeting(call: Call) -> dict[str, Any]:
    asked: AtMeeting = call.asked
    found = meeting(call.view, asked.id)
    around = cycle(call.view, found.id, on=call.day)
    page = call.view.statements(Filter(meeting=found.id), limit=asked.limit, after=asked.cursor)
    return {
        **_line(found, call),
        "untrusted": {"notice": msgspec.to_builtins(_short(found))},
        "cycle": {
            "papers": [
                {"stage": each.stage, "why": each.why, **paper(each.paper)}
                for each in around.papers[:_ROWS]
            ],
            "debates": [
                {"stage": each.stage, "on": each.on, "deadline": each.deadline}
                for each in around.discussions[:_ROWS]
            ],
            "motions": [
                {"motion": each.id, "result": each.result, "untrusted": {"title": each.title}}
                for each in around.motions[:_ROWS]
            ],
            "commitments": [each.row.identity for each in around.promises[:_ROWS]],
        },
        "items": statements(page.items),
        "next": page.next,
        "citations": citations(found.sources),
    }


def _short(found: Meeting) -> Any:
    """The notice with at most so many of each list."""
    notice = found.notice
    return msgspec.structs.replace(
        notice, participants=notice.participants[:_ROWS], sessions=notice.sessions[:_ROWS]
    )


def _line(each: Meeting, call: Call) -> dict[str, Any]:
    return {
        "meeting": each.id,
        "name": cut(each.notice.name, 200),
        "from": each.notice.from_,
        "to": each.notice.to,
        "certainty": each.certainty(call.day),
        "previous": each.previous,
        "next_meeting": each.next,
        "citations": [citation(row) for row in each.sources[:3]],
    }


# ---- dossiers --------------------------------------------------------------------------


class State(Asked, frozen=True, kw_only=True):
    language: Language = "en"
    limit: Limit = 25
    cursor: Cursor | None = None


@_tool(
    "state_of_play",
    "State of play",
    "Every dossier in one line: where it stands. Ask dossier for one with its sources.",
    State,
)
def _state(call: Call) -> dict[str, Any]:
    asked: State = call.asked
    told = _summaries.of(call.view, language=asked.language, today=call.day)
    found = _sliced(told, asked.limit, asked.cursor)
    found["items"] = [
        {
            "dossier": each.dossier,
            "state": each.line.text if each.line else None,
            "statements": each.standing.total,
            "citations": [
                citation(row)
                for row in [
                    *(each.line.value.sources[:3] if each.line and each.line.value else ()),
                    *([each.standing.latest] if each.standing.latest else []),
                ]
            ],
        }
        for each in sourced(found["items"], call.view)
    ]
    return found


class OfDossier(Asked, frozen=True, kw_only=True):
    dossier: Annotated[
        str, Meta(description="accession/FIN, or a procedure such as accession for all of it.")
    ]
    edition: Annotated[str, Meta(description="Of published figures: 2024-06.")] | None = None
    language: Language = "en"
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool(
    "dossier",
    "Dossier",
    "Where a dossier stands, with tables and the statements that each value rests on, and what "
    "was said on it, newest first.",
    OfDossier,
)
def _dossier(call: Call) -> dict[str, Any]:
    asked: OfDossier = call.asked
    told = answer(
        call.view,
        asked.dossier,
        edition=asked.edition,
        language=asked.language,
        today=call.day,
    )
    plain = plain_answer(told)
    for left_out in ("state", "said"):
        plain.pop(left_out)
    for key, table in plain["tables"].items():
        more = len(table["rows"]) - _ROWS
        plain["tables"][key] = {
            **table,
            "rows": [{k: _few(c) for k, c in row.items()} for row in table["rows"][:_ROWS]],
            "rows_left_out": max(0, more),
        }
    plain["headline"] = [_few(each) for each in plain["headline"]]
    plain["values"] = {name: _few(value) for name, value in plain["values"].items()}
    one = "/" in asked.dossier
    wanted = Filter(
        dossier=asked.dossier if one else None,
        procedure=None if one else asked.dossier,
        data=False,
    )
    page = call.view.statements(wanted, limit=asked.limit, after=asked.cursor)
    return {
        "dossier": asked.dossier,
        "answer": plain,
        "items": statements(page.items),
        "next": page.next,
        "citations": citations(told.sources(), most=30),
    }


def _few(told: dict[str, Any]) -> dict[str, Any]:
    """A value with its first sources, and how many there are."""
    sources = told.get("sources", [])
    few = {key: value for key, value in told.items() if key in ("text", "value", "rule")}
    return few | ({"sources": sources[:_SOURCES], "of": len(sources)} if sources else {})


# ---- changes ---------------------------------------------------------------------------


class Changes(Asked, frozen=True, kw_only=True):
    since: Annotated[str, Meta(description="A day (2023-03-17) or the id of a meeting.")]
    until: Annotated[str, Meta(description="A day or a meeting; now when left out.")] | None = None
    dossier: Dossier | None = None
    party: Party | None = None
    limit: Limit = 10
    cursor: Cursor | None = None


@_tool(
    "changes",
    "What changed",
    "What changed between two moments: positions new, reworded, vanished; commitments; dossiers.",
    Changes,
)
def _changes(call: Call) -> dict[str, Any]:
    asked: Changes = call.asked
    if asked.as_of or asked.known_on:
        raise UnknownValue(
            "changes are between two moments of their own",
            where="as_of, known_on",
            fix="Give since and until.",
        )
    found = compared.changes(
        call.record,
        call.reader,
        compared.moment(call.view, asked.since, where="since"),
        compared.moment(call.view, asked.until, where="until") if asked.until else compared.NOW,
        only=compared.Only(dossier=asked.dossier, party=asked.party),
    )
    items: list[dict[str, Any]] = []
    for one in found.comparisons:
        items += [
            {
                "what": "position",
                "became": each.became,
                "earlier": statement(each.earlier) if each.earlier else None,
                "later": statement(each.later) if each.later else None,
                "difference": _untrusted(compared.marked(each.steps)) if each.steps else None,
            }
            for each in one.positions
            if each.became != compared.Became.SAME
        ]
    items += [
        {"what": "commitment", "became": each.moved, **_promise(each.commitment)}
        for each in found.commitments
    ]
    items += [
        {
            "what": "dossier",
            "dossier": each.dossier,
            "earlier": each.earlier,
            "later": each.later,
            "citations": citations((row for v in each.values for row in v.sources), most=5),
        }
        for each in found.dossiers
    ]
    items += [
        {"what": "paper without another to compare", "why": each.why, **paper(each.paper)}
        for each in found.alone
    ]
    return _sliced(items, asked.limit, asked.cursor)


# ---- parties ---------------------------------------------------------------------------


class Parties(Asked, frozen=True, kw_only=True):
    language: Language = "en"


@_tool("parties", "Parties", "The parties that say something, by how much they say.", Parties)
def _parties(call: Call) -> dict[str, Any]:
    counts = call.view.counts("party", Filter(data=False))
    found = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:200]
    language = call.asked.language
    return {
        "items": [
            {"party": code, "name": party_name(code, language), "statements": number}
            for code, number in found
        ]
    }


# ---- shapes ----------------------------------------------------------------------------


def _untrusted(text: str, most: int = 1200) -> dict[str, str]:
    return {"untrusted": cut(text, most)}


def _sliced(items: Sequence[Any], limit: int, cursor: str | None) -> dict[str, Any]:
    """Some of a list that is made whole, from where the cursor says.

    Raises:
        UnknownValue: no cursor of such a list.
    """
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise UnknownValue("this is no cursor", where="cursor", fix="Give `next` of an answer.")
    start = int(cursor or 0)
    end = start + limit
    return {
        "items": list(items[start:end]),
        "next": str(end) if end < len(items) else None,
        "total": len(items),
    }
