"""What a person judges of a promise: this paper keeps it, it lapsed; undone by withdrawing it.

A judgement is a statement of the act *context* under the rule ``person``, whose content is
``{"kind": "keeping", "of", "keeping", "since", "paper", "ground", "by"}``. Each has an identity of
its own, numbered within its feed, so that its history can be found again after it was undone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from inzet.meetings.commitments.keeping import Keeping
from inzet.meetings.notices import every
from inzet.reading.quotes import as_typed
from inzet.reading.review import only_place, span_citation
from inzet.record import Filter, PaperLite, PaperRow, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import Citation, OutsideCitation
from inzet.vocabulary.entries import Statement, Withdrawal
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import INTERNAL, PUBLIC
from inzet.vocabulary.times import first_day

if TYPE_CHECKING:
    from inzet.record import Reader, Record, View

KIND = "keeping"
"""What the content of such a judgement says it is."""

_JUDGED = (Keeping.KEPT, Keeping.PARTLY, Keeping.LAPSED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged of a promise, as it stands in a view."""

    of: str
    """Identity of the promise."""
    keeping: Keeping
    """kept, partly kept or lapsed."""
    since: dt.date | None
    """From which day it holds: the day of the paper that keeps it, or the day it lapsed."""
    paper: PaperLite | None
    """The paper that keeps it; None where it lapsed."""
    ground: str
    by: str
    row: StatementRow
    """The statement that is the judgement; its quote is the sentence that keeps the promise."""

    @property
    def quote(self) -> str:
        """The sentence of the paper that keeps it; "" where none was given."""
        return self.row.quote if self.row.paper is not None else ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was written.

    Attributes:
        entry: id of the entry.
        identity: identity of the promise it concerns.
        marking: the marking it was written under: who may see it.
        quote: the sentence of the paper that it cites; "" where it cites none.
    """

    entry: str
    identity: str
    marking: str
    quote: str = ""


def judgements(view: View) -> dict[str, list[Judgement]]:
    """Every judgement of a promise that this reader may see, by identity of the promise.

    In order of arrival. One whose paper is not in view is left out: nothing is kept without the
    paper that keeps it.
    """
    found: dict[str, list[Judgement]] = defaultdict(list)
    for row in every(view, Filter(act=Act.CONTEXT, rule=PERSON)):
        judged = _judgement(view, row)
        if judged is not None:
            found[judged.of].append(judged)
    for judged_of in found.values():
        judged_of.sort(key=lambda each: (each.row.arrived, each.row.entry))
    return dict(found)


def standing(
    of: StatementRow, judged: Mapping[str, list[Judgement]], on: dt.date, reader: str
) -> Judgement | None:
    """The judgement that counts on a day: the last to arrive of those that hold by then.

    Only the organisation whose promise it is in the record, and the one that reads, judge it.
    """
    whose = {of.organisation, reader}
    holding = [
        each
        for each in judged.get(of.identity, ())
        if each.row.organisation in whose and (each.since is None or each.since <= on)
    ]
    return holding[-1] if holding else None


def keep(
    record: Record,
    reader: Reader,
    name: str,
    *,
    by: str,
    paper: str,
    quote: str = "",
    span: tuple[int, int] | None = None,
    partly: bool = False,
    note: str = "",
) -> Judged:
    """Judge that a paper keeps a promise, or a part of it.

    Args:
        name: identity of the promise, or as much of its beginning as is unique.
        paper: id, unique beginning of an id, or number of the paper that keeps it.
        quote: the sentence of that paper which does; must stand in it once.
        span: instead of ``quote``, its code points (start, end) in the extracted text.

    Raises:
        NotFound: this reader sees no such promise or paper.
        UnknownValue: it is no promise; the paper is older than it, or the one that makes it; the
            quote is not in it.
        InputError: the reader is not this node's organisation.
    """
    view = own_view(record, reader)
    promise = promise_of(view, name)
    keeper = view.paper(paper)
    _check_keeper(promise, keeper)
    said = keeper.said or keeper.arrived.date()
    citation: Citation = OutsideCitation(identifier="judgement", date=said.isoformat(), says=note)
    keeping = Keeping.PARTLY if partly else Keeping.KEPT
    words = f"Judged to be {keeping} by: {keeper.title}"
    if quote or span:
        text = view.text(keeper.id)
        start, end = span or only_place(text.text, quote, keeper.title)
        citation = span_citation(keeper.id, text, start, end)
        words = as_typed(text.text[start:end], keeper.language or "nl")
    statement = Statement(
        identity="",
        act=Act.CONTEXT,
        said=said.isoformat(),
        valid_from=said.isoformat(),
        quote=words,
        citation=citation,
        content=_content(promise, keeping, said, by, note, keeper.id),
        rule=PERSON,
        language=keeper.language if quote or span else "en",
    )
    done = _write(record, view, promise, statement, keeper.marking)
    return replace(done, quote=statement.quote if quote or span else "")


def lapse(
    record: Record,
    reader: Reader,
    name: str,
    *,
    by: str,
    ground: str,
    on: dt.date | None = None,
) -> Judged:
    """Judge that a promise no longer has to be kept.

    Args:
        ground: why, in a sentence.
        on: the day it lapsed; today where none is given.

    Raises:
        NotFound: this reader sees no such promise.
        UnknownValue: it is no promise, or no ground is given.
        InputError: the reader is not this node's organisation.
    """
    view = own_view(record, reader)
    promise = promise_of(view, name)
    ground = " ".join(ground.split())
    if not ground:
        raise UnknownValue(
            "a promise does not lapse without a ground",
            where=promise.identity[:12],
            fix="Say why: --ground 'The meeting was cancelled'.",
        )
    today = dt.date.today()
    day = on or max(today, promise.said or today)
    if promise.said is not None and day < promise.said:
        raise UnknownValue(
            f"it was promised on {promise.said}, after {day}",
            where=promise.identity[:12],
            fix="A promise lapses on the day it was made at the earliest.",
        )
    statement = Statement(
        identity="",
        act=Act.CONTEXT,
        said=today.isoformat(),
        valid_from=day.isoformat(),
        quote=ground,
        citation=OutsideCitation(identifier="judgement", date=today.isoformat(), says=ground),
        content=_content(promise, Keeping.LAPSED, day, by, ground),
        rule=PERSON,
    )
    return _write(record, view, promise, statement, promise.marking)


def undo(record: Record, reader: Reader, name: str, *, by: str, ground: str = "undone") -> Judged:
    """Take back the last judgement of a promise that stands; the one before it counts again.

    Raises:
        NotFound: this reader sees no such promise, or there is nothing to undo.
        InputError: the reader is not this node's organisation.
    """
    view = own_view(record, reader)
    promise = promise_of(view, name)
    own = [
        row
        for row in every(view, Filter(act=Act.CONTEXT, rule=PERSON))
        if row.content.get("kind") == KIND
        and row.content.get("of") == promise.identity
        and row.organisation == record.organisation.name
    ]
    if not own:
        raise NotFound(
            "there is nothing to undo",
            where=promise.identity[:12],
            fix="Nobody judged whether it was kept, or that was undone before.",
        )
    last = max(own, key=lambda row: (row.arrived, row.entry))
    said = last.said.isoformat() if last.said else None
    # It was never so, hence from the day the judgement counted.
    body = Withdrawal(target=last.entry, said=said, by=by, ground=ground)
    with record.batch(last.marking) as batch:
        entry = batch.add(body)
    return Judged(entry, promise.identity, last.marking)


def own_view(record: Record, reader: Reader) -> View:
    """The record as its own organisation sees it, which alone judges.

    Raises:
        InputError: another reader.
    """
    own = record.reader()
    if reader != own:
        raise InputError(
            "only the record's own organisation judges whether a promise was kept",
            where=reader.name,
            fix="Leave the choice of another reader away.",
        )
    return record.view(own)


def promise_of(view: View, name: str) -> StatementRow:
    """The promise of this identity, or of what begins so.

    Raises:
        NotFound: none, or several.
        UnknownValue: it is another statement.
    """
    row = view.statement(name)
    if row.act != Act.COMMITMENT:
        raise UnknownValue(
            f"this is a {row.act}, not a commitment",
            where=row.identity[:12],
            fix="inzet commitments lists what was promised, each with its id.",
        )
    return row


def identities(view: View, of: str) -> Iterator[str]:
    """Identities that judgements of a promise may have in this view, undone ones included."""
    for feed in view.feeds():
        number = missed = 0
        while missed <= _GAP:
            identity = _identity(of, feed.organisation, feed.marking, number)
            try:
                view.history(identity)
            except NotFound:
                missed += 1
            else:
                missed = 0
                yield identity
            number += 1


_GAP = 3
"""How many numbers may be missing in a row: judgements that were not yet said on the day asked."""


def _identity(of: str, organisation: str, marking: str, number: int) -> str:
    # Numbered within one feed, so that no reader sees a gap where another may see more.
    return content_id([KIND, of, organisation, marking, number])


def _judgement(view: View, row: StatementRow) -> Judgement | None:
    content = row.content
    if content.get("kind") != KIND or content.get("keeping") not in _JUDGED:
        return None
    keeping = Keeping(content["keeping"])
    paper = row.paper
    if paper is None and content.get("paper"):
        paper = _lite(view, str(content["paper"]))
    if paper is None and keeping is not Keeping.LAPSED:
        return None
    return Judgement(
        of=str(content.get("of")),
        keeping=keeping,
        since=first_day(row.valid_from) if row.valid_from else row.said,
        paper=paper,
        ground=str(content.get("ground") or ""),
        by=str(content.get("by") or ""),
        row=row,
    )


def _lite(view: View, paper: str) -> PaperLite | None:
    try:
        row = view.paper(paper)
    except NotFound:
        return None
    return PaperLite(row.id, row.title, row.numbers, row.said, row.stamp)


def _content(
    promise: StatementRow, keeping: Keeping, since: dt.date, by: str, ground: str, paper: str = ""
) -> dict[str, str]:
    said = {"kind": KIND, "of": promise.identity, "keeping": str(keeping)}
    said |= {"since": since.isoformat(), "by": by}
    return said | ({"paper": paper} if paper else {}) | ({"ground": ground} if ground else {})


def _check_keeper(promise: StatementRow, keeper: PaperRow) -> None:
    if promise.paper is not None and promise.paper.id == keeper.id:
        raise UnknownValue(
            "this is the paper that makes the promise",
            where=keeper.title,
            fix="A promise is kept by another paper.",
        )
    if promise.said and keeper.said and keeper.said < promise.said:
        raise UnknownValue(
            f"this paper is of {keeper.said}, before the promise of {promise.said}",
            where=keeper.title,
            fix="A promise is kept by a later paper.",
        )


def _write(
    record: Record, view: View, promise: StatementRow, statement: Statement, also: str
) -> Judged:
    """Writes a judgement where only those see it who may see all that it rests on."""
    marking = _narrower(record, promise.marking, also)
    number = _judged_before(view, promise.identity, record.organisation.name, marking)
    identity = _identity(promise.identity, record.organisation.name, marking, number)
    with record.batch(marking) as batch:
        entry = batch.add(msgspec.structs.replace(statement, identity=identity))
    return Judged(entry, promise.identity, marking)


def _judged_before(view: View, of: str, organisation: str, marking: str) -> int:
    number = 0
    while True:
        try:
            view.history(_identity(of, organisation, marking, number))
        except NotFound:
            return number
        number += 1


def _narrower(record: Record, one: str, other: str) -> str:
    known = {PUBLIC, INTERNAL, *record.audiences()}
    wanted = one if one == other or other == PUBLIC else other if one == PUBLIC else INTERNAL
    return wanted if wanted in known else INTERNAL
