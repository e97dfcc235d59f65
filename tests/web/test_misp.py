"""Feeds for MISP and bundles over HTTP: by token, tagged, and nothing of what is hidden."""

from __future__ import annotations

import json

import pytest
from pymisp import MISPEvent

from inzet.exchange.misp.events import event_uuid
from inzet.exchange.stix import statements_of
from inzet.record import DOSSIER, MEETING
from inzet.web.app import create_app
from tests.exchange.stix.worlds import feed_of
from tests.web.accounts.conftest import Kept, kept
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, Workspace

__all__ = ["kept"]

PLEDGE = "pledge/new-pledge"


def feed(workspace: Workspace, marking: str = "PUBLIC") -> str:
    """The id of the workspace's own feed under a marking."""
    with workspace.open() as record:
        return feed_of(record, marking)


def test_a_feed_is_pulled_as_misp_does(workspace: Workspace, desk: Client) -> None:
    base = f"/misp/{feed(workspace)}"
    manifest = desk.get(f"{base}/manifest.json")
    assert manifest.headers["content-type"].startswith("application/json")
    listed = manifest.json()
    assert event_uuid(feed(workspace), DOSSIER, PLEDGE) in listed
    for uuid, each in listed.items():
        event = MISPEvent(strict_validation=True)
        event.load(desk.get(f"{base}/{uuid}.json").text)
        assert (event.uuid, event.info) == (uuid, each["info"])
    hashes = desk.get(f"{base}/hashes.csv").text.splitlines()
    assert {line.split(",")[1] for line in hashes} <= set(listed)
    tag = manifest.headers["etag"]
    again = desk.get(f"{base}/manifest.json", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_what_is_hidden_is_missing(workspace: Workspace) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    hidden, shown = feed(workspace, "INTERNAL"), feed(workspace)
    for path in (
        f"/misp/{hidden}/manifest.json",
        f"/misp/{hidden}/hashes.csv",
        f"/misp/{hidden}/{event_uuid(hidden, DOSSIER, PLEDGE)}.json",
        # Whoever knows names can make the uuid of an event that is not theirs.
        f"/misp/{shown}/{event_uuid(hidden, DOSSIER, PLEDGE)}.json",
        f"/misp/{shown}/{event_uuid(shown, DOSSIER, 'hybrid/none')}.json",
    ):
        assert public.get(path).status_code == 404, path


def test_a_bundle_holds_what_its_reader_may_read(workspace: Workspace, desk: Client) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    for path, name in ((f"/dossiers/{PLEDGE}", PLEDGE), (f"/meetings/{AGENDA_MEETING}", "")):
        page = public.get(path).text
        assert f'href="{path}/bundle.json"' in page
        answer = public.get(f"{path}/bundle.json")
        assert answer.headers["content-type"] == "application/stix+json;version=2.1"
        assert "attachment" in answer.headers["content-disposition"]
        told = statements_of(answer.json()["objects"])
        assert told
        assert all(name in each.statement.dossiers for each in told if name)
        whole = statements_of(desk.get(f"{path}/bundle.json").json()["objects"])
        assert {each.entry for each in told} <= {each.entry for each in whole}


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer inzet_nothing"}])
def test_nobody_pulls_without_a_token(kept: Kept, headers: dict[str, str]) -> None:
    answer = kept.browser().get(f"/misp/{feed(kept.workspace)}/manifest.json", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_sees_what_its_account_may(kept: Kept) -> None:
    def asked(name: str, marking: str) -> int:
        account = kept.accounts.people.named(name)
        secret, _ = kept.accounts.tokens.make(account, "misp", scopes=["read"])
        path = f"/misp/{feed(kept.workspace, marking)}/manifest.json"
        answer = kept.browser().get(path, headers={"Authorization": f"Bearer {secret}"})
        return answer.status_code

    assert asked("carla", "INTERNAL") == 200
    assert asked("bert", "PUBLIC") == 200
    assert asked("bert", "INTERNAL") == 404


def test_a_meeting_is_an_event(workspace: Workspace, desk: Client) -> None:
    id_ = feed(workspace)
    path = f"/misp/{id_}/{event_uuid(id_, MEETING, AGENDA_MEETING)}.json"
    event = json.loads(desk.get(path).text)["Event"]
    assert event["info"].endswith("2027-06-08")
    assert f'inzet:meeting="{AGENDA_MEETING}"' in {each["name"] for each in event["Tag"]}
