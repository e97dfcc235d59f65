"""The library: what was learnt, what worked, what people assessed; and honest when it is empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.library import requests
from inzet.meetings.sources import today
from inzet.record import Record
from inzet.web.app import create_app
from tests.dossiers.hybrid.casework import CASE, Casework
from tests.library.partners import Partners, practice, seen
from tests.library.test_requests import LATER, SOON, asked
from tests.web.client import Client
from tests.web.test_hand import hidden


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a case that was gone through."""
    work = Casework(tmp_path_factory.mktemp("shelf"))
    ids = work.through()
    work.do("add_lesson", evaluation=ids["evaluation"])
    path = Path(work.record.path)
    work.record.close()
    return path


@pytest.fixture(scope="module")
def shelf(case: Path) -> Client:
    return Client(create_app(lambda: Record.open(case)))


def test_a_lesson_says_what_was_tried_and_whether_it_worked(shelf: Client) -> None:
    page = shelf.get("/library?lang=en").text
    assert "Ask operators for alarms within an hour." in page
    assert "Patrol the route." in page, "the option that was evaluated"
    assert '<span class="tag kept">worked</span>' in page
    assert f'href="/dossiers/hybrid/{CASE}' in page
    assert "heeft gewerkt" in shelf.get("/library?lang=nl").text


def test_by_kind_instrument_and_author(shelf: Client) -> None:
    lessons = shelf.get("/library?kind=lesson&format=json").json()["items"]
    assert [each["text"] for each in lessons] == ["Ask operators for alarms within an hour."]
    graded = shelf.get("/library?kind=assessment&format=csv").text
    assert "An anchor was dragged on purpose." in graded
    assert "No cable failed" in shelf.get("/library?instrument=military-presence").text
    other = shelf.get("/library?party=Somebody+Else&lang=en").text
    assert "Nothing in the library matches" in other
    assert shelf.get("/library?kind=rumour").status_code == 400


def test_who_may_not_read_the_case_finds_nothing(case: Path) -> None:
    public = Client(create_app(lambda: Record.open(case), reader="PUBLIC"))
    page = public.get("/library?lang=en").text
    assert "Nothing here yet" in page
    assert "alarms" not in page


def test_an_empty_one_says_what_will_lie_there(empty: Client) -> None:
    page = empty.get("/library?lang=en").text
    assert "Nothing here yet" in page
    assert "Write a practice or an analysis" in page


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Partners]:
    made = Partners(tmp_path)
    yield made
    made.close()


def at(record: Record, reader: str | None = None) -> Client:
    return Client(create_app(lambda: Record.open(record.path), reader=reader))


def add(desk: Client, kind: str, **values: str) -> str:
    """Fills in a form, looks at what will be kept and keeps it; the page it leads to."""
    checked = desk.post(f"/add/{kind}?lang=en", data={**values, "do": "check"})
    assert checked.status_code == 200, checked.text
    kept = desk.post(f"/add/{kind}?lang=en", data={**hidden(checked.text), "do": "keep"})
    assert kept.status_code == 303, kept.text
    return str(kept.headers["location"])


def test_a_practice_is_written_used_asked_about_and_answered(both: Partners) -> None:
    home, ally = at(both.home), at(both.ally)
    where = add(
        home,
        "practice",
        title="One desk",
        summary="Operators call one number.",
        text="First.\n\nThen.",
        language="en",
        also="nl",
        also_title="Eén loket",
        also_summary="Beheerders bellen één nummer.",
        regions="the North Sea\nFinland",
        review="2020-01-01",
        marking="REL-ALLY",
        **{"domains:infrastructure": "infrastructure", "handling:LIMITE": "LIMITE"},
    )
    name = where.split("/")[2].partition("?")[0]
    both.meet()
    dutch = ally.get("/library?lang=nl").text
    assert "Eén loket" in dutch
    assert "opnieuw te bekijken sinds 1 januari 2020" in dutch
    page = ally.get(f"/library/{name}?lang=nl").text
    assert "De tekst is in het Engels" in page
    assert "de Noordzee" in page
    assert "Finland" in page
    assert "LIMITE" in page
    assert '<div class="prose" lang="en"><p>First.</p><p>Then.</p></div>' in page
    assert f"about_item={name[:12]}&amp;to={both.home.organisation.id}" in page
    assert ally.get("/library?domain=cyber&lang=en").text.count('class="quote"') == 0
    assert ally.get("/library?region=FIN&due=1").text.count('class="quote"') == 1

    used = add(ally, "use", used=name[:12], outcome="worked", why="It saved a day.")
    assert used.startswith(f"/library/{name[:12]}?")
    assert "It saved a day." in ally.get(used).text
    asked_at = add(
        ally,
        "request",
        question="Who pays for it?",
        about_item=name[:12],
        due_on=SOON,
        **{f"to:{both.home.organisation.id}": both.home.organisation.id},
    )
    both.meet()
    assert "1 to answer" in home.get("/?lang=en").text
    board = home.get("/requests?lang=en&show=mine").text
    assert "Who pays for it?" in board
    request = asked_at.split("/")[2].partition("?")[0]
    assert "Who pays for it?" in home.get(f"/library/{name}").text, "asked about it"
    assert "It saved a day." not in home.get(f"/library/{name}").text, "it stayed inside"
    add(home, "answer", request=request[:12], gives="whole", answer="We do.", gives_items=name)
    both.meet()
    told = ally.get(f"/requests/{request}?lang=en").text
    assert "We do." in told
    assert "One desk" in told
    assert '<span class="tag kept">answered</span>' in told
    closed = add(ally, "closing", request=request[:12], closes="answered", why="Thank you.")
    assert "Thank you." in ally.get(closed).text


def test_a_form_holds_what_was_written_and_changes_it(both: Partners) -> None:
    name = practice(
        both.home,
        language="en",
        translations={"nl": ("Eén loket", "Eén nummer.")},
        evidence=[practice(both.home, "PUBLIC", title="Before it")],
        instruments=["information-exchange"],
    )
    home = at(both.home)
    form = home.get(f"/add/practice?of={name}").text
    for value in ("Eén loket", "Eén nummer.", "Operators call one number"):
        assert value in form
    values = {
        "of": name,
        "title": "Two desks",
        "summary": "Operators call two numbers.",
        "language": "en",
    }
    add(home, "practice", **values)
    page = home.get(f"/library/{name}?lang=en").text
    assert "Two desks" in page
    assert "Versions" in page
    several = practice(both.home, translations={"nl": ("a", "b"), "fr": ("c", "d")})
    assert home.get(f"/add/practice?of={several}").status_code == 404, "no room for both"


def test_who_may_not_read_finds_neither_page_nor_count(both: Partners) -> None:
    name, request = practice(both.home), asked(both.home, due=SOON)
    public = at(both.home, "PUBLIC")
    missing = "f" * 64
    for path in ("/library/{}", "/requests/{}", "/library/{}/feed.atom"):
        for hidden_one in (name, request):
            answers = [public.get(path.format(each)) for each in (hidden_one, missing)]
            assert [each.status_code for each in answers] == [404, 404]
            assert answers[0].text.replace(hidden_one, missing) == answers[1].text
    assert "Nothing here yet" in public.get("/library?lang=en").text
    assert "Nobody has asked anything yet" in public.get("/requests?lang=en").text
    assert public.get("/requests?show=nothing").status_code == 400


def test_both_can_be_subscribed_to(both: Partners) -> None:
    name, request = practice(both.home, domains=["cyber"]), asked(both.home, due=SOON)
    home = at(both.home)
    feed = home.get("/library/feed.atom?lang=en").text
    assert "One desk for reports" in home.get(f"/library/{name}/feed.atom").text
    assert f"/library/{name}" in feed
    assert f"/library/{name}" in home.get("/library/feed.atom?domain=cyber").text
    assert f"/library/{name}" not in home.get("/library/feed.atom?domain=space").text
    assert home.get("/library/feed.atom?domain=weather").status_code == 400
    assert f"/requests/{request}" in home.get("/requests/feed.atom").text
    calendar = home.get("/requests/calendar.ics?lang=en").text
    assert f"DUE;VALUE=DATE:{SOON.replace('-', '')}" in calendar
    assert "/requests/calendar.ics" in home.get("/requests").text
    assert requests(seen(both.home), on=LATER)[0].status == "overdue"
    assert today() < LATER
