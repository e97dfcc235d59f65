"""What goes wrong is told as problem details, alike for what is hidden and what is missing."""

from __future__ import annotations

import json

import pytest

from inzet.web.app import create_app
from tests.web.api.held import BASE, hold
from tests.web.client import Client
from tests.web.workspace import Workspace


@pytest.mark.parametrize(
    ("path", "status", "where"),
    [
        ("/papers/none", 404, ""),
        ("/statements/0000", 404, ""),
        ("/meetings/none", 404, ""),
        ("/dossiers/none", 404, ""),
        ("/dossiers/pledge/none", 404, ""),
        ("/motions/none", 404, ""),
        ("/statements?limit=0", 400, "limit"),
        ("/statements?limit=1e3", 400, "limit"),
        ("/statements?limit=5&limit=6", 400, "limit"),
        ("/statements?as_of=soon", 400, "as_of"),
        ("/statements?act=shout", 400, "act"),
        ("/statements?colour=red", 400, "query"),
        ("/statements?data=1", 400, "data"),
        ("/search", 400, ""),
        ("/changes", 400, ""),
        ("/changes?since=never", 404, ""),
        ("/language?phrase=x&alike=2", 400, "alike"),
        ("/language?phrase=%14", 400, "“\x14”"),
        ("/dossiers/accession?edition=2020", 400, "--edition"),
        ("/dossiers/accession?option=x", 400, "option"),
    ],
)
def test_a_question_that_cannot_be_answered(
    path: str, status: int, where: str, look: Client
) -> None:
    answer = look.get(BASE + path)
    told = hold("GET", BASE + path, answer)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"]) == (status, status)
    assert told["detail"]
    assert told["where"] == where
    assert "no-store" in answer.headers["cache-control"]


def test_a_state_is_told_briefly(look: Client) -> None:
    path = f"{BASE}/dossiers/pledge/new-pledge"
    whole, brief = (hold("GET", each, look.get(each)) for each in (path, f"{path}?brief=true"))
    assert whole["said"] or whole["tables"] or whole["state"]
    assert not any(brief[part] for part in ("said", "tables", "state"))
    assert (brief["line"], brief["values"]) == (whole["line"], whole["values"])
    assert set(brief["sources"]) <= set(whole["sources"])


def test_an_address_that_is_none(look: Client) -> None:
    answer = look.get(f"{BASE}/nonsense")
    assert answer.headers["content-type"] == "application/problem+json"
    assert json.loads(answer.text)["status"] == 404


def test_a_method_that_is_none(look: Client) -> None:
    answer = look.ask("DELETE", f"{BASE}/papers")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("application/*;q=0.5, text/html", 200),
        ("*/*", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
    ],
)
def test_the_form_of_an_answer(accept: str, status: int, look: Client) -> None:
    assert look.get(f"{BASE}/papers", headers={"Accept": accept}).status_code == status


def test_hidden_and_missing_are_one(shown: Workspace) -> None:
    public = Client(create_app(shown.open, reader="PUBLIC"))
    missing = "0" * 64
    for part in ("", "/text", "/statements", "/original"):
        one = public.get(f"{BASE}/papers/{shown.report}{part}")
        two = public.get(f"{BASE}/papers/{missing}{part}")
        assert one.status_code == 404
        assert one.text.replace(shown.report, "·") == two.text.replace(missing, "·")
