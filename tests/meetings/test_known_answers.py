"""The chain that the seed and the samples tell: November 2022, April 2023, Vilnius."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.cli.sample import _take, manifest
from inzet.meetings import chain, items, meeting, participation, said_at
from inzet.reading.intake import take
from inzet.record import Record, View
from inzet.vocabulary.meetings import Certainty

NOVEMBER, APRIL, SUMMIT = "nato-fmm-2022-11-29", "nato-fmm-2023-04-04", "nato-summit-2023-07-11"
TODAY = dt.date(2024, 1, 1)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of the sample papers."""
    path = tmp_path_factory.mktemp("samples") / "sample.db"
    with Record.create(path, "Sample") as record:
        for paper in manifest():
            _take(record, paper)
        yield record


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Record]:
    """A record of the seed alone."""
    path = tmp_path_factory.mktemp("seed") / "seed.db"
    paper = shared / "seed" / "annotated-agenda-2023-04-04.txt"
    with Record.create(path, "Seed") as record:
        take(record, paper.read_bytes(), name=paper.name, said_on="2023-03-17")
        yield record


def of(record: Record, **moment: dt.date) -> View:
    return record.view(record.reader(), **moment)  # type: ignore[arg-type]


def test_the_samples_tell_the_chain(samples: Record) -> None:
    by_id = {one.id: one for one in chain(of(samples))}
    november, april, summit = by_id[NOVEMBER], by_id[APRIL], by_id[SUMMIT]
    assert (november.next, april.previous) == (APRIL, NOVEMBER)
    assert (november.prepares, april.prepares) == (SUMMIT, SUMMIT)
    assert summit.prepared_by == (NOVEMBER, APRIL)
    assert [one.notice.place for one in (november, april, summit)] == [
        "Bucharest",
        "Brussels",
        "Vilnius",
    ]
    assert [(one.notice.from_, one.notice.to) for one in (november, april, summit)] == [
        ("2022-11-29", "2022-11-30"),
        ("2023-04-04", "2023-04-05"),
        ("2023-07-11", "2023-07-12"),
    ]
    assert [one.notice.format for one in (november, april, summit)] == [
        "foreign ministers",
        "foreign ministers",
        "heads of state and government",
    ]
    assert not summit.mentioned_only


def test_a_report_and_a_communique_make_a_meeting_held_and_nothing_else_does(
    samples: Record,
) -> None:
    by_id = {one.id: one for one in chain(of(samples))}
    told = {id_: by_id[id_].certainty(TODAY) for id_ in (NOVEMBER, APRIL, SUMMIT)}
    assert told == {
        NOVEMBER: Certainty.HELD,
        APRIL: Certainty.UNKNOWN,
        SUMMIT: Certainty.HELD,
    }
    day = dt.date(2022, 12, 5)
    assert meeting(of(samples, as_of=day), NOVEMBER).certainty(day) is Certainty.HELD
    assert meeting(of(samples, known_on=day), NOVEMBER).certainty(day) is Certainty.UNKNOWN
    assert meeting(of(samples, known_on=day), SUMMIT).certainty(day) is Certainty.EXPECTED


@pytest.mark.seed
def test_the_seed_tells_the_chain_as_far_as_it_knows(seed: Record) -> None:
    november, april, summit = chain(of(seed))
    assert (november.notice.from_, november.mentioned_only) == ("2022-11", True)
    assert (november.next, april.previous) == (APRIL, november.id)
    assert (april.prepares, summit.prepared_by) == (SUMMIT, (APRIL,))
    assert summit.notice.format == "heads of state and government"
    day = dt.date(2023, 3, 17)
    assert [one.certainty(day) for one in (november, april, summit)] == [
        "held",
        "confirmed",
        "expected",
    ]
    assert april.certainty(dt.date(2023, 4, 6)) is Certainty.UNKNOWN


@pytest.mark.seed
def test_who_sat_where_in_april_and_who_was_a_member_by_then(seed: Record) -> None:
    first, second, third = participation(meeting(of(seed), APRIL))
    assert [each.format and each.format.setting for each in (first, second, third)] == [
        "with Ukraine",
        "NAC",
        "with partners",
    ]
    for seats, opening, joined in ((first, 30, "FIN"), (second, 31, None)):
        allies = seats.by_capacity()["member"][0]
        assert (allies.count, allies.members is not None) == (30, True)
        assert allies.members is not None
        assert len(allies.members.opening) == opening
        assert [one.party for one in allies.members.joined] == ([joined] if joined else [])
        assert len(allies.members.closing) == 31
        finland, sweden = seats.by_capacity()["invitee"]
        assert (finland.party, sweden.party) == ("FIN", "SWE")
        assert finland.held is not None
        assert finland.held.on == dt.date(2023, 4, 4)
        assert sweden.held is None
    assert {one.party for one in third.by_capacity()["partner"]} == {"AUS", "JPN", "NZL", "KOR"}
    assert [one.person for one in first.by_capacity()["guest"]] == ["Kuleba"]


@pytest.mark.seed
def test_the_items_of_april_are_bound_to_their_dossiers(seed: Record) -> None:
    april = meeting(of(seed), APRIL)
    found = items(april, said_at(of(seed), april))
    second = [(one.title, one.dossiers[0]) for one in found if one.session == 2 and one.title]
    assert second == [
        ("NAVO-toetreding Finland en Zweden", "accession/FIN"),
        ("Defence Investment Pledge", "pledge/vilnius-2023"),
        ("Samenwerking NAVO-Oekraïne", "assistance/ucap"),
        ("China", "watch/china"),
        ("Hybride dreigingen", "hybrid/nato"),
    ]
    china = next(one for one in found if one.title == "China")
    assert "watch/china-russia" in china.dossiers
    everything = [row.identity for one in found for row in one.statements]
    assert sorted(everything) == sorted({row.identity for row in said_at(of(seed), april)})
