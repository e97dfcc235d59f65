"""The English sample, held to the key made by hand from reading it."""

from __future__ import annotations

from typing import Any

import pytest

from inzet.reading.result import Reading
from tests.reading.score import squeeze
from tests.reading.test_samples import FORMATS, key_of, quotes, reading_of

_STEM = "en-summit-2023-07-communique"

_UNMARKED = {
    squeeze(one)
    for one in (
        "Its armed forces and its long practice of national preparedness make all of us safer.",
        (
            "Reforms of democratic institutions and of the security sector are part of that, and "
            "we will look at progress on them and on interoperability every year."
        ),
        (
            "Allies are being tested below the threshold of armed conflict by sabotage, cyber "
            "attacks, disinformation and economic pressure."
        ),
    )
}


@pytest.fixture(params=FORMATS)
def reading(request: pytest.FixtureRequest) -> Reading:
    return reading_of(_STEM, request.param)


@pytest.fixture(scope="module")
def key() -> dict[str, Any]:
    return key_of(_STEM)


def _ours(reading: Reading, act: str, party: str | None) -> set[str]:
    return {
        squeeze(one.quote) for one in reading.statements if (one.act, one.party) == (act, party)
    }


def test_the_communique_speaks_for_its_body(reading: Reading, key: dict[str, Any]) -> None:
    document = reading.document
    told = (document.genre, document.on_behalf_of, document.said_on)
    assert told == (key["genre"], key["on_behalf_of"], key["said_on"])


@pytest.mark.parametrize("act", ["position", "commitment"])
def test_what_the_body_holds_and_promises(reading: Reading, key: dict[str, Any], act: str) -> None:
    found = _ours(reading, act, "NATO")
    expected, allowed = quotes(key[f"{act}s"]), quotes(key[f"{act}s_allowed"])
    assert expected <= found
    # What the table takes for stances without a word that marks one: these, and no others.
    surplus = {one for one in found - expected - allowed if one not in _UNMARKED}
    assert len(surplus) <= 1 if act == "commitment" else not surplus
    assert not found & quotes(key["nothing_held"])


def test_what_it_decided(reading: Reading, key: dict[str, Any]) -> None:
    found = {squeeze(one.quote) for one in reading.statements if one.act == "decision"}
    assert quotes(key["decisions"]) <= found


def test_where_accessions_stand_and_on_what_they_wait(
    reading: Reading, key: dict[str, Any]
) -> None:
    by_quote = {squeeze(one.quote): one for one in reading.statements if one.act == "status"}
    for wanted in key["statuses"]:
        status = by_quote[squeeze(wanted["quote"])]
        assert status.dossier == wanted["dossier"]
        for name in {"event", "when", "pending"} & wanted.keys():
            assert status.content[name] == wanted[name]
    conditions = {squeeze(one.quote) for one in reading.statements if one.act == "condition"}
    assert quotes(key["conditions"]) <= conditions
