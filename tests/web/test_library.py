"""The library: what was learnt, what worked, what people assessed; and honest when it is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.record import Record
from inzet.web.app import create_app
from tests.dossiers.hybrid.casework import CASE, Casework
from tests.web.client import Client


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a case that was gone through."""
    work = Casework(tmp_path_factory.mktemp("shelf"))
    ids = work.through()
    work.do("add_lesson", evaluation=ids["evaluation"])
    path = Path(work.record.path)
    work.record.close()
    return path


@pytest.fixture(scope="module")
def shelf(case: Path) -> Client:
    return Client(create_app(lambda: Record.open(case)))


def test_a_lesson_says_what_was_tried_and_whether_it_worked(shelf: Client) -> None:
    page = shelf.get("/library?lang=en").text
    assert "Ask operators for alarms within an hour." in page
    assert "Patrol the route." in page, "the option that was evaluated"
    assert '<span class="tag kept">worked</span>' in page
    assert f'href="/dossiers/hybrid/{CASE}' in page
    assert "heeft gewerkt" in shelf.get("/library?lang=nl").text


def test_by_kind_instrument_and_author(shelf: Client) -> None:
    lessons = shelf.get("/library?kind=lesson&format=json").json()["items"]
    assert [each["text"] for each in lessons] == ["Ask operators for alarms within an hour."]
    graded = shelf.get("/library?kind=assessment&format=csv").text
    assert "An anchor was dragged on purpose." in graded
    assert "No cable failed" in shelf.get("/library?instrument=military-presence").text
    other = shelf.get("/library?party=Somebody+Else&lang=en").text
    assert "Nothing in the library matches" in other
    assert shelf.get("/library?kind=rumour").status_code == 400


def test_who_may_not_read_the_case_finds_nothing(case: Path) -> None:
    public = Client(create_app(lambda: Record.open(case), reader="PUBLIC"))
    page = public.get("/library?lang=en").text
    assert "Nothing here yet" in page
    assert "alarms" not in page


def test_an_empty_one_says_what_will_lie_there(empty: Client) -> None:
    page = empty.get("/library?lang=en").text
    assert "Nothing here yet" in page
    assert "comes with exchange" in page
