"""Statements of a parliament's cycle, to plant in papers or beside them."""

from __future__ import annotations

from typing import Any

from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.meetings import MeetingNotice
from inzet.vocabulary.parliament import Parliamentary

FMM = MeetingNotice(
    id="nato-fmm-2023-04-04",
    name="NATO Foreign Ministers Meeting",
    body="NATO",
    format="foreign ministers",
    from_="2023-04-04",
    to="2023-04-05",
)
HELD = MeetingNotice(
    id="nato-fmm-2023-04-04",
    name="NATO Foreign Ministers Meeting",
    body="NATO",
    format="foreign ministers",
    from_="2023-04-04",
    to="2023-04-05",
    certainty="held",
)
DMM = MeetingNotice(
    id="nato-dmm-2023-03-28",
    name="NATO Defence Ministers Meeting",
    body="NATO",
    format="defence ministers",
    from_="2023-03-28",
    to="2023-03-28",
)


def says(content: Parliamentary, **more: Any) -> dict[str, Any]:
    """The fields of a statement with this content."""
    fields = {"act": content.act, "content": content.to_content(), "rule": "a rule"}
    # The sentence is always the same, so who says it tells two statements apart.
    return fields | {"holder": content_id(content.to_content())[:8]} | more


def refers(identifier: str, **more: Any) -> dict[str, Any]:
    """The fields of a reference."""
    content = {"id": identifier, "text": identifier}
    return {"act": Act.REFERENCE, "content": content, "holder": identifier, **more}


def tell(
    record: Record,
    content: Parliamentary,
    *,
    said: str,
    rule: str = "data:open",
    marking: str = "INTERNAL",
    meeting: str | None = None,
    identifier: str = "elsewhere",
) -> str:
    """A statement beside any paper, such as open data or a person gives."""
    body = Statement(
        identity=content_id([content.to_content(), rule, said, marking, identifier]),
        act=content.act,
        quote="Told elsewhere.",
        citation=OutsideCitation(identifier=identifier, date=said, says="so"),
        content=content.to_content(),
        meeting=meeting,
        rule=rule,
        said=said,
    )
    with record.batch(marking) as batch:
        batch.add(body)
    return body.identity
