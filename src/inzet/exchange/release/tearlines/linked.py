"""That a paper is a tear-line of something narrower: said in the narrower feed, and only there."""

from __future__ import annotations

from dataclasses import dataclass

from inzet.record import Record, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.judgements import PERSON

KIND = "tear-line"
"""What the content of the statement says it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """A tear-line and its source.

    Attributes:
        source: id of the paper, or identity of the statement, that it was made from.
        paper: id of the paper that it became.
        title: of the source.
        by: who wrote it.
        second: who checked it.
    """

    source: str
    paper: str
    title: str
    by: str
    second: str


def write_link(record: Record, link: Link, narrow: str, *, said: str) -> str:
    """Writes it in the feed of the source; returns the id of the entry."""
    body = Statement(
        identity=content_id([KIND, link.paper]),
        act=Act.REFERENCE,
        said=said,
        quote=link.title,
        citation=OutsideCitation(
            identifier=KIND, date=said, says=f"Written by {link.by}, checked by {link.second}"
        ),
        content={
            "kind": KIND,
            # By these it is found from either side.
            "id": _name("from", link.source),
            "text": _name("as", link.paper),
            "source": link.source,
            "paper": link.paper,
            "by": link.by,
            "second": link.second,
        },
        rule=PERSON,
    )
    with record.batch(narrow) as batch:
        return batch.add(body)


def tear_lines_of(view: View, source: str) -> tuple[Link, ...]:
    """The tear-lines that were made from a paper (by id) or statement (by identity)."""
    return _links(view, _name("from", source))


def made_from(view: View, paper: str) -> tuple[Link, ...]:
    """What a paper is a tear-line of, for whoever may read that; none of another paper."""
    return _links(view, _name("as", paper))


def _links(view: View, name: str) -> tuple[Link, ...]:
    rows = (row for row in view.referring_to(name) if row.content.get("kind") == KIND)
    return tuple(_link(row) for row in rows)


def _link(row: StatementRow) -> Link:
    told = {key: str(row.content.get(key, "")) for key in ("source", "paper", "by", "second")}
    return Link(**told, title=row.quote)


def _name(side: str, entry: str) -> str:
    return f"{KIND} {side} {entry}"
