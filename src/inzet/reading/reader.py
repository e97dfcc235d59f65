"""The whole of reading: bytes → extracted text and a reading, stage by stage.

``load`` → ``structure`` → ``describe`` → ``find_mentions`` → ``meetings`` → ``find_turns`` →
``Statements`` → ``cycle`` → ``Reading``. A paper of an unknown kind is still read; it says what it
did not recognise.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from inzet.reading.announcement.meetings import UNITEMISED, attendance, meetings
from inzet.reading.announcement.parts import parts
from inzet.reading.contents.context import PaperContext
from inzet.reading.document import anchor_of, describe
from inzet.reading.layout.structure import structure
from inzet.reading.linking.dossiers import Linker
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.reading.opinion import SHIPPED, Opinion
from inzet.reading.opinion.heed import AsRead, heed
from inzet.reading.opinion.points import with_weighed_points
from inzet.reading.parliament.stage import cycle
from inzet.reading.read import PaperRead
from inzet.reading.result import Document, Reading, ReadStatement, Unrecognised
from inzet.reading.saying.grammar import grammar, spoken
from inzet.reading.saying.ratifications import ratifications
from inzet.reading.saying.statements import Statements
from inzet.reading.spans import Spans
from inzet.reading.text import Extracted, Sentence, Structured
from inzet.reading.turns.find import find_turns
from inzet.reading.uncollected import uncollected
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingNotice

_TREATIES = "treaty series"
"""Its lists of parties are read; the articles of a treaty are nobody's stance."""
_OF_TREATIES = frozenset((Act.STATUS, Act.CONDITION))
"""What its prose says: where it stands, and what must be met before it applies."""
_CODE = 3
"""Letters of a country's code."""
_METADATA = "metadata record"
"""It says of a paper what it is, and nothing of what the paper says."""
_QUOTING = frozenset(("debate note", "speaking notes", "briefing note"))
"""They put beside each other what other papers say, and ask; those papers are read for it."""


@dataclass(frozen=True, slots=True)
class ReadPaper(PaperRead):
    """A paper as read in this process, with its structure."""

    structured: Structured


def read(
    data: bytes,
    *,
    name: str = "",
    media_type: str | None = None,
    said_on: str | None = None,
    on_behalf_of: str | None = None,
) -> tuple[Extracted, Reading]:
    """Read a paper.

    Args:
        data: its bytes.
        name: file name or address, for the kind of file and for errors.
        media_type: such as ``text/html``; told from the bytes when None.
        said_on: ISO day it was said, where that is known; wins over the paper.
        on_behalf_of: code of the party it speaks for (``NLD``), where that is known.

    Returns:
        The extracted text, which all offsets count, and what was read.

    Raises:
        UnreadableFile: it cannot be read.
        UnknownValue: ``said_on`` is no day.
    """
    paper = read_paper(
        data, name=name, media_type=media_type, said_on=said_on, on_behalf_of=on_behalf_of
    )
    return paper.extracted, paper.reading


def read_paper(
    data: bytes,
    *,
    name: str = "",
    media_type: str | None = None,
    said_on: str | None = None,
    on_behalf_of: str | None = None,
    opinions: Sequence[Opinion] = SHIPPED,
    ocr: Sequence[str] | None = None,
) -> ReadPaper:
    """Like :func:`read`, with the structure, the classification and the stamp.

    Args:
        opinions: asked about the sentences in which the rules found nothing; by default the
            classifier that ships. One that sends text elsewhere is not asked about a paper that
            bears a classification or LIMITE.
        ocr: languages (ISO 639-1) in which pages that are images are read; None: they are not.
    """
    return read_text(
        load(data, name=name, media_type=media_type, ocr=ocr),
        hashlib.sha256(data).hexdigest(),
        said_on=said_on,
        on_behalf_of=on_behalf_of,
        opinions=opinions,
    )


def read_text(
    extracted: Extracted,
    sha256: str,
    *,
    said_on: str | None = None,
    on_behalf_of: str | None = None,
    opinions: Sequence[Opinion] = SHIPPED,
) -> ReadPaper:
    """Read a paper whose text was extracted before.

    Args:
        sha256: of the paper's bytes, lower-case hex.
        said_on, on_behalf_of, opinions: as for :func:`read_paper`.
    """
    with uncollected():
        return _read(extracted, sha256, said_on, on_behalf_of, opinions)


def _read(
    extracted: Extracted,
    sha256: str,
    said_on: str | None,
    on_behalf_of: str | None,
    opinions: Sequence[Opinion],
) -> ReadPaper:
    structured = structure(extracted)
    day = dt.date.fromisoformat(said_on) if said_on else None
    document = describe(
        structured,
        sha256,
        said_on=day,
        on_behalf_of=on_behalf_of,
    )
    anchor = anchor_of(
        structured, dt.date.fromisoformat(document.said_on) if document.said_on else None
    )
    mentions = find_mentions(structured, anchor)
    notices = meetings(structured, mentions, said_on=anchor, genre=document.genre)
    if opinions and document.genre not in UNITEMISED:
        notices = with_weighed_points(notices, structured, mentions, document.genre)
    context = PaperContext(
        structured=structured,
        mentions=mentions,
        meetings=notices,
        on_behalf_of=document.on_behalf_of,
        addressee=document.addressee,
        said_on=document.said_on,
        genre=document.genre,
        turns=find_turns(structured, document.genre, document.on_behalf_of, mentions),
        parts=parts(structured, notices) if len(notices) > 1 else (),
    )
    linker = Linker(context)
    read_as = _statements(document, context, linker)
    read_as = _with_cycle(read_as, context, document)
    if opinions and read_as.asked:
        read_as = heed(read_as, opinions, context, linker, document.sha256)
    notices = tuple(linker.notice(notice) for notice in notices)
    main = notices[0] if notices else None
    told = _told_of_meetings(notices, structured)
    reading = Reading(
        document=document,
        meetings=notices,
        meeting=main,
        sessions=main.sessions if main else (),
        participants=main.participants if main else (),
        statements=_placed(read_as.statements, extracted),
        # A paper that prints its own number on every page does not refer to itself.
        references=tuple(one for one in mentions.references if one.id not in document.numbers),
        unrecognised=tuple(
            _unrecognised(sentence, read_as.refused.get(sentence.id, ()))
            for sentence in read_as.silent
            if not told.touch(sentence.start, sentence.end)
        ),
        dropped=read_as.dropped,
        notes=(
            *extracted.notes,
            *structured.notes,
            *_notes(document, notices, read_as),
            *read_as.notes,
        ),
    )
    return ReadPaper(extracted, reading, mentions.classification, structured.stamp, structured)


def _placed(statements: Sequence[ReadStatement], extracted: Extracted) -> tuple[ReadStatement, ...]:
    if not extracted.places:
        return tuple(statements)
    return tuple(
        msgspec.structs.replace(each, place=extracted.place_of(each.start, each.end))
        for each in statements
    )


def _statements(document: Document, context: PaperContext, linker: Linker) -> AsRead:
    """Statements of a paper in a language that has cues, block by block; else none."""
    bodies = [s for s in context.structured.sentences if _in_body(context, s)]
    rows = ratifications(context, document.sha256) if document.genre == _TREATIES else []
    if (
        document.genre == _METADATA
        or document.genre in _QUOTING
        or grammar(document.language or "", document.on_behalf_of) is None
    ):
        return AsRead(rows, bodies, 0, asked=bool(rows))
    stage = Statements(context, document.sha256, linker)
    found = stage.read()
    if document.genre == _TREATIES:
        listed = Spans((one.start, one.end) for one in rows)
        found = [
            one
            for one in found
            if (one.act in _OF_TREATIES or _declares(one, document))
            and not listed.touch(one.start, one.end)
        ]
        found = sorted((*rows, *found), key=lambda one: (one.start, one.end))
        told = Spans((one.start, one.end) for one in found)
        silent = [s for s in bodies if not told.touch(s.start, s.end)]
        return AsRead(found, silent, stage.dropped, asked=True, refused=stage.refused)
    return AsRead(
        found,
        stage.silent,
        stage.dropped,
        asked=True,
        refused=stage.refused,
        signs=stage.signs,
        leads=stage.leads,
        named=stage.named,
        passed=stage.passed,
    )


def _declares(one: ReadStatement, document: Document) -> bool:
    """Whether a party that is named takes a stance: a declaration or objection beside a treaty."""
    if one.act != Act.POSITION or not one.holder or not one.party:
        return False
    named = len(one.party) == _CODE or one.party == "EU"
    return named and (one.explanation or {}).get("clause") == "main"


def _with_cycle(read: AsRead, context: PaperContext, document: Document) -> AsRead:
    """The same with what the paper tells of the parliamentary cycle."""
    statements = cycle(context, document, read.statements)
    told = Spans((one.start, one.end) for one in statements if one.rule.startswith("cycle."))
    silent = [one for one in read.silent if not told.touch(one.start, one.end)]
    return replace(read, statements=statements, silent=silent)


def _in_body(context: PaperContext, sentence: Sentence) -> bool:
    return context.block(sentence).kind in ("paragraph", "list_item", "table_row", "note")


def _told_of_meetings(notices: tuple[MeetingNotice, ...], structured: Structured) -> Spans:
    """Spans that gave facts of a meeting: its notice, who is there, what is on it."""
    cited: list[tuple[int | None, int | None]] = []
    for notice in notices:
        cited.append((notice.start, notice.end))
        cited += [(each.start, each.end) for each in notice.participants]
        for session in notice.sessions:
            cited += [(each.start, each.end) for each in session.participants]
            cited += [(each.start, each.end) for each in session.topics]
    attending = attendance(structured) if notices else None
    if attending is not None:
        cited.append((attending[0].start, attending[0].end))
    return Spans((start, end) for start, end in cited if start is not None and end is not None)


def _unrecognised(sentence: Sentence, refused: tuple[tuple[str, str], ...]) -> Unrecognised:
    return Unrecognised(
        quote=sentence.text, start=sentence.start, end=sentence.end, refused=refused
    )


def _notes(document: Document, notices: tuple[MeetingNotice, ...], read: AsRead) -> list[str]:
    """What the reader has to say in plain words."""
    notes = []
    if document.genre is None:
        notes.append("The kind of paper was not recognised.")
    if not notices:
        notes.append("No meeting was recognised in the paper.")
    if document.language is None:
        notes.append("The language was not recognised.")
    elif document.language not in spoken():
        notes.append(
            f"There are no cues for the language “{document.language}” yet: structure, meeting "
            "and references were read, statements were not."
        )
    if document.on_behalf_of is None:
        notes.append(
            "For whom the paper speaks was not recognised; "
            + ("what “we” say has no party." if read.asked else "no statements were read.")
        )
    if document.said_on is None:
        notes.append("The paper does not say on which day it was said.")
    if read.dropped:
        notes.append(f"{read.dropped} statements were dropped: their quote was not in the text.")
    return notes
