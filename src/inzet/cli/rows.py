"""Statements and papers as people see them and as programs get them; the shapes are public."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inzet.cli.output import print_block
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import outside_words

if TYPE_CHECKING:
    from inzet.record import PaperLite, PaperRow, StatementRow

_FACTS: dict[str, list[str]] = {
    Act.POSITION: ["about"],
    Act.COMMITMENT: ["form"],
    Act.CONTEXT: ["about"],
    Act.EXPECTATION: ["about"],
}
"""What to tell of acts whose quote says the rest; of the others all but `_NO_FACTS` is told."""
_NO_FACTS = {"procedure", "kind", "count", "of", "meeting", "text", "modality", "polarity"}

DOUBTFUL = "doubtful: came under a key that counted no more"
SHORT = 12
"""Digits of an id that are shown; any unique beginning is understood."""

STATEMENT_COLUMNS = (
    "id",
    "said",
    "act",
    "party",
    "holder",
    "dossiers",
    "meeting",
    "session",
    "quote",
    "paper",
    "numbers",
    "page",
    "stamp",
    "marking",
    "review",
    "rule",
)


def statement_json(row: StatementRow) -> dict[str, Any]:
    """A statement for programs; documented in docs/commands.md."""
    return {
        "id": row.identity,
        "entry": row.entry,
        "act": str(row.act),
        "party": row.party,
        "holder": row.holder,
        "dossiers": list(row.dossiers),
        "meeting": row.meeting,
        "session": row.session,
        "item": row.item,
        "quote": row.quote,
        "citation": row.citation,
        "content": row.content,
        "said": row.said,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "rule": row.rule,
        "reading_precision": row.precision,
        "language": row.language,
        "speaker": row.speaker,
        "paper": _paper_lite(row.paper),
        "resolved": _paper_lite(row.resolved),
        "address": address(row),
        "marking": row.marking,
        "review": row.review,
        "reviewed_by": row.reviewed_by,
        "corrected": row.corrected,
        "doubtful": row.doubtful,
    }


def statement_cells(row: StatementRow) -> list[Any]:
    """A statement as cells under `STATEMENT_COLUMNS`."""
    paper = row.paper
    return [
        row.identity,
        row.said,
        row.act,
        row.party,
        row.holder,
        " ".join(row.dossiers),
        row.meeting,
        row.session,
        row.quote,
        paper.title if paper else None,
        " ".join(paper.numbers) if paper else None,
        getattr(row.citation, "page", None),
        paper.stamp if paper else None,
        row.marking,
        row.review,
        row.rule,
    ]


def paper_json(row: PaperRow) -> dict[str, Any]:
    """A paper for programs; documented in docs/commands.md."""
    return {
        "id": row.id,
        "sha256": row.sha256,
        "title": row.title,
        "language": row.language,
        "genre": row.genre,
        "on_behalf_of": row.on_behalf_of,
        "addressee": row.addressee,
        "numbers": list(row.numbers),
        "said": row.said,
        "source": row.source,
        "stamp": row.stamp,
        "marking": row.marking,
        "media_type": row.media_type,
        "size": row.size,
    }


def print_statements(rows: Iterable[StatementRow], *, with_act: bool = True) -> None:
    """Statements under the paper they are from: who, on what, and the quote."""
    for _, group in itertools.groupby(rows, key=_origin):
        first, *rest = group
        print_block([(source(first), "bold")])
        if first.paper and first.paper.stamp:
            print_block([], [(f"[{first.paper.stamp}]", "italic")])
        for row in (first, *rest):
            body = [(f"“{row.quote}”", ""), (understood(row.act, row.content), "dim")]
            print_block([*_head(row, with_act), *_place(row)], body, indent=2)


def print_statement(row: StatementRow, *, more: Sequence[tuple[str, str]] = ()) -> None:
    """One statement with its source; ``more`` are further cells of its first line."""
    stamp = row.paper.stamp if row.paper else ""
    print_block(
        [(str(row.said or "undated"), "bold"), *_head(row, not more), *more, *_place(row)],
        [
            (f"“{row.quote}”", ""),
            (understood(row.act, row.content), "dim"),
            (source(row), "dim"),
            (f"[{stamp}]" if stamp else "", "italic dim"),
        ],
    )


def _origin(row: StatementRow) -> tuple[str | None, dt.date | None, str]:
    return row.paper.id if row.paper else None, row.said, row.marking


def _head(row: StatementRow, with_act: bool) -> list[tuple[str, str]]:
    return [
        (who(row), "bold"),
        (str(row.act) if with_act else "", ""),
        (", ".join(row.dossiers), "cyan"),
    ]


def _place(row: StatementRow) -> list[tuple[str, str]]:
    page = getattr(row.citation, "page", None)
    return [
        (f"session {row.session}" if row.session else "", "dim"),
        (f"page {page}" if page else "", "dim"),
        (_reviewed(row), "green"),
        (DOUBTFUL if row.doubtful else "", "red"),
        (row.identity[:SHORT], "dim"),
    ]


def understood(act: str, content: Mapping[str, Any]) -> str:
    """The facts read in a statement: ``(event: approved; candidates: FIN, SWE)``."""
    wanted = _FACTS.get(act, [key for key in content if key not in _NO_FACTS])
    plain = {key: _plain(content.get(key)) for key in wanted}
    told = [f"{key.replace('_', ' ')}: {value}" for key, value in plain.items() if value]
    return f"({'; '.join(told)})" if told else ""


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_plain, value)))
    if isinstance(value, Mapping):
        return " ".join(filter(None, map(_plain, value.values())))
    return "" if value is None or isinstance(value, bool) else str(value)


def who(row: StatementRow) -> str:
    """The party by name, or the holder as the paper words it."""
    if row.party:
        return party(row.party)
    return row.holder or ""


def party(code: str) -> str:
    """A party by its English name."""
    from inzet.vocabulary.parties import party_name

    return party_name(code)


def source(row: StatementRow) -> str:
    """Where it says so: the paper, its numbers, the day, and who may see it; or the cell of a
    table, or what is outside the record."""
    if row.paper is None:
        outside = outside_words(row.citation)
        return " · ".join((outside, str(row.said or "undated"), row.marking)) if outside else ""
    numbers = ", ".join(row.paper.numbers)
    parts = (row.paper.title, numbers, str(row.said or "undated"), row.marking)
    return " · ".join(part for part in parts if part)


def outside(row: StatementRow) -> str:
    """Where it says so in a few words: the paper by its number, else what is outside the record
    with what it says."""
    if row.paper is not None:
        return next(iter(row.paper.numbers), row.paper.title)
    says = getattr(row.citation, "says", "")
    return ": ".join(part for part in (outside_words(row.citation), says) if part)


def _reviewed(row: StatementRow) -> str:
    if row.corrected:
        return "corrected"
    return row.review or ""


def address(row: StatementRow) -> str | None:
    """Where what a reference refers to is published; None where that does not follow from it."""
    from inzet.reading.mentions.references.identifier import address_of

    identifier = row.content.get("id")
    refers = row.act == Act.REFERENCE and isinstance(identifier, str)
    return address_of(str(identifier)) if refers else None


def _paper_lite(paper: PaperLite | None) -> dict[str, Any] | None:
    if paper is None:
        return None
    return {
        "id": paper.id,
        "title": paper.title,
        "numbers": list(paper.numbers),
        "said": paper.said,
        "stamp": paper.stamp,
    }
