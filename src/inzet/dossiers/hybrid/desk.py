"""The desk at which entries of a case are written: what all of them share.

An entry is made of the case as it stands while the record is held for writing, so two people at
once cannot break the rules together.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inzet.dossiers.hybrid import rules
from inzet.dossiers.hybrid.case import Case, put_together
from inzet.dossiers.hybrid.contents import (
    ACTS,
    PERSON,
    Assessment,
    Content,
    Told,
    kind_of,
    plain,
    told,
)
from inzet.dossiers.hybrid.vocabulary import known, term
from inzet.meetings import every
from inzet.meetings.release import as_wide
from inzet.meetings.sources import Cited, Hand, cited, today
from inzet.record import Filter, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue

PROCEDURE = "hybrid"
_NAME = re.compile(r"[\w.-]+\Z")
_LONGEST = 4000
"""Code points of one entry's text: a judgement, not a paper."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: entry id, identity of the statement, its kind, case and marking."""

    entry: str
    identity: str
    kind: str
    dossier: str
    marking: str


Make = Callable[[View, Case], tuple[Content, list[StatementRow]]]
"""Makes an entry of the case as it stands, and names the statements that it refers to."""


def write(record: Record, reader: Reader, dossier: str, hand: Hand, make: Make) -> Written:
    """Writes what ``make`` makes of the case, if every rule allows it.

    Raises:
        InputError: another reader than the own organisation, no writer, no source, a wrong day.
        NotFound: something it refers to does not stand in the case.
        RecordError: the rules of a case do not allow it.
        ReferenceInward: it would be seen by people who may not see what it refers to.
    """
    own_only(record, reader)
    if not hand.by.strip():
        raise InputError("an entry says who writes it", where=dossier, fix="Give a name.")
    marking = hand.marking or _marking(record, case_of(record.view(reader), dossier))
    with record.batch(marking) as batch:
        view = record.view(reader)
        case = case_of(view, dossier)
        content, refers_to = make(view, case)
        rules.hangs_together(case, content)
        now = today()
        on = hand.on or now
        rules.on_time(case, on, now)
        opening = [case.opening.row] if case.opening is not None else []
        for row in (*opening, *refers_to):
            as_wide(record, row, marking)
        body = _statement(dossier, content, _cited(view, hand, content, on), on, hand.by)
        entry = batch.add(body)
    return Written(entry, body.identity, kind_of(content), dossier, marking)


def _statement(dossier: str, content: Content, source: Cited, on: dt.date, by: str) -> Statement:
    return Statement(
        # The same words may be written twice, so nothing but chance tells two entries apart.
        identity=content_id([dossier, kind_of(content), secrets.token_hex(16)]),
        act=ACTS[type(content)],
        dossiers=(dossier,),
        quote=source.quote,
        citation=source.citation,
        content=plain(content),
        said=on.isoformat(),
        valid_from=on.isoformat(),
        rule=PERSON,
        explanation={"by": by},
        language=source.language,
    )


def case_of(view: View, name: str) -> Case:
    """The case of this name as a view shows it; without an opening where there is none."""
    dossier = dossier_of(name)
    rows = every(view, Filter(dossier=dossier, method=PERSON))
    found = (told(row) for row in rows)
    return put_together(dossier, (each for each in found if each is not None))


def dossier_of(name: str) -> str:
    """``hybrid/harbour-cables`` of a case's name, with or without the procedure before it.

    Raises:
        UnknownValue: no name that a dossier can have.
    """
    typed = name.strip()
    bare = typed.partition("/")[2] if procedure_of(typed) == PROCEDURE else typed
    if not _NAME.match(bare):
        raise UnknownValue(
            f"“{name}” is no name of a hybrid case",
            fix="Use letters, digits, points and hyphens, such as hybrid/harbour-cables.",
        )
    return f"{PROCEDURE}/{bare}"


def step_named(name: str) -> str:
    """The id of a step by its number, id or name.

    Raises:
        UnknownValue: no such step.
    """
    numbered = {str(each.number): each.id for each in known("steps")}
    return numbered.get(name.strip()) or term("steps", name, where="step").id


def the_one(case: Case, name: str, kind: type[Content]) -> Told[Any]:
    """The one entry of a kind with this identity, or this beginning of one.

    Raises:
        NotFound: none, or several.
    """
    rules.is_open(case)
    found = [each for each in case.find(name) if isinstance(each.content, kind)]
    if len(found) == 1:
        return found[0]
    what = "entry" if kind is Content else kind_of(kind)
    if found:
        listed = ", ".join(each.id[:12] for each in found)
        raise NotFound(f"several are called “{name}”", where=case.dossier, fix=f"Say: {listed}.")
    known = [each for each in case.entries if isinstance(each.content, kind)]
    listed = ", ".join(f"{each.id[:12]} ({each.content.text[:40]})" for each in known)
    raise NotFound(
        f"there is no {what} “{name}” in this case",
        where=case.dossier,
        fix=f"There is: {listed or 'none yet'}.",
    )


def own_only(record: Record, reader: Reader) -> None:
    """That it is the record's own organisation that writes.

    Raises:
        InputError: another reader.
    """
    if reader != record.reader():
        raise InputError(
            "only this node's own organisation writes into a case",
            where=reader.name,
            fix="Leave the choice of another reader away.",
        )


def why(hand: Hand) -> str:
    """What a move is told by: the ground it is made on."""
    return worded(hand.source.ground or hand.source.says or hand.source.quote)


def worded(text: str) -> str:
    """Text without white space around it.

    Raises:
        InputError: nothing, or more than a judgement needs.
    """
    worded = text.strip()
    if not worded:
        raise InputError(
            "an entry says something in words", fix="Give its text, its title or its ground."
        )
    if len(worded) > _LONGEST:
        raise InputError(
            f"an entry is at most {_LONGEST} characters, and this one is {len(worded)}",
            where=worded[:60],
            fix="Put the long text in a paper of its own and cite it.",
        )
    return worded


def _cited(view: View, hand: Hand, content: Content, on: dt.date) -> Cited:
    """The source that was given; an assessment may also rest on its evidence alone."""
    if hand.source.empty and isinstance(content, Assessment) and content.evidence:
        first = content.evidence[0]
        row = view.statement(first.statement)
        said = row.said.isoformat() if row.said else None
        outside = OutsideCitation(
            identifier=first.stix_id or first.statement, date=said, says=first.name
        )
        return Cited(outside, content.text)
    if hand.source.ground and isinstance(content, Assessment):
        raise InputError(
            "an assessment rests on a source, not on a judgement alone",
            where=content.text[:60],
            fix="Give words of a paper, a source outside, or what it rests on.",
        )
    return cited(view, hand.source, content.text, on)


def _marking(record: Record, case: Case) -> str:
    """The case's own marking; what is added to another organisation's case stays inside."""
    if case.opening is not None and case.opening.row.organisation == record.organisation.name:
        return case.opening.row.marking
    return "INTERNAL"
