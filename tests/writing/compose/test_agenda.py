"""The next annotated agenda: what it carries, what it puts right, what it leaves to a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from inzet.record import Record
from inzet.vocabulary.errors import NotFound, UnknownValue
from inzet.vocabulary.meetings import Item, Session
from inzet.writing.compose import compose
from inzet.writing.compose.standing import Standings
from inzet.writing.compose.task import task
from inzet.writing.draft import Block, Draft, Form, Kind, Origin, clean, json_of
from inzet.writing.render import plain
from tests.writing.compose.papers import (
    FIRST_EN,
    SECOND,
    SUMMIT,
    announce,
    day,
    fmm,
    keep,
    samples,
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    made = samples(tmp_path_factory.mktemp("samples") / "samples.db")
    yield made
    made.close()


def composed(record: Record, meeting: str, on: str, language: str = "nl", **more: Any) -> Draft:
    return compose(
        record, record.reader(), "agenda", meeting, language=language, on=day(on), **more
    )


def holding(draft: Draft, words: str) -> Block:
    return next(block for block in draft.blocks if words in block.text)


def test_carried_paragraphs_stand_as_they_stood(record: Record) -> None:
    draft = composed(record, SECOND, "2023-03-17")
    block = holding(draft, "Alle drie de landen ondervinden")
    assert block.origin is Origin.CARRIED
    assert block.before is None
    assert block.says
    assert block.sources


def test_the_facts_of_the_meeting_are_put_right_and_the_rest_of_the_sentence_stays(
    record: Record,
) -> None:
    block = holding(
        composed(record, SECOND, "2023-03-17"), "NAVO-ministers van Buitenlandse Zaken vergaderen"
    )
    assert block.origin is Origin.CHANGED
    assert block.text.startswith(
        "De NAVO-ministers van Buitenlandse Zaken vergaderen op dinsdag 4 en woensdag 5 april 2023"
        " in Brussel. Roemenië"
    )
    assert block.before is not None
    assert "dinsdag 29 en woensdag 30 november 2022 in Boekarest. Roemenië" in block.before


def test_what_was_before_is_exact(record: Record) -> None:
    """Every earlier wording stands so in the paper of last time."""
    draft = composed(record, SECOND, "2023-03-17")
    view = record.view(record.reader())
    text = view.text(draft.compared_with[0]).text
    squeezed = "".join(text.split()).replace("-", "")
    for block in draft.blocks:
        if block.before is not None:
            assert "".join(block.before.split()).replace("-", "") in squeezed
    assert sum(block.before is not None for block in draft.blocks) >= 8


def test_another_meeting_in_the_same_town_is_left_alone(record: Record) -> None:
    block = holding(
        composed(record, SECOND, "2023-03-17"), "Bij een eerdere top in Boekarest, in 2008"
    )
    assert block.origin is Origin.CARRIED
    assert "Boekarest" in block.comment


def test_nobody_is_counted_as_a_member_before_the_day_of_the_draft(record: Record) -> None:
    before = plain.render(composed(record, SECOND, "2023-03-17"))
    assert "de dertig bondgenoten" in before
    assert "eenendertig" not in before
    after = plain.render(composed(record, SUMMIT, "2023-06-20"))
    assert "Zweden neemt als genodigde deel." in after
    assert "Finland en Zweden zitten als genodigden" not in after


def test_a_state_that_moved_is_told_from_the_record(record: Record) -> None:
    draft = composed(record, SUMMIT, "2023-06-20")
    block = holding(draft, "is de toetreding van Finland tot de NAVO in werking getreden")
    assert block.origin is Origin.CHANGED
    assert "28 van de 30 bondgenoten" in block.text
    assert block.before is not None
    assert "de stand voor beide kandidaten gelijk" in block.before
    assert "beide kandidaten gelijk" not in block.text
    dates = {draft.sources[at].said for at in block.sources}
    assert "2023-04-04" in dates


def test_a_state_that_did_not_move_stays_and_is_not_told_twice(record: Record) -> None:
    draft = composed(record, SECOND, "2023-03-17")
    assert "28 van de 30 bondgenoten" in plain.render(draft)
    assert plain.render(draft).count("28 van de 30") == 1


def test_promises_that_are_due_come_as_sentences_for_a_person_to_fill(record: Record) -> None:
    draft = composed(record, SUMMIT, "2023-06-20")
    field = next(b for b in draft.blocks if b.role == "promise" and "inzet Nederland" in b.text)
    assert field.form is Form.FIELD
    assert field.text.startswith(
        "Met deze brief komt het kabinet tegemoet aan de toezegging van 17 maart 2023"
    )
    assert "10 juli 2023" in field.comment
    assert not field.filled
    assert draft.sources[field.sources[0]].quote.startswith("Nog vóór de Top in Vilnius")
    assert field not in clean(draft)
    assert field.key == f"promise/{draft.sources[field.sources[0]].statement}"


def test_a_promise_that_is_due_later_is_not_to_settle_yet(record: Record) -> None:
    draft = composed(record, SECOND, "2023-03-17")
    assert not any(
        "inzet Nederland over de DIP" in b.text for b in draft.blocks if b.form is Form.FIELD
    )


def test_items_that_are_announced_are_new_and_those_that_are_not_stay(record: Record) -> None:
    draft = composed(record, SECOND, "2023-03-17")
    new = holding(draft, "Indo-Pacific en Europese Unie")
    assert (new.form, new.origin, new.role) == (Form.HEADING, Origin.NEW, "new")
    gone = holding(draft, "Sessie 4: Partners onder druk")
    assert gone.origin is Origin.CARRIED
    assert "Staat niet in het programma" in gone.comment
    assert not any(block.origin is Origin.DROPPED for block in draft.blocks)


def test_what_no_paper_tells_stays_open(tmp_path: Path) -> None:
    with Record.create(tmp_path / "r.db", "Ministry of Tests") as record:
        keep(record, FIRST_EN, "2023-05-12")
        announce(record, fmm("2023-11"), "2023-10-01")
        draft = composed(record, "nato-fmm-2023-11", "2023-11-01", "en")
    fields = {block.key for block in draft.blocks if block.form is Form.FIELD}
    assert {"field/days", "field/place"} <= fields
    assert "will meet in [place] on [date]." in plain.render(draft)
    assert draft.head.place == draft.head.date == draft.head.reference == ""


def test_a_meeting_that_papers_only_name_says_so(record: Record) -> None:
    draft = composed(record, SUMMIT, "2023-06-20")
    assert "geen stuk kondigt haar zelf aan" in draft.blocks[0].comment
    assert "voorbereidende bijeenkomst" in draft.blocks[0].comment
    text = plain.render(draft)
    assert (
        "Op 11 en 12 juli 2023 komen de staatshoofden en regeringsleiders van de NAVO bijeen"
        in text
    )


def test_text_in_another_language_is_not_carried_and_the_draft_says_so(record: Record) -> None:
    draft = composed(record, SUMMIT, "2023-06-20", "en")
    assert "is in Dutch; text is not translated" in draft.blocks[0].comment
    text = plain.render(draft)
    assert "kabinet" not in text
    assert "Sessie" not in text
    assert "Accession of Finland / Accession of Sweden" in text
    assert "Finland became a member of NATO" in text


def test_without_an_earlier_agenda_it_is_made_of_the_facts(tmp_path: Path) -> None:
    sessions = (Session(number=1, title="Steun", items=(Item(title="Hulp"),)),)
    with Record.create(tmp_path / "r.db", "Ministry of Tests") as record:
        announce(
            record, fmm("2023-11-28", "2023-11-29", "Brussels", sessions=sessions), "2023-10-01"
        )
        draft = composed(record, "nato-fmm-2023-11-28", "2023-11-01")
    text = plain.render(draft)
    assert (
        "Op 28 en 29 november 2023 komen de NAVO-ministers van Buitenlandse Zaken bijeen in"
        " Brussel." in text
    )
    assert "Steun" in text
    assert "Hulp" in text
    assert draft.compared_with == ()
    assert "Geen eerdere geannoteerde agenda" in draft.blocks[0].comment
    # How such letters close is a promise: proposed, and a person's to make.
    assert draft.blocks[-1].form is Form.FIELD
    assert "Over de uitkomsten van de bijeenkomst" in draft.blocks[-1].text
    assert "Over de uitkomsten" not in text


def test_a_session_that_takes_anothers_place_keeps_its_heading_and_says_so(
    tmp_path: Path,
) -> None:
    def announced(title: str) -> Block:
        sessions = (Session(number=1, title=title, items=(Item(title="Accession of Sweden"),)),)
        with Record.create(tmp_path / f"{title}.db", "Ministry of Tests") as record:
            keep(record, FIRST_EN, "2023-05-12")
            announce(record, fmm("2023-11-28", sessions=sessions), "2023-10-01")
            draft = composed(record, "nato-fmm-2023-11-28", "2023-11-01", "en")
        return holding(draft, "Session 1")

    renamed, same = announced("Partners"), announced("Enlargement")
    assert renamed.text == same.text == "Session 1: Enlargement"
    assert "calls session 1 “Partners”" in renamed.comment
    assert "calls session 1" not in same.comment


@pytest.mark.parametrize(("on", "edition"), [("2023-03-17", None), ("2023-07-08", "2023-07")])
def test_figures_are_hinted_with_their_edition_and_not_when_that_is_old(
    record: Record, on: str, edition: str | None
) -> None:
    """In March 2023 the newest edition with a figure for every ally is of June 2019."""
    asked = task(record, record.reader(), Kind.AGENDA, SECOND, "en", day(on))
    standings = Standings(asked)
    hint = standings.hint("pledge/wales-2014")
    if edition is None:
        assert hint is None
        # What is no figure is still told.
        other = standings.hint("pledge/defence-expenditure")
        assert other is not None
        assert "2019" not in other[0]
    else:
        assert hint is not None
        assert f"By the edition of {edition}: the newest" in hint[0]


def test_every_source_has_words(record: Record) -> None:
    for kind in Kind:
        draft = compose(record, record.reader(), kind, SECOND, on=day("2023-03-17"))
        assert draft.sources
        assert all(each.quote.strip() for each in draft.sources), kind


def test_an_empty_record_and_what_nobody_knows_are_clear_errors(tmp_path: Path) -> None:
    with Record.create(tmp_path / "r.db", "Ministry of Tests") as record:
        with pytest.raises(NotFound, match="nato-fmm"):
            composed(record, "nato-fmm-2023-11-28", "2023-11-01")
        announce(record, fmm("2023-11"), "2023-10-01")
        with pytest.raises(UnknownValue, match="xx"):
            composed(record, "nato-fmm-2023-11", "2023-11-01", "xx")
        with pytest.raises(UnknownValue, match="poem"):
            compose(record, record.reader(), "poem", "nato-fmm-2023-11")
        assert composed(record, "nato-fmm-2023-11", "2023-11-01").sources


def test_what_was_said_after_its_day_is_not_in_it(record: Record) -> None:
    draft = composed(record, SUMMIT, "2023-03-20")
    assert all(str(source.said) <= "2023-03-20" for source in draft.sources)
    text = plain.render(draft)
    assert "in werking getreden" not in text
    assert "eenendertig" not in text


def test_the_same_record_and_day_give_the_same_bytes(record: Record) -> None:
    one, other = (json_of(composed(record, SUMMIT, "2023-06-20")) for _ in range(2))
    assert one == other


def test_papers_may_come_in_any_order(record: Record, tmp_path: Path) -> None:
    with samples(tmp_path / "other.db", (3, 1, 0, 2)) as other:
        for meeting, on in ((SECOND, "2023-03-17"), (SUMMIT, "2023-06-20")):
            one, same = (_bare(composed(each, meeting, on)) for each in (record, other))
            assert one == same


def _bare(draft: Draft) -> Draft:
    """Without the ids that a record gives its papers when they come."""
    sources = tuple(msgspec.structs.replace(each, paper=None) for each in draft.sources)
    return msgspec.structs.replace(draft, sources=sources, compared_with=())


def test_keys_are_unique_and_stable_over_days(record: Record) -> None:
    early, late = (composed(record, SUMMIT, on) for on in ("2023-06-01", "2023-06-20"))
    keys = [block.key for block in late.blocks]
    assert len(keys) == len(set(keys))
    assert set(keys) == {block.key for block in early.blocks}


def test_every_source_has_its_marking_and_the_stamps_are_carried(record: Record) -> None:
    draft = composed(record, SUMMIT, "2023-06-20")
    assert all(source.marking for source in draft.sources)
    assert draft.stamps == ("Retold by the Inzet project, not an official paper.",)
    for block in draft.blocks:
        assert all(0 <= at < len(draft.sources) for at in block.sources)
        if block.origin in (Origin.CARRIED, Origin.CHANGED):
            assert block.sources, block.key


def test_who_may_not_read_a_paper_gets_a_draft_without_a_trace_of_it(tmp_path: Path) -> None:
    hidden = FIRST_EN.replace("Oslo", "Madrid").replace(
        "31 May and 1 June 2023", "3 and 4 April 2023"
    )
    hidden = hidden.replace("hybrid threats.", "hybrid threats and sabotage.")
    with (
        Record.create(tmp_path / "r.db", "Ministry of Tests") as record,
        Record.create(tmp_path / "public.db", "Ministry of Tests") as public,
    ):
        for each in (record, public):
            keep(each, FIRST_EN, "2023-05-12")
            announce(each, fmm("2023-11"), "2023-10-01")
        keep(record, hidden, "2023-03-20", marking="INTERNAL", name="hidden.txt")
        keep(
            record,
            hidden.replace("Madrid", "Athens").replace("3 and 4 April", "6 and 7 September"),
            "2023-08-20",
            marking="INTERNAL",
            name="later.txt",
        )
        seen = compose(
            record,
            record.reader("PUBLIC"),
            "agenda",
            "nato-fmm-2023-11",
            language="en",
            on=day("2023-11-01"),
        )
        alone = compose(
            public,
            public.reader("PUBLIC"),
            "agenda",
            "nato-fmm-2023-11",
            language="en",
            on=day("2023-11-01"),
        )
        own = composed(record, "nato-fmm-2023-11", "2023-11-01", "en")
    assert _bare(seen) == _bare(alone)
    assert b"sabotage" not in json_of(seen)
    assert b"Athens" not in json_of(seen)
    assert b"sabotage" in json_of(own)
