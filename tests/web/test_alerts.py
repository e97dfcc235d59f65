"""The page on which one follows things: by mail for oneself alone, by address for everybody."""

from __future__ import annotations

import re

import pytest

from inzet.accounts import Accounts
from inzet.alerts import Book
from inzet.vocabulary.rights import Right, Role
from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, Workspace

FOLLOW = {"about": "dossier", "value": "pledge/new-pledge", "address": "me@example.org"}


def test_one_follows_and_stops(desk: Client, workspace: Workspace) -> None:
    assert "You follow nothing by mail yet." in desk.get("/alerts?lang=en").text
    answer = desk.post("/alerts?lang=nl", data=FOLLOW)
    assert answer.status_code == 303
    page = desk.get(answer.headers["location"]).text
    assert "U krijgt er vanaf nu bericht van." in page
    assert "me@example.org" in page
    (recipient,) = Book(workspace.path).recipients()
    assert recipient.language == "nl"
    (id_,) = re.findall(r"/alerts/([0-9a-f]{8})/remove", page)
    assert desk.post(f"/alerts/{id_}/remove").status_code == 303
    assert Book(workspace.path).recipients() == []
    assert desk.post(f"/alerts/{id_}/remove").status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"about": "party", "value": "NLD"}, 303),
        ({"about": "meeting", "value": AGENDA_MEETING}, 303),
        ({"about": "words", "value": "kabels op zee"}, 303),
        ({"about": "due", "value": ""}, 303),
        ({"about": "due", "value": "pledge/new-pledge"}, 303),
        ({"about": "due", "value": "NLD"}, 303),
        ({"about": "dossier", "value": "pledge/none"}, 404),
        ({"about": "dossier", "value": ""}, 422),
        ({"about": "anything", "value": "x"}, 422),
        ({"address": "a@b.org\r\nBcc: c@d.org"}, 422),
        ({"address": ""}, 422),
    ],
)
def test_what_can_be_followed(desk: Client, form: dict[str, str], status: int) -> None:
    assert desk.post("/alerts", data=FOLLOW | form).status_code == status


def test_pages_lead_to_the_form_filled_in(desk: Client) -> None:
    page = desk.get("/dossiers/pledge/new-pledge").text
    (address,) = re.findall(r'href="(/alerts\?[^"]+)"', page)
    form = desk.get(address.replace("&amp;", "&")).text
    assert 'value="pledge/new-pledge"' in form


def test_another_reader_has_no_alerts(workspace: Workspace) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    page = public.get("/alerts").text
    assert '<form class="panel"' not in page
    assert "/feed.atom" in page
    assert public.post("/alerts", data=FOLLOW).status_code == 422
    assert not Book(workspace.path).recipients()


@pytest.fixture
def keys(workspace: Workspace) -> tuple[Client, dict[str, str]]:
    """A workspace with accounts, and secrets by what they are for."""
    accounts = Accounts(workspace.path)
    anna = accounts.people.add("Anna", roles=(Role.EDITOR,))
    made = {
        "read": accounts.tokens.make(anna, "feeds")[0],
        "public": accounts.tokens.make(anna, "feeds", markings=("PUBLIC",))[0],
        "edit": accounts.tokens.make(anna, "program", scopes=(Right.READ, Right.EDIT))[0],
        "none": "",
    }
    return Client(create_app(workspace.open, accounts=accounts)), made


@pytest.mark.parametrize(
    "path", ["/feed.atom", "/calendar.ics", f"/meetings/{AGENDA_MEETING}/feed.atom"]
)
def test_an_address_with_a_key_is_let_in_and_tells_it_nobody(
    keys: tuple[Client, dict[str, str]],
    path: str,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    client, secrets = keys
    caplog.set_level("DEBUG")
    # What asks here logs what it asks; what answers must not.
    caplog.set_level("ERROR", "httpx")
    assert client.get(path).status_code == 401
    for name, status in (("read", 200), ("public", 200), ("edit", 401)):
        answer = client.get(f"{path}?lang=en&key={secrets[name]}")
        assert answer.status_code == status, name
        told = answer.text + str(answer.headers) + caplog.text + "".join(capfd.readouterr())
        assert secrets[name] not in told
    assert client.get(f"{path}?key=inzet_nothing").status_code == 401
    assert client.get(f"/papers?key={secrets['read']}").status_code == 303, "pages take no key"
    assert client.ask("POST", f"{path}?key={secrets['read']}").status_code in (401, 403, 405)


def test_a_key_shows_what_its_token_may_and_ends_with_it(
    keys: tuple[Client, dict[str, str]], workspace: Workspace
) -> None:
    client, secrets = keys
    whole = client.get(f"/feed.atom?key={secrets['read']}").text
    narrow = client.get(f"/feed.atom?key={secrets['public']}").text
    assert "register of cables" in whole
    assert "register of cables" not in narrow
    accounts = Accounts(workspace.path)
    for token in accounts.tokens.of():
        accounts.tokens.end(token.id)
    accounts.close()
    assert client.get(f"/feed.atom?key={secrets['read']}").status_code == 401


def test_a_key_cannot_change_what_is_followed(keys: tuple[Client, dict[str, str]]) -> None:
    client, secrets = keys
    bearer = {"Authorization": f"Bearer {secrets['edit']}"}
    assert client.post("/alerts", data=FOLLOW, headers=bearer).status_code == 422
