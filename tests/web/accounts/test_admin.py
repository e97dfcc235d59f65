"""Administration: for whoever may, of what they may know."""

from __future__ import annotations

import re
import time

import pytest

from inzet.following import Journal
from inzet.vocabulary.rights import Role
from inzet.web.app import create_app
from tests.exchange.release.test_members import RED
from tests.exchange.taxii.objects import put, stix
from tests.web.accounts.conftest import Kept
from tests.web.client import Client
from tests.web.workspace import Workspace

PAGES = ("/admin", "/admin/audiences", "/admin/people", "/admin/people/bert", "/admin/audit")
FORMS = (
    "/admin/prove", "/admin/audiences", "/admin/people", "/admin/people/bert",
    "/admin/people/bert/password", "/admin/people/bert/end", "/admin/people/bert/remove",
)  # fmt: skip


def secret(page: str) -> str:
    found = re.search(r'<code class="secret">(.*?)</code>', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_others_find_no_such_page(path: str, kept: Kept) -> None:
    bert = kept("bert")
    answer, missing = bert.get(path), bert.get("/nothing")
    assert answer.status_code == missing.status_code == 404
    assert answer.text.replace(path, "") == missing.text.replace("/nothing", "")
    assert "/admin" not in bert.get("/").text
    assert kept("anna").get(path).status_code == 200


@pytest.mark.parametrize("path", FORMS)
def test_others_change_nothing(path: str, kept: Kept) -> None:
    before = kept.accounts.people.all()
    form = {"name": "x", "role_administrator": "1", "sure": "bert", "ground": "x"}
    assert kept("carla").send(path, form).status_code == 403
    after = {each.name: each for each in kept.accounts.people.all()}
    assert [after[each.name].roles for each in before] == [each.roles for each in before]
    assert len(after) == len(before)


def test_an_account_is_added_changed_reset_and_removed(kept: Kept) -> None:
    anna = kept("anna")
    page = anna.send(
        "/admin/people",
        {"name": "dora", "shown": "Dora K.", "role_reader": "1", "role_editor": "1"},
        page="/admin/people",
    )
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    first = secret(page.text)
    assert kept.browser().login("dora", first).status_code == 303
    assert secret(page.text) not in anna.get("/admin/people").text

    form = {"shown": "Dora", "role_reviewer": "1", "narrower": "1", "active": "1"}
    assert anna.send("/admin/people/dora", form).status_code == 303
    account = kept.accounts.people.named("dora")
    assert (account.roles, account.markings) == ((Role.REVIEWER,), ())

    dora = kept.browser()
    dora.login("dora", first)
    page = anna.send("/admin/people/dora/password")
    assert dora.get("/papers").status_code != 200, "logged out everywhere"
    assert kept.browser().login("dora", secret(page.text)).status_code == 303

    assert anna.send("/admin/people/dora", {"shown": "Dora", "role_reader": "1"}).status_code == 303
    assert not kept.accounts.people.named("dora").active
    assert anna.send("/admin/people/dora/remove", {"sure": "dor"}).status_code == 422
    assert anna.send("/admin/people/dora/remove", {"sure": "dora"}).status_code == 303
    assert "dora" not in [each.name for each in kept.accounts.people.all()]
    done = [each.what for each in kept.accounts.audit.events(who="anna", kind="account")]
    assert done == ["removed dora", "changed dora", "changed dora", "added dora"]


def test_sessions_and_tokens_of_others_are_ended(kept: Kept) -> None:
    anna, bert = kept("anna"), kept("bert")
    account = kept.accounts.people.named("bert")
    _, token = kept.accounts.tokens.make(account, "a script", scopes=[], markings=None, days=5)
    page = anna.get("/admin/people/bert").text
    assert "a script" in page
    assert anna.send("/admin/people/bert/end", {"token": token.id}).status_code == 303
    assert bert.get("/papers").status_code == 200
    assert anna.send("/admin/people/bert/end").status_code == 303
    assert bert.get("/papers").status_code != 200


def test_the_last_administrator_stays(kept: Kept) -> None:
    anna = kept("anna")
    form = {"shown": "Anna", "role_reader": "1", "active": "1"}
    assert anna.send("/admin/people/anna", form).status_code == 422
    assert anna.send("/admin/people/anna/remove", {"sure": "anna"}).status_code == 422


def test_nobody_gives_what_they_do_not_have(kept: Kept) -> None:
    people = kept.accounts.people
    people.change("carla", roles=["administrator"], markings=[])
    carla = kept("carla")
    new = {"name": "emil", "role_reader": "1"}
    assert carla.send("/admin/people", new).status_code == 403, "all markings"
    wider = {**new, "narrower": "1", "marking_INTERNAL": "1"}
    assert carla.send("/admin/people", wider).status_code == 400
    assert carla.send("/admin/people", {**new, "narrower": "1"}).status_code == 200
    assert carla.send("/admin/people/anna/password").status_code == 403
    assert carla.send("/admin/people/carla", {"role_administrator": "1"}).status_code == 403
    assert people.named("carla").markings == ()


def test_who_needs_to_know_less_is_told_less(kept: Kept) -> None:
    bert = kept.accounts.people.change("bert", markings=None)
    assert bert.markings is None
    kept("bert").get(f"/papers/{kept.workspace.report}")
    kept.accounts.people.change("carla", roles=["administrator"], markings=[])
    seen = kept("anna").get("/admin/audit?kind=read").text
    assert kept.workspace.report[:12] in seen
    carla = kept("carla")
    page = carla.get("/admin/audit?kind=read").text
    assert "bert" in page
    assert kept.workspace.report[:12] not in page
    assert "inzet1-" in kept("anna").get("/admin").text
    assert "inzet1-" not in carla.get("/admin").text


def test_audit_is_filtered(kept: Kept) -> None:
    anna = kept("anna")
    kept.browser().login("bert", "wrong")
    page = anna.get("/admin/audit?kind=refused").text
    assert "log in from" in page
    assert "logged in" not in page.partition("<table")[2]
    assert anna.get("/admin/audit?before=x").status_code == 400


# ---- without accounts --------------------------------------------------------------------------


@pytest.fixture
def alone(workspace: Workspace) -> Client:
    return Client(create_app(workspace.open))


def test_without_accounts_there_are_the_node_and_its_audiences(
    alone: Client, workspace: Workspace
) -> None:
    page = alone.get("/admin").text
    for words in ("Ministry of Examples", "inzet.db", "unclassified", "inzet1-", "inzet follow"):
        assert words in page
    assert alone.get("/admin/audiences").status_code == 200
    for path in ("/admin/people", "/admin/people/x", "/admin/audit"):
        assert alone.get(path).status_code == 404
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    assert public.get("/admin").status_code == 404
    assert public.post("/admin/prove").status_code == 422


def proved(client: Client) -> str:
    assert client.post("/admin/prove").status_code == 303
    for _ in range(200):
        page = client.get("/admin").text
        if "Look again" not in page:
            return page
        time.sleep(0.02)
    raise AssertionError("it is not done")


@pytest.mark.file
def test_the_record_is_proved_in_the_background(alone: Client, workspace: Workspace) -> None:
    assert "everything proves" in proved(alone)
    data = bytearray(workspace.path.read_bytes())
    place = data.rindex(b"sabotage op zee")
    data[place] ^= 1
    workspace.path.write_bytes(bytes(data))
    page = proved(alone)
    assert "everything proves" not in page
    assert "fault" in page


def test_an_audience_is_changed_with_a_reason(alone: Client, workspace: Workspace) -> None:
    form = {"audience": "REL-X", "members": "Allyland\n\nPartnerland\n", "ground": "the  visit"}
    assert alone.post("/admin/audiences", data=form).status_code == 303
    page = alone.get("/admin/audiences").text
    assert "the visit" in page
    assert "Allyland" in page
    form = {"audience": "REL-X", "members": "Allyland", "ground": ""}
    assert alone.post("/admin/audiences", data=form).status_code == 422
    assert alone.post("/admin/audiences", data={**form, "ground": "over"}).status_code == 303
    with workspace.open() as record:
        assert "Partnerland" not in record.audiences()["REL-X"]
        assert "Allyland" in record.audiences()["REL-X"]
    assert (
        alone.post(
            "/admin/audiences", data={"audience": "PUBLIC", "members": "", "ground": "x"}
        ).status_code
        == 400
    )


def test_what_is_followed_is_told_and_not_held(alone: Client, workspace: Workspace) -> None:
    assert "Nothing is followed" in alone.get("/admin").text
    assert not list(workspace.path.parent.glob("*follow*")), "looking makes no file"
    with Journal(workspace.path) as journal:
        journal.begin("tweedekamer", "28676", marking="PUBLIC", since=None)
        assert "A run is under way" in alone.get("/admin").text
    page = alone.get("/admin").text
    assert "28676" in page
    assert "not to the end yet" in page


def test_nobody_is_let_in_to_what_they_may_not_read(alone: Client, workspace: Workspace) -> None:
    with workspace.open() as record:
        record.define_audience("DESK", [], ground="the desk alone")
        put(record, "DESK", stix(1, object_marking_refs=[RED]))
    form = {"audience": "DESK", "members": "Allyland", "ground": "they ask"}
    answer = alone.post("/admin/audiences", data=form)
    assert answer.status_code == 422
    assert "TLP:RED" in answer.text
    with workspace.open() as record:
        assert "Allyland" not in record.audiences()["DESK"]
