"""Pictures of figures and of work: where marks stand, what they say, and where they lead."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from inzet import reference
from inzet.dossiers import Value, answer
from inzet.dossiers.charts import (
    Bar,
    Bars,
    Board,
    Group,
    Length,
    Matrix,
    Point,
    Ranking,
    Scatter,
    Threshold,
    Tracks,
)
from inzet.record import Record, View
from inzet.vocabulary.acts import Act
from inzet.web.app import create_app
from inzet.web.present.pictures import bars as bars_drawn
from inzet.web.present.pictures import scatter as scatter_drawn
from inzet.web.present.pictures import tracks as tracks_drawn
from inzet.web.words import Words
from tests.dossiers.hybrid.casework import CASE, Casework
from tests.dossiers.planting import Planted
from tests.web.accessible import overflow, settled, violations
from tests.web.client import Client
from tests.web.serving import served

EN = Words("en")
END = dt.date(2024, 12, 31)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("charts") / "charts.db"
    with Record.create(made, "Ministry of Tests") as record:
        reference.install(record)
    return made


@pytest.fixture(scope="module")
def view(path: Path) -> Iterator[View]:
    with Record.open(path) as record:
        yield record.view(record.reader(), as_of=END)


@pytest.fixture(scope="module")
def look(path: Path) -> Client:
    return Client(create_app(partial(Record.open, path)))


def only(view: View, name: str, kind: type, **asked: Any) -> Any:
    [found] = [each for each in answer(view, name, **asked).pictures if type(each) is kind]
    return found


def value(amount: str = "1") -> Value[Decimal]:
    return Value(Decimal(amount), ())


@pytest.mark.parametrize("year", range(2014, 2025))
def test_no_label_of_the_scatter_covers_another_or_a_mark(view: View, year: int) -> None:
    scatter = only(view, "pledge/wales-2014", Scatter, options={"year": str(year)})
    shown = scatter_drawn.drawn(scatter, EN)
    assert len(shown.placed) == 31
    for one, other in itertools.combinations(shown.placed, 2):
        assert not one.label.meets(other.label), (one.point.key, other.point.key)
        assert not one.label.meets(_dot(other)), (one.point.key, other.point.key)
        assert not other.label.meets(_dot(one)), (one.point.key, other.point.key)


def _dot(placed: scatter_drawn.Placed) -> scatter_drawn.Box:
    size = scatter_drawn.DOT
    x, y = placed.x, placed.y
    return scatter_drawn.Box(x - size, y - size, x + size, y + size)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.decimals(Decimal("0.1"), Decimal(9), places=2),
            st.decimals(Decimal(0), Decimal(90), places=1),
        ),
        min_size=1,
        max_size=40,
    ),
    st.decimals(Decimal("0.5"), Decimal(5), places=1),
)
def test_every_mark_and_label_is_inside_and_on_its_side(
    places: list[tuple[Decimal, Decimal]], target: Decimal
) -> None:
    points = tuple(
        Point(f"P{place:02}", "", x, y, "", value(), "both" if x >= target else "neither")
        for place, (x, y) in enumerate(places)
    )
    shown = scatter_drawn.drawn(
        Scatter(
            key="s",
            title="",
            table="t",
            x_title="",
            y_title="",
            across=(Threshold(target, ""),),
            up=(),
            points=points,
            groups=(Group("both", ""), Group("neither", "")),
        ),
        EN,
    )
    [line] = shown.across
    frame = shown.frame
    for each in shown.placed:
        assert frame.left <= each.x <= frame.right
        assert frame.top <= each.y <= frame.bottom
        assert each.label.right <= shown.wide
        assert (each.x >= line.at) == (each.point.group == "both") or each.x == line.at
    assert sum(len(side.placed) for side in shown.sides) == len(points)


def test_the_quadrants_are_those_of_the_agreement_and_hold_everyone_once(view: View) -> None:
    told = answer(view, "pledge/wales-2014")
    scatter = only(view, "pledge/wales-2014", Scatter)
    by_group = {
        group.key: {point.key for point in scatter.points if point.group == group.key}
        for group in scatter.groups
    }
    met = {each["targets"]: each for each in told.state["met"] if each["year"] == 2024}
    assert by_group["both"] == set(met["share-2+equipment-20"]["in_tables"])
    assert by_group["both"] | by_group["share"] == set(met["share-2"]["in_tables"])
    assert by_group["both"] | by_group["equipment"] == set(met["equipment-20"]["in_tables"])
    assert by_group["neither"] == {"BEL", "CAN"}
    assert all(point.value.sources for point in scatter.points)


def test_targets_of_several_agreements_are_lines_and_one_parts_the_marks(path: Path) -> None:
    with Record.open(path) as record:
        later = record.view(record.reader(), as_of=dt.date(2025, 12, 31))
        hague = only(later, "pledge/the-hague-2025", Scatter)
        every = only(later, "pledge", Scatter)
    assert [(each.value, each.main) for each in hague.across] == [(Decimal("3.5"), True)]
    assert hague.up == ()
    assert {point.key for point in hague.points if point.group == "both"} == {"POL"}
    assert [(str(each.value), each.main) for each in every.across] == [("2", True), ("3.5", False)]


def test_what_is_published_and_what_is_reckoned_stand_in_one_mark(view: View) -> None:
    scatter = only(view, "pledge/wales-2014", Scatter)
    assert [point.key for point in scatter.points if point.differs] == ["SVK"]
    [slovakia] = [point for point in scatter.points if point.key == "SVK"]
    assert "2.00 % of GDP" in slovakia.text
    assert "from its inputs 1.989" in slovakia.text
    tracks = only(view, "pledge/wales-2014", Tracks)
    ringed = {track.key: [year for year, _ in track.differs] for track in tracks.tracks}
    assert {key: years for key, years in ringed.items() if years} == {
        "LTU": [2019],
        "FRA": [2020],
        "SVK": [2024],
    }
    shown = tracks_drawn.drawn(tracks, Words("nl"))
    assert [each.differs for each in shown.tracks if each.rings] == [
        "2019: 1,995",
        "2020: 1,986",
        "2024: 1,989",
    ]


def test_estimates_are_dashed_from_the_first_year_of_them(view: View) -> None:
    tracks = only(view, "pledge/wales-2014", Tracks)
    assert tracks.estimated == 2023
    shown = tracks_drawn.drawn(tracks, EN)
    for each in shown.tracks:
        assert len(each.said.split()) == 9
        assert each.said.split()[-1] == each.estimated.split()[0]
        assert len(each.estimated.split()) == 3


def test_an_edition_to_compare_with_leads_each_mark_from_where_it_was(view: View) -> None:
    asked = {"year": "2023", "against": "2023-07"}
    scatter = only(view, "pledge/wales-2014", Scatter, options=asked)
    [romania] = [point for point in scatter.points if point.key == "ROU"]
    assert romania.before is not None
    assert round(romania.before[0], 2) == Decimal("2.44")
    assert romania.before[1] == romania.y
    assert "2023-07" in scatter.note


def test_bars_of_one_ranking_are_of_one_currency_and_to_one_scale(view: View) -> None:
    drawing = only(view, "assistance/ucap", Bars)
    assert [each.title for each in drawing.rankings] == ["UCAP, in EUR", "UCAP, in SEK"]
    for ranking in drawing.rankings:
        currency = ranking.title[-3:]
        texts = [length.text for bar in ranking.bars for length in bar.lengths]
        assert all(text.startswith(currency) for text in texts)
        most = [max(length.amount for length in bar.lengths) for bar in ranking.bars]
        assert most == sorted(most, reverse=True)
    half = Ranking(
        "x",
        (
            Bar("A", (Length("paid", Decimal(50), "50", value("50")),)),
            Bar("B", (Length("paid", Decimal(25), "25", value("25")),)),
        ),
    )
    shown = bars_drawn.drawn(
        Bars(key="b", title="", table="t", rankings=(half,), sorts=(("paid", "paid"),)), EN
    )
    widths = [length.wide for _, lengths in shown.rankings[0].bars for length in lengths]
    assert widths == [100.0, 50.0]


def test_who_is_not_told_of_is_named_and_not_called_a_non_giver(view: View) -> None:
    drawing = only(view, "assistance/ucap", Bars)
    texts = [each.text for each in drawing.beside]
    [silent] = [text for text in texts if "nothing is told" in text]
    assert "of the 32 allies of 31 December 2024" in silent
    assert "That does not mean that they gave nothing" in silent
    assert not any(name in silent for name in ("Netherlands", "Germany", "Sweden"))
    assert "UCAP: Sweden contributes, the amount is not told" in texts
    assert any("all together by NATO: EUR 800 million pledged" in text for text in texts)


def _assess(planted: Planted, subject: str, level: str, when: str, who: str = "EU") -> None:
    content = {
        "criterion": "continuity of government",
        "set": "baseline requirements",
        "number": 1,
        "for": subject,
        "level": level,
        "when": when,
    }
    planted.say(Act.ASSESSMENT, "criteria/resilience", party=who, said=when, content=content)


def test_a_matrix_of_several_parties_has_a_column_for_each(tmp_path: Path) -> None:
    planted = Planted(tmp_path)
    _assess(planted, "NLD", "some progress", "2023-01-01")
    _assess(planted, "NLD", "met", "2023-06-01")
    _assess(planted, "NLD", "good progress", "2023-05-01", who="NATO")
    _assess(planted, "EST", "required", "2022-01-01")
    drawing = only(planted.view(), "criteria/resilience", Matrix)
    assert [title for title, _ in drawing.columns] == ["Estonia", "Netherlands"]
    [line] = drawing.lines
    unknown, told = line.cells
    assert unknown == ()
    assert [(mark.text, mark.moved, mark.by) for mark in told] == [
        ("met", "up", "European Union, 1 June 2023"),
        ("good progress", "", "NATO, 1 May 2023"),
    ]
    assert told[0].was == "some progress"
    planted.record.close()


def test_a_matrix_of_one_party_has_a_column_for_each_assessment(view: View) -> None:
    drawing = only(view, "criteria/ukraine", Matrix)
    assert drawing.columns == (
        ("22 June 2023", "European Commission"),
        ("November 2023", "European Commission"),
    )
    moved = [line.name[:1] for line in drawing.lines if line.cells[1][0].moved]
    assert moved == ["1", "4"]
    assert all(mark.value.sources for line in drawing.lines for cell in line.cells for mark in cell)


def test_the_board_holds_each_entry_in_the_column_of_its_step(tmp_path: Path) -> None:
    work = Casework(tmp_path)
    ids = work.through(until=4)
    drawing = only(work.view(), f"hybrid/{CASE}", Board)
    led = [[card.value.sources[0].identity for card in each.cards] for each in drawing.columns]
    kinds = ("assessment", "objective", "option", "evaluation")
    assert led == [[ids[kind]] for kind in kinds]
    assert [each.state for each in drawing.columns] == ["done", "done", "done", "open"]
    [assessment] = drawing.columns[0].cards
    assert re.fullmatch(r"[A-F][1-6]", assessment.badge)
    assert assessment.badge in assessment.badge_says
    cases = only(work.view(), "hybrid", Board)
    assert [len(each.cards) for each in cases.columns] == [0, 0, 0, 1]
    client = Client(create_app(partial(Record.open, tmp_path / "Ministry-of-Tests.db")))
    text = client.get(f"/dossiers/hybrid/{CASE}").text
    assert text.count('<article class="card') == 4
    assert f'href="/dossiers/hybrid/{CASE}"' in client.get("/dossiers/hybrid").text
    tables = client.get("/dossiers/hybrid?format=json").json()["answer"]["tables"]
    assert len(tables["used"]["rows"]) == 1
    work.record.close()


@pytest.mark.parametrize(
    "page",
    ["pledge/wales-2014", "pledge", "assistance/ucap", "criteria/ukraine", "pledge?year=2014"],
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_mark_of_a_page_leads_to_its_statement(
    look: Client, page: str, language: str
) -> None:
    text = look.get(f"/dossiers/{page}{'&' if '?' in page else '?'}lang={language}").text
    for figure in re.findall(r"<figure.*?</figure>", text, re.DOTALL):
        links = re.findall(r'<a [^>]*?href="([^"]*)"', figure.partition("<details")[0])
        ways = [link for link in links if link.startswith("/statements/")]
        assert ways
        for way in (ways[0], ways[-1]):
            assert look.get(way.replace("&amp;", "&")).status_code == 200


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_board_has_no_axe_violations_and_fits_a_phone(
    browser: Browser, tmp_path: Path, scheme: Any
) -> None:
    work = Casework(tmp_path)
    work.through(until=4)
    work.record.close()
    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 900})
    page = context.new_page()
    opened = partial(Record.open, tmp_path / "Ministry-of-Tests.db")
    with served(create_app(opened)) as site:
        for path in (f"/dossiers/hybrid/{CASE}", "/dossiers/hybrid"):
            page.goto(site + path)
            settled(page)
            assert violations(page) == []
            assert overflow(page) <= 0
    context.close()


@pytest.mark.browser
def test_a_mark_shows_its_value_edition_and_quote_by_pointer_and_by_key(
    browser: Browser, path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    with served(create_app(partial(Record.open, path))) as site:
        page.goto(f"{site}/dossiers/pledge/wales-2014?as_of=2024-12-31")
        page.locator(".scatter a[data-mark=SVK]").hover()
        told = page.locator("#shown-quote").inner_text()
        assert "Slovakia: 2.00 % of GDP" in told
        assert "2024-06 · NATO" in told
        name = page.locator(".sides a[data-mark=NLD]")
        page.keyboard.press("Tab")
        name.focus()
        assert "Netherlands: 2.05 % of GDP" in page.locator("#shown-quote").inner_text()
        assert "lit" in (page.locator(".scatter a[data-mark=NLD]").get_attribute("class") or "")
    context.close()


def test_a_long_table_is_a_page_of_its_own(look: Client) -> None:
    page = "/dossiers/pledge/wales-2014?as_of=2024-12-31"
    text = look.get(page).text
    assert 'id="t-paths"' not in text
    assert "table=paths" in text
    alone = look.get(f"{page}&table=paths").text
    assert 'id="t-paths"' in alone
    assert alone.count("<table id=") == 1
    assert look.get(f"{page}&table=nonsense").status_code == 400
