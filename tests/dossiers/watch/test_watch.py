"""Watch: the timeline by meeting, whose judgement moved, what happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.dossiers import Answer, Asked, answer, folded, procedure, roll
from inzet.vocabulary.acts import Act
from tests.dossiers.chained import APRIL, NOVEMBER, VILNIUS, chained
from tests.dossiers.planting import Planted

DOSSIER = "watch/china-russia"


def judged(
    planted: Planted, meeting: str, party: str, modality: str, *, said: str, **more: Any
) -> str:
    content = {"polarity": "negative" if modality == "oppose" else "positive", "modality": modality}
    return planted.say(
        Act.POSITION, DOSSIER, party=party, meeting=meeting, said=said, content=content, **more
    )


def headline(answered: Answer) -> str:
    return " ".join(sentence.text for sentence in answered.headline)


def test_what_was_said_stands_by_meeting_and_not_by_day_of_saying(planted: Planted) -> None:
    judged(planted, VILNIUS, "NATO", "concern", said="2023-07-11")
    judged(planted, APRIL, "NLD", "concern", said="2023-03-17", quote="It worries us.")
    judged(planted, NOVEMBER, "NLD", "opinion", said="2022-12-16", quote="We take note.")
    planted.say(Act.CONTEXT, DOSSIER, said="2023-05-01", content={"kind": "agenda"})
    answered = answer(planted.view(), DOSSIER)
    said = answered.state["said"]
    assert [(each["meeting"], each["who"]) for each in said] == [
        (NOVEMBER, "NLD"),
        (APRIL, "NLD"),
        (None, "a source"),
        (VILNIUS, "NATO"),
    ]
    assert answered.title == "Watch: China and Russia"
    assert "spoken of on 4 occasions, last NATO summit, 11 July 2023 (NATO)." in headline(answered)
    assert answered.values["latest"].value == VILNIUS
    first = answered.tables[0].rows[0]
    assert [cell.text for cell in first] == [
        "NATO FMM, 29 November 2022",
        "Netherlands",
        "opinion",
        "We take note.",
    ]


def test_whose_judgement_moved(planted: Planted) -> None:
    judged(planted, NOVEMBER, "NLD", "opinion", said="2022-11-18")
    judged(planted, APRIL, "NLD", "concern", said="2023-03-17")
    judged(planted, NOVEMBER, "NOR", "opinion", said="2022-11-18")
    judged(planted, APRIL, "NOR", "plead", said="2023-03-17")
    judged(planted, NOVEMBER, "DEU", "support", said="2022-11-18")
    judged(planted, APRIL, "DEU", "oppose", said="2023-03-17")
    answered = answer(planted.view(), DOSSIER)
    text = headline(answered)
    assert (
        "Netherlands: opinion (NATO FMM, 29 November 2022), now concern (NATO FMM, 4 April 2023)."
        in text
    )
    assert "Germany: support (NATO FMM, 29 November 2022), now objection (" in text
    assert "Norway: " not in text, "a plea after an opinion is no other judgement"
    assert answered.values["judgement.NLD"].value == ["concern"]
    holders = next(table for table in answered.tables if table.key == "holders")
    assert {row[0].text for row in holders.rows} == {"Netherlands", "Norway", "Germany"}


def test_what_happened_stands_by_its_own_day(planted: Planted) -> None:
    for when, said in (("2023-03-20", "2023-05-01"), ("2022-02-04", "2023-06-01")):
        planted.say(
            Act.STATUS,
            DOSSIER,
            said=said,
            valid_from=when,
            party="CHN",
            content={"procedure": "watch", "when": when},
        )
    answered = answer(planted.view(as_of="2023-06-30"), DOSSIER)
    events = next(table for table in answered.tables if table.key == "events")
    assert [row[0].text for row in events.rows] == ["2022-02-04", "2023-03-20"]
    assert "Last told to have happened: 20 March 2023 (China)." in headline(answered)
    known = answer(planted.view(known_on="2023-05-02"), DOSSIER)
    assert known.values["statements"].value == 1
    assert answer(planted.view(as_of="2023-01-01"), DOSSIER).values["statements"].value == 1


def test_a_reader_who_sees_less(planted: Planted) -> None:
    judged(planted, APRIL, "NLD", "concern", said="2023-03-17", marking="PUBLIC")
    judged(planted, VILNIUS, "NLD", "oppose", said="2023-07-11")
    answered = answer(planted.view(reader="PUBLIC"), DOSSIER)
    assert (answered.values["statements"].value, answered.values["latest"].value) == (1, APRIL)
    assert "now" not in headline(answered)


def test_all_that_is_watched_latest_first(planted: Planted) -> None:
    planted.say(Act.POSITION, "watch/fisheries", said="2022-01-01", content={})
    judged(planted, APRIL, "NLD", "concern", said="2023-03-17")
    answered = answer(planted.view(), "watch")
    assert [row[0].text for row in answered.tables[0].rows] == [DOSSIER, "watch/fisheries"]
    assert "2 dossiers are watched; the latest statement is on China and Russia" in headline(
        answered
    )


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    planting = chained(tmp_path_factory.mktemp("samples"))
    yield planting
    planting.record.close()


def test_the_samples_tell_what_was_said_when(samples: Planted) -> None:
    answered = answer(samples.view(), "watch/china", language="nl")
    said = answered.state["said"]
    assert [each["meeting"] for each in said] == [NOVEMBER] * 7 + [APRIL] * 2
    assert {each["who"] for each in said if each["modality"]} == {"NLD"}
    assert answered.tables[0].rows[0][2].text == "op de agenda"


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_the_order_of_statements_changes_nothing(samples: Planted, data: st.DataObject) -> None:
    watch, view = procedure("watch"), samples.view()
    facts = folded(view, watch).facts
    shuffled = {key: facts[key] for key in data.draw(st.permutations(sorted(facts)))}
    asked, members = Asked(dt.date(2024, 1, 1)), roll(view)
    assert watch.answer(watch.state(facts, asked, members), asked) == watch.answer(
        watch.state(shuffled, asked, members), asked
    )


@pytest.mark.seed
def test_china_and_russia_from_the_seed_and_the_samples(shared: Path, tmp_path: Path) -> None:
    """The worked answer: what was said of the two together, at which meeting, by whom, in order."""
    planting = chained(tmp_path, seed=shared)
    answered = answer(planting.view(), DOSSIER)
    said = answered.state["said"]
    assert [(each["meeting"], each["who"], each["modality"]) for each in said] == [
        (APRIL, "NLD", "concern"),
        (APRIL, "NLD", "say"),
        (VILNIUS, "NATO", "concern"),
    ]
    assert answered.values["judgement.NLD"].value == ["concern", "message"]
    said_on = sorted(row.paper.said for row in answered.sources() if row.paper and row.paper.said)
    assert said_on == [dt.date(2023, 3, 17), dt.date(2023, 3, 17), dt.date(2023, 7, 11)]
    # The report of November and the agenda before it say nothing of the two together.
    before = answer(planting.view(known_on="2022-12-31"), "watch/china")
    assert {each["meeting"] for each in before.state["said"]} == {NOVEMBER}
    planting.record.close()
