"""One's own account, tokens at the door, and what each may do."""

from __future__ import annotations

import re

import pytest

from inzet.accounts import form_token
from tests.web.accounts.browser import PASSWORD
from tests.web.accounts.conftest import Kept

NEW = "entirely different words now"


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def token(kept: Kept, name: str, *may: str, **more: object) -> str:
    account = kept.accounts.people.named(name)
    return kept.accounts.tokens.make(account, "x", scopes=may, **more)[0]  # type: ignore[arg-type]


def test_a_new_password_ends_other_sessions_and_keeps_this_one(kept: Kept) -> None:
    browser, other = kept("anna"), kept("anna")
    before = browser.cookies["inzet"]
    form = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert browser.send("/account/password", {**form, "again": "x"}).status_code == 422
    assert browser.send("/account/password", {**form, "old": "wrong"}).status_code == 403
    assert browser.send("/account/password", {**form, "new": "x", "again": "x"}).status_code == 422
    assert browser.send("/account/password", form).status_code == 303
    assert browser.cookies["inzet"] != before
    assert browser.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert kept().login("anna").status_code == 403
    assert kept().login("anna", NEW).status_code == 303


def test_only_own_sessions_are_shown_and_ended(kept: Kept) -> None:
    carla, anna = kept("carla"), kept("anna")
    session = kept.accounts.sessions.of(kept.accounts.people.named("carla"))[0]
    assert session.id not in anna.get("/account").text
    assert anna.send("/account/sessions/end", {"session": session.id}).status_code == 404
    assert carla.get("/account").status_code == 200
    assert anna.send("/account/tokens/end", {"token": "x"}).status_code == 404


def test_a_token_is_shown_once(kept: Kept) -> None:
    browser = kept("anna")
    form = {"name": "sync", "may_edit": "1", "days": "30"}
    made = browser.send("/account/tokens", form)
    assert made.status_code == 200
    assert made.headers["cache-control"] == "no-store"
    found = re.search(r"inzet_[\w-]{43}", made.text)
    assert found
    assert found[0] not in browser.get("/account").text
    answer = kept().get("/papers?format=json", headers=bearer(found[0]))
    assert answer.status_code == 200


@pytest.mark.parametrize("form", [
    {"name": "", "may_read": "1"},
    {"name": "x", "days": "x"},
    {"name": "x", "days": "9999"},
    {"name": "x", "narrower": "1", "marking_REL-NIL": "1"},
])  # fmt: skip
def test_a_token_that_cannot_be_is_refused(kept: Kept, form: dict[str, str]) -> None:
    assert kept("anna").send("/account/tokens", form).status_code in {400, 422}
    assert kept.accounts.tokens.of() == []


def test_a_token_does_what_it_is_for_and_no_more(kept: Kept) -> None:
    client = kept()
    statement = client.get(
        "/search?act=position&format=json", headers=bearer(token(kept, "carla"))
    ).text
    found = re.search(r'"identity": "([0-9a-f]{64})"', statement)
    assert found
    path = f"/statements/{found[1]}/confirm"
    for may, status in ((("review",), 303), ((), 403)):
        answer = client.post(path, data={}, headers=bearer(token(kept, "carla", *may)))
        assert answer.status_code == status, may
    for page in ("/account", "/drafts"):
        assert client.get(page, headers=bearer(token(kept, "carla"))).status_code == 404


def test_a_token_narrows_what_is_seen(kept: Kept) -> None:
    client = kept()
    whole = client.get("/papers?format=json", headers=bearer(token(kept, "anna"))).text
    narrow = token(kept, "anna", markings=[])
    assert "Report of the meeting" in whole
    assert "Report of the meeting" not in client.get("/papers", headers=bearer(narrow)).text


def test_a_token_in_an_address_opens_what_is_followed_alone(kept: Kept) -> None:
    client, key = kept(), token(kept, "carla")
    assert client.get(f"/papers/feed.atom?key={key}").status_code == 200
    assert client.get("/papers/feed.atom?key=inzet_none").status_code == 401
    assert client.get(f"/papers?key={key}").status_code == 303


def test_a_cookie_counts_for_nothing_beside_a_token(kept: Kept) -> None:
    browser = kept("anna")
    assert browser.get("/papers?format=json", headers=bearer("inzet_none")).status_code == 401


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("bert", "/review", 404),
        ("carla", "/review", 200),
        ("bert", "/drafts", 404),
        ("carla", "/drafts", 404),
        ("anna", "/drafts", 200),
    ],
)
def test_pages_by_role(kept: Kept, name: str, path: str, status: int) -> None:
    assert kept(name).get(path).status_code == status


def test_who_may_not_is_told_so(kept: Kept) -> None:
    browser = kept("bert")
    answer = browser.send("/papers", {"said_on": "2027-01-01"})
    assert answer.status_code in {403, 422}
    page = browser.get("/").text
    assert 'class="drop"' not in page
    assert "/drafts" not in page


def test_what_is_not_ones_to_know_is_not_there(kept: Kept) -> None:
    narrow, whole = kept("bert"), kept("carla")
    path = f"/papers/{kept.workspace.report}"
    assert whole.get(path).status_code == 200
    hidden, missing = narrow.get(path), narrow.get(f"/papers/{'0' * 64}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace(kept.workspace.report, "…") == missing.text.replace("0" * 64, "…")


def test_what_is_marked_and_shown_is_kept_and_what_is_public_is_not(kept: Kept) -> None:
    kept("carla").get(f"/papers/{kept.workspace.report}")
    kept("bert").get(f"/papers/{kept.workspace.agenda}")
    events = kept.accounts.audit.events(kind="read")
    assert {each.who for each in events} == {"carla"}
    assert kept.workspace.report in events[0].shown
    assert kept.accounts.audit.events(about=kept.workspace.report[:12])


def test_a_form_of_an_ended_session_does_nothing(kept: Kept) -> None:
    browser = kept("anna")
    secret = browser.cookies["inzet"]
    kept.accounts.sessions.end(kept.accounts.people.named("anna"))
    answer = browser.post("/logout", data={"csrf": form_token(secret)})
    assert answer.status_code in {303, 403}
    assert answer.headers.get("location", "/login") == "/login"
