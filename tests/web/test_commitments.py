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


def promised(workspace: Workspace) -> str:
    """The id of the promise of the agenda."""
    with workspace.open() as record:
        view = record.view(record.reader())
        return view.statements(Filter(act=Act.COMMITMENT)).items[0].identity


def test_the_board_by_how_promises_stand(desk: Client) -> None:
    board = desk.get("/commitments?known_on=2027-06-10&lang=en").text
    assert "Due within 30 days" in board
    assert "25 days left" in board
    assert "Voor de top</mark>" in board, "the words that tell the deadline"
    assert "in writing" in board
    assert "the parliament of the Netherlands" in board
    assert "Past their date" in desk.get(f"/commitments?{_AFTER}&lang=en").text
    assert "Open" in desk.get("/commitments?known_on=2027-05-30&lang=en").text


def test_the_board_narrowed(desk: Client) -> None:
    day = "known_on=2027-06-10&lang=en"
    assert "Voor de top" in desk.get(f"/commitments?to=NLD&form=written&{day}").text
    assert "No commitment stands like that" in desk.get(f"/commitments?form=oral&{day}").text
    assert "No commitment stands like that" in desk.get(f"/commitments?to=nobody&{day}").text
    assert desk.get(f"/commitments?form=sung&{day}").status_code == 400
    soon = desk.get(f"/commitments?keeping=soon&{day}&format=csv").text
    assert "Voor de top" in soon


def test_one_click_keeps_it_and_another_takes_that_back(workspace: Workspace, desk: Client) -> None:
    promise = promised(workspace)
    back = f"/commitments?{_AFTER}&lang=en"
    done = desk.post(f"/commitments/{promise}/keep", data={"paper": workspace.report, "back": back})
    assert done.status_code == 303
    board = desk.get(done.headers["location"]).text
    assert "Kept, in your name." in board
    assert '<span class="tag kept">kept</span>' in board
    undone = desk.post(f"/commitments/{promise}/undo", data={"back": back})
    assert "Taken back" in desk.get(undone.headers["location"]).text
    assert "tag kept" not in desk.get(back).text


def test_it_lapses_with_a_ground_alone(workspace: Workspace, desk: Client) -> None:
    path = f"/commitments/{promised(workspace)}/lapse"
    assert desk.post(path, data={"ground": "  "}).status_code == 400
    done = desk.post(path, data={"ground": "There will be no pledge.", "on": "2027-07-01"})
    assert done.status_code == 303
    board = desk.get(f"/commitments?{_AFTER}").text
    assert "There will be no pledge." in board
    assert "tag lapsed" in board


def test_nothing_is_kept_without_its_paper(workspace: Workspace, desk: Client) -> None:
    path = f"/commitments/{promised(workspace)}/keep"
    assert desk.post(path, data={}).status_code == 422
    assert desk.post(path, data={"paper": "no-such-paper"}).status_code == 404
    assert desk.post(path, data={"paper": workspace.agenda}).status_code == 400
    wrong = {"paper": workspace.report, "quote": "This does not stand there."}
    assert desk.post(path, data=wrong).status_code == 400
    assert "tag kept" not in desk.get(f"/commitments?{_AFTER}").text


def test_who_only_looks_is_offered_no_judging(workspace: Workspace) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    assert 'method="post"' not in public.get(f"/commitments?{_AFTER}").text
    path = f"/commitments/{promised(workspace)}"
    for verb in ("keep", "lapse", "undo"):
        assert public.post(f"{path}/{verb}", data={"ground": "x"}).status_code == 422
