"""Criteria: what is required, how it is assessed, what moved, where assessors differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.dossiers import Answer, Asked, answer, folded, procedure, roll
from inzet.reading import intake
from inzet.vocabulary.acts import Act
from tests.dossiers.planting import Planted

DOSSIER, SET, COMMISSION = "criteria/ukraine", "seven steps of 2022", "European Commission"
# How the Commission saw the steps: facts from the press of those days, see the shared SOURCES.md.
STEPS: dict[int, tuple[str, str, str]] = {
    1: ("judges of the Constitutional Court", "good progress", "met"),
    2: ("governance of the judiciary", "met", "met"),
    3: ("fight against corruption", "some progress", "not met"),
    4: ("fight against money laundering", "some progress", "met"),
    5: ("influence of oligarchs", "some progress", "not met"),
    6: ("media law", "met", "met"),
    7: ("national minorities", "some progress", "not met"),
}


def assess(
    planted: Planted,
    criterion: str,
    level: str,
    when: str,
    *,
    who: str = COMMISSION,
    number: int | None = None,
    name: str = SET,
    subject: str = "UKR",
    dossier: str = DOSSIER,
    said: str | None = None,
    marking: str = "PUBLIC",
) -> str:
    content: dict[str, Any] = {
        "procedure": "criteria",
        "for": subject,
        "towards": "EU accession",
        "set": name,
        "criterion": criterion,
        "level": level,
        "when": when,
    }
    return planted.say(
        Act.ASSESSMENT,
        dossier,
        party=who,
        said=said or when,
        valid_from=when,
        marking=marking,
        content=content | ({"number": number} if number else {}),
    )


def headline(answered: Answer) -> str:
    return " ".join(sentence.text for sentence in answered.headline)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    planting = Planted(tmp_path_factory.mktemp("steps"))
    for number, (name, june, november) in STEPS.items():
        assess(planting, name, "required", "2022-06-17", number=number)
        assess(planting, name, june, "2023-06-22", number=number)
        assess(planting, name, november, "2023-11", number=number, said="2023-11-08")
    yield planting
    planting.record.close()


@pytest.mark.parametrize(
    ("day", "met", "levels"),
    [
        ("2023-06-22", 2, "1 good progress and 4 some progress"),
        ("2023-11-30", 4, "3 not met"),
    ],
)
def test_the_seven_steps_by_date(steps: Planted, day: str, met: int, levels: str) -> None:
    answered = answer(steps.view(as_of=day), DOSSIER)
    assert (answered.values[f"{SET}.met"].value, answered.values[f"{SET}.of"].value) == (met, 7)
    assert len(answered.values[f"{SET}.open"].value) == 7 - met
    assert f"{met} of 7 met by" in headline(answered)
    assert f"(European Commission); {levels}." in headline(answered)
    assert answered.line.text == f"{met} of 7 met"


def test_required_and_not_yet_assessed_is_unknown(steps: Planted) -> None:
    answered = answer(steps.view(as_of="2022-12-31"), DOSSIER)
    assert f"{SET}.met" not in answered.values
    assert "7 criteria are required; nobody has assessed them." in headline(answered)
    assert answered.state[0]["met"] is None
    assert {row[1].text for row in answered.tables[0].rows} == {"not assessed"}


def test_what_moved_and_what_only_tells_less(steps: Planted) -> None:
    answered = answer(steps.view(as_of="2023-11-30"), DOSSIER)
    moved = next(each for each in answered.tables if each.key == "moves").rows
    assert [[cell.text for cell in row] for row in moved] == [
        ["1. judges of the Constitutional Court", "good progress", "met", "2023-11"],
        ["4. fight against money laundering", "some progress", "met", "2023-11"],
    ]
    assert "Moved since 22 June 2023: 1. judges" in headline(answered)


def test_known_on_is_by_the_day_of_saying(steps: Planted) -> None:
    assert answer(steps.view(known_on="2023-11-07"), DOSSIER).values[f"{SET}.met"].value == 2
    assert answer(steps.view(known_on="2023-11-08"), DOSSIER).values[f"{SET}.met"].value == 4


def test_where_assessors_differ_who_set_the_criterion_goes_first(planted: Planted) -> None:
    assess(planted, "media law", "required", "2022-06-17", number=6)
    assess(planted, "media law", "some progress", "2023-01-10", number=6)
    assess(planted, "media law", "good progress", "2023-06-22", number=6)
    assess(planted, "media law", "met", "2023-07-01", who="a watchdog", number=6)
    answered = answer(planted.view(), DOSSIER)
    level = answered.values[f"{SET}.6"]
    assert (level.value, level.rule) == ("good progress", "it is by who set the criterion")
    assert [other.value for other in level.others] == ["met"]
    assert "Assessors differ on 6. media law." in headline(answered)
    history = answered.state[0]["criteria"][0]["history"]
    assert [each["level"] for each in history] == ["some progress", "good progress"]


def test_a_criterion_by_its_number_whatever_a_source_calls_it(planted: Planted) -> None:
    assess(planted, "media law", "required", "2022-06-17", number=6)
    assess(planted, "Alignment of media law", "met", "2023-06-22", number=6)
    assess(planted, "Alignment of media law", "met", "2023-06-22")
    answered = answer(planted.view(), DOSSIER)
    assert answered.values[f"{SET}.6"].value == "met"
    # Without a number only its words tell which it is.
    assert answered.values[f"{SET}.of"].value == 2
    assert [each["criterion"] for each in answered.state[0]["criteria"]] == [
        "media law",
        "Alignment of media law",
    ]


def test_what_is_raised_is_no_assessment(planted: Planted) -> None:
    planted.say(
        Act.POSITION,
        DOSSIER,
        party="NLD",
        meeting="nato-fmm-2023-04-04",
        content={"criteria": [{"for": "UKR", "criterion": "rule of law", "text": "rechtsstaat"}]},
    )
    answered = answer(planted.view(), DOSSIER)
    assert answered.state == []
    assert "Raised once: by Netherlands." in headline(answered)
    assert answered.line.text == "no criterion is told"


def test_a_set_for_several_subjects(planted: Planted) -> None:
    """Baseline requirements for resilience, say, of several allies in one dossier."""
    common: dict[str, Any] = {"name": "baseline requirements", "dossier": "criteria/resilience"}
    for subject, level in (("NLD", "met"), ("NOR", "some progress")):
        assess(planted, "energy supply", "required", "2016-07-08", subject=subject, **common)
        assess(planted, "energy supply", level, "2023-01-01", subject=subject, **common)
    assess(planted, "transport", "required", "2016-07-08", subject="NLD", **common)
    answered = answer(planted.view(), "criteria/resilience")
    assert answered.values["baseline requirements NLD.met"].value == 1
    assert answered.values["baseline requirements NOR.met"].value == 0
    assert "Not assessed: transport." in headline(answered)
    assert [table.title.split(":")[0] for table in answered.tables] == ["Netherlands", "Norway"]


def test_a_reader_who_sees_less(planted: Planted) -> None:
    assess(planted, "media law", "some progress", "2023-06-22")
    assess(planted, "media law", "met", "2023-08-01", marking="INTERNAL")
    assert answer(planted.view(), DOSSIER).values[f"{SET}.met"].value == 1
    public = answer(planted.view(reader="PUBLIC"), DOSSIER)
    assert public.values[f"{SET}.met"].value == 0


def test_all_sets_in_dutch(steps: Planted) -> None:
    answered = answer(steps.view(as_of="2023-06-22"), "criteria", language="nl")
    assert "aan 2 van 7 voldaan per 22 juni 2023" in headline(answered)
    assert answered.tables[0].rows[0][2].text == "aan 2 van 7 voldaan"


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_order_of_statements_changes_nothing(steps: Planted, data: st.DataObject) -> None:
    criteria, view = procedure("criteria"), steps.view()
    facts = folded(view, criteria).facts
    shuffled = {key: facts[key] for key in data.draw(st.permutations(sorted(facts)))}
    asked, members = Asked(dt.date(2024, 1, 1), DOSSIER), roll(view)
    assert criteria.answer(criteria.state(facts, asked, members), asked) == criteria.answer(
        criteria.state(shuffled, asked, members), asked
    )


@pytest.mark.seed
def test_the_criteria_of_the_seed_are_required_and_unknown(shared: Path, tmp_path: Path) -> None:
    planting = Planted(tmp_path)
    data = (shared / "seed" / "annotated-agenda-2023-04-04.txt").read_bytes()
    intake.take(planting.record, data, name="seed.txt", said_on="2023-03-17")
    answered = answer(planting.view(), DOSSIER)
    (told,) = answered.state
    assert (told["towards"], told["met"], told["of"]) == ("accession", None, 3)
    assert [each["criterion"] for each in told["criteria"]] == [
        "fight against corruption",
        "protection of minorities",
        "rule of law and reforms",
    ]
    assert all(each["level"] is None for each in told["criteria"])
    planting.record.close()
