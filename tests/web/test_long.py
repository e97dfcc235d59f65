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
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.markings import PUBLIC
from inzet.vocabulary.meetings import NOTICE_RULE, Item, MeetingNotice, Session
from inzet.web.app import create_app
from inzet.web.longlist import part_of
from tests.web.chained import AGENDA_MEETING, BEFORE, chained
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


def test_a_list_is_split_so_that_no_part_is_a_mere_few() -> None:
    for length in (0, 1, 50, 60, 61, 99, 110, 111, 1000):
        first = part_of("", length, 50)
        every = [part_of(str(number), length, 50) for number in range(1, first.parts + 1)]
        assert [place for each in every for place in range(each.start, each.end)] == list(
            range(length)
        )
        assert all(10 < each.end - each.start <= 60 for each in every) or len(every) == 1
        assert [each.earlier for each in every] == list(range(len(every)))
        assert [each.later for each in every[:-1]] == list(range(2, len(every) + 1))
        assert every[-1].later == 0
        for each in every:
            assert all(each.holding(place) == each.number for place in range(each.start, each.end))
    assert part_of("", 500, 50, otherwise=260).number == 6
    for wrong in ("0", "-1", "x", "²", "11", "9" * 40):
        with pytest.raises(UnknownValue, match="part"):
            part_of(wrong, 500, 50)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"/meetings/{AGENDA_MEETING}/beside", "inzet.web.present.beside._PAIRS"),
        (f"/changes?since={BEFORE}&until={AGENDA_MEETING}", "inzet.web.present.changes._LISTED"),
    ],
)
def test_a_long_comparison_comes_in_parts_that_together_are_the_whole(
    path: str, most: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _ = chained(tmp_path)

    def shown(part: int) -> tuple[list[str], str]:
        asked = f"{path}{'&' if '?' in path else '?'}lang=en{f'&part={part}' if part else ''}"
        answer = Client(create_app(place.open)).get(asked)
        assert answer.status_code == (200 if part < 99 else 400)
        return re.findall(r'href="/statements/([0-9a-f]+)', answer.text), answer.text

    whole, page = shown(0)
    assert len(whole) > 5
    assert 'rel="next"' not in page
    monkeypatch.setattr(most, 2)
    listed: list[str] = []
    number = 1
    while True:
        few, page = shown(number)
        listed += few
        assert f"Part {number} of" in page
        if 'rel="next"' not in page:
            break
        number += 1
    assert number > 2
    assert listed == whole
    if "beside" in path:
        # The list to jump by leads into other parts too.
        assert re.search(r'href="[^"]*part=1[^"]*#i0-', page)
    shown(99)
