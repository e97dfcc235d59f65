"""This agenda beside the last: what is new is seen, in the words the debate note goes by."""

from __future__ import annotations

import csv
import io
import re

import pytest

from inzet.web.app import create_app
from inzet.writing.compose import compose
from tests.web.chained import AGENDA_MEETING, BEFORE, chained
from tests.web.client import Client
from tests.web.workspace import Workspace

BESIDE = f"/meetings/{AGENDA_MEETING}/beside"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str]:
    return chained(tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="module")
def eyes(two: tuple[Workspace, str]) -> Client:
    return Client(create_app(two[0].open))


def became(client: Client, path: str = BESIDE) -> dict[str, list[str]]:
    """The later quotes of each fate, the earlier ones of what is no longer there."""
    found: dict[str, list[str]] = {}
    for one in client.get(f"{path}?format=json").json()["comparisons"]:
        for each in one["positions"]:
            side = each["later"] or each["earlier"]
            found.setdefault(each["became"], []).append(side["quote"])
    return found


def test_new_dropped_reworded_and_carried_are_told_apart(eyes: Client) -> None:
    found = became(eyes)
    assert found["same"] == ["Het kabinet steunt een register van kabels."]
    assert found["changed"] + found.get("reworded", []) == [
        "Het kabinet vindt dat bondgenoten elkaar sneller moeten waarschuwen bij sabotage op zee."
    ]
    assert any("havens" in quote for quote in found["vanished"])
    assert any("gezamenlijke oefening" in quote for quote in found["new"])


def test_the_word_that_came_is_marked_and_said(eyes: Client) -> None:
    page = eyes.get(f"{BESIDE}?lang=en").text
    assert re.search(r'<ins><span class="hidden">\[new: </span>sneller', page)
    assert "no longer an item" in page, "munition was an item and is none"
    assert "1 position carried over unchanged" in page
    assert '<details class="carried">' in page, "what did not change is folded away"


def test_one_kind_alone_can_be_shown(eyes: Client) -> None:
    page = eyes.get(f"{BESIDE}?became=vanished").text
    assert "hoog water" in page
    assert "gezamenlijke oefening" not in page
    assert eyes.get(f"{BESIDE}?became=better").status_code == 400


def test_a_paper_stands_beside_the_last_and_leads_there(
    eyes: Client, two: tuple[Workspace, str]
) -> None:
    made, earlier = two
    assert became(eyes, f"/papers/{made.agenda}/beside") == became(eyes)
    assert f'href="/papers/{made.agenda[:12]}/beside"' in eyes.get(f"/papers/{made.agenda}").text
    assert f'href="{BESIDE}"' in eyes.get(f"/meetings/{AGENDA_MEETING}").text
    alone = eyes.get(f"/papers/{earlier}/beside?lang=en")
    assert alone.status_code == 200
    assert "Hand in the agenda of the meeting before it" in alone.text
    report = eyes.get(f"/papers/{made.report}/beside?lang=en").text
    assert "only agendas are laid beside" in report
    assert eyes.get(f"/meetings/{BEFORE}/beside").status_code == 200


def test_page_and_debate_note_agree(eyes: Client, two: tuple[Workspace, str]) -> None:
    import datetime as dt

    with two[0].open() as record:
        note = compose(
            record,
            record.reader(),
            "debate",
            AGENDA_MEETING,
            language="en",
            on=dt.date(2027, 6, 1),
        )
    told = " ".join(block.text for block in note.blocks)
    counts = {name: len(quotes) for name, quotes in became(eyes).items()}
    assert (
        f"positions {counts.get('new', 0)} new, {counts.get('vanished', 0)} no longer there, "
        f"{counts.get('changed', 0)} changed in substance, {counts.get('reworded', 0)} reworded, "
        f"{counts.get('same', 0)} the same"
    ) in told


def test_it_is_a_table_too(eyes: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(eyes.get(f"{BESIDE}?format=csv").text.lstrip("\ufeff"))))
    changed = next(row for row in rows if "{+sneller+}" in row["difference"])
    assert changed["numbers"] == "kst-33333-14 2027D01234"
    assert changed["statement"]


def test_what_had_not_been_said_is_not_compared(eyes: Client) -> None:
    assert eyes.get(f"{BESIDE}?known_on=2027-02-01").status_code == 404
    known = eyes.get(f"{BESIDE}?known_on=2027-06-01&lang=en").text
    assert "sneller" in known
