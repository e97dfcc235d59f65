"""The SyncFeed: from today or a day on, in order, to the end; XML from outside."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.following import Done, Wishes
from inzet.following.tweedekamer import ChangeFeed
from inzet.vocabulary.errors import Unreachable
from inzet.vocabulary.publication import Published
from tests.following.conftest import World
from tests.following.house import agenda
from tests.following.serving import FEED, HTML, Reply
from tests.following.test_papers import notes


def feed(world: World, wishes: Wishes | None = None) -> list[Done]:
    return [each for each in world.follow(wishes, kind=ChangeFeed) if each.outcome != "known"]


def outcomes(world: World, wishes: Wishes | None = None) -> list[str]:
    return [str(each.outcome) for each in feed(world, wishes)]


def test_it_begins_today_and_takes_what_comes(world: World) -> None:
    world.house.document(world.dossier, agenda(1), 429)
    assert outcomes(world) == []
    world.house.document(world.house.dossier(29999), agenda(2), 3)
    world.house.document(world.dossier, agenda(3), 430)
    (done,) = feed(world)
    assert done.outcome == "new"
    paper = world.view().paper(done.paper)
    assert paper.numbers == ("kst-28676-430", "2020D00003")
    assert paper.source.startswith(f"{world.server.address}{FEED}/Resources/")
    assert outcomes(world) == []


def test_it_begins_on_a_day(world: World) -> None:
    day = dt.datetime.now(dt.UTC).replace(hour=12) - dt.timedelta(days=40)
    world.house.now = day
    for number in range(1, 30):
        world.house.document(world.dossier, agenda(number), number)
        world.house.now += dt.timedelta(days=1)
    world.server.page = 5
    since = (day + dt.timedelta(days=20)).date()
    for row in world.house.rows["Document"]:
        row["Datum"] = f"{since}T00:00:00+01:00"
    found = [each.name for each in feed(world, Wishes(since=since))]
    assert found == [f"kst-28676-{number}" for number in range(21, 30)]


def test_changed_and_withdrawn(world: World) -> None:
    outcomes(world)
    first = world.house.document(world.dossier, agenda(1), 429)
    second = world.house.document(world.dossier, agenda(2), 430)
    assert outcomes(world) == ["new", "new"]
    world.house.replace(first, agenda(1).replace(b"1 mei 2020", b"1 juni 2020"))
    world.house.delete("Document", second)
    assert outcomes(world) == ["changed", "withdrawn"]
    states = {each.state for each in notes(world).values()}
    assert states == {Published.REPLACED, Published.WITHDRAWN}
    assert outcomes(world) == []


def test_what_is_withdrawn_elsewhere_is_nothing_to_us(world: World) -> None:
    outcomes(world)
    other = world.house.document(world.house.dossier(29999), agenda(1), 3)
    world.house.delete("Document", other)
    assert outcomes(world) == []


def test_pages_and_a_run_that_was_ended(world: World) -> None:
    world.server.page = 2
    outcomes(world)
    for number in range(1, 8):
        world.house.document(world.dossier, agenda(number), number)
    world.follow(kind=ChangeFeed, until=lambda each: each.name.endswith("-5"))
    assert [each.name for each in feed(world)] == ["kst-28676-6", "kst-28676-7"]


def test_the_same_paper_by_both_doors_is_one(world: World) -> None:
    outcomes(world)
    world.house.document(world.dossier, agenda(1), 429)
    assert outcomes(world) == ["new"]
    assert world.counts() == {}
    assert len(world.view().papers().items) == 1


ENTRY = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="next" href="x?skiptoken=99"/>'
    "<content>{}</content></entry></feed>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>&x;</title></feed>'
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + ']><feed xmlns="http://www.w3.org/2005/Atom"><title>&j;</title></feed>'
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<feed",
        b"<feed/>",
        b"<html><body>Even geduld.</body></html>",
        BOMB.encode(),
        b'<!DOCTYPE feed SYSTEM "file:///etc/passwd"><feed xmlns="http://www.w3.org/2005/Atom"/>',
        OUTSIDE.encode(),
        b'<?xml version="1.0" encoding="utf-8"?><feed>\xff\xfe</feed>',
        b"<a>" * 100_000,
    ],
)
def test_what_is_no_feed(world: World, body: bytes) -> None:
    world.server.next(f"{FEED}/Feed", Reply(200, body, {"Content-Type": "application/xml"}))
    assert outcomes(world) == []
    assert isinstance(world.error, Unreachable)
    assert outcomes(world) == []
    assert world.error is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "text",
        "<!-- nothing -->",
        "<document/>",
        '<document id="../../x"><kamerstukdossier ref="{id}"/></document>',
        '<document id="a" verwijderd="TRUE"/>',
        '<stemming xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="x"/>',
        '<document id="a" contentLength="99999999999999999"><volgnummer>x</volgnummer></document>',
        '<document id="a"><datum>morgen</datum><kamerstukdossier ref="other"/></document>',
    ],
)
def test_odd_entries_are_left(world: World, content: str) -> None:
    outcomes(world)
    body = ENTRY.format(content.replace("{id}", "unknown")).encode()
    world.server.next(f"{FEED}/Feed", Reply(200, body))
    assert outcomes(world) == []
    assert world.error is None


def test_a_token_that_never_moves(world: World) -> None:
    outcomes(world)
    body = ENTRY.replace("99", "1").format("<document/>").encode()
    world.server.next(f"{FEED}/Feed", *[Reply(200, body)] * 50)
    assert outcomes(world) == []
    assert world.server.count("skiptoken=1") < 50


def test_a_page_instead_of_a_feed(world: World) -> None:
    world.server.next(f"{FEED}/Feed", HTML)
    assert outcomes(world) == []
    assert isinstance(world.error, Unreachable)
