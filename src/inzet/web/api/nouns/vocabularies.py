"""The words that statements use: parties, concepts, acts, procedures, markings in view."""

from __future__ import annotations

from inzet.dossiers import procedures
from inzet.vocabulary.acts import Act
from inzet.vocabulary.concepts import concepts
from inzet.vocabulary.parties import Party, parties
from inzet.web.api.operation import AList, Call, operation
from inzet.web.api.paging import page_of
from inzet.web.api.shapes.vocabularies import (
    ActList,
    ActUse,
    ConceptList,
    ConceptShape,
    MarkingList,
    MarkingShape,
    MembershipShape,
    OptionShape,
    PartyList,
    PartyShape,
    ProcedureList,
    ProcedureShape,
    StatementKind,
)


@operation("GET /vocabularies/parties", tag="vocabularies", asks=AList, answers=PartyList)
def vocabulary_of_parties(call: Call[AList, None]) -> PartyList:
    """Countries, organisations, and who else statements in view name"""
    counts = call.visit.view.counts("party")
    known = {each.code: each for each in parties()}
    found = [
        _party(code, known.get(code), counts.get(code, 0)) for code in sorted({*known, *counts})
    ]
    shown, rest = page_of(call, found, lambda each: each.code)
    return PartyList(items=tuple(shown), next=rest)


@operation("GET /vocabularies/concepts", tag="vocabularies", asks=AList, answers=ConceptList)
def vocabulary_of_concepts(call: Call[AList, None]) -> ConceptList:
    """What statements name in English, in other languages"""
    found = [ConceptShape(key=key, names=dict(names)) for key, names in concepts().items()]
    shown, rest = page_of(call, found, lambda each: each.key)
    return ConceptList(items=tuple(shown), next=rest)


@operation("GET /vocabularies/acts", tag="vocabularies", asks=AList, answers=ActList)
def vocabulary_of_acts(call: Call[AList, None]) -> ActList:
    """What statements do"""
    counts = call.visit.view.counts("act")
    found = [ActUse(act=str(act), statements=counts.get(str(act), 0)) for act in Act]
    shown, rest = page_of(call, found, lambda each: each.act)
    return ActList(items=tuple(shown), next=rest)


@operation("GET /vocabularies/procedures", tag="vocabularies", asks=AList, answers=ProcedureList)
def vocabulary_of_procedures(call: Call[AList, None]) -> ProcedureList:
    """How dossiers move: the kinds of statement each procedure understands, and its options"""
    found = [
        ProcedureShape(
            name=name,
            kinds=tuple(
                StatementKind(act=str(kind.act), name=kind.name, says=kind.says)
                for kind in each.kinds
            ),
            options=tuple(
                OptionShape(name=option.name, says=option.says, example=option.example)
                for option in each.options
            ),
            editions=each.editions,
            dossiers=call.visit.view.dossiers(name),
        )
        for name, each in procedures().items()
    ]
    shown, rest = page_of(call, found, lambda each: each.name)
    return ProcedureList(items=tuple(shown), next=rest)


@operation("GET /vocabularies/markings", tag="vocabularies", asks=AList, answers=MarkingList)
def vocabulary_of_markings(call: Call[AList, None]) -> MarkingList:
    """The markings under which something is in view"""
    seen = {(each.organisation, each.marking) for each in call.visit.view.feeds()}
    found = [
        MarkingShape(organisation=organisation, marking=marking)
        for organisation, marking in sorted(seen)
    ]
    shown, rest = page_of(call, found, lambda each: f"{each.organisation}\0{each.marking}")
    return MarkingList(items=tuple(shown), next=rest)


def _party(code: str, known: Party | None, statements: int) -> PartyShape:
    return PartyShape(
        code=code,
        kind=known.kind if known else "other",
        names=dict(known.names) if known else {},
        memberships=tuple(
            MembershipShape(organisation=each.organisation, since=each.since, until=each.until)
            for each in (known.memberships if known else ())
        ),
        statements=statements,
    )


OPERATIONS = (
    vocabulary_of_parties,
    vocabulary_of_concepts,
    vocabulary_of_acts,
    vocabulary_of_procedures,
    vocabulary_of_markings,
)
