"""The API with accounts: tokens, what each may, what the audit keeps."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from inzet.web.api.description import description
from inzet.web.api.shapes.common import BASE
from inzet.web.house import House
from inzet.web.limits import Limits, Rate
from tests.web.accounts.conftest import Kept

PROBLEM = "application/problem+json"


def _asked(kept: Kept, path: str, name: str, *scopes: str, **options: Any) -> httpx.Response:
    """What is answered to a token of somebody."""
    account = kept.accounts.people.named(name)
    secret, _ = kept.accounts.tokens.make(account, "test", scopes=scopes or ["read"])
    method = options.pop("method", "GET")
    headers = {"Authorization": f"Bearer {secret}", **options.pop("headers", {})}
    return kept.browser().ask(method, BASE + path, headers=headers, **options)


def test_nobody_is_let_in_without_a_token(kept: Kept) -> None:
    for headers in ({}, {"Authorization": "Bearer inzet_nothing"}):
        answer = kept.browser().get(f"{BASE}/papers", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == PROBLEM
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert json.loads(answer.text)["fix"]


def test_a_token_shows_what_its_account_may_see(kept: Kept) -> None:
    anna = json.loads(_asked(kept, "/papers", "anna").text)["items"]
    bert = json.loads(_asked(kept, "/papers", "bert").text)["items"]
    assert {each["marking"] for each in anna} == {"PUBLIC", "INTERNAL"}
    assert {each["marking"] for each in bert} == {"PUBLIC"}
    told = json.loads(_asked(kept, "", "bert").text)
    assert (told["person"], told["rights"]) == ("bert", ["read"])


def test_tags_of_one_account_open_nothing_for_another(kept: Kept) -> None:
    tag = _asked(kept, "/statements", "anna").headers["etag"]
    answer = _asked(kept, "/statements", "bert", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    hidden = f"/papers/{kept.workspace.report}"
    tag = _asked(kept, hidden, "anna").headers["etag"]
    for match in (tag, "*"):
        answer = _asked(kept, hidden, "bert", headers={"If-None-Match": match})
        assert answer.status_code == 404


def test_a_token_does_no_more_than_its_scopes(kept: Kept) -> None:
    first = json.loads(_asked(kept, "/positions", "carla").text)["items"][0]["statement"]
    sent: dict[str, Any] = {"method": "POST", "json": {}, "headers": {"If-Match": "*"}}
    path = f"/statements/{first}/confirm"
    refused = _asked(kept, path, "carla", **sent)
    assert (refused.status_code, refused.headers["content-type"]) == (403, PROBLEM)
    assert _asked(kept, path, "carla", "read", "review", **sent).status_code == 200
    with kept.workspace.open() as record:
        assert record.view(record.reader()).statement(first).reviewed_by == "carla"


def test_the_audit_keeps_what_was_shown_of_marked_things(kept: Kept) -> None:
    _asked(kept, f"/papers/{kept.workspace.report}/text", "carla")
    _asked(kept, "/statements?marking=INTERNAL", "carla")
    _asked(kept, "/statements?marking=PUBLIC", "carla")
    kept.accounts.audit.flush()
    events = [each for each in kept.accounts.audit.events() if each.what.startswith(BASE)]
    assert {each.what for each in events} == {
        f"{BASE}/papers/{kept.workspace.report}/text",
        f"{BASE}/statements",
    }
    assert all(kept.workspace.report in each.shown for each in events)


def test_who_asks_too_often_waits(kept: Kept) -> None:
    secret, _ = kept.accounts.tokens.make(kept.accounts.people.named("bert"), "test")
    browser = kept.browser(House(limits=Limits(known=Rate(burst=2, each=0.01))))
    headers = {"Authorization": f"Bearer {secret}"}
    answers = [browser.get(f"{BASE}/feeds", headers=headers) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["content-type"] == PROBLEM
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_description_tells_how_to_show_who_one_is(scheme: str, kept: Kept) -> None:
    told = description(accounts=True, scheme=scheme)
    assert told["security"] == [{"token": []}, {"session": []}]
    cookie = told["components"]["securitySchemes"]["session"]["name"]
    assert cookie == {"http": "inzet", "https": "__Host-inzet"}[scheme]
    answer = _asked(kept, "/openapi.json", "bert")
    assert json.loads(answer.text)["security"] == told["security"]
