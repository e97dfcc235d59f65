"""The state of the pledges as plain data, for programs."""

from __future__ import annotations

from typing import Any

from inzet.dossiers.pledge.kinds import Target
from inzet.dossiers.pledge.numbers import key_of
from inzet.dossiers.pledge.state import State
from inzet.dossiers.pledge.values import bundle_key
from inzet.dossiers.values import Value


def plain_state(state: State) -> dict[str, Any]:
    """Agreements with their targets, who meets what by year, the edition used for each."""
    return {
        "year": state.year,
        "editions": {
            str(year): {"edition": each.edition, "rule": each.rule}
            for year, each in state.chosen.items()
        },
        "agreements": [
            {
                "dossier": each.dossier,
                "made": each.made,
                "where": each.where.value,
                "year": each.year.value if each.year else None,
                "deadline": each.deadline.value if each.deadline else None,
                "targets": [_target(target) for target in each.targets],
            }
            for each in state.agreements
        ],
        "met": [
            {
                "targets": bundle_key(targets),
                "year": year,
                "edition": each.edition,
                "in_tables": list(each.parties),
                "of": list(each.of),
                "allies": list(each.allies_meeting),
                "allies_of": list(each.allies_of),
                "allies_without_figures": list(each.without),
                "by_inputs": None if each.recomputed is None else list(each.recomputed),
            }
            for targets in [(each,) for each in state.targets()] + state.bundles()
            for year in state.chosen
            if (each := state.met(targets, year)).of
        ],
    }


def _target(target: Value[Target]) -> dict[str, Any]:
    value = target.value
    return {
        "metric": value.metric,
        "direction": value.direction,
        "value": key_of(value.value),
        "unit": value.unit,
        "sources": [row.identity for row in target.sources],
    }
