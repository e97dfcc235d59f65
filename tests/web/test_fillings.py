"""A draft filled in and shared in the browser."""

from __future__ import annotations

import re

from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, Workspace

DRAFT = f"/drafts/agenda/{AGENDA_MEETING}/nl"


def drafted(desk: Client) -> dict[str, str]:
    """A draft, and its form as a browser would send it back."""
    data = {"kind": "agenda", "meeting": AGENDA_MEETING, "language": "nl", "on": "2027-06-30"}
    assert desk.post("/drafts", data=data).status_code == 303
    page = desk.get(f"{DRAFT}/fill").text
    number = re.search(r'name="number" value="([0-9]+)"', page)
    assert number
    return {"number": number[1]}


def test_fields_are_filled_in_at_once(desk: Client) -> None:
    form = drafted(desk)
    sent = {**form, "head/addressee": "De Voorzitter", "head/date": "2027-07-01"}
    answer = desk.post(f"{DRAFT}/fill", data=sent)
    assert answer.status_code == 303
    page = desk.get(answer.headers["location"]).text
    assert "Filled in." in page
    assert "De Voorzitter" in page
    assert "number=1" in page, "one version more, the first still there"


def test_what_was_typed_comes_back(desk: Client) -> None:
    form = drafted(desk)
    wrong = desk.post(f"{DRAFT}/fill", data={**form, "head/date": "soon", "head/addressee": "Ik"})
    assert wrong.status_code == 422
    assert 'value="Ik"' in wrong.text
    desk.post(f"{DRAFT}/fill", data={**form, "head/addressee": "Anna"})
    late = desk.post(f"{DRAFT}/fill", data={**form, "head/addressee": "Bram"})
    assert late.status_code == 409
    assert 'value="Bram"' in late.text
    assert "Nothing was kept" in late.text
    assert "Anna" in desk.get(DRAFT).text


def test_shared_and_no_longer(desk: Client, workspace: Workspace) -> None:
    drafted(desk)
    assert desk.post(f"{DRAFT}/share", data={"whom": "Bram"}).status_code == 303
    page = desk.get(f"{DRAFT}/fill").text
    assert re.search(r"<span>Bram</span>", page)
    desk.post(f"{DRAFT}/share", data={"whom": "Bram", "end": "1"})
    assert "<span>Bram</span>" not in desk.get(f"{DRAFT}/fill").text
