"""Points that running text names and no rule found, weighed by a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from inzet.reading.layout.structure import structure
from inzet.reading.load import load
from inzet.reading.mentions import find_mentions
from inzet.reading.opinion.points import Table, shipped, with_weighed_points
from inzet.reading.opinion.word_groups import bounds, words_of
from inzet.reading.reader import read_paper
from inzet.vocabulary.meetings import Item, MeetingNotice, Session

PAPERS = Path(__file__).parents[1] / "gold" / "whole" / "dev"
TABLE = Table(
    sentence={"w spreken": 4000, "w talk": 4000},
    group={"a1 over": 4000, "a1 about": 4000, "z1 .": 1000},
    bias=(-2000, -3000),
    least=0.5,
    lead=0.0,
    enough=0.5,
)
"""Whatever stands behind "over" or "about"."""


def _with(text: str, *sessions: Session) -> tuple[Session, ...]:
    paper = structure(load(text.encode()))
    notice = MeetingNotice(
        id="nato-fmm-2016-05-19",
        name="NATO Foreign Ministers Meeting",
        body="NATO",
        sessions=sessions,
    )
    mentions = find_mentions(paper, None)
    (found,) = with_weighed_points((notice,), paper, mentions, "annotated agenda", TABLE)
    return found.sessions


def test_groups_are_bounded_by_small_words_and_marks() -> None:
    known = bounds("nl")
    assert known is not None
    words = words_of("De Raad spreekt over steun aan vissers, en over Libië.", known)
    said = {words.said(one) for one in words.groups}
    assert {"steun", "vissers", "steun aan vissers", "Libië", "Raad"} <= said
    assert not any(one.startswith(("de ", "over ", "en ")) or one.endswith(",") for one in said)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("De ministers spreken over vuurtorens. Het regent deze hele lange dag.", "vuurtorens"),
        (
            "Ministers will talk about lighthouses. It rains for all of that long day.",
            "lighthouses",
        ),
    ],
)
def test_a_point_is_a_stretch_of_its_sentence(text: str, title: str) -> None:
    ((session),) = _with(text)
    (item,) = session.topics
    assert item.title == title
    assert title in str(item.quote)
    assert text[item.start : item.end] == item.quote


def test_what_a_rule_found_is_not_found_again() -> None:
    known = Session(number=1, items=(Item(title="Stand van de vuurtorens"),))
    assert _with("De ministers spreken over vuurtorens. Het regent deze lange dag.", known) == (
        known,
    )


def test_a_sentence_that_named_a_point_to_a_rule_names_no_other() -> None:
    text = "De ministers spreken over vuurtorens. Het regent deze hele lange dag."
    known = Session(number=1, topics=(Item(title="Baggeren", start=0, end=37),))
    assert _with(text, known) == (known,)


def test_a_new_point_goes_where_it_belongs() -> None:
    text = "De ministers spreken over vuurtorens. Het regent deze hele lange dag."
    one, other = Session(number=1, title="Lunch"), Session(number=2, title="Diner")
    assert [each.title for each in _with(text, one, other)] == ["Lunch", "Diner", None]
    (only,) = _with(text, one)
    assert [each.title for each in only.topics] == ["vuurtorens"]


def test_a_language_without_bounds_has_none() -> None:
    assert bounds("sv") is None
    assert _with("Ministrarna talar om fyrar. Det regnar hela den långa dagen och natten.") == ()


def test_what_ships_adds_to_the_rules_and_invents_nothing() -> None:
    assert shipped() is not None
    added = 0
    for path in sorted(PAPERS.glob("*.txt"))[::12]:
        data = path.read_bytes()
        rules = {
            (one.start, one.title)
            for notice in read_paper(data, name=path.name, opinions=()).reading.meetings
            for each in notice.sessions
            for one in (*each.items, *each.topics)
        }
        for notice in read_paper(data, name=path.name).reading.meetings:
            for each in notice.sessions:
                for one in (*each.items, *each.topics):
                    if (one.start, one.title) not in rules:
                        added += 1
                        assert str(one.title) in str(one.quote)
    assert added
