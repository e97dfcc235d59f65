"""What was left open last time: questions without an answer, promises of the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inzet.meetings.cycle.writing import add_promise
from inzet.meetings.sources import Hand, Source
from inzet.vocabulary.acts import Act
from inzet.vocabulary.meetings import MeetingLink, MeetingNotice
from inzet.vocabulary.parliament import Debate, Registered
from inzet.vocabulary.speakers import Speaker
from inzet.writing.compose import compose
from inzet.writing.draft import Draft
from tests.meetings.cycle.planting import says, tell
from tests.meetings.planting import TEXT, Planted
from tests.writing.compose.papers import FIRST, SECOND, day, fmm

ASKED = Speaker(role="member", name="Jansen", group="D66")


def meeting(from_: str, to: str, **more: Any) -> MeetingNotice:
    return fmm(from_, to, "Brussels", **more)


@pytest.fixture
def planted(tmp_path: Path) -> Iterator[Planted]:
    """Two meetings of a chain with their agendas, and the debate before the first."""
    made = Planted(tmp_path)
    agenda: dict[str, Any] = {"genre": "annotated agenda", "on_behalf_of": "NLD", "language": "nl"}
    made.paper(
        "2022-11-18", meeting("2022-11-29", "2022-11-30"), numbers=("kst-28676-420",), **agenda
    )
    question = {"act": Act.CONTEXT, "content": {"kind": "question"}, "speaker": ASKED}
    answered = {"kind": "question", "answer": {"start": 0, "end": len(TEXT)}}
    made.paper(
        "2022-12-20",
        statements=(
            says(Debate(on="2022-11-24", papers=("kst-28676-420",))),
            {**question, "rule": "a rule", "holder": "open"},
            {**question, "rule": "a rule", "content": answered, "start": 4, "holder": "answered"},
        ),
        genre="report of a debate",
        numbers=("kst-28676-425",),
    )
    made.paper(
        "2023-03-17",
        meeting("2023-04-04", "2023-04-05", previous=MeetingLink(id=FIRST, name="FMM")),
        numbers=("kst-28676-429",),
        **agenda,
    )
    yield made
    made.record.close()


def composed(planted: Planted, kind: str, on: str) -> Draft:
    return compose(planted.record, planted.record.reader(), kind, SECOND, language="en", on=day(on))


def test_a_question_of_the_last_debate_without_an_answer_is_in_the_note(planted: Planted) -> None:
    draft = composed(planted, "debate", "2023-03-20")
    asked = [each for each in draft.blocks if each.key.startswith("question/unanswered/")]
    assert [each.text for each in asked if "Jansen" in each.text]
    # The one that was answered is not asked again.
    assert len(asked) == 1
    assert "24 November 2022" in asked[0].text
    assert "No answer was recognised" in asked[0].text
    assert asked[0].sources


def test_what_was_promised_in_the_debate_on_this_meeting_is_in_its_report(
    planted: Planted,
) -> None:
    record, reader = planted.record, planted.record.reader()
    hand = Hand(
        by="ann",
        source=Source(identifier="register", date="2023-03-30", says="een brief"),
        on=day("2023-03-22"),
    )
    due = add_promise(
        record, reader, hand, meeting=SECOND, what="een brief over de kosten", party="NLD",
        number="TZ202303-012", to_member="Jansen (D66)", due=day("2023-05-01"),
    )  # fmt: skip
    add_promise(
        record, reader, hand, meeting=FIRST, what="een brief over iets anders", party="NLD",
        number="TZ202211-001", due=day("2023-09-01"),
    )  # fmt: skip
    told = Registered(promise="TZ202303-012", of=due.identity, words="Openstaand", kept=False)
    tell(record, told, said="2023-04-01")
    draft = composed(planted, "report", "2023-04-12")
    (block,) = [each for each in draft.blocks if each.key.endswith(due.identity)]
    shown = f"{block.text} {block.comment}"
    assert "TZ202303-012" in shown
    assert "Undertaking of 22 March 2023 to Jansen (D66)" in shown
    assert "“Openstaand”" in shown
    assert "TZ202211-001" not in "".join(each.text + each.comment for each in draft.blocks)
