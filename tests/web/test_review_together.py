"""Two people at once, decisions by rule, undoing after a reload, what comes first."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from inzet.dossiers.second_look import waiting
from inzet.reading.claims import Claims
from inzet.record import Filter, StatementRow
from inzet.web.app import create_app
from inzet.web.who import alone
from tests.web.client import Client
from tests.web.workspace import Workspace


def seat(workspace: Workspace, person: str) -> Client:
    """The workspace as one of several people of the organisation uses it."""
    app = create_app(workspace.open)

    def who(request: object, record: object) -> object:
        return alone(person, record.reader(), own=True)  # type: ignore[attr-defined]

    app.state.desk = replace(app.state.desk, who=who)
    return Client(app)


@pytest.fixture(autouse=True)
def nobody_looks(workspace: Workspace) -> None:
    """Other tests looked at the record that this one is a copy of."""
    Claims(workspace.path).path.unlink(missing_ok=True)


@pytest.fixture
def anna(workspace: Workspace) -> Client:
    return seat(workspace, "Anna")


@pytest.fixture
def bram(workspace: Workspace) -> Client:
    return seat(workspace, "Bram")


def row_of(workspace: Workspace, words: str) -> StatementRow:
    with workspace.open() as record:
        rows = record.view(record.reader()).paper_statements(workspace.agenda)
        return next(row for row in rows if row.quote.startswith(words))


def forms(page: str) -> dict[str, str]:
    """What each case of a page of review carries, by identity."""
    found = re.findall(r'action="/statements/(\w+)/correct.*?name="seen" value="(\w+)"', page, re.S)
    return dict(found)


def test_the_second_is_told_and_nothing_is_lost(
    anna: Client, bram: Client, workspace: Workspace
) -> None:
    row = row_of(workspace, "Het kabinet steunt")
    seen = forms(anna.get("/review?act=position").text)[row.identity]
    typed = {
        "seen": seen,
        "act": "position",
        "party": "NLD",
        "holder": "het kabinet",
        "dossiers": "watch/cables",
        "back": "/review",
    }
    assert bram.post(f"/statements/{row.identity}/confirm", data={"seen": seen}).status_code == 303
    answer = anna.post(f"/statements/{row.identity}/correct", data=typed)
    assert answer.status_code == 409
    assert "Confirmed · Bram" in answer.text
    assert "watch/cables" in answer.text, "what was typed is still there"
    assert row_of(workspace, "Het kabinet steunt").dossiers == row.dossiers
    again = re.search(
        r'<form method="post" action="(/statements/[^"]+)">(.*?)</form>', answer.text, re.S
    )
    assert again
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', again[2]))
    assert fields["seen"] != seen
    assert anna.post(again[1], data=fields).status_code == 303
    now = row_of(workspace, "Het kabinet steunt")
    assert now.dossiers == ("watch/cables",)
    assert bram.get(f"/statements/{row.identity}").text.count("Confirmed · Bram") > 0


def test_what_somebody_rejected_is_told_too(
    anna: Client, bram: Client, workspace: Workspace
) -> None:
    row = row_of(workspace, "Het kabinet steunt")
    data = {"seen": row.entry, "back": "/review"}
    bram.post(f"/statements/{row.identity}/reject", data=data)
    answer = anna.post(f"/statements/{row.identity}/confirm", data=data)
    assert answer.status_code == 409
    assert "Rejected · Bram" in answer.text
    assert "Het kabinet steunt een register" in answer.text


def test_undone_meanwhile_is_as_it_was(anna: Client, bram: Client, workspace: Workspace) -> None:
    row = row_of(workspace, "Het kabinet steunt")
    bram.post(f"/statements/{row.identity}/reject", data={"seen": row.entry})
    bram.post(f"/statements/{row.identity}/undo", data={})
    answer = anna.post(f"/statements/{row.identity}/confirm", data={"seen": row.entry})
    assert answer.status_code == 303


def test_the_list_leaves_out_what_others_look_at(
    anna: Client, bram: Client, workspace: Workspace
) -> None:
    mine = forms(anna.get("/review").text)
    assert mine
    page = bram.get("/review").text
    assert not set(forms(page)) & set(mine)
    assert "Anna looks at" in page
    assert set(mine) <= set(forms(bram.get("/review?with_others=1").text))
    assert forms(anna.get("/review").text) == mine, "one's own claim hides nothing"


def test_a_claim_ends(workspace: Workspace) -> None:
    clock = [1000.0]
    claims = Claims(workspace.path, now=lambda: clock[0])
    claims.take("Anna", ["a", "b"])
    assert Claims(workspace.path, now=lambda: clock[0]).others("Bram") == {"a": "Anna", "b": "Anna"}
    claims.take("Bram", ["b", "c"])
    assert claims.others("Anna") == {"c": "Bram"}, "what one looks at is not taken by another"
    clock[0] += 181
    assert claims.others("Bram") == {}


def test_claims_are_a_courtesy(workspace: Workspace) -> None:
    claims = Claims(workspace.path)
    claims.path.write_bytes(b"no file of ours" * 100)
    claims.take("Anna", ["a"])
    assert claims.others("Bram") == {}


def test_a_rule_in_one_go_and_one_undo(anna: Client, bram: Client, workspace: Workspace) -> None:
    with workspace.open() as record:
        rule = "finds-that"
        rows = record.view(record.reader()).statements(Filter(rule=rule)).items
    assert rule in anna.get("/review/rules").text
    page = anna.get(f"/review/batch?rule={rule}").text
    assert "right in at least 93 of 100" in page
    every = dict(re.findall(r'name="(all:\w+)" value="(\w+)"', page))
    assert len(every) == len(rows)
    data = {**every, "verdict": "confirmed:all", "back": f"/review/batch?rule={rule}"}
    answer = anna.post("/review/batch", data=data)
    assert answer.status_code == 303
    assert row_of(workspace, "Het kabinet vindt").review == "confirmed"
    again = anna.get("/review").text
    group = re.search(r'name="group" value="(#\w+)"', again)
    assert group, "after a reload it can still be undone"
    assert f'value="{group[1]}"' not in bram.get("/review").text, "one's own, not others'"
    assert bram.post("/review/undo", data={"group": group[1]}).status_code == 404
    assert anna.post("/review/undo", data={"group": group[1]}).status_code == 303
    assert row_of(workspace, "Het kabinet vindt").review is None


def test_a_batch_leaves_what_was_judged_meanwhile(
    anna: Client, bram: Client, workspace: Workspace
) -> None:
    one, other = row_of(workspace, "Het kabinet steunt"), row_of(workspace, "Het kabinet hecht")
    bram.post(f"/statements/{one.identity}/confirm", data={})
    data = {
        f"all:{one.identity}": one.entry,
        f"all:{other.identity}": other.entry,
        f"pick:{one.identity}": "1",
        f"pick:{other.identity}": "1",
        "verdict": "rejected:picked",
        "back": "/review/rules",
    }
    answer = anna.post("/review/batch", data=data)
    assert "n=1" in answer.headers["location"]
    assert "left=1" in answer.headers["location"]
    assert row_of(workspace, "Het kabinet steunt").review == "confirmed"
    with pytest.raises(StopIteration):
        row_of(workspace, "Het kabinet hecht")


def test_nothing_ticked_is_said(anna: Client) -> None:
    answer = anna.post("/review/batch", data={"verdict": "confirmed:picked"})
    assert answer.status_code == 400
    assert "nothing was chosen" in answer.text


def test_a_wrong_value_is_told_beside_its_field(anna: Client, workspace: Workspace) -> None:
    row = row_of(workspace, "In 2026 gaf")
    data = {"seen": row.entry, "value": "3.2", "year": "soon"}
    answer = anna.post(f"/statements/{row.identity}/correct", data=data)
    assert answer.status_code == 422
    assert 'value="3.2"' in answer.text, "what was typed stays"
    assert 'value="soon"' in answer.text
    assert "Write a whole number" in answer.text
    data = {"seen": row.entry, "value": "3.2", "year": "2026"}
    assert anna.post(f"/statements/{row.identity}/correct", data=data).status_code == 303
    assert row_of(workspace, "In 2026 gaf").content["value"] == "3.2"


def test_the_sentence_stands_in_its_paragraph(anna: Client, workspace: Workspace) -> None:
    page = anna.get("/review?act=status").text
    assert "waaraan ook partners meedoen." in page, "the sentence before"
    assert "Wat er daarna gebeurt" in page, "the sentence after"
    assert "Kritieke infrastructuur" not in re.findall(r'class="context".*?</p>', page, re.S)[0]


def test_what_has_a_deadline_comes_first(workspace: Workspace) -> None:
    with workspace.open() as record:
        view = record.view(record.reader())
        near = waiting(view, Filter(), on=dt.date(2027, 6, 1))
        far = waiting(view, Filter(), on=dt.date(2026, 1, 1))
    assert near[0].why == "deadline"
    assert str(near[0].row.act) == "commitment"
    assert all(not each.why for each in far)
    assert [each.row.precision for each in far if each.row.precision] == sorted(
        each.row.precision for each in far if each.row.precision
    )
