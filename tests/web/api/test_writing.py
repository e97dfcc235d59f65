"""Handing in, judging, adding, undoing; and what stands before it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from inzet.web.app import create_app
from tests.web.api.held import BASE, hold
from tests.web.client import Client
from tests.web.workspace import AGENDA, Workspace

DEEP = b'{"content":{"a":' + b"[" * 100_000
LATER = "?as_of=2027-07-01"
PAPER = """\
Geannoteerde agenda bijeenkomst van NAVO-ministers van Buitenlandse Zaken, Oslo, 3 en 4 mei 2028

Op 3 en 4 mei 2028 komen de ministers van Buitenlandse Zaken van de NAVO bijeen in Oslo. Het \
kabinet steunt de toetreding van nieuwe leden.
"""


def _statement(client: Client, words: str = "register") -> tuple[str, str]:
    """The identity of a position, and the tag of it as it stands."""
    found = json.loads(client.get(f"{BASE}/positions").text)["items"]
    identity = next(each["statement"] for each in found if words in each["quote"])
    return identity, client.get(f"{BASE}/statements/{identity}").headers["etag"]


def _post(client: Client, path: str, body: Any = None, **headers: str) -> httpx.Response:
    answer = client.post(f"{BASE}{path}", json=body or {}, headers=headers)
    hold("POST", f"{BASE}{path}", answer)
    return answer


def test_a_paper_is_handed_in_as_bytes(desk: Client) -> None:
    path = f"{BASE}/papers?said_on=2028-04-20&name=agenda.txt&marking=PUBLIC"
    sent = {"content": PAPER.encode(), "headers": {"Content-Type": "text/plain"}}
    answer = desk.post(path, **sent)
    told = hold("POST", path, answer)
    assert answer.status_code == 201
    assert told["outcome"] == "new"
    assert answer.headers["location"] == told["href"]
    assert json.loads(desk.get(told["href"]).text)["source"] == "agenda.txt"
    again = desk.post(path, **sent)
    assert (again.status_code, hold("POST", path, again)["outcome"]) == (200, "known")


def test_a_paper_is_handed_in_as_a_form(desk: Client) -> None:
    path = f"{BASE}/papers"
    answer = desk.post(
        path,
        files={"file": ("../agenda.txt", PAPER.encode())},
        data={"said_on": "2028-04-20", "marking": "PUBLIC"},
    )
    told = hold("POST", path, answer)
    assert answer.status_code == 201
    assert (told["paper"]["source"], told["paper"]["marking"]) == ("agenda.txt", "PUBLIC")


def test_the_same_paper_again_is_asked_about(desk: Client, shown: Workspace) -> None:
    path = f"{BASE}/papers?said_on=2027-05-28"
    altered = ("Kamerstuk 33 333, nr. 14\n\n" + AGENDA).encode()
    answer = desk.post(path, content=altered)
    told = hold("POST", path, answer)
    assert answer.status_code == 409
    assert told["candidate"]["id"] == shown.agenda
    assert f"same_as={shown.agenda}" in told["fix"]
    assert len(json.loads(desk.get(f"{BASE}/papers").text)["items"]) == 2
    answer = desk.post(f"{path}&same_as={shown.agenda}", content=altered)
    assert answer.status_code == 200
    assert hold("POST", path, answer)["outcome"] in {"alias", "version"}


@pytest.mark.parametrize(
    ("query", "sent", "status"),
    [
        ("", {"content": b""}, 422),
        ("", {"files": {"other": ("x.txt", b"x")}}, 422),
        ("", {"data": {"file": "x"}}, 415),
        ("?marking=NOBODY", {"content": PAPER.encode()}, 400),
        ("?said_on=soon", {"content": PAPER.encode()}, 400),
        ("", {"content": b"\x00\x01\x02", "headers": {"Content-Type": "image/png"}}, 415),
        ("", {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
    ],
)
def test_what_cannot_be_taken_is_refused(
    query: str, sent: dict[str, Any], status: int, desk: Client
) -> None:
    answer = desk.post(f"{BASE}/papers{query}", **sent)
    assert answer.status_code == status, answer.text
    hold("POST", f"{BASE}/papers", answer)
    assert len(json.loads(desk.get(f"{BASE}/papers").text)["items"]) == 2


def test_confirm_correct_and_undo(desk: Client) -> None:
    identity, tag = _statement(desk)
    path = f"/statements/{identity}"
    assert _post(desk, f"{path}/confirm", {"note": "seen"}, If_Match="x").status_code == 428
    assert _post(desk, f"{path}/confirm", **{"If-Match": tag}).status_code == 200
    stands = desk.get(BASE + path)
    assert json.loads(stands.text)["review"] == "confirmed"
    # Somebody who read it before has another version in mind.
    late = _post(desk, f"{path}/correct", {"party": "DEU"}, **{"If-Match": tag})
    assert late.status_code == 412
    now = {"If-Match": stands.headers["etag"]}
    assert _post(desk, f"{path}/correct", {"party": "DEU"}, **now).status_code == 200
    assert json.loads(desk.get(BASE + path).text)["party"] == "DEU"
    entry = json.loads(desk.get(f"{BASE}{path}/history").text)["items"][-1]["entry"]
    assert _post(desk, f"{path}/undo", {"entry": entry}).status_code == 200
    assert json.loads(desk.get(BASE + path).text)["party"] == "NLD"


def test_of_two_at_once_one_is_told(desk: Client, workspace: Workspace) -> None:
    identity, tag = _statement(desk)

    def correct(party: str) -> int:
        client = Client(create_app(workspace.open))
        path = f"{BASE}/statements/{identity}/correct"
        sent = client.post(path, json={"party": party}, headers={"If-Match": tag})
        return sent.status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(correct, ("DEU", "FRA", "ITA", "ESP")))
    assert sorted(statuses) == [200, 412, 412, 412]
    steps = json.loads(desk.get(f"{BASE}/statements/{identity}/history").text)["items"]
    assert [each["kind"] for each in steps] == ["reading", "correction"]


def test_what_is_rejected_has_its_history_alone(desk: Client) -> None:
    identity, _ = _statement(desk)
    path = f"/statements/{identity}"
    assert _post(desk, f"{path}/reject", {"note": "no"}, **{"If-Match": "*"}).status_code == 200
    assert desk.get(BASE + path).status_code == 404
    steps = json.loads(desk.get(f"{BASE}{path}/history").text)["items"]
    assert [(each["kind"], each["verdict"]) for each in steps] == [
        ("reading", None),
        ("review", "rejected"),
    ]


def test_a_null_empties_and_what_is_left_out_stays(desk: Client) -> None:
    identity, tag = _statement(desk)
    body = {"holder": None, "dossiers": ["hybrid/nato"]}
    _post(desk, f"/statements/{identity}/correct", body, **{"If-Match": tag})
    row = json.loads(desk.get(f"{BASE}/statements/{identity}").text)
    assert (row["holder"], row["dossiers"], row["party"]) == (None, ["hybrid/nato"], "NLD")


def test_a_statement_is_added_by_its_words_or_place(desk: Client, shown: Workspace) -> None:
    path = f"/papers/{shown.agenda}/statements"
    words = "Wat er daarna gebeurt, is nog niet bekend."
    answer = _post(desk, path, {"act": "context", "quote": words, "party": "NLD"})
    assert answer.status_code == 201
    row = json.loads(desk.get(answer.headers["location"]).text)
    assert (row["quote"], row["rule"]) == (words, "person")
    start = AGENDA.index("Over de kosten")
    answer = _post(desk, path, {"act": "expectation", "start": start, "end": start + 14})
    assert json.loads(desk.get(answer.headers["location"]).text)["quote"] == "Over de kosten"
    assert _post(desk, path, {"act": "context"}).status_code == 422
    assert _post(desk, path, {"act": "context", "quote": "staat er niet"}).status_code == 400


def test_what_is_typed_above_the_ceiling_is_refused_here_too(
    desk: Client, shown: Workspace
) -> None:
    words = "Wat er daarna gebeurt, is nog niet bekend."
    body = {"act": "context", "quote": words, "content": {"text": "NATO SECRET\nbij de kaap"}}
    answer = _post(desk, f"/papers/{shown.agenda}/statements", body)
    assert answer.status_code in (400, 409, 422)
    assert "above what this record may hold" in answer.text
    assert "kaap" not in answer.text
    identity, tag = _statement(desk)
    path = f"/statements/{identity}/reject"
    answer = _post(desk, path, {"note": "STG. GEHEIM\nbij de kaap"}, **{"If-Match": tag})
    assert "above what this record may hold" in answer.text
    assert desk.get(f"{BASE}/statements/{identity}").headers["etag"] == tag


def test_a_promise_is_judged_and_that_is_taken_back(desk: Client, shown: Workspace) -> None:
    promise = json.loads(desk.get(f"{BASE}/commitments").text)["items"][0]
    path = f"/commitments/{promise['id']}"
    body = {"paper": "kst-33333-15", "quote": "Allies agreed on a register of cables."}
    assert _post(desk, f"{path}/keep", body).status_code == 200
    judged = json.loads(desk.get(BASE + path + LATER).text)
    assert (judged["status"], judged["judgement"]["paper"]["id"]) == ("kept", shown.report)
    assert _post(desk, f"{path}/undo").status_code == 200
    assert _post(desk, f"{path}/lapse", {"ground": "no longer asked"}).status_code == 200
    assert json.loads(desk.get(BASE + path + LATER).text)["status"] == "lapsed"
    assert _post(desk, f"{path}/lapse", {}).status_code == 422
    other, _ = _statement(desk)
    assert _post(desk, f"/commitments/{other}/keep", body).status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"content": DEEP, "headers": {"Content-Type": "application/json"}}, 400),
        ({"json": {"party": 3}}, 422),
        ({"json": {"quote": "another"}}, 422),
        ({"json": {"content": {"share": 0.5}}}, 422),
        ({"json": {}}, 400),
        ({"data": {"party": "DEU"}}, 415),
        ({"json": {"note": "x" * 2**20}}, 413),
    ],
)
def test_a_body_that_is_none_is_refused(sent: dict[str, Any], status: int, desk: Client) -> None:
    identity, _ = _statement(desk)
    path = f"{BASE}/statements/{identity}/correct"
    headers = {"If-Match": "*", **sent.pop("headers", {})}
    answer = desk.post(path, headers=headers, **sent)
    assert answer.status_code == status, answer.text
    hold("POST", path, answer)


def test_whoever_only_looks_changes_nothing(workspace: Workspace) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    identity, tag = _statement(public)
    before = workspace.path.read_bytes()
    answer = _post(public, f"/statements/{identity}/confirm", **{"If-Match": tag})
    assert answer.status_code == 403
    assert public.post(f"{BASE}/papers", content=PAPER.encode()).status_code == 403
    assert workspace.path.read_bytes() == before


def test_a_page_elsewhere_cannot_write(desk: Client) -> None:
    identity, tag = _statement(desk)
    headers = {"Sec-Fetch-Site": "cross-site", "If-Match": tag}
    answer = desk.ask("POST", f"{BASE}/statements/{identity}/confirm", json={}, headers=headers)
    assert answer.status_code == 403
