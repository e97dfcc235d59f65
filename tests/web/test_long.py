"""Pages of a long archive stay pages: a part of the chain, some of what was said under an item."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest

from inzet.record import Record
from inzet.vocabulary.acts import Act
from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.entries import Statement, statement_identity
from inzet.vocabulary.markings import PUBLIC
from inzet.vocabulary.meetings import NOTICE_RULE, Item, MeetingNotice, Session
from inzet.web.app import create_app
from tests.web.client import Client

MEETINGS, SAID = 150, 40
FIRST = dt.date(2000, 1, 15)


def notice(number: int) -> MeetingNotice:
    day = FIRST + dt.timedelta(days=60 * number)
    return MeetingNotice(
        id=f"nato-fmm-{day}",
        name="NATO Foreign Ministers Meeting",
        abbreviation="FMM",
        body="NATO",
        format="foreign ministers",
        from_=day.isoformat(),
        to=day.isoformat(),
        sessions=(Session(number=1, title="Session", items=(Item(title="Item"),)),),
    )


def statement(key: str, act: Act, meeting: str, rule: str, **more: object) -> Statement:
    return Statement(
        identity=statement_identity(key, 0, 1, act, "NLD"),
        act=act,
        party="NLD",
        meeting=meeting,
        quote=f"Words of {key}.",
        citation=OutsideCitation(identifier="test"),
        rule=rule,
        said="2000-01-01",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    path = tmp_path_factory.mktemp("long") / "r.db"
    with Record.create(path, "Ministry") as made, made.batch(PUBLIC) as batch:
        for number in range(MEETINGS):
            told = notice(number)
            content = {"meeting": msgspec.to_builtins(told)}
            batch.add(statement(told.id, Act.CONTEXT, told.id, NOTICE_RULE, content=content))
        for number in range(SAID):
            batch.add(
                statement(f"said {number}", Act.POSITION, notice(0).id, "t", session=1, item="Item")
            )
    return Client(create_app(lambda: Record.open(Path(path))))


def test_every_meeting_is_on_one_page_of_the_chain(client: Client) -> None:
    pages, path, seen = 0, "/meetings?part=1", list[str]()
    while path:
        text = client.get(path).text
        seen += re.findall(r'<li class="\w+(?: now)?" id="(nato-fmm-[\d-]+)"', text)
        later = re.search(r'href="([^"]+)" rel="next"', text)
        path = later[1].replace("&amp;", "&") if later else ""
        pages += 1
    assert seen == [notice(number).id for number in range(MEETINGS)]
    assert pages == 3


def test_the_first_page_of_the_chain_has_the_meeting_at_hand(client: Client) -> None:
    day = FIRST + dt.timedelta(days=60 * 75)
    text = client.get(f"/meetings?as_of={day}").text
    assert f'id="nato-fmm-{day}"' in text
    assert 'rel="next"' in text
    assert 'rel="prev"' in text


def test_a_meeting_shows_some_of_what_was_said_and_where_the_rest_is(client: Client) -> None:
    text = client.get(f"/meetings/{notice(0).id}").text
    assert text.count("Words of said") == 25
    assert "15 more statements" in text
    rest = client.get(f"/search?meeting={notice(0).id}").text
    assert "Words of said" in rest
    (chain,) = re.findall(r'<ol class="chain".*?</ol>', text, re.DOTALL)
    assert chain.count("<li") == 6, "the chain is shown around the meeting"


def test_there_are_no_other_parts(client: Client) -> None:
    assert client.get("/meetings?part=3").status_code == 200
    for wrong in ("0", "4", "x", "-1"):
        assert client.get(f"/meetings?part={wrong}").status_code == 400
