"""Sharing wider and tear-lines in the workspace: named before, done by whoever may."""

from __future__ import annotations

import re

import pytest

from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.workspace import Workspace


@pytest.fixture
def shared(workspace: Workspace) -> Workspace:
    with workspace.open() as record:
        record.define_audience("REL-ONE", ["Allyland"], ground="an arrangement")
    return workspace


@pytest.fixture
def look(shared: Workspace) -> Client:
    return Client(create_app(shared.open))


def _shown(page: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_who_will_read_it_is_named_and_only_what_was_shown_is_shared(
    look: Client, shared: Workspace
) -> None:
    path = f"/share/{shared.report}"
    page = look.get(f"{path}?marking=REL-ONE&whole=1&lang=en").text
    assert "Allyland" in page
    assert "could not read it before" in page
    assert "Everybody" not in page
    assert "Everybody, in and outside" in look.get(f"{path}?marking=PUBLIC&lang=en").text
    form = {"marking": "REL-ONE", "whole": "1", "shown": _shown(page)}
    # What was shown for some is no leave for others.
    assert look.post(path, data={**form, "marking": "PUBLIC"}).status_code == 422
    public = Client(create_app(shared.open, reader="PUBLIC"))
    assert "The ministers met in The Hague" not in public.get("/papers").text
    done = look.post(path, data=form)
    assert done.status_code == 303
    ally = Client(create_app(shared.open, reader="Allyland"))
    assert ally.get(done.headers["location"].partition("?")[0]).status_code == 200
    assert ally.get(f"/papers/{shared.report}").status_code == 404
    assert "They can read it already" in look.get(f"{path}?marking=REL-ONE&lang=en").text


def test_it_is_withdrawn_there_and_stands_here(look: Client, shared: Workspace) -> None:
    path = f"/share/{shared.report}"
    form = {"marking": "REL-ONE", "shown": _shown(look.get(f"{path}?marking=REL-ONE").text)}
    there = look.post(path, data=form).headers["location"].partition("?")[0]
    assert look.post(f"{path}/undo", data={"marking": "REL-ONE"}).status_code == 422
    undone = look.post(f"{path}/undo", data={"marking": "REL-ONE", "ground": "by mistake"})
    assert undone.status_code == 303
    assert "keeps what they have" in look.get(f"{undone.headers['location']}&lang=en").text
    ally = Client(create_app(shared.open, reader="Allyland"))
    assert ally.get(there).status_code == 404
    assert look.get(f"/papers/{shared.report}").status_code == 200


def test_a_statement_whose_paper_is_narrower_tells_what_to_do(
    look: Client, shared: Workspace
) -> None:
    with shared.open() as record:
        view = record.view(record.reader())
        identity = view.paper_statements(shared.report)[0].identity
    refused = look.get(f"/share/{identity}?marking=PUBLIC&lang=en")
    assert refused.status_code == 409
    assert "it rests on" in refused.text
    assert "/tearlines/new?" in refused.text


def test_nobody_else_finds_these_pages(shared: Workspace) -> None:
    for reader in ("PUBLIC", "Allyland"):
        other = Client(create_app(shared.open, reader=reader))
        for path in (f"/share/{shared.agenda}", "/tearlines", "/tearlines/new", "/tearlines/x"):
            assert other.get(path).status_code == 404
        assert other.post(f"/share/{shared.agenda}", data={}).status_code in (403, 422)
        assert "/share/" not in other.get(f"/papers/{shared.agenda}").text


def test_one_person_is_told_that_a_second_is_needed(look: Client, shared: Workspace) -> None:
    page = look.get(f"/tearlines/new?source={shared.report}&marking=PUBLIC&lang=en").text
    assert "Report of the meeting" in page
    text = "Allies spoke of cables. Allies agreed on a register of cables.\n"
    form = {"source": shared.report, "marking": "PUBLIC", "text": text}
    path = look.post("/tearlines", data=form).headers["location"]
    page = look.get(f"{path}?lang=en").text
    assert "It repeats its source" in page
    assert "Allies agreed on a register of cables." in page
    assert look.post(path, data={"do": "send", "text": text}).status_code == 303
    page = look.get(f"{path}?lang=en").text
    assert "somebody else checks it" in page
    assert "A second person is needed" in page
    assert 'value="release"' not in page
    assert look.post(path, data={"do": "release", "shown": "x"}).status_code == 422
    assert look.post(path, data={"do": "back", "reason": "x"}).status_code == 422
    assert "Tear-lines" in look.get("/tearlines?lang=en").text
    assert look.post(path, data={"do": "delete"}).status_code == 303
    assert look.get(path).status_code == 404


def test_who_can_read_the_source_needs_no_tear_line(look: Client, shared: Workspace) -> None:
    form = {"source": shared.agenda, "marking": "PUBLIC", "text": "nothing is lost"}
    refused = look.post("/tearlines", data=form)
    assert refused.status_code == 422
    assert "nothing is lost" in refused.text
