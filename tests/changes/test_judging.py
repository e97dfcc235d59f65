"""What a person says of two positions goes before what is found, and can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from inzet.changes import NOW, Became, Moment, changes, pair, unpair
from inzet.record import Filter
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from tests.changes.planting import Archive, council

ALIKE = "Nederland steunt een quotum voor haring."
OTHER = "Meer geld voor havens is welkom."
SINCE = Moment(dt.date(2020, 3, 5))


def plant(archive: Archive, marking: str = "PUBLIC") -> dict[str, str]:
    """Two agendas: one sentence in both, and one by itself in each; ids by day and words."""
    archive.paper("2020-03-01", [ALIKE, "Het kabinet hecht aan onderwijs."], council("2020-03-10"))
    archive.paper("2020-10-01", [ALIKE, OTHER], council("2020-10-12"), marking=marking)
    rows = archive.view().statements(Filter(act=Act.POSITION)).items
    return {f"{row.said} {row.quote[:6]}": row.identity for row in rows}


def told(archive: Archive, reader: str | None = None) -> set[tuple[str, str, bool]]:
    found = changes(archive.record, archive.record.reader(reader), SINCE, NOW)
    return {
        (str(each.became), each.row.quote[:6], each.judged)
        for one in found.comparisons
        for each in one.positions
    }


def test_two_that_a_person_says_are_one(archive: Archive) -> None:
    ids = plant(archive)
    before = told(archive)
    assert ("new", "Meer g", False) in before
    own = archive.record.reader()
    earlier, later = ids["2020-03-01 Het ka"], ids["2020-10-01 Meer g"]
    pair(archive.record, own, earlier, later, same=True, by="somebody", ground="read both")
    assert told(archive) == {("same", "Nederl", False), ("reworded", "Meer g", True)}
    back = changes(archive.record, own, NOW, SINCE).comparisons[0].positions
    assert {(each.became, each.judged) for each in back} == {
        (Became.SAME, False),
        (Became.REWORDED, True),
    }
    unpair(archive.record, own, earlier, later, by="somebody")
    assert told(archive) == before
    with pytest.raises(NotFound, match="nothing to undo"):
        unpair(archive.record, own, earlier, later, by="somebody")
    # And it can be said again.
    pair(archive.record, own, earlier, later, same=True, by="somebody")
    assert ("reworded", "Meer g", True) in told(archive)


def test_two_that_a_person_says_are_not_one(archive: Archive) -> None:
    ids = plant(archive)
    own = archive.record.reader()
    earlier, later = ids["2020-03-01 Nederl"], ids["2020-10-01 Nederl"]
    pair(archive.record, own, earlier, later, same=False, by="somebody")
    assert {("new", "Nederl", False), ("vanished", "Nederl", False)} <= told(archive)
    # The last word counts.
    pair(archive.record, own, later, earlier, same=True, by="somebody")
    assert ("same", "Nederl", True) in told(archive)


def test_who_may_not_read_both_does_not_see_it(archive: Archive) -> None:
    ids = plant(archive)
    archive.paper("2020-11-01", [OTHER], council("2020-11-12"), marking="INTERNAL")
    hidden = next(
        row.identity
        for row in archive.view().statements(Filter(act=Act.POSITION)).items
        if row.marking == "INTERNAL"
    )
    before = told(archive, "PUBLIC")
    written = pair(
        archive.record,
        archive.record.reader(),
        ids["2020-03-01 Het ka"],
        hidden,
        same=True,
        by="somebody",
    )
    assert written.marking == "INTERNAL"
    assert told(archive, "PUBLIC") == before
    assert archive.view("PUBLIC").count(Filter(rule="person")) == 0


def test_what_cannot_be_judged_is_told(archive: Archive) -> None:
    ids = plant(archive)
    own, public = archive.record.reader(), archive.record.reader("PUBLIC")
    one, other = ids["2020-10-01 Nederl"], ids["2020-10-01 Meer g"]
    notice = archive.view().statements(Filter(act=Act.CONTEXT)).items[0].identity
    with pytest.raises(UnknownValue, match="one paper"):
        pair(archive.record, own, one, other, same=True, by="x")
    with pytest.raises(UnknownValue, match="not a position"):
        pair(archive.record, own, notice, other, same=True, by="x")
    with pytest.raises(NotFound):
        pair(archive.record, own, "f" * 64, other, same=True, by="x")
    with pytest.raises(InputError, match="own organisation"):
        pair(archive.record, public, one, ids["2020-03-01 Het ka"], same=True, by="x")
