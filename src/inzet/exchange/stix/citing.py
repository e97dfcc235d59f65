"""Where a statement is said, as external references, and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from inzet.vocabulary.citations import (
    JUDGEMENT,
    CellCitation,
    Citation,
    OutsideCitation,
    SpanCitation,
)
from inzet.vocabulary.entries import Paper, Statement

_ADDRESS = re.compile(r" <(https?://[^<>\s]+)>")
_WEB = re.compile(r"https?://\S+\Z")


def references(statement: Statement, papers: Mapping[str, Paper]) -> list[dict[str, object]]:
    """The external references of a statement: one.

    Args:
        papers: those that may be named, by entry id.
    """
    citation = statement.citation
    if isinstance(citation, SpanCitation):
        return [_of_span(statement, citation, papers.get(citation.paper))]
    if isinstance(citation, CellCitation):
        return [
            {
                "source_name": citation.source or "a table",
                "description": f"{citation.row}, {citation.column} (edition {citation.edition})",
                "external_id": f"{citation.edition}: {citation.row}, {citation.column}",
            }
        ]
    name, url = _named(citation)
    made: dict[str, object] = {"source_name": name}
    said = ", ".join(each for each in (citation.date, citation.says) if each)
    if said:
        made["description"] = said
    if url:
        made["url"] = url
    made["external_id"] = name if name != JUDGEMENT else f"{JUDGEMENT}: {said}"[:200]
    return [made]


def _of_span(
    statement: Statement, citation: SpanCitation, paper: Paper | None
) -> dict[str, object]:
    page = f", page {citation.page}" if citation.page else ""
    place = f"characters {citation.start} to {citation.end} of text {citation.extraction}{page}"
    made: dict[str, object] = {
        "source_name": (paper.title if paper else "") or "a paper",
        "description": f"“{statement.quote}” ({place})",
    }
    if paper is not None:
        if _WEB.match(paper.source):
            made["url"] = paper.source
        made["hashes"] = {"SHA-256": paper.sha256}
    number = paper.numbers[0] if paper and paper.numbers else ""
    made["external_id"] = number or f"paper {citation.paper}"
    return made


def _named(citation: OutsideCitation) -> tuple[str, str]:
    """(name, address) of a source outside the record."""
    found = _ADDRESS.search(citation.identifier)
    if found:
        return citation.identifier[: found.start()].strip() or "a source", found[1]
    if _WEB.match(citation.identifier):
        return citation.identifier, citation.identifier
    return citation.identifier or "a source", ""


def cited(citation: Citation, papers: Mapping[str, Paper]) -> str:
    """Where it is said, in a few words."""
    if isinstance(citation, SpanCitation):
        paper = papers.get(citation.paper)
        parts = [
            paper.title if paper else f"paper {citation.paper[:12]}",
            *(paper.numbers[:1] if paper else ()),
            *([paper.said] if paper and paper.said else []),
            *([f"page {citation.page}"] if citation.page else []),
        ]
        return ", ".join(parts)
    if isinstance(citation, CellCitation):
        return f"{citation.source}: {citation.row}, {citation.column}"
    name, _ = _named(citation)
    # A judgement rests on its ground; what else is outside, on its name.
    parts = [citation.says if name == JUDGEMENT else name, citation.date or ""]
    return ", ".join(part for part in parts if part)
