"""Taking a paper in: read it, refuse what may not be kept, and put it in the record at once.

Papers come from anywhere, so they are read by the guard, in a process of their own; only what was
read comes back to the process that holds the record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from inzet.reading.bodies import Bodies, extraction_body, paper_body
from inzet.reading.ceiling import refuse_above
from inzet.reading.guard import Pool, shared
from inzet.reading.read import PaperRead, sayable
from inzet.reading.result import Reading
from inzet.reading.sameness import same_paper
from inzet.reading.version import reader_version
from inzet.reading.versions import Replacing
from inzet.record import PaperRow, Record, StatementRow, View
from inzet.record.readership import left_out
from inzet.vocabulary import entries
from inzet.vocabulary.canonical import canonical_bytes
from inzet.vocabulary.errors import InputError, NotOwner
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import INTERNAL

if TYPE_CHECKING:
    from inzet.reading.opinion.endpoint import ModelOpinion

_MODEL = "model."
"""How the rules of a language model begin: only a reading that asked one can miss them."""


class Outcome(StrEnum):
    """What became of a paper that was handed in."""

    NEW = "new"
    KNOWN = "known"
    """The same bytes, read by the same rules: nothing was written."""
    REREAD = "reread"
    """The same bytes, read again by newer rules."""
    ALIAS = "alias"
    """The same paper as other bytes or under another number."""
    VERSION = "version"
    """A later text of a paper in the record, which stays as it was beside it."""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a paper: its entry id, what was read, and how many statements are new."""

    outcome: Outcome
    paper_id: str | None
    """None on a dry run of a paper that is not in the record."""
    reading: Reading
    written: int = 0
    withdrawn: int = 0


class MaybeSame(InputError):
    """The paper looks like one that is in the record; a person must say whether it is.

    Attributes:
        candidate: the paper it looks like.
    """

    def __init__(self, candidate: PaperRow, *, where: str) -> None:
        self.candidate = candidate
        numbers = ", ".join(candidate.numbers) or candidate.id[:12]
        super().__init__(
            f"this looks like a paper that is in the record: “{candidate.title}” ({numbers})",
            where=where,
            fix=f"Say --same-as {candidate.id[:12]} to keep it as another copy of that paper, "
            "or --not-same to keep it as a paper of its own.",
        )


def take(
    record: Record,
    data: bytes,
    *,
    name: str = "",
    media_type: str | None = None,
    marking: str = INTERNAL,
    said_on: str | None = None,
    on_behalf_of: str | None = None,
    same_as: str | None = None,
    not_same: bool = False,
    stamp: str | None = None,
    by: str = "",
    model: ModelOpinion | None = None,
    ocr: Sequence[str] | None = None,
) -> Taken:
    """Read a paper and keep it with everything read from it, in one sealed batch or not at all.

    Args:
        data: the paper's bytes.
        name: file name or address, shown as its source and in errors.
        marking: audience under which it is released.
        said_on: ISO day on which it was said, where the paper does not say.
        on_behalf_of: for whom it speaks (``NLD``), where the paper does not say.
        same_as: id or number of the paper in the record that this is another copy of.
        not_same: keep it as a paper of its own, however alike.
        stamp: a notice that every showing must carry; by default the one the paper bears.
        by: who hands it in.
        model: a language model to ask about the sentences in which the rules found nothing.
        ocr: languages (ISO 639-1) in which pages that are images are read; None: they are not.

    Raises:
        UnreadableFile: it cannot be read.
        InputError: the model may not see papers under this marking; nothing was sent.
        ClassifiedPaper: it bears a classification above the record's ceiling.
        MaybeSame: it looks like a paper in the record, and neither option was given.
        NotFound: there is no paper ``same_as``.
    """
    guard = shared()
    view = record.view(record.reader())
    digest = hashlib.sha256(data).hexdigest()
    known = view.find_paper(sha256=digest)
    if model is not None:
        # Asked before anything of the paper could be sent.
        model.permit(known.marking if known is not None else marking)
    if known is not None and known.sha256 != digest:
        # These bytes are kept as another copy of a paper: it was read when that one came.
        paper = _read(record, view.original(known.id), known, name=name, ocr=ocr)
        return Taken(outcome=Outcome.KNOWN, paper_id=known.id, reading=paper.reading)
    if model is None:
        paper = guard.read(
            data, name=name, media_type=media_type, said_on=said_on, on_behalf_of=on_behalf_of,
            ocr=ocr,
        )  # fmt: skip
    else:
        paper = read_with(
            model, guard, data, name=name, media_type=media_type, said_on=said_on,
            on_behalf_of=on_behalf_of, ocr=ocr,
        )  # fmt: skip
    return keep(
        record, paper, data, name=name, marking=marking, same_as=same_as, not_same=not_same,
        stamp=stamp, by=by, model="" if model is None else model.name,
    )  # fmt: skip


def read_with(
    model: ModelOpinion,
    guard: Pool,
    data: bytes,
    *,
    name: str = "",
    media_type: str | None = None,
    said_on: str | None = None,
    on_behalf_of: str | None = None,
    ocr: Sequence[str] | None = None,
) -> PaperRead:
    """Read a paper and ask a model about it; the guard gives the text, and opens no connection.

    Raises:
        UnreadableFile: it cannot be read.
    """
    from inzet.reading.opinion import SHIPPED
    from inzet.reading.reader import read_text

    return read_text(
        guard.text(data, name=name, media_type=media_type, ocr=ocr),
        hashlib.sha256(data).hexdigest(),
        said_on=said_on,
        on_behalf_of=on_behalf_of,
        opinions=(*SHIPPED, model),
    )


def recognised(record: Record, sha256: str) -> PaperRow | None:
    """The paper in the record with these bytes, when this reader's rules have read it.

    Such a paper need not be read again; nothing of it is.
    """
    view = record.view(record.reader())
    known = view.find_paper(sha256=sha256)
    if known is None or known.sha256 != sha256:
        # Another copy of a paper was read when that one came.
        return known
    last = view.reading(known.id)
    return known if last is not None and _same_reader(last.reader, reader_version()) else None


def keep(
    record: Record,
    paper: PaperRead,
    data: bytes,
    *,
    name: str = "",
    marking: str = INTERNAL,
    same_as: str | None = None,
    not_same: bool = False,
    stamp: str | None = None,
    by: str = "",
    model: str = "",
    numbers: tuple[str, ...] = (),
    complete: bool = False,
    replacing: Replacing | None = None,
) -> Taken:
    """Put a paper that was read in the record, in one sealed batch or not at all.

    Args:
        paper: what was read from ``data``.
        model: name of the language model that was asked, if one was.
        numbers: identifiers that whoever publishes it gives it, beside those it bears.
        complete: those are all it has; what it bears beside them is another paper's.
        replacing: the paper of which this is a later text; it is kept under that one's marking.
        name, marking, same_as, not_same, stamp, by: as for :func:`take`.

    Raises:
        ClassifiedPaper, MaybeSame, NotFound: as :func:`take` does.
        NotOwner: another organisation wrote it, for fewer readers.
    """
    name = sayable(name)
    refuse_above(record.ceiling, paper, name=name)
    view = record.view(record.reader())
    known = view.find_paper(sha256=hashlib.sha256(data).hexdigest())
    reader = f"{reader_version()} + {model}" if model else reader_version()
    if known is not None:
        _refuse_wider(record, view, known, marking, where=name)
        if known.marking not in record.markings():
            # Another organisation's, under a marking of its own: it is here, and is theirs to read.
            return Taken(outcome=Outcome.KNOWN, paper_id=known.id, reading=paper.reading)
        return _again(record, paper, known, reader)
    if same_as is not None:
        return _alias(record, paper, data, view.paper(same_as), by=by, also=numbers)
    if not not_same and replacing is None:
        candidate = same_paper(view, paper.reading, paper.extracted)
        if candidate is not None:
            raise MaybeSame(candidate, where=name)
    if replacing is not None:
        marking = replacing.paper.marking
    _refuse_others(record, view, paper, marking, where=name)
    return _new(
        record, paper, data, reader, name=name, marking=marking, stamp=stamp, numbers=numbers,
        complete=complete, replacing=replacing,
    )  # fmt: skip


def _refuse_others(
    record: Record, view: View, paper: PaperRead, marking: str, *, where: str
) -> None:
    """Refuse the words of another organisation for more readers than it let have them.

    Raises:
        NotOwner: they are.
    """
    digest = hashlib.sha256(paper.extracted.text.encode()).hexdigest()
    theirs = view.find_paper(text_sha256=digest)
    if theirs is not None:
        _refuse_wider(record, view, theirs, marking, where=where)


def _refuse_wider(
    record: Record, view: View, theirs: PaperRow, marking: str, *, where: str
) -> None:
    if view.originator(theirs.id) == record.organisation.id:
        return
    allowed = record.who_reads(theirs.marking, theirs.organisation)
    if left_out(allowed, record.who_reads(marking)) is not None:
        raise NotOwner(
            f"{theirs.organisation} wrote this, and {theirs.organisation} alone says who may "
            "read it",
            where=where or theirs.id[:12],
            fix=f"Ask {theirs.organisation} to share it with them, by a request for information.",
        )


def _read(
    record: Record, data: bytes, known: PaperRow, *, name: str, ocr: Sequence[str] | None
) -> PaperRead:
    paper = shared().read(
        data,
        name=name,
        media_type=known.media_type,
        said_on=known.said.isoformat() if known.said else None,
        on_behalf_of=known.on_behalf_of,
        ocr=ocr,
    )
    refuse_above(record.ceiling, paper, name=name)
    return paper


def _new(
    record: Record,
    paper: PaperRead,
    data: bytes,
    reader: str,
    *,
    name: str,
    marking: str,
    stamp: str | None,
    numbers: tuple[str, ...] = (),
    complete: bool = False,
    replacing: Replacing | None = None,
) -> Taken:
    reading, extracted = paper.reading, paper.extracted
    written = withdrawn = 0
    view = record.view(record.reader(), as_written=True)
    with record.batch(marking) as batch:
        batch.keep(data)
        text_sha256 = batch.keep(extracted.text.encode())
        body = paper_body(
            reading, extracted, size=len(data), source=name, stamp=stamp or paper.stamp
        )
        borne = () if complete else body.numbers
        both = tuple(dict.fromkeys((*borne, *numbers)))
        said = body.said if replacing is None else replacing.said(body.said)
        paper_id = batch.add(msgspec.structs.replace(body, numbers=both, said=said))
        batch.add(extraction_body(paper_id, extracted, version=1, text_sha256=text_sha256))
        bodies = Bodies(reading, extracted, paper=paper_id, version=1).statements()
        if replacing is not None:
            bodies, closing = replacing.instead(view, paper_id, bodies)
            for each in closing:
                batch.add(each)
                withdrawn += isinstance(each, entries.Withdrawal)
        for statement in bodies:
            batch.add(statement)
            written += 1
        batch.add(_reading_body(paper, paper_id, reader, version=1, written=written))
    return Taken(
        outcome=Outcome.NEW if replacing is None else Outcome.VERSION,
        paper_id=paper_id,
        reading=reading,
        written=written,
        withdrawn=withdrawn,
    )


def _again(record: Record, paper: PaperRead, known: PaperRow, reader: str) -> Taken:
    # A new reading is held against the last as it was written, whatever people named it since.
    view = record.view(record.reader(), as_written=True)
    last = view.reading(known.id)
    if last is not None and _same_reader(last.reader, reader):
        return Taken(outcome=Outcome.KNOWN, paper_id=known.id, reading=paper.reading)
    text = view.text(known.id)
    version = text.version
    standing = {row.identity: row for row in view.paper_statements(known.id)}
    written = withdrawn = 0
    with record.batch(known.marking) as batch:
        if text.text != paper.extracted.text:
            version += 1
            text_sha256 = batch.keep(paper.extracted.text.encode())
            batch.add(
                extraction_body(known.id, paper.extracted, version=version, text_sha256=text_sha256)
            )
        bodies = Bodies(paper.reading, paper.extracted, paper=known.id, version=version)
        read = {body.identity: body for body in bodies.statements()}
        for identity, body in read.items():
            if identity not in standing or not _says(standing[identity], body):
                batch.add(body)
                written += 1
        for identity, row in standing.items():
            asked = _model_of(reader) or not row.rule.startswith(_MODEL)
            if identity not in read and row.rule != PERSON and row.review is None and asked:
                batch.add(
                    entries.Withdrawal(target=row.entry, ground=f"no longer read by {reader}")
                )
                withdrawn += 1
        batch.add(_reading_body(paper, known.id, reader, version=version, written=len(read)))
    return Taken(
        outcome=Outcome.REREAD,
        paper_id=known.id,
        reading=paper.reading,
        written=written,
        withdrawn=withdrawn,
    )


def _says(row: StatementRow, body: entries.Statement) -> bool:
    return (
        row.party == body.party
        and tuple(row.dossiers) == body.dossiers
        # As bytes, as a body holds tuples where a row from the record holds lists.
        and canonical_bytes(row.content) == canonical_bytes(body.content)
        and row.meeting == body.meeting
        and row.session == body.session
        and row.item == body.item
        and row.rule == body.rule
        and row.speaker == body.speaker
    )


def _alias(
    record: Record,
    paper: PaperRead,
    data: bytes,
    known: PaperRow,
    *,
    by: str,
    also: tuple[str, ...] = (),
) -> Taken:
    digest = hashlib.sha256(data).hexdigest()
    borne = dict.fromkeys((*paper.reading.document.numbers, *also))
    numbers = tuple(each for each in borne if each not in known.numbers)
    with record.batch(known.marking) as batch:
        batch.keep(data)
        batch.add(entries.Alias(paper=known.id, numbers=numbers, sha256=digest, by=by))
    return Taken(outcome=Outcome.ALIAS, paper_id=known.id, reading=paper.reading)


def _same_reader(last: str, reader: str) -> bool:
    """Whether a reading by ``last`` says all that ``reader`` would; a model may have added."""
    return last in (reader, f"{reader} + {_model_of(last)}")


def _model_of(reader: str) -> str:
    """The model that a reading asked; empty where it asked none."""
    return reader.partition(" + ")[2]


def _reading_body(
    paper: PaperRead, paper_id: str, reader: str, *, version: int, written: int
) -> entries.Reading:
    reading = paper.reading
    return entries.Reading(
        said=reading.document.said_on,
        paper=paper_id,
        extraction=version,
        reader=reader,
        statements=written,
        dropped=reading.dropped,
        unrecognised=tuple((each.start, each.end) for each in reading.unrecognised),
        note=" ".join(reading.notes),
    )


__all__ = [
    "MaybeSame",
    "Outcome",
    "Replacing",
    "Taken",
    "keep",
    "read_with",
    "recognised",
    "refuse_above",
    "take",
]
