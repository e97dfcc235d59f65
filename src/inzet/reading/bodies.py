"""A reading as bodies for the record: papers, extractions and statements."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from inzet.reading.quotes import find_quote
from inzet.reading.result import Reading, ReadStatement
from inzet.reading.text import Extracted
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Extraction, Paper, Statement, statement_identity
from inzet.vocabulary.meetings import (
    NOTICE_RULE,
    PARTICIPATION_RULE,
    REFERENCE_RULE,
    MeetingNotice,
    Participant,
)
from inzet.vocabulary.speakers import Speaker


def paper_body(
    reading: Reading, extracted: Extracted, *, size: int, source: str, stamp: str
) -> Paper:
    """The paper as an entry, with what it says about itself."""
    document = reading.document
    return Paper(
        said=document.said_on,
        sha256=document.sha256,
        media_type=extracted.media_type,
        size=size,
        title=document.title,
        language=document.language,
        genre=document.genre,
        on_behalf_of=document.on_behalf_of,
        addressee=document.addressee,
        numbers=document.numbers,
        source=source,
        stamp=stamp,
    )


def extraction_body(
    paper: str, extracted: Extracted, *, version: int, text_sha256: str
) -> Extraction:
    """The paper's text as an entry."""
    return Extraction(
        paper=paper,
        version=version,
        extractor=extracted.extractor,
        text_sha256=text_sha256,
        length=len(extracted.text),
        pages=extracted.pages,
        marks=tuple((mark.kind, mark.level, mark.start, mark.end) for mark in extracted.marks),
        anchors=tuple(
            (mark.start, mark.anchor) for mark in extracted.marks if mark.anchor is not None
        ),
        places=extracted.places,
    )


class Bodies:
    """Turns what was read from one paper into statement bodies, each citing its span.

    Args:
        paper: entry id of the paper.
        version: version of its extracted text.
    """

    def __init__(self, reading: Reading, extracted: Extracted, *, paper: str, version: int) -> None:
        self._reading = reading
        self._extracted = extracted
        self._paper = paper
        self._version = version

    def statements(self) -> Iterator[Statement]:
        """Every statement of the paper: notices, participations, what was said, references.

        The same span, act and holder is one statement, however often it was read.
        """
        seen: set[str] = set()
        for body in self._all():
            if body.identity not in seen:
                seen.add(body.identity)
                yield body

    def _all(self) -> Iterator[Statement]:
        for notice in self._reading.meetings:
            yield from self._notice(notice)
        for statement in self._reading.statements:
            yield self._statement(statement)
        places: set[tuple[int, int]] = set()
        for reference in self._reading.references:
            # Several papers of one range stand in one place; their identifiers tell them apart.
            shared = (reference.start, reference.end) in places
            places.add((reference.start, reference.end))
            yield self._body(
                act=Act.REFERENCE,
                start=reference.start,
                end=reference.end,
                quote=reference.text,
                holder=reference.id if shared else self._speaker,
                party=self._speaker,
                rule=REFERENCE_RULE,
                content={"id": reference.id, "text": reference.text},
            )

    @property
    def _speaker(self) -> str | None:
        return self._reading.document.on_behalf_of

    def _notice(self, notice: MeetingNotice) -> Iterator[Statement]:
        place = self._place(notice)
        if place is not None:
            start, end, quote = place
            # The id of the meeting is part of the holder, as one sentence may announce several.
            yield self._body(
                act=Act.CONTEXT,
                start=start,
                end=end,
                quote=quote,
                holder=notice.id,
                party=self._speaker,
                meeting=notice.id,
                rule=NOTICE_RULE,
                content={"meeting": msgspec.to_builtins(notice)},
                # What a report tells held from the meeting on, not from the day of the report.
                valid_from=notice.to or notice.from_ if notice.certainty == "held" else None,
            )
        for participant in notice.participants:
            yield from self._participation(notice.id, None, participant)
        for session in notice.sessions:
            for participant in session.participants:
                yield from self._participation(notice.id, session.number, participant)

    def _place(self, notice: MeetingNotice) -> tuple[int, int, str] | None:
        """Where a paper announces a meeting: in a sentence, else in its title."""
        if notice.start is not None and notice.end is not None:
            return notice.start, notice.end, notice.quote or ""
        title = self._reading.document.title
        places = find_quote(self._extracted.text, title)
        return (*places[0], title) if places else None

    def _participation(
        self, meeting: str, session: int | None, participant: Participant
    ) -> Iterator[Statement]:
        if participant.start is None or participant.end is None:
            return
        content = msgspec.to_builtins(participant)
        for cited in ("quote", "start", "end"):
            content.pop(cited, None)
        yield self._body(
            act=Act.PARTICIPATION,
            start=participant.start,
            end=participant.end,
            quote=participant.quote or "",
            holder=f"{participant.party} as {participant.capacity} in {session or 'all'}",
            party=participant.party,
            meeting=meeting,
            session=session,
            rule=PARTICIPATION_RULE,
            content=content,
        )

    def _statement(self, read: ReadStatement) -> Statement:
        return self._body(
            act=Act(read.act),
            start=read.start,
            end=read.end,
            quote=read.quote,
            holder=read.holder,
            party=read.party,
            dossiers=read.dossiers,
            meeting=read.meeting,
            session=read.session,
            item=read.item,
            rule=read.rule,
            precision=read.reading_precision,
            content=read.content,
            valid_from=read.valid_from,
            valid_to=read.valid_to,
            explanation=read.explanation,
            speaker=read.speaker,
        )

    def _body(
        self,
        *,
        act: Act,
        start: int,
        end: int,
        quote: str,
        holder: str | None,
        party: str | None,
        rule: str,
        content: dict[str, object],
        dossiers: tuple[str, ...] = (),
        meeting: str | None = None,
        session: int | None = None,
        item: str | None = None,
        precision: str | None = None,
        valid_from: str | None = None,
        valid_to: str | None = None,
        explanation: dict[str, object] | None = None,
        speaker: Speaker | None = None,
    ) -> Statement:
        document = self._reading.document
        return Statement(
            said=document.said_on,
            identity=statement_identity(document.sha256, start, end, act, holder),
            act=act,
            party=party,
            holder=holder,
            dossiers=dossiers,
            meeting=meeting,
            session=session,
            item=item,
            quote=quote,
            citation=SpanCitation(
                paper=self._paper,
                extraction=self._version,
                start=start,
                end=end,
                page=self._extracted.page_at(start),
                place=self._extracted.place_of(start, end) or msgspec.UNSET,
            ),
            content=content,
            valid_from=valid_from,
            valid_to=valid_to,
            rule=rule,
            precision=precision,
            explanation=explanation or {},
            language=document.language,
            speaker=speaker,
        )
