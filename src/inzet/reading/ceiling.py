"""The ceiling: no way into a record takes in what bears a classification above what it may hold.

Papers that are read and feeds of others come by here; what people type is refused by the record
itself (``record.typed``). What is refused is refused whole; nothing of its content is in the error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from inzet.reading.mentions.markings import classification_of
from inzet.reading.read import PaperRead
from inzet.reading.text import Extracted, Mark
from inzet.record import Parcel
from inzet.vocabulary import entries
from inzet.vocabulary.classifications import refuse
from inzet.vocabulary.errors import NotFound
from inzet.vocabulary.markings import Classification

Bytes = Callable[[str], Iterable[bytes]]


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


def refuse_parcel(ceiling: Classification, parcel: Parcel, bytes_of: Bytes | None) -> None:
    """Refuse what another organisation sealed where a paper in it is above a ceiling.

    Args:
        bytes_of: gives the texts that came with it; what did not come is the record's to refuse.

    Raises:
        ClassifiedPaper: one is; the whole parcel is refused, and with it the feed from there on.
    """
    for sent in parcel.entries:
        # Looked into only where there is a text: most entries are statements.
        if sent.kind != "extraction" or sent.body is None or bytes_of is None:
            continue
        try:
            body = entries.decode(sent.body)
            assert isinstance(body, entries.Extraction)
            text = b"".join(bytes_of(body.text_sha256)).decode()
        except (msgspec.DecodeError, AssertionError, UnicodeDecodeError, NotFound):
            continue
        found = classification_of(
            Extracted(
                text=text,
                pages=body.pages,
                marks=tuple(Mark(*mark) for mark in body.marks),
                extractor=body.extractor,
                media_type="",
            )
        )
        refuse(ceiling, found, f"a paper of {parcel.organisation} under {parcel.marking}")
