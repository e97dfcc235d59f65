"""What changed between two moments: paper with paper, in the chain, for one reader."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzet.changes import NOW, Became, Changes, Moment, Moved, Only, Went, changes, moment
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import NotFound, UnknownValue
from tests.changes.planting import Archive, council

SPRING, AUTUMN = council("2020-03-10", "Haring", (2, "Aal")), council("2020-10-12", "Aal", "Tong")
COD = "Nederland steunt een verlaging van het quotum voor kabeljauw met 10 procent."
COD_CHANGED = "Nederland steunt een verlaging van het quotum voor kabeljauw met 20 procent."
EEL = "Het kabinet vindt dat de vangst van aal tijdelijk moet stoppen."
EEL_REWORDED = "Volgens het kabinet moet er tijdelijk een eind komen aan de aalvangst."
SAME = "Nederland hecht aan toezicht op zee."
NEW = "Nederland pleit voor een fonds voor jonge ondernemers in de havens."
VANISHED = "Het kabinet is tegen drijfnetten in de Oostzee."


def plant(archive: Archive) -> None:
    archive.paper("2020-03-01", [COD, EEL, SAME, VANISHED], SPRING)
    archive.paper("2020-10-01", [COD_CHANGED, EEL_REWORDED, SAME, NEW], AUTUMN)


def between(archive: Archive, since: Moment, until: Moment, **more: object) -> Changes:
    reader = archive.record.reader()
    return changes(
        archive.record,
        reader,
        since,
        until,
        today=dt.date(2020, 12, 1),
        **more,  # type: ignore[arg-type]
    )


def told(found: Changes) -> set[tuple[str, str]]:
    """What became of each position, as (what, quote)."""
    [one] = found.comparisons
    return {(str(each.became), each.row.quote) for each in one.positions}


def test_positions_of_two_agendas_of_a_chain(archive: Archive) -> None:
    plant(archive)
    found = between(archive, moment(archive.view(), SPRING.id), moment(archive.view(), AUTUMN.id))
    assert told(found) == {
        ("changed", COD_CHANGED),
        ("reworded", EEL_REWORDED),
        ("same", SAME),
        ("new", NEW),
        ("vanished", VANISHED),
    }
    [one] = found.comparisons
    assert (one.earlier.meeting.id, one.later.meeting.id) == (SPRING.id, AUTUMN.id)
    assert one.kept == 1


def test_items_of_two_agendas_of_a_chain(archive: Archive) -> None:
    plant(archive)
    [one] = between(archive, Moment(dt.date(2020, 3, 5)), NOW).comparisons
    assert {(str(each.went), each.item.title) for each in one.items} == {
        ("moved", "Aal"),
        ("new", "Tong"),
        ("dropped", "Haring"),
    }


def test_an_item_under_another_title_is_retitled_and_no_other_item(archive: Archive) -> None:
    archive.paper("2020-03-01", [SAME], council("2020-03-10", "Toezicht op de visserij", "Tong"))
    archive.paper("2020-10-01", [SAME], council("2020-10-12", "Visserijtoezicht", "Tong"))
    [one] = between(archive, Moment(dt.date(2020, 3, 5)), NOW).comparisons
    assert [each.went for each in one.items] == [Went.RETITLED, Went.SAME]


def test_a_meeting_stands_for_its_last_day_and_for_nothing_later_in_its_chain(
    archive: Archive,
) -> None:
    plant(archive)
    winter = council("2020-12-15", "Tong")
    archive.paper("2020-10-05", [NEW], winter)
    day = Moment(dt.date(2020, 10, 12))
    of_day = between(archive, Moment(dt.date(2020, 3, 5)), day).comparisons
    assert [each.later.meeting.id for each in of_day] == [winter.id]
    named = moment(archive.view(), AUTUMN.id)
    assert named == Moment(dt.date(2020, 10, 12), AUTUMN.id)
    of_meeting = between(archive, Moment(dt.date(2020, 3, 5)), named).comparisons
    assert [each.later.meeting.id for each in of_meeting] == [AUTUMN.id]


def test_meetings_between_are_counted_and_not_compared(archive: Archive) -> None:
    archive.paper("2020-03-01", [COD], SPRING)
    archive.paper("2020-06-01", [VANISHED], council("2020-06-10"))
    archive.paper("2020-10-01", [COD], AUTUMN)
    [one] = between(archive, Moment(dt.date(2020, 3, 5)), NOW).comparisons
    assert one.skipped == 1
    assert [each.became for each in one.positions] == [Became.SAME]


def test_several_papers_about_one_meeting_count_as_one(archive: Archive) -> None:
    archive.paper("2020-03-01", [COD, SAME], SPRING)
    archive.paper("2020-10-01", [COD], AUTUMN)
    archive.paper("2020-10-02", [SAME], AUTUMN, title="Aanvulling")
    [one] = between(archive, Moment(dt.date(2020, 3, 5)), NOW).comparisons
    assert len(one.later.papers) == 2
    assert {each.became for each in one.positions} == {Became.SAME}


def test_another_genre_party_or_chain_is_no_counterpart(archive: Archive) -> None:
    archive.paper("2020-03-01", [COD], SPRING)
    archive.paper("2020-10-20", [COD], AUTUMN, genre="minister's report")
    archive.paper("2020-10-01", [COD], AUTUMN, party="SWE")
    archive.paper("2020-10-01", [COD], council("2020-10-12", body="NAFO"), title="Ander")
    archive.paper("2020-10-02", [COD], title="Brief")
    found = between(archive, Moment(dt.date(2020, 3, 5)), NOW)
    assert found.comparisons == ()
    assert sorted(each.why for each in found.alone) == [
        "no meeting of a chain is known that it is about",
        *["the first of its kind in view"] * 3,
    ]


def test_meetings_that_papers_link_are_of_one_chain(archive: Archive) -> None:
    first = council("2020-03-10", body="EU")
    second = council("2020-10-12", body="Union", previous=first.id)
    archive.paper("2020-03-01", [COD], first)
    archive.paper("2020-10-01", [COD], second)
    [one] = between(archive, Moment(dt.date(2020, 3, 5)), NOW).comparisons
    assert [each.became for each in one.positions] == [Became.SAME]


def test_only_a_dossier_or_a_party(archive: Archive) -> None:
    tax = ("Het kabinet is tegen een heffing op diesel.", {"dossiers": ("watch/tax",)})
    sweden = ("Zweden wil meer toezicht op zee.", {"party": "SWE"})
    archive.paper("2020-03-01", [COD, tax, sweden], SPRING)
    archive.paper("2020-10-01", [COD], AUTUMN)
    since = Moment(dt.date(2020, 3, 5))
    assert told(between(archive, since, NOW, only=Only(dossier="watch/tax"))) == {
        ("vanished", tax[0])
    }
    assert told(between(archive, since, NOW, only=Only(party="SWE"))) == {("vanished", sweden[0])}


def test_commitments_made_overdue_and_due_on_another_day(archive: Archive) -> None:
    by = {"act": Act.COMMITMENT, "content": {"due_by": "2020-06-01"}}
    bound = {
        "act": Act.COMMITMENT,
        "content": {"due": {"before": "the council", "meeting": AUTUMN.id, "words": "before it"}},
    }
    expected = council("2020-10-12")
    archive.paper("2020-03-01", [("Wij schrijven u.", by), ("Wij melden het.", bound)], SPRING)
    archive.paper("2020-02-01", [], expected, title="Eerste aankondiging")
    later = {"act": Act.COMMITMENT, "content": {}}
    archive.paper("2020-10-01", [("Wij berichten u.", later)], AUTUMN)
    found = between(archive, Moment(dt.date(2020, 3, 5)), Moment(dt.date(2020, 11, 1)))
    assert {(each.moved, each.commitment.row.quote) for each in found.commitments} == {
        (Moved.OVERDUE, "Wij schrijven u."),
        (Moved.OVERDUE, "Wij melden het."),
        (Moved.MADE, "Wij berichten u."),
    }


def test_a_deadline_that_moved_with_its_meeting(archive: Archive) -> None:
    due = {"before": "the council", "meeting": "eu-fish-summit", "words": "before it"}
    promise = ("Wij melden het.", {"act": Act.COMMITMENT, "content": {"due": due}})
    summit = council("2020-11-20")
    moved = council("2020-12-10")
    from msgspec.structs import replace

    archive.paper("2020-03-01", [promise], SPRING, replace(summit, id="eu-fish-summit"))
    archive.paper("2020-10-01", [], AUTUMN, replace(moved, id="eu-fish-summit"))
    found = between(archive, Moment(dt.date(2020, 3, 5)), Moment(dt.date(2020, 10, 5)))
    [change] = found.commitments
    assert (change.moved, *change.due) == (Moved.DUE, dt.date(2020, 11, 19), dt.date(2020, 12, 9))


def test_what_is_hidden_from_a_reader_has_not_changed_for_that_reader(archive: Archive) -> None:
    archive.paper("2020-03-01", [COD], SPRING)
    archive.paper("2020-10-01", [COD_CHANGED], AUTUMN, marking="INTERNAL")
    public = archive.record.reader("PUBLIC")
    found = changes(archive.record, public, Moment(dt.date(2020, 3, 5)), NOW)
    assert found.none
    assert not between(archive, Moment(dt.date(2020, 3, 5)), NOW).none


def test_an_unknown_moment_says_what_there_is(archive: Archive) -> None:
    plant(archive)
    with pytest.raises(NotFound, match="eu-fish-2020-03-10"):
        moment(archive.view(), "nonsense")
    with pytest.raises(UnknownValue, match="2020-02-30"):
        moment(archive.view(), "2020-02-30")


SUBJECTS = ("haring", "aal", "tong", "kabeljauw", "toezicht op zee", "havens")
WISHES = (
    "steunt",
    "is tegen",
    "wil meer",
    "wil geen",
    "pleit voor 10 procent",
    "pleit voor 20 procent",
)
papers = st.lists(
    st.tuples(st.sampled_from(WISHES), st.sampled_from(SUBJECTS)).map(
        lambda pair: f"Nederland {pair[0]} {pair[1]}."
    ),
    unique=True,
    max_size=6,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=papers, second=papers)
def test_from_a_moment_to_itself_nothing_changed_and_backwards_new_is_vanished(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], second: list[str]
) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    archive.paper("2020-03-01", first, SPRING)
    archive.paper("2020-10-01", second, AUTUMN)
    early, late = Moment(dt.date(2020, 3, 5)), Moment(dt.date(2020, 10, 20))
    for each in (early, late):
        assert between(archive, each, each).none
    forward, back = between(archive, early, late), between(archive, late, early)
    archive.record.close()
    turned = {
        "new": "vanished",
        "vanished": "new",
        "dropped": "new",
        "moved": "moved",
        "retitled": "retitled",
    }
    [there], [again] = forward.comparisons, back.comparisons
    assert sorted(
        (str(each.became), _both(each.earlier, each.later)) for each in again.positions
    ) == (
        sorted(
            (turned.get(str(each.became), str(each.became)), _both(each.later, each.earlier))
            for each in there.positions
        )
    )
    gone = [each.item.title for each in there.items if each.went == Went.DROPPED]
    assert gone == [each.item.title for each in again.items if each.went == Went.NEW]


def _both(*rows: object) -> tuple[str, ...]:
    return tuple(getattr(row, "quote", "") for row in rows)
