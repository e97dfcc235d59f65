"""A draft released: who will read it, what stands in the way, and its clean copy in a feed.

:func:`plan` tells everything and writes nothing; :func:`release` does what the plan told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from inzet.reading.intake import MaybeSame, Taken, take
from inzet.record import Reader, Record, StatementRow, View
from inzet.record.readership import left_out
from inzet.vocabulary.acts import Act
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError, NotFound, ReferenceInward, UnknownValue
from inzet.vocabulary.judgements import PERSON
from inzet.vocabulary.markings import PUBLIC
from inzet.writing.draft import Block, Draft, Form, Source, clean, joined
from inzet.writing.drawer import Card, Desk, Release, Remark, Step
from inzet.writing.redraft import CONFLICT
from inzet.writing.render import plain
from inzet.writing.sent import Sent, check

KIND = "drafted from"
"""What the content of the statement that goes with a released draft says it is."""


@dataclass(frozen=True, slots=True)
class Narrower:
    """Words of the draft that rest on a sentence which not everybody who would read it may read."""

    key: str
    text: str
    """Of the block."""
    source: Source
    not_for: tuple[str, ...]
    """Who would read the draft and may not read the source; empty: everybody but those who may."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a release would do, and what stands in its way."""

    card: Card
    step: Step
    draft: Draft
    marking: str
    readers: tuple[Reader, ...]
    """Every organisation that would be able to read it; of PUBLIC those that are known here."""
    everybody: bool
    """It would be for everybody, known here or not."""
    text: str
    """The clean copy."""
    narrower: tuple[Narrower, ...]
    """Never released so, whatever is asked."""
    unfilled: tuple[Block, ...]
    conflicts: tuple[Block, ...]
    remarks: tuple[Remark, ...]
    """Not resolved; they stay in the drawer."""
    papers: tuple[str, ...]
    """Entry ids of the papers that it rests on."""

    @property
    def unfinished(self) -> bool:
        """Whether something is left to do that a person may decide to leave."""
        return bool(self.unfilled or self.conflicts or self.remarks)


@dataclass(frozen=True, slots=True)
class Released:
    """What came of it."""

    plan: Plan
    card: Card
    paper: str
    """Entry id of the paper."""
    taken: Taken


def plan(record: Record, desk: Desk, card: Card, marking: str) -> Plan:
    """Who would read a draft under a marking, and what stands in the way; writes nothing.

    Raises:
        InputError: the desk reads as another organisation than the record's own.
        UnknownValue: there is no such audience.
        NotFound: no such draft, for this person.
    """
    if desk.reader != record.reader():
        raise InputError(
            "only the record's own organisation can release a draft",
            where=desk.reader.name,
            fix="Leave the choice of another reader away.",
        )
    readers = record.who_reads(marking)
    version = desk.version(card)
    draft, view = version.draft, record.view(desk.reader)
    blocks = clean(draft)
    used = {place for block in blocks for place in block.sources}
    return Plan(
        card=card,
        step=version.step,
        draft=draft,
        marking=marking,
        readers=tuple(each for each in (record.readers() if readers is None else readers)
                      if each.id != PUBLIC),
        everybody=readers is None,
        text=plain.render(draft),
        narrower=tuple(_narrower(record, view, draft, blocks, readers)),
        unfilled=tuple(
            block
            for block in draft.blocks
            if block.form is Form.FIELD and not block.filled.strip() and not block.private
        ),
        conflicts=tuple(block for block in draft.blocks if block.role == CONFLICT),
        remarks=tuple(each for each in desk.remarks(card) if not each.resolved),
        papers=tuple(
            sorted({paper for place in used if (paper := draft.sources[place].paper) is not None})
        ),
    )  # fmt: skip


def release(
    record: Record,
    desk: Desk,
    made: Plan,
    *,
    as_is: bool = False,
    not_same: bool = False,
    sent: Sent | None = None,
) -> Released:
    """Puts the clean copy in a feed as a paper, and what it was drafted from beside it.

    Args:
        made: the plan, shown to the person first.
        as_is: also where fields are empty, conflicts are open or remarks not resolved.
        not_same: it is a paper of its own, however like another in the record.
        sent: the file as it went out: its bytes become the original of the paper.

    Raises:
        ReferenceInward: it says what not all who would read it may know.
        UnreadableFile: the file that went out cannot be read.
        InputError: that file says something else than the clean copy, or bears more; the draft
            is not finished, and not to be released as it is; or it changed since.
        ClassifiedPaper, MaybeSame: as reading any paper does.
    """
    name = made.card.name
    if made.narrower:
        raise ReferenceInward(
            f"{_count(len(made.narrower), 'passage')} of this draft may not be read by everybody "
            "who would read it",
            where=name,
            fix="Take them out, release it more narrowly, or release their sources first. "
            f"The first: “{_short(made.narrower[0].text)}”.",
        )
    if made.unfinished and not as_is:
        left = [
            _count(len(each), word)
            for each, word in (
                (made.unfilled, "field"), (made.conflicts, "conflict"), (made.remarks, "remark"),
            )
            if each
        ]  # fmt: skip
        raise InputError(
            f"this draft is not finished: {', '.join(left)} open",
            where=name,
            fix="Fill in and settle them, or release it as it is: --as-is. "
            "They never stand in what is released.",
        )
    if desk.version(made.card).step != made.step:
        raise InputError(
            "this draft was changed since it was shown", where=name, fix="Look again, then release."
        )
    if sent is not None:
        check(made.draft, sent)
    taken = _taken(record, made, desk.person.name, not_same=not_same, sent=sent)
    paper = taken.paper_id
    assert paper is not None
    _write_origin(record, made, paper, desk.person.name)
    told = Release(
        paper=paper,
        marking=made.marking,
        by=desk.person.name,
        on=dt.datetime.now(dt.UTC),
        version=made.step.number,
    )
    return Released(made, desk.mark_released(made.card, told), paper, taken)


def _taken(record: Record, made: Plan, by: str, *, not_same: bool, sent: Sent | None) -> Taken:
    draft = made.draft
    try:
        return take(
            record,
            made.text.encode() if sent is None else sent.data,
            name=f"{made.card.name.replace('/', '-')}.txt" if sent is None else sent.name,
            media_type="text/plain" if sent is None else None,
            marking=made.marking,
            said_on=draft.head.date or dt.date.today().isoformat(),
            on_behalf_of=draft.on_behalf_of,
            not_same=not_same,
            stamp=joined(draft.stamps) or None,
            by=by,
        )
    except MaybeSame as error:
        # It is like the paper it started from, and is not that paper.
        if error.candidate.id in {*made.papers, *draft.compared_with}:
            return _taken(record, made, by, not_same=True, sent=sent)
        raise


def drafted_from(view: View, paper: str) -> tuple[str, ...]:
    """Entry ids of the papers that a paper was drafted from, as far as this reader sees them.

    Empty where it was not drafted here.
    """
    try:
        row = view.statement(content_id([KIND, paper]))
    except NotFound:
        return ()
    found = []
    for each in row.content.get("papers", ()):
        try:
            found.append(view.paper(str(each)).id)
        except NotFound:
            continue
    return tuple(found)


def _write_origin(record: Record, made: Plan, paper_id: str, by: str) -> None:
    """That the paper was drafted here, and from which papers."""
    identity = content_id([KIND, paper_id])
    view = record.view(record.reader())
    try:
        view.statement(identity)
    except NotFound:
        pass
    else:
        return
    paper = view.paper(paper_id)
    said = (paper.said or dt.date.today()).isoformat()
    body = Statement(
        identity=identity,
        act=Act.CONTEXT,
        said=said,
        meeting=made.draft.meeting,
        quote=paper.title,
        citation=OutsideCitation(
            identifier="draft", date=said, says=f"Drafted as {made.card.name}"
        ),
        content={
            "kind": KIND,
            "paper": paper_id,
            "papers": list(made.papers),
            "draft": str(made.draft.kind),
            "by": by,
        },
        rule=PERSON,
        language=made.draft.language,
    )
    with record.batch(paper.marking) as batch:
        batch.add(body)


def _narrower(
    record: Record,
    view: View,
    draft: Draft,
    blocks: tuple[Block, ...],
    readers: tuple[Reader, ...] | None,
) -> list[Narrower]:
    """Which words rest on what not all readers may read."""
    may: dict[Source, tuple[str, ...] | None] = {}
    found = []
    for block in blocks:
        for place in block.sources:
            source = draft.sources[place]
            if source not in may:
                may[source] = _not_for(record, view, source, readers)
            not_for = may[source]
            if not_for is not None:
                text = block.text or block.filled or " ".join(" ".join(r) for r in block.rows)
                found.append(Narrower(block.key, text, source, not_for))
    return found


def _not_for(
    record: Record, view: View, source: Source, readers: tuple[Reader, ...] | None
) -> tuple[str, ...] | None:
    """Who may not read a source though they would read the draft; None where all may."""
    row = _row(view, source)
    try:
        allowed = record.who_reads(
            row.marking if row else source.marking, row.organisation if row else None
        )
    except UnknownValue:
        # Another organisation's marking, of a sentence that is gone: nobody is known to have it.
        allowed = (record.reader(),)
    return left_out(allowed, readers)


def _row(view: View, source: Source) -> StatementRow | None:
    try:
        return view.statement(source.statement)
    except NotFound:
        # Withdrawn since: what it was marked then still binds.
        return None


def _count(number: int, one: str) -> str:
    return f"{number} {one}" + ("" if number == 1 else "s")


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
