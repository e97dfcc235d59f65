"""Names of concepts: where there is none the English one stays, and none is there for nothing."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from inzet.vocabulary.concepts import concept_name


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("NATO members", "NAVO-bondgenoten"),
        ("European Commission", "Europese Commissie"),
        (
            "equipment and R&D as share of defence expenditure",
            "materieel, onderzoek en ontwikkeling",
        ),
        ("seven steps of 2022", "zeven stappen van 2022"),
    ],
)
def test_a_concept_in_dutch(english: str, dutch: str) -> None:
    assert concept_name(english, "nl").startswith(dutch)
    assert concept_name(english, "en") == english


def test_what_is_not_known_keeps_its_name() -> None:
    assert concept_name("Moomin Valley Pact", "nl") == "Moomin Valley Pact"


def test_every_criterion_that_ships_has_a_dutch_name() -> None:
    table = resources.files("inzet.reference") / "tables" / "steps.csv"
    criteria = {row["criterion"] for row in csv.DictReader(table.read_text("utf-8").splitlines())}
    assert len(criteria) == 7
    assert [each for each in criteria if concept_name(each, "nl") == each] == []
