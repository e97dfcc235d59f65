"""Speaking notes and the minister’s placemat: what stands on them, and that they fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import Item, MeetingNotice, Participant, Session
from inzet.writing.compose import compose
from inzet.writing.compose.sheet.pages import LINES, total
from inzet.writing.draft import Block, Draft, Form, clean, json_of
from inzet.writing.render import pdf, plain
from tests.changes.planting import Archive, Sentence, council
from tests.writing.compose.test_debate import FISH, WIRES, many
from tests.writing.reading_back import read_back

ON = dt.date(2019, 5, 2)
EARLIER = council("2019-03-04", "Visserij")
DOSSIER = "watch/fisheries"
MEMBERS = Participant(party="EU members", capacity="member", count=28)
NORWAY = Participant(party="NOR", capacity="guest", role="minister of foreign affairs")


def later(sessions: int = 2) -> MeetingNotice:
    return MeetingNotice(
        id="eu-fish-2019-05-06",
        name="Fisheries Council",
        body="EU",
        format="fisheries ministers",
        from_="2019-05-06",
        to="2019-05-06",
        previous=None,
        participants=(MEMBERS,),
        sessions=tuple(
            Session(
                number=number,
                on="2019-05-06",
                title=f"Deel {number}",
                participants=(NORWAY,) if number == 2 else (),
                items=(Item(title=f"Punt {number}", dossiers=(DOSSIER,)),),
            )
            for number in range(1, sessions + 1)
        ),
    )


def at(number: int) -> dict[str, Any]:
    return {"session": number, "item": f"Punt {number}"}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path)
    yield made
    made.record.close()


WAS = "Nederland zal pleiten voor 20 procent minder bijvangst in 2020."
NOW = "Nederland zal pleiten voor 30 procent minder bijvangst in 2020."
OTHER = "Denemarken wil de quota voor haring volgend jaar gelijk houden."
PROMISE = "Vóór 6 mei 2019 zal het kabinet u informeren over de quota."


def planted(archive: Archive) -> None:
    archive.paper("2019-02-20", [WAS, (OTHER, {"party": "DNK"})], EARLIER)
    told: list[Sentence] = [
        ("Het kabinet hecht belang aan schone havens.", at(1)),
        (NOW, at(2)),
        (PROMISE, {"act": Act.COMMITMENT, "content": {"due_before": "2019-05-06", "to": "NLD"}}),
    ]
    archive.paper("2019-04-25", told, later())


def sheet(archive: Archive, kind: str, language: str = "nl", reader: str | None = None) -> Draft:
    record = archive.record
    meeting = later().id
    return compose(record, record.reader(reader), kind, meeting, language=language, on=ON)


def page_of(draft: Draft, number: int) -> list[Block]:
    pages: list[list[Block]] = [[]]
    for block in draft.blocks:
        if block.form is Form.PAGE:
            pages.append([])
        pages[-1].append(block)
    return pages[number - 1]


def words(blocks: list[Block]) -> str:
    return "\n".join(block.text for block in blocks)


def test_notes_have_a_page_a_session_with_who_is_there(archive: Archive) -> None:
    planted(archive)
    draft = sheet(archive, "notes")
    one, two = words(page_of(draft, 1)), words(page_of(draft, 2))
    assert "schone havens" in one
    assert NOW not in one
    assert NOW in two
    assert "Noorwegen" in two
    assert "Noorwegen" not in one


def test_a_point_that_changed_has_last_times_words_beside_it(archive: Archive) -> None:
    planted(archive)
    draft = sheet(archive, "notes")
    point = next(block for block in draft.blocks if NOW in block.text)
    assert f"Vorige keer, inhoudelijk anders: “{WAS}”" in point.text
    assert {draft.sources[place].quote for place in point.sources} == {NOW, WAS}


def test_red_line_and_fallback_are_empty_and_not_in_the_clean_copy(archive: Archive) -> None:
    planted(archive)
    draft = sheet(archive, "notes")
    fields = [block for block in draft.blocks if block.form is Form.FIELD]
    assert [block.key for block in fields] == [
        "red_line/1", "fallback/1", "red_line/2", "fallback/2",
    ]  # fmt: skip
    assert not any(block.filled for block in fields)
    assert not any(block.form is Form.FIELD for block in clean(draft))


def test_what_others_said_is_cited_and_is_not_ours(archive: Archive) -> None:
    planted(archive)
    blocks = [each for each in sheet(archive, "notes").blocks if each.key.startswith("other/")]
    assert all("Denemarken" in each.text for each in blocks)
    assert blocks
    assert all(each.sources for each in blocks)


def test_the_placemat_tells_position_and_what_to_watch_per_item(archive: Archive) -> None:
    planted(archive)
    draft = sheet(archive, "brief")
    table = next(block for block in draft.blocks if block.form is Form.TABLE)
    row = next(row for row in table.rows if "Punt 2" in row[0])
    assert NOW in row[2]
    assert "[– 20] [+ 30]" in row[3]
    assert "vóór 6 mei 2019" in row[3]
    dates = [block.text for block in draft.blocks if block.role == "date"]
    assert any(each.startswith("6 mei 2019") for each in dates)


@pytest.mark.parametrize("kind", ["notes", "brief"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_they_make_no_statements(archive: Archive, kind: str, language: str) -> None:
    planted(archive)
    back = read_back(sheet(archive, kind, language))
    assert back.extra == ()
    assert back.missing == ()


@pytest.mark.parametrize("kind", ["notes", "brief"])
def test_a_reader_sees_only_what_is_theirs(archive: Archive, kind: str) -> None:
    planted(archive)
    before = json_of(sheet(archive, kind, reader="PUBLIC"))
    hidden = ("Zweden wil stilte over de zeeslagen van toen.", {"party": "SWE", **at(1)})
    archive.paper("2019-04-26", [hidden], later(), marking="INTERNAL")
    assert json_of(sheet(archive, kind, reader="PUBLIC")) == before


@pytest.mark.parametrize("kind", ["notes", "brief"])
def test_of_a_meeting_without_anything_they_say_so(archive: Archive, kind: str) -> None:
    archive.paper("2019-04-25", [], council("2019-05-06"))
    text = plain.render(sheet(archive, kind))
    assert "in beeld" in text


@pytest.mark.parametrize("kind", ["notes", "brief"])
def test_their_keys_are_unique(archive: Archive, kind: str) -> None:
    planted(archive)
    keys = [block.key for block in sheet(archive, kind).blocks]
    assert len(keys) == len(set(keys))


def full(archive: Archive) -> None:
    """As much as no page holds."""
    promise = {"act": Act.COMMITMENT, "content": {"to": "NLD"}}
    promises = [
        (f"Het kabinet zal u informeren over haven {place}.", promise) for place in range(30)
    ]
    fish, wires = many(60, FISH, "minder gevangen wordt"), many(60, WIRES, "hersteld wordt")
    archive.paper("2019-02-20", [*fish, *promises], EARLIER)
    meeting = later(sessions=12)
    told: list[Sentence] = [(str(text), at(place % 12 + 1)) for place, text in enumerate(wires)]
    archive.paper("2019-04-25", told, meeting)


@pytest.mark.parametrize(("kind", "pages"), [("debate", 2), ("brief", 1), ("notes", 12)])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_in_print_it_takes_the_pages_it_may_take(
    archive: Archive, kind: str, pages: int, language: str
) -> None:
    full(archive)
    draft = sheet(archive, kind, language)
    if kind != "notes":
        assert total(draft.blocks) <= pages * LINES
    printed = pypdfium2.PdfDocument(pdf.render(draft, clean=True))
    assert len(printed) == pages
