"""The board shows which paper keeps a promise, to those who may read it, and not to others."""

from __future__ import annotations

import pytest

from inzet.meetings.commitments import keep, lapse
from inzet.record import Filter
from inzet.vocabulary.acts import Act
from inzet.vocabulary.parliament import Registered
from inzet.web.app import create_app
from tests.meetings.cycle.planting import tell
from tests.web.client import Client
from tests.web.workspace import Workspace

_AFTER = "known_on=2027-12-31"


def judge(workspace: Workspace, *, lapsed: bool = False) -> str:
    """Judges the promise of the agenda by the report, with its sentence; the promise's id."""
    with workspace.open() as record:
        reader = record.reader()
        [row] = record.view(reader).statements(Filter(act=Act.COMMITMENT)).items
        if lapsed:
            lapse(record, reader, row.identity, by="ann", ground="No pledge was made.")
        else:
            words = "Allies agreed on a register of cables."
            paper = workspace.report
            keep(record, reader, row.identity, by="ann", paper=paper, quote=words)
        return row.identity


@pytest.mark.parametrize(
    ("language", "kept", "nothing"), [("en", "kept", "unknown"), ("nl", "nagekomen", "onbekend")]
)
def test_a_kept_promise_leads_to_its_paper(
    workspace: Workspace, desk: Client, language: str, kept: str, nothing: str
) -> None:
    promise = judge(workspace)
    headers = {"Accept-Language": language}
    board = desk.get(f"/commitments?{_AFTER}", headers=headers).text
    assert f'<span class="tag kept">{kept}</span>' in board
    assert f"/papers/{workspace.report[:12]}" in board
    own = desk.get(f"/statements/{promise}?{_AFTER}", headers=headers).text
    assert kept in own
    assert nothing not in own
    only = desk.get(f"/commitments?keeping=kept&{_AFTER}&format=json").json()
    assert [each["keeping"] for each in only["commitments"]] == ["kept"]
    assert "tag kept" not in desk.get(f"/?{_AFTER}").text, "what is kept waits for nobody"


def test_what_the_register_says_stands_with_the_promise_as_its_word(
    workspace: Workspace, desk: Client
) -> None:
    with workspace.open() as record:
        view = record.view(record.reader())
        [row] = view.statements(Filter(act=Act.COMMITMENT)).items
        number = view.paper(workspace.report).numbers[0]
        told = Registered(
            promise="TZ1", of=row.identity, words="Voldaan", kept=True, papers=(number,)
        )
        tell(record, told, said="2023-06-02")
    for path in (f"/commitments?{_AFTER}", f"/statements/{row.identity}?{_AFTER}"):
        page = desk.get(path).text
        assert "the register says: “Voldaan”" in page
        assert "tag kept" not in page
    assert f'<a href="/papers/{workspace.report[:12]}' in desk.get(f"/commitments?{_AFTER}").text
    assert "Voldaan" not in desk.get("/commitments?known_on=2023-06-01").text


def test_the_judgement_is_a_statement_that_can_be_looked_at(
    workspace: Workspace, desk: Client
) -> None:
    judge(workspace)
    with workspace.open() as record:
        [row] = record.view(record.reader()).statements(Filter(rule="person")).items
    page = desk.get(f"/statements/{row.identity}")
    assert page.status_code == 200
    assert "Allies agreed on a register of cables." in page.text
    assert desk.get(f"/papers/{workspace.report}").status_code == 200


def test_a_lapsed_promise_says_why(workspace: Workspace, desk: Client) -> None:
    judge(workspace, lapsed=True)
    board = desk.get("/commitments?as_of=2099-01-01").text
    assert "No pledge was made." in board
    assert "tag lapsed" in board


def test_who_may_not_read_the_report_sees_the_promise_unjudged(workspace: Workspace) -> None:
    promise = judge(workspace)
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    board = public.get(f"/commitments?{_AFTER}").text
    assert "tag kept" not in board
    assert "tag overdue" in board
    assert "keeping unknown" in board
    assert "kept" not in public.get(f"/statements/{promise}?{_AFTER}").text.partition("<main")[2]
