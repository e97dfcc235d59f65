"""The slider over days: what it shows at once is what the server answers; it settles there."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.web.app import create_app
from inzet.web.moments import Moment
from inzet.web.present.slider import over_chain, slider
from inzet.web.words import Words
from tests.dossiers.accession.approvals import Approvals
from tests.web.accessible import overflow, violations
from tests.web.client import Client
from tests.web.serving import CHROMIUM, chromium, served

FINLAND = "/dossiers/accession/FIN"
MEETINGS = (("2022-11-29", "Bucharest"), ("2023-04-04", "Brussels"))
EN = Words("en")
PICTURED = (
    f"{FINLAND}?as_of=2023-03-17",
    "/dossiers/watch/china?as_of=2023-05-01",
    "/dossiers/dialogue/ip4?as_of=2023-05-01&lang=nl",
    "/dossiers",
    "/dossiers/accession",
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Finland, the members, and two meetings."""
    planted = Approvals(tmp_path_factory.mktemp("days"))
    planted.all_of("FIN")
    planted.memberships()
    for day, place in MEETINGS:
        notice = {
            "id": f"nato-fmm-{day}",
            "name": "NATO Foreign Ministers Meeting",
            "abbreviation": "FMM",
            "body": "NATO",
            "from": day,
            "place": place,
            "certainty": "held",
        }
        planted.say(
            Act.CONTEXT,
            party="NATO",
            rule="meeting-notice",
            meeting=notice["id"],
            marking="PUBLIC",
            content={"meeting": notice},
        )
        for dossier, told in (("watch/china", {}), ("dialogue/ip4", {"topics": ["cyber"]})):
            planted.say(
                Act.POSITION,
                dossier,
                party="NLD",
                said=day,
                meeting=notice["id"],
                marking="PUBLIC",
                quote=f"Daarover is in {place} gesproken.",
                language="nl",
                content={"modality": "concern", "polarity": "negative", **told},
            )
    planted.say(
        Act.STATUS,
        "watch/china",
        party="NATO",
        said="2023-02-10",
        marking="PUBLIC",
        content={"event": "a drill", "when": "2023-02"},
    )
    planted.record.close()
    return planted.path


@pytest.fixture(scope="module")
def client(record: Path) -> Client:
    return Client(create_app(lambda: Record.open(record)))


def number(day: str) -> int:
    return (dt.date.fromisoformat(day) - dt.date(1970, 1, 1)).days


# ---- without a browser ------------------------------------------------------------------


def test_every_page_has_the_meetings_as_links(client: Client) -> None:
    for path in ("/", "/papers", FINLAND, "/commitments?known_on=2023-03-17"):
        page = client.get(path).text
        assert "as_of=2023-04-04" in page or "known_on=2023-04-04" in page, path
        assert 'type="date" id="known-on"' in page


def test_who_looks_at_what_was_known_goes_on_looking_so(client: Client) -> None:
    page = client.get("/papers?known_on=2023-03-17&as_of=2023-03-17").text
    assert re.search(r'href="/papers\?known_on=2023-04-04&amp;as_of=2023-04-04"', page)
    page = client.get("/papers?known_on=2023-03-17").text
    assert 'data-moves="known_on"' in page


def test_what_comes_after_the_last_day_is_today() -> None:
    made = slider(dt.date(2022, 7, 5), dt.date(2023, 4, 25), (), Moment(), EN)
    assert made.value == made.last > made.knee == number("2023-04-25")
    then = slider(
        dt.date(2022, 7, 5), dt.date(2023, 4, 25), (), Moment(as_of=dt.date(2024, 1, 1)), EN
    )
    assert then.knee < then.value < then.last
    known = Moment(as_of=dt.date(2022, 8, 1), known_on=dt.date(2023, 3, 20))
    limited = slider(dt.date(2022, 7, 5), dt.date(2022, 10, 18), (), known, EN)
    assert (limited.end, limited.ends) == (known.known_on, "20 March 2023")
    early = slider(
        dt.date(2022, 7, 5), dt.date(2023, 4, 25), (), Moment(as_of=dt.date(2020, 1, 1)), EN
    )
    assert early.first == early.value == number("2020-01-01")


def test_without_a_meeting_there_is_no_slider_but_the_date_fields(empty: Client) -> None:
    assert over_chain((), Moment(), EN) is None
    page = empty.get("/").text
    assert 'type="range"' not in page
    assert 'type="date" id="as-of"' in page


def test_a_meeting_a_reader_may_not_see_is_no_stop(record: Path, tmp_path: Path) -> None:
    public = Client(create_app(lambda: Record.open(record), reader="PUBLIC"))
    assert "2023-04-04" in public.get("/papers").text
    planted = Approvals(tmp_path)
    planted.say(
        Act.CONTEXT,
        party="NATO",
        rule="meeting-notice",
        meeting="nato-x-2023-02-02",
        content={"meeting": {"id": "nato-x-2023-02-02", "name": "X", "from": "2023-02-02"}},
    )
    planted.record.close()
    views = {
        reader: Client(create_app(lambda: Record.open(planted.path), reader=reader))
        for reader in (None, "PUBLIC")
    }
    assert "2023-02-02" in views[None].get("/papers").text
    assert "2023-02-02" not in views["PUBLIC"].get("/papers").text


def test_a_timeline_is_a_table_of_lanes_and_occasions(client: Client) -> None:
    page = client.get("/dossiers/watch/china?as_of=2023-05-01").text
    head = page[page.index('<table class="timeline">') :]
    days = re.findall(r'class="pin">([^<]+)<', head)
    assert days == ["29 November 2022", "1 February 2023", "4 April 2023"]
    lanes = re.findall(r'<th scope="row">([^<]+)</th>', head[: head.index("</table>")])
    assert lanes == ["What happened", "Netherlands"]
    assert 'data-quote="Daarover is in Brussels gesproken."' in page
    page = client.get("/dossiers/dialogue/ip4?as_of=2023-05-01").text
    assert '<th scope="row">cyber</th>' in page


def test_a_table_behind_a_picture_stands_once(client: Client) -> None:
    page = client.get(f"{FINLAND}?as_of=2023-03-17").text
    assert page.count('<table id="t-allies') == 1
    assert page.index("<figure") < page.index('<table id="t-allies') < page.index("</figure>")


# ---- in a browser -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        reason = f"there is no Chromium at {CHROMIUM}"
        if os.environ.get("INZET_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(record: Path) -> Iterator[str]:
    with served(create_app(lambda: Record.open(record))) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


SHOWN = """() => ({
    lines: [...document.querySelectorAll('.headline > li')].filter(li => !li.hidden)
        .map(li => li.querySelector('.line-words').textContent),
    cells: [...document.querySelectorAll('.spot[data-key]')].filter(li => !li.hidden)
        .sort((a, b) => (a.style.order || 0) - (b.style.order || 0))
        .map(li => [li.dataset.key, li.className.trim(), li.querySelector('.at').textContent,
                    li.querySelectorAll('.pips i.on').length]),
    day: document.querySelector('#day-grid-says').textContent,
    head: document.querySelector('.moment summary strong').textContent,
})"""
SLIDE = """day => {
    const range = document.querySelector('#day-grid');
    range.value = Date.parse(day) / 864e5;
    range.dispatchEvent(new Event('input'));
}"""


DAYS = ("2022-07-05", "2022-07-13", "2022-09-16", "2023-03-17", "2023-03-28", "2023-04-05")


@pytest.mark.browser
@pytest.mark.parametrize("known_on", ["", "&known_on=2023-03-20"])
def test_sliding_shows_at_once_what_the_server_answers(
    known_on: str, page: Page, site: str
) -> None:
    page.goto(f"{site}{FINLAND}?as_of=2023-03-17{known_on}")
    slid = {}
    days: tuple[str, ...] = (
        "2022-07-05",
        "2022-07-13",
        "2022-09-16",
        "2023-03-17",
        "2023-03-28",
        "2023-04-05",
    )
    if known_on:
        # Sources of 2023 are not known yet: nothing changes after September.
        days = tuple(day for day in days if day < "2022-10")
    for day in (*days, "2022-08-03"):
        page.evaluate(SLIDE, day)
        slid[day] = page.evaluate(SHOWN)
    for day, shown in slid.items():
        page.goto(f"{site}{FINLAND}?as_of={day}{known_on}")
        assert shown == page.evaluate(SHOWN), day
    if not known_on:
        done = [cell for cell in slid["2023-03-17"]["cells"] if cell[1] == "spot"]
        assert len(done) == 28
        assert "by 28 of 30 allies; open: Hungary and Türkiye" in slid["2023-03-17"]["lines"][0]
        assert slid["2023-04-05"]["lines"][-1] == "NATO had 31 allies on 5 April 2023."


@pytest.mark.browser
def test_it_settles_into_the_address_and_keeps_the_place(page: Page, site: str) -> None:
    page.goto(f"{site}{FINLAND}?as_of=2023-04-03&lang=en")
    page.locator("#day-grid").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.locator("#day-grid").get_attribute("aria-valuetext", timeout=1000) == (
        "5 April 2023: " + (page.locator(".line-words").first.text_content() or "")
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2023-04-05**")
    assert "lang=en" in page.url
    page.wait_for_function("document.activeElement.id === 'day-grid'")
    assert "31 allies on 5 April 2023" in (page.locator(".headline").text_content() or "")


@pytest.mark.browser
def test_page_keys_step_meetings_and_the_end_is_today(page: Page, site: str) -> None:
    page.goto(f"{site}/papers")
    page.locator(".moment summary").click()
    page.locator("#day-moment").focus()
    seen: list[str | None] = []
    for key in ("PageDown", "PageDown", "PageUp", "PageUp", "PageUp"):
        if key == "PageUp" and len(seen) == 4:
            break
        page.keyboard.press(key)
        seen.append(page.locator("#day-moment").get_attribute("aria-valuetext"))
    assert seen == [
        "4 April 2023: FMM, Brussels",
        "29 November 2022: FMM, Bucharest",
        "4 April 2023: FMM, Brussels",
        "today",
    ]
    page.keyboard.press("PageDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2023-04-04")
    page.wait_for_function("document.activeElement.id === 'day-moment'")


@pytest.mark.browser
def test_it_works_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}{FINLAND}?as_of=2023-03-17")
    assert not page.locator("#day-grid").is_visible()
    page.locator("#plain-day").fill("2023-04-05")
    page.locator("form.only-plain button").click()
    assert "31 allies on 5 April 2023" in (page.locator(".headline").text_content() or "")
    page.locator(".picture .ticks a").first.click()
    page.wait_for_url("**as_of=2022-11-29")
    context.close()


@pytest.mark.browser
def test_a_quote_shows_on_focus_and_goes_with_escape(page: Page, site: str) -> None:
    page.goto(f"{site}{FINLAND}?as_of=2023-03-17")
    page.locator(".known a").focus()
    page.keyboard.press("Tab")
    shown = page.locator("#shown-quote")
    assert "CAN: national approval completed" in (shown.text_content() or "")
    assert shown.is_visible()
    page.keyboard.press("Escape")
    assert not shown.is_visible()
    page.locator(".spot[data-key=NLD] a").hover()
    assert "NLD: national approval completed" in (shown.text_content() or "")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), pytest.param(1280, "dark", marks=pytest.mark.soak)]
)
def test_no_axe_violations(browser: Browser, site: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    found = {}
    for path in (*PICTURED, f"{FINLAND}?known_on=2023-03-17&lang=nl"):
        page.goto(site + path)
        assert overflow(page) <= 0, f"{path} is {overflow(page)} pixels wider than the window"
        for opened in ("false", "true") if "FIN" in path else ("true",):
            page.evaluate(
                f"document.querySelectorAll('details:not(.menu)').forEach(d => d.open = {opened})"
            )
            if broken := violations(page):
                found[path, opened] = broken
    context.close()
    assert found == {}
