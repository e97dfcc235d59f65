"""Whose statement it is, in words: a party, else the paper or the source outside."""

from __future__ import annotations

from inzet.record import StatementRow
from inzet.vocabulary.citations import CellCitation, OutsideCitation, outside_name
from inzet.vocabulary.parties import party_name


def holder(row: StatementRow, language: str = "en") -> str:
    """The party whose act it is by name, else its holder as worded, else what it is from."""
    if row.party:
        return party_name(row.party, language)
    return row.holder or source(row)


def source(row: StatementRow) -> str:
    """What it is from, in few words: the number or title of its paper, else the outside source."""
    if row.paper is not None:
        return row.paper.numbers[0] if row.paper.numbers else row.paper.title
    if isinstance(row.citation, CellCitation):
        return f"{row.citation.source}, {row.citation.edition}"
    name = outside_name(row.citation) if isinstance(row.citation, OutsideCitation) else ""
    return name or str(row.said or row.entry[:8])


def origin(row: StatementRow) -> str:
    """What tells statements of one source from those of another; for programs."""
    if row.paper is not None:
        return row.paper.id
    if isinstance(row.citation, CellCitation):
        return row.citation.source
    return str(getattr(row.citation, "identifier", "") or row.entry)
