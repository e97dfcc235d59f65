"""The desk at which items, uses, gradings, requests and answers are written: what all share.

Only the record's own organisation writes, into its own feeds; what somebody else wrote is named by
its identity, and seen by nobody who may not see that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from inzet.library.contents import ACTS, Content, Item, Told, kind_of, plain, told
from inzet.meetings.cycle import desk
from inzet.meetings.cycle.desk import Words, Written
from inzet.meetings.release import may_read
from inzet.meetings.sources import Hand, Source, today
from inzet.record import PaperRow, Reader, Record, StatementRow, View
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.errors import InputError, NotFound, NotOwner
from inzet.vocabulary.markings import INTERNAL

LONGEST = 100_000
"""Characters of a body; what is longer is a paper of its own."""
SHORT = 2_000
"""Characters of a title, summary, question or reason."""


def write(
    record: Record,
    reader: Reader,
    hand: Hand,
    content: Content,
    *,
    quote: str,
    rests_on: Iterable[StatementRow | PaperRow] = (),
    dossiers: tuple[str, ...] = (),
    meeting: str | None = None,
    holder: str | None = None,
    language: str | None = None,
) -> Written:
    """Writes one of these as a statement.

    Without a source of its own it rests on its writer's judgement: what it says is its ground.

    Raises:
        InputError: another reader, no writer, or several sources.
        NotFound: no such paper.
        UnknownValue: the words do not stand in the paper, or a marking that is none.
        ReferenceInward: it would be seen by people who may not see what it names.
    """
    basis = list(rests_on)
    if hand.source.empty:
        hand = replace(hand, source=Source(ground=(content.text or quote)[:SHORT]))
    if hand.marking is None and basis:
        hand = replace(hand, marking=narrowest(record, basis))
    words = Words(
        act=ACTS[type(content)],
        content=plain(content),
        quote=quote,
        kind=kind_of(content),
        of=content.title if isinstance(content, Item) else quote[:80],
        dossiers=dossiers,
        meeting=meeting,
        holder=holder or record.organisation.name,
        language=language,
    )
    return desk.write(record, reader, hand, words, rests_on=basis)


def narrowest(record: Record, basis: Iterable[StatementRow | PaperRow]) -> str:
    """The marking that something gets which names all of these and has none of its own.

    Where the one they bear would show it to people who may not read one of them (another
    organisation's marking may be called alike), it stays inside.
    """
    rows = list(basis)
    found = desk.narrowest(record, [each.marking for each in rows])
    if found == INTERNAL or all(
        may_read(record, each.marking, each.organisation, found) for each in rows
    ):
        return found
    return INTERNAL


def withdraw(record: Record, reader: Reader, name: str, *, by: str, ground: str) -> Written:
    """Takes back what was written here; its history stays.

    Args:
        name: identity of the statement, or as much of its beginning as is unique.

    Raises:
        InputError: another reader, or no ground.
        NotFound: this reader sees no such thing.
        NotOwner: another organisation wrote it.
    """
    view = desk.own_view(record, reader)
    found = one(view, name)
    row = found.row
    if row.organisation != record.organisation.name:
        raise NotOwner(
            f"{row.organisation} wrote this, and takes it back",
            where=row.identity[:12],
            fix="Ask them.",
        )
    body = Withdrawal(
        target=row.entry,
        said=row.said.isoformat() if row.said else today().isoformat(),
        by=by,
        ground=worded(ground, what="a withdrawal"),
    )
    with record.batch(row.marking) as batch:
        entry = batch.add(body)
    return Written(entry, row.identity, kind_of(found.content), row.quote[:80], row.marking)


def one(view: View, name: str, *kinds: type[Content]) -> Told[Content]:
    """What was written under this identity, or this beginning of one.

    Raises:
        NotFound: nothing of these kinds by that name for this reader.
    """
    wanted = kinds or tuple(ACTS)
    found = told(view.statement(name))
    if found is None or not isinstance(found.content, wanted):
        listed = " or ".join(kind_of(each) for each in wanted)
        raise NotFound(
            f"there is no {listed} “{name.strip()[:80]}”",
            fix="inzet library and inzet requests list what there is.",
        )
    return found


def worded(text: str, *, what: str, most: int = SHORT) -> str:
    """Text without white space around it, lines kept.

    Raises:
        InputError: there is none, or more than is read.
    """
    plain_text = text.strip()
    if not plain_text:
        raise InputError(f"{what} is told in words", fix="Say it in a few.")
    if len(plain_text) > most:
        raise InputError(
            f"{what} is at most {most:,} characters, and this one is {len(plain_text):,}",
            where=plain_text[:60],
            fix="Put the long text in a paper of its own, and name it as evidence.",
        )
    return plain_text
