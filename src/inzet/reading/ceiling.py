"""The ceiling: no way into a record takes in what bears a classification above what it may hold.

Papers that are read and feeds of others come by here; what people type here, and objects of
others, are refused by the record itself (``record.typed``). What is refused is refused whole;
nothing of its content is in the error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from inzet.reading.mentions.markings import classification_of
from inzet.reading.read import PaperRead
from inzet.reading.text import Extracted, Mark
from inzet.record import Parcel
from inzet.record.typed import typed_above
from inzet.vocabulary import entries
from inzet.vocabulary.canonical import MALFORMED
from inzet.vocabulary.classifications import may_bear, refuse
from inzet.vocabulary.entries import Extraction, ForeignObject
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import Classification

Bytes = Callable[[str], Iterable[bytes]]
_JUDGED = re.compile(rb'"kind"\s*:\s*"(?:extraction|object)"')


def refuse_above(ceiling: Classification, paper: PaperRead, *, name: str = "") -> None:
    """Refuse a paper that bears a classification above a ceiling.

    Raises:
        ClassifiedPaper: it does.
    """
    refuse(ceiling, paper.classification, "the paper", where=name)


def refuse_bearing(ceiling: Classification, found: Classification, *, name: str = "") -> None:
    """Refuse a paper by the classification that was found on it, before anything else is read.

    Raises:
        ClassifiedPaper: it is above the ceiling.
    """
    refuse(ceiling, found, "the paper", where=name)


def refuse_parcel(
    ceiling: Classification, parcel: Parcel, bytes_of: Bytes | None
) -> list[tuple[int, ForeignObject]]:
    """Refuse what another organisation sealed where a paper in it, or what somebody typed, is above
    a ceiling.

    Args:
        bytes_of: gives the texts that came with it; what did not come is the record's to refuse.

    Returns:
        The objects of others in it, by their number in the feed: what their markings ask is left to
        whoever knows those.

    Raises:
        ClassifiedPaper: one is; the whole parcel is refused, and with it the feed from there on.
    """
    objects: list[tuple[int, ForeignObject]] = []
    for n, sent in enumerate(parcel.entries, parcel.first):
        # Looked into only where there may be something: most entries are statements.
        if sent.body is None or not _is_judged(sent.body):
            continue
        try:
            body = entries.decode(sent.body)
        except MALFORMED:
            # The record says what is wrong with it.
            continue
        if isinstance(body, ForeignObject):
            objects.append((n, body))
        found = _of_text(body, bytes_of) if isinstance(body, Extraction) else typed_above(body)
        refuse_entry(ceiling, found, parcel, n)
    return objects


def _is_judged(raw: bytes) -> bool:
    """Whether an entry may be the text of a paper or an object, by its bytes as nothing else of it
    is proven yet; or hold a word that classifications have."""
    return _JUDGED.search(raw) is not None or may_bear(raw)


def refuse_entry(ceiling: Classification, found: Classification, parcel: Parcel, n: int) -> None:
    """Refuse a parcel for what one entry of it bears.

    Raises:
        ClassifiedPaper: that is above the ceiling.
    """
    refuse(
        ceiling,
        found,
        f"entry {n} of {parcel.marking} of {parcel.organisation}",
        fix=f"Tell {parcel.organisation} by a way that is cleared for it. Once they erase the "
        "entry it comes empty, and the feed goes on; nothing from there on is taken until then.",
    )


def _of_text(body: Extraction, bytes_of: Bytes | None) -> Classification:
    if bytes_of is None:
        return Classification.UNCLASSIFIED
    try:
        text = b"".join(bytes_of(body.text_sha256)).decode()
    except (UnicodeDecodeError, NotFound):
        return Classification.UNCLASSIFIED
    return classification_of(
        Extracted(
            text=text,
            pages=body.pages,
            marks=tuple(Mark(*mark) for mark in body.marks),
            extractor=body.extractor,
            media_type="",
        )
    )
