"""Agreed language: a phrase through the papers, its wordings beside each other."""

from __future__ import annotations

import csv
import io

import pytest

from inzet.web.app import create_app
from tests.web.chained import chained
from tests.web.client import Client


@pytest.fixture(scope="module")
def eyes(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return Client(create_app(chained(tmp_path_factory.mktemp("two"))[0].open))


def test_the_wordings_of_a_phrase(eyes: Client) -> None:
    page = eyes.get("/language?phrase=elkaar+waarschuwen+bij+sabotage+op+zee&lang=en").text
    assert "First seen on 29 January 2027" in page
    assert "2 wordings" in page
    assert page.count("</span>sneller<span") == 2, "beside the first, and through time"
    assert "#s-" in page, "a sentence leads to its place in the paper"


def test_the_same_words_are_one_wording(eyes: Client) -> None:
    line = eyes.get("/language?phrase=steunt+een+register+van+kabels&format=json").json()["line"]
    assert [each["change"] for each in line] == ["first", "same"]
    page = eyes.get("/language?phrase=steunt+een+register+van+kabels&lang=en").text
    assert "1 wording<" in page
    assert "in 2 papers" in page


def test_of_no_phrase_it_offers_what_papers_repeat(eyes: Client) -> None:
    page = eyes.get("/language?lang=en").text
    assert "Het kabinet steunt een register van kabels." in page
    assert "2 papers" in page


def test_nobody_says_so_and_nothing_is_asked(eyes: Client) -> None:
    assert "No paper in view says so" in eyes.get("/language?phrase=zeppelins&lang=en").text
    assert eyes.get("/language?phrase=%3F%3F").status_code == 422
    assert eyes.get("/language?phrase=" + "kabels+" * 900).status_code == 200


def test_it_is_a_table_too(eyes: Client) -> None:
    answer = eyes.get("/language?phrase=waarschuwen+bij+sabotage+op+zee&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [row["numbers"] for row in rows] == ["kst-33333-9", "kst-33333-14 2027D01234"]
    assert "{+sneller+}" in rows[1]["difference"]
