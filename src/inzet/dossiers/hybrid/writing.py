"""The one way in which people write into a hybrid case, whichever door they come by.

Each function checks the rules of `rules` on the case as the record's own organisation sees it,
while it holds the record for writing, so two people at once cannot break them together. What is
written is a statement with its source; it is taken back by withdrawing it, and its history stays.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from inzet.dossiers.hybrid import rules
from inzet.dossiers.hybrid.case import Case, put_together
from inzet.dossiers.hybrid.contents import (
    ACTS,
    PERSON,
    Assessment,
    Choice,
    Content,
    Evaluation,
    Lesson,
    Objective,
    Opening,
    Option,
    Told,
    kind_of,
    plain,
    told,
)
from inzet.dossiers.hybrid.release import as_wide
from inzet.dossiers.hybrid.sources import Cited, Source, cited, evidence
from inzet.dossiers.hybrid.vocabulary import ids, term
from inzet.meetings import every
from inzet.record import Filter, Reader, Record, StatementRow, View
from inzet.vocabulary.acts import procedure_of
from inzet.vocabulary.canonical import content_id
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, Withdrawal
from inzet.vocabulary.errors import InputError, NotFound, RecordError, UnknownValue

PROCEDURE = "hybrid"
_NAME = re.compile(r"[\w.-]+\Z")
_LONGEST = 4000
"""Code points of one entry's text: a judgement, not a paper."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, from what source, on which day, and who may see it.

    Attributes:
        by: a login name.
        on: the day it was judged or decided; today where it is None.
        marking: the case's own where it is None; never wider than what the entry refers to.
    """

    by: str
    source: Source = field(default_factory=Source)
    on: dt.date | None = None
    marking: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: entry id, identity of the statement, its kind, case and marking."""

    entry: str
    identity: str
    kind: str
    dossier: str
    marking: str


def open_case(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    title: str,
    text: str,
    beside: Iterable[str] = (),
) -> Written:
    """Opens a case; it stands at the first step.

    Args:
        name: ``harbour-cables`` or ``hybrid/harbour-cables``.
        text: what it is about.
        beside: hybrid dossiers whose papers are to stand beside it.

    Raises:
        InputError: no name, title or text; another reader than the own organisation.
        RecordError: there is a case of this name.
        UnknownValue: a dossier that is no hybrid one.
    """
    dossier = dossier_of(name)
    near = tuple(dict.fromkeys(dossier_of(each) for each in beside))

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        if case.opening is not None:
            raise RecordError(
                "there is a case of this name", where=dossier, fix="Write into it, or name another."
            )
        return Opening(text=_worded(text), title=_worded(title), beside=near), []

    return _write(record, reader, dossier, hand, make)


def assess(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    text: str,
    reliability: str,
    credibility: str,
    likelihood: str | None = None,
    confidence: str | None = None,
    domains: Iterable[str] = (),
    tools: Iterable[str] = (),
    phase: str | None = None,
    rests_on: Iterable[str] = (),
) -> Written:
    """Adds a graded assessment to the threat picture.

    Args:
        text: the judgement, in one's own words.
        reliability, credibility: of source and information, A to F and 1 to 6.
        likelihood, confidence: in estimative language.
        rests_on: what it rests on: ids or codes of STIX objects, identities of statements.

    Raises:
        UnknownValue: a term that the vocabulary does not have.
        NotFound: no such case, or nothing of that name to rest on.
        RecordError: the case stands at another step.
        ReferenceInward: it would be seen by people who may not see what it rests on.
    """
    made = Assessment(
        text=_worded(text),
        reliability=term("reliability", reliability, where="reliability").id,
        credibility=term("credibility", credibility, where="credibility").id,
        likelihood=term("likelihood", likelihood, where="likelihood").id if likelihood else None,
        confidence=term("confidence", confidence, where="confidence").id if confidence else None,
        domains=ids("domains", domains, where="domains"),
        tools=ids("tools", tools, where="tools"),
        phase=term("phases", phase, where="phase").id if phase else None,
    )
    names = tuple(rests_on)

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        rules.may_write(case, Assessment)
        found = [evidence(view, each) for each in names]
        unique = tuple({each.statement: each for each, _ in found}.values())
        return msgspec.structs.replace(made, evidence=unique), [row for _, row in found]

    return _write(record, reader, dossier_of(name), hand, make)


def add_objective(record: Record, reader: Reader, name: str, hand: Hand, *, text: str) -> Written:
    """Adds what is to be reached.

    Raises:
        NotFound: no such case.
        RecordError: the case stands at another step.
    """
    made = Objective(text=_worded(text))

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        rules.may_write(case, Objective)
        return made, []

    return _write(record, reader, dossier_of(name), hand, make)


def add_option(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    text: str,
    serves: Iterable[str],
    instruments: Iterable[str] = (),
) -> Written:
    """Adds what can be done, for which objectives (ids, or their beginning).

    Raises:
        InputError: for no objective.
        NotFound: no such case or objective.
        RecordError: the case stands at another step.
        ReferenceInward: people would see it who may not see the objective.
    """
    used, wanted = ids("instruments", instruments, where="instruments"), tuple(serves)

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        rules.may_write(case, Option)
        found = {each.id: each for each in (_one(case, each, Objective) for each in wanted)}
        made = Option(text=_worded(text), serves=tuple(found), instruments=used)
        return made, [each.row for each in found.values()]

    return _write(record, reader, dossier_of(name), hand, make)


def choose(
    record: Record, reader: Reader, name: str, hand: Hand, *, option: str, text: str
) -> Written:
    """Says that an option is used; ``text`` says how.

    Raises:
        NotFound: no such case or option.
        RecordError: it was chosen before, or the case stands at another step.
    """

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        rules.may_write(case, Choice)
        found = _one(case, option, Option)
        return Choice(text=_worded(text), option=found.id), [found.row]

    return _write(record, reader, dossier_of(name), hand, make)


def evaluate(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    option: str,
    outcome: str,
    text: str,
) -> Written:
    """Says whether an option that was used has worked.

    Raises:
        NotFound: no such case or option.
        RecordError: the option was not chosen, or the case stands at another step.
        UnknownValue: an outcome that is none.
    """
    known = term("outcome", outcome, where="outcome").id

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        rules.may_write(case, Evaluation)
        found = _one(case, option, Option)
        choice = case.chosen(found.id)
        made = Evaluation(text=_worded(text), option=found.id, outcome=known)
        return made, [found.row, *([choice.row] if choice is not None else [])]

    return _write(record, reader, dossier_of(name), hand, make)


def add_lesson(
    record: Record,
    reader: Reader,
    name: str,
    hand: Hand,
    *,
    text: str,
    evaluation: str | None = None,
) -> Written:
    """Adds what was learnt, for other cases too; after the case is closed as well.

    Raises:
        NotFound: no such case or evaluation.
        RecordError: the case stands at another step.
    """

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        rules.may_write(case, Lesson)
        found = _one(case, evaluation, Evaluation) if evaluation else None
        made = Lesson(text=_worded(text), evaluation=found.id if found else None)
        return made, [found.row] if found else []

    return _write(record, reader, dossier_of(name), hand, make)


def proceed(record: Record, reader: Reader, name: str, hand: Hand) -> Written:
    """Goes on to the next step; from the last one it closes the case.

    Raises:
        NotFound: no such case.
        RecordError: the step holds nothing yet that the next one builds on.
    """

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        move = rules.onward(case)
        return _moved(record, case, msgspec.structs.replace(move, text=_why(hand)))

    return _write(record, reader, dossier_of(name), hand, make)


def reopen(record: Record, reader: Reader, name: str, hand: Hand, *, step: str) -> Written:
    """Goes back to a step that the case has left; what later steps hold stays, and so does this.

    Raises:
        NotFound: no such case.
        RecordError: the case does not stand beyond that step.
        UnknownValue: no such step.
    """
    wanted = step_named(step)

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        move = rules.back(case, wanted)
        return _moved(record, case, msgspec.structs.replace(move, text=_why(hand)))

    return _write(record, reader, dossier_of(name), hand, make)


def withdraw(
    record: Record, reader: Reader, name: str, entry: str, *, by: str, ground: str
) -> Written:
    """Takes an entry back; it goes from the case from today on, and its history stays.

    Raises:
        InputError: no ground.
        NotFound: no such case or entry.
        NotOwner: another organisation wrote it.
        RecordError: something hangs on it, or the case stands at another step.
    """
    _own(record, reader)
    dossier = dossier_of(name)
    marking = _one(case_of(record.view(reader), dossier), entry, Content).row.marking
    with record.batch(marking) as batch:
        case = case_of(record.view(reader), dossier)
        found = _one(case, entry, Content)
        rules.may_withdraw(case, found)
        today = _today()
        body = Withdrawal(
            target=found.row.entry, said=today.isoformat(), by=by, ground=_worded(ground)
        )
        written = batch.add(body)
    return Written(written, found.id, kind_of(found.content), dossier, marking)


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
    numbered = {str(each.number): each.id for each in _steps()}
    return numbered.get(name.strip()) or term("steps", name, where="step").id


def _steps() -> Any:
    from inzet.dossiers.hybrid.vocabulary import known

    return known("steps")


Make = Callable[[View, Case], tuple[Content, list[StatementRow]]]
"""Makes an entry of the case as it stands, and names the statements that it refers to."""


def _write(record: Record, reader: Reader, dossier: str, hand: Hand, make: Make) -> Written:
    _own(record, reader)
    if not hand.by.strip():
        raise InputError("an entry says who writes it", where=dossier)
    marking = hand.marking or _marking(record, case_of(record.view(reader), dossier))
    with record.batch(marking) as batch:
        view = record.view(reader)
        case = case_of(view, dossier)
        content, refers_to = make(view, case)
        rules.hangs_together(case, content)
        today = _today()
        on = hand.on or today
        rules.on_time(case, on, today)
        opening = [case.opening.row] if case.opening is not None else []
        for row in (*opening, *refers_to):
            as_wide(record, row, marking)
        said = _cited(view, hand, content, on)
        body = Statement(
            identity=content_id([dossier, kind_of(content), secrets.token_hex(16)]),
            act=ACTS[type(content)],
            dossiers=(dossier,),
            quote=said.quote,
            citation=said.citation,
            content=plain(content),
            said=on.isoformat(),
            valid_from=on.isoformat(),
            rule=PERSON,
            explanation={"by": hand.by},
            language=said.language,
        )
        entry = batch.add(body)
    return Written(entry, body.identity, kind_of(content), dossier, marking)


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


def _moved(record: Record, case: Case, move: Content) -> tuple[Content, list[StatementRow]]:
    assert case.opening is not None
    owner = case.opening.row.organisation
    if owner != record.organisation.name:
        raise RecordError(
            f"the case was opened by {owner}, who alone takes it from step to step",
            where=case.dossier,
            fix="Write into the step where it stands, or open a case of your own.",
        )
    return move, []


def _marking(record: Record, case: Case) -> str:
    """The case's own marking; what is added to another organisation's case stays inside."""
    if case.opening is not None and case.opening.row.organisation == record.organisation.name:
        return case.opening.row.marking
    return "INTERNAL"


def _one(case: Case, name: str, kind: type[Content]) -> Told[Any]:
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


def _own(record: Record, reader: Reader) -> None:
    if reader != record.reader():
        raise InputError(
            "only this node's own organisation writes into a case",
            where=reader.name,
            fix="Leave the choice of another reader away.",
        )


def _why(hand: Hand) -> str:
    """What a move is told by: the ground it is made on."""
    return _worded(hand.source.ground or hand.source.says or hand.source.quote)


def _worded(text: str) -> str:
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


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
