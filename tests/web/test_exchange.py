"""Who reads which feed, and why, for whoever may know."""

from __future__ import annotations

import pytest

from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.workspace import Workspace


@pytest.fixture
def shared(workspace: Workspace) -> Workspace:
    """With an audience that somebody was let into and taken out of."""
    with workspace.open() as record:
        record.define_audience("REL-ONE", ["Allyland", "Partnerland"], ground="the March meeting")
        record.define_audience("REL-ONE", ["Allyland"], ground="no need any more")
        record.define_audience("REL-TWO", ["Partnerland"])
    return workspace


def test_each_feed_tells_its_readers_and_why(shared: Workspace) -> None:
    page = Client(create_app(shared.open)).get("/exchange").text
    for words in (
        "4 feeds",
        "REL-ONE",
        "Allyland",
        "the March meeting",
        "Everybody may read it",
        "Partnerland was taken out on",
        "no need any more",
        "keeps it to itself",
        "To begin, type inzet peer add",
    ):
        assert words in page


def test_a_member_sees_their_feeds_alone(shared: Workspace) -> None:
    ally = Client(create_app(shared.open, reader="Allyland"))
    page = ally.get("/exchange").text
    assert "REL-ONE" in page
    assert "2 feeds" in page
    for hidden in ("REL-TWO", "INTERNAL", "Internal"):
        assert hidden not in page
    rows = ally.get("/exchange?format=csv").text
    assert "REL-TWO" not in rows
    assert "Allyland" in rows
    public = Client(create_app(shared.open, reader="PUBLIC")).get("/exchange").text
    assert "1 feed " in public
    assert "REL-ONE" not in public


def test_who_can_read_a_paper_or_a_statement(shared: Workspace) -> None:
    client = Client(create_app(shared.open))
    everybody = client.get("/exchange?entry=kst-33333-14").text
    assert "Everybody may read it" in everybody.split('class="answer-who"')[1]
    internal = client.get(f"/exchange?entry={shared.report}").text.split('class="answer-who"')[1]
    assert "Ministry of Examples" in internal
    assert "Everybody" not in internal
    with shared.open() as record:
        row = record.view(record.reader()).statements(limit=1).items[0]
    answer = client.get(f"/exchange?entry={row.identity}&format=json").json()
    assert answer["entry"]["feed"]["marking"] == row.marking
    ally = Client(create_app(shared.open, reader="Allyland"))
    hidden = ally.get(f"/exchange?entry={shared.report}")
    missing = ally.get(f"/exchange?entry={'0' * 64}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace(shared.report, "") == missing.text.replace("0" * 64, "")
