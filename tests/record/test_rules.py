"""What a batch refuses, and that a refusal leaves nothing behind."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from inzet.record import Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import (
    InputError,
    NotFound,
    RecordError,
    ReferenceInward,
    UnknownValue,
)
from tests.record.world import MARKINGS, add_paper, statement

TEXT = "Het kabinet steunt de toe-\n treding van Finland."


@pytest.mark.parametrize("cited", MARKINGS)
@pytest.mark.parametrize("citing", MARKINGS)
def test_references_point_outward_or_level(record: Record, cited: str, citing: str) -> None:
    readers = {"PUBLIC": 4, "REL-AB": 3, "REL-A": 2, "INTERNAL": 1}
    with record.batch(cited) as batch:
        paper = add_paper(batch, TEXT)
        said = batch.add(statement(paper, TEXT, 0, 40))
    bodies: list[kinds.AnyBody] = [
        statement(paper, TEXT, 0, 40),
        kinds.Review(target=said, verdict="confirmed"),
        kinds.Withdrawal(target=said),
        kinds.Alias(paper=paper, numbers=("x",)),
        kinds.Reading(paper=paper, extraction=1, reader="r", statements=1),
        kinds.Correction(target=said, statement=statement(paper, TEXT, 0, 40)),
    ]
    allowed = readers[citing] <= readers[cited]
    for body in bodies:
        if allowed:
            with record.batch(citing) as batch:
                batch.add(body)
            continue
        with pytest.raises(ReferenceInward) as inward, record.batch(citing) as batch:
            batch.add(body)
        with pytest.raises(ReferenceInward) as unknown, record.batch(citing) as batch:
            batch.add(kinds.Withdrawal(target="0" * 64))
        # Nothing tells whether it exists elsewhere.
        hidden = str(inward.value).replace(paper[:12], "0" * 12).replace(said[:12], "0" * 12)
        assert hidden == str(unknown.value)


def test_a_refused_batch_leaves_nothing(record: Record) -> None:
    before = record.head()

    def spoil(error: Exception | None) -> None:
        with record.batch("PUBLIC") as batch:
            add_paper(batch, TEXT)
            if error:
                raise error
            batch.add(kinds.Withdrawal(target="0" * 64))

    with pytest.raises(RecordError):
        spoil(None)
    with pytest.raises(ZeroDivisionError):
        spoil(ZeroDivisionError())
    assert record.head() == before
    assert record.view(record.reader()).papers().items == ()


def test_the_same_entry_twice_changes_nothing(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
    body = statement(paper, TEXT, 0, 40, nonce="n1")
    with record.batch("PUBLIC") as batch:
        first = batch.add(body)
        assert batch.add(body) == first
    head, count = record.head(), record.view(record.reader()).count()
    with record.batch("PUBLIC") as batch:
        assert batch.add(body) == first
    assert (record.head(), record.view(record.reader()).count()) == (head, count)
    with record.batch("PUBLIC") as batch:
        assert batch.add(replace(body, nonce="n2")) != first
        # Without a nonce the same act is done once more.
        assert batch.add(replace(body, nonce="")) != batch.add(replace(body, nonce=""))


def test_a_text_is_never_overwritten(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        other = batch.keep(b"another text")
        body = kinds.Extraction(paper=paper, version=1, extractor="t", text_sha256=other, length=12)
        with pytest.raises(RecordError):
            batch.add(body)
        batch.add(replace(body, version=2))
    view = record.view(record.reader("PUBLIC"))
    assert view.text(paper).version == 2
    assert view.text(paper, 1).text == TEXT
    assert view.papers(words="another").items[0].id == paper
    assert view.papers(words="Finland").items == ()
    assert record.view(record.reader()).find_paper(text_sha256=other) is not None


def test_whoever_knows_a_paper_on_a_day_knows_its_words(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        data = batch.keep(b"text")
        body = kinds.Paper(sha256=data, media_type="text/plain", size=4, title="T")
        paper = batch.add(replace(body, said="2019-05-02"))
        other = batch.add(replace(body, said="2019-05-04", nonce="n"))
        for each in (paper, other):
            batch.add(
                kinds.Extraction(paper=each, version=1, extractor="t", text_sha256=data, length=4)
            )
    # The text was made today, of a paper of long ago.
    view = record.view(record.reader("PUBLIC"), known_on=dt.date(2019, 5, 3))
    assert view.text(paper).text == "text"
    with pytest.raises(NotFound):
        view.text(other)


def test_the_text_stands_in_the_feed_of_its_paper(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        data = batch.keep(b"text")
        paper = batch.add(kinds.Paper(sha256=data, media_type="text/plain", size=4, title="T"))
    with record.batch("INTERNAL") as batch, pytest.raises(RecordError):
        batch.add(
            kinds.Extraction(paper=paper, version=1, extractor="t", text_sha256=data, length=4)
        )


@pytest.mark.parametrize(
    ("start", "end", "quote", "allowed"),
    [
        (0, 48, "Het kabinet steunt de toetreding van Finland.", True),
        (0, 48, "Het kabinet steunt Finland", True),
        (0, 48, "Finland steunt", False),
        (0, 48, "Noorwegen", False),
        (0, 10, "Het kabinet", False),
        (0, 500, "Het kabinet", False),
        (-1, 10, "Het", False),
        (5, 5, "", False),
    ],
)
def test_a_quote_is_found_at_its_offsets(
    record: Record, start: int, end: int, quote: str, allowed: bool
) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        body = replace(statement(paper, TEXT, start, end), quote=quote)
        if allowed:
            batch.add(body)
        else:
            with pytest.raises(RecordError):
                batch.add(body)


def test_values_that_cannot_be(record: Record) -> None:
    with record.batch("PUBLIC") as batch:
        paper = add_paper(batch, TEXT)
        good = statement(paper, TEXT, 0, 40)
        for bad in (
            replace(good, content={"share": 0.2}),
            replace(good, content={"één": 1}),
            replace(good, content={"n": 2**53}),
            replace(good, said="March"),
            replace(good, valid_from="2023-13"),
            replace(good, valid_to="2023-02-30"),
            replace(good, identity=""),
            replace(good, holder="\ud800"),
        ):
            with pytest.raises(InputError):
                batch.add(bad)
        with pytest.raises(InputError):
            batch.add(kinds.Review(target=batch.add(good), verdict="maybe"))
        with pytest.raises(RecordError):
            batch.add(kinds.Paper(sha256="0" * 64, media_type="x", size=1, title="T"))
        with pytest.raises(RecordError):
            batch.add(replace(good, feed="another"))
    assert record.view(record.reader()).count() == 1


@pytest.mark.parametrize("marking", ["REL-NOBODY", "", "a b", "ÉÉN", "public"])
def test_a_marking_that_was_not_defined(record: Record, marking: str) -> None:
    with pytest.raises(UnknownValue), record.batch(marking):
        pass


@pytest.mark.parametrize("audience", ["PUBLIC", "INTERNAL", "", "x" * 65, "-A", "A\n"])
def test_an_audience_that_cannot_be(record: Record, audience: str) -> None:
    with pytest.raises(UnknownValue):
        record.define_audience(audience, ["Alfa"])
