"""Positions over time: party by dossier, holder by dossier, one line of wordings, the table."""

from __future__ import annotations

import csv
import io

import pytest

from inzet.web.app import create_app
from tests.web.chained import chained
from tests.web.client import Client
from tests.web.workspace import STAMP

SEA = "hybrid/undersea-infrastructure"


@pytest.fixture(scope="module")
def eyes(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return Client(create_app(chained(tmp_path_factory.mktemp("two"))[0].open))


def table(client: Client, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))


def test_of_nobody_asked_for_it_shows_who_says_most(eyes: Client) -> None:
    page = eyes.get("/positions?lang=en").text
    assert "Positions of the Netherlands" in page
    assert f'href="/positions/NLD/{SEA}' in page, "a dossier leads to its wordings"
    assert f'href="/positions/NLD/{SEA}' in eyes.get("/positions/NLD").text


def test_what_has_it_said_on_this_since_a_day(eyes: Client) -> None:
    """The question of a journalist: quotes with their sources, as a table."""
    path = f"/positions/NLD/{SEA}?said_from=2027-01-01&format=csv"
    rows = table(eyes, path)
    assert [row["said"] for row in rows] == ["2027-01-29"] * 3 + ["2027-05-28"] * 3
    sooner = next(row for row in rows if "{+sneller+}" in row["difference"])
    assert sooner["before_said"] == "2027-01-29"
    assert sooner["numbers"] == "kst-33333-14 2027D01234"
    assert sooner["address"] == f"/statements/{sooner['statement']}"
    assert sooner["stamp"] == STAMP
    later = table(eyes, f"/positions/NLD/{SEA}?said_from=2027-02-01&format=csv")
    assert len(later) == 3
    assert {row["became"] for row in later} == {"new"}, "nothing before is in this period"


def test_the_newest_wording_stands_with_its_difference(eyes: Client) -> None:
    page = eyes.get(f"/positions/NLD/{SEA}?lang=en").text
    assert "</span>sneller<span" in page
    assert page.index("28 May 2027") < page.index("29 January 2027"), "newest first"
    assert "as on" in page, "what is unchanged says since when"


def test_on_a_dossier_every_holder_has_a_row(eyes: Client) -> None:
    page = eyes.get(f"/positions?dossier={SEA}&lang=en").text
    assert "Positions on Hybrid" in page
    assert '<th scope="row"><a class="title" href="/positions/NLD' in page


def test_what_is_not_there_is_not_there(eyes: Client, empty: Client) -> None:
    assert eyes.get("/positions/XXX").status_code == 404
    assert eyes.get("/positions?dossier=watch/nothing").status_code == 404
    assert eyes.get("/positions?said_from=soon").status_code == 400
    none = eyes.get(f"/positions/NLD/{SEA}?said_from=2028-01-01&lang=en")
    assert none.status_code == 200
    assert "No position in this period" in none.text
    assert "No positions yet" in empty.get("/positions?lang=en").text
