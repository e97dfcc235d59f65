"""The grid on every day: of each day a film says what the state of that day says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from inzet.dossiers import Film, Films, Frame, Grid, answer, film
from inzet.vocabulary.acts import Act
from tests.dossiers.accession.approvals import Approvals

DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Approvals]:
    planting = Approvals(tmp_path_factory.mktemp("film"))
    planting.all_of("FIN")
    planting.all_of("SWE")
    planting.memberships()
    yield planting
    planting.record.close()


def on(told: Film, day: dt.date) -> Frame:
    return [frame for frame in told.frames if frame.since <= day][-1]


def of(planted: Approvals, dossier: str, **moment: str) -> Film:
    found = film(planted.view(**moment), dossier)
    assert found is not None
    return found


@pytest.mark.parametrize("candidate", ["FIN", "SWE"])
@pytest.mark.parametrize("known_on", [None, "2023-03-28"])
def test_every_day_is_as_the_answer_of_that_day(
    candidate: str, known_on: str | None, both: Approvals
) -> None:
    dossier = f"accession/{candidate}"
    found = of(both, dossier, known_on=known_on) if known_on else of(both, dossier)
    first = found.frames[0].since
    turning = {frame.since + step for frame in found.frames for step in (-DAY, 0 * DAY, DAY)}
    for day in sorted(each for each in turning if each >= first):
        told = answer(both.view(as_of=day.isoformat(), known_on=known_on), dossier)
        frame = on(found, day)
        written = f"{day.day} {day:%B} {day.year}"
        lines = tuple(line.replace("{day}", written) for line in frame.words)
        assert lines == tuple(sentence.text for sentence in told.headline), day
        (grid,) = told.pictures
        assert isinstance(grid, Grid)
        shown = [(spot.key, spot.text, spot.tone, spot.day) for spot in grid.spots]
        assert [(spot.key, spot.text, spot.tone, spot.day) for spot in frame.spots] == shown, day


def test_the_cells_say_the_same_number_as_the_sentence(both: Approvals) -> None:
    found = of(both, "accession/FIN")
    for day, done in ((dt.date(2023, 3, 17), 28), (dt.date(2023, 3, 29), 29)):
        frame = on(found, day)
        assert sum(not spot.tone and not spot.group for spot in frame.spots) == done
        assert f"by {done} of 30" in frame.words[0]
    assert "NATO had 31 allies" in on(found, dt.date(2023, 4, 5)).words[-1]


def test_a_film_is_kept_until_something_comes_that_it_rests_on(tmp_path: object) -> None:
    planting = Approvals(tmp_path)  # type: ignore[arg-type]
    planting.all_of("FIN")
    planting.memberships()
    films = Films()
    first = films.of(planting.view(), "accession/FIN")
    planting.say(Act.POSITION, "watch/china", marking="PUBLIC", content={})
    assert films.of(planting.view(), "accession/FIN") is first
    planting.step("FIN", "HUN", "2023-03-26", said="2023-05-01")
    second = films.of(planting.view(), "accession/FIN")
    assert second is not first
    assert second != first
    assert films.of(planting.view(), "watch/china") is None
    planting.record.close()


def test_what_a_reader_may_not_see_is_in_no_frame(tmp_path: object) -> None:
    planting = Approvals(tmp_path)  # type: ignore[arg-type]
    planting.memberships()
    planting.step("FIN", "NATO", "2022-07-05", "protocol signed")
    planting.step("FIN", "NLD", "2022-07-12")
    planting.step("FIN", "HUN", "2023-03-27", marking="INTERNAL")
    days = {
        reader: [frame.since for frame in found.frames]
        for reader in (None, "PUBLIC")
        if (found := film(planting.view(reader=reader), "accession/FIN")) is not None
    }
    assert dt.date(2023, 3, 27) in days[None]
    assert dt.date(2023, 3, 27) not in days["PUBLIC"]
    planting.record.close()
