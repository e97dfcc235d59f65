"""Drafts in the browser: the same drawer as on the command line, translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.vocabulary.markings import INTERNAL
from inzet.web.app import create_app
from inzet.web.words import LANGUAGES, catalogue
from inzet.writing.draft import Kind, Origin
from inzet.writing.drawer import How, Person
from inzet.writing.drawer import desk as drawer
from inzet.writing.redraft import Clash
from inzet.writing.render.formats import FORMATS
from inzet.writing.returning import Did
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, Workspace
from tests.writing.desk import Desk as Word

ANNA = "Anna Bos"
WHEN = "known_on=2027-06-07"
NOTE = f"/drafts/debate/{AGENDA_MEETING}/nl"


@pytest.fixture(autouse=True)
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who works at the workspace; set before any of them is made."""
    monkeypatch.setenv("INZET_PERSON", ANNA)


def make(desk: Client, kind: str = "debate", **form: str) -> str:
    """Drafts a paper; where the browser is sent."""
    data = {"kind": kind, "meeting": AGENDA_MEETING, "language": "nl", "on": "2027-06-07", **form}
    answer = desk.post("/drafts?lang=en", data=data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_an_empty_drawer_says_what_to_do(look: Client, empty: Client) -> None:
    page = look.get(f"/drafts?lang=en&{WHEN}").text
    assert "Your drawer is empty. Choose a kind of paper" in page
    assert f'<option value="{AGENDA_MEETING}" selected>' in page, "the next meeting is chosen"
    assert "Read an annotated agenda first" in empty.get("/drafts?lang=en").text


def test_from_a_paper_to_its_debate_note_in_one_click(desk: Client, workspace: Workspace) -> None:
    page = desk.get(f"/papers/{workspace.agenda}?lang=en").text
    form = page[page.index('class="drafting"') :]
    form = form[: form.index("</form>")]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]+)"', form))
    assert fields == {"kind": "debate", "meeting": AGENDA_MEETING, "language": "nl"}
    answer = desk.post(f"/drafts?{WHEN}", data=fields)
    assert answer.headers["location"].startswith(NOTE)
    for suffix, begin in (("docx", b"PK"), ("pdf", b"%PDF"), ("txt", b"")):
        file = desk.get(f"{NOTE}/file.{suffix}")
        assert file.status_code == 200
        assert file.content.startswith(begin)
        said = file.headers["content-disposition"]
        assert re.fullmatch(r'attachment; filename="debate-nato-[\w-]+-nl[\w-]*\.\w+"', said)
    clean = desk.get(f"{NOTE}/file.md?clean=1")
    assert "-clean.md" in clean.headers["content-disposition"]
    assert clean.text != desk.get(f"{NOTE}/file.md").text
    page = desk.get(f"{NOTE}?lang=en").text
    files = set(re.findall(r"/file(\.\w+)[?\"]", page))
    assert files == {each.suffix for each in FORMATS}, "every format is offered"
    assert page.count("/file.txt") == 1, "of plain text there is the clean copy alone"
    assert desk.get(f"{NOTE}/file.exe").status_code == 400


def test_a_draft_is_set_like_a_paper_with_its_sources_beside_it(
    desk: Client, workspace: Workspace
) -> None:
    assert "done=first" in make(desk)
    page = desk.get(f"{NOTE}?lang=en").text
    assert "for you only" in page
    assert f"Version 1, composed by {ANNA}" in page
    article = page[page.index('<article class="annotated drafted"') : page.index("</article>")]
    links = re.findall(r'<a class="quoted" href="(/papers/[^"]+)"', article)
    assert links, "a source is a link to its sentence"
    paper = desk.get(links[0].partition("#")[0]).text
    assert f'id="{links[0].partition("#")[2].partition("?")[0]}"' in paper
    assert "<b>wordt" not in article, "text of a paper is text, never markup"
    data = desk.get(f"{NOTE}?format=json").json()
    assert data["draft"]["meeting"] == AGENDA_MEETING


def test_the_same_drawer_as_everywhere(desk: Client, workspace: Workspace) -> None:
    make(desk)
    with workspace.open() as record:
        cards = drawer(record, Person.named(ANNA), record.reader()).drafts()
    assert [card.name for card in cards] == [NOTE.removeprefix("/drafts/")]
    assert "done=same" in make(desk), "composed again from the same record, it is as it was"
    listed = desk.get("/drafts?lang=en").text
    assert listed.count('class="title"') == 1
    meeting = desk.get(f"/meetings/{AGENDA_MEETING}?lang=nl").text
    assert f'href="{NOTE}?lang=nl"' in meeting, "what is drafted already is a link"
    assert '<button class="link" name="kind" value="agenda">' in meeting


def test_an_edited_file_comes_back_and_tells_what_was_done(desk: Client) -> None:
    make(desk)
    draft = desk.get(f"{NOTE}?format=json").json()["draft"]
    text = next(
        block["text"]
        for block in draft["blocks"]
        if block["form"] == "paragraph" and len(block.get("text", "")) > 40
    )
    words = text.split()[0]
    file = Word(desk.get(f"{NOTE}/file.docx").content, "Bart")
    file.replace(words, "Vandaag")
    file.comment("Vandaag", "Klopt dit nog?", "Bart")
    answer = desk.post(f"{NOTE}/return?lang=en", files={"file": ("note.docx", file.saved())})
    assert answer.status_code == 200, answer.text
    assert "note.docx was taken in" in answer.text
    assert "<ins>Vandaag</ins>" in answer.text
    assert "Klopt dit nog?" in answer.text
    page = desk.get(f"{NOTE}?lang=en").text
    assert "Vandaag" in page
    assert "1 open remark" in desk.get("/drafts?lang=en").text
    older = desk.get(f"{NOTE}?number=1&lang=en").text
    assert "This is version 1; the last one is version 2." in older
    assert "Vandaag" not in older[older.index("<article") : older.index("</article>")].replace(
        "Klopt dit nog? on “Vandaag”", ""
    ).replace("on “Vandaag”", "")


def test_what_is_no_working_copy_changes_nothing(desk: Client) -> None:
    make(desk)
    clean = desk.get(f"{NOTE}/file.docx?clean=1").content
    for name, data, status in (
        ("clean.docx", clean, 422),
        ("note.docx", b"no Word file", 415),
        ("note.docx", b"", 422),
    ):
        answer = desk.post(f"{NOTE}/return", files={"file": (name, data)})
        assert answer.status_code == status, answer.text
    assert desk.post(f"{NOTE}/return", data={"file": "x"}).status_code == 422
    make(desk, "agenda")
    other = desk.get(f"/drafts/agenda/{AGENDA_MEETING}/nl/file.docx").content
    answer = desk.post(f"{NOTE}/return", files={"file": ("agenda.docx", other)})
    assert answer.status_code == 422
    assert "not from debate" in answer.text
    assert len(desk.get(f"{NOTE}?format=json").json()["versions"]) == 1


def test_deleting_asks_twice_and_is_for_good(desk: Client, workspace: Workspace) -> None:
    make(desk)
    asked = desk.post(f"{NOTE}/delete?lang=en", data={})
    assert "Delete it for good?" in asked.text
    assert desk.get(NOTE).status_code == 200
    gone = desk.post(f"{NOTE}/delete", data={"sure": "yes"})
    assert gone.status_code == 303
    assert "Deleted for good." in desk.get(f"{gone.headers['location']}&lang=en").text
    assert desk.get(NOTE).status_code == 404
    file = workspace.path.with_name(workspace.path.name + ".drafts")
    assert AGENDA_MEETING.encode() not in file.read_bytes()


def test_release_names_who_reads_and_does_only_what_was_shown(
    desk: Client, workspace: Workspace
) -> None:
    with workspace.open() as record:
        record.define_audience("REL-ALLY", ["Allyland"])
    make(desk, "agenda")
    page = f"/drafts/agenda/{AGENDA_MEETING}/nl/release"
    assert "Allyland" not in desk.get(f"{page}?lang=en").text, "INTERNAL is for us alone"
    told = desk.get(f"{page}?marking=REL-ALLY&lang=en").text
    assert "Allyland" in told
    assert "Everybody, in and outside" in desk.get(f"{page}?marking=PUBLIC&lang=en").text
    assert desk.get(f"{page}?marking=NONE").status_code == 400
    fields = re.findall(r"<li>(.+) \((.+)\)</li>", told)
    assert fields, "a field is named with the heading it stands under"
    shown = _shown(desk.get(f"{page}?lang=en").text)
    before = _papers(workspace)
    # What was shown for one audience is no leave for another.
    wider = {"marking": "REL-ALLY", "shown": shown, "as_is": "1"}
    assert desk.post(page, data=wider).status_code == 422
    unfinished = desk.post(f"{page}?lang=en", data={"marking": INTERNAL, "shown": shown})
    assert unfinished.status_code == 422
    assert "Something is still open" in unfinished.text
    assert _papers(workspace) == before
    form = {"marking": INTERNAL, "shown": shown, "as_is": "1"}
    answer = desk.post(f"{page}?lang=en", data=form)
    if answer.status_code == 409:
        assert "looks like a paper that is here already" in answer.text
        answer = desk.post(page, data={**form, "not_same": "1"})
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith("/papers/")
    assert _papers(workspace) == before + 1
    assert "was released on" in desk.get(f"/drafts/agenda/{AGENDA_MEETING}/nl?lang=en").text


def test_what_not_all_may_read_is_refused_in_so_many_words(
    desk: Client, workspace: Workspace
) -> None:
    with workspace.open() as record:
        marking = record.view(record.reader()).paper(workspace.report).marking
    assert marking == INTERNAL
    make(desk, "report", on="2027-06-20")
    path = f"/drafts/report/{AGENDA_MEETING}/nl"
    sources = desk.get(f"{path}?format=json").json()["draft"]["sources"]
    inward = any(each["marking"] == INTERNAL for each in sources)
    page = desk.get(f"{path}/release?marking=PUBLIC&lang=en").text
    assert ("may not be read by all" in page) == inward
    assert ('name="shown"' in page) != inward
    assert inward, "the report of the meeting is for its own organisation alone"


def test_for_another_reader_there_are_no_drafts(desk: Client, workspace: Workspace) -> None:
    make(desk)
    outside = Client(create_app(workspace.open, reader="PUBLIC"))
    for path in ("/drafts", NOTE, f"{NOTE}/file.txt", f"{NOTE}/release"):
        assert outside.get(path).status_code == 404
    for path in ("/drafts", *(f"{NOTE}/{deed}" for deed in ("return", "delete", "release"))):
        files = {"file": ("a.docx", b"x")} if path.endswith("return") else None
        answer = outside.post(path, data={"sure": "yes"}, files=files)
        assert answer.status_code == 422
    for path in ("/", f"/meetings/{AGENDA_MEETING}", f"/papers/{workspace.agenda}"):
        assert "/drafts" not in outside.get(path).text
    assert desk.get(NOTE).status_code == 200


def test_another_site_cannot_post_here(desk: Client) -> None:
    make(desk)
    for path in ("/drafts", *(f"{NOTE}/{deed}" for deed in ("return", "delete", "release"))):
        answer = desk.ask(
            "POST", path, data={"sure": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert answer.status_code == 403
    assert desk.get(NOTE).status_code == 200


def test_what_is_asked_wrongly_says_so(desk: Client) -> None:
    form = {"kind": "debate", "meeting": AGENDA_MEETING, "language": "nl", "on": "2027-06-07"}
    for name, value, status in (
        ("kind", "poem", 400), ("language", "xx", 400), ("on", "soon", 400),
        ("meeting", "none", 404), ("draft", "none", 404),
    ):  # fmt: skip
        assert desk.post("/drafts", data={**form, name: value}).status_code == status, name
    make(desk)
    for number, status in (("0", 404), ("7", 404), ("x", 400), ("²", 400)):
        assert desk.get(f"{NOTE}?number={number}").status_code == status
    assert desk.get("/drafts/debate/nato/nl").status_code == 404, "no beginning of a name"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_said_of_a_draft_has_words(language: str) -> None:
    known = catalogue(language)
    shown = (Origin.CARRIED, Origin.CHANGED, Origin.NEW, Origin.PERSON, Origin.DROPPED)
    families = {"kind": Kind, "how": How, "did": Did, "clash": Clash, "origin": shown}
    for family, members in families.items():
        assert all(f"draft.{family}.{each.value}" in known for each in members)


def _shown(page: str) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def _papers(workspace: Workspace) -> int:
    with Record.open(Path(workspace.path)) as record:
        return len(record.view(record.reader()).papers().items)
