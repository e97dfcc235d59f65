"""What changed, as data: JSON for programs, rows for a spreadsheet; the shapes are public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inzet.cli.differences import operations
from inzet.cli.rows import paper_json, statement_json

if TYPE_CHECKING:
    from inzet.changes import (
        AgendaItem,
        Changes,
        Comparison,
        ItemChange,
        Moment,
        PositionChange,
    )
    from inzet.changes.sides import Side

CHANGE_COLUMNS = (
    "what",
    "change",
    "chain",
    "id",
    "party",
    "dossiers",
    "session",
    "earlier",
    "later",
    "difference",
    "earlier_paper",
    "later_paper",
    "stamps",
)


def changes_json(found: Changes, also_same: bool) -> dict[str, Any]:
    """What changed, for programs; documented in docs/commands.md."""
    return {
        "since": _moment_json(found.since),
        "until": _moment_json(found.until),
        "comparisons": [_comparison_json(each, also_same) for each in found.comparisons],
        "dossiers": [
            {
                "dossier": each.dossier,
                "earlier": each.earlier,
                "later": each.later,
                "values": [
                    {
                        "name": value.name,
                        "earlier": value.earlier.value if value.earlier else None,
                        "later": value.later.value if value.later else None,
                        "sources": [row.identity for row in value.sources],
                    }
                    for value in each.values
                ],
            }
            for each in found.dossiers
        ],
        "commitments": [
            {
                "change": str(each.moved),
                "due_earlier": each.due[0],
                "due": each.due[1],
                "statement": statement_json(each.commitment.row),
            }
            for each in found.commitments
        ],
        "alone": [{"paper": paper_json(each.paper), "why": each.why} for each in found.alone],
    }


def _moment_json(moment: Moment) -> dict[str, Any]:
    return {"known_on": moment.day, "meeting": moment.meeting}


def _comparison_json(one: Comparison, also_same: bool) -> dict[str, Any]:
    return {
        "chain": one.chain,
        "genre": one.kind.genre,
        "on_behalf_of": one.kind.on_behalf_of or None,
        "earlier": _side_json(one.earlier),
        "later": _side_json(one.later),
        "meetings_between": one.skipped,
        "items": [
            {
                "change": str(each.went),
                "earlier": _item_json(each.earlier),
                "later": _item_json(each.later),
                "operations": operations(each.steps),
            }
            for each in one.items
            if also_same or each.went != "same"
        ],
        "positions": [
            {
                "change": str(each.became),
                "in_parts": each.part,
                "judged": each.judged,
                "earlier": statement_json(each.earlier) if each.earlier else None,
                "later": statement_json(each.later) if each.later else None,
                "operations": operations(each.steps),
            }
            for each in one.positions
            if also_same or each.became != "same"
        ],
        "kept": one.kept,
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "meeting": side.meeting.id,
        "papers": [
            {"id": paper.id, "title": paper.title, "said": paper.said, "stamp": paper.stamp}
            for paper in side.papers
        ],
    }


def _item_json(item: AgendaItem | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "title": item.title,
        "session": item.session,
        "session_title": item.session_title,
        "dossiers": list(item.dossiers),
        "source": item.row.identity,
    }


def change_rows(found: Changes, also_same: bool) -> list[list[Any]]:
    """What changed, a row each, under `CHANGE_COLUMNS`."""
    rows: list[list[Any]] = []
    for one in found.comparisons:
        rows += [_item_row(one, each) for each in one.items if also_same or each.went != "same"]
        rows += [
            _position_row(one, each) for each in one.positions if also_same or each.became != "same"
        ]
    rows += [
        ["dossier", "moved", "", "", "", each.dossier, "", each.earlier, each.later, "", "", "", ""]
        for each in found.dossiers
    ]
    for each in found.commitments:
        row = each.commitment.row
        paper = row.paper
        rows.append(
            [
                "commitment",
                str(each.moved),
                "",
                row.identity,
                row.party,
                " ".join(row.dossiers),
                row.session,
                each.due[0],
                each.due[1],
                row.quote,
                "",
                paper.title if paper else "",
                paper.stamp if paper else "",
            ]
        )
    for alone in found.alone:
        cells = ["", alone.paper.id, alone.paper.on_behalf_of, "", "", "", "", alone.why]
        rows.append(["paper", "new", *cells, "", alone.paper.title, alone.paper.stamp])
    return rows


def _item_row(one: Comparison, each: ItemChange) -> list[Any]:
    from inzet.changes import marked

    return [
        "item",
        str(each.went),
        one.chain,
        each.item.row.identity,
        one.kind.on_behalf_of,
        " ".join(each.item.dossiers),
        each.item.session,
        each.earlier.title if each.earlier else "",
        each.later.title if each.later else "",
        marked(each.steps),
        *_papers(one),
    ]


def _position_row(one: Comparison, each: PositionChange) -> list[Any]:
    from inzet.changes import marked

    return [
        "position",
        str(each.became),
        one.chain,
        each.row.identity,
        each.row.party,
        " ".join(each.row.dossiers),
        each.row.session,
        each.earlier.quote if each.earlier else "",
        each.later.quote if each.later else "",
        marked(each.steps),
        *_papers(one),
    ]


def _papers(one: Comparison) -> list[str]:
    both = (*one.earlier.papers, *one.later.papers)
    stamps = " ".join(dict.fromkeys(paper.stamp for paper in both if paper.stamp))
    titles = ["; ".join(paper.title for paper in side.papers) for side in (one.earlier, one.later)]
    return [*titles, stamps]
