"""The counts and totals of a state as values: with their statements, the rule, and the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from inzet.dossiers.pledge.counting import Met
from inzet.dossiers.pledge.kinds import EUROPE_AND_CANADA, NATO, SHARE, Count, Target
from inzet.dossiers.pledge.numbers import key_of
from inzet.dossiers.pledge.sheets import worded
from inzet.dossiers.pledge.state import State, Total
from inzet.dossiers.values import Other, Value
from inzet.dossiers.wording import Wording
from inzet.record import StatementRow

GROUPS = (NATO, EUROPE_AND_CANADA)


def target_key(target: Target) -> str:
    """``share-2``, ``equipment-20``: the name of a target among values and columns."""
    kind = "share" if target.measured == SHARE else "equipment"
    return f"{kind}-{key_of(target.value)}"


def bundle_key(targets: Iterable[Target]) -> str:
    """``share-2+equipment-20``."""
    return "+".join(target_key(each) for each in targets)


def count_value(state: State, found: Met, words: Wording) -> Value[int]:
    """How many in the tables meet it; the others are its inputs' count and the publisher's."""
    rules, others = [], []
    sources: tuple[StatementRow, ...] = found.sources
    count = len(found.parties)
    if found.recomputed is not None and len(found.recomputed) != count:
        below = sorted(set(found.parties) ^ set(found.recomputed))
        rules.append(words("rule.below", n=len(below), parties=words.parties(below)))
        others.append(Other(len(found.recomputed), found.input_sources))
    for each in _published(state, found):
        if each.value == count:
            sources = (*sources, each.row)
        else:
            others.append(Other(each.value, (each.row,)))
    rules.append(words(f"rule.{state.chosen[found.year].rule}"))
    return Value(count, sources, "; ".join(rules), tuple(others))


def allies_value(found: Met, words: Wording, day: str) -> Value[int]:
    """How many of the allies of the day meet it."""
    return Value(len(found.allies_meeting), found.sources, words("rule.day", day=day))


def total_value(total: Total, words: Wording) -> Value[Decimal] | None:
    """A group's published share, and beside it the one from its members where that is another."""
    published, again = worded(total.published, words), worded(total.recomputed, words)
    if published is None or again is None:
        return published or again
    if abs(published.value - again.value) <= Decimal("0.0005"):
        return published
    others = (*published.others, Other(again.value, again.sources))
    return Value(published.value, published.sources, words("rule.published"), others)


def all_values(state: State, words: Wording) -> dict[str, Value[Any]]:
    """By name: ``share-2.2023``, ``equipment-20.2023.allies``, ``group.NATO.2024``."""
    found: dict[str, Value[Any]] = {}
    bundles = [(each,) for each in state.targets()] + state.bundles()
    for year in state.chosen:
        for targets in bundles:
            met = state.met(targets, year)
            if not met.of:
                continue
            name = f"{bundle_key(targets)}.{year}"
            found[name] = _with_editions(state, met, count_value(state, met, words))
            found[f"{name}.allies"] = allies_value(met, words, words.day(state.on))
        for group in GROUPS:
            total = state.total(group, year)
            value = total_value(total, words)
            if value is not None:
                found[f"group.{group}.{year}"] = value
            if total.recomputed is not None:
                found[f"group.{group}.{year}.recomputed"] = _sum_of(total.recomputed, words)
    return found


def _sum_of(value: Value[Decimal], words: Wording) -> Value[Decimal]:
    return replace(value, rule=words("rule.sum"))


def _with_editions(state: State, used: Met, value: Value[int]) -> Value[Any]:
    """A count with those of the other editions that are complete and say otherwise."""
    others = list(value.others)
    for edition in state.editions(used.year):
        if edition != used.edition:
            met = state.met(used.targets, used.year, edition)
            if met.complete and len(met.parties) != value.value:
                others.append(Other(len(met.parties), met.sources))
    return Value(value.value, value.sources, value.rule, tuple(others))


def _published(state: State, found: Met) -> list[Count]:
    if len(found.targets) != 1:
        return []
    every = state.published(found.targets[0], found.year)
    return [each for each in every if each.edition == found.edition]
