"""A list is walked by its own links: everything once, in order, for its own reader alone."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from inzet.web.app import create_app
from tests.web.api.held import BASE, hold
from tests.web.client import Client
from tests.web.workspace import Workspace

LISTS = (
    "papers",
    "statements",
    "statements?act=position",
    "statements?holder=het%20kabinet",
    "statements?marking=INTERNAL",
    "positions",
    "search?q=kabels",
    "meetings",
    "dossiers",
    "commitments",
    "vocabularies/procedures",
    "feeds",
)


def _walk(client: Client, path: str) -> list[Any]:
    found: list[Any] = []
    for _ in range(200):
        answer = client.get(path)
        page = hold("GET", path, answer)
        assert len(page["items"]) <= 1
        found += page["items"]
        link = re.search(r'<([^>]+)>; rel="next"', answer.headers["link"])
        assert (link and link[1]) == page["next"]
        if page["next"] is None:
            return found
        path = page["next"]
    raise AssertionError("the list never ends")


@pytest.mark.parametrize("name", LISTS)
def test_page_by_page_is_the_whole_list(name: str, look: Client) -> None:
    joint = "&" if "?" in name else "?"
    whole = json.loads(look.get(f"{BASE}/{name}{joint}limit=200").text)
    assert whole["next"] is None
    assert whole["items"]
    assert _walk(look, f"{BASE}/{name}{joint}limit=1") == whole["items"]


@pytest.mark.parametrize("name", ["statements", "meetings"])
def test_a_place_that_is_none_is_refused(name: str, look: Client) -> None:
    answer = look.get(f"{BASE}/{name}?after=nowhere")
    assert answer.status_code == 400
    assert hold("GET", f"{BASE}/{name}", answer)["where"] in {"", "after"}


def test_another_readers_place_is_none(look: Client, shown: Workspace) -> None:
    own = json.loads(look.get(f"{BASE}/statements?limit=1").text)["next"]
    public = Client(create_app(shown.open, reader="PUBLIC"))
    assert public.get(own).status_code == 400


def test_filters_narrow(look: Client, shown: Workspace) -> None:
    def items(query: str) -> list[Any]:
        found: list[Any] = json.loads(look.get(f"{BASE}/statements?{query}").text)["items"]
        return found

    assert {each["act"] for each in items("act=figure")} == {"figure"}
    assert {each["holder"] for each in items("holder=HET%20KABINET")} == {"het kabinet"}
    assert {each["marking"] for each in items("marking=INTERNAL")} == {"INTERNAL"}
    assert {each["party"] for each in items("party=NATO")} == {"NATO"}
    assert {each["said"] for each in items("said_from=2027-06-01")} == {"2027-06-16"}
    assert {each["said"] for each in items("said_to=2027-06-01")} == {"2027-05-28"}
    assert all("pledge/new-pledge" in each["dossiers"] for each in items("dossier=pledge"))
    assert {each["paper"]["id"] for each in items("paper=kst-33333-15")} == {shown.report}
    assert {each["quote"] for each in items("words=kabels&act=position")} == {
        "Het kabinet steunt een register van kabels."
    }
    assert items("review=confirmed") == []
    assert len(items("review=open")) == len(items("limit=200"))
