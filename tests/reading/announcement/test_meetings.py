"""Meetings as papers announce and report them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

import inzet.samples
from inzet.reading.announcement.links import resolve_event
from inzet.reading.announcement.meetings import meetings
from inzet.reading.document import anchor_of
from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.reading.reader import read_paper
from inzet.vocabulary.meetings import MeetingNotice
from tests.reading import papers

SAMPLES = Path(next(iter(inzet.samples.__path__)))
EXPECTED = Path(__file__).parents[2] / "samples"


def read(data: str | bytes) -> tuple[MeetingNotice, ...]:
    paper = structure(load(data.encode() if isinstance(data, str) else data))
    return meetings(paper, find_mentions(paper, anchor_of(paper)))


def holds(found: Any, expected: Any, where: str = "") -> None:
    """Everything expected is there; lists in any order; procedures are settled later."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            if key not in {"procedure", "dossiers"}:
                holds(found.get(key), value, f"{where}.{key}")
    elif isinstance(expected, list):
        real = [one for one in expected if not (isinstance(one, dict) and _unsettled(one))]
        assert len(found or ()) >= len(real), where
        for i, one in enumerate(real):
            key = "party" if "party" in one else "title" if "title" in one else "number"
            match = next((other for other in found if other.get(key) == one[key]), None)
            assert match is not None, f"{where}[{i}]: no {one[key]}"
            holds(match, one, f"{where}[{i}]")
    else:
        assert found == expected, where


def _unsettled(item: dict[str, Any]) -> bool:
    return "procedure" in item and item.get("title") is None


def plain(notice: MeetingNotice) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(notice)
    return found


@pytest.mark.seed
def test_the_seed(shared: Path) -> None:
    expected = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))
    (paper,) = (shared / "seed").glob("*.txt")
    (notice,) = read(paper.read_bytes())
    found = plain(notice)
    holds(found, expected["meeting"])
    holds(found["participants"], expected["participants"])
    holds(found["sessions"], expected["sessions"])
    assert found["previous"] == expected["meeting"]["previous"]
    for session, wanted in zip(found["sessions"], expected["sessions"], strict=True):
        if "participants" in wanted:
            assert len(session["participants"]) == len(wanted["participants"])
        if wanted["items"] == []:
            assert not session["items"]
    assert len(found["participants"]) == len(expected["participants"])


@pytest.mark.parametrize("suffix", [".txt", ".html"])
@pytest.mark.parametrize(
    "name", ["nl-fmm-2022-11-agenda", "nl-fmm-2022-12-report", "nl-fmm-2023-03-agenda"]
)
def test_the_samples(name: str, suffix: str) -> None:
    expected = json.loads((EXPECTED / f"{name}.expected.json").read_text(encoding="utf-8"))
    notice, *others = read((SAMPLES / f"{name}{suffix}").read_bytes())
    assert others == []
    found = plain(notice)
    meeting = expected["meeting"]
    meeting.pop("minister_attended", None)
    if meeting["previous"]:
        meeting["previous"].pop("name")
    holds(found, meeting)
    holds(found["participants"], expected["participants"])
    holds(found["sessions"], expected["sessions"])


def test_a_council_with_items_and_no_sessions() -> None:
    (notice,) = read(papers.OFFICIAL_PAGE)
    assert (notice.id, notice.abbreviation) == ("eu-fac-2017-02-20", "FAC")
    assert notice.certainty == "confirmed"
    (session,) = notice.sessions
    assert session.title is None
    assert [item.title for item in session.items] == [
        "Moldavië",
        "Westelijke Balkan",
        "Midden-Oosten Vredesproces",
    ]


def test_a_report_of_a_council() -> None:
    (notice,) = read(papers.FARM_REPORT)
    assert (notice.id, notice.certainty) == ("eu-agrifish-2016-05-17", "held")
    assert notice.place == "Brussels"
    assert [item.title for item in notice.sessions[0].items] == ["Marktsituatie", "Visserij"]


def test_an_undated_report_leaves_the_day_open() -> None:
    (notice,) = read(papers.REPORT_2007)
    assert notice.name == "NATO Foreign Ministers Meeting"
    assert (notice.from_, notice.to, notice.place) == (None, None, "Brussels")
    (guest,) = notice.participants
    assert (guest.party, guest.capacity, guest.person) == ("UKR", "guest", "Jatsenjoek")


def test_two_meetings_in_one_paper() -> None:
    first, second = read(papers.FINANCE)
    # Two meetings, two days: one each.
    assert (first.id, second.id) == ("eu-eurogroup-2018-11-05", "eu-ecofin-2018-11-06")
    assert [item.title for item in first.sessions[0].items] == ["Bankenunie"]
    assert [item.title for item in second.sessions[0].items] == ["Digitaledienstenbelasting"]


@pytest.mark.parametrize("text", [papers.RECIPE, papers.INVOICE, papers.NOVEL])
def test_no_meeting_where_none_is_announced(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("sentence", "identity"),
    [
        ("Op 3 mei 2018 vindt in Sofia de Raad Algemene Zaken plaats.", "eu-gac-2018-05-03"),
        ("Op 3 mei 2018 komt de JBZ-Raad bijeen.", "eu-jha-2018-05-03"),
        ("Op 3 en 4 mei 2018 komen de NAVO-ministers van Defensie bijeen.", "nato-dmm-2018-05-03"),
        ("Op 3 mei 2018 vond een informele Europese Raad plaats.", "eu-informal-euco-2018-05-03"),
        ("De Milieuraad vergadert op 3 mei 2018 in Luxemburg.", "eu-envi-2018-05-03"),
        ("De RBZ Handel vindt plaats op 3 mei 2018.", "eu-fac-trade-2018-05-03"),
        ("Op 3 mei 2018 vindt de Ministeriële Raad van de OVSE plaats.", "osce-mc-2018-05-03"),
        ("Op 3 mei 2018 vindt Gymnich plaats in Wenen.", "eu-gymnich-2018-05-03"),
    ],
)
def test_councils_by_their_announcement(sentence: str, identity: str) -> None:
    (notice,) = read(f"Geannoteerde agenda\n\n{sentence} Nederland neemt deel aan het overleg.\n")
    assert notice.id == identity


@pytest.mark.parametrize(
    ("sentence", "attends"),
    [
        ("De Minister van Defensie is voornemens deel te nemen.", True),
        ("De Minister is verhinderd en wordt vervangen.", False),
        ("De Finse Minister van Defensie is voornemens deel te nemen.", None),
        ("De zaal is ruim.", None),
    ],
)
def test_whether_the_minister_goes(sentence: str, attends: bool | None) -> None:
    text = "Geannoteerde agenda\n\nOp 3 mei 2018 vindt de Raad Algemene Zaken plaats. "
    (notice,) = read(f"{text}{sentence}\n")
    assert notice.minister_intends_to_attend is attends


def test_the_date_of_the_next_summit_may_stand_in_a_later_sentence() -> None:
    (notice,) = read(
        "Geannoteerde agenda NAVO-ministers van Defensie 7 en 8 juni 2018\n\n"
        "De bijeenkomst in Brussel dient ter voorbereiding op de NAVO-top in Krakau. De vorige DMM "
        "vond plaats in februari.\n\nDe Top in Krakau wordt gehouden op 11 en 12 juli.\n"
    )
    assert notice.prepares is not None
    assert notice.prepares.name == "NATO Summit Krakow"
    assert (notice.prepares.from_, notice.prepares.to) == ("2018-07-11", "2018-07-12")
    assert notice.previous is not None
    assert notice.previous.month == "2018-02"
    event = resolve_event("de top", "nl", [notice])
    assert event is not None
    assert event.from_ == "2018-07-11"
    this = resolve_event("deze bijeenkomst", "nl", [notice])
    assert this is not None
    assert this.from_ == "2018-06-07"
    assert resolve_event("het diner", "nl", [notice]) is None


def test_an_official_page() -> None:
    paper = structure(load(papers.OFFICIAL_HTML.encode()))
    assert paper.title.startswith("VERSLAG VAN DE BIJEENKOMST")
    texts = [block.text for block in paper.blocks]
    assert "Naar boven" not in texts
    assert not any("Overheid" in text or "website" in text for text in texts)
    assert [block.kind for block in paper.blocks if block.text.startswith("1 Raad")] == ["note"]
    mentions = find_mentions(paper, anchor_of(paper))
    assert [one.id for one in mentions.references] == ["kst-28676-998"]
    (notice,) = meetings(paper, mentions)
    assert (notice.id, notice.place) == ("nato-fmm-2018-04-27", "Brussels")
    assert notice.certainty == "held"
    assert [item.title for item in notice.sessions[0].items] == ["Rusland", "Opendeurbeleid"]


def test_a_debate_is_held_for_the_meeting_to_come() -> None:
    (notice,) = read(papers.DEBATE)
    assert notice.id == "nato-dmm-2018-06-07"
    assert notice.sessions == ()


def test_a_meeting_in_the_margin_has_a_notice_of_its_own() -> None:
    first, second = read(
        "Geannoteerde agenda Raad Buitenlandse Zaken 12 november 2018\n\n"
        "Op 12 november vindt in Brussel de Raad Buitenlandse Zaken plaats.\n\n"
        "In de marge van de Raad komt op 13 november de EDA-bestuursraad bijeen.\n"
    )
    assert (first.id, second.id) == ("eu-fac-2018-11-12", "eu-eda-2018-11-13")


def test_a_meeting_at_which_something_else_happened_is_none_of_the_paper() -> None:
    (notice,) = read(
        "Geannoteerde agenda Raad Algemene Zaken 12 november 2018\n\n"
        "De Raad spreekt over tong. Dat vond ook plaats tijdens de informele Raad Algemene Zaken "
        "van 5 november in Wenen.\n"
    )
    assert notice.id == "eu-gac-2018-11-12"


def test_what_an_item_prepares_is_no_meeting_of_the_paper() -> None:
    (notice,) = read(
        "Verslag Raad Algemene Zaken van 12 november 2018\n\n"
        "Voorbereiding Europese Raad 15 november 2018\n\nDe Raad sprak over de Europese Raad.\n\n"
        "Tong\n\nDe Raad sprak over tong.\n"
    )
    assert notice.id == "eu-gac-2018-11-12"
    assert [item.title for item in notice.sessions[0].items] == [
        "Voorbereiding Europese Raad 15 november 2018",
        "Tong",
    ]


def test_a_council_by_video_is_held_nowhere() -> None:
    (notice,) = read(
        "Verslag videoconferentie Raad Buitenlandse Zaken van 22 april 2020\n\n"
        "Op 22 april vond een informele Raad Buitenlandse Zaken plaats per videoconferentie.\n"
    )
    assert (notice.id, notice.place) == ("eu-fac-2020-04-22", "video conference")


def test_who_is_there_by_office_and_name() -> None:
    (notice,) = read(
        "Verslag van de informele Europese Raad van 9 mei 2019\n\n"
        "De bijeenkomst vond plaats in Sibiu onder voorzitterschap van de voorzitter van de "
        "Europese Raad, Jan Voorbeeldson, en in bijzijn van de premier van Albanië, de heer "
        "Gjergji. Er was een lunch met de Indiase Minister van Buitenlandse Zaken Kumari.\n"
    )
    found = {(one.party, one.capacity, one.person) for one in notice.participants}
    assert found == {
        ("European Council", "chair", "Jan Voorbeeldson"),
        ("ALB", "guest", "Gjergji"),
        ("IND", "guest", "Kumari"),
    }


@pytest.mark.parametrize(
    ("opening", "body", "place"),
    [
        ("I attended the Arctic Council Ministerial Meeting in Kiruna", "Arctic Council", "Kiruna"),
        ("I attended the meeting of NB8 foreign ministers in Helsinki", "NB8", "Helsinki"),
        ("I attended the Visegrad Group ministers' meeting in Prague", "Visegrad Group", "Prague"),
        ("I attended the Council of the Baltic Sea States in Riga", "CBSS", "Riga"),
        (
            "I attended the Commonwealth Ministerial Action Group in London",
            "Commonwealth",
            "London",
        ),
        ("I attended the G7 Energy Ministerial Meeting in Rome", "G7", "Rome"),
    ],
)
def test_bodies_beside_nato_and_the_union(opening: str, body: str, place: str) -> None:
    text = f"Written statement\n\n20 May 2016\n\n{opening} on 12 May 2016. We spoke of harbours.\n"
    (found,) = read_paper(text.encode(), name="paper.txt").reading.meetings
    assert (found.body, found.from_, found.place) == (body, "2016-05-12", place)
