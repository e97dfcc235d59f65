"""The one way in which people write into a hybrid case, whichever door they come by.

Each function checks the rules of `rules` on the case as the record's own organisation sees it,
while it holds the record for writing, so two people at once cannot break them together. What is
written is a statement with its source; it is taken back by withdrawing it, and its history stays.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inzet.dossiers.hybrid import rules
from inzet.dossiers.hybrid.case import Case
from inzet.dossiers.hybrid.contents import (
    Assessment,
    Choice,
    Content,
    Evaluation,
    Lesson,
    Objective,
    Opening,
    Option,
    kind_of,
)
from inzet.dossiers.hybrid.desk import (
    Written,
    case_of,
    dossier_of,
    own_only,
    step_named,
    the_one,
    why,
    worded,
    write,
)
from inzet.dossiers.hybrid.sources import evidence
from inzet.dossiers.hybrid.vocabulary import ids, term
from inzet.meetings.sources import Hand, today
from inzet.record import Reader, Record, StatementRow, View
from inzet.vocabulary.entries import Withdrawal
from inzet.vocabulary.errors import RecordError


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
        return Opening(text=worded(text), title=worded(title), beside=near), []

    return write(record, reader, dossier, hand, make)


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
        text=worded(text),
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

    return write(record, reader, dossier_of(name), hand, make)


def add_objective(record: Record, reader: Reader, name: str, hand: Hand, *, text: str) -> Written:
    """Adds what is to be reached.

    Raises:
        NotFound: no such case.
        RecordError: the case stands at another step.
    """
    made = Objective(text=worded(text))

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        rules.may_write(case, Objective)
        return made, []

    return write(record, reader, dossier_of(name), hand, make)


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
        found = {each.id: each for each in (the_one(case, each, Objective) for each in wanted)}
        made = Option(text=worded(text), serves=tuple(found), instruments=used)
        return made, [each.row for each in found.values()]

    return write(record, reader, dossier_of(name), hand, make)


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
        found = the_one(case, option, Option)
        return Choice(text=worded(text), option=found.id), [found.row]

    return write(record, reader, dossier_of(name), hand, make)


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
        found = the_one(case, option, Option)
        choice = case.chosen(found.id)
        made = Evaluation(text=worded(text), option=found.id, outcome=known)
        return made, [found.row, *([choice.row] if choice is not None else [])]

    return write(record, reader, dossier_of(name), hand, make)


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
        found = the_one(case, evaluation, Evaluation) if evaluation else None
        made = Lesson(text=worded(text), evaluation=found.id if found else None)
        return made, [found.row] if found else []

    return write(record, reader, dossier_of(name), hand, make)


def proceed(record: Record, reader: Reader, name: str, hand: Hand) -> Written:
    """Goes on to the next step; from the last one it closes the case.

    Raises:
        NotFound: no such case.
        RecordError: the step holds nothing yet that the next one builds on.
    """

    def make(view: View, case: Case) -> tuple[Content, list[StatementRow]]:
        move = rules.onward(case)
        return _moved(record, case, msgspec.structs.replace(move, text=why(hand)))

    return write(record, reader, dossier_of(name), hand, make)


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
        return _moved(record, case, msgspec.structs.replace(move, text=why(hand)))

    return write(record, reader, dossier_of(name), hand, make)


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
    own_only(record, reader)
    dossier = dossier_of(name)
    marking = the_one(case_of(record.view(reader), dossier), entry, Content).row.marking
    with record.batch(marking) as batch:
        case = case_of(record.view(reader), dossier)
        found = the_one(case, entry, Content)
        rules.may_withdraw(case, found)
        body = Withdrawal(
            target=found.row.entry, said=today().isoformat(), by=by, ground=worded(ground)
        )
        written = batch.add(body)
    return Written(written, found.id, kind_of(found.content), dossier, marking)


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
