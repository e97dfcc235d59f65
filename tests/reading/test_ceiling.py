"""No way in takes what bears a classification above the ceiling."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzet.reading.ceiling import refuse_parcel
from inzet.record import Record
from inzet.vocabulary.classifications import _FORMS, may_bear, refuse_typed
from inzet.vocabulary.errors import ClassifiedPaper
from inzet.vocabulary.markings import Classification
from tests.record.world import add_paper, home

FREE = Classification.UNCLASSIFIED


@pytest.mark.parametrize(
    "value",
    [
        "NATO SECRET",
        "Eerst iets.\nSTG. GEHEIM\nDan iets.",
        {"quote": "x", "content": {"lines": ["x", "NATO CONFIDENTIAL"]}},
    ],
)
def test_a_line_that_is_a_classification_is_refused(value: Any) -> None:
    with pytest.raises(ClassifiedPaper) as refused:
        refuse_typed(FREE, value, where="quote")
    assert "iets" not in str(refused.value)
    refuse_typed(Classification.TOP_SECRET, value)


@pytest.mark.parametrize(
    "value", ["", "Het stuk is geheim verklaard.", "NATO UNCLASSIFIED", {"secret": "x"}, ["geheim"]]
)
def test_what_only_speaks_of_it_is_taken(value: Any) -> None:
    refuse_typed(FREE, value)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([form for _, forms in _FORMS[:4] for form in forms]), st.data())
def test_whatever_is_a_classification_is_looked_at(form: str, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(re.compile(form, re.IGNORECASE), fullmatch=True))
    for raw in (json.dumps([line]).encode(), json.dumps([line], ensure_ascii=False).encode()):
        assert may_bear(raw)


def test_most_of_what_people_write_need_not_be_looked_at() -> None:
    assert not may_bear("Het kabinet steunt de toetreding van België.".encode())


def test_a_paper_of_others_above_the_ceiling_is_refused_with_its_parcel(tmp_path: Path) -> None:
    texts = ("Een gewoon stuk.\n", "NATO SECRET\n\nIets dat hier niet hoort.\n")
    with home(tmp_path) as record:
        for text in texts:
            with record.batch("PUBLIC") as batch:
                add_paper(batch, text)
        plain, secret = _parcels(record)
        bytes_of = _bytes(texts)
        refuse_parcel(FREE, plain, bytes_of)
        with pytest.raises(ClassifiedPaper, match="entry 4 of PUBLIC of Home") as refused:
            refuse_parcel(FREE, secret, bytes_of)
        assert "hoort" not in str(refused.value)
        refuse_parcel(Classification.SECRET, secret, bytes_of)


def _parcels(record: Record) -> list[Any]:
    view = record.view(record.reader("PUBLIC"))
    (feed,) = view.feeds()
    return list(view.parcels(feed.id))


def _bytes(texts: tuple[str, ...]) -> Any:

    known = {hashlib.sha256(text.encode()).hexdigest(): text.encode() for text in texts}
    return lambda sha256: iter([known[sha256]])
