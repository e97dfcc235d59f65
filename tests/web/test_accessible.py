"""What finds nothing on our pages finds what is wrong on others, as axe alone does."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.web.accessible import overflow, violations

WRONG = """<!doctype html><html><head><title>A page</title><style>
.a { color: #777; background: rgb(200, 200, 200) } .b { color: hsl(120 100% 35%) }
.wide { width: 4000px } a { display: inline-block; width: 9px; height: 9px; overflow: hidden }
</style></head><body><main><h1>Words</h1><p class="a">Too pale.</p><p class="b">Too green.</p>
<p class="a">Pale again.</p><p>Dark enough.</p><img src="data:,"><h4>Too deep</h4>
<a href="#1">1</a><a href="#2">2</a><input><div class="wide">Wide.</div></main></body></html>"""
BROKEN = {
    "color-contrast",
    "heading-order",
    "html-has-lang",
    "image-alt",
    "label",
    "target-size",
}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_wrong_is_found_as_axe_finds_it(browser: Browser, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_content(WRONG)
    whole = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})
    told = {each["id"]: len(each["nodes"]) for each in whole.response["violations"]}
    assert told.keys() >= BROKEN
    assert told["color-contrast"] == 3
    page.set_content(WRONG)
    found = violations(page)
    assert {each.partition(":")[0] for each in found} == told.keys()
    [pale] = [each for each in found if each.startswith("color-contrast")]
    assert all(words in pale for words in ("Too pale", "Too green", "Pale again"))
    assert "Dark" not in pale
    assert overflow(page) > 0
    page.close()
