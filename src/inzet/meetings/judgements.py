"""What a person judges of the names of meetings and dossiers: two are one, or one is two.

Each judgement is a statement in a feed, nothing is overwritten: whoever may read that feed sees
the names it gives, others see what was read, and undoing it brings the old names back for all.
The record applies it (``record.renamings``); here it is checked, written, listed and undone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inzet.meetings.chain import chain
from inzet.meetings.notices import every
from inzet.record import Filter, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import PROCEDURES, Act, procedure_of
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, Withdrawal
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.vocabulary.judgements import APART, DOSSIER, MEETING, PERSON, SAME
from inzet.vocabulary.markings import INTERNAL, PUBLIC

_DOSSIER_NAME = re.compile(rf"(?:{'|'.join(PROCEDURES)})/[\w.-]+\Z")
_MEETING_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement of names that stands."""

    id: str
    """Identity of its statement; its beginning names it."""
    what: str
    """dossier or meeting."""
    kind: str
    """same or apart."""
    name: str
    shown_as: str
    papers: tuple[str, ...]
    """Of a parting: ids of the papers whose statements were parted."""
    statements: tuple[str, ...]
    """Of a parting: identities of single statements that were."""
    ground: str
    by: str
    said: dt.date | None
    marking: str
    entry: str


def judgements(view: View, what: str | None = None) -> list[Judgement]:
    """Every judgement of names in view, newest first; of dossiers or of meetings if told."""
    rows = every(view, Filter(act=Act.CONTEXT, rule=PERSON))
    found = [_judgement(row) for row in rows if row.content.get("kind") in (SAME, APART)]
    return [each for each in found if what in (None, each.what)]


def join(
    record: Record,
    reader: Reader,
    what: str,
    name: str,
    into: str,
    *,
    ground: str,
    by: str,
    marking: str = INTERNAL,
) -> Judgement:
    """Judge that two dossiers or meetings are one: all under ``name`` is shown under ``into``.

    Args:
        what: ``dossier`` or ``meeting``.
        ground: why, in a few words; kept with it.
        marking: who sees them as one. Everybody who may read it must see both already.

    Raises:
        NotFound, UnknownValue: a name that one of those readers does not see.
        InputError: they are one already, or cannot be; or the reader is another organisation.
    """
    view = _own(record, reader)
    if view_name(view, what, name) == view_name(view, what, into):
        raise InputError(f"“{name}” and “{into}” are one already", where=what, fix=_LISTED)
    for whose in _readers(record, marking):
        for each in (name, into):
            _known(whose, what, each)
    _same_procedure(what, name, into)
    _straight(view, what, name, into)
    content: dict[str, Any] = {"kind": SAME, "what": what, "name": name, "as": into}
    return _write(record, reader, content, ground=ground, by=by, marking=marking)


def part(
    record: Record,
    reader: Reader,
    what: str,
    name: str,
    into: str,
    *,
    papers: Sequence[str] = (),
    statements: Sequence[str] = (),
    ground: str,
    by: str,
    marking: str = INTERNAL,
) -> Judgement:
    """Judge that one dossier or meeting is two: some of what stands under it is of another.

    Args:
        into: the other name; there may be no such dossier or meeting yet.
        papers: papers (id, number or beginning) of which all that stands under ``name`` goes.
        statements: single statements (identity or beginning) that go.

    Raises:
        As :func:`join`; UnknownValue also for a paper or statement that has nothing under it.
    """
    view = _own(record, reader)
    _checked_name(what, into)
    _same_procedure(what, name, into)
    if not papers and not statements:
        raise InputError(
            f"nothing is told apart from “{name}”",
            where=what,
            fix="Name at least one paper or statement that belongs under the other name.",
        )
    if view_name(view, what, into) in (name, view_name(view, what, name)):
        raise InputError(f"“{name}” and “{into}” are one", where=what, fix=_LISTED)
    _straight(view, what, name, into)
    ids: set[str] = set()
    identities: set[str] = set()
    for whose in _readers(record, marking):
        _known(whose, what, name)
        ids |= {_paper_under(whose, what, name, each) for each in papers}
        identities |= {_statement_under(whose, what, name, each) for each in statements}
    content: dict[str, Any] = {
        "kind": APART,
        "what": what,
        "name": name,
        "as": into,
        **({"papers": sorted(ids)} if ids else {}),
        **({"statements": sorted(identities)} if identities else {}),
    }
    return _write(record, reader, content, ground=ground, by=by, marking=marking)


def undo(
    record: Record, reader: Reader, name: str, *, what: str | None = None, by: str, ground: str = ""
) -> Judgement:
    """Take a judgement back, named by the beginning of its id; the old names stand again.

    Raises:
        NotFound: there is none of that beginning, or several.
        InputError: the reader is another organisation.
    """
    view = _own(record, reader)
    everything = judgements(view, what)
    wanted = name.strip().lower()
    found = [one for one in everything if wanted and one.id.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(one.id[:12] for one in (found or everything)) or "none"
        raise NotFound(f"there is no judgement “{name}”", fix=f"Judgements that stand: {known}.")
    body = Withdrawal(
        target=found[0].entry,
        said=found[0].said.isoformat() if found[0].said else None,
        by=by,
        ground=ground or "undone",
    )
    with record.batch(found[0].marking) as batch:
        batch.add(body)
    return found[0]


def view_name(view: View, what: str, name: str) -> str:
    """The name under which a view shows a dossier or meeting."""
    return view.dossier_name(name) if what == DOSSIER else view.meeting_name(name)


_LISTED = "The list of judgements tells why, and undoes it."


def _judgement(row: StatementRow) -> Judgement:
    content = row.content
    says = row.citation.says if isinstance(row.citation, OutsideCitation) else row.quote
    return Judgement(
        id=row.identity,
        what=str(content.get("what")),
        kind=str(content["kind"]),
        name=str(content.get("name")),
        shown_as=str(content.get("as")),
        papers=tuple(content.get("papers") or ()),
        statements=tuple(content.get("statements") or ()),
        ground=says,
        by=str(row.explanation.get("by") or ""),
        said=row.said,
        marking=row.marking,
        entry=row.entry,
    )


def _own(record: Record, reader: Reader) -> View:
    if reader != record.reader():
        raise InputError(
            "only this node's own organisation judges what is one and what is two",
            where=reader.name,
            fix="Leave the choice of another reader away.",
        )
    return record.view(reader)


def _readers(record: Record, marking: str) -> Iterator[View]:
    """The views of everybody who may read a marking: none may learn a name from a judgement."""
    yield record.view(record.reader())
    if marking == PUBLIC:
        yield record.view(record.reader(PUBLIC))
    for member in record.audiences().get(marking, ()):
        yield record.view(record.reader(member))


def _known(view: View, what: str, name: str) -> None:
    names = view.dossiers() if what == DOSSIER else tuple(each.id for each in chain(view))
    if name in names:
        return
    shown = view_name(view, what, name)
    if shown != name and shown in names:
        raise InputError(f"“{name}” is shown as “{shown}”", where=what, fix=f"Name “{shown}”.")
    reader = view.reader.name
    listed = ", ".join(sorted(names)) or "none"
    raise NotFound(
        f"there is no {what} “{name}” for {reader}", fix=f"Known {what}s for {reader}: {listed}."
    )


def _straight(view: View, what: str, name: str, into: str) -> None:
    """That no judgement leads from the one back to the other: then that one is to be undone."""
    told = judgements(view, what)
    reached, led = [into], {into: ""}
    while reached:
        at = reached.pop()
        for each in told:
            if each.name == at and each.shown_as not in led:
                led[each.shown_as] = led[at] or each.id
                reached.append(each.shown_as)
    if name in led:
        raise InputError(
            f"a judgement leads from “{into}” to “{name}” already",
            where=led[name][:12],
            fix="Undo that judgement instead.",
        )


def _same_procedure(what: str, name: str, into: str) -> None:
    if what == DOSSIER and procedure_of(name) != procedure_of(into):
        raise InputError(
            f"“{name}” and “{into}” follow different procedures",
            where=what,
            fix="Only dossiers of one procedure can be one.",
        )


def _checked_name(what: str, name: str) -> None:
    if what == DOSSIER and not _DOSSIER_NAME.match(name):
        raise UnknownValue(
            f"“{name}” is not a dossier",
            fix=f"A dossier is procedure/name; the procedures are {', '.join(PROCEDURES)}.",
        )
    if what == MEETING and not _MEETING_ID.match(name):
        raise UnknownValue(
            f"“{name}” cannot be the id of a meeting",
            fix="Use lower case letters, digits and hyphens, such as eu-fac-2020-11-19.",
        )


def _under(what: str, name: str, **more: str) -> Filter:
    if what == DOSSIER:
        return Filter(dossier=name, **more)  # type: ignore[arg-type]
    return Filter(meeting=name, **more)  # type: ignore[arg-type]


def _paper_under(view: View, what: str, name: str, paper: str) -> str:
    found = view.paper(paper)
    if not view.count(_under(what, name, paper=found.id)):
        raise UnknownValue(f"the paper “{found.title}” says nothing under “{name}”", where=paper)
    return found.id


def _statement_under(view: View, what: str, name: str, statement: str) -> str:
    row = view.statement(statement)
    if name not in (row.dossiers if what == DOSSIER else (row.meeting,)):
        raise UnknownValue(f"the statement does not stand under “{name}”", where=statement)
    return row.identity


def _write(
    record: Record,
    reader: Reader,
    content: dict[str, Any],
    *,
    ground: str,
    by: str,
    marking: str,
) -> Judgement:
    if not ground.strip():
        raise InputError("a judgement needs a ground", where=str(content["what"]), fix="Say why.")
    today = dt.date.today().isoformat()
    verb = "is the same as" if content["kind"] == SAME else "is told apart from"
    one, other = content["name"], content["as"]
    if content["kind"] == APART:
        one, other = other, one
    body = Statement(
        # The marking is part of it, so that the same judgement for others is another one.
        identity=content_id([content, marking]),
        said=today,
        act=Act.CONTEXT,
        quote=f"{one} {verb} {other}",
        citation=OutsideCitation(identifier="judgement", date=today, says=ground.strip()),
        content=content,
        rule=PERSON,
        explanation={"by": by},
        language="en",
    )
    with record.batch(marking) as batch:
        batch.add(body)
    return next(each for each in judgements(record.view(reader)) if each.id == body.identity)
