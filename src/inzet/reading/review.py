"""What a person does with a reading: confirm, correct, reject, add what was missed, undo.

Each is an entry of its own in a feed; nothing is overwritten. Only this node's organisation
reviews: somebody who reads as the public, or as another organisation, sees and leaves it at that.
The entry goes where the statement is marked, so whoever may read the statement sees its review.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from inzet.reading.meanwhile import unless_judged
from inzet.reading.quotes import as_typed as as_typed
from inzet.reading.quotes import find_quote as find_quote
from inzet.reading.text import Extracted, Place
from inzet.vocabulary.acts import PROCEDURES, Act
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.entries import Correction, Review, Statement, Withdrawal, statement_identity
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.times import first_day

if TYPE_CHECKING:
    from inzet.record import HistoryRow, Reader, Record, StatementRow, TextRow, View

CHANGEABLE = (
    "act",
    "party",
    "holder",
    "dossiers",
    "meeting",
    "session",
    "item",
    "valid_from",
    "valid_to",
    "content",
)
"""What a correction may change: everything that was read, never the quote or where it stands."""

CONFIRMED, REJECTED = "confirmed", "rejected"
_DOSSIER = re.compile(rf"(?:{'|'.join(PROCEDURES)})/[\w.-]+\Z")


@dataclass(frozen=True, slots=True)
class Done:
    """What a review wrote.

    Attributes:
        entry: id of the entry written.
        identity: identity of the statement it concerns.
        marking: the marking it was written under.
    """

    entry: str
    identity: str
    marking: str


def confirm(
    record: Record, reader: Reader, identity: str, *, by: str, note: str = "", seen: str = ""
) -> Done:
    """Say that a statement was read right.

    Args:
        identity: the statement's identity, or as much of its beginning as is unique.
        by: who says so (a login name).
        seen: the last thing that was known of it (`meanwhile.last_of`); "" does not ask.

    Raises:
        NotFound: this reader sees no such statement.
        JudgedMeanwhile: something happened to it since ``seen``; nothing was written.
        InputError: the reader is not this node's organisation.
    """
    return _verdict(record, reader, identity, CONFIRMED, by, note, seen)


def reject(
    record: Record, reader: Reader, identity: str, *, by: str, note: str = "", seen: str = ""
) -> Done:
    """Say that the paper does not say this; lists no longer show it, its history does.

    Raises:
        NotFound: this reader sees no such statement.
        JudgedMeanwhile: as `confirm`.
        NotOwner: another organisation read it.
    """
    return _verdict(record, reader, identity, REJECTED, by, note, seen)


def correct(
    record: Record,
    reader: Reader,
    identity: str,
    *,
    by: str,
    changes: Mapping[str, Any],
    note: str = "",
    seen: str = "",
) -> Done:
    """Put a statement right; the corrected one keeps its identity, quote and citation.

    Args:
        changes: fields of `CHANGEABLE` with their new value. None empties a field; ``content``
            is laid over the old content key by key, a None in it takes the key away.

    Raises:
        UnknownValue: a field or value that does not exist, or nothing that changes.
        NotFound: this reader sees no such statement.
        JudgedMeanwhile: as `confirm`.
        NotOwner: another organisation read it.
    """
    view = own_view(record, reader)
    unless_judged(view, identity, seen)
    row = view.statement(identity)
    old = statement_of(row)
    new = msgspec.structs.replace(old, **_checked(changes, old.content), rule=PERSON)
    if msgspec.structs.replace(new, rule=old.rule) == old:
        raise UnknownValue(
            "nothing changes by this correction",
            where=row.identity[:12],
            fix="Give at least one field another value, or confirm it as it is.",
        )
    body = Correction(
        target=row.entry, statement=msgspec.structs.replace(new, precision=None), by=by, note=note
    )
    with record.batch(row.marking) as batch:
        unless_judged(own_view(record, reader), row.identity, seen)
        entry = batch.add(body)
    return Done(entry, row.identity, row.marking)


def add(
    record: Record,
    reader: Reader,
    paper: str,
    *,
    by: str,
    act: str,
    quote: str = "",
    span: tuple[int, int] | None = None,
    party: str | None = None,
    holder: str | None = None,
    fields: Mapping[str, Any] | None = None,
    note: str = "",
) -> Done:
    """Add a statement that the reader missed.

    Args:
        paper: id, unique beginning of an id, or number of the paper.
        act: one of `Act`.
        quote: the words, as printed or as one would type them; must stand in the paper once.
        span: instead of ``quote``, its code points (start, end) in the extracted text.
        fields: further fields of `CHANGEABLE`.

    Raises:
        UnknownValue: the quote is not in the paper, or stands there more than once.
        NotFound: this reader sees no such paper.
    """
    view = own_view(record, reader)
    row = view.paper(paper)
    text = view.text(row.id)
    start, end = span or only_place(text.text, quote, row.title)
    if not 0 <= start < end <= len(text.text):
        raise UnknownValue(
            f"{start}:{end} is not a span of the paper",
            where=row.title,
            fix=f"Its text runs from 0 to {len(text.text)}.",
        )
    values = _checked({"act": act, "party": party, "holder": holder, **(fields or {})}, {})
    body = Statement(
        identity=statement_identity(row.sha256, start, end, values["act"], holder),
        said=_iso(row.said),
        quote=as_typed(text.text[start:end], row.language or "nl"),
        citation=span_citation(row.id, text, start, end),
        rule=PERSON,
        explanation={"by": by, "note": note} if note else {"by": by},
        language=row.language,
        **values,
    )
    with record.batch(row.marking) as batch:
        entry = batch.add(body)
    return Done(entry, body.identity, row.marking)


def undo(
    record: Record,
    reader: Reader,
    identity: str,
    *,
    by: str,
    entry: str | None = None,
    ground: str = "undone",
) -> Done:
    """Undo the last thing a person did to a statement, or one thing named by its entry id.

    A verdict or correction goes, and what it hid is back; a statement that a person added is
    taken away. An undoing is not undone: decide again instead.

    Args:
        identity: the statement's, or as much of its beginning as is unique.
        entry: beginning of the id of what is to be undone, as the history lists it.

    Raises:
        InputError: the reader is not this node's organisation, or the entry is no decision.
        NotFound: this reader sees no such statement, or nothing of it can be undone.
        NotOwner: another organisation wrote it.
    """
    view = own_view(record, reader)
    history = view.history(identity)
    row = _to_undo(history, identity, entry, record.organisation.name)
    body = Withdrawal(target=row.entry, said=_iso(row.said), by=by, ground=ground)
    with record.batch(row.marking) as batch:
        written = batch.add(body)
    return Done(written, identity, row.marking)


def statement_of(row: StatementRow) -> Statement:
    """The entry body that a row shows, without feed and nonce."""
    return Statement(
        identity=row.identity,
        said=_iso(row.said),
        act=Act(row.act),
        party=row.party,
        holder=row.holder,
        dossiers=tuple(row.dossiers),
        meeting=row.meeting,
        session=row.session,
        item=row.item,
        quote=row.quote,
        citation=row.citation,
        content=row.content,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        rule=row.rule,
        precision=row.precision,
        explanation=row.explanation,
        language=row.language,
        speaker=row.speaker,
    )


def _verdict(
    record: Record, reader: Reader, identity: str, verdict: str, by: str, note: str, seen: str
) -> Done:
    view = own_view(record, reader)
    unless_judged(view, identity, seen)
    row = view.statement(identity)
    with record.batch(row.marking) as batch:
        # Again, now that nobody else can write.
        unless_judged(own_view(record, reader), row.identity, seen)
        entry = batch.add(verdict_on(row, verdict, by, note))
    return Done(entry, row.identity, row.marking)


def verdict_on(row: StatementRow, verdict: str, by: str, note: str) -> Review:
    """The entry by which a person says that a statement was read right, or was not."""
    # A misreading was never said, so a verdict on it counts from the day of the paper.
    return Review(target=row.entry, said=_iso(row.said), verdict=verdict, by=by, note=note)


def _to_undo(history: list[HistoryRow], identity: str, entry: str | None, own: str) -> HistoryRow:
    if entry is not None:
        named = [row for row in history if row.entry.startswith(entry)]
        if len(named) == 1 and _is_decision(named[0]):
            return named[0]
        if len(named) == 1:
            raise InputError(
                f"a {named[0].kind} is not undone",
                where=named[0].entry[:12],
                fix="Confirm, correct or reject the statement instead.",
            )
        raise NotFound(
            f"nothing called “{entry}” happened to this statement",
            where=identity[:12],
            fix="Its history lists what did, each with its id.",
        )
    for row in reversed(history):
        if _is_decision(row) and not row.undone and row.organisation == own:
            return row
    raise NotFound(
        "there is nothing to undo",
        where=identity[:12],
        fix="What a person did to it was undone before, or nobody did anything.",
    )


def _is_decision(row: HistoryRow) -> bool:
    return row.kind in ("review", "correction") or row.rule == PERSON


def own_view(record: Record, reader: Reader) -> View:
    """The record as its own organisation sees it, under the names it was written with.

    Raises:
        InputError: another reader.
    """
    own = record.reader()
    if reader != own:
        raise InputError(
            "only this node's own organisation reviews what was read",
            where=reader.name,
            fix="Leave the choice of another reader away.",
        )
    # What is written again keeps the names it was written with.
    return record.view(own, as_written=True)


def _iso(day: dt.date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, dt.date) else day


def span_citation(paper: str, text: TextRow, start: int, end: int) -> SpanCitation:
    """The citation of a span of a paper's text, with its page and where it stands in print."""
    places = tuple(Place(*each) for each in text.places)
    extracted = Extracted(text.text, text.pages, (), text.extractor, "", places=places)
    return SpanCitation(
        paper=paper,
        extraction=text.version,
        start=start,
        end=end,
        page=extracted.page_at(start),
        place=extracted.place_of(start, end) or msgspec.UNSET,
    )


def only_place(text: str, quote: str, title: str) -> tuple[int, int]:
    """Where a quote stands in the text of a paper, as (start, end) code points.

    Args:
        title: the paper's, for the error.

    Raises:
        UnknownValue: it does not stand there, or more than once.
    """
    places = find_quote(text, quote)
    if len(places) == 1:
        return places[0]
    if not places:
        raise UnknownValue(
            "the quote does not stand in this paper",
            where=title,
            fix="Copy it from the paper's text; line breaks and hyphenation do not matter.",
        )
    raise UnknownValue(
        f"the quote stands {len(places)} times in this paper",
        where=title,
        fix="Take more words around it, or give its span: "
        + ", ".join(f"{start}:{end}" for start, end in places[:5])
        + ".",
    )


def _checked(changes: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Changes as values of a `Statement`, each held against what it may be."""
    unknown = sorted(set(changes) - set(CHANGEABLE))
    if unknown:
        raise UnknownValue(
            f"“{unknown[0]}” is not something a correction can change",
            fix=f"It can change {', '.join(CHANGEABLE)}.",
        )
    return {field: _value(field, value, content) for field, value in changes.items()}


def _value(field: str, value: Any, content: Mapping[str, Any]) -> Any:
    match field:
        case "act":
            return _act(value)
        case "dossiers":
            return _dossiers(value or ())
        case "session":
            return _session(value)
        case "valid_from" | "valid_to":
            if value:
                first_day(value)
            return value or None
        case "content":
            laid_over = {**content, **(value or {})}
            return {key: kept for key, kept in laid_over.items() if kept is not None}
        case _:
            return value or None


def _act(value: Any) -> Act:
    try:
        return Act(value)
    except ValueError:
        raise UnknownValue(f"“{value}” is not an act", fix=f"Use {', '.join(Act)}.") from None


def _dossiers(value: Any) -> tuple[str, ...]:
    dossiers = (value,) if isinstance(value, str) else tuple(value)
    for dossier in dossiers:
        if not _DOSSIER.match(dossier):
            raise UnknownValue(
                f"“{dossier}” is not a dossier",
                fix=f"A dossier is procedure/name; the procedures are {', '.join(PROCEDURES)}.",
            )
    return dossiers


def _session(value: Any) -> int | None:
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise UnknownValue(f"“{value}” is not the number of a session", fix="Use 1, 2, 3 …")
    return number
