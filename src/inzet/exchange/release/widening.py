"""Sharing wider: a paper or statement of one's own again, in a feed that more may read.

:func:`plan` tells everything and writes nothing; :func:`share` does what the plan told.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from inzet.exchange.release.outward import Inward, Narrower, Outward
from inzet.exchange.release.readers import Audience, audience
from inzet.reading.review import own_view, statement_of
from inzet.record import Batch, PaperRow, Reader, Record, StatementRow, View
from inzet.vocabulary import entries
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import SpanCitation
from inzet.vocabulary.errors import InputError, NotFound, NotOwner, Outdated, ReferenceInward
from inzet.vocabulary.judgements import PERSON


@dataclass(frozen=True, slots=True)
class Left:
    """A statement that does not go along, as it leads to what is narrower."""

    statement: StatementRow
    why: Narrower


@dataclass(frozen=True, slots=True)
class Plan:
    """What sharing would do, and who will be able to read it.

    Attributes:
        row: the paper or statement that is shared, as it stands now.
        audience: who will be able to read it.
        goes: the statements that would be written.
        left: of a paper: those that cannot go along.
        shared: of a paper: its copy under that marking; None where there is none yet.
        whole: of a paper: what was read from it goes along.
        done: it is there already, with all that was asked: nothing would be written.
    """

    row: PaperRow | StatementRow
    audience: Audience
    goes: tuple[StatementRow, ...] = ()
    left: tuple[Left, ...] = ()
    shared: PaperRow | None = None
    whole: bool = False
    done: bool = False

    @property
    def name(self) -> str:
        """Id of the paper, or identity of the statement."""
        return self.row.id if isinstance(self.row, PaperRow) else self.row.identity

    @property
    def fingerprint(self) -> str:
        """Of everything that a person agrees to: what is shared, and with whom."""
        made = self.audience
        readers = sorted(each.id for each in made.who)
        going = sorted(each.entry for each in self.goes)
        return content_id([self.name, made.marking, made.everybody, readers, going, self.done])


@dataclass(frozen=True, slots=True)
class Shared:
    """What came of it.

    Attributes:
        plan: what was planned.
        name: id of the paper in the wider feed, or identity of the statement.
        statements: how many were written.
    """

    plan: Plan
    name: str
    statements: int


def plan(record: Record, reader: Reader, name: str, marking: str, *, whole: bool = False) -> Plan:
    """What sharing a paper or statement under a marking would do; writes nothing.

    Args:
        name: a paper by id, number or SHA-256, or a statement by identity or entry.
        whole: of a paper: what was read from it goes along.

    Raises:
        NotFound: nothing by that name for this reader.
        NotOwner: another organisation wrote it.
        ReferenceInward: it is a statement that leads to what not all of them may read.
        InputError: everybody who would read it can read it already; or the reader is another
            than the record's own organisation.
        UnknownValue: there is no such marking.
    """
    view = own_view(record, reader)
    try:
        row: PaperRow | StatementRow = view.paper(name)
    except NotFound:
        row = view.statement(name)
    own_only(record, view, row)
    there = record.view(reader.narrowed((marking,)), as_written=True)
    if isinstance(row, PaperRow):
        return _plan_paper(record, view, there, row, marking, whole=whole)
    return _plan_statement(record, view, there, row, marking)


def own_only(record: Record, view: View, row: PaperRow | StatementRow) -> None:
    """Refuses what another organisation wrote: it alone says who may read that.

    Raises:
        NotOwner: it did.
    """
    if not _own(record, view, row):
        raise NotOwner(
            f"{row.organisation} wrote this, and {row.organisation} alone says who may read it",
            where=(row.id if isinstance(row, PaperRow) else row.identity)[:12],
            fix=f"Ask {row.organisation} to share it with them, by a request for information.",
        )


def _own(record: Record, view: View, row: PaperRow | StatementRow) -> bool:
    # By key, as another organisation may call itself the same.
    entry = row.id if isinstance(row, PaperRow) else row.entry
    return view.originator(entry) == record.organisation.id


def _plan_paper(
    record: Record, view: View, there: View, paper: PaperRow, marking: str, *, whole: bool
) -> Plan:
    copies = view.copies(paper.id)
    outward = Outward(record, view, marking, {each.id: each.id for each in copies})
    shared = next((each for each in copies if each.marking == marking), None)
    made = audience(record, marking, already=[outward.allowed(each) for each in copies])
    if shared is None:
        _refuse_idle(made, paper.marking)
    at = {each.id: each.marking for each in copies}
    goes, left = [], []
    for row in view.paper_statements(paper.id) if whole else ():
        if not _of_paper(row, at) or not _own(record, view, row):
            continue
        if _stands(there, record, row.identity):
            continue
        try:
            outward.content(dict(row.content))
        except Inward as inward:
            left.append(Left(row, inward.narrower))
        else:
            goes.append(row)
    return Plan(
        row=paper,
        audience=made,
        goes=tuple(goes),
        left=tuple(left),
        shared=shared,
        whole=whole,
        done=shared is not None and not goes,
    )


def _of_paper(row: StatementRow, at: dict[str, str]) -> bool:
    """Whether a statement is what a paper says, marked as the paper is.

    What people judged with the paper in hand is theirs, and is shared by itself.
    """
    judged = row.rule == PERSON and not row.corrected and "kind" in row.content
    marked = row.paper is not None and at.get(row.paper.id) == row.marking
    return marked and not judged


def _plan_statement(
    record: Record, view: View, there: View, row: StatementRow, marking: str
) -> Plan:
    outward = Outward(record, view, marking)
    made = audience(record, marking, already=[outward.allowed(row)])
    if _stands(there, record, row.identity):
        return Plan(row, made, done=True)
    _refuse_idle(made, row.marking)
    try:
        _led(row, outward)
    except Inward as inward:
        raise _refusal(row, inward.narrower, marking) from None
    return Plan(row, made, goes=(row,))


def _refuse_idle(made: Audience, now: str) -> None:
    if not made.everybody and not made.fresh:
        raise InputError(
            f"everybody who reads {made.marking} can read it already, as {now}",
            where="marking",
            fix="Name a marking that others read too; `inzet audience` shows who reads which.",
        )


def _refusal(row: StatementRow, why: Narrower, marking: str) -> ReferenceInward:
    whom = ", ".join(why.not_for) or "everybody"
    title = why.title if len(why.title) <= 80 else f"{why.title[:79].rstrip()}…"
    return ReferenceInward(
        f"it rests on “{title}”, which is {why.marking} and not for {whom}",
        where=row.identity[:12],
        fix=f"Share that first: inzet share {why.entry[:12]} --marking {marking}. Or write a "
        "version that may be read, and have it checked: inzet tearline.",
    )


def _stands(there: View, record: Record, identity: str) -> bool:
    """Whether a statement of one's own is there for the readers of a marking."""
    try:
        return _own(record, there, there.statement(identity))
    except NotFound:
        return False


# ---- the deed ---------------------------------------------------------------------------


def share(record: Record, reader: Reader, made: Plan) -> Shared:
    """Writes what the plan told in the wider feed, sealed at once; nothing where it is there.

    Args:
        made: the plan, shown to the person first.

    Raises:
        Outdated: what would be shared, or who would read it, changed since it was shown.
        InputError: the reader is another than the record's own organisation.
    """
    marking = made.audience.marking
    if plan(record, reader, made.name, marking, whole=made.whole).fingerprint != made.fingerprint:
        raise Outdated(
            "what would be shared, or who would read it, changed since it was shown",
            where=made.name[:12],
            fix="Look again, then share.",
        )
    view = own_view(record, reader)
    paper = _shared_as(made)
    if made.done:
        return Shared(made, paper or made.name, 0)
    with record.batch(marking) as batch:
        if isinstance(made.row, PaperRow):
            paper = _write_paper(batch, view, made.row, made.goes, paper)
        going = {} if paper is None else {each.id: paper for each in view.copies(made.name)}
        outward = Outward(record, view, marking, going)
        for row in made.goes:
            _write(batch, _led(row, outward))
        if paper is not None and made.goes:
            _write_reading(batch, view, made, paper)
    return Shared(made, paper or made.name, len(made.goes))


def _shared_as(made: Plan) -> str | None:
    return made.shared.id if made.shared is not None else None


def _led(row: StatementRow, outward: Outward) -> StatementRow:
    """A statement as it stands in the wider feed: all there may read whatever it leads to."""
    citation = row.citation
    if isinstance(citation, SpanCitation):
        citation = msgspec.structs.replace(citation, paper=outward.paper(citation.paper))
    # Why a person wrote it was written for who read it then.
    explained = {key: each for key, each in row.explanation.items() if key != "note"}
    return msgspec.structs.replace(
        row,
        citation=citation,
        content=outward.content(dict(row.content)),
        explanation=outward.content(explained),
    )


def _write(batch: Batch, row: StatementRow) -> None:
    body = statement_of(row)
    entry = batch.add(body)
    if row.corrected:
        # Over the narrower correction too, so that whoever reads both is shown this one.
        batch.add(entries.Correction(target=entry, statement=body))


def _write_paper(
    batch: Batch, view: View, paper: PaperRow, goes: tuple[StatementRow, ...], shared: str | None
) -> str:
    """The paper with the texts that it needs there; returns its id in the wider feed."""
    body, texts = view.written(paper.id)
    there = {each.version for each in view.written(shared)[1]} if shared else set()
    if shared is None:
        batch.keep(view.original(paper.id))
        shared = batch.add(msgspec.structs.replace(body, feed="", nonce="", source=_address(body)))
    cited = {row.citation.extraction for row in goes if isinstance(row.citation, SpanCitation)} | {
        each.version for each in texts[-1:]
    }
    for each in texts:
        if each.version in cited - there:
            batch.keep(view.text(paper.id, each.version).text.encode())
            batch.add(msgspec.structs.replace(each, feed="", nonce="", paper=shared))
    return shared


def _address(body: entries.Paper) -> str:
    """Where it is published; the name of a file in the house is nobody else's."""
    return body.source if body.source.startswith(("https://", "http://")) else ""


def _write_reading(batch: Batch, view: View, made: Plan, paper: str) -> None:
    read = view.reading(made.name)
    if read is not None and (made.shared is None or view.reading(made.shared.id) is None):
        batch.add(
            msgspec.structs.replace(
                read, feed="", nonce="", paper=paper, statements=len(made.goes), note=""
            )
        )


def take_back(
    record: Record, reader: Reader, name: str, marking: str, *, by: str, ground: str
) -> Shared:
    """Withdraws from a wider feed what was shared there; what it was shared from stands again.

    Whoever read it has it: a withdrawal says that one no longer stands by it there.

    Args:
        name: as for :func:`plan`.
        ground: why; those who could read it can read that too.

    Raises:
        NotFound: nothing by that name stands under that marking.
        NotOwner: another organisation wrote it.
        InputError: it stands under that marking alone, so it was not shared from elsewhere.
    """
    view = own_view(record, reader)
    try:
        row: PaperRow | StatementRow = view.paper(name)
    except NotFound:
        row = view.statement(name)
    own_only(record, view, row)
    own = record.organisation.name
    if isinstance(row, PaperRow):
        copies = view.copies(row.id)
        there = [each for each in copies if each.marking == marking]
        if not there or len(copies) == 1:
            raise _not_shared(name, marking, elsewhere=not there)
        row = there[0]
        said = [each.identity for each in view.paper_statements(row.id)]
        closed = [*_versions(view, said, marking, own), row.id]
    else:
        closed = _versions(view, [row.identity], marking, own)
        if not closed or not _elsewhere(view, row.identity, marking):
            raise _not_shared(name, marking, elsewhere=not closed)
    day = row.said.isoformat() if row.said else None
    with record.batch(marking) as batch:
        for entry in closed:
            batch.add(entries.Withdrawal(target=entry, said=day, by=by, ground=ground))
    made = Plan(row, audience(record, marking))
    return Shared(made, row.id if isinstance(row, PaperRow) else row.identity, len(closed))


def _versions(view: View, identities: list[str], marking: str, own: str) -> list[str]:
    """Readings and corrections of statements in a feed of one's own that were not taken back."""
    return [
        step.entry
        for identity in identities
        for step in view.history(identity)
        if step.marking == marking
        and step.organisation == own
        and step.kind in ("reading", "correction")
        and not step.undone
    ]


def _elsewhere(view: View, identity: str, marking: str) -> bool:
    """Whether a statement stands in another feed too, beside what stands under a marking."""
    return any(
        step.marking != marking and step.kind in ("reading", "correction") and not step.undone
        for step in view.history(identity)
    )


def _not_shared(name: str, marking: str, *, elsewhere: bool) -> InputError:
    if elsewhere:
        return InputError(
            f"it is not shared as {marking}",
            where=name[:12],
            fix="`inzet share` tells who reads it.",
        )
    return InputError(
        f"it stands as {marking} and nowhere else, so there is nothing to go back to",
        where=name[:12],
        fix="Withdraw or reject it where it stands.",
    )
