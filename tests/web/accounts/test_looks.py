"""Pages of people with accounts in a real browser: accessible in both schemes, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from inzet.accounts import Accounts
from inzet.web.app import create_app
from tests.accounts.conftest import Counting
from tests.web.accounts.browser import PASSWORD
from tests.web.serving import SIGHTS, served
from tests.web.test_browser import looked_at, looked_at_each
from tests.web.workspace import Workspace

pytestmark = pytest.mark.browser
PAGES = (
    "/account",
    "/admin",
    "/admin/people",
    "/admin/people?lang=nl",
    "/admin/people/bert",
    "/admin/audit",
    "/admin/audit?who=anna&lang=nl",
)


@pytest.fixture(scope="module")
def house(shown: Workspace) -> Iterator[str]:
    accounts = Accounts(shown.path, passwords=Counting())
    anna = accounts.people.add("anna", roles=["administrator", "editor"], password=PASSWORD)
    accounts.people.add("bert", roles=["reader"], password=PASSWORD, markings=[])
    accounts.people.add("carla", roles=["reviewer"], password=PASSWORD)
    accounts.people.change("carla", active=False)
    accounts.tokens.make(anna, "feeds of the desk")
    accounts.audit.note("bert", "read", f"/papers/{shown.agenda}", [shown.agenda])
    with served(create_app(shown.open, accounts=accounts)) as address:
        yield address
    accounts.close()
    accounts.path.unlink()


@pytest.mark.parametrize(("scheme", "width"), SIGHTS)
def test_no_axe_violations(browser: Browser, house: str, scheme: Any, width: int) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    found = looked_at_each(page, house, ["/login", "/login?out=1&lang=nl"])
    for password in ("wrong", PASSWORD):
        page.fill("#name", "anna")
        page.fill("#password", password)
        page.locator("form:has(#password) button").click()
        if password == "wrong":
            found |= looked_at(page)
    assert "/login" not in page.url
    found |= looked_at_each(page, house, list(PAGES))
    page.goto(f"{house}/account?lang=en")
    page.locator("details:has(#token-name) > summary").click()
    page.fill("#token-name", "for a script")
    page.locator("form.panel button").click()
    page.wait_for_load_state()
    found |= looked_at(page)
    context.close()
    assert found == {}
