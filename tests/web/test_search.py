"""Search narrows by what it found, for the reader who searches."""

from __future__ import annotations

import re

from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, Workspace


def counted(client: Client, path: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = client.get(f"{path}&format=json").json()["facets"]
    return found


def test_counts_are_of_what_was_found(look: Client) -> None:
    facets = counted(look, "/search?q=kabinet+kabels")
    assert "dossier" not in facets, "one value tells nothing apart"
    facets = counted(look, "/search?said_from=2027-01-01")
    assert facets["act"]["position"] == 4
    assert facets["genre"] == {"annotated agenda": 12, "minister's report": 2}
    assert facets["party"]["NLD"] > facets["party"]["NATO"] >= 1


def test_a_facet_narrows_and_is_taken_away(look: Client) -> None:
    page = look.get("/search?said_from=2027-01-01&act=position&lang=en").text
    assert page.count('<li class="said') == 4
    chosen = re.search(r'<ul class="chosen".*?</ul>', page, re.S)
    assert chosen
    assert "Position" in chosen[0]
    assert 'href="/search?said_from=2027-01-01&amp;lang=en"' in chosen[0], "without it"
    assert counted(look, "/search?said_from=2027-01-01&act=position")["act"]["commitment"] == 1, (
        "what the other kinds would be stays told"
    )


def test_by_genre_meeting_year_and_review(look: Client, desk: Client, workspace: Workspace) -> None:
    report = look.get("/search?genre=minister%27s+report").text
    assert "Allies agreed on a register of cables." in report
    assert "sabotage op zee" not in report
    assert "sabotage op zee" in look.get(f"/search?meeting={AGENDA_MEETING}").text
    assert "sabotage" not in look.get("/search?said_from=2026-01-01&said_to=2026-12-31").text
    assert look.get("/search?review=perhaps").status_code == 400
    with workspace.open() as record:
        row = record.view(record.reader()).paper_statements(workspace.agenda)[3]
    desk.post(f"/statements/{row.identity}/confirm", data={})
    confirmed = desk.get("/search?review=confirmed").text
    assert row.quote in confirmed
    assert confirmed.count('<li class="said') == 1
    assert counted(desk, "/search?said_from=2027-01-01")["review"]["confirmed"] == 1


def test_another_reader_counts_what_they_may_see(shown: Workspace) -> None:
    public = Client(create_app(shown.open, reader="PUBLIC"))
    facets = counted(public, "/search?said_from=2027-01-01")
    assert "genre" not in facets, "for them there is one kind of paper only"
    assert sum(facets["act"].values()) == 12


def test_the_search_can_be_reached_without_a_mouse(look: Client) -> None:
    assert 'href="/search" accesskey="/"' in look.get("/").text
    assert "autofocus" in look.get("/search").text
    assert "autofocus" not in look.get("/search?q=kabels").text, "who reads on is not moved"
