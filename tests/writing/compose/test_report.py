"""The report of a meeting: announced, said, outcome, promised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inzet.record import Record
from inzet.writing.compose import compose
from inzet.writing.compose.sources import Sources
from inzet.writing.draft import Draft, Form, clean, json_of
from inzet.writing.render import plain
from tests.writing.compose.papers import FIRST, FIRST_EN, SECOND, SUMMIT, day, keep, samples


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    made = samples(tmp_path_factory.mktemp("samples") / "samples.db")
    yield made
    made.close()


def composed(record: Record, meeting: str, on: str, language: str = "nl") -> Draft:
    return compose(record, record.reader(), "report", meeting, language=language, on=day(on))


def under(draft: Draft, title: str) -> list[str]:
    """What stands under a heading, as ``role: text``."""
    found: list[str] = []
    inside = False
    for block in draft.blocks:
        if block.form is Form.HEADING:
            inside = block.text == title
        elif inside:
            found.append(f"{block.role}: {block.text}")
    return found


def test_each_item_has_announced_said_and_outcome_in_this_order(record: Record) -> None:
    lines = under(composed(record, SECOND, "2023-04-12"), "Toetreding van Finland en Zweden")
    roles = [line.partition(":")[0] for line in lines]
    assert roles == [*["announced"] * 2, "said", *["outcome"] * 4]
    assert "“Het kabinet wil dat Finland en Zweden vóór de Top volwaardig lid zijn." in lines[1]


def test_said_and_outcome_are_for_a_person_where_no_paper_tells_them(record: Record) -> None:
    draft = composed(record, SECOND, "2023-04-12")
    empty = [b for b in draft.blocks if b.form is Form.FIELD and b.role in ("said", "outcome")]
    assert len(empty) >= 14
    assert not any(b.filled for b in empty)
    assert not any(b in clean(draft) for b in empty)


def test_the_opening_tells_when_where_and_who(record: Record) -> None:
    text = plain.render(composed(record, SECOND, "2023-04-12"))
    assert (
        "Op 4 en 5 april 2023 kwamen de NAVO-ministers van Buitenlandse Zaken bijeen in Brussel."
        in text
    )
    assert "namen de 31 bondgenoten deel, met Zweden als genodigde." in text
    assert "Aan deze sessie nam Oekraïne deel als gast." in text


def test_that_it_was_held_is_a_remark_where_no_paper_says_so(record: Record) -> None:
    opening = next(b for b in composed(record, SECOND, "2023-04-12").blocks if b.key == "opening")
    assert "Geen stuk in het register zegt dat de bijeenkomst is gehouden" in opening.comment
    held = next(b for b in composed(record, FIRST, "2023-01-10").blocks if b.key == "opening")
    assert "is gehouden" not in held.comment


def test_what_another_paper_says_of_it_is_quoted_for_the_drafter_only(record: Record) -> None:
    draft = composed(record, SUMMIT, "2023-08-01", "en")
    quoted = [b for b in draft.blocks if b.form is Form.ITEM and b.role == "outcome"]
    assert any("We have created a NATO-Ukraine Council." in b.text for b in quoted)
    assert all(b.private and b.sources for b in quoted)
    assert "NATO-Ukraine Council" not in plain.render(draft)


def test_what_was_promised_on_the_meeting_is_to_settle(record: Record) -> None:
    draft = composed(record, SECOND, "2023-04-12")
    fields = [b.text for b in draft.blocks if b.form is Form.FIELD and b.role == "promise"]
    assert (
        "Met dit verslag komt het kabinet tegemoet aan de toezegging van 17 maart 2023 over de"
        " uitkomsten" in fields
    )
    assert not any("inzet Nederland over de DIP" in text for text in fields)
    later = [b for b in draft.blocks if b.role == "promise" and b.private]
    assert any("10 juli 2023" in b.text for b in later)


def test_a_report_that_is_there_is_named_and_not_copied(record: Record) -> None:
    draft = composed(record, FIRST, "2023-01-10")
    assert "al een verslag in het register, van 16 december 2022" in draft.blocks[0].comment
    assert "opmars" not in json_of(draft).decode()


def test_a_meeting_that_is_only_named_gives_a_skeleton(record: Record) -> None:
    draft = composed(record, "nato-fmm-2022-05-14", "2022-12-01")
    assert "Geen geannoteerde agenda" in draft.blocks[0].comment
    assert "Op 14 en 15 mei 2022 kwamen" in plain.render(draft)


def test_keys_are_unique_and_the_bytes_the_same(record: Record) -> None:
    for meeting, on in ((FIRST, "2023-01-10"), (SECOND, "2023-04-12"), (SUMMIT, "2023-08-01")):
        draft = composed(record, meeting, on)
        keys = [block.key for block in draft.blocks]
        assert len(keys) == len(set(keys))
        assert json_of(draft) == json_of(composed(record, meeting, on))
        assert all(source.marking for source in draft.sources)


def test_no_sentence_of_a_paper_that_the_reader_may_not_see(tmp_path: Path) -> None:
    statement = (
        "Statement of the NATO Foreign Ministers Meeting in Oslo on 31 May and 1 June 2023\n\n"
        "The NATO Foreign Ministers met in Oslo on 31 May and 1 June 2023.\n\nHybrid threats\n\n"
        "Allies decided to set up a centre against sabotage.\n"
    )
    with Record.create(tmp_path / "r.db", "Ministry of Tests") as record:
        keep(record, FIRST_EN, "2023-05-12")
        keep(record, statement, "2023-06-01", marking="INTERNAL", name="b.txt", on_behalf_of="NATO")
        reader = record.reader("PUBLIC")
        draft = compose(
            record, reader, "report", "nato-fmm-2023-05-31", language="en", on=day("2023-06-05")
        )
        assert b"sabotage" not in json_of(draft)
        assert {source.marking for source in draft.sources} == {"PUBLIC"}


def test_a_notice_that_joins_others_is_not_told_again() -> None:
    sources = Sources()
    sources.stamp(
        ("Retold; no official paper.; Invented.", "Invented.", "Retold; no official paper.")
    )
    assert sources.stamps() == ("Invented.", "Retold; no official paper.")
    sources.stamp(("Invented.; Classified.",))
    assert sources.stamps()[-1] == "Invented.; Classified."
