"""Two meetings or dossiers that are one, one that is two: judged by a person, and undone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzet.meetings import chain, join, judgements, meeting, part, standings, undo
from inzet.record import View
from inzet.vocabulary.acts import Act
from inzet.vocabulary.errors import InputError, NotFound, UnknownValue
from inzet.vocabulary.meetings import Item, MeetingLink, MeetingNotice, Session
from tests.meetings.planting import Planted

JUNE, MAY, FISH = "eu-agrifish-2020-06-08", "eu-agrifish-2020-05-11", "eu-fish-2020-06-08"


def council(id_: str, **more: Any) -> MeetingNotice:
    """A council by its id, on the day that it ends with."""
    return MeetingNotice(
        id=id_,
        name="Council",
        body="EU",
        format="agriculture ministers",
        from_=id_[-10:],
        to=id_[-10:],
        **more,
    )


def position(dossier: str, at: str) -> dict[str, Any]:
    """A position on a dossier at a meeting."""
    on = {"act": Act.POSITION, "party": "NLD", "holder": f"{dossier} {at}"}
    return {**on, "dossiers": (dossier,), "meeting": at}


@pytest.fixture
def cycle(planted: Planted) -> Planted:
    """Two councils and one that is another's under another name; positions at each."""
    item = Item(title="Vis", procedure="watch", dossiers=("watch/fish",))
    planted.paper(
        "2020-04-20", council(MAY), statements=(position("watch/fish", MAY),), marking="PUBLIC"
    )
    planted.paper(
        "2020-05-25",
        council(JUNE, previous=MeetingLink(name="Council", id=MAY, from_=MAY[-10:])),
        statements=(position("watch/fisheries", JUNE),),
        marking="PUBLIC",
    )
    planted.paper(
        "2020-06-01",
        council(FISH, sessions=(Session(number=1, items=(item,)),)),
        statements=(position("watch/fish", FISH),),
        marking="PUBLIC",
    )
    return planted


def everything(view: View) -> Any:
    """All that is told of meetings and dossiers."""
    return (
        [(one.id, one.notice, one.previous, one.next, one.papers) for one in chain(view)],
        [(one.dossier, one.counts, one.latest) for one in standings(view)],
        view.counts("meeting"),
    )


def judged(cycle: Planted, what: str, name: str, into: str, **more: Any) -> Any:
    """Joined, on a ground."""
    own = cycle.record.reader()
    return join(cycle.record, own, what, name, into, ground="the same day", by="ann", **more)


def test_two_meetings_are_shown_as_one_and_undone_as_two(cycle: Planted) -> None:
    before = everything(cycle.view())
    done = judged(cycle, "meeting", FISH, JUNE)
    view = cycle.view()
    may, june = chain(view)
    assert (june.id, june.previous, may.next) == (JUNE, MAY, JUNE)
    assert len(june.papers) == 2
    assert [session.number for session in june.notice.sessions] == [1]
    assert view.counts("meeting") == {MAY: 2, JUNE: 4}
    assert meeting(view, FISH).id == JUNE
    assert [one.ground for one in judgements(view)] == ["the same day"]
    undo(cycle.record, cycle.record.reader(), done.id[:8], by="ann")
    assert everything(cycle.view()) == before
    assert judgements(cycle.view()) == []


def test_two_dossiers_are_one_in_what_is_on_the_table_too(cycle: Planted) -> None:
    judged(cycle, "dossier", "watch/fish", "watch/fisheries")
    view = cycle.view()
    [one] = standings(view)
    assert (one.dossier, one.total) == ("watch/fisheries", 3)
    assert standings(view, "watch/fish") == [one]
    [session] = meeting(view, FISH).notice.sessions
    assert session.items[0].dossiers == ("watch/fisheries",)


def test_a_judgement_for_ourselves_changes_nothing_for_others(cycle: Planted) -> None:
    public = cycle.record.reader("PUBLIC")
    before = everything(cycle.record.view(public))
    judged(cycle, "meeting", FISH, JUNE)
    judged(cycle, "dossier", "watch/fish", "watch/fisheries")
    assert everything(cycle.record.view(public)) == before
    assert judgements(cycle.record.view(public)) == []
    undo(cycle.record, cycle.record.reader(), judgements(cycle.view())[0].id, by="ann")
    judged(cycle, "dossier", "watch/fish", "watch/fisheries", marking="PUBLIC")
    assert cycle.record.view(public).counts("dossier") == {"watch/fisheries": 3}


def test_one_meeting_is_told_apart_by_its_papers(cycle: Planted) -> None:
    before = everything(cycle.view())
    paper = cycle.paper("2020-05-26", council(JUNE), statements=(position("watch/x", JUNE),))
    own = cycle.record.reader()
    lunch = "eu-lunch-2020-06-08"
    middle = everything(cycle.view())
    done = part(
        cycle.record, own, "meeting", JUNE, lunch, papers=[paper], ground="a lunch", by="ann"
    )
    view = cycle.view()
    assert meeting(view, lunch).papers[0].id == paper
    assert paper not in [each.id for each in meeting(view, JUNE).papers]
    assert view.counts("meeting")[lunch] == 2
    undo(cycle.record, own, done.id, what="meeting", by="ann")
    assert everything(cycle.view()) == middle != before


def test_a_dossier_is_told_apart_by_single_statements(cycle: Planted) -> None:
    own = cycle.record.reader()
    row = next(
        r for r in cycle.view().statements(limit=50).items if r.meeting == FISH and r.dossiers
    )
    part(
        cycle.record, own, "dossier", "watch/fish", "watch/cod",
        statements=[row.identity[:12]], ground="cod only", by="ann",
    )  # fmt: skip
    assert cycle.view().counts("dossier") == {
        "watch/cod": 1,
        "watch/fish": 1,
        "watch/fisheries": 1,
    }
    with pytest.raises(InputError, match="Undo that judgement"):
        judged(cycle, "dossier", "watch/cod", "watch/fish")
    with pytest.raises(InputError, match="leads from “watch/fish” to “watch/cod” already"):
        part(
            cycle.record, own, "dossier", "watch/cod", "watch/fish",
            statements=[row.identity], ground="no", by="ann",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "name", "into", "told"),
    [
        ("meeting", "eu-none-2020-01-01", JUNE, "there is no meeting “eu-none-2020-01-01”"),
        ("dossier", "watch/fish", "watch/none", "there is no dossier “watch/none”"),
        ("dossier", "watch/fish", "watch/fish", "are one already"),
        ("dossier", "watch/fish", "pledge/fish", "there is no dossier “pledge/fish”"),
    ],
)
def test_what_is_not_there_is_refused(
    cycle: Planted, what: str, name: str, into: str, told: str
) -> None:
    with pytest.raises((InputError, NotFound), match=told):
        judged(cycle, what, name, into)
    assert judgements(cycle.view()) == []


def test_a_name_that_others_do_not_see_is_not_told_to_them(cycle: Planted) -> None:
    cycle.paper("2020-06-02", statements=(position("watch/secret", JUNE),))
    with pytest.raises(NotFound, match="for PUBLIC") as refused:
        judged(cycle, "dossier", "watch/secret", "watch/fish", marking="PUBLIC")
    assert "watch/secret" not in refused.value.fix
    judged(cycle, "dossier", "watch/secret", "watch/fish")


def test_only_the_own_organisation_judges_and_on_a_ground(cycle: Planted) -> None:
    public = cycle.record.reader("PUBLIC")
    with pytest.raises(InputError, match="own organisation"):
        join(cycle.record, public, "meeting", FISH, JUNE, ground="x", by="ann")
    own = cycle.record.reader()
    with pytest.raises(InputError, match="needs a ground"):
        join(cycle.record, own, "meeting", FISH, JUNE, ground=" ", by="ann")
    with pytest.raises(InputError, match="nothing is told apart"):
        part(cycle.record, own, "meeting", FISH, "eu-x", ground="x", by="ann")
    with pytest.raises(UnknownValue, match="cannot be the id of a meeting"):
        part(cycle.record, own, "meeting", FISH, "EU x", papers=["1"], ground="x", by="ann")
    with pytest.raises(NotFound, match="no judgement"):
        undo(cycle.record, own, "abc", by="ann")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(
        [
            ("meeting", FISH, JUNE),
            ("meeting", MAY, JUNE),
            ("dossier", "watch/fish", "watch/fisheries"),
        ]
    ),
    undone=st.permutations(range(3)),
)
def test_whatever_the_order_undoing_all_gives_the_same_answers(
    cycle: Planted, order: list[tuple[str, str, str]], undone: list[int]
) -> None:
    before = everything(cycle.view())
    done = [judged(cycle, *one) for one in order]
    assert everything(cycle.view()) != before
    for at in undone:
        undo(cycle.record, cycle.record.reader(), done[at].id, by="ann")
    assert everything(cycle.view()) == before
