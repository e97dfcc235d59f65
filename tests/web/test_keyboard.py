"""Every page by keyboard alone: what can be used is reached, and one sees where one is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from inzet.web.app import create_app
from tests.web.serving import served
from tests.web.test_browser import paths
from tests.web.workspace import Workspace

pytestmark = pytest.mark.browser
MOST = 260
"""Stops that are walked on one page; a longer one is walked so far, and what is met is right."""
NUMBERED = """() => {
    const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, '
        + '[tabindex]';
    let count = 0;
    for (const each of document.querySelectorAll(usable)) {
        const own = each.tagName === 'SUMMARY' ? each.parentElement.parentElement : each;
        const shut = own.closest('details:not([open])');
        // Of radio buttons of one name the keyboard reaches one, and arrows lead to the others.
        const group = `input[type=radio][name="${each.name}"]`;
        const other = each.type === 'radio' && each !== (
            document.querySelector(`${group}:checked`) || document.querySelector(group));
        if (each.tabIndex < 0 || each.disabled || shut || other) continue;
        if (!each.getClientRects().length) continue;
        if (getComputedStyle(each).visibility === 'hidden') continue;
        each.dataset.walk = String(count++);
    }
    return count;
}"""
STANDS = """() => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    const ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
    // A date is three fields and a button, each of which the browser sets off by itself.
    const seen = ring || style.boxShadow !== 'none' || here.type === 'date';
    return [here.dataset.walk ?? '', seen, here.outerHTML.slice(0, 120)];
}"""


@pytest.fixture(scope="module")
def walker(browser: Browser, shown: Workspace) -> Iterator[Page]:
    with served(create_app(shown.open)) as address:
        context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        yield context.new_page()
        context.close()


def _named(page: Page, missed: set[str]) -> list[str]:
    return [
        page.evaluate(
            "n => document.querySelector(`[data-walk='${n}']`).outerHTML.slice(0, 160)", number
        )
        for number in sorted(missed, key=int)[:4]
    ]


def test_every_page_by_keyboard(walker: Page, shown: Workspace) -> None:
    found: dict[str, Any] = {}
    for path in paths(shown):
        walker.goto(path)
        count = walker.evaluate(NUMBERED)
        # A page may begin in its field; the walk begins before everything.
        walker.evaluate("document.body.tabIndex = -1; document.body.focus()")
        reached, unseen = set(), []
        dates = walker.locator("input[type=date]").count()
        for _ in range(min(count + 4 * dates, MOST)):
            walker.keyboard.press("Tab")
            number, seen, what = walker.evaluate(STANDS)
            if what.startswith("<body"):
                break
            reached.add(number)
            if not seen:
                unseen.append(what)
        missed = set(map(str, range(count))) - reached
        if unseen or (count + 4 * dates <= MOST and missed):
            found[path] = {
                "not seen": unseen[:3],
                "not reached": _named(walker, missed),
                "of": count,
            }
        assert count > 5, path
    assert not found, "\n".join(f"{path}: {told}" for path, told in found.items())
