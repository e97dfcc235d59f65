"""Every page answers, says what it should, and keeps to its moment, format and language."""

from __future__ import annotations

import json
import re

import pytest

from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, STAMP, Workspace, build

PAGES = (
    "/",
    "/papers",
    "/papers/{agenda}",
    "/papers/{agenda}?unrecognised=1",
    "/papers/{agenda}?act=position",
    "/papers/{agenda}?add=1",
    "/meetings",
    f"/meetings/{AGENDA_MEETING}",
    f"/meetings/{AGENDA_MEETING}/beside",
    "/dossiers",
    "/dossiers/pledge/new-pledge",
    "/changes?since=2027-02-01",
    "/changes/new",
    "/language",
    "/language?phrase=register+van+kabels",
    "/library",
    "/objects",
    "/requests",
    "/positions",
    "/positions?dossier=hybrid/undersea-infrastructure",
    "/positions/NLD/hybrid/undersea-infrastructure",
    "/commitments",
    "/search",
    "/search?q=kabels",
    "/search?act=position&said_from=2027-01-01",
    "/review",
    "/exchange",
    "/review?act=commitment",
    "/review/rules",
    "/review/batch?rule=finds-that",
    "/add",
    "/add/meeting",
    "/add/practice",
    "/add/statement?source=outside",
    "/notes",
    "/admin",
    "/admin/audiences",
    "/share/{agenda}",
    "/tearlines",
    "/drafts",
    "/api",
    "/alerts",
)
WITHOUT_PAPERS = {
    "/exchange",
    "/api",
    "/admin",
    "/admin/audiences",
    "/tearlines",
    "/search",
    "/alerts",
    "/drafts",
    "/language",
    "/library",
    "/objects",
    "/requests",
    "/add/practice",
    f"/meetings/{AGENDA_MEETING}/beside",
    "/review/rules",
    "/add",
    "/add/meeting",
    "/add/statement?source=outside",
    "/notes",
}


def at(path: str, shown: Workspace) -> str:
    return path.format(agenda=shown.agenda[:12])


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("path", PAGES)
def test_answers_in_both_languages_and_bears_the_stamp(
    path: str, language: str, look: Client, shown: Workspace
) -> None:
    answer = look.get(at(path, shown), headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert (STAMP in answer.text) == (path not in WITHOUT_PAPERS)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_also_data(path: str, look: Client, shown: Workspace) -> None:
    joint = "&" if "?" in path else "?"
    answer = look.get(f"{at(path, shown)}{joint}format=json")
    assert answer.headers["content-type"] == "application/json"
    json.loads(answer.text)


def test_an_unknown_format_is_named(look: Client) -> None:
    answer = look.get("/?format=pdf")
    assert answer.status_code == 400
    assert "html, json" in answer.text


@pytest.mark.parametrize("path", ["/papers", "/papers/{agenda}", "/meetings", "/dossiers"])
def test_lists_are_also_tables(path: str, look: Client, shown: Workspace) -> None:
    answer = look.get(at(path, shown) + "?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.splitlines()) > 1


def test_an_empty_record_says_what_to_do(empty: Client) -> None:
    home = empty.get("/").text
    assert "Nothing has been read yet" in home
    assert 'enctype="multipart/form-data"' in home
    for path in ("/papers", "/meetings", "/dossiers", "/commitments", "/review"):
        assert empty.get(path).status_code == 200


def test_the_paper_stands_beside_its_notes(look: Client, shown: Workspace) -> None:
    page = look.get(f"/papers/{shown.agenda}").text
    assert "&lt;b&gt;wordt&lt;/b&gt;" in page, "text of a paper is text, never markup"
    assert "before 6 July 2027" in page
    assert "right in at least 96 of 100" in page
    assert "rule will-ask, not measured yet" in page
    assert '<span class="soft">Guest</span> Ukraine' in page
    assert "1 sentence not recognised" in page


def test_filter_by_act_keeps_the_text(look: Client, shown: Workspace) -> None:
    page = look.get(f"/papers/{shown.agenda}?act=commitment").text
    assert page.count('<li class="note ') == 1
    assert "sabotage op zee" in page
    assert look.get(f"/papers/{shown.agenda}?act=nonsense").status_code == 400


def test_the_original_is_a_download(look: Client, shown: Workspace) -> None:
    answer = look.get(f"/papers/{shown.agenda}/original")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content.startswith(b"Geannoteerde agenda")
    reading = look.get(f"/papers/{shown.agenda}/reading").json()
    assert reading["statements"]


def test_the_meeting_shows_sessions_seats_and_chain(look: Client) -> None:
    page = look.get(f"/meetings/{AGENDA_MEETING}").text
    for words in (
        "Session 1: Weerbaarheid",
        "Kritieke infrastructuur",
        "Guest",
        "Papers after",
        "Papers before",
        "NATO Summit Ljubljana",
        "minister of defence",
    ):
        assert words in page


def test_search_marks_what_was_sought(look: Client) -> None:
    assert "<mark>kabels</mark>" in look.get("/search?q=kabels").text
    assert "Nothing found." in look.get("/search?q=onvindbaar").text


def test_known_on_hides_what_was_not_yet_said(look: Client) -> None:
    then = look.get("/papers?known_on=2027-06-01").text
    assert "Geannoteerde agenda" in then
    assert "Report of the meeting" not in then
    assert "known_on=2027-06-01" in then, "links keep the moment"
    assert "1 June 2027" in then


@pytest.mark.parametrize("query", ["as_of=soon", "known_on=2027-13-01", "as_of=2027"])
def test_a_bad_date_is_a_clear_error(query: str, look: Client) -> None:
    answer = look.get(f"/?{query}")
    assert answer.status_code == 400
    assert "year-month-day" in answer.text


def test_commitments_are_judged_on_the_day(look: Client) -> None:
    assert "open" in look.get("/commitments?as_of=2027-06-01").text
    assert "keeping unknown" in look.get("/commitments?as_of=2027-08-01").text
    assert look.get("/commitments?keeping=broken").status_code == 400


def test_another_reader_sees_their_feeds_and_no_forms(shown: Workspace) -> None:
    public = Client(create_app(shown.open, reader="PUBLIC"))
    home = public.get("/").text
    assert "Geannoteerde agenda" in home
    assert "Report of the meeting" not in home
    assert 'method="post"' not in home
    hidden = public.get(f"/papers/{shown.report}")
    missing = public.get(f"/papers/{'0' * 64}")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace(shown.report, "") == missing.text.replace("0" * 64, "")
    assert public.get("/review").status_code == 404
    assert public.post("/statements/00/confirm", data={}).status_code == 422


@pytest.mark.parametrize("form", ["html", "json"])
def test_what_is_hidden_leaves_no_trace(
    form: str, shown: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """For those who may not see a paper, every page is as if it had never come."""
    never = build(tmp_path_factory.mktemp("never"), report=False)
    there, without = (
        (Client(create_app(world.open, reader="PUBLIC")), world) for world in (shown, never)
    )
    for path in (*PAGES, "/search?q=allies", "/dossiers/hybrid/undersea-infrastructure"):
        pages = [
            client.get(f"{at(path, world)}{'&' if '?' in path else '?'}format={form}")
            for client, world in (there, without)
        ]
        assert pages[0].status_code == pages[1].status_code
        assert _without_ids(pages[0].text) == _without_ids(pages[1].text), path


def _without_ids(text: str) -> str:
    """Ids come from chance, and arrivals from the clock."""
    text = re.sub(r"[0-9a-f]{12,}", "id", text)
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z?", "moment", text)


def test_an_unknown_page_is_an_error_page(look: Client) -> None:
    answer = look.get("/nothing/here")
    assert answer.status_code == 404
    assert "there is no such page" in answer.text
    assert look.get("/meetings/none").status_code == 404
    assert look.get("/dossiers/pledge/none").status_code == 404
    assert look.get("/statements/0000").status_code == 404
