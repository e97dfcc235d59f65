"""Feeds and calendars: valid, stable, of one reader, and silent about what did not change."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import icalendar
import pytest
from lxml import etree

from inzet.record import Record, StatementRow
from inzet.vocabulary.acts import Act
from inzet.vocabulary.entries import Correction, Review, Withdrawal
from inzet.web.app import create_app
from tests.web.client import Client
from tests.web.workspace import AGENDA_MEETING, Workspace

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
FEEDS = (
    "/feed.atom",
    "/papers/feed.atom",
    "/motions/feed.atom",
    "/commitments/feed.atom",
    "/search/feed.atom?q=kabels",
    "/search/feed.atom?act=position&said_from=2027-01-01",
    "/dossiers/pledge/feed.atom",
    "/dossiers/pledge/new-pledge/feed.atom",
    f"/meetings/{AGENDA_MEETING}/feed.atom",
    "/parties/NLD/feed.atom",
)
CALENDARS = (
    "/calendar.ics",
    "/commitments/calendar.ics",
    "/dossiers/pledge/new-pledge/calendar.ics",
    f"/meetings/{AGENDA_MEETING}/calendar.ics",
    "/parties/NLD/calendar.ics",
)


def parsed(body: bytes) -> etree._Element:
    root = etree.fromstring(body)
    SCHEMA.assertValid(root)
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    found = root.findall(path, ATOM)
    return [str(each.text or "") for each in found]


def statement(record: Record, act: Act, part: str = "") -> StatementRow:
    rows = record.view(record.reader()).statements(limit=100).items
    return next(row for row in rows if row.act == act and part in row.quote)


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_feed_is_valid_and_in_its_language(look: Client, path: str, language: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = look.get(f"{path}{joint}lang={language}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = parsed(answer.content)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    entries = root.findall("a:entry", ATOM)
    assert bool(entries) == ("motions" not in path)
    ids = texts(root, "a:entry/a:id")
    assert len(set(ids)) == len(ids)
    updated = texts(root, "a:entry/a:updated")
    assert updated == sorted(updated, reverse=True)
    if updated:
        assert texts(root, "a:updated") == updated[:1]


def test_an_entry_holds_quote_holder_act_and_source(look: Client) -> None:
    root = parsed(look.get("/dossiers/pledge/new-pledge/feed.atom?lang=nl").content)
    summary = next(each for each in texts(root, ".//a:summary") if "Voor de top" in each)
    for part in ("“Voor de top ontvangt", "Toezegging", "Nederland", "33 333", "28 mei 2027"):
        assert part in summary
    link = root.find("a:entry/a:link", ATOM)
    assert link is not None
    assert re.match(r"http://127\.0\.0\.1:8000/statements/[0-9a-f]{64}$", str(link.get("href")))


def test_markup_in_a_paper_stays_text(look: Client) -> None:
    body = look.get("/feed.atom").text
    html = "".join(texts(parsed(body.encode()), ".//a:content"))
    assert "<script" not in html
    assert "lang=" in html


@pytest.mark.parametrize("path", [*FEEDS, *CALENDARS])
def test_asked_again_nothing_is_sent(look: Client, path: str) -> None:
    first = look.get(path)
    again = look.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = look.get(path, headers={"If-None-Match": '"x", W/"y"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_what_was_put_right_says_what(desk: Client, workspace: Workspace) -> None:
    path = "/dossiers/pledge/new-pledge/feed.atom?lang=en"
    before = desk.get(path)
    with workspace.open() as record:
        row = statement(record, Act.COMMITMENT)
        desk.post(
            f"/statements/{row.identity}/correct",
            data={
                "act": "commitment",
                "party": "BEL",
                "holder": "het kabinet",
                "dossiers": "pledge/new-pledge",
                "due_before": "2027-07-01",
            },
        )
    after = desk.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    was, now = parsed(before.content), parsed(after.content)
    assert set(texts(was, ".//a:id")) == set(texts(now, ".//a:id")), "the same thing, changed"
    title, html = texts(now, ".//a:title")[1], texts(now, ".//a:content")[0]
    assert title.startswith("Put right: Commitment · Belgium")
    assert "<del>Netherlands</del> → <ins>Belgium</ins>" in html
    assert "Due before: <del>2027-07-06</del> → <ins>2027-07-01</ins>" in html


@pytest.mark.parametrize(("how", "word"), [("withdrawn", "Withdrawn"), ("rejected", "Misread")])
def test_what_no_longer_stands_is_told(
    desk: Client, workspace: Workspace, how: str, word: str
) -> None:
    with workspace.open() as record:
        row = statement(record, Act.COMMITMENT)
        with record.batch("PUBLIC") as batch:
            gone = Withdrawal(target=row.entry)
            batch.add(gone if how == "withdrawn" else Review(target=row.entry, verdict="rejected"))
    for path in ("/commitments/feed.atom", "/feed.atom", "/parties/NLD/feed.atom"):
        root = parsed(desk.get(f"{path}?lang=en").content)
        assert texts(root, "a:entry/a:title")[0].startswith(f"{word}: Commitment")
    found = icalendar.Calendar.from_ical(desk.get("/calendar.ics").content)
    (todo,) = (each for each in found.subcomponents if row.identity in str(each["uid"]))
    assert todo["status"] == "CANCELLED"
    assert int(str(todo["sequence"])) > int((row.arrived - _2020).total_seconds())
    if how == "withdrawn":
        assert "withdrawn" in str(desk.get("/calendar.ics?lang=en").text).replace("\r\n ", "")


_2020 = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def test_a_hidden_correction_changes_nothing_for_others(workspace: Workspace) -> None:
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    before = {path: public.get(path).content for path in (*FEEDS, *CALENDARS)}
    with workspace.open() as record:
        row = statement(record, Act.COMMITMENT)
        with record.batch("INTERNAL") as batch:
            batch.add(Withdrawal(target=row.entry))
        own = Client(create_app(workspace.open))
        assert own.get("/commitments/feed.atom").content != before["/commitments/feed.atom"]
    assert {path: public.get(path).content for path in before} == before
    assert b"register of cables" not in b"".join(before.values())


@pytest.mark.parametrize(
    "path",
    [
        "/dossiers/pledge/none/feed.atom",
        "/dossiers/nothing/feed.atom",
        "/meetings/none/calendar.ics",
        "/parties/XXX/feed.atom",
        "/parties/XXX/calendar.ics",
    ],
)
def test_what_is_not_there_cannot_be_followed(look: Client, path: str) -> None:
    assert look.get(path).status_code == 404


def test_a_search_for_nothing_is_refused(look: Client) -> None:
    assert look.get("/search/feed.atom").status_code == 422
    assert look.get("/search/feed.atom?said_from=soon").status_code == 400


@pytest.mark.parametrize("path", CALENDARS)
def test_every_calendar_comes_back_with_the_same_facts(look: Client, path: str) -> None:
    answer = look.get(f"{path}?lang=en")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(answer.content)
    assert not found.errors
    parts = {str(each["uid"]): each for each in found.subcomponents}
    assert len(parts) == len(found.subcomponents)
    meeting = parts.get(f"meeting-{AGENDA_MEETING}@inzet")
    if path == "/commitments/calendar.ics":
        assert meeting is None
    else:
        assert meeting is not None
        assert meeting.decoded("dtstart") == dt.date(2027, 6, 8)
        assert meeting.decoded("dtend") == dt.date(2027, 6, 10)
        assert f"session-{AGENDA_MEETING}-2@inzet" not in parts, "no paper gives its day"
    (promise,) = (each for each in parts.values() if "ontvangt u een brief" in str(each["summary"]))
    assert promise.decoded("due") == dt.date(2027, 7, 5), "before the sixth"
    assert "dtstart" not in promise


def test_a_meeting_that_is_withdrawn_is_cancelled_in_the_calendar(
    desk: Client, workspace: Workspace
) -> None:
    with workspace.open() as record, record.batch("PUBLIC") as batch:
        batch.add(Withdrawal(target=workspace.agenda))
    public = Client(create_app(workspace.open, reader="PUBLIC"))
    for path in CALENDARS[::2] + CALENDARS[3:4]:
        found = icalendar.Calendar.from_ical(public.get(path).content)
        uid = f"meeting-{AGENDA_MEETING}@inzet"
        (event,) = (each for each in found.subcomponents if str(each["uid"]) == uid)
        assert event["status"] == "CANCELLED", path
        assert event.decoded("dtstart") == dt.date(2027, 6, 8)


def test_pages_lead_to_what_can_be_followed(look: Client) -> None:
    for page, names in (
        ("/", ("/feed.atom", "/calendar.ics")),
        ("/dossiers/pledge/new-pledge", ("feed.atom", "calendar.ics")),
        (f"/meetings/{AGENDA_MEETING}", ("feed.atom", "calendar.ics")),
        ("/commitments", ("feed.atom", "calendar.ics")),
        ("/motions", ("feed.atom",)),
        ("/papers", ("feed.atom",)),
        ("/search?q=kabels", ("/search/feed.atom",)),
    ):
        text = look.get(page, headers={"Accept-Language": "nl"}).text
        offered = re.findall(
            r'<link rel="alternate" type="[^"]+" title="[^"]+" href="([^"]+)"', text
        )
        assert len(offered) == len(names), page
        for address, name in zip(offered, names, strict=True):
            address = address.replace("&amp;", "&")
            assert name in address
            assert "lang=nl" in address
            assert look.get(address).status_code == 200
            assert text.count(address.replace("&", "&amp;")) == 2, "in the head and at the foot"
    for page in ("/search", "/review", "/papers/none"):
        assert 'rel="alternate"' not in look.get(page).text


def test_a_correction_by_the_same_words_is_still_one_entry(workspace: Workspace) -> None:
    with workspace.open() as record:
        row = statement(record, Act.FIGURE)
        view = record.view(record.reader())
        body = view.readings([row.identity])[row.identity][0].statement
        with record.batch("PUBLIC") as batch:
            batch.add(Correction(target=row.entry, statement=body))
    root = parsed(Client(create_app(workspace.open)).get("/feed.atom?lang=en").content)
    titles = [each for each in texts(root, "a:entry/a:title") if "defensie" in each]
    assert len([each for each in titles if "In 2026 gaf" in each]) == 1


@pytest.mark.parametrize("path", ["/calendar.ics", "/commitments/calendar.ics"])
def test_a_calendar_of_nothing_is_a_calendar(tmp_path: Path, path: str) -> None:
    """RFC 5545 has none without a component; this one tells clients of nothing."""
    file = tmp_path / "empty.db"
    Record.create(file, "Ministry").close()
    body = Client(create_app(lambda: Record.open(file))).get(path).text
    made = icalendar.Calendar.from_ical(body)
    assert isinstance(made, icalendar.Calendar)
    assert [each.name for each in made.subcomponents] == ["VTIMEZONE"]
    assert not made.walk("VEVENT")
    assert not made.errors
    zone = made.subcomponents[0]
    assert isinstance(zone, icalendar.Timezone)
    assert zone.to_tz().utcoffset(dt.datetime(2027, 6, 1)) == dt.timedelta(0)


def test_a_paper_that_is_withdrawn_is_told(desk: Client, workspace: Workspace) -> None:
    feed, public = "/papers/feed.atom?lang=en", create_app(workspace.open, reader="PUBLIC")
    with workspace.open() as record:
        paper = record.view(record.reader()).paper(workspace.agenda)
    before = texts(parsed(desk.get(feed).content), "a:entry/a:title")
    assert paper.title in before
    with workspace.open() as record, record.batch("INTERNAL") as batch:
        batch.add(Withdrawal(target=paper.id, ground="sent twice"))
    root = parsed(desk.get(feed).content)
    titles = texts(root, "a:entry/a:title")
    assert titles[0] == f"Withdrawn: {paper.title}"
    assert paper.title not in titles
    assert len(titles) == len(before)
    seen = texts(parsed(Client(public).get(feed).content), "a:entry/a:title")
    assert not any(title.startswith("Withdrawn") for title in seen), "only who may read that"
