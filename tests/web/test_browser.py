"""What only a real browser can tell: accessibility, keys, weight, dropping a paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

from inzet.web.app import create_app
from tests.web.accessible import overflow, settled, violations
from tests.web.serving import SIGHTS, served
from tests.web.test_pages import PAGES
from tests.web.workspace import AGENDA, AGENDA_MEETING, Workspace

pytestmark = pytest.mark.browser
HEAVIEST = 150_000
"""Bytes over the wire for a page with everything it needs, nothing cached."""
MOST_REQUESTS = 6


@pytest.fixture(scope="module")
def site(shown: Workspace) -> Iterator[str]:
    with served(create_app(shown.open)) as address:
        yield address


@pytest.fixture
def working(workspace: Workspace) -> Iterator[str]:
    with served(create_app(workspace.open)) as address:
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


def paths(shown: Workspace) -> list[str]:
    with shown.open() as record:
        row = record.view(record.reader()).paper_statements(shown.agenda)[3]
    made = [path.format(agenda=shown.agenda[:12]) for path in PAGES]
    return [*made, f"/statements/{row.identity}", "/papers/none", "/?as_of=2027-06-01&lang=nl"]


@pytest.mark.parametrize(("scheme", "width"), SIGHTS)
def test_pages_are_accessible_and_light(
    browser: Browser, site: str, shown: Workspace, scheme: Any, width: int
) -> None:
    """In the first sight each as whoever comes to it first: weighed with nothing cached."""
    sight: Any = {
        "color_scheme": scheme,
        "viewport": {"width": width, "height": 900},
        "reduced_motion": "reduce",
    }
    found: dict[str, list[str]] = {}
    if (scheme, width) == SIGHTS[0]:
        for path in paths(shown):
            with closing(browser.new_context(**sight)) as context:
                page = context.new_page()
                weigh(page, site, path)
                found |= looked_at(page, path)
    else:
        with closing(browser.new_context(**sight)) as context:
            found = looked_at_each(context.new_page(), site, paths(shown))
    assert found == {}


_PATIENCE = 60


def weigh(page: Page, site: str, path: str) -> None:
    """Opens a page, and fails where it takes too much to do so."""
    asked: list[str] = []
    answers: list[Response] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site + path)
    settled(page)
    for _ in range(_PATIENCE):
        # The icon of the page is asked for when the browser has time for it.
        if len(answers) == len(asked):
            break
        page.wait_for_timeout(50)
    weight = sum(
        sizes["responseBodySize"] + sizes["responseHeadersSize"]
        for sizes in (answer.request.sizes() for answer in answers)
    )
    assert len(answers) == len(asked), f"{path} goes on asking after it was loaded"
    assert all(answer.url.startswith(site) for answer in answers), "nothing from elsewhere"
    assert 3 < len(answers) <= MOST_REQUESTS, path
    assert 20_000 < weight <= HEAVIEST, (path, weight)


@pytest.mark.parametrize(("scheme", "width"), SIGHTS)
def test_no_axe_violations_in_drafts(
    browser: Browser, working: str, scheme: Any, width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    for kind in ("agenda", "debate", "notes"):
        page.goto(f"{working}/drafts?lang=en&known_on=2027-06-30")
        page.select_option("#kind", kind)
        page.get_by_role("button", name="Draft it").click()
    draft = f"/drafts/agenda/{AGENDA_MEETING}/en"
    wanted = ["/drafts", draft, f"{draft}/release", f"{draft}/release?marking=PUBLIC&lang=nl"]
    wanted += [f"/drafts/{kind}/{AGENDA_MEETING}/en" for kind in ("debate", "notes")]
    found = looked_at_each(page, working, [*wanted, f"/meetings/{AGENDA_MEETING}"])
    page.goto(working + draft)
    page.get_by_role("button", name="Delete").click()
    found |= looked_at(page)
    context.close()
    assert found == {}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_head_is_one_line(browser: Browser, site: str, language: str) -> None:
    """With two days in it too, where the longest name of a page stands in it."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    heights = set()
    for path in ("/dossiers", "/language", "/admin"):
        page.goto(f"{site}{path}?lang={language}&as_of=2027-06-20&known_on=2027-06-22")
        heights.add(page.evaluate("document.querySelector('.top').offsetHeight"))
    page.goto(f"{site}/dossiers?lang={language}")
    heights.add(page.evaluate("document.querySelector('.top').offsetHeight"))
    page.context.close()
    assert len(heights) == 1


def test_every_stop_shows_where_one_is(browser: Browser, site: str) -> None:
    """Fields of days too, which hand their focus on to their parts."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{site}/positions")
    bare = []
    for _ in range(40):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(e => e === document.body ? ['', 'solid'] : "
            "[e.outerHTML.slice(0, 90), getComputedStyle(e).outlineStyle])(document.activeElement)"
        )
        bare += [told[0]] if told[1] == "none" else []
    page.context.close()
    assert bare == []


def looked_at(page: Page, path: str = "") -> dict[str, list[str]]:
    """What axe finds on the page that is open, by its path."""
    # What the head opens lies over the page, so it is looked at on the first page alone.
    opened = "details" if path == "/" else "main details"
    page.evaluate(f"document.querySelectorAll('{opened}').forEach(d => d.open = true)")
    broken = violations(page)
    assert overflow(page) <= 0, f"{path} is {overflow(page)} pixels wider than the window"
    return {path: broken} if broken else {}


def looked_at_each(page: Page, site: str, wanted: list[str]) -> dict[str, list[str]]:
    """What axe finds on pages, by path."""
    found: dict[str, list[str]] = {}
    for path in wanted:
        page.goto(site + path)
        found |= looked_at(page, path)
    return found


def test_notes_stand_level_with_their_sentences(page: Page, site: str, shown: Workspace) -> None:
    page.goto(f"{site}/papers/{shown.agenda}")
    page.evaluate("document.fonts.ready")
    # Notes that grew are set again before the next picture is drawn.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    boxes = page.evaluate(
        """[...document.querySelectorAll('.block .note')].map(note => {
            const box = note.getBoundingClientRect();
            const mark = document.getElementById(note.id.replace(/^n-/, 's-'));
            return [box.top, box.bottom, mark.getClientRects()[0].top];
        })"""
    )
    assert len(boxes) > 5
    floor = -1.0
    for top, bottom, sentence in boxes:
        assert top >= floor, "no note lies over another"
        assert top >= sentence - 1, "no note stands above its sentence"
        if sentence > floor + 15:
            assert top == pytest.approx(sentence, abs=2), "a note with room is level"
        floor = bottom


def test_hover_lights_both_ways(page: Page, site: str, shown: Workspace) -> None:
    page.goto(f"{site}/papers/{shown.agenda}")
    mark = page.locator(".m", has_text="sabotage op zee")
    mark.hover()
    assert page.locator(".note.on").count() == 1
    page.locator(".note.a-commitment").hover()
    assert "Voor de top" in (page.locator(".m.on").first.text_content() or "")


def test_keyboard_walk(page: Page, site: str, shown: Workspace) -> None:
    page.goto(f"{site}/papers/{shown.agenda}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.locator(".m[id]").first.focus()
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") != second
    page.keyboard.press("Enter")
    assert "#n-" in page.url
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.note'))")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('m')")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName"))
    assert {"A", "SUMMARY"} <= reached


def test_the_moment_by_keyboard(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("details.moment summary").focus()
    page.keyboard.press("Enter")
    page.locator("#known-on").fill("2027-06-01")
    page.locator("#known-on").press("Enter")
    page.wait_for_url("**known_on=2027-06-01**")
    assert "1 June 2027" in (page.locator("details.moment summary").text_content() or "")
    page.get_by_role("link", name="Papers", exact=True).click()
    assert "known_on=2027-06-01" in page.url


def test_review_by_one_key_each(page: Page, working: str) -> None:
    page.goto(f"{working}/review")
    waiting = page.locator(".case").count()
    page.locator(".case").first.focus()
    page.keyboard.press("c")
    page.wait_for_url("**done=confirmed**")
    assert page.locator(".case").count() == waiting - 1
    page.keyboard.press("u")
    page.wait_for_url("**done=undone**")
    assert page.locator(".case").count() == waiting
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_url("**done=rejected**")
    assert page.locator(".case").count() == waiting - 1


def test_selecting_words_offers_to_add(page: Page, working: str, workspace: Workspace) -> None:
    page.goto(f"{working}/papers/{workspace.agenda}")
    page.locator(".text", has_text="voornemens deel te nemen").click(click_count=3)
    page.locator("#add-here").click()
    assert page.locator("input[name=span]:checked").count() == 1


PAPER = AGENDA.replace("Den Haag", "Utrecht").replace("juni 2027", "oktober 2027")


def test_choose_a_paper_and_see_it_read(page: Page, working: str) -> None:
    page.goto(working)
    page.locator("#file").set_input_files(
        {"name": "agenda.txt", "mimeType": "text/plain", "buffer": PAPER.encode()}
    )
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/papers/**taken=new**")
    assert page.locator(".account").is_visible()
    assert page.locator(".note.a-position").count() > 0


def test_drop_a_paper_anywhere(page: Page, working: str) -> None:
    page.goto(f"{working}/commitments")
    page.evaluate(
        """text => {
            const brought = new DataTransfer();
            brought.items.add(new File([text], 'agenda.txt', {type: 'text/plain'}));
            for (const kind of ['dragover', 'drop'])
                document.body.dispatchEvent(
                    new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: brought}));
        }""",
        PAPER,
    )
    page.wait_for_url("**/papers/**taken=new**")
    assert page.locator(".note.a-position").count() > 0


def test_everything_works_without_script(browser: Browser, working: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(working)
    page.locator("#file").set_input_files(
        {"name": "agenda.txt", "mimeType": "text/plain", "buffer": PAPER.encode()}
    )
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/papers/**")
    note = page.locator(".note.a-position").first
    note.locator("summary").first.click()
    note.get_by_role("button", name="Confirm").click()
    assert "Confirmed." in (page.locator(".account").text_content() or "")
    page.get_by_role("button", name="Undo").click()
    assert "Undone." in (page.locator(".account").text_content() or "")
    page.get_by_role("link", name="Add a statement").click()
    page.locator("input[name=span]").first.check()
    page.get_by_role("button", name="Add").click()
    assert "Added." in (page.locator(".account").text_content() or "")
    context.close()
