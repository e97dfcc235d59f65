"""What changed between two moments, and what is new since a person last looked."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from inzet.changes import Looks
from inzet.web.app import create_app
from tests.web.chained import AGENDA_MEETING, BEFORE, chained
from tests.web.client import Client
from tests.web.workspace import Workspace


@pytest.fixture(scope="module")
def eyes(tmp_path_factory: pytest.TempPathFactory) -> Client:
    return Client(create_app(chained(tmp_path_factory.mktemp("two"))[0].open))


def test_between_two_meetings(eyes: Client) -> None:
    page = eyes.get(f"/changes?since={BEFORE}&until={AGENDA_MEETING}&lang=en").text
    assert "</span>sneller<span" in page
    assert "changed in substance" in page
    assert "hoog water" in page, "what is no longer there"
    assert "register van kabels" not in page, "what stayed the same is no change"
    assert "Voor de top ontvangt u" in page, "a promise that was made"
    assert f'href="/meetings/{AGENDA_MEETING}/beside' in page
    assert f'href="/meetings/{BEFORE}?' in page


def test_the_state_of_a_dossier_then_and_now_in_the_language_of_the_page(eyes: Client) -> None:
    shown = {
        lang: re.findall(r"<dd[^>]*>([^<]*)", eyes.get(f"/changes?since={BEFORE}&lang={lang}").text)
        for lang in ("en", "nl")
    }
    assert any("nothing had been said of it" in each for each in shown["en"])
    assert any("er was niets over gezegd" in each for each in shown["nl"])
    assert not any("statements" in each for each in shown["nl"])


def test_backwards_and_to_itself(eyes: Client) -> None:
    forth = eyes.get(f"/changes?since={BEFORE}&until={AGENDA_MEETING}&format=json").json()
    back = eyes.get(f"/changes?since={AGENDA_MEETING}&until={BEFORE}&format=json").json()
    came = [each["became"] for one in forth["comparisons"] for each in one["positions"]]
    went = [each["became"] for one in back["comparisons"] for each in one["positions"]]
    assert came.count("new") == went.count("vanished") > 0
    same = eyes.get("/changes?since=2027-06-01&until=2027-06-01&lang=en").text
    assert "Nothing changed between these two moments" in same


def test_it_is_a_table_too(eyes: Client) -> None:
    answer = eyes.get(f"/changes?since={BEFORE}&until={AGENDA_MEETING}&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert {"position", "commitment", "paper", "dossier"} <= {row["what"] for row in rows}
    assert any("{+sneller+}" in row["words"] and row["statement"] for row in rows)


@pytest.mark.parametrize("query", ["since=nothing-known", "since=2027-13-01"])
def test_a_moment_that_is_none(query: str, eyes: Client) -> None:
    assert eyes.get(f"/changes?{query}").status_code in (400, 404)


def test_nothing_to_look_back_to(empty: Client) -> None:
    assert "no meeting yet to look back to" in empty.get("/changes?lang=en").text
    assert "Nothing came" in empty.get("/changes/new?lang=en").text


def test_what_was_seen_is_no_longer_new(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INZET_PERSON", "Ans")
    ans = Client(create_app(workspace.open))
    page = ans.get("/changes/new?lang=en").text
    assert "Geannoteerde agenda" in page
    until = re.search(r'name="until" value="([^"]+)"', page)
    assert until
    done = ans.post("/changes/seen?lang=en", data={"until": until[1]})
    assert done.status_code == 303
    assert "Nothing came since you last looked" in ans.get(done.headers["location"]).text
    monkeypatch.setenv("INZET_PERSON", "Bo")
    bo = Client(create_app(workspace.open))
    assert "Geannoteerde agenda" in bo.get("/changes/new").text, "each person has a mark"
    with workspace.open() as record:
        assert Looks(record).last(record.reader()) is None, "the terminal keeps its own"


def test_nobody_can_have_seen_what_is_still_to_come(workspace: Workspace, desk: Client) -> None:
    desk.post("/changes/seen", data={"until": "2999-01-01T00:00:00+00:00"})
    (file,) = Path(workspace.path.parent).glob("*.looks")
    assert "2999" not in file.read_text("utf-8")
    assert desk.post("/changes/seen", data={"until": "later"}).status_code == 422


def test_who_only_looks_has_no_mark(workspace: Workspace) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    assert public.get("/changes/new").status_code == 422
    assert public.post("/changes/seen", data={"until": "2027-01-01"}).status_code == 422
    assert 'href="/changes/new"' not in public.get("/changes?since=2027-02-01").text
