"""Assistance in sentences: what was told per currency, what is open, what is wanted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inzet.dossiers.answer import Answer, Asked, Cell, Sentence
from inzet.dossiers.assistance import drawn, tables
from inzet.dossiers.assistance.kinds import STAGES, Need
from inzet.dossiers.assistance.state import Package, State
from inzet.dossiers.assistance.tables import money
from inzet.dossiers.assistance.tracker import Tracker
from inzet.dossiers.values import Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow


def tell(state: State, asked: Asked, words: Wording) -> Answer:
    """The answer to a question about assistance."""
    headline = [each for package in state.packages for each in _package(package, words)]
    found = [tables.contributors_table(state, words), tables.statements_table(state, words)]
    if state.tracker is not None:
        headline = [*_tracker(state.tracker, words), *headline]
        found.append(tables.donors_table(state.tracker, words))
    if not headline:
        headline = [Sentence(words("nothing", day=words.day(state.on)))]
    return Answer(
        procedure="assistance",
        asked=asked,
        title=_title(state, asked, words),
        line=line(state, words),
        headline=tuple(headline),
        tables=tuple(each for each in found if each is not None),
        pictures=drawn.pictures(state, words),
        said=state.said,
        values=_values(state),
        editions=state.tracker.editions if state.tracker is not None else (),
        state=_plain(state),
    )


def _title(state: State, asked: Asked, words: Wording) -> str:
    if asked.dossier is None:
        return words("title")
    tail = asked.dossier.partition("/")[2]
    names = [each.name for each in state.packages]
    return words("title.one", name=names[0] if names else tail)


def line(state: State, words: Wording) -> Cell:
    """The state in a few words."""
    if state.tracker is not None:
        total = state.tracker.allocated
        text = words(
            "line.tracked",
            amount=_billions(state.tracker, total.value, words),
            n=len(state.tracker.donors),
            edition=state.tracker.edition,
        )
        return Cell(text, total)
    for package in state.packages:
        told = _told(package, words)
        if told:
            return Cell(words.listed(told))
        given = {each.party for each in package.givings}
        if given:
            return Cell(words("line.contributors", n=len(given)))
        wanted = [need for need in package.needs if need.words]
        if wanted:
            return Cell(words("line.wanted", words=_support(wanted[-1], words)))
    return Cell(words("line.nothing"), tone="soft")


def _package(package: Package, words: Wording) -> list[Sentence]:
    found = []
    told = _told(package, words)
    if told:
        rows = [row for value in package.totals.values() for row in value.sources]
        key = "package.told_one" if len(told) == 1 else "package.told"
        text = words(key, name=package.name, list=words.listed(told))
        found.append(Sentence(text, _once(rows)))
    found += _published(package, words)
    found += _unpaid(package, words)
    silent = package.silent()
    if silent:
        who = words.parties({each.party for each in silent})
        rows = [row for each in silent for entry in each.entries for row in entry.sources]
        text = words("package.silent", name=package.name, parties=who)
        found.append(Sentence(text, _once(rows)))
    return [*found, *_needs(package, words)]


def _told(package: Package, words: Wording) -> list[str]:
    """``EUR 25 million pledged``, in the order of the stages."""
    return [
        words(
            "amount.stage",
            amount=money(words, package.totals[stage, currency].value, currency),
            stage=words(f"stage.{stage}"),
        )
        for stage in STAGES
        for known, currency in sorted(package.totals)
        if known == stage
    ]


def _published(package: Package, words: Wording) -> list[Sentence]:
    found = []
    for giving in package.published:
        for stage, value in giving.totals.items():
            text = words(
                "package.published",
                name=package.name,
                party=words.party(giving.party),
                amount=money(words, value.value, giving.currency),
                stage=words(f"stage.{stage}"),
                day=words.day(giving.entries[-1].when),
            )
            found.append(Sentence(text, value.sources))
    return found


def _unpaid(package: Package, words: Wording) -> list[Sentence]:
    each_open = [each for each in package.givings if each.unpaid is not None]
    told: list[str] = []
    rows: list[StatementRow] = []
    for each in each_open:
        assert each.unpaid is not None
        amount = money(words, each.unpaid.value, each.currency)
        told.append(words("unpaid.one", party=words.party(each.party), amount=amount))
        rows += each.unpaid.sources
    if not told:
        return []
    return [Sentence(words("package.unpaid", list=words.listed(told)), _once(rows))]


def _support(need: Need, words: Wording) -> str:
    return ", ".join(words.concept(each) for each in need.words.split(", "))


def _needs(package: Package, words: Wording) -> list[Sentence]:
    found: dict[str, list[StatementRow]] = {}
    for need in package.needs:
        if need.amount is None:
            text = words("need.words", words=_support(need, words), day=words.day(need.when))
        else:
            text = words(
                "need.amount" if need.agreed else "need.proposed",
                amount=money(words, need.amount, need.currency),
                day=words.day(need.when),
                note=f" ({need.words.rstrip('.')})" if need.words else "",
            )
        found.setdefault(text, []).append(need.row)
    sentences = [Sentence(text, tuple(rows)) for text, rows in found.items()]
    for currency, gap in sorted(package.gaps.items()):
        text = words("need.gap", amount=money(words, gap.value, currency))
        sentences.append(Sentence(text, gap.sources))
    return sentences


def _tracker(tracked: Tracker, words: Wording) -> list[Sentence]:
    total = tracked.allocated
    span = {"first": words.day(tracked.first), "last": words.day(tracked.last)}
    found = [
        Sentence(
            words(
                "tracked.total",
                amount=_billions(tracked, total.value, words),
                n=len(tracked.donors),
                edition=tracked.edition,
                **span,
            ),
            total.sources[:1],
        )
    ]
    for other in total.others:
        amount = _billions(tracked, other.value, words)
        found.append(Sentence(words("tracked.other", amount=amount), other.sources[:1]))
    if tracked.committed is not None:
        opens = [each.open for each in tracked.donors if each.open is not None]
        gap = sum((each for each in opens if each > 0), Decimal(0))
        text = words(
            "tracked.committed",
            amount=_billions(tracked, tracked.committed.value, words),
            open=_billions(tracked, gap, words),
        )
        found.append(Sentence(text, tracked.committed.sources[:1]))
    if len(tracked.editions) > 1:
        rest = [each for each in tracked.editions if each != tracked.edition]
        found.append(Sentence(words("tracked.editions", list=words.listed(rest))))
    return found


def _billions(tracked: Tracker, amount: Decimal, words: Wording) -> str:
    return money(words, amount, tracked.unit)


def _values(state: State) -> dict[str, Value[Any]]:
    """By name: ``ucap.pledged.EUR``, ``ucap.NLD.pledged.EUR``, ``ukraine.allocations.NLD``."""
    found: dict[str, Value[Any]] = {}
    for package in state.packages:
        name = package.dossier.partition("/")[2]
        for (stage, currency), value in package.totals.items():
            found[f"{name}.{stage}.{currency}"] = value
        for giving in (*package.givings, *package.published):
            for stage, value in giving.totals.items():
                found[f"{name}.{giving.party}.{stage}.{giving.currency}"] = value
            if giving.unpaid is not None and giving in package.givings:
                found[f"{name}.{giving.party}.unpaid.{giving.currency}"] = giving.unpaid
        for currency, gap in package.gaps.items():
            found[f"{name}.gap.{currency}"] = gap
    if state.tracker is not None:
        found["allocations"] = state.tracker.allocated
        if state.tracker.committed is not None:
            found["commitments"] = state.tracker.committed
        for donor in state.tracker.donors:
            found[f"allocations.{donor.party}"] = donor.allocated
            if donor.share is not None:
                found[f"allocations.{donor.party}.share"] = donor.share
    return found


def _plain(state: State) -> dict[str, Any]:
    return {
        "packages": [
            {
                "dossier": package.dossier,
                "name": package.name,
                "contributors": [
                    {
                        "party": giving.party,
                        "currency": giving.currency or None,
                        **{stage: str(each.value) for stage, each in giving.totals.items()},
                        "unpaid": str(giving.unpaid.value) if giving.unpaid else None,
                    }
                    for giving in package.givings
                ],
                "needs": [
                    {
                        "words": need.words,
                        "amount": None if need.amount is None else str(need.amount),
                        "currency": need.currency or None,
                        "agreed": need.agreed,
                        "when": need.when,
                    }
                    for need in package.needs
                ],
            }
            for package in state.packages
        ],
        "tracker": None
        if state.tracker is None
        else {
            "edition": state.tracker.edition,
            "from": state.tracker.first,
            "to": state.tracker.last,
            "unit": state.tracker.unit,
            "donors": len(state.tracker.donors),
        },
    }


def _once(rows: list[StatementRow]) -> tuple[StatementRow, ...]:
    return tuple({row.identity: row for row in rows}.values())
