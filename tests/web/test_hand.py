"""Writing by hand: shown before it is kept, undone, put right; nothing typed is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import pytest

from inzet.meetings import chain
from inzet.record import StatementRow
from inzet.web.hand.fields import Given, party_of
from inzet.web.hand.filling import from_note, to_note
from inzet.web.hand.registry import KINDS
from inzet.web.words import Words
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING as MEETING
from tests.web.workspace import Workspace

OWN = {"source": "ground", "ground": "agreed in the morning meeting"}
OUTSIDE = {
    "source": "outside",
    "identifier": "NATO press conference",
    "date": "2027-06-09",
    "says": "cables are to be guarded",
}
LATER = {**OUTSIDE, "date": "2027-12-01"}
"""What is told later than any paper here goes before it."""
MOTION = "kst-33333-20"
CASE = "hybrid/cables"


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def checked(desk: Client, kind: str, values: Mapping[str, str]) -> str:
    answer = desk.post(f"/add/{kind}", data={**values, "do": "check"})
    assert answer.status_code == 200, answer.text
    assert "This will be kept" in answer.text
    return answer.text


def write(desk: Client, kind: str, **values: str) -> str:
    """Fills in a form, looks at what will be kept, and keeps it; the identity of the statement."""
    page = checked(desk, kind, values)
    answer = desk.post(f"/add/{kind}", data={**hidden(page), "do": "keep"})
    assert answer.status_code == 303, answer.text
    location = answer.headers["location"]
    assert "done=added" in location
    return str(location.split("/")[2].partition("?")[0])


def row(workspace: Workspace, identity: str) -> StatementRow:
    with workspace.open() as record:
        return record.view(record.reader()).statement(identity)


def test_everything_can_be_written(desk: Client, workspace: Workspace) -> None:
    for kind in KINDS:
        assert desk.get(f"/add/{kind}").status_code == 200, kind
        assert desk.get(f"/add/{kind}?lang=nl").status_code == 200, kind
    said = {"dossiers": "hybrid/undersea-infrastructure", "meeting": MEETING}
    position = write(
        desk,
        "statement",
        act="position",
        party="Finland",
        text="Finland wants cables guarded.",
        polarity="positive",
        **said,
        **OUTSIDE,
    )
    kept = row(workspace, position)
    assert (kept.party, kept.meeting, kept.rule) == ("FIN", MEETING, "person")
    assert kept.content == {"polarity": "positive"}
    assert str(kept.said) == "2027-06-09"
    write(desk, "commitment", party="NLD", what="a letter", due="2027-07-01", **OUTSIDE)
    write(desk, "analysis", title="Cables", summary="Weak.", text="Long.", **said, **OWN)
    write(desk, "promise", meeting=MEETING, what="a letter", party="NLD", on="2027-06-01", **OWN)
    write(
        desk,
        "motion",
        motion=MOTION,
        title="Cables",
        movers="A (BC)\nD",
        meeting=MEETING,
        **OUTSIDE,
    )
    write(desk, "appreciation", motion=MOTION, appreciation="left to parliament", **OUTSIDE)
    write(desk, "vote", motion=MOTION, result="adopted", in_favour="BC\nEF", **OUTSIDE)
    write(desk, "carrying-out", motion=MOTION, state="carried out", how="by letter", **OUTSIDE)
    page = desk.get(f"/motions/{MOTION}?as_of=2027-07-01").text
    assert "adopted" in page
    assert "carried out" in page
    write(desk, "debate", meeting=MEETING, at="2027-06-02 14:30", debate_form="debate", **OUTSIDE)
    write(desk, "consultation", meeting=MEETING, deadline="2027-06-01", **OUTSIDE)
    write(
        desk, "item", meeting=MEETING, session="1", title="Drones", dossiers="watch/drones", **LATER
    )
    assert "Drones" in desk.get(f"/meetings/{MEETING}").text
    write(desk, "facts", meeting=MEETING, place="Utrecht", guests="Finland", **LATER)
    assert "Utrecht" in desk.get(f"/meetings/{MEETING}").text
    write(
        desk,
        "meeting",
        like=MEETING,
        first="2027-10-10",
        last="2027-10-11",
        s1_title="Cables",
        s1_items="Guarding\nRepair",
        guests="Finland, Ukraine",
        **OWN,
    )
    write(
        desk, "meeting", name="A Council", body="EU", format="ministers", first="2027-11-02", **OWN
    )
    with workspace.open() as record:
        found = {each.id: each.notice for each in chain(record.view(record.reader()))}
    assert [each.title for each in found["nato-dmm-2027-10-10"].sessions[0].items] == [
        "Guarding",
        "Repair",
    ]
    assert {each.party for each in found["nato-dmm-2027-10-10"].participants} == {"FIN", "UKR"}
    assert "eu-ministers-2027-11-02" in found


def test_a_case_goes_through_its_steps(desk: Client, workspace: Workspace) -> None:
    write(desk, "case", case="cables", title="Cables", text="Two cables failed.", **OWN)
    grades = {"reliability": "A", "credibility": "1", "domains:cyber": "cyber"}
    write(desk, "assessment", case=CASE, text="Likely sabotage.", **grades, **OUTSIDE)
    write(desk, "proceed", case=CASE, ground="agreed")
    objective = write(desk, "objective", case=CASE, text="No cable fails unseen.", **OWN)
    write(desk, "proceed", case=CASE, ground="agreed")
    assert "No cable fails unseen." in desk.get(f"/add/option?case={CASE}").text
    serves = {f"serves:{objective}": objective}
    option = write(desk, "option", case=CASE, text="Patrol.", **serves, **OWN)
    assert row(workspace, option).content["serves"] == [objective]
    write(desk, "choice", case=CASE, option=option, text="By two ships.", **OWN)
    write(desk, "proceed", case=CASE, ground="agreed")
    write(desk, "evaluation", case=CASE, option=option, outcome="worked", text="It did.", **OUTSIDE)
    lesson = write(desk, "lesson", case=CASE, text="Ask earlier.", **OWN)
    assert desk.post(f"/statements/{lesson}/undo", data={}).status_code == 303
    # An option that was evaluated is not taken back: the rules of a case hold here too.
    answer = desk.post(f"/statements/{option}/undo", data={})
    assert answer.status_code == 409
    write(desk, "reopen", case=CASE, step="objectives", ground="a third one failed")


def test_what_is_kept_is_what_was_shown(desk: Client, workspace: Workspace) -> None:
    values = {
        "act": "position",
        "party": "FIN",
        "text": "Guard them.",
        **OUTSIDE,
        "marking": "PUBLIC",
    }
    page = checked(desk, "statement", values)
    assert "Everybody." in page
    before = len(_statements(workspace))
    answer = desk.post("/add/statement", data={**hidden(page), "text": "Sell them.", "do": "keep"})
    assert answer.status_code == 409
    assert "It changed since it was shown" in answer.text
    assert len(_statements(workspace)) == before
    page = checked(desk, "statement", values | {"marking": ""})
    assert "Ministry of Examples" in page, "who will be able to read it, by name"


def _statements(workspace: Workspace) -> tuple[StatementRow, ...]:
    with workspace.open() as record:
        return record.view(record.reader()).statements(limit=500).items


def test_nothing_that_was_typed_is_lost(desk: Client, workspace: Workspace) -> None:
    values = {
        "act": "position",
        "party": "Atlantis",
        "text": "We “guard” <b>them</b>.",
        "session": "two",
        "source": "paper",
        "paper": workspace.agenda[:12],
        "quote": "Dit staat er niet in.",
        "do": "check",
    }
    answer = desk.post("/add/statement", data=values)
    assert answer.status_code == 422
    for typed in (
        "Atlantis",
        "We “guard” &lt;b&gt;them&lt;/b&gt;.",
        "two",
        "Dit staat er niet in.",
    ):
        assert typed in answer.text
    assert "Not a party that is known here: Atlantis" in answer.text
    assert 'aria-describedby="f-session-fault' in answer.text
    # What only the record can tell comes back above the form, with all of it too.
    right = {**values, "party": "FIN", "session": "2"}
    answer = desk.post("/add/statement", data=right)
    assert answer.status_code == 400
    assert "does not stand in this paper" in answer.text
    assert "Dit staat er niet in." in answer.text
    assert "Nothing was kept" in answer.text


def test_the_source_is_asked_for(desk: Client) -> None:
    answer = desk.post("/add/statement", data={"act": "position", "text": "x", "do": "check"})
    assert answer.status_code == 422
    assert "Say where it comes from" in answer.text
    data = {"act": "position", "party": "FIN", "text": "x", "source": "outside", "do": "check"}
    assert desk.post("/add/statement", data=data).text.count("This is needed.") >= 2


def test_undo_and_change(desk: Client, workspace: Workspace) -> None:
    identity = write(desk, "statement", act="position", party="FIN", text="Guard them.", **OUTSIDE)
    page = desk.get(f"/statements/{identity}").text
    assert f"/add/statement?of={identity}" in page
    form = desk.get(f"/add/statement?of={identity}").text
    assert "Guard them." in form
    assert "NATO press conference" in form
    carried = hidden(form)
    values = {"act": "assessment", "party": "SWE", "text": "They are guarded.", **OUTSIDE}
    shown = checked(desk, "statement", {**values, "of": identity, "seen": carried["seen"]})
    # Meanwhile somebody confirms it: what is changed is not what was looked at.
    desk.post(f"/statements/{identity}/confirm", data={})
    answer = desk.post("/add/statement", data={**hidden(shown), "do": "keep"})
    assert answer.status_code == 409
    assert "They are guarded." in answer.text
    seen = hidden(desk.get(f"/add/statement?of={identity}").text)["seen"]
    shown = checked(desk, "statement", {**values, "of": identity, "seen": seen})
    answer = desk.post("/add/statement", data={**hidden(shown), "do": "keep"})
    assert "done=corrected" in answer.headers["location"]
    now = row(workspace, identity)
    assert (now.quote, now.party, str(now.act)) == ("They are guarded.", "SWE", "assessment")
    desk.post(f"/statements/{identity}/undo", data={})
    assert row(workspace, identity).quote == "Guard them."
    read = _statements(workspace)[0]
    assert desk.get(f"/add/statement?of={read.identity}").status_code in (200, 404)


def test_what_was_read_is_not_changed_here(desk: Client, workspace: Workspace) -> None:
    read = next(each for each in _statements(workspace) if each.rule == "supports")
    assert desk.get(f"/add/statement?of={read.identity}").status_code == 404
    assert "/add/statement?of=" not in desk.get(f"/statements/{read.identity}").text


def test_drafts_lie_outside_the_record(desk: Client, workspace: Workspace) -> None:
    before = len(_statements(workspace))
    data = {"act": "position", "text": "Two\r\nlines: both", "party": "FIN", "do": "draft"}
    answer = desk.post("/add/statement", data=data)
    assert answer.status_code == 303
    assert len(_statements(workspace)) == before
    page = desk.get("/notes").text
    note = re.search(r"/add/statement\?note=(\w+)", page)
    assert note
    form = desk.get(f"/add/statement?note={note[1]}").text
    assert "Two\nlines: both" in form
    values = {"act": "position", "text": "Two", "party": "FIN", "note": note[1], **OUTSIDE}
    write(desk, "statement", **values)
    assert "/add/statement?note=" not in desk.get("/notes").text, "it is in the record now"


def test_notes(desk: Client) -> None:
    assert desk.post("/notes", data={"text": " ", "about": "x"}).status_code == 422
    desk.post("/notes", data={"text": "Ask <b>Anna</b>", "about": "pledge/new-pledge"})
    page = desk.get("/notes").text
    assert "Ask &lt;b&gt;Anna&lt;/b&gt;" in page
    assert "/dossiers/pledge/new-pledge" in page
    note = re.search(r'id="n-(\w+)"', page)
    assert note
    desk.post(f"/notes/{note[1]}/share", data={"whom": "Bram"})
    assert "shared with Bram" in desk.get("/notes").text
    desk.post(f"/notes/{note[1]}/delete", data={})
    assert "Anna" not in desk.get("/notes").text


def test_two_names_of_one_dossier(desk: Client) -> None:
    data = {
        "name": "pledge/new-pledge",
        "into": "pledge/none-such",
        "ground": "one",
        "do": "check",
    }
    answer = desk.post("/add/same-dossier", data=data)
    assert answer.status_code in (400, 404)
    said = {"act": "position", "party": "FIN", "text": "More.", "dossiers": "pledge/ljubljana"}
    write(desk, "statement", **said, **OUTSIDE)
    write(desk, "same-dossier", name="pledge/ljubljana", into="pledge/new-pledge", ground="one")
    assert "More." in desk.get("/dossiers/pledge/new-pledge").text


@pytest.mark.parametrize("text", ["one\ntwo: three\n\nfour", "a: b", "\ttab", "x"])
def test_a_note_keeps_a_form(text: str) -> None:
    assert from_note(to_note({"text": text, "party": "FIN"})) == {
        "text": text.strip(),
        "party": "FIN",
    }


def test_parties_by_any_name() -> None:
    assert party_of("nld") == party_of("Nederland") == party_of("The Netherlands") or party_of(
        "nld"
    )
    assert party_of("Atlantis") is None
    given = Given({"guests": "Finland; ukr\nZweden"}, Words("en"))
    assert given.parties("guests") == ("FIN", "UKR", "SWE")


def test_pages_lead_to_what_can_be_added(look: Client) -> None:
    for path, kind in (
        ("/meetings", "/add/meeting"),
        (f"/meetings/{MEETING}", f"/add/item?meeting={MEETING}"),
        ("/dossiers/pledge/new-pledge", "/add/statement?dossiers=pledge"),
        ("/motions", "/add/motion"),
        ("/commitments", "/add/promise"),
    ):
        assert kind in look.get(path).text, path
