"""Where something is said: a span of a text, a cell of a table, or a reference outside."""

from __future__ import annotations

import re

import msgspec

_ADDRESS = re.compile(r" <[^<>]*>")
"""Of an identifier: where it can be found, after its name."""

Box = tuple[int, int, int, int, int]
"""A place in print: page (from 1), left, top, right, bottom in tenths of a point from the top
left of the page as it is shown."""


class SpanCitation(
    msgspec.Struct, frozen=True, kw_only=True, tag="span", tag_field="type", gc=False
):
    """A span of one extraction of a paper; ``start`` and ``end`` count its code points."""

    paper: str
    """Entry id of the paper."""
    extraction: int
    """Version of the paper's extracted text, from 1."""
    start: int
    end: int
    page: int | None = None
    """Printed page, from 1; None where the source has no pages."""
    place: tuple[Box, ...] | msgspec.UnsetType = msgspec.UNSET
    """Where it stands in print, a box for each line; unset where the source has no print."""


class CellCitation(
    msgspec.Struct, frozen=True, kw_only=True, tag="cell", tag_field="type", gc=False
):
    """A cell of a published table."""

    source: str
    edition: str
    row: str
    column: str


class OutsideCitation(
    msgspec.Struct, frozen=True, kw_only=True, tag="outside", tag_field="type", gc=False
):
    """A source that is not in the record: its identifier, date and what it says."""

    identifier: str
    date: str | None = None
    says: str = ""


JUDGEMENT = "judgement"
"""The identifier of an outside citation that rests on a person alone; ``says`` is the ground."""


def outside_name(citation: OutsideCitation) -> str:
    """What to call a source outside the record: its identifier without the address behind it;
    of a judgement its ground, of an object known by a bare id what it is named."""
    name, _, _ = citation.identifier.partition(" <")
    bare = name == JUDGEMENT or "--" in name
    return citation.says if bare and citation.says else name


Citation = SpanCitation | CellCitation | OutsideCitation


def outside_words(citation: Citation) -> str:
    """A cell of a table, or a source outside the record, in words and without its address; "" of
    a span, which its paper tells."""
    if isinstance(citation, CellCitation):
        return f"{citation.source}: {citation.row}, {citation.column}"
    if isinstance(citation, OutsideCitation):
        return _ADDRESS.sub("", citation.identifier)
    return ""
