"""The papers of our own: their labels stand where they say, and there is enough of each kind.

Nothing is scored here; ``test_gold`` and ``inzet score`` do that.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from inzet.reading.gold.annotation import ACTS, Annotation, read_annotations

PAPERS = Path(__file__).parent / "papers"
SPLITS = ("dev", "unseen")
STAMPS = {
    "nl": "Oefentekst: dit stuk is verzonnen en geen officieel stuk.",
    "en": "Exercise text: this paper is invented and is no official document.",
}
ENOUGH = {
    "position": 350, "commitment": 150, "status": 120, "condition": 90, "decision": 120,
    "expectation": 90, "agenda": 200,
}  # fmt: skip
"""The fewest labels of each act; below it, a measure of that act says little."""
WHOLE = frozenset(
    (
        "language", "genre", "on_behalf_of", "said_on", "meetings", "sessions", "participants",
        "references",
    )
)  # fmt: skip
BODIES = frozenset(
    ("EU", "NATO", "UN", "ECB", "Council", "Commission", "European Council", "parliament", "group")
)
"""Holders that are no country."""


class Paper(NamedTuple):
    """One paper with what a person read of it."""

    path: Path
    text: str
    whole: dict[str, Any]
    labels: tuple[Annotation, ...]


@cache
def papers() -> tuple[Paper, ...]:
    return tuple(_paper(path) for path in sorted(PAPERS.glob("*/*.txt")))


def _paper(path: Path) -> Paper:
    return Paper(
        path,
        path.read_bytes().decode("utf-8"),
        json.loads(path.with_suffix(".json").read_text("utf-8")),
        tuple(read_annotations(path.with_suffix(".jsonl"))),
    )


def squeezed(text: str) -> str:
    """A text without white space and hyphens, so that wrapping does not count."""
    return re.sub(r"[\s-]", "", text)


@pytest.fixture(params=papers(), ids=lambda one: f"{one.path.parent.name}/{one.path.stem}")
def paper(request: pytest.FixtureRequest) -> Paper:
    found: Paper = request.param
    return found


def test_its_last_line_says_that_it_is_invented(paper: Paper) -> None:
    assert paper.text.rstrip().splitlines()[-1] == STAMPS[paper.whole["language"]]


def test_every_sentence_stands_at_its_offsets_and_in_order(paper: Paper) -> None:
    end = 0
    for number, one in enumerate(paper.labels, 1):
        assert one.span is not None
        assert one.exact
        assert one.id == f"{paper.path.stem}:{number}"
        assert one.target.source == paper.path.name
        assert end <= one.span[0] < one.span[1], one.id
        assert squeezed(paper.text[slice(*one.span)]) == squeezed(one.exact), one.id
        end = one.span[1]


def test_nearly_all_of_its_body_is_labelled(paper: Paper) -> None:
    covered = sum(len(squeezed(one.exact or "")) for one in paper.labels)
    assert covered > 0.6 * len(squeezed(paper.text))


def test_its_labels_fill_the_slots_of_their_act(paper: Paper) -> None:
    said_on = date.fromisoformat(paper.whole["said_on"])
    for one in paper.labels:
        for label in one.body:
            assert (label.polarity is not None) == (label.act == "position"), one.id
            if label.act != "commitment":
                assert (label.due, label.due_by, label.to) == (None, None, None), one.id
            if label.due:
                assert label.due in (one.exact or ""), one.id
            if label.due_by:
                assert label.due, one.id
                assert date.fromisoformat(label.due_by) >= said_on, one.id
            for party in (label.holder, label.to):
                assert party is None or party in BODIES or re.fullmatch("[A-Z]{3}", party), one.id


def test_what_is_read_of_it_as_a_whole_is_all_there(paper: Paper) -> None:
    assert set(paper.whole) == WHOLE
    for meeting in paper.whole["meetings"]:
        assert set(meeting) == {"body", "format", "from", "to", "place"}
        assert (meeting["from"] is None) == (meeting["to"] is None)
        if meeting["from"]:  # a paper that gives a day without its year gives none
            assert date.fromisoformat(meeting["from"]) <= date.fromisoformat(meeting["to"])
    numbers = [one["number"] for one in paper.whole["sessions"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for one in paper.whole["participants"]:
        assert one["session"] is None or one["session"] in numbers
    assert 2004 <= date.fromisoformat(paper.whole["said_on"]).year <= 2021
    for reference in paper.whole["references"]:
        assert squeezed(reference) in squeezed(paper.text), reference


def test_every_file_belongs_to_a_paper() -> None:
    named = {one.path.with_suffix(end) for one in papers() for end in (".txt", ".json", ".jsonl")}
    assert {path for path in PAPERS.glob("*/*") if path.is_file()} == named


def test_there_are_enough_papers_and_sentences_of_each_kind() -> None:
    assert len(papers()) >= 40
    assert sum(len(one.labels) for one in papers()) >= 1500
    acts = Counter(label.act for one in papers() for said in one.labels for label in said.body)
    assert not {act: acts[act] for act, least in ENOUGH.items() if acts[act] < least}
    said = [sentence for one in papers() for sentence in one.labels]
    assert sum(1 for one in said if not one.body) > 0.25 * len(said)
    assert sum(1 for one in said if one.hard) > 0.25 * len(said)


def test_the_split_is_by_paper_and_both_halves_hold_both_languages() -> None:
    splits = {name: [one for one in papers() if one.path.parent.name == name] for name in SPLITS}
    assert sum(len(one) for one in splits.values()) == len(papers())
    dev, unseen = splits.values()
    assert not {one.path.stem for one in dev} & {one.path.stem for one in unseen}
    for half in (dev, unseen):
        assert {one.whole["language"] for one in half} == set(STAMPS)
    long = [
        {one.hash for paper in half for one in paper.labels if _long(one)} for half in (dev, unseen)
    ]
    assert not long[0] & long[1]


def _long(one: Annotation) -> bool:
    return len(one.exact or "") > 60


def test_the_readme_counts_what_is_there() -> None:
    rows = re.findall(
        r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$",
        (PAPERS / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    written = {name: [int(one) for one in figures] for name, *figures in rows}
    assert written == {
        name: counted(name) for name in ("papers", "sentences", "hard", "context", *ACTS)
    }


def counted(name: str) -> list[int]:
    """How many there are of something: Dutch dev, Dutch unseen, English dev, unseen, in all."""
    cells = [
        sum(
            _count(name, one)
            for one in papers()
            if (one.whole["language"], one.path.parent.name) == (language, split)
        )
        for language in STAMPS
        for split in SPLITS
    ]
    return [*cells, sum(cells)]


def _count(name: str, one: Paper) -> int:
    if name == "papers":
        return 1
    if name == "sentences":
        return len(one.labels)
    if name == "hard":
        return sum(1 for said in one.labels if said.hard)
    if name == "context":
        return sum(1 for said in one.labels if not said.body)
    return sum(1 for said in one.labels for label in said.body if label.act == name)
