"""Every page as data: JSON of what it shows, CSV of its lists."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from starlette.responses import Response

from inzet.record import PaperRow, StatementRow
from inzet.vocabulary.citations import SpanCitation

_BUNDLED = re.compile(r"(/dossiers/[^/]+/[^/]+|/meetings/[^/]+)\Z")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def bundle_of(path: str) -> str | None:
    """Where what a page is about can be had for other tools; None of a page about nothing such."""
    found = _BUNDLED.match(path)
    return f"{found[1]}/bundle.json" if found else None


def json_response(data: Any, status: int = 200) -> Response:
    """Anything of plain types, structs, dataclasses, dates as indented JSON."""
    body = msgspec.json.format(msgspec.json.encode(data, enc_hook=str), indent=1)
    return Response(body, status, media_type="application/json")


def csv_response(rows: Iterable[Mapping[str, object]], *, name: str) -> Response:
    """Rows with the same keys as a CSV to keep; every cell guarded against formulas."""
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.DictWriter(out, fieldnames=list(listed[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: guarded(value) for key, value in row.items()} for row in listed)
    # A byte order mark makes spreadsheets read the file as UTF-8.
    return Response(
        "\ufeff" + out.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def guarded(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (CWE-1236): a quote mark goes before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) else text


def statement_cells(row: StatementRow) -> dict[str, object]:
    """A statement as one line of a table."""
    span = row.citation if isinstance(row.citation, SpanCitation) else None
    return {
        "statement": row.identity,
        "said": row.said,
        "act": str(row.act),
        "party": row.party,
        "holder": row.holder,
        "dossiers": " ".join(row.dossiers),
        "meeting": row.meeting,
        "session": row.session,
        "item": row.item,
        "quote": row.quote,
        "paper": row.paper.title if row.paper else "",
        "numbers": " ".join(row.paper.numbers) if row.paper else "",
        "start": span.start if span else "",
        "end": span.end if span else "",
        "page": span.page if span else "",
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "rule": row.rule,
        "precision": row.precision,
        "review": row.review,
        "marking": row.marking,
        "stamp": row.paper.stamp if row.paper else "",
    }


def paper_cells(row: PaperRow) -> dict[str, object]:
    """A paper as one line of a table."""
    return {
        "paper": row.id,
        "said": row.said,
        "title": row.title,
        "genre": row.genre,
        "language": row.language,
        "on_behalf_of": row.on_behalf_of,
        "addressee": row.addressee,
        "numbers": " ".join(row.numbers),
        "source": row.source,
        "marking": row.marking,
        "stamp": row.stamp,
    }
