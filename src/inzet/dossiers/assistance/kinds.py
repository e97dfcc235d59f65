"""What single statements tell of assistance: a contribution, a need, a cell of a tracker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inzet.dossiers.numbers import decimal
from inzet.dossiers.procedure import Kind
from inzet.record import StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import last_day

STAGES = ("pledged", "committed", "paid")
"""In their order. A contribution whose paper tells no stage has the stage ``told``."""
TOLD, PROPOSED, NEEDED = "told", "proposed", "needed"
ALLOCATED, COMMITTED, GDP = "allocations", "commitments", "GDP"
SORTS = ("military", "financial", "humanitarian")
ALL_DONORS = "all donors"
TOTALS = frozenset((ALL_DONORS, "NATO", "NATO members", "allies", "NATO members and partners"))
"""Parties whose figure is of many contributors together; it is never added to theirs."""

KINDS = (
    Kind(Act.STATUS, "contribution", "Somebody pledged, committed or paid something."),
    Kind(Act.POSITION, "contributor", "Somebody says that it contributes."),
    Kind(Act.DECISION, "contribution", "It was decided to contribute."),
    Kind(Act.CONTEXT, "need", "What is asked for, or proposed, for a package."),
    Kind(Act.FIGURE, "tracked", "A tracker's figure for a donor and a month."),
)


@dataclass(frozen=True, slots=True)
class Gift:
    """What one statement tells of one contribution."""

    dossier: str
    package: str
    party: str
    amount: Decimal | None
    currency: str
    stage: str
    cumulative: bool
    """The amount is everything up to then, not on top of what went before."""
    when: str
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Need:
    """What a package is said to need: an amount, or kinds of support in words."""

    dossier: str
    package: str
    words: str
    amount: Decimal | None
    currency: str
    agreed: bool
    """False: it was proposed."""
    when: str
    row: StatementRow


@dataclass(frozen=True, slots=True)
class Tracked:
    """One cell of a tracker."""

    dossier: str
    metric: str
    party: str
    month: str
    """Empty for what is not of a month, such as GDP."""
    edition: str
    value: Decimal
    unit: str
    row: StatementRow


Fact = Gift | Need | Tracked


def facts(row: StatementRow) -> Sequence[Fact]:
    """What a statement tells; nothing where a value cannot be read."""
    if row.act == Act.FIGURE:
        return _tracked(row)
    found: list[Fact] = []
    for dossier in row.dossiers:
        if dossier.startswith("assistance/"):
            found += _needs(row, dossier)
            found += _gifts(row, dossier)
    return found


def _tracked(row: StatementRow) -> Sequence[Fact]:
    content, value = row.content, decimal(row.content.get("value"))
    texts = [content.get(key) for key in ("metric", "edition", "unit")]
    if value is None or row.party is None or not all(isinstance(each, str) for each in texts):
        return ()
    metric, edition, unit = (str(each) for each in texts)
    month = str(content.get("when") or "")
    return [
        Tracked(dossier, metric, row.party, month, edition, value, unit, row)
        for dossier in row.dossiers
    ]


def _needs(row: StatementRow, dossier: str) -> Iterator[Need]:
    content, package = row.content, _package(row, dossier)
    when = _when(row)
    if isinstance(content.get("wanted"), str):
        yield Need(dossier, package, content["wanted"], None, "", True, when, row)
    stage = content.get("stage")
    if stage in (PROPOSED, NEEDED):
        for each in _parts(content):
            amount = decimal(each.get("amount"))
            words, currency = str(content.get("note") or ""), str(each.get("currency") or "")
            agreed = stage == NEEDED
            yield Need(dossier, package, words, amount, currency, agreed, when, row)


def _gifts(row: StatementRow, dossier: str) -> Iterator[Gift]:
    content = row.content
    if content.get("stage") in (PROPOSED, NEEDED):
        return
    package, when = _package(row, dossier), _when(row)
    stage = str(content.get("stage") or TOLD)
    named = set()
    for each in _parts(content):
        party = each.get("party") or row.party
        if not isinstance(party, str):
            continue
        named.add(party)
        amount = decimal(each.get("amount"))
        yield Gift(
            dossier=dossier,
            package=package,
            party=party,
            amount=amount,
            currency="" if amount is None else str(each.get("currency") or ""),
            stage=stage,
            cumulative=bool(content.get("cumulative")),
            when=when,
            row=row,
        )
    contributors = content.get("contributors")
    for party in contributors if isinstance(contributors, list) else ():
        if isinstance(party, str) and party not in named:
            yield Gift(dossier, package, party, None, "", stage, False, when, row)


def _parts(content: dict[str, Any]) -> list[dict[str, Any]]:
    told = content.get("contributions")
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []


def _package(row: StatementRow, dossier: str) -> str:
    told = row.content.get("package") or row.content.get("abbreviation")
    return str(told or dossier.partition("/")[2])


def _when(row: StatementRow) -> str:
    told = row.content.get("when")
    try:
        last_day(told if isinstance(told, str) else "")
    except UnknownValue:
        # Not a date: it holds since what the statement itself gives.
        return row.valid_from or str(row.said or "")
    return str(told)
