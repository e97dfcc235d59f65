"""Corrections, reviews, withdrawals and re-readings: who closes what, and for whom."""

from __future__ import annotations

import pytest

from inzet.record import Record
from inzet.vocabulary import entries as kinds
from inzet.vocabulary.errors import NotFound, NotOwner, RecordError
from tests.record.world import add_paper, statement

TEXT = "Het kabinet steunt de toetreding van Finland."


def say(record: Record, marking: str = "PUBLIC", paper: str | None = None, rule: str = "r") -> str:
    """The one statement of the paper, read (again)."""
    with record.batch(marking) as batch:
        paper = paper or add_paper(batch, TEXT, said="2022-05-01")
        return batch.add(statement(paper, TEXT, 0, 45, rule=rule, language="nl"))


def close(record: Record, body: kinds.AnyBody, marking: str = "PUBLIC") -> str:
    """One entry in a batch of its own."""
    with record.batch(marking) as batch:
        return batch.add(body)


def shown(record: Record, reader: str | None = None) -> list[str]:
    """The rules of the statements that a reader sees."""
    return [row.rule for row in record.view(record.reader(reader)).statements().items]


def correction(record: Record, target: str, rule: str = "person") -> kinds.Correction:
    """The same words under another rule."""
    row = record.view(record.reader()).statement(target)
    assert row.paper is not None
    return kinds.Correction(
        target=target, statement=statement(row.paper.id, TEXT, 0, 45, rule=rule), by="Jan"
    )


def paper_of(record: Record) -> str:
    """The only paper."""
    return record.view(record.reader()).papers().items[0].id


def test_a_correction_counts_only_for_those_who_can_read_it(record: Record) -> None:
    target = say(record)
    close(record, correction(record, target), "REL-A")
    assert shown(record, "PUBLIC") == shown(record, "Beta") == ["r"]
    assert shown(record, "Alfa") == shown(record) == ["person"]
    public = record.view(record.reader("PUBLIC"))
    assert any(hit.statement for hit in public.search("toetreding").items)
    assert public.count() == 1
    assert len(public.history(public.statements().items[0].identity)) == 1


def test_a_correction_inherits_said_and_identity(record: Record) -> None:
    target = say(record)
    before = record.view(record.reader()).statements().items[0]
    close(record, correction(record, target))
    after = record.view(record.reader()).statements().items[0]
    assert (after.said, after.identity, after.corrected) == (before.said, before.identity, True)
    assert after.said is not None
    known = record.view(record.reader(), known_on=after.said)
    assert [row.corrected for row in known.statements().items] == [True]


def test_the_last_correction_stands_and_undoing_it_gives_the_one_before(record: Record) -> None:
    target = say(record)
    close(record, correction(record, target, "first"))
    second = close(record, correction(record, target, "second"))
    assert shown(record) == ["second"]
    close(record, kinds.Withdrawal(target=second))
    assert shown(record) == ["first"]


def test_a_correction_stands_when_the_paper_is_read_again(record: Record) -> None:
    target = say(record)
    made = close(record, correction(record, target))
    say(record, paper=paper_of(record), rule="better")
    assert shown(record) == ["person"]
    close(record, kinds.Withdrawal(target=made))
    assert shown(record) == ["better"]


def test_reading_again_supersedes_and_keeps_the_reviews(record: Record) -> None:
    target = say(record)
    close(record, kinds.Review(target=target, verdict="confirmed", by="Jan"))
    newer = say(record, paper=paper_of(record), rule="better")
    row = record.view(record.reader()).statement(newer)
    assert (row.rule, row.review, row.reviewed_by) == ("better", "confirmed", "Jan")


def test_a_narrower_reading_again_is_only_for_its_readers(record: Record) -> None:
    say(record)
    say(record, "REL-A", paper_of(record), "better")
    assert shown(record, "PUBLIC") == ["r"]
    assert shown(record, "Alfa") == ["better"]


def test_what_was_superseded_does_not_return_when_the_newer_one_is_withdrawn(
    record: Record,
) -> None:
    say(record)
    newer = say(record, paper=paper_of(record), rule="better")
    close(record, kinds.Withdrawal(target=newer))
    assert shown(record) == []


def test_a_rejection_holds_for_later_readings_until_it_is_withdrawn(record: Record) -> None:
    target = say(record)
    rejection = close(record, kinds.Review(target=target, verdict="rejected", by="Jan"))
    assert shown(record) == []
    say(record, paper=paper_of(record), rule="better")
    assert shown(record) == []
    close(record, kinds.Withdrawal(target=rejection))
    assert shown(record) == ["better"]


def test_rejecting_a_correction_leaves_nothing_of_the_reading(record: Record) -> None:
    target = say(record)
    made = close(record, correction(record, target))
    close(record, kinds.Review(target=made, verdict="rejected", by="Jan"))
    assert shown(record) == []


def test_a_confirmation_of_the_reading_does_not_confirm_its_correction(record: Record) -> None:
    target = say(record)
    close(record, kinds.Review(target=target, verdict="confirmed", by="Jan"))
    made = close(record, correction(record, target))
    view = record.view(record.reader())
    assert view.statement(made).review is None
    close(record, kinds.Review(target=made, verdict="confirmed", by="Piet"))
    assert view.statement(made).reviewed_by == "Piet"


def test_a_withdrawal_can_be_undone_but_an_undoing_cannot(record: Record) -> None:
    target = say(record)
    gone = close(record, kinds.Withdrawal(target=target))
    assert shown(record) == []
    undoing = close(record, kinds.Withdrawal(target=gone), "REL-A")
    assert shown(record, "PUBLIC") == []
    assert shown(record, "Alfa") == ["r"]
    with pytest.raises(RecordError):
        close(record, kinds.Withdrawal(target=undoing))


def test_history_tells_everything_the_reader_may_see(record: Record) -> None:
    target = say(record)
    identity = record.view(record.reader()).statement(target).identity
    made = close(record, correction(record, target))
    close(record, kinds.Review(target=made, verdict="confirmed", by="Jan"), "REL-A")
    close(record, kinds.Withdrawal(target=made, by="Jan"), "INTERNAL")

    def told(reader: str | None) -> list[tuple[str, bool, bool]]:
        view = record.view(record.reader(reader))
        return [(row.kind, row.undone, row.current) for row in view.history(identity)]

    public = record.view(record.reader("PUBLIC"))
    assert public.history(target[:9]) == public.history(made) == public.history(identity)
    assert told("PUBLIC") == [("reading", False, False), ("correction", False, True)]
    assert told("Alfa") == [*told("PUBLIC"), ("review", False, False)]
    assert told(None) == [
        ("reading", False, True),
        ("correction", True, False),
        ("review", False, False),
        ("withdrawal", False, False),
    ]


def test_a_withdrawn_paper_takes_its_statements_with_it(record: Record) -> None:
    say(record)
    close(record, kinds.Withdrawal(target=paper_of(record)), "REL-A")
    assert shown(record, "Alfa") == []
    assert record.view(record.reader("Alfa")).papers().items == ()
    assert shown(record, "PUBLIC") == ["r"]


def test_only_the_writing_organisation_closes(record: Record, tmp_path: object) -> None:
    from pathlib import Path

    target = say(record)
    assert isinstance(tmp_path, Path)
    with Record.create(tmp_path / "beta.db", "Beta") as other:
        view = record.view(record.reader("PUBLIC"))
        for feed in view.feeds():
            other.receive_all(view.parcels(feed.id), view.bytes_of(feed.id))
        for body in (
            kinds.Withdrawal(target=target),
            correction(record, target),
        ):
            with pytest.raises(NotOwner):
                close(other, body, "INTERNAL")
        assert shown(other) == ["r"]
        # A review by others is kept, and closes for nobody.
        close(other, kinds.Review(target=target, verdict="rejected", by="Zoë"), "INTERNAL")
        close(other, kinds.Review(target=target, verdict="confirmed", by="Zoë"), "INTERNAL")
        row = other.view(other.reader()).statements().items[0]
        assert row.review is None
        told = other.view(other.reader()).history(row.identity)
        assert [item.verdict for item in told] == [None, "rejected", "confirmed"]
        with pytest.raises(NotOwner):
            other.erase(target, by="Zoë", ground="none")


def test_hidden_is_as_missing(record: Record) -> None:
    target = say(record, "INTERNAL")
    row = record.view(record.reader()).statements().items[0]
    public = record.view(record.reader("PUBLIC"))
    assert row.paper is not None
    for name in (target, row.identity, row.paper.id):
        fake = "0" * 64
        for method in (public.statement, public.history, public.paper, public.text):
            with pytest.raises(NotFound) as hidden:
                method(name)
            with pytest.raises(NotFound) as missing:
                method(fake)
            assert str(hidden.value).replace(name, "") == str(missing.value).replace(fake, "")


def test_what_stands_again_closes_again(record: Record) -> None:
    target = say(record)
    made = close(record, correction(record, target))
    taken_back = close(record, kinds.Withdrawal(target=made))
    assert shown(record) == ["r"]
    close(record, kinds.Withdrawal(target=taken_back))
    assert shown(record) == ["person"]


def test_said_again_in_a_narrower_feed_closes_while_it_stands(record: Record) -> None:
    say(record)
    newer = say(record, "REL-A", paper_of(record), "better")
    with record.batch("REL-A") as batch:
        taken_back = batch.add(kinds.Withdrawal(target=newer))
    assert shown(record, "Alfa") == ["r"]
    with record.batch("REL-A") as batch:
        batch.add(kinds.Withdrawal(target=taken_back))
    assert shown(record, "Alfa") == ["better"]
    assert shown(record, "PUBLIC") == ["r"]
