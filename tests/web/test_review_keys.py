"""Ten cases of review by the keyboard alone, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from inzet.web.app import create_app
from tests.web.serving import CHROMIUM, chromium, served
from tests.web.workspace import Workspace

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


@pytest.fixture
def page(workspace: Workspace) -> Iterator[Page]:
    with served(create_app(workspace.open)) as address, chromium() as browser:
        yield _opened(browser, address)


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(f"{address}/review")
    return page


def _waiting(page: Page) -> int:
    return int((page.locator(".chips a").first.text_content() or "").split()[-1])


def _decided(page: Page, key: str, waiting: int) -> None:
    page.keyboard.press(key)
    page.wait_for_function(
        "n => document.querySelector('.chips a').textContent.trim().endsWith(' ' + n)", arg=waiting
    )
    page.wait_for_function("document.activeElement.matches('.case')")


def test_ten_cases_by_keys_alone(page: Page) -> None:
    marked = page.evaluate("window.here = 1")
    # To the first case by the keyboard: nothing is clicked in this test.
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.case')"):
            break
    waiting = _waiting(page)
    decisions = 0
    for _ in range(4):
        for key, step in (("c", -1), ("u", 1), ("x", -1), ("u", 1)):
            if decisions == 10:
                break
            waiting += step
            _decided(page, key, waiting)
            decisions += 1
    assert decisions == 10
    page.keyboard.press("j")
    page.keyboard.press("k")
    # Keys are letters again while one types.
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.matches('select, input')")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("cx")
    assert _waiting(page) == waiting
    waiting -= 1
    _decided(page, "Enter", waiting)
    assert "Corrected." in (page.locator(".account").text_content() or "")
    assert page.locator(".lately li").count() > 0
    assert page.evaluate("window.here") == marked, "the page was never loaded again"
    page.reload()
    assert page.locator(".lately li").count() > 0
    assert _waiting(page) == waiting


def test_two_browsers_at_once(workspace: Workspace) -> None:
    with served(create_app(workspace.open)) as address, chromium() as browser:
        one, other = _opened(browser, address), _opened(browser, address)
        one.locator(".case").first.focus()
        other.locator(".case").first.focus()
        one.keyboard.press("c")
        one.wait_for_selector(".account")
        other.keyboard.press("x")
        other.wait_for_selector("text=Somebody was here before you")
        assert "You rejected it." in other.content()
        other.get_by_role("button", name="Reject it all the same").click()
        other.wait_for_url("**done=rejected**")
