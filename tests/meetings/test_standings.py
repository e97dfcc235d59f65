"""What is said, dossier by dossier."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.meetings import standings
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import UnknownValue
from tests.meetings.planting import Planted


def test_each_dossier_is_counted_by_act_with_the_latest_first(planted: Planted) -> None:
    on = {"party": "NLD", "dossiers": ("watch/mali", "assistance/sahel")}
    planted.paper("2020-05-01", statements=({"act": Act.POSITION, **on},))
    planted.paper("2020-06-01", statements=({"act": Act.STATUS, **on},))
    found = {each.dossier: each for each in standings(planted.view())}
    assert set(found) == {"watch/mali", "assistance/sahel"}
    assert found["watch/mali"].counts == {"position": 1, "status": 1}
    assert found["watch/mali"].procedure == "watch"
    latest = found["watch/mali"].latest
    assert latest is not None
    assert latest.said == dt.date(2020, 6, 1)


def test_an_unknown_dossier_names_the_known_ones(planted: Planted) -> None:
    planted.paper("2020-05-01", statements=({"act": Act.POSITION, "dossiers": ("watch/mali",)},))
    with pytest.raises(UnknownValue, match="Known dossiers: watch/mali"):
        standings(planted.view(), "watch/chad")
    with pytest.raises(UnknownValue, match="none yet"):
        standings(planted.view(known_on=dt.date(2020, 1, 1)), "watch/mali")
