"""Pages that show the state of dossiers: what they say, where it leads, how they look."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from inzet import reference
from inzet.record import Record
from inzet.web.app import create_app
from tests.web.accessible import overflow, settled, violations
from tests.web.client import Client
from tests.web.serving import SIGHTS, served
from tests.web.test_browser import HEAVIEST

PAGES = (
    "/dossiers",
    "/dossiers/accession",
    "/dossiers/accession/FIN?as_of=2023-03-17",
    "/dossiers/pledge?as_of=2023-12-31&edition=2024-06",
    "/dossiers/pledge/wales-2014?lang=nl",
    "/dossiers/pledge/wales-2014?year=2023&against=2023-07",
    "/dossiers/pledge/wales-2014?table=paths",
    "/dossiers/assistance/ucap",
    "/dossiers/criteria/ukraine",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record that holds the reference entries and no paper."""
    made = tmp_path_factory.mktemp("state") / "state.db"
    with Record.create(made, "Ministry of Tests") as record:
        reference.install(record)
    return made


@pytest.fixture(scope="module")
def look(path: Path) -> Client:
    return Client(create_app(partial(Record.open, path)))


@pytest.mark.parametrize(
    ("page", "there", "not_there"),
    [
        ("criteria/ukraine", "Oekraïne, zeven stappen van 2022 (toetreding tot de EU)", ">Fight"),
        ("criteria/ukraine", ">november 2023<", ">2023-11<"),
        ("assistance/ucap", ">29 november 2023<", ">2023-11-29<"),
        ("pledge/wales-2014?as_of=2024-12-31", "; 1,989 volgens", "1.989050"),
        ("accession/FIN", ">5 juli 2022</a>", ">2022-07-05<"),
        ("pledge", ">Afspraak: Wales 2014</a>", ">pledge/wales-2014<"),
        ("criteria/ukraine", "3. Bestrijding van corruptie", ">European Commission<"),
        ("pledge/wales-2014", "Te halen in het jaar", "A share of GDP"),
        ("pledge/the-hague-2025", "Afspraak: Den Haag 2025", "The hague"),
    ],
)
def test_a_dutch_page_is_in_dutch(look: Client, page: str, there: str, not_there: str) -> None:
    text = look.get(f"/dossiers/{page}{'&' if '?' in page else '?'}lang=nl").text
    assert there in text
    assert not_there not in text


def test_a_note_names_the_other_source_once(look: Client) -> None:
    text = look.get("/dossiers/accession/FIN?as_of=2023-03-17").text
    [note] = re.findall(r'<li id="n-allies-1">(.*?)</li>', text)
    assert "7 July 2022 according to: <a href" in note
    assert note.count("an earlier state of the page") == 1


def test_a_field_shows_what_may_be_typed_in_it(look: Client) -> None:
    text = look.get("/dossiers/pledge/wales-2014").text
    assert 'placeholder="3.5"' in text
    assert "target=3.5" not in text
    assert look.get("/dossiers/pledge/wales-2014?target=3.5").status_code == 200


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_pages_answer_and_all_that_they_lead_to_is_there(
    look: Client, page: str, language: str
) -> None:
    answer = look.get(page, headers={"Accept-Language": language})
    assert answer.status_code == 200
    led = sorted(set(re.findall(r'href="(/statements/[0-9a-f]{64})', answer.text)))
    assert led or page == "/dossiers"
    for each in (led[:1], led[-1:]):
        for statement in each:
            assert look.get(statement).status_code == 200


def test_a_day_and_an_edition_choose_what_is_shown(look: Client) -> None:
    march = look.get("/dossiers/accession/FIN?as_of=2023-03-17").text
    april = look.get("/dossiers/accession/FIN?as_of=2023-04-05").text
    assert "28 of 30" in march
    assert "Hungary and Türkiye" in march
    assert "member since 4 April 2023" in april or "since 4 April 2023" in april
    for edition, count in (("2024-06", 10), ("2023-07", 11)):
        text = look.get(f"/dossiers/pledge?as_of=2023-12-31&edition={edition}").text
        assert f"{count} allies at or above 2 %" in text
    dutch = look.get("/dossiers/accession/FIN?as_of=2023-03-17&lang=nl").text
    assert "Hongarije en Turkije" in dutch


def test_what_differs_is_noted_with_both_sources(look: Client) -> None:
    text = look.get("/dossiers/accession/FIN?as_of=2023-03-17").text
    notes = re.findall(r'<li id="n-[^"]+">(.*?)</li>', text, re.DOTALL)
    assert any("5 July 2022" in note and "7 July 2022" in note for note in notes)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/dossiers/nonsense", "Known procedures"),
        ("/dossiers/pledge?edition=1999-01", "2024-06"),
        ("/dossiers/pledge?by=soon", "by"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(look: Client, asked: str, told: str) -> None:
    answer = look.get(asked)
    assert answer.status_code in (400, 404)
    assert told in answer.text


def test_pages_are_also_data(look: Client) -> None:
    told = look.get("/dossiers/accession?as_of=2023-03-17&format=json").json()["answer"]
    assert told["values"]
    csv = look.get("/dossiers/accession/FIN?as_of=2023-03-17&format=csv")
    assert csv.status_code == 200


def test_each_table_is_a_file_of_its_own(look: Client) -> None:
    page = "/dossiers/pledge/wales-2014?year=2023"
    tables = look.get(f"{page}&format=json").json()["answer"]["tables"]
    text = look.get(page).text
    for key, table in tables.items():
        if not table["rows"]:
            continue
        assert f"format=csv&amp;table={key}" in text
        got = look.get(f"{page}&format=csv&table={key}")
        assert f'filename="pledge-wales-2014-{key}.csv"' in got.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(got.text.lstrip("\ufeff"))))
        assert [row.pop("statements", None) is not None for row in rows]
        assert [list(row) for row in rows] == [list(table["columns"])] * len(table["rows"])
        assert look.get(f"{page}&format=json&table={key}").json()["table"] == table
    refused = look.get(f"{page}&format=csv&table=nonsense")
    assert refused.status_code == 400
    assert "differing" in refused.text


def test_a_year_and_an_edition_are_one_click(look: Client) -> None:
    text = look.get("/dossiers/pledge/wales-2014?as_of=2024-12-31").text
    [rows] = re.findall(r'<div class="ask">(.*?)</form>', text, re.DOTALL)
    assert re.findall(r'aria-current="true">([^<]+)<', rows) == ["2024", "2024-06"]
    assert "the newest edition with a figure for every ally" in rows
    chosen = look.get("/dossiers/pledge/wales-2014?as_of=2024-12-31&year=2023&edition=2023-07").text
    assert "11 allies at or above 2 % of GDP in 2023" in chosen
    [rows] = re.findall(r'<div class="ask">(.*?)</form>', chosen, re.DOTALL)
    assert re.findall(r'aria-current="true">([^<]+)<', rows) == ["2023", "2023-07"]
    for way in re.findall(r'<nav class="choose".*?</nav>', rows, re.DOTALL):
        for each in re.findall(r'href="([^"]+)"', way):
            assert look.get(each.replace("&amp;", "&")).status_code == 200, each


def test_a_quote_is_told_once_and_found_from_every_link_to_it(look: Client) -> None:
    text = look.get("/dossiers/pledge/wales-2014?year=2023").text
    told = re.findall(r'href="(/statements/[0-9a-f]{64}[^"]*)"[^>]* data-quote="', text)
    again = re.findall(r'href="(/statements/[0-9a-f]{64}[^"]*)"[^>]* data-again', text)
    assert again
    assert set(again) <= set(told)
    assert 'data-from="2023-07 · NATO' in text


def test_a_table_without_rows_is_not_shown(look: Client) -> None:
    told = look.get("/dossiers/hybrid?format=json").json()["answer"]["tables"]
    empty = {key for key, table in told.items() if not table["rows"]}
    assert empty
    text = look.get("/dossiers/hybrid").text
    assert not [key for key in empty if f'id="t-{key}"' in text]


@pytest.fixture(scope="module")
def site(path: Path) -> Iterator[str]:
    with served(create_app(partial(Record.open, path))) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), SIGHTS)
def test_no_axe_violations(browser: Browser, site: str, scheme: Any, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in PAGES:
        page.goto(site + path)
        settled(page)
        if broken := violations(page):
            found[path] = broken
        assert overflow(page) <= 0, path
        assert len(page.content().encode()) <= HEAVIEST, path
    context.close()
    assert found == {}
