"""The first ten minutes, as a newcomer has them: everything by clicking, in a real browser."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from inzet.cli import main
from inzet.record import Record
from inzet.web.app import create_app
from tests.web.serving import served
from tests.web.workspace import AGENDA

pytestmark = pytest.mark.browser
OWN = AGENDA.replace("Den Haag", "Utrecht").replace("juni 2027", "oktober 2027")
"""A paper of the newcomer's own: about another meeting than the workspace of the other tests."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record that ``make run`` makes."""
    path = tmp_path_factory.mktemp("story") / "sample.db"
    made = CliRunner().invoke(main, ["sample", "--to", str(path)])
    assert made.exit_code == 0, made.output
    return path


@pytest.fixture
def newcomer(browser: Browser, sample: Path) -> Iterator[Page]:
    with served(create_app(partial(Record.open, sample))) as address:
        context = browser.new_context(
            base_url=address, locale="en-GB", viewport={"width": 1280, "height": 900}
        )
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto("/")
        yield page
        context.close()
        assert faults == []


def test_the_first_ten_minutes(newcomer: Page, sample: Path) -> None:
    page = newcomer
    # The first page shows the chain; the meeting leads to its agenda.
    chain = page.locator("ol.chain")
    expect(chain).to_contain_text("FMM, Bucharest")
    expect(chain).to_contain_text("NATO Summit Vilnius")
    chain.get_by_role("link", name="FMM, Brussels").click()
    page.get_by_role("link", name=re.compile("Brussel op 4 en 5 april 2023")).first.click()
    expect(page.locator("h1")).to_contain_text("4 en 5 april 2023")

    # The promise: its sentence, its deadline, and that nobody knows yet whether it was kept.
    promise = page.locator("a.m", has_text="met welke inzet Nederland over de DIP").first
    promise.click()
    note = page.locator(".note:target")
    expect(note).to_contain_text("before 11 July 2023")
    note.locator("details.more > summary").click()
    note.locator("a[href^='/statements/']").first.click()
    expect(page.locator("main")).to_contain_text("met welke inzet Nederland over de DIP")
    expect(page.locator("main")).to_contain_text("unknown until its paper is found")

    # Finland, day by day.
    page.get_by_role("link", name="Dossiers", exact=True).click()
    page.wait_for_url("**/dossiers")
    page.locator("main a[href='/dossiers/accession/FIN']").first.click()
    page.wait_for_url("**/dossiers/accession/FIN")
    on_day(page, "2023-03-17")
    expect(page.locator("ul.headline")).to_contain_text("28 of 30")
    on_day(page, "2023-04-05")
    expect(page.locator("ul.headline")).to_contain_text("31 allies")

    # A paper of one's own, and a note for the debate on it.
    page.goto("/")
    page.locator("#file").set_input_files(
        {"name": "agenda.txt", "mimeType": "text/plain", "buffer": OWN.encode()}
    )
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/papers/**taken=new**")
    expect(page.locator(".note.a-position").first).to_be_visible()
    page.get_by_role("button", name=re.compile("debate note", re.IGNORECASE)).first.click()
    page.wait_for_url("**/drafts/debate/**")
    with page.expect_download() as fetched:
        page.locator("a[href*='file.docx']").first.click()
    path = fetched.value.path()
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as word:
        words = re.sub(r"<[^>]+>", "", word.read("word/document.xml").decode())
    assert "8–9 oktober 2027" in words
    assert "Het kabinet steunt een register van kabels." in words

    # The record proves itself; a flipped byte is named.
    proved = CliRunner().invoke(main, ["verify", "--record", str(sample)])
    assert proved.exit_code == 0, proved.output
    flip_a_byte(sample)
    caught = CliRunner().invoke(main, ["verify", "--record", str(sample)])
    assert caught.exit_code == 5
    assert "Nog vóór de Top in Vilnius" in " ".join(caught.output.split()), "it names the place"


def on_day(page: Page, day: str) -> None:
    """Sees the page as of a day."""
    page.locator("details.moment summary").first.click()
    page.locator("#as-of").fill(day)
    page.locator("#as-of").press("Enter")
    page.wait_for_url(f"**as_of={day}**")


def flip_a_byte(path: Path) -> None:
    """Flips one bit of the entry of the promise, as somebody with the file could."""
    with sqlite3.connect(path) as raw:
        seq, body = raw.execute(
            "SELECT seq, body FROM entry WHERE instr(body, ?) LIMIT 1", (b"inzet Nederland",)
        ).fetchone()
        at = body.index(b"inzet Nederland")
        raw.execute(
            "UPDATE entry SET body = ? WHERE seq = ?",
            (body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :], seq),
        )
