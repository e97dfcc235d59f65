"""The desk at which people write what is told of a cycle: what all of it shares.

What is written has a source: words of a paper, something outside the record, or a person's own
knowledge as a judgement. It is seen by nobody who may not see all that it rests on.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from inzet.meetings.cycle.names import Names
from inzet.meetings.cycle.told import day
from inzet.meetings.notices import is_notice, notices
from inzet.meetings.release import as_wide, may_read
from inzet.meetings.sources import Cited, Hand, cited, today
from inzet.record import PaperRow, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import JUDGEMENT, OutsideCitation, SpanCitation
from inzet.vocabulary.entries import Statement, Withdrawal
from inzet.vocabulary.errors import InputError, ReferenceInward, UnknownValue
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.vocabulary.meetings import PLANNED
from inzet.vocabulary.parliament import Motion, parliamentary
from inzet.vocabulary.times import parse_day

PROMISE = "promise"
"""What a promise that a person typed in is called among what is written here."""
_MINUTE = re.compile(r"T([01]\d|2[0-3]):[0-5]\d\Z")
_DAY = len("2023-03-22")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, or taken back.

    Attributes:
        entry: id of the entry.
        identity: identity of the statement; its beginning names it.
        kind: motion, appreciation, vote, carrying out, debate, consultation, place in cycle,
            promise or meeting.
        of: the motion, meeting or paper that it is about.
        marking: who may see it.
        quote: the words of the paper that it cites; "" where it cites none.
    """

    entry: str
    identity: str
    kind: str
    of: str
    marking: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What is to be written, before it has a source.

    Attributes:
        quote: what a statement without words of a paper is quoted by.
        on: ISO day from which it holds; else the day on which its source says it.
    """

    act: Act
    content: dict[str, object]
    quote: str
    kind: str
    of: str
    meeting: str | None = None
    party: str | None = None
    on: str | None = None
    holder: str | None = None
    dossiers: tuple[str, ...] = ()
    session: int | None = None
    item: str | None = None
    at_latest: bool = False
    """It holds from ``on`` at the latest: what is planned is so from the day it is said."""
    language: str | None = None
    """Of the words, where they are the writer's own."""


def write(
    record: Record,
    reader: Reader,
    hand: Hand,
    words: Words,
    *,
    rests_on: Iterable[StatementRow | PaperRow] = (),
) -> Written:
    """Writes a statement with its source.

    Args:
        rests_on: what it is about: everybody who may see what is written may see all of these.

    Raises:
        InputError: another reader, no writer, no source or several.
        NotFound: no such paper.
        UnknownValue: the words do not stand in the paper, or a marking that is none.
        ReferenceInward: it would be seen by people who may not see what it rests on.
    """
    view = own_view(record, reader)
    if not hand.by.strip():
        raise InputError("what is written says who writes it", where=words.of, fix="Give a name.")
    source = cited(view, hand.source, words.quote, hand.on or today())
    basis = list(rests_on)
    if isinstance(source.citation, SpanCitation):
        basis.append(view.paper(source.citation.paper))
    marking = hand.marking or narrowest(record, [each.marking for each in basis])
    for each in basis:
        if isinstance(each, StatementRow):
            as_wide(record, each, marking)
        else:
            _paper_as_wide(record, each, marking)
    said = _said(view, source)
    begins = day(words.on) or said
    body = Statement(
        # The same may be told twice, so nothing but chance tells two entries apart.
        identity=content_id([words.kind, secrets.token_hex(16)]),
        act=words.act,
        party=words.party,
        holder=words.holder,
        dossiers=words.dossiers,
        meeting=words.meeting,
        session=words.session,
        item=words.item,
        quote=source.quote,
        citation=source.citation,
        content=words.content,
        said=said.isoformat(),
        valid_from=(min(begins, said) if words.at_latest else begins).isoformat(),
        rule=PERSON,
        explanation={"by": hand.by},
        language=source.language or words.language,
    )
    with record.batch(marking) as batch:
        entry = batch.add(body)
    told = source.quote if isinstance(source.citation, SpanCitation) else ""
    return Written(entry, body.identity, words.kind, words.of, marking, told)


def withdraw(record: Record, reader: Reader, name: str, *, by: str, ground: str) -> Written:
    """Takes back what a person wrote of a cycle; it was never so, and its history stays.

    Args:
        name: identity of the statement, or as much of its beginning as is unique.

    Raises:
        NotFound: this reader sees no such statement.
        UnknownValue: it is none that a person wrote here.
        InputError: the reader is not this node's organisation.
    """
    view = own_view(record, reader)
    row = view.statement(name)
    kind = kind_of(row)
    if kind is None or row.organisation != record.organisation.name:
        raise UnknownValue(
            "this was not typed in here",
            where=row.identity[:12],
            fix="What was read is corrected or rejected: inzet review.",
        )
    said = row.said.isoformat() if row.said else None
    body = Withdrawal(target=row.entry, said=said, by=by, ground=ground.strip() or "undone")
    with record.batch(row.marking) as batch:
        entry = batch.add(body)
    of = str(row.content.get("motion") or row.meeting or row.content.get("paper") or "")
    return Written(entry, row.identity, kind, of, row.marking)


def kind_of(row: StatementRow) -> str | None:
    """What a person wrote here; None of all else."""
    if row.rule != PERSON:
        return None
    if is_notice(row):
        return PLANNED
    content = parliamentary(row.content)
    if content is not None:
        return str(type(content).__struct_config__.tag)
    spoken = row.act == Act.COMMITMENT and row.content.get("given") == "oral"
    return PROMISE if spoken and row.meeting else None


def own_view(record: Record, reader: Reader) -> View:
    """The record as its own organisation sees it, which alone writes here.

    Raises:
        InputError: another reader.
    """
    if reader != record.reader():
        raise InputError(
            "only the record's own organisation writes into a cycle",
            where=reader.name,
            fix="Leave the choice of another reader away.",
        )
    return record.view(reader)


def narrowest(record: Record, markings: Iterable[str]) -> str:
    """The one marking of several that all who may read it may read the others too.

    Where none of them is that one, and where there are none, what is written stays inside.
    """
    everything = set(markings)
    given = everything - {PUBLIC}
    if not given:
        return PUBLIC if everything else INTERNAL
    known = {INTERNAL, *record.audiences()}
    return next(iter(given)) if len(given) == 1 and given <= known else INTERNAL


def known_motion(view: View, name: str) -> tuple[str, list[StatementRow | PaperRow]]:
    """The identifier of a motion that is in view, and the most widely seen that tells of it.

    Raises:
        NotFound: no such motion for this reader, or several of that number.
    """
    from inzet.meetings.cycle.motions import motion

    found = motion(view, name, on=dt.date.max)
    told: list[StatementRow | PaperRow] = [
        each for each in found.sources if isinstance(parliamentary(each.content), Motion)
    ]
    told = told or list(found.sources)
    if found.paper is not None:
        told.append(found.paper)
    told.sort(key=lambda each: each.marking != PUBLIC)
    return found.id, told[:1]


def identifier(view: View, written: str) -> str:
    """The identifier of a motion that may not be in view yet.

    Raises:
        UnknownValue: it is no identifier of a parliamentary paper.
    """
    name = Names(view).of(written)
    if not re.match(r"[\w/-]*\d[\w/-]*\Z", name):
        raise UnknownValue(
            f"“{written}” is not the number of a motion",
            fix="Write it as kst-28676-431, or as 28 676, nr. 431.",
        )
    return name


def announced(view: View, meeting: str) -> list[StatementRow | PaperRow]:
    """The most widely seen notice of a meeting, on which what is told of it rests."""
    rows = [each.row for each in notices(view, meeting)]
    rows.sort(key=lambda each: each.marking != PUBLIC)
    return list(rows[:1])


def moment(written: str, *, where: str) -> str:
    """An ISO day, or a minute of one, as it was typed.

    Raises:
        UnknownValue: neither.
    """
    typed = written.strip().replace(" ", "T")
    parse_day(typed[:_DAY], where=where)
    if len(typed) > _DAY and not _MINUTE.match(typed[_DAY:]):
        raise UnknownValue(
            f"“{written}” is not a day or a minute",
            where=where,
            fix="Write it as 2023-03-22, or as 2023-03-22T14:30.",
        )
    return typed


def worded(text: str, *, what: str) -> str:
    """Text without white space around it.

    Raises:
        InputError: there is none.
    """
    plain = " ".join(text.split())
    if not plain:
        raise InputError(f"{what} is told in words", fix="Say it in a few.")
    return plain


def _said(view: View, source: Cited) -> dt.date:
    """When the source said it: the day of the paper or of the outside source, else today."""
    citation = source.citation
    if isinstance(citation, SpanCitation):
        return view.paper(citation.paper).said or today()
    if isinstance(citation, OutsideCitation) and citation.identifier != JUDGEMENT:
        return day(citation.date) or today()
    return today()


def _paper_as_wide(record: Record, paper: PaperRow, marking: str) -> None:
    if marking == INTERNAL:
        return
    if not may_read(record, paper.marking, paper.organisation, marking):
        raise ReferenceInward(
            f"not everybody who may read {marking} may read the paper that this is about",
            where=f"{paper.title} ({paper.marking})",
            fix=f"Write it under {paper.marking}, or under {INTERNAL}.",
        )
