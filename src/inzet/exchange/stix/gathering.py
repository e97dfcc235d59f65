"""Dossiers and meetings as objects: a grouping of what is said, and a report that quotes it.

Some tools leave notes away, so the report carries the cited prose. Both grow with the record and
are bounded: they list the newest, and say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inzet.exchange.stix import shapes
from inzet.exchange.stix.citing import cited, references
from inzet.exchange.stix.frame import COLLECTION, Frame, Object, extension_id, strictest
from inzet.exchange.stix.ids import made
from inzet.exchange.stix.saying import handled
from inzet.record import DOSSIER, Stood
from inzet.vocabulary.entries import Paper, Statement
from inzet.vocabulary.meetings import NOTICE_RULE
from inzet.vocabulary.parties import party_name

MOST = 100
"""Statements that a grouping lists at most."""
QUOTED = 40
"""Statements that a report quotes at most."""
_KEY = extension_id(COLLECTION)


def gathered(
    frame: Frame,
    what: str,
    name: str,
    some: Sequence[Stood],
    ids: Mapping[str, str],
    lines: Sequence[Line],
    created: str,
    modified: str,
) -> tuple[Object, Object]:
    """The grouping of a dossier or meeting, and the report that carries its prose.

    Args:
        what: dossier or meeting.
        some: what stands of it, newest first; one more than `MOST` where there is more.
        ids: of the objects that bear those, by identity.
        lines: the newest of those as they are quoted, `QUOTED` at most.
    """
    listed = some[:MOST]
    quoted = listed[:QUOTED]
    title = title_of(what, name, [each.statement for each in listed])
    labels = [f"{what}:{name}"]
    # What holds or lists something strict is handled as that.
    refs = frame.marked(strictest(handled(each.statement) for each in listed))

    def begun(kind: str, many: Sequence[Stood], at_most: int) -> Object:
        whole = len(many) == len(some)
        return {
            "type": kind,
            "spec_version": "2.1",
            "id": made(kind, frame.feed.id, what, name),
            "created_by_ref": frame.owner,
            "created": created,
            "modified": modified,
            "labels": labels,
            "object_marking_refs": refs,
            "extensions": {
                _KEY: {
                    "extension_type": "property-extension",
                    what: name,
                    "feed": frame.feed.id,
                    "lists": len(many),
                    "at_most": at_most,
                    "whole": whole,
                }
            },
            "name": title,
            "object_refs": list(dict.fromkeys(ids[each.statement.identity] for each in many))
            or [frame.owner],
        }

    grouping = begun("grouping", listed, MOST) | {
        "description": _bound(len(listed), len(some)),
        "context": "unspecified",
    }
    report = begun("report", quoted, QUOTED) | {
        "description": prose(frame, title, lines, len(some)),
        "published": created,
    }
    sources = _sources(lines)
    if sources:
        report["external_references"] = sources
    return grouping, report


def title_of(what: str, name: str, statements: Sequence[Statement]) -> str:
    """What to call a dossier or meeting: as its case or notice calls it, else by its name."""
    for each in statements:
        if what == DOSSIER and shapes.kind_of(each) == "case":
            told = each.content.get("title")
            if isinstance(told, str) and told:
                return f"{told} ({name})"
        notice = each.content.get("meeting")
        if what != DOSSIER and each.rule == NOTICE_RULE and isinstance(notice, dict):
            day = f", {notice['from']}" if notice.get("from") else ""
            return f"{notice.get('name') or name}{day}"
    return f"{what.capitalize()} {name}"


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as it is quoted."""

    words: str
    handled: str
    """Its label of TLP; "" where it bears none of its own."""
    sources: tuple[Object, ...]
    stamp: str


def line_of(statement: Statement, papers: Mapping[str, Paper]) -> Line:
    """A statement as it is quoted, with where it is said."""
    whose = statement.party or statement.holder
    who = f"{party_name(whose)}: " if whose else ""
    source = cited(statement.citation, papers)
    paper = papers.get(getattr(statement.citation, "paper", ""))
    return Line(
        handled=handled(statement),
        words=f"- {who}“{shapes.text_of(statement)}” ({source})",
        # The words stand in the prose; here is what they are of.
        sources=tuple(
            {key: value for key, value in each.items() if key != "description"}
            for each in references(statement, papers)
        ),
        stamp=paper.stamp if paper is not None else "",
    )


def prose(frame: Frame, title: str, lines: Sequence[Line], there: int) -> str:
    """What is said, each with its source, newest first."""
    feed = frame.feed
    released = f"What {feed.organisation_name} released under {feed.marking}."
    told = [f"{title}. {released} {_bound(len(lines), there)}", ""]
    told += [each.words for each in lines]
    stamps = dict.fromkeys(each.stamp for each in lines if each.stamp)
    return "\n".join([*told, *(["", *stamps] if stamps else [])])


def _sources(lines: Sequence[Line]) -> list[Object]:
    """Where what is quoted is said: each paper once, whatever is outside by what it is called."""
    found: dict[object, Object] = {}
    for each in lines:
        for source in each.sources:
            found.setdefault((source["source_name"], source["external_id"]), source)
    return list(found.values())


def _bound(listed: int, there: int) -> str:
    if not there:
        return "Nothing of it stands now."
    if listed < there:
        return f"The newest {listed} statements; older ones bear the same label."
    return "All that stands." if there > 1 else "The one statement that stands."
