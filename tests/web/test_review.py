"""Confirm, reject, correct, add and undo, by the forms that stand on the pages."""

from __future__ import annotations

import re

import pytest

from inzet.record import StatementRow
from tests.web.client import Client
from tests.web.workspace import AGENDA, Workspace


def find(workspace: Workspace, words: str) -> StatementRow:
    with workspace.open() as record:
        rows = record.view(record.reader()).paper_statements(workspace.agenda)
        return next(row for row in rows if row.quote.startswith(words))


def undo_form(page: str) -> dict[str, str]:
    form = re.search(r'<form method="post" action="([^"]*/undo[^"]*)">(.*?)</form>', page, re.S)
    assert form
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[2]))
    return {"action": form[1].replace("&amp;", "&"), **fields}


def test_confirm_and_undo(desk: Client, workspace: Workspace) -> None:
    row = find(workspace, "Het kabinet steunt")
    answer = desk.post(f"/statements/{row.identity}/confirm", data={"back": "/review?act=position"})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?act=position&done=confirmed")
    assert find(workspace, "Het kabinet steunt").review == "confirmed"
    page = desk.get(answer.headers["location"]).text
    assert "Confirmed." in page
    form = undo_form(page)
    desk.post(form.pop("action"), data=form)
    assert find(workspace, "Het kabinet steunt").review is None


def test_reject_hides_it_and_its_history_stays(desk: Client, workspace: Workspace) -> None:
    row = find(workspace, "Het kabinet steunt")
    desk.post(f"/statements/{row.identity}/reject", data={"back": "/review"})
    with pytest.raises(StopIteration):
        find(workspace, "Het kabinet steunt")
    page = desk.get(f"/statements/{row.identity}").text
    assert "No longer shown" in page
    form = undo_form(page)
    desk.post(form.pop("action"), data=form)
    assert find(workspace, "Het kabinet steunt").identity == row.identity


def test_correct(desk: Client, workspace: Workspace) -> None:
    row = find(workspace, "Voor de top")
    data = {
        "act": "commitment",
        "party": "NLD",
        "holder": "het kabinet",
        "dossiers": "pledge/new-pledge hybrid/undersea-infrastructure",
        "due_before": "2027-07-01",
    }
    answer = desk.post(f"/statements/{row.identity}/correct", data=data)
    assert answer.status_code == 303
    corrected = find(workspace, "Voor de top")
    assert corrected.corrected
    assert corrected.dossiers == ("pledge/new-pledge", "hybrid/undersea-infrastructure")
    assert corrected.content["due_before"] == "2027-07-01"
    assert corrected.party == "NLD"
    page = desk.get(answer.headers["location"]).text
    assert "Corrected" in page
    assert "by a person" in page


def test_a_correction_that_changes_nothing_is_said_so(desk: Client, workspace: Workspace) -> None:
    row = find(workspace, "Het kabinet steunt")
    data = {
        "act": "position",
        "party": "NLD",
        "holder": "het kabinet",
        "dossiers": " ".join(row.dossiers),
    }
    answer = desk.post(f"/statements/{row.identity}/correct", data=data)
    assert answer.status_code == 400
    assert "nothing changes" in answer.text


def test_add_by_choosing_a_sentence(desk: Client, workspace: Workspace) -> None:
    page = desk.get(f"/papers/{workspace.agenda}?add=1").text
    start = AGENDA.index("Wat er daarna")
    end = AGENDA.index("niet bekend.") + len("niet bekend.")
    assert f'value="{start}-{end}"' in page
    data = {
        "span": f"{start}-{end}",
        "act": "assessment",
        "party": "NLD",
        "holder": "",
        "dossiers": "hybrid/undersea-infrastructure",
    }
    answer = desk.post(f"/papers/{workspace.agenda}/statements", data=data)
    assert answer.status_code == 303
    added = find(workspace, "Wat er daarna")
    assert str(added.act) == "assessment"
    assert added.rule == "person"
    assert desk.get(answer.headers["location"]).text.count("Added.") == 1


def test_adding_without_a_sentence_says_what_to_do(desk: Client, workspace: Workspace) -> None:
    answer = desk.post(f"/papers/{workspace.agenda}/statements", data={"act": "position"})
    assert answer.status_code == 400
    assert "Choose a sentence" in answer.text


def test_selected_words_come_along(desk: Client, workspace: Workspace) -> None:
    page = desk.get(f"/papers/{workspace.agenda}?add=1&quote=een+register+van+kabels").text
    assert re.search(r'value="\d+-\d+" checked> een register van kabels', page)


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org", ""])
def test_back_never_leaves_the_workspace(back: str, desk: Client, workspace: Workspace) -> None:
    row = find(workspace, "Het kabinet steunt")
    answer = desk.post(f"/statements/{row.identity}/confirm", data={"back": back})
    assert answer.headers["location"].startswith("/statements/")
