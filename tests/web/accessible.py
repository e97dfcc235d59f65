"""What axe finds on a page, without all that it found to be in order."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# axe makes an object of colours for every box below every word, and reads the same few names of
# colours ten thousands of times for it; what it read once it need not read again.
_COLOURS_READ_ONCE = """() => {
    const colour = axe.commons.color.Color.prototype, read = colour.parseString, known = new Map();
    colour.parseString = function (name) {
        const found = known.get(name);
        if (found) [this.red, this.green, this.blue, this.alpha] = found;
        else {
            read.call(this, name);
            known.set(name, [this.red, this.green, this.blue, this.alpha]);
        }
        return this;
    };
}"""
# Every rule is run; of those that are kept nothing is told, which is most of what axe does.
_RUN = """() => axe.run({
    resultTypes: ["violations"], rules: {"target-size": {enabled: true}},
}).then(found => found.violations.map(each => [
    each.id, each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)),
]))"""


def violations(page: Page) -> list[str]:
    """The rules that the open page breaks, each with the first elements that do."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(_COLOURS_READ_ONCE)
    found: list[tuple[str, list[Any]]] = page.evaluate(_RUN)
    return [f"{rule}: {elements}" for rule, elements in found]


def overflow(page: Page) -> int:
    """Pixels by which a page is wider than the window; 0 or less where it fits."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def settled(page: Page) -> None:
    """Waits until a page that was loaded has all it asks for, its fonts among it, and is drawn."""
    page.evaluate("document.fonts.ready.then(() => null)")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
