"""HTML: one file that stands by itself, semantic, and shows every word to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from inzet.writing.draft import Block, Draft, Form, Origin
from inzet.writing.render import html
from inzet.writing.render.copy import copy_of
from tests.web.accessible import violations
from tests.writing import drafts, strategies

_TAGS = """html head meta title style body main header article section p span b strong em dl div dt
dd h1 h2 h3 h4 ul ol li table caption thead tbody tr th td sup a ins del cite q hr"""
_KNOWN = set(_TAGS.split())


def _tree(draft: Draft, *, clean: bool = False) -> LexborHTMLParser:
    return LexborHTMLParser(html.render(draft, clean=clean))


def _words(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(strategies.drafts())
def test_no_word_of_a_draft_becomes_a_tag_and_none_is_lost(draft: Draft) -> None:
    for clean in (False, True):
        data = html.render(draft, clean=clean)
        tree = LexborHTMLParser(data)
        assert {node.tag for node in tree.css("*")} <= _KNOWN
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", data.decode())
        body = tree.css_first("main")
        assert body is not None
        text = _words(body.text())
        shown = copy_of(draft, clean=clean)
        for part in shown.parts:
            if part.form is not Form.PAGE:
                assert _words(part.text) in text or part.block.origin is Origin.CHANGED
            assert all(_words(cell) in text for row in part.rows for cell in row) or (
                part.form is not Form.TABLE
            )
        levels = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4")]
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
        assert [int(str(node.tag)[1]) for node in tree.css("h1")] == [1]
        known = {node.attributes.get("id") for node in tree.css("[id]")}
        asked = {str(node.attributes["href"]) for node in tree.css("a")}
        assert {one.removeprefix("#") for one in asked} <= known


@pytest.mark.parametrize("clean", [False, True])
def test_it_loads_and_runs_nothing(clean: bool) -> None:
    page = html.render(drafts.agenda(), clean=clean).decode()
    assert not re.search(r"<script|<link|<img|<iframe|\bon\w+=|src=|url\(|@import|https?://", page)
    assert "default-src 'none'" in page


def test_changes_are_marked_so_that_both_papers_can_be_made_of_them() -> None:
    draft = drafts.agenda()
    tree = _tree(draft)
    block = next(each for each in draft.blocks if each.key == "p/ukraine/2")
    node = next(each for each in tree.css("p") if "35" in each.text() and each.css("ins"))
    for note in node.css("sup"):
        note.decompose()
    for tag, kept in (("del", block.text), ("ins", block.before)):
        copy = LexborHTMLParser(node.html or "")
        for gone in copy.css(tag):
            gone.decompose()
        assert copy.body is not None
        assert copy.body.text() == kept


def test_the_clean_copy_has_no_changes_sources_or_remarks() -> None:
    tree = _tree(drafts.agenda(), clean=True)
    assert not tree.css("ins, del, sup, .remark, .private, .sources, .blank, .carried, .legend")
    assert tree.css(".stamp")


# In a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"], timeout=120_000
        )
        yield started
        started.close()


def _opened(browser: Browser, folder: Path, data: bytes, scheme: str, width: int = 1000) -> Page:
    path = folder / "paper.html"
    path.write_bytes(data)
    # The page forbids scripts; the checker is one.
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def _odd() -> Draft:
    blocks = (
        Block(key="h", form=Form.HEADING, origin=Origin.NEW, text="Kop", level=3, sources=(0,)),
        Block(key="t", form=Form.TABLE, origin=Origin.CARRIED, rows=(("", "a"), ("b", ""))),
        Block(key="u", form=Form.TABLE, origin=Origin.CARRIED, rows=(("", "a"), ("b", ""))),
        Block(key="f", form=Form.FIELD, origin=Origin.FRAME, private=True, comment="let op"),
        Block(key="g", form=Form.ITEM, origin=Origin.DROPPED,
              before="weg"),
    )  # fmt: skip
    return msgspec.structs.replace(drafts.agenda(), blocks=blocks)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("draft", "clean"),
    [
        (drafts.agenda(), False),
        (drafts.agenda(), True),
        (drafts.debate(), False),
        (_odd(), False),
    ],
    ids=["agenda", "agenda-clean", "debate", "odd"],
)
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, draft: Draft, clean: bool, scheme: str
) -> None:
    page = _opened(browser, tmp_path, html.render(draft, clean=clean), scheme)
    assert violations(page) == []
    page.context.close()


@pytest.mark.browser
def test_a_long_word_and_a_wide_table_do_not_widen_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    blocks = (
        Block(key="a", form=Form.PARAGRAPH, origin=Origin.NEW, text="x" * 3000),
        Block(key="t", form=Form.TABLE, origin=Origin.NEW,
              rows=tuple(tuple(f"kolom {at}" for at in range(30)) for _ in range(3))),
    )  # fmt: skip
    draft = msgspec.structs.replace(drafts.agenda(), blocks=blocks)
    page = _opened(browser, tmp_path, html.render(draft), "light", width=400)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()
