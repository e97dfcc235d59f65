"""Things of the library and requests for programs and spreadsheets; see docs/commands.md."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from inzet.cli.rows import paper_json, statement_json

if TYPE_CHECKING:
    from inzet.library import Lying, Opened, Requested

COLUMNS = (
    "id",
    "kind",
    "title",
    "summary",
    "by",
    "said",
    "domains",
    "instruments",
    "techniques",
    "regions",
    "dossiers",
    "grade",
    "review",
    "languages",
    "outcome",
    "uses",
    "marking",
)
REQUEST_COLUMNS = ("id", "status", "due", "by", "to", "question", "answers", "said", "marking")


def lying_json(each: Lying) -> dict[str, Any]:
    """Something that lies in the library."""
    item = each.item
    return {
        "id": each.identity or (each.paper.id if each.paper else ""),
        "kind": each.kind,
        "title": each.title,
        "summary": each.summary,
        "language": each.language or None,
        "translations": dict(item.translations) if item else {},
        "by": each.by,
        "organisation": each.organisation,
        "said": each.said,
        "domains": list(each.domains),
        "instruments": list(each.instruments),
        "techniques": list(each.techniques),
        "regions": list(each.regions),
        "dossiers": list(each.dossiers),
        "grade": each.grade or None,
        "handling": list(item.handling) if item else [],
        "review": each.review,
        "outcome": each.outcome or None,
        "option": each.option or None,
        "came_of_it": dict(each.came_of_it or {}),
        "marking": each.marking,
    }


def lying_cells(each: Lying) -> list[Any]:
    """The same under `COLUMNS`."""
    made = lying_json(each)
    made["languages"] = each.languages
    made["uses"] = sum((each.came_of_it or {}).values())
    return [
        " ".join(value) if isinstance(value, list | tuple) else value
        for value in (made[name] for name in COLUMNS)
    ]


def opened_json(found: Opened) -> dict[str, Any]:
    """One thing of the library with all that hangs on it."""
    item = found.lying.item
    return {
        **lying_json(found.lying),
        "text": item.text if item else None,
        "evidence": list(item.evidence) if item else [],
        "uses": [
            {"outcome": each.content.outcome, **statement_json(each.row)} for each in found.uses
        ],
        "gradings": [
            {
                "grade": each.content.reliability + each.content.credibility,
                **statement_json(each.row),
            }
            for each in found.gradings
        ],
        "versions": [
            {"kind": each.kind, "entry": each.entry, "by": each.by, "arrived": each.arrived}
            for each in found.versions
        ],
        "paper": paper_json(found.lying.paper) if found.lying.paper else None,
    }


def request_json(each: Requested, on: dt.date) -> dict[str, Any]:
    """A request as it stands on a day."""
    content, row = each.told.content, each.told.row
    return {
        "id": each.id,
        "status": str(each.status),
        "on": on,
        "question": content.text,
        "by": row.organisation,
        "to": [
            {
                "name": one.addressee.name,
                "id": one.addressee.id or None,
                "gives": one.answer.content.gives if one.answer else None,
            }
            for one in each.asked
        ],
        "due": each.due,
        "about": content.about,
        "dossiers": list(row.dossiers),
        "said": row.said,
        "marking": row.marking,
        "answers": [
            {
                "id": one.id,
                "by": one.row.organisation,
                "gives": one.content.gives,
                "text": one.content.text,
                "items": list(one.content.items),
                "said": one.row.said,
                "marking": one.row.marking,
            }
            for one in each.answers
        ],
        "closed": each.closing.content.text if each.closing else None,
    }


def request_cells(each: Requested) -> list[Any]:
    """The same under `REQUEST_COLUMNS`."""
    row, content = each.told.row, each.told.content
    return [
        each.id,
        str(each.status),
        each.due,
        row.organisation,
        ", ".join(one.name for one in content.to),
        content.text,
        len(each.answers),
        row.said,
        row.marking,
    ]
