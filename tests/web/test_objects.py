"""Objects of others on pages: dropped, found, shown with what they name, and withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

from inzet.exchange.foreign.keeping import take
from inzet.exchange.foreign.pieces import pieces
from inzet.exchange.foreign.taking_over import take_over
from inzet.exchange.stix import of_dossier
from inzet.record import Record
from inzet.vocabulary.entries import Withdrawal
from inzet.web.app import create_app
from tests.dossiers.hybrid.casework import CASE, Casework
from tests.exchange.foreign.test_taking import EVENT, RED, bundle, note
from tests.web.client import Client
from tests.web.workspace import Workspace

TOOL = "tool--22222222-2222-4222-8222-222222222222"


def drop(desk: Client, data: bytes, name: str = "bundle.json", **fields: str) -> str:
    """Where a dropped file leads to."""
    files = {"file": (name, data, "application/json")}
    answer = desk.post("/papers", files=files, data=fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_bundle_that_is_dropped_is_kept_and_shown(desk: Client) -> None:
    tool = {**note(1), "id": TOOL, "type": "tool", "name": "<script>alert(1)</script>"}
    led = drop(desk, bundle(tool, note(2, content="Over zeekabels", object_refs=[TOOL])))
    page = desk.get(led).text
    assert "2 new objects" in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    found = desk.get("/objects?words=zeekabels").text
    assert "<mark>zeekabels</mark>" in found
    one = desk.get(f"/objects/{note(2)['id']}").text
    assert f'href="/objects/{TOOL}"' in one
    assert "Our organisation only" in one
    assert "Over zeekabels" in desk.get(f"/objects/{TOOL}").text
    assert desk.get("/objects?type=tool&format=json").json()["objects"][0]["id"] == TOOL
    assert desk.get("/objects?names=" + TOOL + "&format=csv").text.count("\n") == 2
    again = drop(desk, bundle(tool))
    assert "1 was here already" in desk.get(again).text
    answer = desk.get(f"/api/v1/objects/{TOOL}").json()
    assert json.loads(answer["raw"]) == tool
    assert [each["id"] for each in desk.get("/api/v1/objects?words=zeekabel").json()["items"]] == [
        note(2)["id"]
    ]


def test_an_event_of_misp_is_shown_with_its_attributes(desk: Client) -> None:
    inside = {"name": "domain-ip", "Attribute": [{"type": "ip-dst", "value": "192.0.2.7"}]}
    url = {"type": "url", "value": "zeekabel.example", "comment": "=2+2"}
    event = {"uuid": EVENT, "info": "Kabelbreuk", "timestamp": "1706700000"}
    drop(desk, json.dumps({"Event": event | {"Attribute": [url], "Object": [inside]}}).encode())
    page = desk.get(f"/objects/{EVENT}").text
    assert all(
        word in page for word in ("Kabelbreuk", "zeekabel.example", "192.0.2.7", "domain-ip")
    )


def test_what_cannot_be_taken_is_told(desk: Client) -> None:
    data = bundle(note(1, object_marking_refs=[RED]))
    answer = desk.post("/papers", files={"file": ("a.json", data, "application/json")})
    assert answer.status_code == 422
    assert "TLP:RED" in answer.text
    assert desk.get(f"/objects/{note(1)['id']}").status_code == 404


def test_a_withdrawn_one_says_so_and_is_in_no_list(desk: Client, workspace: Workspace) -> None:
    drop(desk, bundle(note(1, content="Over zeekabels")))
    with workspace.open() as record:
        row = record.view(record.reader()).object(note(1)["id"])
        with record.batch(row.marking) as batch:
            batch.add(Withdrawal(target=row.entry))
    page = desk.get(f"/objects/{row.id}")
    assert page.status_code == 200
    assert "Withdrawn on" in page.text
    assert (
        "zeekabels"
        not in desk.get("/objects?words=zeekabels").text.partition("<ol")[2].partition("</ol")[0]
    )
    assert desk.get(f"/api/v1/objects/{row.id}").status_code == 404


def test_it_is_taken_over_for_a_case_and_reported_there(desk: Client) -> None:
    pattern = "attack-pattern--22222222-2222-4222-8222-222222222222"
    named = [{"source_name": "DISARM", "external_id": "T0049"}]
    flood = {**note(1), "id": pattern, "type": "attack-pattern", "name": "Flood"}
    report = {**note(2), "id": "report--33333333-3333-4333-8333-333333333333", "type": "report"}
    about = report | {"name": "Cables and stories", "object_refs": [pattern]}
    drop(desk, bundle(flood | {"external_references": named}, about))
    assert "Cables and stories" in desk.get("/library").text
    assert desk.post(f"/objects/{pattern}/take").status_code == 303
    page = desk.get(f"/objects/{pattern}").text
    assert "Taken over as a statement" in page
    assert "/take" not in page


def test_a_case_lists_what_others_report_on_what_it_rests_on(tmp_path: Path) -> None:
    work = Casework(tmp_path)
    named = [{"source_name": "DISARM", "external_id": "T0049"}]
    pattern = {**note(1), "id": "attack-pattern--22222222-2222-4222-8222-222222222222"}
    pattern |= {"type": "attack-pattern", "name": "Flood", "external_references": named}
    about = {**note(2), "content": "Seen in March", "object_refs": [pattern["id"]]}
    other = {**note(3), "content": "Something else"}
    take(work.record, pieces(bundle(pattern, about, other)), "INTERNAL", source="een bron")
    take_over(work.record, work.view().object(pattern["id"]), by="Jan")
    work.do("open_case")
    work.do("assess", rests_on=("T0049",))
    client = Client(create_app(lambda: Record.open(work.record.path)))
    page = client.get(f"/dossiers/hybrid/{CASE}?lang=en").text
    assert "Also reported by others" in page
    assert "Seen in March" in page
    assert "Something else" not in page
    public = Client(create_app(lambda: Record.open(work.record.path), reader="PUBLIC"))
    assert "Seen in March" not in public.get(f"/dossiers/hybrid/{CASE}?lang=en").text
    work.record.close()


def test_what_another_inzet_said_is_shown_as_it_was_said(
    desk: Client, workspace: Workspace
) -> None:
    with workspace.open() as record:
        view = record.view(record.reader())
        row = next(each for each in view.statements().items if each.dossiers)
        data = of_dossier(view, row.dossiers[0])
    # A bundle of our own making goes in like any other.
    drop(desk, data)
    found = desk.get("/objects?format=json").json()["objects"]
    pages = [desk.get(f"/objects/{each['id']}") for each in found]
    assert all(each.status_code == 200 for each in pages)
    assert any(f'<blockquote><p class="quote">{row.quote}' in each.text for each in pages)
